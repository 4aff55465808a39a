"""One import, from files to a folder of records and a file of rejects."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from kg.edtf import EdtfError, before, parse
from kg.errors import CallError
from kg.halfway import naming, part_beside, put_in_place, tidy
from kg.imports import folder as folders
from kg.imports.gdelt import GDELT
from kg.imports.icews import ICEWS
from kg.imports.kept import Kept
from kg.imports.made import Made, Release, track
from kg.imports.pax import PAX
from kg.imports.reading import rows
from kg.imports.row import Reject, Row, RowError
from kg.imports.ucdp_ged import UCDP_GED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.edtf import Edtf
    from kg.imports.made import DataSet

DATA_SETS = {one.id: one for one in (UCDP_GED, GDELT, ICEWS, PAX)}
_EVERY = 10_000


@dataclass(slots=True)
class Report:
    """What an import did: rows read, taken over, joined with their mirror image, and rejected."""

    read: int = 0
    taken: int = 0
    joined: int = 0
    rejected: int = 0
    changes: folders.Changes = field(default_factory=folders.Changes)
    first: list[Reject] = field(default_factory=list)


def import_files(
    data_set: DataSet,
    files: Sequence[Path],
    out: Path,
    version: str,
    released: str,
    *,
    rejects: Path,
    changes: Path | None = None,
    part: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Write the rows of files as a folder of records, and those refused as JSON Lines.

    The folder appears whole; what stood there stays until then, and survives a failure. ``part``:
    the files are not a whole release, so that rows which they lack stay. ``changes`` takes each
    event that was added, changed or is gone. ``progress`` is told the number of rows read. Where
    no row can be taken over, nothing but the rejects is written.

    Raises CallError, DataError for a file that is not of the data set, and OSError.
    """
    release = Release(data_set, version, released_on(released))
    place = out.resolve()
    tidy(place)
    old = folders.catalogue_of(out, release)
    place.parent.mkdir(parents=True, exist_ok=True)
    work = part_beside(place)
    report = Report()
    try:
        with naming(out):
            (work / "new").mkdir(parents=True)
            kept = Kept(work / "kept.sqlite")
            with contextlib.closing(kept):
                kept.add([release.source(), track(data_set)])
                with (work / "rejects.jsonl").open("w", encoding="utf-8") as file:
                    for one in _refused(files, release, kept, report, progress):
                        file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
                report.joined = kept.merged
                if report.taken:
                    if old is not None:
                        folders.read_old(place, kept)
                    with (work / "changes.jsonl").open("w", encoding="utf-8") as told:
                        report.changes.file = told
                        folders.write(work / "new", kept, release, old, part, report.changes)
                    report.changes.file = None
            if report.rejected:
                shutil.move(work / "rejects.jsonl", rejects)
            elif rejects.is_file():
                rejects.unlink()
            if report.taken and changes is not None:
                shutil.move(work / "changes.jsonl", changes)
            if report.taken:
                put_in_place(work / "new", place)
    except sqlite3.OperationalError as error:  # a full disk, for one
        msg = f"can't keep the records beside '{out}': {error}"
        raise CallError(msg) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return report


def _refused(
    files: Iterable[Path],
    release: Release,
    kept: Kept,
    report: Report,
    progress: Callable[[int], None],
) -> Iterator[Reject]:
    """Keep the records of every row, and yield those that can't be taken over."""
    for path in files:
        for row in rows(path, release.data_set.layout):
            report.read += 1
            if report.read % _EVERY == 0:
                progress(report.read)
            found = row if isinstance(row, Reject) else _tried(row, release, kept)
            if found is None:
                report.taken += 1
                continue
            report.rejected += 1
            if len(report.first) < 3:
                report.first.append(found)
            yield found


def _tried(row: Row, release: Release, kept: Kept) -> Reject | None:
    try:
        made = list(release.data_set.read(row, release))
        for one in made:
            past(one, release.released)
        kept.add(made)
    except RowError as error:
        return Reject(row.file, row.line, str(error), row.text[:1000])
    return None


def past(made: Made, released: Edtf) -> None:
    """Raise RowError when a record tells of a day after the release."""
    for name in ("date", "published"):
        value = made.record.get(name)
        value = value.get("value") if isinstance(value, dict) else value
        if value is None:
            continue
        try:
            late = before(released, parse(str(value)))
        except EdtfError as error:
            raise RowError(f"{name}: {error}") from error
        if late is True:
            msg = f"{name}: {value} lies after the release of {released}"
            raise RowError(msg)


def released_on(text: str) -> Edtf:
    """Return the day of a release. Raises CallError."""
    try:
        found = parse(text)
    except EdtfError as error:
        raise CallError(f"--released: {error}") from error
    if found.earliest_begin is None or found.earliest_begin != found.latest_end:
        msg = f"--released: '{text}' is no day (YYYY-MM-DD belongs here)"
        raise CallError(msg)
    return found
