"""The server under siege: many clients, and queries that never end, at once.

    python benchmarks/endpoint.py [--seconds 120] [--clients 50] [--limit 5] [--pause 2]

Starts ``kg serve`` over the curated records with a time limit of ``--limit`` seconds for queries.
Of the clients one in five reads pages over the websocket, the others ask ``/sparql`` and take data,
each from an address of its own (the server trusts what a proxy on this machine says of them), and
rest for ``--pause`` seconds, give or take a half. Three phases: one reader alone, all clients, and
all clients while another one sends the ten hostile queries again and again. Then the server is
killed, and must answer as before. Prints what was found, and exits with 1 when it is not what
``docs/security.md`` promises.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import hostile
from cold_start import ROOT, free_port
from dashboard import KINDS, PAGES, ROUND
from visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

JSON = "application/sparql-results+json"
FAIR = (
    "SELECT ?e ?label { ?e a sem:Event ; rdfs:label ?label } ORDER BY ?e LIMIT 50",
    "SELECT ?k (COUNT(*) AS ?n) { ?e sem:eventType ?k } GROUP BY ?k ORDER BY ?k",
    "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }",
    "ASK { ?c cito:disputes ?d }",
)
# What must be the same after a fall, byte by byte; the first holds all of the graph.
DUMPS = (
    "/download/view.ttl",
    "/download/events.csv",
    "/download/network.graphml",
    f"/id/event/{ROUND}.nt",
    f"/sparql?query={quote(FAIR[1])}",
)
# What is promised.
SLACK_SECONDS, RATIO, GROWTH_MB = 0.3, 2.0, 50.0


class Answer(NamedTuple):
    """An answer over HTTP."""

    status: int
    media_type: str
    retry: bool
    body: bytes


async def ask(port: int, target: str, client: str, accept: str = "*/*") -> Answer:
    """Ask for an address, as a client of a proxy."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    lines = (
        f"GET {target} HTTP/1.1",
        "Host: localhost",
        f"Accept: {accept}",
        f"X-Forwarded-For: {client}",
        "Connection: close",
    )
    try:
        writer.write("\r\n".join((*lines, "", "")).encode())
        raw = await reader.read()
    finally:
        writer.close()
    head, _, body = raw.partition(b"\r\n\r\n")
    status, *pairs = head.decode("latin-1").split("\r\n")
    headers = {one.split(": ")[0].lower(): one.split(": ", 1)[1] for one in pairs}
    if headers.get("transfer-encoding") == "chunked":
        body = unchunked(body)
    media = headers.get("content-type", "").partition(";")[0]
    return Answer(int(status.split()[1]), media, "retry-after" in headers, body)


def unchunked(body: bytes) -> bytes:
    """Return a body that came in pieces (RFC 9112, section 7.1)."""
    found = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        count = int(size, 16)
        found, body = found + rest[:count], rest[count + 2 :] if count else b""
    return found


@dataclass
class Phase:
    """What was measured in one phase: seconds, and what went wrong, by what was asked."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    ended: defaultdict[str, list[tuple[float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    memory: list[tuple[float, float]] = field(default_factory=list)

    def say(self, name: str) -> None:
        """Print what was measured."""
        print(f"\n{name}:")
        for what, times in sorted(self.seconds.items()):
            ordered = sorted(times)
            late = ordered[int(len(ordered) * 0.95)] if len(ordered) > 1 else ordered[0]
            middle = statistics.median(ordered)
            print(f"- {what}: {len(times)} times, median {middle:.3f} s, 95 % within {late:.3f} s")
        print(f"- errors: {dict(self.wrong) or 'none'}")


@contextlib.contextmanager
def serving(port: int, limit: float, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server until it says that it is well."""
    command = [sys.executable, "-m", "kg", "serve", "--port", str(port)]
    env = os.environ | {"KG_TIMEOUT": f"{limit:g}"}
    with log.open("ab") as stream:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=stream, stderr=stream)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


async def ready(port: int, process: subprocess.Popen[bytes]) -> float:
    """Wait until the server is well; return the seconds."""
    begin = time.monotonic()
    while process.poll() is None:
        with contextlib.suppress(OSError, IndexError):
            if (await ask(port, "/healthz", "192.0.2.1")).status == 200:
                return time.monotonic() - begin
        await asyncio.sleep(0.1)
    msg = "the server ended"
    raise RuntimeError(msg)


def family(pid: int) -> list[int]:
    """Return a process and all that it has started (proc(5))."""
    found = [pid]
    with contextlib.suppress(OSError):
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in path.read_text().split():
                found += family(int(child))
    return found


