"""Whether the server can be used: ``GET /healthz``, for who starts it and who sends readers to it.

200 with ``status`` ``ok``, the version of the program, the release of the graph and its size; 503
while it warms up (``warming``), when the records break rules (``broken``), and when another engine
that holds the graph can't be asked, or holds another one (``engine``).
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.responses import JSONResponse
from starlette.routing import Route

from kg.errors import DataError, EngineError, ParleyError
from kg.remote import RemoteStore
from kg.ui import opened

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_RETRY_SECONDS = "5"


class Warmth:
    """Whether what the first reader needs is still being made."""

    def __init__(self) -> None:
        self.warming = False


WARMTH = Warmth()


async def healthz(_: Request) -> Response:
    """Answer with the state of the server."""
    # While it warms up, the graph is being read: asking for it would wait.
    if WARMTH.warming:
        return _told({"status": "warming"}, 503)
    return await anyio.to_thread.run_sync(_looked)


ROUTES = [Route("/healthz", healthz, methods=["GET"])]


def _looked() -> Response:
    try:
        graph = opened.graph()
        if isinstance(graph.store, RemoteStore):
            graph.store.ping()
    except DataError as error:
        return _told({"status": "broken", "problems": len(error.problems)}, 503)
    except EngineError as error:
        return _told({"status": "engine", "problem": str(error)}, 503)
    except ParleyError:
        return _told({"status": "broken"}, 503)
    release = graph.dataset.catalogue.version
    return _told({"status": "ok", "release": release, "quads": len(graph)}, 200)


def _told(state: dict[str, object], status: int) -> Response:
    headers = {"cache-control": "no-store"}
    if status == 503:
        headers["retry-after"] = _RETRY_SECONDS
    return JSONResponse({**state, "version": version("kg")}, status, headers)
