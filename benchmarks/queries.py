"""Every query, view and panel, by every engine that is here, in turns.

For each number of events the records are loaded into all engines, then each question goes round
them: once to warm up and to compare the answers, then for the clock. What was measured is kept
after each question, so that a run that was ended goes on where it stopped; a question whose text
has changed is asked again.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.engines import MissingError, Worker
from benchmarks.part import kept, measured, save
from benchmarks.questions import questions
from benchmarks.records import nquads, ntriples
from benchmarks.servers import Oxigraph, Virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from benchmarks.engines import Engine
    from benchmarks.questions import Question

QUICK = (("curated", 1_000), ("curated", 10_000))
FULL = (*QUICK, ("coded", 10_000), ("coded", 100_000))
MILLION = (("coded", 1_000_000),)
# Engines with the most events that each is given: of more rdflib would take days, and others more
# memory than there is.
ENGINES = {
    "memory": 100_000, "disk": 10_000_000, "rdflib": 10_000, "maplib": 100_000,
    "oxigraph server": 10_000_000, "virtuoso": 10_000_000,
}  # fmt: skip
_PACKAGES = ("pyoxigraph", "oxrdflib", "rdflib", "oxigraph", "maplib")
_LONG_MS = 5_000
_RUNS = ((1_000, 7), (10_000, 5), (100_000, 3))


class Options(NamedTuple):
    """What a run may be told: where files are kept, limits, and what to leave out."""

    cache: Path
    seconds: float = 60.0
    engines: tuple[str, ...] = tuple(ENGINES)
    only: tuple[str, ...] = ()
    again: bool = False


def measure(profile: str, events: int, options: Options) -> None:
    """Measure one number of events, and keep it as ``queries-PROFILE-EVENTS``."""
    name = f"queries-{profile}-{events}"
    part = (None if options.again and not options.only else kept(name)) or {
        "kind": "queries", "profile": profile, "events": events, "roads": {}, "questions": {},
    }  # fmt: skip
    ready = nquads(profile, events, options.cache)
    if "quads" not in part:
        part["quads"] = _lines(ready)
    asked = {
        one.name: one
        for one in questions(profile).values()
        if (not options.only or one.name in options.only) and _fits(one, profile, events)
    }
    wanted = [one for one in options.engines if events <= ENGINES[one]]
    left = [one for one in asked.values() if options.again or not _done(part, one, wanted)]
    if not left:
        return
    load = os.getloadavg()[0]
    engines = _started(wanted, ready, profile, events, part)
    part["measured"] = measured(*_PACKAGES)
    try:
        for number, one in enumerate(left, 1):
            _say(f"{name}: {number} of {len(left)}: {one.name}")
            _round(part, one, engines, options.seconds, _runs(events))
            loads = sorted((load, os.getloadavg()[0], *_loads(part)))
            part["measured"]["load"] = [round(loads[0], 1), round(loads[-1], 1)]
            save(name, part)
    finally:
        for engine in engines.values():
            with contextlib.suppress(Exception):  # the others are to be ended too
                engine.close()


def _started(
    wanted: list[str], ready: Path, profile: str, events: int, part: dict[str, Any]
) -> dict[str, Engine]:
    """Return the engines that could be started; of others the part tells why not."""
    found: dict[str, Engine] = {}
    if {"rdflib", "maplib"} & set(wanted):
        ntriples(ready)
    servers: Mapping[str, Callable[[Path], Engine]] = {
        "oxigraph server": Oxigraph,
        "virtuoso": Virtuoso,
    }
    for kind in wanted:
        _say(f"starting {kind}")
        try:
            make = servers.get(kind)
            found[kind] = make(ready) if make else Worker(kind, ready, profile, events)
            part["roads"][kind] = {"load": round(found[kind].load, 2)}
        except MissingError:
            part["roads"][kind] = {"missing": "not installed"}
        except (OSError, RuntimeError) as error:
            part["roads"][kind] = {"missing": str(error)[:300]}
    return found


def _round(
    part: dict[str, Any], one: Question, engines: dict[str, Engine], seconds: float, runs: int
) -> None:
    """Ask one question of all, in turns, and put what came into the part."""
    roads = {
        road: engine
        for kind, engine in engines.items()
        for road in engine.roads
        if _asked_of(one, road, "memory" in engines)
    }
    answers: dict[str, dict[str, Any]] = {}
    for road, engine in roads.items():
        told = _smaller(part, one, road, seconds) or engine.ask(road, one, seconds)
        if "error" in told:
            answers[road] = {"error": told["error"]}
            continue
        answers[road] = {"rows": told["rows"], "digest": told["digest"], "ms": [], "cpu": []}
        if told["ms"] > _LONG_MS:
            _add(answers[road], told)
    for turn in range(runs):
        for road, engine in roads.items():
            if "error" in answers[road] or (turn and _slow(answers[road]["ms"])):
                continue
            told = engine.ask(road, one, seconds)
            if "error" in told and not answers[road]["ms"]:
                answers[road] = {"error": told["error"]}
            elif "error" not in told:
                _add(answers[road], told)
    reference = next(
        (answers[one]["digest"] for one in ("ours", "disk") if "digest" in answers.get(one, {})),
        None,
    )
    for answer in answers.values():
        if "digest" in answer:
            answer["same"] = answer.pop("digest") == reference
    entry = part["questions"].setdefault(one.name, {})
    if entry.get("text") != _text(one):
        entry.clear()
    entry.update(group=one.group, text=_text(one))
    entry["answers"] = {**entry.get("answers", {}), **answers}
    entry["kinds"] = sorted({*entry.get("kinds", []), *engines})


def _asked_of(one: Question, road: str, in_memory: bool) -> bool:
    """Tell whether a road is asked: a panel is ours alone, and so is what a past day takes."""
    if one.group == "panel":
        return road == "ours" or (road == "disk" and "past day" not in one.name)
    # What is measured in memory needs no second bar on disk.
    return not (road == "raw disk" and in_memory)


def _smaller(
    part: dict[str, Any], one: Question, road: str, seconds: float
) -> dict[str, Any] | None:
    """Return the error of a road that had no answer in as long a time for fewer events already."""
    for events in (1_000, 10_000, 100_000):
        found = kept(f"queries-{part['profile']}-{events}") if events < part["events"] else None
        answer = (found or {}).get("questions", {}).get(one.name, {}).get("answers", {}).get(road)
        error = (answer or {}).get("error", "")
        if error.startswith("no answer") and float(error.split()[3]) >= seconds:
            return {"error": f"{error.partition(' of')[0]} of {events:,} events"}
    return None


def _slow(runs: list[float]) -> bool:
    """Tell whether a road has run long enough: five seconds in all."""
    return sum(runs) > _LONG_MS


def _add(answer: dict[str, Any], told: dict[str, Any]) -> None:
    answer["ms"].append(round(told["ms"], 3))
    if "cpu" in told:
        answer["cpu"].append(round(told["cpu"], 3))


def _done(part: dict[str, Any], one: Question, wanted: list[str]) -> bool:
    entry = part["questions"].get(one.name)
    if entry is None or entry["text"] != _text(one):
        return False
    missing = {kind for kind, found in part["roads"].items() if "missing" in found}
    return set(wanted) - missing <= set(entry["kinds"])


def _fits(one: Question, profile: str, events: int) -> bool:
    """Leave out the making of past days where all records don't fit into memory."""
    return "past day" not in one.name or (profile == "curated" and events <= 10_000)


def _runs(events: int) -> int:
    return next((runs for most, runs in _RUNS if events <= most), 2)


def _text(one: Question) -> str:
    return hashlib.sha256(one.sparql().encode()).hexdigest()[:16]


def _loads(part: dict[str, Any]) -> list[float]:
    load = part["measured"]["load"]
    return load if isinstance(load, list) else [load]


def _lines(path: Path) -> int:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