def megabytes(pid: int) -> float:
    """Return the memory of a process and its children that no other one shares."""
    total = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            rows = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total / 1024


async def program(port: int, order: int, pause: float, phase: Phase) -> None:
    """Ask for data again and again, as a program of some client does."""
    chance = random.Random(order)  # noqa: S311 - no secret; the same pauses in each run
    client = f"198.51.100.{order % 250 + 1}"
    while True:
        await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
        query = chance.choice(FAIR)
        kind, target, accept, media = chance.choice(
            (
                ("query", f"/sparql?query={quote(query)}", JSON, JSON),
                ("query", f"/sparql?query={quote(query)}", JSON, JSON),
                ("record", f"/id/event/{ROUND}.ttl", "text/turtle", "text/turtle"),
                ("search", "/search.json?q=istanbul", "*/*", "application/json"),
            )
        )
        begin = time.perf_counter()
        try:
            found = await ask(port, target, client, accept)
        except (OSError, ValueError, IndexError) as error:
            phase.wrong[f"{kind}: {type(error).__name__}"] += 1
            continue
        phase.seconds[kind].append(time.perf_counter() - begin)
        if found.status != 200 or found.media_type != media:
            phase.wrong[f"{kind}: {found.status} {found.media_type}"] += 1


async def reader(port: int, order: int, pause: float, phase: Phase) -> None:
    """Read page after page."""
    chance = random.Random(order)  # noqa: S311 - as above
    names = list(PAGES)
    await asyncio.sleep(pause * chance.random())
    async with Visitor(port) as one:
        for step in range(order, 1_000_000):
            name = names[step % len(names)]
            try:
                phase.seconds["page"].append(await one.go(*PAGES[name]))
                if name == "explore":
                    kind = KINDS[step % len(KINDS)]
                    phase.seconds["page"].append(await one.choose("filter.kinds", kind))
            except (OSError, RuntimeError) as error:
                phase.wrong[f"page {name}: {error}"[:80]] += 1
            await asyncio.sleep(pause * chance.uniform(0.5, 1.5))


async def attacker(port: int, phase: Phase) -> None:
    """Send the hostile queries, one after the other, again and again."""
    while True:
        for name, query in hostile.QUERIES.items():
            begin = time.perf_counter()
            try:
                found = await ask(port, f"/sparql?query={quote(query)}", "203.0.113.66", JSON)
                status = found.status
            except (OSError, ValueError, IndexError):
                status = 0
            phase.ended[name].append((time.perf_counter() - begin, status))
            await asyncio.sleep(0.05)


async def weigher(pid: int, phase: Phase) -> None:
    """Weigh the server each second."""
    begin = time.monotonic()
    while True:
        weighed = await asyncio.to_thread(megabytes, pid)
        phase.memory.append((time.monotonic() - begin, weighed))
        await asyncio.sleep(1)


@contextlib.asynccontextmanager
async def together(*tasks: asyncio.Task[None]) -> AsyncIterator[None]:
    """Let tasks run meanwhile, and end them afterwards. What fails in one is raised."""
    try:
        yield
    finally:
        failed = [one for one in tasks if one.done() and one.exception()]
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for one in failed:
        one.result()


async def measured(
    port: int, pid: int, seconds: float, clients: int, pause: float, attacked: bool
) -> Phase:
    """Run one phase."""
    phase = Phase()
    start = asyncio.create_task
    tasks = [start(weigher(pid, phase))]
    if clients > 1:
        tasks += [
            start((reader if order % 5 == 0 else program)(port, order, pause, phase))
            for order in range(clients)
        ]
    else:
        tasks.append(start(reader(port, 0, min(pause, 0.3), phase)))
    if attacked:
        tasks.append(start(attacker(port, phase)))
    async with together(*tasks):
        await asyncio.sleep(seconds)
    return phase


async def dumps(port: int) -> dict[str, str]:
    """Return the hashes of what the server gives."""
    found = {}
    for target in DUMPS:
        answer = await ask(port, target, "192.0.2.2", JSON if "sparql" in target else "*/*")
        found[target] = f"{answer.status} {hashlib.sha256(answer.body).hexdigest()}"
    return found


def stopped(phase: Phase, limit: float) -> list[str]:
    """Print when each hostile query ended; return those that ended too late."""
    print(
        f"\n| hostile query | runs | ended after, s (limit {limit:g}) | status |\n|---|---|---|---|"
    )
    late = []
    for name, runs in phase.ended.items():
        times = [seconds for seconds, _ in runs]
        told = ", ".join(sorted({str(status) for _, status in runs}))
        print(f"| {name} | {len(runs)} | {min(times):.2f}–{max(times):.2f} | {told} |")
        if max(times) > limit + SLACK_SECONDS or {status for _, status in runs} - {200, 400, 503}:
            late.append(name)
    return late


