"""The headers that keep a page to its own server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from kg.web.server import POLICY, SafeHeaders

if TYPE_CHECKING:
    from collections.abc import MutableMapping


def answered(kind: str) -> list[MutableMapping[str, Any]]:
    """Return what goes out when the application under the headers starts an answer."""
    sent: list[MutableMapping[str, Any]] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": f"{kind}.response.start", "headers": [(b"referrer-policy", b"x")]})

    async def receive() -> MutableMapping[str, Any]:
        return {}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(SafeHeaders(application)({"type": kind}, receive, send))
    return sent


def test_every_answer_has_the_headers_once() -> None:
    (start,) = answered("http")
    headers = dict(start["headers"])
    assert len(headers) == len(start["headers"]) == 3
    assert headers[b"content-security-policy"].decode() == POLICY
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"no-referrer"


def test_other_traffic_is_left_alone() -> None:
    (start,) = answered("websocket")
    assert start["headers"] == [(b"referrer-policy", b"x")]


def test_the_policy_allows_no_other_host_and_no_eval() -> None:
    assert "http" not in POLICY
    assert "unsafe-eval" not in POLICY
    assert "*" not in POLICY
