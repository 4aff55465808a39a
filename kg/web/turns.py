"""Whose turn it is: how many queries run at once, of one client and of all.

Whoever has to wait does so without a thread, so that pages and files are answered meanwhile.
"""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
from anyio.lowlevel import RunVar

from kg.errors import BusyError
from kg.web.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

RUNNING, WAITING = 2, 2
"""Queries of one client that run, and that may wait for that."""

# Of all clients. Graphs of other days are made for a query or two at a time, whatever is asked.
# Whoever asked a long query goes into a lane of their own for a minute, so that others need not
# wait behind the next one.
_ALL, _DAYS, _LONG, _PRESENT = 8, 2, 2, 64
_LONG_SECONDS = 60
RETRY_SECONDS = 5


class _Turns:
    """The turns of one event loop: a server has one."""

    def __init__(self) -> None:
        self.present: Counter[str] = Counter()
        self.own: dict[str, anyio.Semaphore] = {}
        self.all, self.days = anyio.Semaphore(_ALL), anyio.Semaphore(_DAYS)
        self.long = anyio.Semaphore(_LONG)
        # Clients whose last query was long, and until when that counts.
        self.slow: dict[str, float] = {}

    def is_slow(self, client: str) -> bool:
        now = anyio.current_time()
        self.slow = {one: until for one, until in self.slow.items() if until > now}
        return client in self.slow


_turns: RunVar[_Turns] = RunVar("kg.turns")


@asynccontextmanager
async def turn(client: str, seconds: float, of_now: bool) -> AsyncIterator[Callable[[], None]]:
    """Wait for the turn of a client, and hold it; call what it gives if the query was long.

    ``of_now`` is False for a query of another day or policy. Raises RefusedError (429, RFC 6585)
    for too many of one client, BusyError after ``seconds`` or when too many wait.
    """
    try:
        turns = _turns.get()
    except LookupError:
        turns = _Turns()
        _turns.set(turns)
    if turns.present[client] >= RUNNING + WAITING:
        told = f"you have {RUNNING + WAITING} queries here already (wait for one to end)"
        raise RefusedError(429, told, retry_after=str(RETRY_SECONDS))
    if turns.present.total() >= _PRESENT:
        msg = f"{_PRESENT} queries are waiting already (try again)"
        raise BusyError(msg)
    turns.present[client] += 1
    own = turns.own.setdefault(client, anyio.Semaphore(RUNNING))
    needed = [own]
    needed += [turns.long] if turns.is_slow(client) else []
    needed += [turns.all] if of_now else [turns.days, turns.all]
    held: list[anyio.Semaphore] = []
    try:
        try:
            with anyio.fail_after(seconds):
                for one in needed:
                    await one.acquire()
                    held.append(one)
        except TimeoutError:
            msg = f"other queries are still running (waited {seconds:g} s; try again)"
            raise BusyError(msg) from None
        yield lambda: turns.slow.update({client: anyio.current_time() + _LONG_SECONDS})
    finally:
        for one in held:
            one.release()
        turns.present[client] -= 1
        if not turns.present[client]:
            del turns.present[client], turns.own[client]
