"""A citation: which data, which part of it, what it gave, and where to find it again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.citation.query import caveats, normal, refuse_volatile
from kg.citation.records import records_of
from kg.citation.result import Result, sha256
from kg.errors import CallError, NotFoundError, QueryError
from kg.queries import NamedQuery, named, named_queries, read_query
from kg.rdf.about import about_iri

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.graph import Graph
    from kg.store import Answer
    from kg.view import View

# The dashboard puts no longer query into an address, since some servers cut it.
_LONGEST = 6_000
# What N-Quads has another way to write: signs to escape, and capitals in a language.
_ODD = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|"@[A-Za-z0-9-]*[A-Z]')


@dataclass(frozen=True, slots=True)
class Release:
    """The dataset as it stands: what it says of itself, and the hash of all its quads.

    The hash is that of the canonical form of RDF Dataset Canonicalization (RDFC-1.0, W3C
    Recommendation of 21 May 2024, section 5): the canonical N-Quads in order of code points. The
    graph has no blank nodes, so nothing has to be named first, and these are the sorted lines.
    """

    title: str
    version: str
    released: str
    licence: str
    publisher: str
    base: str
    quads: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in normal form, as it was run, with what makes it known to people.

    ``name`` and ``title`` are those of a named query, ``values`` all its parameters as one types
    them. The filters of a view stand in the text.
    """

    text: str
    name: str | None = None
    title: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The hash of the normal form: one for all ways to lay the query out."""
        return sha256(self.text)


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. ``record`` is an id when it is one record; ``caveats`` are sentences."""

    release: Release
    view: View
    result: Result
    permalink: str
    accessed: date
    asked: Asked | None = None
    record: str | None = None
    record_title: str | None = None
    caveats: tuple[str, ...] = ()


def citation_for(
    graph: Graph,
    view: View,
    query: str | NamedQuery | None = None,
    values: Mapping[str, str] | None = None,
    page: str = "",
    *,
    accessed: date,
    record: str | None = None,
    answer: Answer | None = None,
) -> Citation:
    """Return the citation of a view, of a query's result in it, or of one record of it.

    ``query`` is the name of a named query, a query as :mod:`kg.queries` reads it, or SPARQL text,
    with ``values`` for its parameters. ``page`` is that of the dashboard which shows the view; a
    query has the page ``sparql``, a record that of its kind. ``accessed`` is the day of access,
    since nothing here looks at a clock. ``answer`` is what the same query gave before, where it
    must not run here (see :func:`kg.citation.answer_of`).

    Raises NotFoundError (no such query or record), CallError, and QueryError for a query that can't
    be run, or whose result can't be checked.
    """
    view = canonical(view)
    graph.editions.check(view)
    release = release_of(graph)
    if query is not None:
        asked, result = _ask(graph, view, _found(query), values or {}, answer)
        place = _query_page(graph, view, asked)
        return Citation(
            release, view, result, place, accessed, asked=asked, caveats=caveats(asked.text)
        )
    if record is not None:
        kind = graph.dataset.kind_of(record)
        if kind is None:
            raise NotFoundError("record", record)
        graph.editions.refuse(kind.removesuffix("s"), record, view)
        known = graph.dataset.of_kind(kind)[record]
        names = (getattr(known, one, None) for one in ("title", "name", "label"))
        title = next((one for one in names if one), None)
        # Its own name, which leads to the page and to the data.
        name = about_iri(graph.dataset, graph.names, record).removeprefix(graph.names.base)
        place = address(graph, name, view.knowledge.params())
        view = view.knowledge
        result = records_of(graph, view, record)
        return Citation(release, view, result, place, accessed, record=record, record_title=title)
    place = address(graph, page, view.params())
    return Citation(release, view, records_of(graph, view), place, accessed)


