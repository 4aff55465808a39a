"""The folder of records that an import writes: compared with what stood there, and put in place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from kg import yamlfile
from kg.dataset import KINDS
from kg.edtf import before, parse
from kg.errors import CallError, DataError, Problem
from kg.records import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.imports.kept import Kept
    from kg.imports.made import Release

CATALOGUE = "dataset.yaml"
# Files stay far below what the loader reads at most.
PER_FILE = 5_000


# What a row is made into; other records are what rows refer to.
_OF_ROWS = ("events", "documents")


@dataclass(slots=True)
class Changes:
    """How many events came, changed, went, and stayed as they were; ``file`` takes which."""

    file: IO[str] | None = None
    added: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0

    def note(self, kind: str, record_id: str, change: str) -> None:
        """Count a change of an event: added, changed, gone or same."""
        if kind == "events":
            setattr(self, change, getattr(self, change) + 1)
            if self.file is not None and change != "same":
                self.file.write(json.dumps({"id": record_id, "change": change}) + "\n")


def catalogue_of(folder: Path, release: Release) -> dict[str, Any] | None:
    """Return the catalogue of an earlier import of the data set; None where nothing stands.

    Raises CallError when the folder holds anything else, or a later release.
    """
    if not folder.exists():
        return None
    if not folder.is_dir():
        msg = f"'{folder}' is a file (name a folder to make)"
        raise CallError(msg)
    names = {one.name for one in folder.iterdir()}
    if not names:
        return None
    others = sorted(names - {CATALOGUE, *KINDS})
    files = [one for kind in KINDS if (folder / kind).is_dir() for one in (folder / kind).iterdir()]
    others += sorted(one.name for one in files if one.suffix != ".jsonl")
    found: Any = None
    if not others and CATALOGUE in names:
        try:
            found = yamlfile.parse(yamlfile.read_text(folder / CATALOGUE, CATALOGUE), CATALOGUE)
            Catalogue.model_validate(found)
        except (yamlfile.YamlProblem, ValueError):
            found = None
    title = release.data_set.title
    if not isinstance(found, dict) or found.get("title") != title:
        what = f"'{others[0]}', which" if others else "records that"
        msg = f"'{folder}' holds {what} no import of {title} made (choose another folder)"
        raise CallError(msg)
    if before(release.released, parse(str(found["released"]))) is True:
        msg = f"'{folder}' holds the release of {found['released']} (a later one belongs there)"
        raise CallError(msg)
    return found


def read_old(folder: Path, kept: Kept) -> None:
    """Keep the records that stand in a folder, to compare. Raises DataError for a broken one."""
    for kind in KINDS:
        for path in sorted((folder / kind).glob("*.jsonl")):
            with path.open(encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    try:
                        kept.keep_old(kind, line.rstrip("\n"))
                    except (ValueError, KeyError, TypeError) as error:
                        name = f"{folder.name}/{kind}/{path.name}"
                        message = "is no record (remove the folder, or repair it)"
                        raise DataError([Problem(name, message, number)]) from error


def write(
    folder: Path,
    kept: Kept,
    release: Release,
    old: dict[str, Any] | None,
    part: bool,
    changes: Changes,
) -> None:
    """Write records and catalogue into a new folder, and count what changed.

    ``part``: rows that are not in the files stay; otherwise they are withdrawn.
    """
    kind_now, count, file = "", 0, None
    try:
        for kind, text in _merged(kept, release, old, part, changes):
            if kind != kind_now or count % PER_FILE == 0:
                if file is not None:
                    file.close()
                count = 0 if kind != kind_now else count
                kind_now = kind
                (folder / kind).mkdir(exist_ok=True)
                path = folder / kind / f"{count // PER_FILE + 1:05}.jsonl"
                file = path.open("w", encoding="utf-8")
            count += 1
            if file is not None:
                file.write(text + "\n")
    finally:
        if file is not None:
            file.close()
    write_catalogue(folder, release, old)


def write_catalogue(folder: Path, release: Release, old: dict[str, Any] | None = None) -> None:
    """Write what a folder says of itself; ``old`` is the catalogue of an earlier release."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in _catalogue(release, old).items()]
    (folder / CATALOGUE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _merged(
    kept: Kept, release: Release, old: dict[str, Any] | None, part: bool, changes: Changes
) -> Iterator[tuple[str, str]]:
    day = str(release.released)
    for kind, record_id, now, then in kept.pairs():
        if now is None and then is not None:
            record = json.loads(then)
            if kind in _OF_ROWS and not part and "withdrawn" not in record:
                changes.note(kind, record_id, "gone")
                why = f"It is not in version {release.version} of {release.data_set.title}."
                record["withdrawn"] = {"on": day, "why": why}
                then = text_of(record)
            yield kind, then
        elif now is not None and then is None:
            if kind in _OF_ROWS:
                changes.note(kind, record_id, "added")
                # Without a day a record counts as entered with the first release.
                now = now if old is None else text_of({**json.loads(now), "recorded": day})
            yield kind, now
        elif now is not None and then is not None:
            fresh, stale = json.loads(now), json.loads(then)
            if _content(fresh) == _content(stale):
                changes.note(kind, record_id, "same")
                yield kind, then
                continue
            changes.note(kind, record_id, "changed")
            if "recorded" in stale:
                fresh["recorded"] = stale["recorded"]
            yield kind, text_of(fresh)


def _content(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says, whichever release it cites."""
    found = {key: value for key, value in record.items() if key != "recorded"}
    sources = found.get("sources")
    if isinstance(sources, list) and sources and isinstance(sources[0], dict):
        found["sources"] = [{**sources[0], "source": ""}, *sources[1:]]
    return found


def text_of(record: dict[str, Any]) -> str:
    """Return a record as a line of a file."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _catalogue(release: Release, old: dict[str, Any] | None) -> dict[str, Any]:
    data_set = release.data_set
    earlier = list(old.get("earlier", [])) if old else []
    if old and str(old["version"]) != release.version:
        earlier.append({"version": str(old["version"]), "released": str(old["released"])})
    return {
        "title": data_set.title,
        "description": data_set.about,
        "version": release.version,
        "released": str(release.released),
        **({"earlier": earlier} if earlier else {}),
        "licence": data_set.licence,
        "publisher": data_set.publisher,
        "coverage": f"The rows of {data_set.title} that were imported. {data_set.terms}",
    }
