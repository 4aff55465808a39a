"""What the server needs to show a page: alone, for many visitors at once, and in the long run.

    python benchmarks/dashboard.py [--runs 9] [--visitors 20] [--reruns 500] [PART ...]

The parts are ``pages``, ``crowd``, ``days`` and ``memory``; without one, all of them.

Starts the dashboard over the curated records and visits it as browsers do, without one. Prints
medians with their spread: *all* is from asking to the end of the answer, *ours* what our own code
took of it, and *work* the processor time of that; the rest is Streamlit's.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from cold_start import free_port
from visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
ROUND = "2022-03-29-istanbul-talks"
PAGES = {
    "start": ("", ""),
    "explore": ("explore", ""),
    "explore on a past day": ("explore", "as-of=2022-03-28"),
    "claims": ("claims", ""),
    "claims, rivals": ("claims", "show=rivals"),
    "compare": ("compare", ""),
    "foretold": ("foretold", ""),
    "sparql": ("sparql", ""),
    "export": ("export", ""),
    "quality": ("quality", ""),
    "about": ("about", ""),
    "event": ("event", f"id={ROUND}"),
    "actor": ("actor", "id=dmitry-peskov"),
    "source": ("source", "id=babel-77397"),
    "venue": ("venue", "id=istanbul"),
    "topic": ("topic", "id=crimea-status"),
    "track": ("track", "id=belarus-istanbul-talks"),
}
KINDS = ("talks-round", "call", "meeting", "visit", "vote", "signing", "exchange", "statement")


class Server:
    """The dashboard, running by itself."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid

    def get(self, path: str) -> bytes:
        """Return what it answers."""
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=120) as answer:
            return bytes(answer.read())

    def taken(self) -> tuple[float, float]:
        """Return the seconds and the processor time of our runs since last asked."""
        found = json.loads(self.get("/measured"))
        return sum(one for one, _ in found), sum(one for _, one in found)

    def memory(self) -> float:
        """Return the megabytes of memory that it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return next(int(one.split()[1]) for one in status.splitlines() if "VmRSS" in one) / 1024


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """Run the dashboard, with a clock in it."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "benchmarks/measured.py"]
    options = ["--server.port", str(port), "--server.headless", "true"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "benchmarks")}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([*command, *options], cwd=ROOT, env=env, stdout=log, stderr=log)  # noqa: S603
        server = Server(port, process.pid)
        try:
            while True:
                try:
                    server.get("/healthz")
                    break
                except OSError:
                    if process.poll() is not None:
                        raise
                    time.sleep(0.1)
            yield server
        finally:
            process.terminate()
            process.wait()


def told(seconds: list[float]) -> str:
    """Say seconds as the median in milliseconds, with the least and the most."""
    least, most = min(seconds) * 1000, max(seconds) * 1000
    return f"{statistics.median(seconds) * 1000:.0f} ({least:.0f}–{most:.0f})"


def late(seconds: list[float]) -> str:
    """Say seconds as the median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    last = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    return f"median {statistics.median(ordered) * 1000:.0f} ms, 95 % within {last * 1000:.0f} ms"


class Rows:
    """Times of one thing done again and again: all, ours, and our work."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.all: list[float] = []
        self.ours: list[float] = []
        self.work: list[float] = []

    async def add(self, run: Awaitable[float]) -> None:
        """Do it once more."""
        self.server.taken()
        self.all.append(await run)
        ours, work = self.server.taken()
        self.ours.append(ours)
        self.work.append(work)

    def say(self, page: str, what: str) -> None:
        """Print a line of the table."""
        print(f"| {page} | {what} | {told(self.all)} | {told(self.ours)} | {told(self.work)} |")


async def pages(server: Server, runs: int) -> None:
    """Visit each page alone."""
    print("\n| page | run | all, ms | ours, ms | work, ms |\n|---|---|---|---|---|")
    for name, (page, query) in PAGES.items():
        async with Visitor(server.port) as visitor:
            first, again = Rows(server), Rows(server)
            await first.add(visitor.go(page, query))
            first.say(name, "first")
            for _ in range(runs):
                await again.add(visitor.run())
            again.say(name, "again")
            if page not in ("explore", "claims", "export", "foretold"):
                continue
            new, known = Rows(server), Rows(server)
            for rows in (new, known):
                for kind in KINDS[: max(runs, 3)]:
                    await rows.add(visitor.choose("filter.kinds", kind))
            new.say(name, "a new filter")
            known.say(name, "a filter seen before")
            if page == "explore":
                await visitor.choose("filter.kinds")
                chosen = Rows(server)
                for mark in (ROUND, "dmitry-peskov", "russia", "2022-03-10-antalya-meeting") * 2:
                    await chosen.add(visitor.turn(f"{query}&chosen={mark}".lstrip("&")))
                chosen.say(name, "after choosing")


