"""Costly routes answer a few at once; others wait, and are told when there is no use in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kg.web import limits
from kg.web.gates import GATES, BusyError, Gate, Turns
from kg.web.limits import Limits
from kg.web.observed import Observed
from kg.web.server import ROUTES

from .wired import scope_of, sent

if TYPE_CHECKING:
    from starlette.requests import Request

    from .asked import Answer


def ask(
    gate: Gate, clients: list[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Answer], int]:
    """Ask at once from each client; return the answers, and how many ran at once at most."""
    running = most = 0

    async def slow(_: Request) -> PlainTextResponse:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        return PlainTextResponse("done")

    monkeypatch.setattr(limits, "GATES", {"/slow": gate})
    routes = [Route("/slow", slow)]
    app = Starlette(
        routes=routes, middleware=[Middleware(Observed, routes=routes), Middleware(Limits)]
    )

    async def all_at_once() -> list[Answer]:
        scopes = [scope_of(b"/slow") | {"client": (one, 1)} for one in clients]
        return await asyncio.gather(*(sent(app, scope) for scope in scopes))

    return asyncio.run(all_at_once()), most


def test_further_ones_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, most = ask(Gate(2, 10), list("abcdefg"), monkeypatch)
    assert [one.status for one in answers] == [200] * 7
    assert most == 2


def test_who_asks_for_too_much_at_once_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, _ = ask(Gate(2, 3), list("aaaaab"), monkeypatch)
    assert [one.status for one in answers] == [200, 200, 200, 429, 429, 200]
    assert answers[3].headers["retry-after"] == "1"
    assert answers[3].text == "too many requests at once (at most 3 of one client)\n"


def test_waiting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, _ = ask(Gate(1, 9, 0.02), list("abc"), monkeypatch)
    assert sorted(one.status for one in answers) == [200, 503, 503]
    busy = next(one for one in answers if one.status == 503)
    assert busy.headers["retry-after"] == "5"
    assert busy.text == "the server is busy with such requests (try again)\n"


def test_a_turn_is_given_back_however_it_ends() -> None:
    async def often() -> None:
        turns = Turns(Gate(1, 1, 0.01))
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                async with turns.turn("a"):
                    raise ZeroDivisionError
        async with turns.turn("a") as leave:
            with pytest.raises(BusyError):
                async with turns.turn("a"):
                    pass
            with pytest.raises(BusyError):
                async with turns.turn("b"):
                    pass
            leave()
            async with turns.turn("b"):
                pass
        assert not turns._of

    asyncio.run(often())


def test_every_gate_stands_before_a_route() -> None:
    assert set(GATES) <= {getattr(route, "path", "") for route in ROUTES}
