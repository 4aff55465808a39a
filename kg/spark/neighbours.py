"""What the records of a unit need of others: found by one look-up of every word that may be an id.

To map a record takes of other records their kind (an id alone names no IRI), of sources the whole
record (days and origins follow from it), and of venues the states of their country. Everything else
stands in the record itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import DataError
from kg.spark.context import spread
from kg.spark.unit import items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark import RDD, SparkContext

    from kg.checks.references import Reference
    from kg.spark.unit import Unit

# Reducers look up the ids of so many units each.
_UNITS = 16


class Other(NamedTuple):
    """A record of another unit: its kind, whether it counts no more, and of a source the values."""

    id: str
    kind: str
    withdrawn: bool
    value: dict[str, Any] | None


class Twice(NamedTuple):
    """An id that a unit gives to a record, and another record has."""

    id: str
    other: str


def brought(context: SparkContext, units: Sequence[Unit]) -> RDD[Other | Twice]:
    """Return what each unit needs: the partition of a number is for the unit of that number."""
    count = len(units)
    reducers = min(count, max(context.defaultParallelism, count // _UNITS))
    said = context.parallelize(list(enumerate(units)), count).flatMap(_said)
    found = said.groupByKey(reducers, spread).flatMap(_found)
    return found.partitionBy(count, int).values()


def with_origins(context: SparkContext, units: Iterable[Unit]) -> dict[str, Any]:
    """Return the sources that derive from others, and these others, by id.

    Whose text a source is follows from all of its ancestors. They are few, and each task has them.
    """
    ours = [one for one in units if one.kind == "sources"]
    if not ours:
        return {}
    each = context.parallelize(ours, len(ours)).flatMap(_values)
    found = {
        one["id"]: one for one in each.filter(lambda one: bool(one.get("derived_from"))).collect()
    }
    named = {other for one in found.values() for other in _words(one["derived_from"])}
    if missing := named - set(found):
        found |= {one["id"]: one for one in each.filter(lambda one: one["id"] in missing).collect()}
    return found


def states(context: SparkContext, units: Iterable[Unit]) -> list[dict[str, Any]]:
    """Return the actors that have a country, with no more than a venue needs of them."""
    ours = [one for one in units if one.kind == "actors"]
    if not ours:
        return []
    kept = ("id", "name", "type", "country")
    each = context.parallelize(ours, len(ours)).flatMap(_values)
    with_country = each.filter(lambda one: one.get("country") is not None)
    return with_country.map(lambda one: {key: one[key] for key in kept if key in one}).collect()


def _values(unit: Unit) -> list[dict[str, Any]]:
    """Return what has an id in a unit; who maps the unit tells what is wrong with it."""
    try:
        found = items(unit)
    except DataError:
        return []
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("id"), str)]


def _said(numbered: tuple[int, Unit]) -> Iterator[tuple[str, int | tuple[int, Other]]]:
    """Yield the ids that a unit has, each with its record, and every word that may be an id."""
    number, unit = numbered
    here: set[str] = set()
    words: set[str] = set()
    for one in _values(unit):
        name = one["id"]
        here.add(name)
        value = one if unit.kind == "sources" else None
        yield name, (number, Other(name, unit.kind, one.get("withdrawn") is not None, value))
        words.update(_words(one))
    for word in words - here:
        yield word, number


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if " " not in value:
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def _found(
    grouped: tuple[str, Iterable[int | tuple[int, Other]]],
) -> Iterator[tuple[int, Other | Twice]]:
    """Yield what is to be brought to which unit, of all that was said of one id."""
    name, all_said = grouped
    asking, having = [], []
    for one in all_said:
        if isinstance(one, int):
            asking.append(one)
        else:
            having.append(one)
    having.sort(key=lambda one: one[0])
    for number, _ in having[1:]:
        yield number, Twice(name, having[0][1].kind)
    if having:
        for number in asking:
            yield number, having[0][1]


def dangling(
    found: Iterable[tuple[str, str, Reference]], others: dict[str, Other], here: dict[str, Other]
) -> Iterator[tuple[str, str]]:
    """Yield each record that names an id which is of no record, or of one that can't stand there.

    It is the rule of :func:`kg.checks.references.dangling`, over what was brought.
    """
    for _, record, reference in found:
        target = here.get(reference.target) or others.get(reference.target)
        nouns = " or ".join(one.removesuffix("s") for one in reference.kinds)
        if target is None:
            yield record, f"'{reference.target}' is the id of no record (of {nouns} belongs here)"
        elif target.kind not in reference.kinds:
            message = f"'{target.id}' is one of the {target.kind} (of {nouns} belongs here)"
            yield record, message
        elif target.withdrawn and not here[record].withdrawn:
            yield record, f"'{target.id}' is withdrawn (take it out, or name its successor)"
