"""``docs/performance.md``, written from the parts that were measured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from benchmarks.part import RESULTS, ROOT, told
from benchmarks.tables import growth, panels, sizes, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = ROOT / "docs" / "performance.md"
GOALS = ROOT / "benchmarks" / "goals.md"
"""Written by hand, from the figures below it: to be read again after each run."""
_HEAD = """# What it costs

Medians of repeated runs, least and most in brackets; ways that are compared took turns. Times
belong to the machine and the day, ratios less so. Written by
`uv run --group bench python -m benchmarks` from what was measured ([benchmarks](../benchmarks));
each section tells its own day and load.
"""
_QUERIES = """
## Queries

Every named query, views of them, the queries of which the pages are made, and the panels, over
synthetic records. *Curated* ones have 230 quads an event, *coded* ones 110. Times are milliseconds
until Python has the values. *Ours* is from the name of a query and a view to plain values, over a
store in memory; *raw* is pyoxigraph alone on the same store with the same text, for which we have
taken the best formulation that we know; of these two the ratio is of the processor's time. For a
view ours first asks for its events, where they are few, and raw does not. *On disk* is ours over a
store on disk. The servers answer over HTTP with JSON. rdflib has its own store. Answers are
compared by value with ours: **differs** stands for another one, not timed as if it were right.
"""


def write() -> None:
    """Write the page anew."""
    PAGE.write_text(page(parts()), encoding="utf-8")


def parts() -> list[dict[str, Any]]:
    """Return all parts that were ever measured, by their names."""
    found = sorted(RESULTS.glob("*.json"))
    return [json.loads(one.read_text(encoding="utf-8")) for one in found]


def page(found: Sequence[dict[str, Any]]) -> str:
    """Return the page of some parts: those of other scripts in order, then the queries."""
    text = [_HEAD, "\n", GOALS.read_text(encoding="utf-8")]
    for one in sorted(
        (one for one in found if one.get("kind") != "queries"), key=lambda one: int(one["order"])
    ):
        text += [f"\n## {one['title']}\n", f"\n{one['text'].strip()}\n"]
        for each in one["tables"]:
            text.append(f"\n{each['caption']}\n" if each["caption"] else "")
            text.append(f"\n{table(each['columns'], each['rows'])}")
        text.append(f"\n{told(one['measured'])}\n")
    asked = sorted(
        (one for one in found if one.get("kind") == "queries"),
        key=lambda one: (one["profile"] != "curated", one["events"]),
    )
    if asked:
        text += [_QUERIES, *summary(asked), "\n![Growth](performance-growth.svg)\n"]
        text += ["\n### How cost grows\n", *growth(asked), "\n### Panels\n", *panels(asked)]
        for one in asked:
            title = f"{one['events']:,} {one['profile']} events, {one['quads']:,} quads"
            text += [f"\n### {title}\n", f"\n{told(one['measured'])}\n", *sizes(one)]
    return "".join(text)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; a bar in a cell would end it."""
    lines = [list(columns), ["---"] * len(columns), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )
