"""What stands around every request: its line in the log, its count, and a net below it.

A mistake of ours becomes 500 with one plain sentence; what it was stands in the log.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse
from starlette.routing import Match

from kg.web import log, metrics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROUTE = "parley.route"
FAILED = "the server made a mistake here; it is in its log\n"
_GONE = 499  # nothing was answered any more, as nginx has it
# What Streamlit answers, by the first part of the path; everything else of it is the page.
_STREAMLIT = ("_stcore", "static", "media", "component", "auth")


def matched(routes: Sequence[BaseRoute], scope: Scope) -> BaseRoute | None:
    """Return the route of ours that a request is for, even if by a method that it does not take."""
    partial = None
    for one in routes:
        match, _ = one.matches(scope)
        if match is Match.FULL:
            return one
        if match is Match.PARTIAL and partial is None:
            partial = one
    return partial


def template(route: BaseRoute | None, path: str) -> str:
    """Return what a request is counted as: the template of its route, or a part of Streamlit."""
    if route is not None:
        return str(getattr(route, "path", "other"))
    first = path.strip("/").partition("/")[0]
    return f"/{first}" if first in _STREAMLIT else "page"


class Observed:
    """Logs and counts each request, and answers where the application fails.

    It leaves the route of ours, or None, in the scope for those below it (``ROUTE``).
    """

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app, self.routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell how it went."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope[ROUTE] = route = matched(self.routes, scope) if scope["type"] == "http" else None
        label = template(route, scope["path"])
        begin, went = time.perf_counter(), _Went()

        async def seen(message: Message) -> None:
            went.see(message)
            await send(message)

        running = metrics.RUNNING.labels(label)
        running.inc()
        try:
            await self.app(scope, receive, seen)
        except Exception as error:  # noqa: BLE001 - the net: no traceback reaches a reader
            metrics.FAILED.inc()
            log.failed(error, _asked(scope))
            if scope["type"] == "http" and not went.status:
                await PlainTextResponse(FAILED, 500)(scope, receive, seen)
        finally:
            seconds = time.perf_counter() - begin
            status = went.status or _GONE
            method = metrics.method(scope.get("method", "GET"))
            running.dec()
            metrics.REQUESTS.labels(label, method, str(status)).inc()
            if scope["type"] == "http":  # a page that is held open says nothing of speed
                metrics.SECONDS.labels(label).observe(seconds)
            ended = {"status": status, "bytes": went.size, "ms": f"{seconds * 1000:.1f}"}
            log.told(_asked(scope) | ended)


class _Went:
    """Status and size of an answer; of a websocket 101 when it was taken, 403 when not."""

    def __init__(self) -> None:
        self.status = self.size = 0

    def see(self, message: Message) -> None:
        kind = message["type"]
        if kind in ("http.response.start", "websocket.http.response.start"):
            self.status = message["status"]
        elif kind == "websocket.accept":
            self.status = 101
        elif kind == "websocket.close":
            self.status = self.status or 403
        body = message.get("body") or message.get("bytes") or b""
        self.size += len(body)


def _asked(scope: Scope) -> dict[str, Any]:
    path = scope.get("raw_path") or scope["path"].encode()
    if not path.startswith(b"/"):
        path = b"-"  # a whole address may hold a password
    return {
        "client": (scope.get("client") or ("-",))[0],
        "method": scope.get("method", "GET"),
        "path": path.decode("latin-1"),
        "query": scope.get("query_string", b"").decode("latin-1") or "-",
    }
