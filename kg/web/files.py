"""Files of a view over HTTP: ``GET /download/<name>?<view>``, see :mod:`kg.ui.downloads`.

A view that can't be meant is refused with 400 and a sentence, and a name that is no file with 404.
What was made is kept for who asks next, up to a number of bytes; how many ask at once is bounded by
:mod:`kg.web.gates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.routing import Route

from kg.errors import NotFoundError
from kg.ui import opened
from kg.ui.downloads import FILES
from kg.ui.shelf import Asked, shelf
from kg.view import View
from kg.web import answer
from kg.web.answer import answered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def download(request: Request) -> Response:
    """Answer with a file."""
    return await answered(_download, request)


ROUTES = [Route("/download/{name}", download, methods=["GET"])]


def _download(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        raise NotFoundError("file", name, FILES)
    query = request.query_params
    view = View.of_params({one: query.getlist(one) for one in query})
    opened.graph().editions.check(view)
    others = tuple((one, query[one]) for one in FILES[name].takes if query.get(one))
    asked = Asked(name, view, others)
    content = shelf().get(asked)
    if content is None:
        content = FILES[name].written(view, dict(others))
        shelf().put(asked, content)
    return answer.content(request, content, FILES[name].media_type, _headers(asked))


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
