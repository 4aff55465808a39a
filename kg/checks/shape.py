"""The shape of the whole: no circles, points in their countries, parties that can be one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kg.checks.finding import Finding, Path
from kg.countries import countries_at
from kg.dataset import KINDS
from kg.edtf import contains_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.dataset import Dataset
    from kg.records import Signature


def no_cycles(dataset: Dataset) -> Iterator[Finding]:
    """Nothing is a part of itself, nor follows itself, over any number of steps."""
    edges: list[tuple[str, str, Callable[[str], tuple[str, ...]]]] = [
        ("events", "part_of", lambda one: dataset.events[one].part_of),
        ("events", "follows", lambda one: dataset.events[one].follows),
        ("tracks", "part_of", lambda one: _tuple(dataset.tracks[one].part_of)),
        ("topics", "broader", lambda one: _tuple(dataset.topics[one].broader)),
        ("venues", "within", lambda one: _tuple(dataset.venues[one].within)),
        ("actors", "part_of", lambda one: _tuple(dataset.actors[one].part_of)),
        *(
            ("documents", name, lambda one, name=name: getattr(dataset.documents[one], name))
            for name in ("supplements", "revises", "endorses")
        ),
        ("sources", "derived_from", lambda one: dataset.sources[one].derived_from),
    ]
    for kind, name, parents in edges:
        records = dataset.of_kind(kind)
        links = {one: [to for to in parents(one) if to in records] for one in records}
        round_about = _on_circles({one: to for one, to in links.items() if to})
        for one in records:
            if one in round_about:
                yield Finding(kind, one, (name,), f"'{one}' comes round to itself (no circles)")


def _on_circles(links: Mapping[str, Sequence[str]]) -> set[str]:
    """Return who comes round to itself: Tarjan (1972), in time linear in the links."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []  # seen, and not yet known which circle they are on
    closed: set[str] = set()
    found: set[str] = set()
    for start in links:
        if start in number:
            continue
        # A stack of our own: a chain of events may be longer than calls can nest.
        path = [(start, iter(links[start]))]
        number[start] = lowest[start] = len(number)
        open_.append(start)
        while path:
            one, rest = path[-1]
            to = next(rest, None)
            if to is None:
                path.pop()
                if path:
                    before = path[-1][0]
                    lowest[before] = min(lowest[before], lowest[one])
                if lowest[one] == number[one]:
                    circle = [open_.pop()]
                    while circle[-1] != one:
                        circle.append(open_.pop())
                    closed.update(circle)
                    if len(circle) > 1 or one in links.get(one, ()):
                        found.update(circle)
            elif to not in number:
                number[to] = lowest[to] = len(number)
                open_.append(to)
                path.append((to, iter(links.get(to, ()))))
            elif to not in closed:
                lowest[one] = min(lowest[one], number[to])
    return found


def _tuple(one: str | None) -> tuple[str, ...]:
    return () if one is None else (one,)


def venues_lie_in_their_country(dataset: Dataset) -> Iterator[Finding]:
    """The point of a venue lies in the country that the record names."""
    for venue in dataset.venues.values():
        if venue.lat is None or venue.lon is None:
            continue
        found = countries_at(venue.lat, venue.lon)
        if found and venue.country not in found:
            message = (
                f"{venue.lat}, {venue.lon} lies in {' or '.join(sorted(found))}, "
                f"not in {venue.country} (check sign and order: lat, then lon)"
            )
            yield Finding("venues", venue.id, ("lat",), message)


def parties_are_no_persons(dataset: Dataset) -> Iterator[Finding]:
    """One acts for a state, body or group, never for a person."""
    sides: list[tuple[str, str, str, tuple[Signature, ...]]] = [
        *(("events", one.id, "participants", one.participants) for one in dataset.events.values()),
        *(
            ("documents", one.id, "signatories", one.signatories)
            for one in dataset.documents.values()
        ),
    ]
    for kind, record, field, parts in sides:
        for index, part in enumerate(parts):
            party = dataset.actors.get(part.party) if part.party else None
            if party is not None and party.type == "person":
                path: Path = (field, index, "party")
                message = f"'{party.id}' is a person (a state, body or group belongs here)"
                yield Finding(kind, record, path, message)


# The texts of ``kg new``; its other examples are ids, dates and words of a vocabulary.
PLACEHOLDERS = frozenset(
    {
        "Example title",
        "Example name",
        "Example topic",
        "Example News",
        "What came of it, in a sentence or two.",
        "A sentence that says who or what this is.",
        "What the topic covers.",
        "What a reader should keep in mind.",
    }
)

_FILLED = ("title", "name", "label", "publisher", "description", "definition", "note")


def templates_are_filled(dataset: Dataset) -> Iterator[Finding]:
    """A fresh record is filled in: no text of the template is left in it."""
    for kind, model in KINDS.items():
        fields = [one for one in _FILLED if one in model.model_fields]
        for record in dataset.of_kind(kind).values():
            for field in fields:
                value = getattr(record, field)
                if value in PLACEHOLDERS:
                    yield _left(kind, record.id, (field,), value)
    for event in dataset.events.values():
        for index, one in enumerate(event.summary):
            if one.value in PLACEHOLDERS:
                yield _left("events", event.id, ("summary", index, "value"), one.value)


def _left(kind: str, record: str, path: Path, value: str) -> Finding:
    message = f"'{value}' is the template's text (write the record's own)"
    return Finding(kind, record, path, message)


def ids_fit_dates(dataset: Dataset) -> Iterator[Finding]:
    """An event whose id begins with a day may have been on that day."""
    for event in dataset.events.values():
        found = re.match(r"(\d{4}-\d\d-\d\d)-", event.id)
        if found is None:
            continue
        try:
            day = date.fromisoformat(found[1])
        except ValueError:
            continue  # digits that are no day
        # What is only about a date may have been on a day beside it.
        if not any(
            one.value.approximate or contains_day(one.value, day) is not False for one in event.date
        ):
            message = f"begins with {found[1]}, but the date is {event.when} (make them agree)"
            yield Finding("events", event.id, ("id",), message, "warning")
