"""Answers of ours: contents that caches may keep, and errors as a sentence."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.responses import PlainTextResponse, Response

from kg.errors import ParleyError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request


async def answered(
    what: Callable[[Request], Response], request: Request, headers: Mapping[str, str] | None = None
) -> Response:
    """Return what a function answers, run beside the event loop; an error of ours as its sentence.

    ``headers`` are those that an error is told with.
    """

    def run() -> Response:
        try:
            return what(request)
        except ParleyError as error:
            return PlainTextResponse(f"{error}\n", error.http_status, dict(headers or {}))

    return await anyio.to_thread.run_sync(run)


def content(
    request: Request, body: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a content with its entity tag; 304 without it when the asker has it already.

    RFC 9110, sections 8.8.3 and 13.1.2.
    """
    told = {**(headers or {}), "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
    if held(request, told["etag"]):
        return Response(status_code=304, headers=told)
    return Response(body, media_type=media_type, headers=told)


def held(request: Request, tag: str) -> bool:
    """Tell whether the asker has the content of an entity tag already."""
    found = {one.strip() for one in ",".join(request.headers.getlist("if-none-match")).split(",")}
    return not found.isdisjoint({tag, f"W/{tag}", "*"})
