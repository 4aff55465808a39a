"""An import by a cluster: files of rows become the folder of records that ``kg import`` writes.

Rows are told apart, and joined, by what they say of themselves: rows of one number meet in one
task, so do mirror images, and so does what several rows refer to. Their order is that of the files,
so that the same row wins wherever it was read.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.dataset import KINDS
from kg.errors import CallError, DataError, NotFoundError, Problem
from kg.halfway import part_beside, sweep
from kg.imports.folder import PER_FILE, text_of, write_catalogue
from kg.imports.kept import check, joined
from kg.imports.made import Made, Release, track
from kg.imports.reading import rows
from kg.imports.row import Reject, RowError
from kg.imports.run import Report, past, released_on
from kg.spark.context import kept, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyspark import RDD, SparkContext

    from kg.imports.made import DataSet

_Order = tuple[int, int]
"""Number of the file, and of the row in it."""
_Named = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """A row that can't be taken over."""

    order: _Order
    reject: Reject


@dataclass(frozen=True, slots=True)
class _Taken:
    """A row that can be taken over, with what is told if it stands twice."""

    order: _Order
    made: tuple[Made, ...]
    refused: Reject


_Outcome: TypeAlias = _Taken | _Refused | DataError


def import_rows(
    context: SparkContext,
    data_set: DataSet,
    files: Sequence[Path],
    out: Path,
    version: str,
    released: str,
    *,
    rejects: Path,
) -> Report:
    """Write the rows of files as a folder of records, and those refused as JSON Lines.

    The records are those of :func:`kg.imports.import_files` into a new folder; a file is read by
    one task. All paths must lead every worker to the same place. ``out`` appears whole, and must
    not be there before: one machine updates a folder to a newer release. Raises CallError,
    OSError, and DataError for a file that is not of the data set.
    """
    release = Release(data_set, version, released_on(released))
    place = out.resolve()
    if place.exists():
        msg = f"'{out}' is there already (name a folder to make; 'kg import' updates one)"
        raise CallError(msg)
    for path in files:
        if not path.is_file():
            raise NotFoundError("file", str(path))
    sweep(place.parent, place.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = part_beside(place)
    numbered = [(number, one.resolve()) for number, one in enumerate(files)]
    read = context.parallelize(numbered, len(numbered)).flatMap(lambda one: _read(*one, release))
    many = max(context.defaultParallelism, len(files))
    decided = kept(read.groupByKey(many, spread).flatMap(_decided))
    report = Report()
    try:
        broken: RDD[Problem] = decided.flatMap(
            lambda one: one.problems if isinstance(one, DataError) else ()
        )
        if problems := broken.collect():
            raise DataError(sorted(problems, key=str))
        part.mkdir()
        refused: RDD[tuple[_Order, Reject]] = decided.flatMap(
            lambda one: ((one.order, one.reject),) if isinstance(one, _Refused) else ()
        )
        with (part / "rejects.jsonl").open("w", encoding="utf-8") as file:
            for _, one in refused.sortByKey(numPartitions=1).toLocalIterator():
                file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
                report.rejected += 1
                if len(report.first) < 3:
                    report.first.append(one)
        taken: RDD[_Taken] = decided.flatMap(lambda one: (one,) if isinstance(one, _Taken) else ())
        report.taken = taken.count()
        report.read = report.taken + report.rejected
        if report.taken:
            report.changes.added = _write(context, taken, release, part, many)
            report.joined = report.taken - report.changes.added
        if report.rejected:
            shutil.move(part / "rejects.jsonl", rejects)
        elif rejects.is_file():
            rejects.unlink()
        if report.taken:
            (part / "new").rename(place)
    finally:
        decided.unpersist()
        shutil.rmtree(part, ignore_errors=True)
    return report


def _read(number: int, path: Path, release: Release) -> Iterator[tuple[str, _Outcome]]:
    """Yield each row of a file under its own name, taken or refused."""
    known: set[_Named] = set()
    try:
        for index, row in enumerate(rows(path, release.data_set.layout)):
            order = (number, index)
            if isinstance(row, Reject):
                yield str(order), _Refused(order, row)
                continue
            try:
                made = tuple(release.data_set.read(row, release))
                for one in made:
                    past(one, release.released)
                    if (one.kind, one.record["id"]) not in known:
                        check(one.kind, one.record)
            except RowError as error:
                refused = Reject(row.file, row.line, str(error), row.text[:1000])
                yield str(order), _Refused(order, refused)
                continue
            known.update((one.kind, one.record["id"]) for one in made)
            name = next((one.record["id"] for one in made if one.row), str(order))
            reason = f"row '{name}' stands twice (each once)"
            yield name, _Taken(order, made, Reject(row.file, row.line, reason, row.text[:1000]))
    except DataError as error:
        yield path.name, error


def _decided(
    named: tuple[str, Iterable[_Outcome]],
) -> Iterator[_Outcome]:
    """Yield what becomes of the rows of one name: the first is taken."""
    found = list(named[1])
    taken = sorted((one for one in found if isinstance(one, _Taken)), key=lambda one: one.order)
    yield from (one for one in found if not isinstance(one, _Taken))
    yield from taken[:1]
    for one in taken[1:]:
        yield _Refused(one.order, one.refused)


def _write(
    context: SparkContext, taken: RDD[_Taken], release: Release, part: Path, many: int
) -> int:
    """Write the folder of records at ``part/new``, and return how many events it has.

    ``many``: in so many tasks rows find each other.
    """
    each = taken.flatMap(lambda row: [(row.order, one) for one in row.made])
    single = each.filter(lambda one: one[1].twin is None)
    first = [((-1, i), one) for i, one in enumerate((release.source(), track(release.data_set)))]
    lone = (
        single.union(context.parallelize(first, 1))
        .map(lambda one: ((one[1].kind, one[1].record["id"]), (one[0], one[1].record)))
        .reduceByKey(_first, many, spread)
        .mapValues(lambda ordered: text_of(ordered[1]))
    )
    twins = each.filter(lambda one: one[1].twin is not None)
    together = (
        twins.keyBy(lambda one: one[1].twin)
        .groupByKey(many, spread)
        .flatMap(lambda named: _together(named[1]))
    )
    records = kept(lone.union(together))
    counts = Counter(records.map(lambda one: one[0][0]).countByValue())
    sizes = {kind: -(-counts[kind] // PER_FILE) for kind in KINDS}
    begins = dict(zip(KINDS, accumulate((0, *sizes.values())), strict=False))

    def where(named: _Named) -> int:
        return begins[named[0]] + spread(named[1]) % sizes[named[0]]

    placed = records.repartitionAndSortWithinPartitions(sum(sizes.values()), where)
    placed.values().saveAsTextFile(f"{part.as_uri()}/parts")
    records.unpersist()
    new = part / "new"
    for kind in KINDS:
        for index in range(sizes[kind]):
            (new / kind).mkdir(parents=True, exist_ok=True)
            made = part / "parts" / f"part-{begins[kind] + index:05}"
            made.rename(new / kind / f"{index + 1:05}.jsonl")
    write_catalogue(new, release)
    return counts["events"]


def _first(
    one: tuple[_Order, dict[str, Any]], other: tuple[_Order, dict[str, Any]]
) -> tuple[_Order, dict[str, Any]]:
    return one if one[0] <= other[0] else other


def _together(found: Iterable[tuple[_Order, Made]]) -> Iterator[tuple[_Named, str]]:
    """Join each row with its mirror image, in the order of the rows, as one machine does."""
    waiting: dict[tuple[str, str], dict[str, object]] = {}
    for _, one in sorted(found, key=lambda ordered: ordered[0]):
        other = min((key for key in waiting if key[0] != one.side), default=None)
        if other is None:
            waiting[one.side, one.record["id"]] = one.record
        else:
            record = joined(waiting.pop(other), one.record)
            yield (one.kind, str(record["id"])), text_of(record)
    for record in waiting.values():
        yield ("events", str(record["id"])), text_of(record)
