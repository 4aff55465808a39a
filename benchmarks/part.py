"""Parts of ``docs/performance.md``: each measured on a day of its own, and kept as JSON.

``benchmarks/results/NAME.json`` holds one part. Any script may write one with :func:`save`: a
title, text, tables of ready cells, and when and where it was measured. What a part holds beyond
that is for whoever draws or compares it.
"""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypedDict

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"


class Table(TypedDict):
    """A table of ready cells; ``caption`` may be empty."""

    caption: str
    columns: list[str]
    rows: list[list[str]]


class Part(TypedDict):
    """A section of the page; those of a lower ``order`` stand first."""

    order: int
    title: str
    text: str
    tables: list[Table]
    measured: dict[str, Any]


def measured(*packages: str) -> dict[str, Any]:
    """Return when and where something is measured, and the versions of packages, for a part."""
    versions = {"Python": platform.python_version()}
    for one in packages:
        try:
            versions[one] = version(one)
        except PackageNotFoundError:
            continue
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "load": round(os.getloadavg()[0], 1),
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(pages / 2**30),
        "versions": versions,
    }


def told(note: dict[str, Any]) -> str:
    """Tell in a sentence when and where a part was measured."""
    versions = ", ".join(f"{name} {one}" for name, one in note.get("versions", {}).items())
    load = note["load"]
    loads = f"{load[0]} to {load[1]}" if isinstance(load, list) else str(load)
    return (
        f"Measured on {note['day']}, {note['cores']} shared cores, {note['memory']} GB of memory, "
        f"load average {loads}; {versions}."
    )


def save(name: str, part: Part | dict[str, Any]) -> None:
    """Keep a part; it takes the place of the one of that name, whole."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    half = path.with_suffix(".part")
    half.write_text(json.dumps(part, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(path)


def kept(name: str) -> dict[str, Any] | None:
    """Return a part that was kept, None for none."""
    path = RESULTS / f"{name}.json"
    found: dict[str, Any] | None = (
        json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    )
    return found
