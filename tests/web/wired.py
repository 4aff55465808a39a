"""Requests as bytes, sent to our routes with all that stands before them; no server between."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.applications import Starlette

from kg.web.log import LOGGER
from kg.web.server import MIDDLEWARE, ROUTES

from .asked import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from starlette.types import ASGIApp


def application() -> Starlette:
    return Starlette(routes=ROUTES, middleware=MIDDLEWARE)


def scope_of(
    target: bytes, method: str = "GET", headers: Sequence[tuple[bytes, bytes]] = ()
) -> dict[str, Any]:
    """Return what a server makes of a request."""
    path, _, query = target.partition(b"?")
    return {
        "type": "http",
        "method": method,
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(name.lower(), value) for name, value in headers],
        "scheme": "http",
        "http_version": "1.1",
        "client": ("192.0.2.1", 1234),
        "server": ("192.0.2.2", 80),
    }


async def sent(
    app: ASGIApp, scope: MutableMapping[str, Any], body: Sequence[bytes] = (b"",)
) -> Answer:
    """Send one request, its body in pieces, and return the answer."""
    found: list[MutableMapping[str, Any]] = []
    pieces: Iterator[bytes] = iter(body)
    left = len(body)

    async def receive() -> MutableMapping[str, Any]:
        nonlocal left
        left -= 1
        if left < 0:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": next(pieces), "more_body": left > 0}

    async def send(message: MutableMapping[str, Any]) -> None:
        found.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode("latin-1") for name, value in found[0]["headers"]}
    return Answer(found[0]["status"], headers, b"".join(one.get("body", b"") for one in found[1:]))


def wire(
    target: bytes,
    method: str = "GET",
    headers: Sequence[tuple[bytes, bytes]] = (),
    body: Sequence[bytes] = (b"",),
    app: ASGIApp | None = None,
) -> Answer:
    """Send a request, and return its answer."""
    return asyncio.run(sent(app or application(), scope_of(target, method, headers), body))


class Log(logging.Handler):
    """Keeps the lines of the log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def __enter__(self) -> Log:
        self.level_before = LOGGER.level
        LOGGER.addHandler(self)
        LOGGER.setLevel(logging.INFO)
        return self

    def __exit__(self, *_: object) -> None:
        LOGGER.removeHandler(self)
        LOGGER.setLevel(self.level_before)
