"""Things over HTTP: the same name gives a page to people and data to programs, of any day.

``GET /id/<kind>/<id>`` leads on by ``Accept`` (303): a browser to the page, others to
``<id>.ttl``, ``.jsonld``, ``.nt``, ``.rdf``, ``.trig`` or ``.nq``, which is RDF. ``as-of``,
``policy`` and ``recorded`` are those of a view. A name is its own TimeGate: with
``Accept-Datetime`` it leads to what was known on that day (302; see :mod:`kg.web.memento`). What is
no record, such as a role or a statement, has data of its own, and the page of what it is part of.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from kg.errors import NotFoundError, UnknownYetError, WithdrawnError
from kg.page.part import PARTS, described, in_graphs, is_told, merged, whole
from kg.page.turtle import record_quads
from kg.ui import opened
from kg.ui.links import RECORD_KINDS
from kg.web import gone, linked, memento, publisher
from kg.web.linked import HTML

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.graph import Graph
    from kg.view import View

_PAGES = tuple(one for one in RECORD_KINDS if one != "topic")  # topics are concepts: /voc/topic
# What stands in a document of its own: its page, and its data.
_ELSEWHERE = {"dataset": ("about", "catalog"), "shape": ("ns.html#shapes", "ns/shapes")}
_KINDS = (*_PAGES, *PARTS, *_ELSEWHERE)


def resource(request: Request) -> Response:
    """Answer for the name of a thing, or with one of its documents."""
    graph = opened.graph()
    kind, name = request.path_params["kind"], request.path_params["name"]
    if kind not in _KINDS:
        raise NotFoundError("kind of thing", kind, _KINDS)
    name, asked = linked.suffixed(name)
    if kind == "publisher" and name.endswith(".html"):
        name, asked = name.removesuffix(".html"), HTML
    view, negotiated = memento.view_of(request, graph)
    wanted = asked or linked.wanted(request)
    try:
        _refuse(graph, kind, name, view)
    except WithdrawnError as error:
        return gone.gone(request, error, page=wanted == HTML)
    except UnknownYetError as error:
        # Before the first memento a TimeGate gives the first (RFC 7089, section 4.5.3). The page
        # tells a reader since when the record is known.
        if negotiated:
            view = replace(view, as_of=error.since)
        elif wanted != HTML:
            raise
    # What had not entered by a day of recording; to a reader the page tells it.
    if wanted != HTML and kind in _PAGES and not is_told(graph.of(view), _iri(graph, kind, name)):
        raise NotFoundError(kind, name)
    headers = memento.VARY | memento.links(request, graph, kind, name)
    if wanted is None:
        return linked.refused(headers)
    if asked is None:
        where = _page(graph, view, kind, name) if wanted == HTML else _document(kind, name, wanted)
        address, _, fragment = where.partition("#")
        mark = f"#{fragment}" if fragment else ""
        to = f"{linked.root(request)}{memento.of_view(address, view)}{mark}"
        return linked.seen(to, headers, 302 if negotiated else 303)
    if kind in _ELSEWHERE:
        to = f"{linked.root(request)}{memento.of_view(_document(kind, name, asked), view)}"
        return linked.seen(to, headers)
    headers |= memento.moment(graph, view)
    if negotiated:
        own = memento.of_view(f"id/{kind}/{quote(name)}{linked.extension(asked)}", view)
        headers["content-location"] = f"{linked.root(request)}{own}"
    if asked == HTML:
        return publisher.page(request, graph, name, view, headers)
    quads = _quads(graph, kind, name, view, asked)
    return linked.data(request, quads, asked, graph.names, headers)


ROUTES = [
    linked.route("/id/{kind}/{name}", resource, vary="accept, accept-datetime"),
    linked.route("/id/{rest:path}", linked.nothing("/id/<kind>/<id>")),
]


def _refuse(graph: Graph, kind: str, name: str, view: View) -> None:
    """Raise NotFoundError, WithdrawnError or UnknownYetError for what a view has not."""
    if kind in _PAGES or kind == "coverage":
        graph.editions.refuse(kind, name, view)
        return
    iri = _iri(graph, kind, name)
    if is_told(graph.of(view), iri) or (kind == "shape" and is_told(graph.store, iri)):
        return
    # The record it is a part of may be withdrawn, or unknown as yet. Names begin with its id; a
    # publisher or post is a part of none, though a record may have the same id.
    record = name.partition(".")[0]
    if kind == "claim":
        found = (one.id for one, claim in graph.dataset.claims() if claim.id == name)
        record = next(found, record)
    of = graph.dataset.kind_of(record)
    if of is not None and kind not in ("post", "publisher"):
        graph.editions.refuse(of.removesuffix("s"), record, view)
    known = graph.store.values(graph.names.expand("kg:knownFrom"))
    since = next((day for one, day in known if one == iri), None)
    if since is not None and view.as_of is not None and view.as_of.isoformat() < since:
        raise UnknownYetError(kind, name, view.as_of, view.as_of.fromisoformat(since))
    raise NotFoundError(kind, name)


def _iri(graph: Graph, kind: str, name: str) -> str:
    return graph.names.thing(kind, name)


def _document(kind: str, name: str, wanted: str) -> str:
    where = _ELSEWHERE[kind][1] if kind in _ELSEWHERE else f"id/{kind}/{quote(name)}"
    return f"{where}{linked.extension(wanted)}"


def _page(graph: Graph, view: View, kind: str, name: str) -> str:
    """Return the address of the page that shows a thing, relative to the root."""
    if kind in _ELSEWHERE:
        return _ELSEWHERE[kind][0]
    iri = _iri(graph, kind, name)
    store = graph.of(view)
    found = whole(store if is_told(store, iri) else graph.store, iri, graph.names)
    if found is None:
        return f"id/{kind}/{quote(name)}.html"
    mark = f"#{quote(name)}" if kind == "claim" else ""
    return f"{found[0]}?{urlencode({'id': found[1]}, quote_via=quote)}{mark}"


def _quads(graph: Graph, kind: str, name: str, view: View, wanted: str) -> list[Any]:
    store, keeps_graphs = graph.of(view), wanted in ("trig", "nq")
    if kind in _PAGES:
        quads = record_quads(store, kind, name, graph.names)
        return in_graphs(store, quads) if keeps_graphs else quads
    quads = described(store, _iri(graph, kind, name))
    return quads if keeps_graphs else merged(quads)
