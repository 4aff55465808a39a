"""The page of a publisher or agency, which the dashboard has none for: its name and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from kg.web import html, linked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from kg.graph import Graph
    from kg.view import View

_QUERY = """
SELECT DISTINCT ?source ?title ?day WHERE {
  ?source dcterms:publisher|prov:wasAttributedTo <IRI> ; rdfs:label ?title .
  OPTIONAL { ?source dcterms:issued ?day }
} ORDER BY ?day ?source
"""


def page(
    request: Request, graph: Graph, name: str, view: View, headers: Mapping[str, str]
) -> Response:
    """Answer with the sources that a publisher brought out, or that are an agency's text."""
    iri = graph.names.thing("publisher", name)
    store, prefixes = graph.of(view), graph.names.prefixes
    title = store.select(f"SELECT ?l {{ <{iri}> rdfs:label ?l }}", prefixes).rows[0][0]
    rows = []
    for one in store.select(_QUERY.replace("IRI", iri), prefixes):
        params = {"id": str(one["source"]).rpartition("/")[2], **view.knowledge.params()}
        to = f"{linked.root(request)}source?{urlencode(params, quote_via=quote)}"
        rows.append(f"<li>{html.link(to, str(one['title']))} {html.esc(one['day'] or '')}</li>")
    body = (
        f"<p>Persistent name: <code>{html.esc(iri)}</code></p>"
        + html.forms(f"{linked.root(request)}id/publisher/{quote(name)}", linked.RDF)
        + f"<h2>Its sources on record ({len(rows)})</h2><ul>{''.join(rows)}</ul>"
    )
    return html.page(request, str(title), body, headers)
