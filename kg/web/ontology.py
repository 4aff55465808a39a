"""Our own terms over HTTP: ``/ns`` as a page and as data, and the shapes that check the graph.

Names of terms end in ``#name``, which no client sends: all of them are answered by one document
("Best Practice Recipes for Publishing RDF Vocabularies", W3C 2008, recipe 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.functions import NAMES
from kg.jsonld import served
from kg.page.part import in_graph, merged
from kg.ui import opened
from kg.vocabulary import SCHEMES
from kg.web import answer, html, linked
from kg.web.html import esc
from kg.web.linked import HTML

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.graph import Graph

_VARY = {"vary": "accept"}
_GRAPHS = {"ns": "ontology", "ns/shapes": "shapes"}
_QUERY = """
SELECT ?term ?type ?label ?comment ?way ?other WHERE {
  ?term a ?type ; rdfs:label ?label ; rdfs:isDefinedBy kg: .
  OPTIONAL { ?term rdfs:comment ?comment }
  OPTIONAL {
    VALUES (?property ?way) {
      (rdfs:subClassOf "Kind of") (rdfs:subPropertyOf "Narrower than") (rdfs:domain "Said of")
      (rdfs:range "Value") (rdfs:seeAlso "See also")
    }
    ?term ?property ?other
  }
} ORDER BY ?term ?way ?other
"""
_SECTIONS = {"Class": "Classes", "ObjectProperty": "Properties", "DatatypeProperty": "Properties"}


def terms(request: Request) -> Response:
    """Answer with all terms, as the page or as data."""
    return _document(request, "ns", linked.wanted(request), direct=False)


def term_document(request: Request) -> Response:
    """Answer with the document of a format."""
    return _document(request, "ns", request.path_params["form"], direct=True)


def shapes(request: Request) -> Response:
    """Answer with the SHACL shapes; as a page they are told of with the terms."""
    wanted = linked.wanted(request, html=False)
    return _document(request, "ns/shapes", wanted, direct=False)


def shape_document(request: Request) -> Response:
    """Answer with the shapes in a format."""
    return _document(request, "ns/shapes", request.path_params["form"], direct=True)


def context(request: Request) -> Response:
    """Answer with the context that our JSON-LD has in it, for documents of others."""
    body = served(opened.graph().names)
    return answer.content(request, body, "application/ld+json", linked.KEPT)


ROUTES = [
    linked.route("/ns", terms),
    linked.route("/ns.{form}", term_document, vary=""),
    linked.route("/ns/shapes", shapes),
    linked.route("/ns/shapes.{form}", shape_document, vary=""),
    linked.route("/ns/context.jsonld", context, vary=""),
    linked.route("/ns/{rest:path}", linked.nothing("/ns", "/ns/shapes")),
]


def _document(request: Request, stem: str, form: str | None, *, direct: bool) -> Response:
    graph = opened.graph()
    headers: dict[str, str] = {} if direct else dict(_VARY)
    if direct:
        form = linked.form_named(form or "", html=stem == "ns")
    if form is None:
        return linked.refused(headers, html=stem == "ns")
    if not direct:
        headers["content-location"] = f"{linked.root(request)}{stem}{linked.extension(form)}"
    if form == HTML:
        return html.page(request, "Terms of the graph", _page(request, graph), headers)
    quads = in_graph(graph.store, graph.names.graph(_GRAPHS[stem]))
    kept = quads if form in ("trig", "nq") else merged(quads)
    return linked.data(request, kept, form, graph.names, headers)


def _page(request: Request, graph: Graph) -> str:
    root, names = linked.root(request), graph.names
    head = graph.select("SELECT ?about { kg: rdfs:comment ?about }").rows[0][0]
    found: dict[str, dict[str, list[dict[str, str]]]] = {"Classes": {}, "Properties": {}}
    for row in graph.select(_QUERY):
        section = found[_SECTIONS[str(row["type"]).rpartition("#")[2]]]
        section.setdefault(str(row["term"]), []).append({k: str(v or "") for k, v in row.items()})
    body = (
        f"<p>{esc(head)}</p><p>Namespace: <code>{esc(names.expand('kg:'))}</code>, prefix "
        f"<code>kg</code>.</p>{html.forms(f'{root}ns', linked.RDF)}"
    )
    parts = ("Classes", "Properties", "Functions", "Vocabularies", "Shapes")
    jumps = "".join(html.link(f"#{one.lower()}", one) for one in parts)
    body += f'<nav aria-label="On this page">{jumps}</nav>'
    for title, section in found.items():
        body += f'<h2 id="{title.lower()}">{title}</h2>' + "".join(
            _term(graph, rows) for rows in section.values()
        )
    body += f'<h2 id="functions">Functions of queries</h2>{_functions()}'
    schemes = ((one.id, one.title) for one in SCHEMES)
    listed = (
        f"<li>{html.link(f'{root}voc/{scheme}', title)}</li>"
        for scheme, title in (("topic", "Topics of negotiation"), *schemes)
    )
    body += f'<h2 id="vocabularies">Vocabularies</h2><ul>{"".join(listed)}</ul>'
    about = "What a whole graph must hold to be sound, in SHACL, made from the models of records."
    return body + (
        f'<h2 id="shapes">Shapes</h2><p>{about}</p>{html.forms(f"{root}ns/shapes", linked.RDF)}'
    )


def _term(graph: Graph, rows: list[dict[str, str]]) -> str:
    """Return a term with its words, and what it has to do with others."""
    first = rows[0]
    name = first["term"].rpartition("#")[2]
    ways: dict[str, list[str]] = {}
    for row in rows:
        if row["way"]:
            ways.setdefault(row["way"], []).append(_other(graph, row["other"]))
    return (
        f'<section id="{esc(name)}"><h3>{esc(first["label"])} <code>kg:{esc(name)}</code></h3>'
        f"<p>{esc(first['comment'])}</p>{html.pairs(ways.items())}</section>"
    )


def _other(graph: Graph, iri: str) -> str:
    own = graph.names.expand("kg:")
    if iri.startswith(own):
        return html.link(f"#{iri.removeprefix(own)}", f"kg:{iri.removeprefix(own)}")
    known: Iterable[tuple[str, str]] = graph.names.prefixes.items()
    short = next((f"{name}:{iri.removeprefix(one)}" for name, one in known if one in iri), iri)
    return html.link(iri, short)


def _functions() -> str:
    """Return the functions on uncertain dates, which are names of ours too."""
    about = (
        "Of two uncertain dates: does the first certainly, or possibly, lie so to the second, "
        "whichever days they really were? The names with Allen are those of his interval algebra."
    )
    shown = (f'<li id="{esc(one)}"><code>kg:{esc(one)}(?a, ?b)</code></li>' for one in NAMES)
    return f"<p>{about}</p><ul>{''.join(shown)}</ul>"
