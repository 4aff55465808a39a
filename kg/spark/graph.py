"""The graph of a folder of records as N-Quads parts, and who took part with whom, by a cluster.

OUT/quads/part-00000 …   N-Quads; lines of a part are sorted, and a quad may stand in two parts
OUT/edges/part-00000     CSV (source,target,events): pairs of actors, and their common events
OUT/_SUCCESS             an empty file: the job ended well
"""

from __future__ import annotations

import shutil
from itertools import combinations
from operator import add
from typing import TYPE_CHECKING, Any

from kg.errors import CallError, DataError, Problem
from kg.halfway import part_beside, sweep
from kg.rdf.names import Names
from kg.reader import Reader
from kg.spark.mapping import Common, mapped, shared
from kg.spark.neighbours import brought, states, with_origins
from kg.spark.unit import UNIT_BYTES, items, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyspark import SparkContext

    from kg.spark.unit import Unit

# Nobody reads more of them; ``kg validate`` tells all.
_MOST = 1000
_LINES = 2_000  # of quads, half a megabyte


def write_graph(
    context: SparkContext,
    folder: Path,
    out: Path,
    names: Names | None = None,
    unit_bytes: int = UNIT_BYTES,
) -> dict[str, int]:
    """Write quads and edges of the records of a folder, and return how many lines and edges.

    Both paths must lead every worker to the same place. The quads are, as a set, those of
    :func:`kg.rdf.build.build`. ``out`` appears whole, and must not be there before. Raises
    CallError, OSError, and DataError for records that break their models, have one id, or name an
    id that none has; the other rules are for ``kg validate``, which sees all records at once.
    """
    place, folder = out.resolve(), folder.resolve()
    if place.exists():
        msg = f"'{out}' is there already (name a folder to make)"
        raise CallError(msg)
    reader = Reader(folder)
    catalogue, files = reader.outline()
    if catalogue is None or reader.problems:
        raise DataError(reader.problems)
    work = units(files, unit_bytes)
    sweep(place.parent, place.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = part_beside(place)
    try:
        common = Common(
            names or Names(), catalogue, with_origins(context, work), states(context, work)
        )
        lines = _write_quads(context, work, common, f"{part.as_uri()}/quads")
        edges = _write_edges(context, work, f"{part.as_uri()}/edges")
        (part / "_SUCCESS").touch()
        part.rename(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return {"lines": lines, "edges": edges}


def _write_quads(context: SparkContext, work: list[Unit], common: Common, uri: str) -> int:
    problems = context.accumulator([], _problems())
    count = context.accumulator(0)
    given = context.broadcast((work, common))

    def texts(number: int, found: Iterable[Any]) -> Iterator[str]:
        units_here, common_here = given.value
        lines, wrong = mapped(units_here[number], found, common_here)
        problems.add(wrong)
        count.add(len(lines))
        yield from _texts(lines)

    rest = shared(common)
    parts = brought(context, work).mapPartitionsWithIndex(texts)
    parts.union(context.parallelize(list(_texts(rest)), 1)).saveAsTextFile(uri)
    if problems.value:
        raise DataError(sorted(problems.value, key=lambda one: (one.file, one.line or 0, str(one))))
    return count.value + len(rest)


def _texts(lines: list[str]) -> Iterator[str]:
    """Yield lines as texts of many: Spark is slow with each, and holds some copies of one."""
    for first in range(0, len(lines), _LINES):
        yield "".join(lines[first : first + _LINES])[:-1]  # Spark ends a text with a line break


def _write_edges(context: SparkContext, work: list[Unit], uri: str) -> int:
    events = [one for one in work if one.kind == "events"]
    count = context.accumulator(0)

    def rows(found: Iterable[tuple[tuple[str, str], int]]) -> Iterator[str]:
        yield "source,target,events"
        for (one, other), events in found:
            count.add(1)
            yield f"{one},{other},{events}"

    pairs = context.parallelize(events, max(len(events), 1)).flatMap(_pairs)
    pairs.reduceByKey(add).sortByKey(numPartitions=1).mapPartitions(rows).saveAsTextFile(uri)
    return int(count.value)


def _pairs(unit: Unit) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the pairs of actors that took part in each event; overtaken parts don't count."""
    for one in items(unit):
        if one.get("withdrawn") is None:
            parts = one.get("participants", ())
            actors = {part["actor"] for part in parts if part.get("rank") != "deprecated"}
            for pair in combinations(sorted(actors), 2):
                yield pair, 1


def _problems() -> Any:
    from pyspark import AccumulatorParam  # noqa: PLC0415 - as all of Spark

    class Problems(AccumulatorParam[list[Problem]]):
        """Gathers what tasks find; each task that ends well tells it once."""

        def zero(self, value: list[Problem]) -> list[Problem]:  # noqa: ARG002 - Spark's signature
            """Return what there is before any task."""
            return []

        def addInPlace(self, value1: list[Problem], value2: list[Problem]) -> list[Problem]:  # noqa: N802 - Spark's name
            """Return what two tasks found."""
            return (value1 + value2)[:_MOST]

    return Problems()
