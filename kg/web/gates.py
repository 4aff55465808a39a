"""How many requests to a costly route are answered at once; further ones wait for their turn."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


@dataclass(frozen=True, slots=True)
class Gate:
    """A route's limits: at once, at once for one client with those that wait, seconds to wait."""

    at_once: int
    each: int
    seconds: float = 10.0


# By the template of a route. A browser asks a server for six things at once; some readers share an
# address.
GATES = {
    "/download/{name}": Gate(at_once=4, each=12),
    "/graphs": Gate(at_once=2, each=6),
    "/graph/{name}": Gate(at_once=2, each=6),
    "/search.json": Gate(at_once=8, each=24),
    "/panel/{sig}.json": Gate(at_once=16, each=48),
}


class BusyError(Exception):
    """There is no turn now: the status to say so with, and the seconds after which to try again."""

    def __init__(self, status: int, said: str, after: int) -> None:
        self.status, self.after = status, after
        super().__init__(said)


class Turns:
    """Gives turns of one gate."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self._free = anyio.Semaphore(gate.at_once)
        self._of: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[Callable[[], None]]:
        """Wait for a turn; what it yields gives it back early. Raises BusyError."""
        if self._of[client] >= self.gate.each:
            said = f"too many requests at once (at most {self.gate.each} of one client)"
            raise BusyError(429, said, 1)
        self._of[client] += 1
        held = False

        def leave() -> None:
            nonlocal held
            if held:
                held = False
                self._free.release()

        try:
            try:
                with anyio.fail_after(self.gate.seconds):
                    await self._free.acquire()
            except TimeoutError:
                said = "the server is busy with such requests (try again)"
                raise BusyError(503, said, 5) from None
            held = True
            yield leave
        finally:
            leave()
            self._of[client] -= 1
            if not self._of[client]:
                del self._of[client]
