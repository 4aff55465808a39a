"""The graphs themselves: reads of the SPARQL 1.1 Graph Store HTTP Protocol, at ``/graphs``.

``?default`` is the union of all graphs, ``?graph=IRI`` one of them (section 4.2); the address of a
graph's own (section 4.1), ``/graph/<name>``, is that of linked data. Nothing is written here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import NotFoundError, ParleyError
from kg.export import FORMATS, serialized
from kg.ui import opened
from kg.web import answer
from kg.web.formats import GRAPH, OFFERED, chosen
from kg.web.protocol import fields, formats, view
from kg.web.refused import RefusedError
from kg.web.sparql import OPEN, told

if TYPE_CHECKING:
    from starlette.requests import Request

_METHODS = "GET, HEAD, OPTIONS"
_OF_GRAPHS = {"CONSTRUCT": OFFERED["CONSTRUCT"]}


async def graphs(request: Request) -> Response:
    """Answer with a graph."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=OPEN | {"allow": _METHODS})
    try:
        return await anyio.to_thread.run_sync(_answered, request)
    except ParleyError as error:
        return told(error)


_EVERY = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
ROUTES = [Route("/graphs", graphs, methods=_EVERY)]


def _answered(request: Request) -> Response:
    if request.method not in _METHODS.split(", "):
        sentence = f"{request.method} is not allowed here (the graph is read-only: GET)"
        raise RefusedError(405, sentence, allow=_METHODS)
    params = fields(request.scope["query_string"], "the address")
    wanted = _wanted(params)
    media = chosen(",".join(request.headers.getlist("accept")), formats(params), _OF_GRAPHS)
    if media is None:
        raise RefusedError(406, f"not acceptable (offered: {', '.join(GRAPH)})")
    graph = opened.graph()
    asked = view(params)
    store = graph.of(asked)
    if wanted is not None and wanted not in store.graphs():
        raise NotFoundError("graph", wanted, store.graphs())
    engine = FORMATS[OFFERED["CONSTRUCT"][media["CONSTRUCT"]]].engine
    assert engine is not None  # noqa: S101 - only RDF is offered
    body = serialized(store.quads(wanted), engine, graph.names)
    return answer.content(request, body, media["CONSTRUCT"], OPEN | {"cache-control": "no-cache"})


def _wanted(params: dict[str, list[str]]) -> str | None:
    """Return the IRI of the graph that is asked for, None for the default graph."""
    given = [*params.get("graph", ()), *("" for _ in params.get("default", ()))]
    if len(given) != 1:
        raise RefusedError(400, "which graph? (one of: ?default, ?graph=IRI)")
    if "graph" in params and not given[0]:
        raise RefusedError(400, "graph: '' is no IRI of a graph")
    return given[0] or None
