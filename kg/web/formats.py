"""Which format an answer to a query has: as parameters name it, else as ``Accept`` prefers it.

SPARQL 1.1 Protocol, section 2.1.6. Formats have the names of :mod:`kg.worker_child`; forms of
queries are SELECT, ASK and CONSTRUCT (which DESCRIBE is too).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.web.negotiation import preferred

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_JSON = {"application/sparql-results+json": "json"}
_XML = {"application/sparql-results+xml": "xml"}
_PLAIN_JSON = {"application/json": "json"}
_PLAIN_XML = {"application/xml": "xml", "text/xml": "xml"}
GRAPH = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/trig": "trig",
    "application/n-quads": "nq",
}
# The first of each form is for who takes anything; Turtle is N3 as well.
OFFERED: Mapping[str, Mapping[str, str]] = {
    "SELECT": _JSON
    | _XML
    | {"text/csv": "csv", "text/tab-separated-values": "tsv"}
    | _PLAIN_JSON
    | _PLAIN_XML,
    "ASK": _JSON | _XML | _PLAIN_JSON | _PLAIN_XML,
    "CONSTRUCT": GRAPH
    | {
        "text/n3": "ttl",
        "application/json": "jsonld",
        "application/xml": "rdfxml",
        "text/xml": "rdfxml",
    },
}
PAGE = ("text/html", "application/xhtml+xml")
NAMED = {
    **{name: name for one in OFFERED.values() for name in one.values()},
    **{media: name for one in OFFERED.values() for media, name in one.items()},
    # Those that stand for a family: a form of query takes its own of it.
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "turtle": "ttl",
    "n3": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "nquads": "nq",
    "n-quads": "nq",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "rdf-xml": "rdfxml",
    "rdf/xml": "rdfxml",
}
"""Formats by what a parameter may call them: a short name, or a media type."""

# Who names a format of another form of query gets the like of it.
_LIKE = {"json": "jsonld", "jsonld": "json", "xml": "rdfxml", "rdfxml": "xml"}


def named(values: Iterable[str]) -> list[str]:
    """Return what ``format`` and its like ask for, each in small letters; none for no wish."""
    # A plus sign that was not escaped came as a space.
    parts = (one.strip().lower().replace(" ", "+") for text in values for one in text.split(","))
    return [one for one in parts if one]


def prefers_page(accept: str, values: Iterable[str]) -> bool:
    """Tell whether it is a browser that asks, for a page and no format."""
    if named(values):
        return False
    every = [media for one in OFFERED.values() for media in one]
    return preferred(accept, [*every, *PAGE]) in PAGE


def chosen(
    accept: str, values: Sequence[str], offered: Mapping[str, Mapping[str, str]] = OFFERED
) -> dict[str, str] | None:
    """Return the media type for each form of query, None when none of ours is acceptable.

    A client seldom knows of what form a query is: one that takes a type of another form gets the
    like of it, or the first (RFC 9110, section 12.4.1, leaves that to the server).
    """
    if wished := named(values):
        known = [NAMED[one] for one in wished if one in NAMED]
        # The type under which it was named, where it is of that form.
        return {form: _named(form, wished, known) for form in offered} if known else None
    every = {media: name for one in OFFERED.values() for media, name in one.items()}
    other = preferred(accept, every)
    if other is None:
        return None
    return {
        form: preferred(accept, offered[form]) or _like(form, [every[other]]) for form in offered
    }


def _named(form: str, wished: Iterable[str], known: Sequence[str]) -> str:
    own = next((one for one in wished if one in OFFERED[form]), None)
    return own or _like(form, known)


def _like(form: str, names: Sequence[str]) -> str:
    media = {name: one for one, name in reversed(list(OFFERED[form].items()))}
    for name in names:
        for one in (name, _LIKE.get(name, "")):
            if one in media:
                return media[one]
    return next(iter(OFFERED[form]))