def weighed(phase: Phase) -> float:
    """Print the memory over time; return what its floor grew by, in MB."""
    quarter = len(phase.memory) // 4
    parts = [phase.memory[len(phase.memory) * part // 5 :][:1] for part in range(5)]
    told = ", ".join(f"{mb:.0f} MB at {at:.0f} s" for ((at, mb),) in parts)
    # Hostile queries take memory and give it back, so the floor tells what stays; in the first
    # quarter more query processes are started.
    halves = (phase.memory[quarter : 2 * quarter], phase.memory[3 * quarter :])
    floors = [round(min(mb for _, mb in half)) for half in halves]
    most = max(mb for _, mb in phase.memory)
    print(f"\nmemory of all processes: {told}; at most {most:.0f} MB")
    print(f"at least {floors[0]} MB in the second quarter, {floors[1]} MB in the last")
    return floors[1] - floors[0]


async def run(chosen: argparse.Namespace) -> list[str]:
    """Measure all; return what is not as promised."""
    wrong: list[str] = []
    port = free_port()
    log = Path(tempfile.mkdtemp()) / "server.log"
    quarter = max(chosen.seconds / 4, 5)
    with serving(port, chosen.limit, log) as process:
        print(f"ready after {await ready(port, process):.1f} s")
        before = await dumps(port)
        # Each page once, so that no phase pays for what is made once.
        await measured(port, process.pid, quarter, 1, 0.01, attacked=False)
        alone = await measured(port, process.pid, quarter, 1, chosen.pause, attacked=False)
        crowd = await measured(
            port, process.pid, quarter, chosen.clients, chosen.pause, attacked=False
        )
        siege = await measured(
            port, process.pid, chosen.seconds, chosen.clients, chosen.pause, attacked=True
        )
        for name, phase in (("one reader", alone), ("all clients", crowd), ("siege", siege)):
            phase.say(name)
            wrong += [f"{name}: {what} ({count})" for what, count in phase.wrong.items()]
        wrong += [f"stopped late: {name}" for name in stopped(siege, chosen.limit)]
        quiet, loaded = (statistics.median(one.seconds["page"]) for one in (crowd, siege))
        print(f"\npages: {loaded / quiet:.2f} times the median of the same crowd without hostility")
        if loaded > RATIO * quiet:
            wrong.append(f"pages took {loaded / quiet:.2f} times as long")
        if (grown := weighed(siege)) > GROWTH_MB:
            wrong.append(f"memory grew by {grown:.0f} MB")
        # Killed in the middle of a hostile query, as by a lack of memory.
        attack = asyncio.create_task(attacker(port, Phase()))
        await asyncio.sleep(0.5)
        children = family(process.pid)[1:]
        process.send_signal(signal.SIGKILL)
        process.wait()
        attack.cancel()
        begin = time.monotonic()
        while any(Path(f"/proc/{one}").exists() for one in children):
            if time.monotonic() - begin > chosen.limit + 5:
                wrong.append("processes were left behind")
                break
            await asyncio.sleep(0.05)
        print(f"\nkilled: its processes were gone after {time.monotonic() - begin:.1f} s")
    with serving(port, chosen.limit, log) as process:
        print(f"ready again after {await ready(port, process):.1f} s")
        after = await dumps(port)
        changed = [one for one in DUMPS if before[one] != after[one]]
        wrong += [f"not as before: {one}" for one in changed]
        wrong += [f"no dump: {one} {told[:3]}" for one, told in after.items() if told[:3] != "200"]
        print(f"{len(DUMPS) - len(changed)} of {len(DUMPS)} dumps are as before, byte by byte")
        begin = time.monotonic()
    print(f"told to end: ended with {process.returncode} after {time.monotonic() - begin:.1f} s")
    text = log.read_text(encoding="utf-8", errors="replace")
    wrong += ["a traceback in the log"] * ("Traceback" in text)
    wrong += [f"ended with {process.returncode}"] * (process.returncode != 0)
    return wrong


def main() -> None:
    """Run the siege."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--pause", type=float, default=2.0)
    wrong = asyncio.run(run(parser.parse_args()))
    print("\n" + ("\n".join(f"NOT AS PROMISED: {one}" for one in wrong) or "all as promised"))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
