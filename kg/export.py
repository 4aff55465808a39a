"""The graph, or what a view shows of it, as bytes in a format. The same graph, the same bytes.

Turtle, N-Triples and RDF/XML hold the union of the named graphs, which loses no triple and says no
triple twice; TriG, N-Quads and JSON-LD keep the graphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import CallError
from kg.excerpt import excerpt
from kg.jsonld import jsonld
from kg.results import sorted_head, used
from kg.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.names import Names
    from kg.store import Store
    from kg.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export; ``engine`` is Oxigraph's, None for what we write ourselves."""

    name: str
    title: str
    media_type: str
    aliases: tuple[str, ...]
    engine: ox.RdfFormat | None

    @property
    def extension(self) -> str:
        """The usual end of a file name, without the dot."""
        return {"rdfxml": "rdf"}.get(self.name, self.name)


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("ttl", "Turtle", "text/turtle", ("turtle",), ox.RdfFormat.TURTLE),
        Format("trig", "TriG", "application/trig", (), ox.RdfFormat.TRIG),
        Format(
            "nt", "N-Triples", "application/n-triples", ("ntriples", "n-triples"),
            ox.RdfFormat.N_TRIPLES,
        ),
        Format(
            "nq", "N-Quads", "application/n-quads", ("nquads", "n-quads"), ox.RdfFormat.N_QUADS
        ),
        Format("jsonld", "JSON-LD", "application/ld+json", ("json-ld",), ox.RdfFormat.JSON_LD),
        Format(
            "rdfxml", "RDF/XML", "application/rdf+xml", ("rdf-xml", "rdf/xml", "rdf", "xml"),
            ox.RdfFormat.RDF_XML,
        ),
        Format("csv", "CSV table of events", "text/csv", (), None),
    )
}  # fmt: skip


def format_named(name: str) -> Format:
    """Return a format by its name or an alias, in any case. Raises CallError."""
    low = name.lower()
    for one in FORMATS.values():
        if low in (one.name, *one.aliases):
            return one
    msg = f"no format '{name}' (formats: {', '.join(FORMATS)})"
    raise CallError(msg)


def export(store: Store, name: str, names: Names, view: View | None = None) -> bytes:
    """Return the graph in the format of that name (or alias); with a view, its excerpt.

    Raises CallError for a name that is no format.
    """
    chosen = format_named(name)
    if chosen.engine is None:
        return sheet(store, view, names)
    whole = view is None or not view.filters.params()
    quads = list(store.find() if whole or view is None else excerpt(store, view, names))
    return serialized(quads, chosen.engine, names)


def serialized(
    quads: list[ox.Quad],
    engine: ox.RdfFormat,
    names: Names,
    others: Mapping[str, str] | None = None,
) -> bytes:
    """Return quads in an RDF format, sorted, with fixed prefixes (JSON-LD: our own context).

    ``others`` are prefixes beside ours.
    """
    if engine == ox.RdfFormat.N_QUADS:
        return "".join(sorted({f"{one} .\n" for one in quads})).encode()
    if engine == ox.RdfFormat.JSON_LD:
        return jsonld(quads, names)
    if engine.supports_datasets:
        ordered: list[ox.Quad] | list[ox.Triple] = sorted(
            quads, key=lambda one: (str(one.graph_name), *_key(one.triple))
        )
    else:
        ordered = sorted({one.triple for one in quads}, key=_key)
    text = (
        ox.serialize(ordered, format=engine, prefixes={**used(quads, names), **(others or {})})
        or b""
    )
    if engine == ox.RdfFormat.RDF_XML:
        return _sorted_root(text)
    return sorted_head(text)


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _key(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Order by subject, with what it is first, as people read it."""
    predicate = str(triple.predicate)
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _sorted_root(text: bytes) -> bytes:
    """Return RDF/XML with the namespaces of its root in order of their prefixes."""

    def ordered(found: re.Match[bytes]) -> bytes:
        return b"<rdf:RDF " + b" ".join(sorted(found[1].split())) + b">"

    return re.sub(rb"<rdf:RDF ([^>]*)>", ordered, text, count=1)
