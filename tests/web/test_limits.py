"""What no route should see is refused early, with the right status and a sentence."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kg.web import limits
from kg.web.limits import Limits
from kg.web.observed import Observed

from .wired import scope_of, wire

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from starlette.requests import Request


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


ROUTES = [Route("/echo", echo, methods=["GET", "POST"])]


def echoing() -> Starlette:
    return Starlette(
        routes=ROUTES, middleware=[Middleware(Observed, routes=ROUTES), Middleware(Limits)]
    )


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        (b"/%zz", 400, "the path of the address has a '%' that no two hexadecimal digits follow"),
        (b"/id/event/%", 400, "the path of the address has a '%' that"),
        (b"/search.json?q=%2", 400, "the query of the address has a '%' that"),
        (b"/search.json?q=%FF", 400, "the query of the address is not UTF-8"),
        (b"/id/event/%ED%A0%80", 400, "the path of the address is not UTF-8"),
        (b"/id/event/\xff", 400, "the path of the address is not UTF-8"),
        (b"/id/event/%00", 400, "the path of the address has control characters"),
        (b"/id/event/a%0d%0aSet-Cookie:%20a", 400, "the path of the address has control"),
        (b"/id/event/%7F", 400, "the path of the address has control characters"),
        (b"http://elsewhere/id/event/round", 400, "the address does not begin with '/'"),
        (b"*", 400, "the address does not begin with '/'"),
        (b"/" + b"a" * 16_384, 414, "the address is too long (at most 16,384 bytes)"),
        (b"/search.json?q=" + b"a" * 16_384, 414, "the address is too long"),
    ],
    ids=lambda one: str(one)[:30],
)
def test_an_address_that_can_not_be_is_refused(target: bytes, status: int, said: str) -> None:
    found = wire(target)
    assert (found.status, found.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert found.text.startswith(said)


@pytest.mark.parametrize(
    "target",
    [
        b"/../../etc/passwd",
        b"/id/event/../../../etc/passwd",
        b"/id/event/..%2f..%2fetc%2fpasswd",
        b"/download/..%2f..%2fpyproject.toml",
        b"/download/%2e%2e/%2e%2e/etc/passwd",
        b"/panel/..%5c..%5cx.json",
        b"//etc/passwd",
        b"/download//etc/passwd",
    ],
)
def test_no_path_leads_out_of_our_routes(target: bytes) -> None:
    found = wire(target)
    assert found.status in (400, 404)
    assert "root:" not in found.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get", "€"])
@pytest.mark.parametrize("target", [b"/healthz", b"/search.json", b"/id/event/round"])
def test_a_method_that_is_not_taken_is_told_with_those_that_are(method: str, target: bytes) -> None:
    found = wire(target, method)
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert found.text.startswith("no method ")


def test_the_methods_can_be_asked_for() -> None:
    found = wire(b"/healthz", "OPTIONS")
    assert (found.status, found.headers["allow"], found.body) == (204, "GET, HEAD, OPTIONS", b"")
    assert wire(b"/explore", "TRACE").status == 405


@pytest.mark.parametrize("told", [b"1000001", b"9" * 30])
def test_a_body_that_says_that_it_is_too_large_is_not_read(told: bytes) -> None:
    found = wire(b"/echo", "POST", [(b"content-length", told)], app=echoing())
    assert found.status == 413
    assert found.text == "the body of the request is too large (at most 1,000,000 bytes)\n"


def test_a_body_that_grows_too_large_is_left() -> None:
    half = b"a" * 500_000
    assert wire(b"/echo", "POST", body=(half, half), app=echoing()).text == "1000000"
    found = wire(b"/echo", "POST", body=(half, half, b"a", half), app=echoing())
    assert found.status == 413


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.05)
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(echoing()(scope_of(b"/echo", "POST"), receive, send))
    assert sent[0]["status"] == 408
    assert b"did not come within 0.05 s" in sent[1]["body"]


# -- names of the server


@pytest.mark.parametrize(
    ("host", "server", "known", "status"),
    [
        (b"localhost:8501", "127.0.0.1", "", 200),
        (b"127.0.0.1:8501", "127.0.0.1", "", 200),
        (b"[::1]:8501", "::1", "", 200),
        (b"evil.example:8501", "127.0.0.1", "", 421),
        (b"evil.example", "::1", "", 421),
        (b"localhost.evil.example", "127.0.0.1", "", 421),
        (b"127.0.0.1.evil.example", "127.0.0.1", "", 421),
        (b"a@localhost", "127.0.0.1", "", 421),
        (b"\xff", "127.0.0.1", "", 421),
        (b"parley.example", "127.0.0.1", "other.example, PARLEY.example", 200),
        (b"Parley.example.:443", "10.0.0.1", "parley.example", 200),
        (b"evil.example", "10.0.0.1", "parley.example", 421),
        # Reached over the network without a list of names, it answers to any.
        (b"anything.example", "10.0.0.1", "", 200),
    ],
)
def test_a_foreign_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, host: bytes, server: str, known: str, status: int
) -> None:
    monkeypatch.setenv("KG_HOSTS", known)
    for kind, refused in (("http", status == 421), ("websocket", status == 421)):
        scope = scope_of(b"/healthz", headers=[(b"host", host)])
        scope |= {"type": kind, "server": (server, 8501)}
        sent: list[MutableMapping[str, Any]] = []

        async def application(_scope: Any, _receive: Any, _send: Any) -> None: ...

        async def receive() -> MutableMapping[str, Any]:
            return {}

        async def send(message: MutableMapping[str, Any], sent: Any = sent) -> None:
            sent.append(message)

        asyncio.run(Limits(application)(scope, receive, send))
        assert bool(sent) == refused
        if refused:
            assert sent[0].get("status", sent[0].get("code")) in (421, 1008)