async def walk(server: Server, times: list[float], order: int, pause: float = 0) -> None:
    """Walk through the pages as one of many visitors, who does not begin where others do.

    ``pause`` is how many seconds a visitor looks at a page, give or take a half, before going on.
    """
    chance = random.Random(order)  # noqa: S311 - no secret; the same pauses in each run
    async with Visitor(server.port) as one:

        async def took(run: Awaitable[float]) -> None:
            times.append(await run)
            await asyncio.sleep(pause * chance.uniform(0.5, 1.5))

        await asyncio.sleep(pause * chance.random())
        await took(one.go("explore"))
        for step in range(3):
            await took(one.choose("filter.kinds", KINDS[(order + step) % len(KINDS)]))
        await took(one.turn(f"chosen={ROUND}"))
        names = list(PAGES.values())
        for step in range(4):
            await took(one.go(*names[(order * 3 + step) % len(names)]))


@contextlib.asynccontextmanager
async def health(server: Server) -> AsyncIterator[list[float]]:
    """Ask for the server's health ten times a second meanwhile."""
    times: list[float] = []

    async def ask() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.to_thread(server.get, "/_stcore/health")
            times.append(time.perf_counter() - start)
            await asyncio.sleep(0.1)

    task = asyncio.create_task(ask())
    try:
        yield times
    finally:
        task.cancel()


async def together(
    server: Server, visitors: int, visit: Callable[[list[float], int], Awaitable[None]]
) -> str:
    """Let many visit at once; say how long they waited, and how the server answered otherwise."""
    times: list[float] = []
    start = time.perf_counter()
    async with health(server) as healthy:
        await asyncio.gather(*(visit(times, order) for order in range(visitors)))
    took = time.perf_counter() - start
    return f"{len(times)} runs in {took:.1f} s: {late(times)}; health: {late(healthy)}"


async def crowd(server: Server, visitors: int) -> None:
    """Let many walk through the pages at once, who see what others saw before, or not."""
    print(f"\n{visitors} visitors at once, who never rest:")
    for what in ("new to the server", "seen before"):
        found = await together(server, visitors, lambda times, order: walk(server, times, order))
        print(f"- {what}: {found}; {server.memory():.0f} MB")
    found = await together(server, visitors, lambda times, order: walk(server, times, order, 3))
    print(f"- the same, three seconds on each page: {found}")


async def days(server: Server, visitors: int) -> None:
    """Let each of many look at another day: only some graphs of days are kept."""

    async def look(times: list[float], order: int) -> None:
        async with Visitor(server.port) as one:
            times.append(
                await one.go("explore", f"as-of=2022-{3 + order // 10:02}-{order % 10 + 10}")
            )
            times.extend([await one.choose("filter.kinds", kind) for kind in KINDS[:2]])

    print(f"\n{visitors} visitors at once, each on another day:")
    for what in ("new to the server", "seen before"):
        print(f"- {what}: {await together(server, visitors, look)}; {server.memory():.0f} MB")


async def memory(server: Server, reruns: int) -> None:
    """Run explore again and again: with filters, choices and days, in sessions that come and go."""
    held = []
    for session in range(10):
        async with Visitor(server.port) as one:
            await one.go("explore")
            for step in range(reruns // 10):
                await one.choose("filter.kinds", KINDS[step % len(KINDS)])
                if step % 5 == 0:
                    await one.turn(f"chosen={ROUND}" if step % 10 else "as-of=2022-03-28")
        held.append(server.memory())
        if session in (0, 4, 9):
            print(f"after {(session + 1) * reruns // 10} reruns: {held[-1]:.0f} MB")
    slope = statistics.linear_regression(range(5), held[5:]).slope * 10
    print(f"in the second half {slope:+.1f} MB for {reruns} reruns")


def main() -> None:
    """Measure what was asked for, each over a server of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", nargs="*", default=["pages", "crowd", "days", "memory"])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--reruns", type=int, default=500)
    chosen = parser.parse_args()
    parts: dict[str, Callable[[Server], Awaitable[None]]] = {
        "pages": lambda server: pages(server, chosen.runs),
        "crowd": lambda server: crowd(server, chosen.visitors),
        "days": lambda server: days(server, chosen.visitors),
        "memory": lambda server: memory(server, chosen.reruns),
    }
    for name in chosen.part:
        with served() as server:
            asyncio.run(parts[name](server))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
