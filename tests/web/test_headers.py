"""The headers that keep a page to its own server, and data from being run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from kg.web.headers import DATA_POLICY, POLICY, SafeHeaders

from .wired import wire

if TYPE_CHECKING:
    from collections.abc import MutableMapping


def answered(kind: str, *headers: tuple[bytes, bytes]) -> list[MutableMapping[str, Any]]:
    """Return what goes out when the application under the headers starts an answer."""
    sent: list[MutableMapping[str, Any]] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        own = [(b"Referrer-Policy", b"x"), *headers]
        await send({"type": f"{kind}.response.start", "headers": own})

    async def receive() -> MutableMapping[str, Any]:
        return {}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(SafeHeaders(application)({"type": kind}, receive, send))
    return sent


def test_every_answer_has_the_headers_once() -> None:
    (start,) = answered("http")
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert len(headers) == len(start["headers"]) == 6
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


def test_other_traffic_is_left_alone() -> None:
    (start,) = answered("websocket")
    assert start["headers"] == [(b"Referrer-Policy", b"x")]


def test_a_packed_answer_has_not_the_strong_tag_of_the_plain_one() -> None:
    tag, packed = (b"ETag", b'"a"'), (b"Content-Encoding", b"gzip")
    assert (b"etag", b'"a"') in answered("http", tag)[0]["headers"]
    assert (b"etag", b'W/"a"') in answered("http", tag, packed)[0]["headers"]
    weak = answered("http", (b"ETag", b'W/"a"'), packed)[0]["headers"]
    assert (b"etag", b'W/"a"') in weak


@pytest.mark.parametrize(
    "target", [b"/healthz", b"/metrics", b"/panel/none.json", b"/download/none", b"/id/x/y"]
)
def test_data_and_refusals_can_not_be_run_as_a_page(target: bytes) -> None:
    found = wire(target)
    assert found.headers["content-security-policy"] == DATA_POLICY
    assert found.headers["x-frame-options"] == "DENY"
    assert found.headers["x-content-type-options"] == "nosniff"


def test_the_policy_allows_no_other_host_and_no_eval() -> None:
    assert "http" not in POLICY
    assert "unsafe-eval" not in POLICY
    assert "*" not in POLICY
    assert "sandbox" in DATA_POLICY
    assert "allow" not in DATA_POLICY
