"""The vocabularies over HTTP: ``/voc/<scheme>`` and ``/voc/<scheme>/<concept>``.

A scheme is a page of ours, on which each concept has its place; a topic has a page of the
dashboard. A named graph, ``/graph/<name>``, is data alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from kg.errors import NotFoundError, UnknownYetError, WithdrawnError
from kg.page.part import in_graph, is_told, merged, of_concepts
from kg.ui import opened
from kg.web import gone, html, linked, memento
from kg.web.html import esc
from kg.web.linked import HTML

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.graph import Graph
    from kg.view import View

# Of the closed vocabularies everything is known on any day; topics are records.
_TOPIC = "topic"
_QUERY = """
SELECT ?concept ?label ?definition ?notation ?way ?other ?name WHERE {
  ?concept skos:inScheme <SCHEME> ; skos:prefLabel ?label .
  OPTIONAL { ?concept skos:definition ?definition }
  OPTIONAL { ?concept skos:notation ?notation }
  OPTIONAL {
    {
      VALUES (?property ?way) {
        (skos:broader "Broader") (skos:broadMatch "Broader, elsewhere")
        (skos:exactMatch "Same as") (skos:closeMatch "Close to")
      }
      ?concept ?property ?other
    } UNION {
      ?other skos:broader ?concept
      BIND("Narrower" AS ?way)
    }
    OPTIONAL { ?other rdfs:label ?name }
  }
} ORDER BY ?label ?concept ?way ?other
"""


def scheme(request: Request) -> Response:
    """Answer for the name of a scheme, or with one of its documents."""
    name, asked = request.path_params["scheme"], None
    if name.endswith(".html"):
        name, asked = name.removesuffix(".html"), HTML
    else:
        name, asked = linked.suffixed(name)
    return _answer(request, name, None, asked)


def concept(request: Request) -> Response:
    """Answer for the name of a concept, or with one of its documents."""
    name, asked = linked.suffixed(request.path_params["concept"])
    return _answer(request, request.path_params["scheme"], name, asked)


def named_graph(request: Request) -> Response:
    """Answer for the name of a named graph, or with its quads in a format."""
    graph = opened.graph()
    name, asked = linked.suffixed(request.path_params["name"])
    view, _ = memento.view_of(request, graph)
    iri = graph.names.graph(name)
    quads = in_graph(graph.of(view), iri)
    if not quads:
        raise NotFoundError("graph", iri, graph.of(view).graphs())
    headers = dict(memento.VARY)
    wanted = asked or linked.wanted(request, html=False)
    if wanted is None:
        return linked.refused(headers, html=False)
    if asked is None:
        to = memento.of_view(f"graph/{quote(name)}{linked.extension(wanted)}", view)
        return linked.seen(f"{linked.root(request)}{to}", headers)
    kept = quads if wanted in ("trig", "nq") else merged(quads)
    return linked.data(request, kept, wanted, graph.names, headers | memento.moment(graph, view))


_BOTH = "accept, accept-datetime"
ROUTES = [
    linked.route("/voc/{scheme}", scheme, _BOTH),
    linked.route("/voc/{scheme}/{concept}", concept, _BOTH),
    linked.route("/voc/{rest:path}", linked.nothing("/voc/<scheme>", "/voc/<scheme>/<concept>")),
    linked.route("/graph/{name}", named_graph, _BOTH),
    linked.route("/graph/{rest:path}", linked.nothing("/graph/<name>")),
]


def _answer(request: Request, scheme: str, concept: str | None, asked: str | None) -> Response:
    graph = opened.graph()
    view, negotiated = memento.view_of(request, graph)
    iri = graph.names.concept(scheme, concept)
    wanted = asked or linked.wanted(request)
    try:
        if scheme == _TOPIC and concept is not None:
            graph.editions.refuse(_TOPIC, concept, view)
    except WithdrawnError as error:
        return gone.gone(request, error, page=wanted == HTML)
    except UnknownYetError as error:
        if negotiated:
            view = replace(view, as_of=error.since)
        elif wanted != HTML:
            raise
    # A page of the dashboard tells since when a topic is known.
    known = view if asked or wanted != HTML else view.filters
    if not is_told(graph.of(known), iri):
        raise NotFoundError("scheme" if concept is None else "concept", concept or scheme)
    headers = memento.VARY | memento.links_of(request, graph, scheme, concept)
    if wanted is None:
        return linked.refused(headers)
    if asked is None:
        to, _, mark = _address(scheme, concept, wanted).partition("#")
        to = f"{linked.root(request)}{memento.of_view(to, view)}{'#' * bool(mark)}{mark}"
        return linked.seen(to, headers, 302 if negotiated else 303)
    headers |= memento.moment(graph, view)
    if negotiated:
        own = memento.of_view(_address(scheme, concept, asked), view)
        headers["content-location"] = f"{linked.root(request)}{own}"
    if asked == HTML:
        return _page(request, graph, scheme, view, headers)
    quads = of_concepts(graph.of(view), iri, graph.names)
    kept = quads if asked in ("trig", "nq") else merged(quads)
    return linked.data(request, kept, asked, graph.names, headers)


def _address(scheme: str, concept: str | None, wanted: str) -> str:
    if wanted != HTML:
        within = f"/{quote(concept)}" if concept else ""
        return f"voc/{quote(scheme)}{within}{linked.extension(wanted)}"
    if scheme == _TOPIC and concept is not None:
        return f"topic?{urlencode({'id': concept}, quote_via=quote)}"
    return f"voc/{quote(scheme)}.html{f'#{quote(concept)}' if concept else ''}"


def _page(
    request: Request, graph: Graph, scheme: str, view: View, headers: dict[str, str]
) -> Response:
    """Answer with a scheme and all its concepts."""
    iri = graph.names.concept(scheme)
    store, prefixes = graph.of(view), graph.names.prefixes
    title = store.select(f"SELECT ?l {{ <{iri}> rdfs:label ?l }}", prefixes).rows[0][0]
    found: dict[str, list[dict[str, str]]] = {}
    for row in store.select(_QUERY.replace("SCHEME", iri), prefixes):
        found.setdefault(str(row["concept"]), []).append({k: str(v or "") for k, v in row.items()})
    root = linked.root(request)
    body = (
        f"<p>Persistent name: <code>{esc(iri)}</code>. "
        f"All vocabularies: {html.link(f'{root}ns#vocabularies', 'terms of the graph')}.</p>"
        f"{html.forms(f'{root}voc/{scheme}', linked.RDF)}"
    )
    body += "".join(_concept(iri, rows) for rows in found.values())
    return html.page(request, str(title), body, headers)


def _concept(scheme: str, rows: list[dict[str, str]]) -> str:
    first = rows[0]
    ways: dict[str, list[str]] = {"Notation": [esc(first["notation"])] if first["notation"] else []}
    for row in rows:
        if row["way"]:
            own = row["other"].startswith(f"{scheme}/")
            to = f"#{row['other'].rpartition('/')[2]}" if own else row["other"]
            ways.setdefault(row["way"], []).append(html.link(to, row["name"] or row["other"]))
    name = first["concept"].rpartition("/")[2]
    pairs = html.pairs([("Name", [f"<code>{esc(first['concept'])}</code>"]), *ways.items()])
    return (
        f'<section id="{esc(name)}"><h2>{esc(first["label"])}</h2><p>{esc(first["definition"])}</p>'
        f"{pairs}</section>"
    )
