"""The shape of the whole: no circles, points in their countries, parties that can be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.checks.finding import Finding, Path
from kg.countries import countries_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.dataset import Dataset


def no_cycles(dataset: Dataset) -> Iterator[Finding]:
    """Nothing is a part of itself, nor follows itself, over any number of steps."""
    edges: list[tuple[str, str, Callable[[str], tuple[str, ...]]]] = [
        ("events", "part_of", lambda one: dataset.events[one].part_of),
        ("events", "follows", lambda one: dataset.events[one].follows),
        ("tracks", "part_of", lambda one: _tuple(dataset.tracks[one].part_of)),
        ("topics", "broader", lambda one: _tuple(dataset.topics[one].broader)),
        ("venues", "within", lambda one: _tuple(dataset.venues[one].within)),
        ("actors", "part_of", lambda one: _tuple(dataset.actors[one].part_of)),
        ("sources", "derived_from", lambda one: dataset.sources[one].derived_from),
    ]
    for kind, name, parents in edges:
        records = dataset.of_kind(kind)
        for start in records:
            seen: set[str] = set()
            queue = list(parents(start))
            while queue:
                one = queue.pop()
                if one == start:
                    message = f"'{start}' comes round to itself (no circles)"
                    yield Finding(kind, start, (name,), message)
                    break
                if one not in seen and one in records:
                    seen.add(one)
                    queue += parents(one)


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
    for event in dataset.events.values():
        for index, part in enumerate(event.participants):
            party = dataset.actors.get(part.party) if part.party else None
            if party is not None and party.type == "person":
                path: Path = ("participants", index, "party")
                message = f"'{party.id}' is a person (a state, body or group belongs here)"
                yield Finding("events", event.id, path, message)


def templates_are_filled(dataset: Dataset) -> Iterator[Finding]:
    """A fresh record is filled in: the template's own names and titles begin with "Example"."""
    for kind, record in dataset.records():
        for field in ("title", "name", "label"):
            value = getattr(record, field, None)
            if isinstance(value, str) and value.startswith("Example "):
                message = f"'{value}' is the template's text (write the record's own)"
                yield Finding(kind, record.id, (field,), message, "warning")
