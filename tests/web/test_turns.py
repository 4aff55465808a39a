"""Whose turn it is: a client may have some queries here, and nobody waits for ever."""

from __future__ import annotations

import anyio
import pytest

from kg.errors import BusyError
from kg.web.refused import RefusedError
from kg.web.turns import RUNNING, WAITING, turn


def test_a_client_runs_two_and_waits_with_two() -> None:
    running: list[int] = []
    refused: list[tuple[int, str]] = []

    async def ask(number: int, until: anyio.Event, client: str = "a") -> None:
        try:
            async with turn(client, 5, of_now=True):
                running.append(number)
                await until.wait()
        except RefusedError as error:
            refused.append((error.status, error.headers["retry-after"]))

    async def main() -> None:
        until = anyio.Event()
        async with anyio.create_task_group() as tasks:
            for number in range(RUNNING + WAITING + 1):
                tasks.start_soon(ask, number, until)
            await anyio.wait_all_tasks_blocked()
            assert (running, refused) == ([0, 1], [(429, "5")])
            tasks.start_soon(ask, 9, until, "b")
            await anyio.wait_all_tasks_blocked()
            assert running[-1] == 9
            until.set()
        assert running == [0, 1, 9, 2, 3]
        async with turn("a", 5, of_now=True):  # all are gone
            pass

    anyio.run(main)


def test_nobody_waits_for_ever() -> None:
    async def main() -> None:
        async with turn("a", 1, of_now=False), turn("b", 1, of_now=False):
            with pytest.raises(BusyError, match="try again"):
                async with turn("c", 0.05, of_now=False):
                    pass
            async with turn("c", 0.05, of_now=True):
                pass
        async with turn("c", 0.05, of_now=False):
            pass

    anyio.run(main)


def test_a_crowd_is_told_at_once() -> None:
    async def wait(client: str) -> None:
        async with turn(client, 60, of_now=True):
            await anyio.sleep(60)

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            for number in range(64):
                tasks.start_soon(wait, str(number))
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(BusyError, match="64 queries"):
                async with turn("x", 60, of_now=True):
                    pass
            tasks.cancel_scope.cancel()

    anyio.run(main)


def test_who_asked_long_queries_waits_behind_other_long_ones() -> None:
    async def main() -> None:
        for client in "abc":
            async with turn(client, 1, of_now=True) as was_long:
                was_long()
        async with turn("a", 1, of_now=True), turn("b", 1, of_now=True):
            with pytest.raises(BusyError):
                async with turn("c", 0.05, of_now=True):
                    pass
            async with turn("d", 0.05, of_now=True):
                pass

    anyio.run(main)
