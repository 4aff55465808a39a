"""The SPARQL endpoint: ``/sparql`` as the SPARQL 1.1 Protocol has it, read-only.

A query runs to its end, or to its limit, before the first byte of an answer goes out: 200 means a
whole answer, or one that says that it is cut. A browser that asks for a page gets the workbench.
"""

from __future__ import annotations

import hashlib
import re
import time
from typing import IO, TYPE_CHECKING

import anyio.from_thread
import anyio.to_thread
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Match, Route

from kg import settings
from kg.errors import BusyError, ParleyError, QueryLimitError
from kg.ui import opened
from kg.view import View
from kg.web import service
from kg.web.formats import OFFERED, PAGE, chosen, prefers_page
from kg.web.protocol import METHODS, asked, fields, formats
from kg.web.refused import RefusedError
from kg.web.turns import RETRY_SECONDS, turn
from kg.worker import SHORT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.types import Scope as Asgi

    from kg.reply import Reply
    from kg.web.protocol import Asked

OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag, parley-truncated, retry-after",
    "vary": "accept",
}
_PREFLIGHT = {
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "accept, content-type, if-none-match",
    "access-control-max-age": "86400",
    "allow": METHODS,
}
# Whoever holds an answer asks whether it is still so: the graph is another one with each release.
_KEPT = {"cache-control": "no-cache"}
_PART_BYTES = 2**16
# A query that need not wait has all of its time.
_SLACK = 0.1
# What gives another answer each time.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


class _Endpoint(Route):
    """A route that leaves browsers to the page of the same address."""

    def matches(self, scope: Asgi) -> tuple[Match, Asgi]:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and _is_page(scope):
            return Match.NONE, {}
        return super().matches(scope)


async def sparql(request: Request) -> Response:
    """Answer a query."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=OPEN | _PREFLIGHT)
    try:
        return await _answered(request, await asked(request))
    except ParleyError as error:
        return told(error)


def told(error: ParleyError) -> Response:
    """Return the sentence of an error, with the status that HTTP has for it."""
    headers = dict(OPEN)
    status = error.http_status
    if isinstance(error, RefusedError):
        status = error.status
        headers |= error.headers
    elif isinstance(error, BusyError):
        headers["retry-after"] = str(RETRY_SECONDS)
    return PlainTextResponse(f"{error}\n", status, headers)


_METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
ROUTES = [_Endpoint(path, sparql, methods=_METHODS) for path in ("/sparql", "/sparql/")]


def _is_page(scope: Asgi) -> bool:
    accept = b",".join(value for name, value in scope["headers"] if name == b"accept")
    try:
        params = fields(scope["query_string"], "the address")
    except RefusedError:
        return False
    return prefers_page(accept.decode("latin-1"), formats(params))


async def _answered(request: Request, what: Asked) -> Response:
    accept = ",".join(request.headers.getlist("accept"))
    media = chosen(accept, what.formats)
    if media is None:
        raise RefusedError(406, f"not acceptable (offered: {_offer()})")
    graph = await anyio.to_thread.run_sync(opened.graph)
    graph.editions.check(what.view)
    if what.query is None:
        described = await anyio.to_thread.run_sync(service.described, request, media["CONSTRUCT"])
        return _content(request, described, media["CONSTRUCT"])
    headers = OPEN | _KEPT | _tag(what, media)
    if request.method != "POST" and _is_held(request, headers):
        return Response(status_code=304, headers=headers)
    client = request.client.host if request.client else ""
    of_now = what.view == View()
    seconds = settings.query_seconds()
    until = time.monotonic() + seconds
    async with turn(client, seconds, of_now) as was_long:
        try:
            reply = await anyio.to_thread.run_sync(_asked, request, what, media, until)
        except QueryLimitError as error:
            if not isinstance(error, BusyError) or error.begun:
                was_long()
            raise
        if reply.seconds > SHORT_SECONDS:
            was_long()
    if reply.truncated:
        unit = "triples" if reply.form == "CONSTRUCT" else "rows"
        headers["parley-truncated"] = f"{unit}={settings.query_rows()}"
    return _sent(request, reply, media[reply.form], headers)


def _asked(request: Request, what: Asked, media: Mapping[str, str], until: float) -> Reply:
    wanted = {form: OFFERED[form][one] for form, one in media.items()}
    base = opened.graph().names.base  # SPARQL 1.1 Protocol, section 2.1.5

    def gone() -> bool:
        return anyio.from_thread.run(request.is_disconnected)

    return opened.worker(what.view).answer(
        what.query or "", wanted, what.scope, base, until + _SLACK, gone
    )


def _sent(request: Request, reply: Reply, media: str, headers: dict[str, str]) -> Response:
    headers["content-length"] = str(reply.size)
    if request.method == "HEAD" or reply.size <= _PART_BYTES:
        with reply.body as body:
            text = b"" if request.method == "HEAD" else body.read()
        return Response(text, media_type=media, headers=headers)
    parts = iterate_in_threadpool(_parts(reply.body))
    return StreamingResponse(parts, media_type=media, headers=headers)


def _parts(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while part := body.read(_PART_BYTES):
            yield part


def _content(request: Request, body: bytes, media: str) -> Response:
    tag = {"etag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'}
    headers = OPEN | _KEPT | tag
    if _is_held(request, headers):
        return Response(status_code=304, headers=headers)
    headers["content-length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, media_type=media, headers=headers)


def _tag(what: Asked, media: Mapping[str, str]) -> dict[str, str]:
    """Return the entity tag of an answer, without running the query; weak, since rows may move."""
    if _CHANGING.search(what.query or ""):
        return {}
    parts = (
        opened.version(),
        *(f"{name}={value}" for name, value in what.view.params().items()),
        str(what.scope),
        str(settings.query_rows()),
        *media.values(),
        what.query or "",
    )
    return {"etag": f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'}


def _is_held(request: Request, headers: Mapping[str, str]) -> bool:
    """Tell whether the asker has the answer already (RFC 9110, section 13.1.2)."""
    held = ",".join(request.headers.getlist("if-none-match")).split(",")
    own = headers.get("etag", "").removeprefix("W/")
    return bool(own) and own in {one.strip().removeprefix("W/") for one in held}


def _offer() -> str:
    every = dict.fromkeys(media for one in OFFERED.values() for media in one)
    return ", ".join((*every, PAGE[0]))
