"""What a network is made of, as read from the graph: events, and who had which part in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field below is called date
from typing import TYPE_CHECKING

from kg.edtf import Edtf, parse
from kg.queries import page_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.rdf.names import Names
    from kg.store import Store, Value
    from kg.view import View

# What a state does it does through these: their part is the state's.
_ARMS = {"government-body", "military"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event, as far as ties come of it.

    ``known`` is the first day on which one could know of it, ``shown`` that on which one could know
    that it took place. As of a past day it may have no date yet, and no status.
    """

    id: str
    title: str
    kind: str
    format: str | None
    status: str | None
    date: Edtf | None
    known: Day | None
    shown: Day | None


@dataclass(frozen=True, slots=True)
class Part:
    """What an actor was in an event: ``side`` is whom they acted for, None: nobody but themselves.

    ``office`` is the post in which they acted (an id such as ``france.president-of-france``).
    """

    actor: str
    roles: frozenset[str]
    side: str | None
    office: str | None
    known: Day | None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor; ``whole`` is the larger body or state that it belongs to."""

    name: str
    type: str
    whole: str | None

    @property
    def kind(self) -> str:
        """How a network shows it: ``person``, ``state`` or ``body``."""
        return self.type if self.type in ("person", "state") else "body"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held, between days as far as they are known."""

    post: str
    title: str
    body: str | None
    begin: Edtf | None
    end: Edtf | None

    def held_on(self, when: Edtf) -> bool:
        """Tell whether it was certainly held at a time; never so without a known begin."""
        begun = self.begin.latest_begin if self.begin else None
        ended = self.end.earliest_end if self.end else None
        first, last = when.earliest_begin, when.latest_end
        if begun is None or first is None or first < begun:
            return False
        return self.end is None or (ended is not None and last is not None and last <= ended)


@dataclass(frozen=True, slots=True)
class Material:
    """The events of a view in order of time, their parts, and who and what stands in them."""

    occasions: Mapping[str, Occasion]
    parts: Mapping[str, tuple[Part, ...]]
    actors: Mapping[str, Actor]
    offices: Mapping[str, Office]
    posts: Mapping[str, str] = field(default_factory=dict)


def material(store: Store, view: View | None, names: Names) -> Material:
    """Read the events of a view and who took part in them."""

    def asked(name: str) -> Iterable[Mapping[str, Value]]:
        return store.select(page_query(name).sparql(view, names=names))

    occasions = {_local(row["event"]): _occasion(row) for row in asked("network-events")}
    actors = {
        _local(row["actor"]): Actor(str(row["name"]), _local(row["type"]), _maybe(row["whole"]))
        for row in asked("network-actors")
    }
    offices: dict[str, Office] = {}
    held: dict[str, list[Office]] = {}
    for row in asked("network-offices"):
        one = Office(
            _local(row["post"]), str(row["title"]), _maybe(row["body"]),
            _date(row["begin"]), _date(row["end"]),
        )  # fmt: skip
        offices[_local(row["office"])] = one
        held.setdefault(_local(row["person"]), []).append(one)
    rows: dict[tuple[str, str], list[Mapping[str, Value]]] = {}
    for row in asked("roles"):
        rows.setdefault((_local(row["event"]), str(row["part"])), []).append(row)
    parts: dict[str, list[Part]] = {one: [] for one in occasions}
    for (event, _), same in rows.items():
        if event in occasions:
            parts[event].append(_part(same, occasions[event], actors, offices, held))
    found = {event: tuple(some) for event, some in parts.items()}
    return Material(
        occasions, found, actors, offices, {one.post: one.title for one in offices.values()}
    )


def things(store: Store, view: View | None, names: Names, kind: str) -> dict[str, dict[str, str]]:
    """Return the ``topics`` or ``venues`` of each event of a view: ids with their labels."""
    found: dict[str, dict[str, str]] = {}
    for row in store.select(page_query(f"network-{kind}").sparql(view, names=names)):
        found.setdefault(_local(row["event"]), {})[_local(row["thing"])] = str(row["label"])
    return found


def raised(actor: str, actors: Mapping[str, Actor]) -> str:
    """Return the state for which a ministry or an army acts, the actor itself for any other."""
    seen = {actor}
    while (one := actors.get(actor)) and one.type in _ARMS and one.whole and one.whole not in seen:
        actor = one.whole
        seen.add(actor)
    return actor


def _part(
    rows: list[Mapping[str, Value]],
    event: Occasion,
    actors: Mapping[str, Actor],
    offices: Mapping[str, Office],
    held: Mapping[str, list[Office]],
) -> Part:
    first = rows[0]
    actor, party = _local(first["actor"]), _maybe(first["party"])
    office = offices.get(_local(first["office"])) if first["office"] else None
    if actor in actors and actors[actor].type != "person":
        party, office = actor, None
    elif office is None and event.date is not None:
        # The record says for whom they acted, or which office they held on that day does, if all
        # that they held then are of one side.
        then = [one for one in held.get(actor, ()) if one.held_on(event.date)]
        of = {raised(one.body, actors) for one in then if one.body}
        if party is None and len(of) == 1:
            party = of.pop()
            office = then[0]
        elif party is not None:
            same = [one for one in then if one.body and raised(one.body, actors) == party]
            office = same[0] if len(same) == 1 else None
    if party is None and office is not None:
        party = office.body
    return Part(
        actor,
        frozenset(_local(row["role"]) for row in rows),
        raised(party, actors) if party else None,
        office.post if office else None,
        _day(first["known"]),
    )


def _occasion(row: Mapping[str, Value]) -> Occasion:
    return Occasion(
        _local(row["event"]), str(row["title"]), _local(row["kind"]), _maybe(row["format"]),
        _maybe(row["status"]), _date(row["date"]), _day(row["known"]), _day(row["shown"]),
    )  # fmt: skip


def _local(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def _maybe(iri: object) -> str | None:
    return _local(iri) if iri else None


def _date(text: object) -> Edtf | None:
    return parse(str(text)) if text else None


def _day(value: object) -> Day | None:
    return Day.fromisoformat(str(value)) if value else None
