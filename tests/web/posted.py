"""Requests with a method, a body and a client, asked without a server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.applications import Starlette

from kg.web.server import ROUTES
from tests.web.asked import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def send(
    target: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    client: str = "192.0.2.1",
) -> Answer:
    """Send a request as it stands on the wire."""
    return asyncio.run(sent(target, method, headers, body, client))


async def sent(
    target: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    client: str = "192.0.2.1",
) -> Answer:
    path, _, query = target.partition("?")
    lines = {"host": "test", **(headers or {})}
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "root_path": "",
        "query_string": query.encode("latin-1"),
        "headers": [(name.lower().encode(), one.encode()) for name, one in lines.items()],
        "scheme": "http",
        "http_version": "1.1",
        "client": (client, 1),
    }
    got: list[MutableMapping[str, Any]] = []
    given = False

    async def receive() -> MutableMapping[str, Any]:
        nonlocal given
        if given:
            await asyncio.sleep(3600)  # it stays connected
        given = True
        return {"type": "http.request", "body": body}

    async def take(message: MutableMapping[str, Any]) -> None:
        got.append(message)

    await Starlette(routes=ROUTES)(scope, receive, take)
    pairs = [(name.decode(), value.decode("latin-1")) for name, value in got[0]["headers"]]
    assert len(dict(pairs)) == len(pairs)
    return Answer(got[0]["status"], dict(pairs), b"".join(one.get("body", b"") for one in got[1:]))