def release_of(graph: Graph) -> Release:
    """Return what the dataset says of itself, with the hash of its quads."""
    catalogue = graph.dataset.catalogue
    return Release(
        title=catalogue.title,
        version=catalogue.version,
        released=str(catalogue.released),
        licence=catalogue.licence,
        publisher=catalogue.publisher,
        base=graph.names.base,
        quads=len(graph.lines),
        sha256=sha256("".join(sorted(map(_canonical_line, graph.lines)))),
    )


def canonical(view: View) -> View:
    """Return the same view as one value: ids in order, each once, words as they are looked for."""
    lists = {
        one.name: tuple(sorted(set(value)))
        for one in fields(view)
        if isinstance(value := getattr(view, one.name), tuple)
    }
    # An address may give half of a surrogate pair, which nothing can be hashed with.
    words = view.text.strip().lower().encode("utf-8", "replace").decode("utf-8")
    return replace(view, **lists, text=words)  # type: ignore[arg-type]


def answered(graph: Graph, view: View, text: str) -> Result:
    """Answer a query over what a view knows. Raises QueryError."""
    return Result.of_answer(graph.of(view).query(text, graph.names.prefixes))


def address(graph: Graph, page: str, params: Mapping[str, str]) -> str:
    """Return the address of a page of the dashboard with parameters."""
    tail = urlencode(params, quote_via=quote, safe=",:")
    return graph.names.base + quote(page) + ("?" + tail if tail else "")


def named_text(graph: Graph, view: View, name: str, values: Mapping[str, str]) -> str:
    """Return the normal form that a named query has now. Raises NotFoundError and CallError."""
    text = named(name).sparql(canonical(view), values, graph.names)
    return normal(text, graph.names.prefixes)


def _canonical_line(line: str) -> str:
    if _ODD.search(line) is None:
        return line
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    return f"{quad} .\n"


def _found(query: str | NamedQuery) -> NamedQuery:
    if isinstance(query, NamedQuery):
        return query
    is_text = any(mark in query for mark in "{ \n")
    return read_query("text", query) if is_text else named(query)


def _ask(
    graph: Graph,
    view: View,
    query: NamedQuery,
    values: Mapping[str, str],
    answer: Answer | None,
) -> tuple[Asked, Result]:
    if view.filters.params() and not query.takes_view:
        msg = f"query '{query.name}' takes no filters (it has no line '# view: ?event')"
        raise CallError(msg)
    written = query.sparql(view, values, graph.names)
    if any("\ud800" <= one <= "\udfff" for one in written):
        msg = "the query has signs that are not UTF-8"
        raise QueryError(msg)
    text = normal(written, graph.names.prefixes)
    refuse_volatile(text)
    try:
        result = answered(graph, view, text) if answer is None else Result.of_answer(answer)
    except QueryError:
        if answer is not None:
            raise  # here the query must not run
        # An error tells its line and column, which should be those that the reader wrote.
        text, result = written.strip(), answered(graph, view, written)
    defaults = {one.name: _plain(one.default) for one in query.parameters}
    listed = named_queries().get(query.name) is query
    return Asked(
        text=text,
        name=query.name if listed else None,
        title=query.title or None,
        values=defaults | dict(values),
    ), result


def _plain(term: str) -> str:
    """Return the default of a parameter as one types it."""
    if term.startswith("<"):
        return term.rstrip(">").rpartition("/")[2]
    return term.split('"')[1] if '"' in term else term


def _query_page(graph: Graph, view: View, asked: Asked) -> str:
    """Return the address at which the dashboard has the query to run.

    By its name alone it would have the defaults and no filter, so the text goes along where these
    are others. A text too long for an address is left to the document.
    """
    knowledge = view.knowledge.params()
    name = {"query": asked.name} if asked.name else {}
    plain = asked.name and asked.text == named_text(graph, view.knowledge, asked.name, {})
    text = {"q": asked.text} if not plain and len(asked.text) <= _LONGEST else {}
    return address(graph, "sparql", name | text | knowledge)
