"""Reading a folder of records: each checked by its model, and remembered where it stands.

data/dataset.yaml            the catalogue
data/<kind>.yaml             records of one kind (actors, events, sources, topics, …)
data/<kind>/<any>.yaml       the same, in several files
data/<kind>/<any>.jsonl      the same, one record a line in JSON: what programs write
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from kg import jsonlfile, yamlfile
from kg.checks import OF_ANY, OF_EVENTS, Finding
from kg.dataset import KINDS, Dataset
from kg.edtf import parse as parse_date
from kg.errors import Problem
from kg.records import Catalogue, Event, Record
from kg.wording import dotted, follows_from_another, said, type_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_CATALOGUE = "dataset.yaml"
_SUFFIXES = (".yaml", ".jsonl")
_NOUNS = {kind: kind.removesuffix("s") for kind in KINDS}
# A file of some other kind has a problem a line; nobody reads millions of them.
_MOST = 1000
# Lets the rules run where the catalogue is broken: nothing lies after its release.
_STAND_IN = Catalogue(
    title="-",
    description="-",
    version="-",
    released=parse_date("9999-12-31"),
    licence="https://example.org/",
    publisher="-",
    coverage="-",
)


class Reader:
    """Reads one folder, all but the events first; ``problems`` says what doesn't hold.

    Of a record that was handed on it keeps the id and the place, to tell of it later: some 200
    bytes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        # The number of the file and that of the record within it, in one number.
        self._where: dict[str, int] = {}
        self._paths: list[Path] = []
        self._events: list[Path] = []
        self._nodes: dict[Path, Any] = {}
        # What was meant to be here but could not be read: ids, and kinds of whole files.
        self._unread: set[str] = set()
        self._unread_kinds: set[str] = set()

    def outline(self) -> tuple[Catalogue | None, list[tuple[str, Path]]]:
        """Return the catalogue, if it holds, and the files of records with their kinds, unread."""
        if not self.folder.is_dir():
            self.problems.append(Problem(str(self.folder), "is not a folder of records"))
            return None, []
        catalogue = self._catalogue()
        files = list(self._files())
        if not files:
            allowed = ", ".join(f"{kind}.yaml" for kind in KINDS)
            self.problems.append(Problem(self._name(self.folder), f"no records here ({allowed})"))
        return catalogue, files

    def around(self) -> Dataset | None:
        """Return the catalogue and all records that are no events; None without a folder."""
        catalogue, files = self.outline()
        if not self.folder.is_dir():
            return None
        records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for kind, path in files:
            if kind == "events":
                self._events.append(path)
                continue
            for record in self._fresh(kind, path):
                records[kind][record.id] = record
        return Dataset(catalogue or _STAND_IN, **records)  # type: ignore[arg-type]

    def events(self) -> Iterator[Event]:
        """Yield the events, one by one; ``around`` comes first."""
        for path in self._events:
            for record in self._fresh("events", path):
                if isinstance(record, Event):
                    yield record

    def again(self, ids: Collection[str]) -> Iterator[Event]:
        """Yield once more those of some ids that are those of events."""
        paths = {self._place(one)[0] for one in ids if one in self._where}
        for path in self._events:
            if path in paths:
                for _, record in self._records("events", path):
                    if isinstance(record, Event) and record.id in ids:
                        yield record

    def _fresh(self, kind: str, path: Path) -> Iterator[Record]:
        """Yield the records of a file whose ids are not taken."""
        number = len(self._paths)
        self._paths.append(path)
        for index, record in self._records(kind, path):
            if record.id in self._where:
                first, at = self._place(record.id)
                place = f"{self._name(first)}:{self._line(first, (at,))}"
                message = f"this id is taken (first at {place}; ids are unique over all kinds)"
                self._problem(path, (index, "id"), f"{_NOUNS[kind]} '{record.id}'", message)
                continue
            self._where[record.id] = number << 32 | index
            yield record

    def _place(self, record_id: str) -> tuple[Path, int]:
        found = self._where[record_id]
        return self._paths[found >> 32], found & 0xFFFF_FFFF

    def can_tell(self, finding: Finding) -> bool:
        """Tell whether a finding holds whatever the records say that could not be read."""
        return finding.target not in self._unread and self._unread_kinds.isdisjoint(finding.kinds)

    def place(self, finding: Finding) -> Problem:
        """Turn a finding about a record into a problem at a line of a file."""
        path, index = self._place(finding.record)
        label = f"{_NOUNS[finding.kind]} '{finding.record}'"
        line = self._line(path, (index, *finding.path))
        field = dotted(self._written(path, (index,), finding.path))
        return Problem(
            self._name(path), finding.message, line, label, field or None, finding.severity
        )

    # -- files

    def _name(self, path: Path) -> str:
        """Name a file as a curator would: from the folder's own name on."""
        return str(path.relative_to(self.folder.parent))

    def _files(self) -> Iterator[tuple[str, Path]]:
        allowed = ", ".join(KINDS)
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith(".") or path.name == _CATALOGUE:
                continue
            kind = path.name if path.is_dir() else path.stem
            if kind not in KINDS or (path.is_file() and path.suffix not in _SUFFIXES):
                message = f"unknown kind of records (a .yaml file or folder named: {allowed})"
                self.problems.append(Problem(self._name(path), message))
            elif path.is_dir():
                for inner in sorted(path.iterdir()):
                    if inner.is_file() and inner.suffix in _SUFFIXES:
                        yield kind, inner
                    elif not inner.name.startswith("."):
                        message = "is not a record file (only .yaml and .jsonl files belong here)"
                        self.problems.append(Problem(self._name(inner), message))
            else:
                yield kind, path

    def _parse(self, path: Path) -> Any:
        try:
            name = self._name(path)
            if path.suffix == ".jsonl":
                return jsonlfile.values(path, name)
            return yamlfile.parse(yamlfile.read_text(path, name), name)
        except yamlfile.YamlProblem as error:
            self.problems.append(error.problem)
            return None

    def _catalogue(self) -> Catalogue | None:
        path = self.folder / _CATALOGUE
        if not path.is_file():
            message = "is missing (title, description, version, released, licence, …)"
            self.problems.append(Problem(self._name(path), message))
            return None
        before = len(self.problems)
        value = self._parse(path)
        if len(self.problems) > before:
            return None
        try:
            return Catalogue.model_validate(value)
        except ValidationError as error:
            for detail in error.errors():
                self._say(path, (), None, Catalogue, detail)
            return None

    def _records(self, kind: str, path: Path) -> Iterator[tuple[int, Record]]:
        before = len(self.problems)
        items = self._parse(path)
        if len(self.problems) > before:
            self._lose(kind, None)
            return
        if items is None:
            return
        if not isinstance(items, list) and path.suffix != ".jsonl":
            message = f"holds {type_word(items)} (a list of {kind}, each beginning with '- ')"
            self._problem(path, (), None, message)
            self._lose(kind, None)
            return
        try:
            yield from self._valid(kind, path, items)
        except yamlfile.YamlProblem as error:
            self.problems.append(error.problem)
            self._lose(kind, None)

    def _valid(self, kind: str, path: Path, items: Iterable[Any]) -> Iterator[tuple[int, Record]]:
        before = len(self.problems)
        model = KINDS[kind]
        adapter: TypeAdapter[Record] = TypeAdapter(model)
        for index, item in enumerate(items):
            if len(self.problems) - before >= _MOST:
                message = f"has more problems than these {_MOST:,} (the rest was not read)"
                self.problems.append(Problem(self._name(path), message))
                self._lose(kind, None)
                return
            try:
                yield index, adapter.validate_python(item)
            except ValidationError as error:
                known = isinstance(item, dict) and isinstance(item.get("id"), str)
                label = f"{_NOUNS[kind]} '{item['id']}'" if known else f"{_NOUNS[kind]} {index + 1}"
                self._lose(kind, item["id"] if known else None)
                details = error.errors()
                for detail in details:
                    if not follows_from_another(detail, details):
                        self._say(path, (index,), label, model, detail)

    def _lose(self, kind: str, record_id: str | None) -> None:
        """Remember that a record, or without an id any of a kind, could not be read."""
        self._unread_kinds.add(OF_ANY)
        if record_id is None:
            self._unread_kinds.add(kind)
        else:
            self._unread.add(record_id)
        if kind == "events":
            self._unread_kinds |= {"claims", OF_EVENTS}

    # -- places

    def _line(self, path: Path, steps: Sequence[str | int]) -> int | None:
        if path.suffix == ".jsonl":
            return jsonlfile.line_of(steps)
        if path not in self._nodes:
            self._nodes[path] = yamlfile.compose(yamlfile.read_text(path, self._name(path)))
        return yamlfile.line_of(self._nodes[path], steps)

    def _written(
        self, path: Path, at: tuple[int, ...], steps: Sequence[str | int]
    ) -> list[str | int]:
        """Return a path within a record as its file has it, without what the models add."""
        self._line(path, ())  # composes the file
        return yamlfile.written(self._nodes.get(path), (*at, *steps))[len(at) :]

    def _say(
        self,
        path: Path,
        at: tuple[int, ...],
        label: str | None,
        model: type[BaseModel],
        detail: ErrorDetails,
    ) -> None:
        # A key that is no text is told where the mapping stands.
        loc = detail["loc"][:-1] if detail["type"] == "invalid_key" else detail["loc"]
        field = self._written(path, at, loc)
        self._problem(path, (*at, *loc), label, said(model, detail), field)

    def _problem(
        self,
        path: Path,
        steps: Sequence[str | int],
        label: str | None,
        message: str,
        field: Sequence[str | int] = (),
    ) -> None:
        line = self._line(path, steps)
        place = dotted(field)
        self.problems.append(Problem(self._name(path), message, line, label, place or None))
