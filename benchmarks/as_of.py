"""What it costs to ask as of a day: the same queries over all that is known, and over less.

    python benchmarks/as_of.py [--events 100000] [--runs 5]

Prints, for each query, the median over the whole graph, the median over the graph of a day in the
middle, and their ratio; then what it takes to make that graph. Then the same question asked of the
whole graph by the days in it (``status-as-of``), against the plain question. At the end, how long
views of the curated data take.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from synthetic import dataset

from kg.asof import AsOf
from kg.editions import Editions
from kg.known import Known
from kg.load import load
from kg.queries import named
from kg.rdf.build import add_record, shared_lines
from kg.rdf.names import Names
from kg.rdf.quads import Quads
from kg.store import Store
from kg.timeline import timeline
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.dataset import Dataset

ROOT = Path(__file__).resolve().parent.parent
NAMES = Names()
MIDDLE = date(2020, 1, 1)
QUERIES = (
    "timeline", "claims-on-day", "participation", "topics-by-month", "rival-values",
    "publication-lag", "mediators",
)  # fmt: skip
PLAIN = "SELECT ?event ?status { ?event a sem:Event ; kg:status ?status }"
_BATCH = 2_000


def store_of(known: Known, data: Dataset) -> Store:
    """Return the store of records, filled a batch at a time."""
    engine = ox.Store()
    quads = Quads(NAMES)
    for count, (kind, record) in enumerate(data.records(), 1):
        add_record(quads, known, kind, record)
        if count % _BATCH == 0:
            engine.load("".join(quads.lines()), format=ox.RdfFormat.N_QUADS)
            quads = Quads(NAMES)
    engine.load("".join([*quads.lines(), *shared_lines(NAMES)]), format=ox.RdfFormat.N_QUADS)
    return Store(engine)


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of wall time that some work takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compared(
    runs: int, one: Callable[[], object], other: Callable[[], object]
) -> tuple[float, float, float, float, float]:
    """Return the medians of two works done in turns, and median, least and most of the ratio."""
    pairs = [(seconds(one), seconds(other)) for _ in range(runs)]
    ratios = sorted(b / a for a, b in pairs)
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second, statistics.median(ratios), ratios[0], ratios[-1]


def large(events: int, runs: int) -> None:
    """Compare queries over a large synthetic graph."""
    data = dataset(events)
    known = Known(data)
    as_of = AsOf(known)
    took: dict[str, float] = {}
    made: dict[str, Store] = {}
    took["whole"] = seconds(lambda: made.update(whole=store_of(known, data)))
    took["day"] = seconds(lambda: made.update(day=store_of(known, as_of.dataset(MIDDLE))))
    whole, day = made["whole"], made["day"]
    print(f"{events:,} events: {len(whole):,} quads, made in {took['whole']:.0f} s;")
    print(f"as of {MIDDLE}: {len(day):,} quads, made in {took['day']:.0f} s\n")
    print("| query | whole, s | as of the day, s | ratio | spread |\n|---|---|---|---|---|")
    for name in QUERIES:
        text = named(name).sparql(View(end=date(2019, 12, 31), start=date(2019, 7, 1)), names=NAMES)
        _row(name, compared(runs, lambda: whole.select(text), lambda: day.select(text)))  # noqa: B023
    asked = named("status-as-of").sparql(values={"day": MIDDLE.isoformat()}, names=NAMES)
    plain = compared(runs, lambda: whole.select(PLAIN, NAMES.prefixes), lambda: whole.select(asked))
    _row("status of each event, by the days in the whole graph", plain)


def _row(name: str, found: tuple[float, float, float, float, float]) -> None:
    first, second, ratio, least, most = found
    print(f"| {name} | {first:.3f} | {second:.3f} | {ratio:.2f} | {least:.2f}–{most:.2f} |")


def curated(runs: int) -> None:
    """Tell how long views of the curated data take to be ready, after the first."""
    editions = Editions(load(ROOT / "data"), NAMES)
    news = sorted(
        {day for event in editions.dataset.events.values() for day in editions.as_of().days(event)}
    )
    first = seconds(lambda: editions.store(View(as_of=news[len(news) // 2])))
    warmed = seconds(editions.warm)
    step = max(len(news) // (runs * 8), 1)
    stores, lines = [], []
    for day in news[::step]:
        view = View(as_of=day + timedelta(0))
        stores.append(seconds(lambda: editions.store(view)))  # noqa: B023
        lines.append(seconds(lambda: timeline(editions.store(view), view, NAMES)))  # noqa: B023
    print(f"\ncurated data: first view {first:.2f} s, all states ahead {warmed:.2f} s")
    for what, found in (("store of another day", stores), ("its timeline", lines)):
        found.sort()
        print(
            f"{what}: median {statistics.median(found) * 1000:.0f} ms, "
            f"longest {found[-1] * 1000:.0f} ms of {len(found)}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    curated(arguments.runs)
    print()
    large(arguments.events, arguments.runs)
