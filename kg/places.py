"""The places of a view: where its events were, how exactly that is known, and who was there.

An event without a place is kept apart from one that needs none: a call has no place on a map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.edtf import Edtf, parse
from kg.narrow import narrowed
from kg.page.ref import day_of, local, optional
from kg.queries import page_query
from kg.rdf.names import Names
from kg.vocabulary import HAPPENED, REMOTE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.store import Store, Table, Value
    from kg.view import View

# Who meets is there. At a statement, a proposal or an exchange of captives a person may have a
# part from far away; a journey is part of a way already, and its place may be either end of it.
_MEETINGS = frozenset(
    {"talks-round", "meeting", "summit", "conference", "visit", "mission", "signing", "vote"}
)
# Of a mixed format nobody says who was in the room, and without a format nobody says anything.
_IN_PERSON = frozenset({"in-person", "proximity"})


@dataclass(frozen=True, slots=True)
class Place:
    """A venue: ``lat`` and ``lon`` in degrees; it lies within ``accuracy`` metres of that point.

    All three are None where only the name of the place is known. Of a point that is none of our
    venues, nobody tells ``accuracy`` and ``precision``.
    """

    id: str
    name: str
    city: str | None
    country: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    accuracy: float | None

    @property
    def drawn(self) -> bool:
        """Whether it has a point."""
        return self.lat is not None


@dataclass(frozen=True, slots=True)
class Rival:
    """Another place that is claimed for an event, by whom, and since when that is known."""

    place: str
    who: tuple[str, ...]
    known: date


@dataclass(frozen=True, slots=True)
class Event:
    """An event with the place that stands for it (an id) and since when that was known.

    ``kind``, ``status``, ``format`` and ``track`` are ids; ``when`` is its date; ``first`` and
    ``last`` are the days between which it lies, None without a date; ``held`` is the day since
    which it is known to have happened, None when it is not.
    """

    id: str
    title: str
    kind: str
    status: str | None
    format: str | None
    when: Edtf | None
    first: date | None
    last: date | None
    known: date
    track: str
    place: str | None
    since: date | None
    held: date | None
    rivals: tuple[Rival, ...] = ()

    @property
    def remote(self) -> bool:
        """Whether it needs no place: a call, a letter, a word on air."""
        return self.place is None and (self.format in REMOTE or self.kind == "call")

    @property
    def in_person(self) -> bool:
        """Whether those who took part met there, as far as is on record."""
        met = self.kind in _MEETINGS and self.format in _IN_PERSON
        return met and self.place is not None and self.held is not None


@dataclass(frozen=True, slots=True)
class Presence:
    """A person who was at an event, and since when that is known."""

    event: str
    actor: str
    since: date


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a view and its events, in order of time, undated ones last.

    ``places`` are those that an event has, or that are claimed for one. ``present`` has persons in
    roles that one fills in person, at events ``in_person``; ``followed`` pairs an event with one
    that it followed.
    """

    places: Mapping[str, Place]
    events: tuple[Event, ...]
    present: tuple[Presence, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    followed: tuple[tuple[str, str], ...] = ()

    def at(self, place: str) -> tuple[Event, ...]:
        """Return the events of a place."""
        return tuple(one for one in self.events if one.place == place)

    @property
    def remote(self) -> tuple[Event, ...]:
        """The events that need no place."""
        return tuple(one for one in self.events if one.remote)

    @property
    def unplaced(self) -> tuple[Event, ...]:
        """The events of which no place is on record, though they had one."""
        return tuple(one for one in self.events if one.place is None and not one.remote)


def places(store: Store, view: View | None = None, names: Names | None = None) -> Places:
    """Return the places of a view."""
    names = names or Names()
    view = narrowed(store, view, names)

    def asked(name: str) -> Table:
        return store.select(page_query(name).sparql(view, names=names))

    held = {local(row["event"]): day_of(row["held"]) for row in asked("places-held")}
    rivals = _rivals(asked("places-rivals"))
    events: dict[str, Event] = {}
    for row in asked("places"):
        # Two statements may name one place; the first in time made it known.
        events.setdefault(local(row["event"]), _event(row, held, rivals))
    used = {one.place for one in events.values()}
    used |= {rival.place for one in events.values() for rival in one.rivals}
    found = venues(store, names)
    present = asked("places-present")
    followed = ((local(row["event"]), local(row["before"])) for row in asked("places-followed"))
    return Places(
        places={one: place for one, place in found.items() if one in used},
        events=tuple(events.values()),
        present=tuple(
            Presence(event, local(row["actor"]), day_of(row["since"]))
            for row in present
            if events[event := local(row["event"])].in_person
        ),
        names={local(row["actor"]): str(row["name"]) for row in present},
        followed=tuple(pair for pair in followed if pair[1] in events),
    )


def venues(store: Store, names: Names | None = None) -> dict[str, Place]:
    """Return all venues by id, whether or not an event is known to have been there."""
    asked = store.select(page_query("places-of").sparql(names=names or Names()))
    return {local(row["place"]): _place(row) for row in asked}


def _event(
    row: Mapping[str, Value], held: Mapping[str, date], rivals: Mapping[str, tuple[Rival, ...]]
) -> Event:
    event, status = local(row["event"]), row["status"] and local(row["status"])
    # The bounds of an event without a date are the first and the last day that there are.
    dated = row["date"] is not None
    return Event(
        id=event,
        title=str(row["title"]),
        kind=local(row["kind"]),
        status=str(status) if status else None,
        format=local(row["format"]) if row["format"] else None,
        when=parse(str(row["date"])) if dated else None,
        first=day_of(row["first"]) if dated else None,
        last=day_of(row["last"]) if dated else None,
        known=day_of(row["known"]),
        track=local(row["track"]),
        place=local(row["place"]) if row["place"] else None,
        since=day_of(row["since"]) if row["since"] else None,
        held=held.get(event) if status in HAPPENED else None,
        rivals=rivals.get(event, ()),
    )


def _place(row: Mapping[str, Value]) -> Place:
    lon = lat = None
    if row["point"] is not None:
        lon, lat = map(float, str(row["point"]).removeprefix("POINT(").removesuffix(")").split())
    return Place(
        id=local(row["place"]),
        name=str(row["name"]),
        city=optional(row["city"]),
        country=optional(row["country"]),
        precision=local(row["precision"]),
        lat=lat,
        lon=lon,
        accuracy=float(str(row["accuracy"])) if row["accuracy"] is not None else None,
    )


def _rivals(table: Table) -> dict[str, tuple[Rival, ...]]:
    """Gather the rival places of each event: one a place, however many stand by it."""
    found: dict[str, dict[str, Rival]] = {}
    for row in table:
        rivals, place = found.setdefault(local(row["event"]), {}), local(row["place"])
        before = rivals.get(place)
        who = dict.fromkeys(before.who if before else ())
        if row["who"]:
            who[str(row["who"])] = None
        known = day_of(row["known"])
        rivals[place] = Rival(place, tuple(who), min(known, before.known) if before else known)
    return {event: tuple(rivals.values()) for event, rivals in found.items()}
