"""Files of a view over HTTP: ``GET /download/<name>?<view>``, see :mod:`kg.ui.downloads`.

A view that can't be meant is refused with 400 and a sentence, and a name that is no file with 404.
What was made is kept for who asks next, up to a number of bytes; few files are made at once, and
where too many wait, who comes next is told to come again (503).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import anyio
import anyio.to_thread
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import NotFoundError, ParleyError
from kg.ui import opened
from kg.ui.downloads import FILES
from kg.ui.shelf import Asked, shelf
from kg.view import View
from kg.web import answer

if TYPE_CHECKING:
    from starlette.requests import Request

# Each file takes a processor for a moment: the whole graph as JSON-LD a second.
AT_ONCE = 2
WAITING = 20
_making = anyio.CapacityLimiter(AT_ONCE)


async def download(request: Request) -> Response:
    """Answer with a file."""
    try:
        asked, content = await anyio.to_thread.run_sync(_ready, request)
        if content is None:
            if _making.statistics().tasks_waiting >= WAITING:
                told = "too many files are being made; ask again in a moment\n"
                return PlainTextResponse(told, 503, {"retry-after": "5"})
            content = await anyio.to_thread.run_sync(_made, asked, limiter=_making)
    except ParleyError as error:
        return PlainTextResponse(f"{error}\n", error.http_status)
    return answer.content(request, content, FILES[asked.name].media_type, _headers(asked))


ROUTES = [Route("/download/{name}", download, methods=["GET"])]


def _ready(request: Request) -> tuple[Asked, bytes | None]:
    """Return what is asked for, and its content if it was made before. Raises ParleyError."""
    name = request.path_params["name"]
    if name not in FILES:
        raise NotFoundError("file", name, FILES)
    query = request.query_params
    view = View.of_params({one: query.getlist(one) for one in query})
    opened.graph().editions.check(view)
    others = tuple((one, query[one]) for one in FILES[name].takes if query.get(one))
    asked = Asked(name, view, others)
    return asked, shelf().get(asked)


def _made(asked: Asked) -> bytes:
    # Who waited for the same file need not make it again.
    content = shelf().get(asked)
    if content is None:
        content = FILES[asked.name].written(asked.view, dict(asked.others))
        shelf().put(asked, content)
    return content


def _headers(asked: Asked) -> dict[str, str]:
    name, view = asked.name, asked.view
    stem, _, extension = name.rpartition(".")
    kept = f"parley-{stem}{'-' + view.as_of.isoformat() if view.as_of else ''}.{extension}"
    headers = {"content-disposition": f'attachment; filename="{kept}"'}
    if described := FILES[name].described:
        query = urlencode({**view.params(), **dict(asked.others)})
        where = f"{described}?{query}" if query else described
        # Model for Tabular Data and Metadata on the Web, section 5.2.
        headers["link"] = f'<{where}>; rel="describedby"; type="application/csvm+json"'
    return headers
