"""From a folder of YAML files to a checked dataset, with every problem told at once.

data/dataset.yaml            the catalogue
data/<kind>.yaml             records of one kind (actors, events, sources, topics, …)
data/<kind>/<any>.yaml       the same, in several files
"""

from __future__ import annotations

import difflib
import gc
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from kg import yamlfile
from kg.checks import Finding, check
from kg.dataset import KINDS, Dataset
from kg.errors import DataError, Problem
from kg.records import Catalogue, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

_CATALOGUE = "dataset.yaml"
_NOUNS = {kind: kind.removesuffix("s") for kind in KINDS}


def load(folder: Path) -> Dataset:
    """Return the dataset of a folder. Raises DataError with all errors (warnings don't count)."""
    dataset, problems = examine(folder)
    errors = [problem for problem in problems if problem.severity == "error"]
    if dataset is None or errors:
        raise DataError(errors)
    return dataset


def examine(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Return the dataset (None when its files break the models) and every problem found.

    Rules across records run only over records that each hold by themselves.
    """
    reader = _Reader(folder)
    # Many small objects stay alive: the collector would look at them again and again, in vain.
    gc_was_on = gc.isenabled()
    gc.disable()
    try:
        dataset = reader.read()
    finally:
        if gc_was_on:
            gc.enable()
    findings = list(check(dataset)) if dataset is not None else []
    problems = reader.problems + [reader.place(finding) for finding in findings]
    return dataset, sorted(problems, key=lambda one: (one.file, one.line or 0, str(one)))


class _Reader:
    """Reads one folder; remembers where each record stands, to tell lines later."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._where: dict[str, tuple[Path, int]] = {}
        self._texts: dict[Path, str] = {}
        self._nodes: dict[Path, Any] = {}

    def read(self) -> Dataset | None:
        if not self.folder.is_dir():
            self.problems.append(Problem(str(self.folder), "is not a folder of records"))
            return None
        catalogue = self._catalogue()
        records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        files = list(self._files())
        if not files:
            allowed = ", ".join(f"{kind}.yaml" for kind in KINDS)
            self.problems.append(Problem(self._name(self.folder), f"no records here ({allowed})"))
        for kind, path in files:
            for index, record in self._records(kind, path):
                if record.id in self._where:
                    first, at = self._where[record.id]
                    place = f"{self._name(first)}:{self._line(first, (at,))}"
                    message = f"this id is taken (first at {place}; ids are unique over all kinds)"
                    self._problem(path, (index, "id"), f"{_NOUNS[kind]} '{record.id}'", message)
                    continue
                self._where[record.id] = (path, index)
                records[kind][record.id] = record
        if catalogue is None or self.problems:
            return None
        return Dataset(catalogue, **records)  # type: ignore[arg-type]

    def place(self, finding: Finding) -> Problem:
        """Turn a finding about a record into a problem at a line of a file."""
        path, index = self._where[finding.record]
        label = f"{_NOUNS[finding.kind]} '{finding.record}'"
        line = self._line(path, (index, *finding.path))
        field = _dotted(finding.path)
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
            if kind not in KINDS or (path.is_file() and path.suffix != ".yaml"):
                message = f"unknown kind of records (a .yaml file or folder named: {allowed})"
                self.problems.append(Problem(self._name(path), message))
            elif path.is_dir():
                for inner in sorted(path.iterdir()):
                    if inner.is_file() and inner.suffix == ".yaml":
                        yield kind, inner
                    elif not inner.name.startswith("."):
                        message = "is not a record file (only .yaml files belong here)"
                        self.problems.append(Problem(self._name(inner), message))
            else:
                yield kind, path

    def _parse(self, path: Path) -> Any:
        try:
            self._texts[path] = yamlfile.read_text(path, self._name(path))
            return yamlfile.parse(self._texts[path], self._name(path))
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
                self._problem(path, detail["loc"], None, _say(Catalogue, detail), detail["loc"])
            return None

    def _records(self, kind: str, path: Path) -> Iterator[tuple[int, Record]]:
        before = len(self.problems)
        items = self._parse(path)
        if len(self.problems) > before or items is None:
            return
        if not isinstance(items, list):
            message = f"holds a {type(items).__name__} (a list of {kind}, each beginning with '- ')"
            self._problem(path, (), None, message)
            return
        model = KINDS[kind]
        adapter: TypeAdapter[Record] = TypeAdapter(model)
        for index, item in enumerate(items):
            try:
                yield index, adapter.validate_python(item)
            except ValidationError as error:
                known = isinstance(item, dict) and isinstance(item.get("id"), str)
                label = f"{_NOUNS[kind]} '{item['id']}'" if known else f"{_NOUNS[kind]} {index + 1}"
                for detail in error.errors():
                    loc = detail["loc"]
                    self._problem(path, (index, *loc), label, _say(model, detail), loc)

    # -- places

    def _line(self, path: Path, steps: Sequence[str | int]) -> int | None:
        if path not in self._nodes:
            self._nodes[path] = yamlfile.compose(self._texts[path])
        return yamlfile.line_of(self._nodes[path], steps)

    def _problem(
        self,
        path: Path,
        steps: Sequence[str | int],
        label: str | None,
        message: str,
        field: Sequence[str | int] = (),
    ) -> None:
        line = self._line(path, steps)
        place = _dotted(field)
        self.problems.append(Problem(self._name(path), message, line, label, place or None))


def _dotted(path: Sequence[str | int]) -> str:
    """Write a path as a curator reads it: ``claims[3].on``, list items counted from 1."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return text


def _say(model: type[BaseModel], detail: ErrorDetails) -> str:
    """Say in our words what pydantic found, with what is allowed."""
    kind, given = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        allowed = sorted(_fields_at(model, detail["loc"][:-1]))
        near = difflib.get_close_matches(key, allowed, 1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        return f"unknown key ({hint}allowed: {', '.join(allowed)})"
    if kind == "missing":
        return "is missing (this field is required)"
    if kind == "value_error":
        return str(detail["ctx"]["error"]) if "ctx" in detail else detail["msg"]
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"{given!r:.60} is a {type(given).__name__} (a mapping of keys to values)"
    message = detail["msg"].removeprefix("Input ").removeprefix("Value ")
    return f"{given!r:.60} is not allowed: {message[:1].lower()}{message[1:]}"


def _fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> set[str]:
    """Return the field names that the model has at a place within it."""
    current = model
    for step in loc:
        if isinstance(step, str) and step in current.model_fields:
            current = _inner_model(current.model_fields[step].annotation) or current
    return set(current.model_fields)


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (found := _inner_model(part)) is not None:
            return found
    return None
