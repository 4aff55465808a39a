"""The quads of a unit: the mapping of one machine, over the unit and what it needs of others."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kg.checks.references import references
from kg.dataset import Dataset
from kg.errors import DataError, Problem
from kg.garbage import uncollected
from kg.known import Known
from kg.rdf.build import add, add_catalogue, shape_lines, shared_lines
from kg.rdf.quads import Quads
from kg.records import Source
from kg.spark.neighbours import Other, Twice, dangling
from kg.spark.unit import items, line, records, validated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.rdf.names import Names
    from kg.records import Catalogue, Record
    from kg.spark.unit import Unit


@dataclass(frozen=True, slots=True)
class Common:
    """What every task has: names, the catalogue, the sources with origins, and the states."""

    names: Names
    catalogue: Catalogue
    origins: Mapping[str, Any] = field(default_factory=dict)
    states: Sequence[dict[str, Any]] = ()


def mapped(
    unit: Unit, brought: Iterable[Other | Twice], common: Common
) -> tuple[list[str], list[Problem]]:
    """Return the quads of a unit as sorted N-Quads lines, and what is wrong with its records.

    Where anything is wrong there are no quads.
    """
    try:
        values = items(unit)
    except DataError as error:
        return [], list(error.problems)
    with uncollected():
        own, problems = _own(unit, values)
        twice, others = [], {}
        for one in brought:
            if isinstance(one, Twice):
                twice.append(one)
            else:
                others[one.id] = one
        problems += _placed(
            unit, own, [(one.id, f"this id is taken by one of the {one.other}") for one in twice]
        )
        sources = _sources(others, common.origins)
        given: dict[str, dict[str, Record]] = {"sources": sources}
        if unit.kind == "venues":
            given["actors"] = _states(common.states)
        given[unit.kind] = {**given.get(unit.kind, {}), **own}
        kinds = {one.id: one.kind for one in others.values()}
        dataset = Dataset(common.catalogue, **given, elsewhere=kinds)  # type: ignore[arg-type]
        mine = Dataset(common.catalogue, **{unit.kind: own})  # type: ignore[arg-type]
        here = {
            one.id: Other(one.id, unit.kind, one.withdrawn is not None, None)
            for one in own.values()
        }
        problems += _placed(unit, own, dangling(references(mine), others, here))
        # A source that breaks its model is told where it stands.
        if problems or any(
            one.value is not None and one.id not in sources for one in others.values()
        ):
            return [], problems
        quads = Quads(common.names)
        known = Known(dataset)
        for record in own.values():
            add(quads, known, unit.kind, record)
        return quads.lines(), []


def shared(common: Common) -> list[str]:
    """Return the quads that are of no record, sorted."""
    quads = Quads(common.names)
    add_catalogue(quads, common.catalogue)
    quads.extend(shared_lines(common.names))
    quads.extend(shape_lines(common.names))
    return quads.lines()


def _own(unit: Unit, values: Iterable[Any]) -> tuple[dict[str, Record], list[Problem]]:
    own: dict[str, Record] = {}
    problems = []
    for one in records(unit, values):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            own[one.id] = one
    return own, problems


def _states(values: Iterable[dict[str, Any]]) -> dict[str, Record]:
    found = {}
    for one in values:
        with suppress(ValidationError):  # it is told where it stands
            found[one["id"]] = validated("actors", one)
    return found


def _sources(others: Mapping[str, Other], origins: Mapping[str, Any]) -> dict[str, Record]:
    """Return the sources that were brought, with all that they derive from."""
    found: dict[str, Record] = {}
    queue = [one.value for one in others.values() if one.value is not None]
    while queue:
        value = queue.pop()
        if value["id"] in found:
            continue
        with suppress(ValidationError):
            found[value["id"]] = record = Source.model_validate(value)
            queue += [origins[one] for one in record.derived_from if one in origins]
    return found


def _placed(
    unit: Unit, own: Mapping[str, Record], found: Iterable[tuple[str, str]]
) -> list[Problem]:
    told = list(found)
    if not told:
        return []
    places = {one: index for index, one in enumerate(own)}
    noun = unit.kind.removesuffix("s")
    return [
        Problem(unit.name, message, line(unit, places[name]), f"{noun} '{name}'")
        for name, message in told
        if name in places
    ]
