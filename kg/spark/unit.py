"""A unit of work: a file of records, or a range of lines of one, as one task reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from kg import jsonlfile, yamlfile
from kg.dataset import KINDS
from kg.errors import DataError, Problem
from kg.wording import dotted, follows_from_another, said
from kg.yamlfile import YamlProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records import Record

UNIT_BYTES = 1024 * 1024
"""How much of a file one task reads: some two thousand coded events, of 50 MB as N-Quads."""

_ADAPTERS: dict[str, TypeAdapter[Record]] = {kind: TypeAdapter(KINDS[kind]) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Unit:
    """The lines of a file that begin between two bytes; without ``end``, all of it."""

    kind: str
    path: str
    begin: int = 0
    end: int | None = None

    @property
    def name(self) -> str:
        """The file as messages call it: from the folder of records on."""
        path = Path(self.path)
        return "/".join(path.parts[-3:] if path.parent.name == self.kind else path.parts[-2:])


def units(files: Iterable[tuple[str, Path]], size: int = UNIT_BYTES) -> list[Unit]:
    """Cut files of records (kind and path) into units of about ``size`` bytes; YAML stays whole."""
    found = []
    for kind, path in files:
        length = path.stat().st_size
        if path.suffix != ".jsonl" or length <= size:
            found.append(Unit(kind, str(path)))
        else:
            starts = range(0, length, size)
            found += [Unit(kind, str(path), one, min(one + size, length)) for one in starts]
    return found


def items(unit: Unit) -> list[Any]:
    """Return the values of the records of a unit. Raises DataError when it can't be read."""
    path = Path(unit.path)
    try:
        if path.suffix == ".jsonl":
            return list(jsonlfile.values(path, unit.name, unit.begin, unit.end))
        found = yamlfile.parse(yamlfile.read_text(path, unit.name), unit.name)
    except YamlProblem as error:
        raise DataError([_placed(unit, error.problem)]) from error
    if not isinstance(found, list):
        raise DataError([Problem(unit.name, f"is no list of {unit.kind}")])
    return found


def records(unit: Unit, values: Iterable[Any]) -> Iterator[Record | Problem]:
    """Yield each value as a record, or what is wrong with it."""
    for index, value in enumerate(values):
        try:
            yield validated(unit.kind, value)
        except ValidationError as error:
            details = error.errors()
            told = isinstance(value, dict) and isinstance(value.get("id"), str)
            label = f"{unit.kind.removesuffix('s')} '{value['id'] if told else index + 1}'"
            for one in details:
                if not follows_from_another(one, details):
                    message = said(KINDS[unit.kind], one)
                    field = dotted(one["loc"]) or None
                    yield Problem(unit.name, message, line(unit, index), label, field)


def validated(kind: str, value: Any) -> Record:
    """Return a value as a record of a kind. Raises pydantic's ValidationError."""
    return _ADAPTERS[kind].validate_python(value)


def line(unit: Unit, index: int) -> int | None:
    """Return the line of the record of that index; None in YAML, where ``kg validate`` tells it."""
    return None if unit.path.endswith(".yaml") else _before(unit) + index + 1


def _placed(unit: Unit, problem: Problem) -> Problem:
    at = problem.line
    return problem if at is None or not unit.begin else replace(problem, line=at + _before(unit))


def _before(unit: Unit) -> int:
    """Count the lines that begin before a unit does."""
    if not unit.begin:
        return 0
    left, count = unit.begin, 1
    with Path(unit.path).open("rb") as file:
        while left > 1 and (chunk := file.read(min(left - 1, UNIT_BYTES))):
            count += chunk.count(b"\n")
            left -= len(chunk)
    return count
