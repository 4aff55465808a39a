"""Plausibility: what can hardly be, although no single record is wrong by itself.

A day is the finest that most records know, so these rules ask what a day allows. What they find is
a slip in a record, or something worth telling a reader: then the record says so by ``explained``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from kg.checks.finding import OF_EVENTS, Finding, Path
from kg.edtf import overlaps
from kg.vocabulary import HAPPENED, REMOTE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.dataset import Dataset
    from kg.records import Event, Venue

EARTH_KM = 6371.0088  # mean radius, IUGG 1980
# Within this distance one can be at two events of a day without it being worth a word.
NEAR_KM = 50.0
# A jet's cruise, without the ways to and from it: faster than anybody travels from door to door.
FASTEST_KMH = 900.0

# In these roles one need not be where the event is.
_ABSENT = frozenset({"addressee", "author", "callee", "commentator", "guarantor", "subject"})


@dataclass(frozen=True, slots=True)
class _Stay:
    """A person was at an event, which certainly took these days."""

    event: Event
    index: int
    venue: Venue
    first: date
    last: date


def two_places(dataset: Dataset) -> Iterator[Finding]:
    """Nobody is at events in two places on one day."""
    together: dict[tuple[str, str], list[tuple[str, _Stay, _Stay]]] = defaultdict(list)
    for person, stays in _stays(dataset).items():
        for index, one in enumerate(stays):
            for other in stays[index + 1 :]:
                if other.first > one.last:
                    break  # they stand in order of time
                near = NEAR_KM + _slack_km(one.venue) + _slack_km(other.venue)
                if distance_km(one.venue, other.venue) > near:
                    together[one.event.id, other.event.id].append((person, one, other))
    for met in together.values():  # a delegation that went on together is told of once
        _, one, other = met[0]
        people = [person for person, _, _ in met]
        message = (
            f"{', '.join(people)} at '{other.venue.id}', and on the same day at '{one.venue.id}' "
            f"({one.event.id}), {distance_km(one.venue, other.venue):,.0f} km away (correct one of "
            f"them, or explain it here with about: {one.event.id})"
        )
        path: Path = ("participants", other.index)
        also = (one.event.id,)
        yield Finding("events", other.event.id, path, message, "warning", also=also)


def travel_is_possible(dataset: Dataset) -> Iterator[Finding]:
    """Nobody gets from one event to the next faster than a jet, where hours are known.

    Of two days, and more so of one, each journey on Earth is possible from some hour to some hour.
    """
    for person, stays in _stays(dataset).items():
        timed = [
            (stay.event.when.time, stay)
            for stay in stays
            if stay.event.when.time is not None and stay.event.when.time.tzinfo is not None
        ]
        timed.sort(key=lambda pair: pair[0])
        for (left, one), (came, other) in pairwise(timed):
            hours = (came - left).total_seconds() / 3600
            km = distance_km(one.venue, other.venue)
            km -= _slack_km(one.venue) + _slack_km(other.venue)
            if km > FASTEST_KMH * hours:
                message = (
                    f"{person} can't get here from '{one.venue.id}' ({one.event.id}) in "
                    f"{hours:.1f} hours: it is {km:,.0f} km (correct one of them, or explain it "
                    f"here with about: {one.event.id})"
                )
                yield Finding(
                    "events",
                    other.event.id,
                    ("participants", other.index),
                    message,
                    "warning",
                    also=(one.event.id,),
                )


def rounds_are_complete(dataset: Dataset) -> Iterator[Finding]:
    """Where the rounds of a track are numbered, none is missing and none stands twice."""
    series: dict[str, dict[int, Event]] = defaultdict(dict)
    for event in dataset.events.values():
        if event.round is None:
            continue
        rounds = series[event.tracks[0]]
        if event.round in rounds:
            message = (
                f"round {event.round} of '{event.tracks[0]}' is '{rounds[event.round].id}' already"
            )
            yield Finding("events", event.id, ("round",), message)
        rounds.setdefault(event.round, event)
    for track, rounds in series.items():
        for before, number in pairwise([0, *sorted(rounds)]):
            if number > before + 1:
                gap = range(before + 1, number)
                which = f"{gap[0]}" if len(gap) == 1 else f"{gap[0]} to {gap[-1]}"
                message = f"round {which} of '{track}' is missing before this one"
                at = rounds[number].id
                yield Finding("events", at, ("round",), message, "warning", kinds=(OF_EVENTS,))
    for event in dataset.events.values():
        if event.kind == "talks-round" and event.round is None and event.tracks[0] in series:
            message = f"has no number, but the rounds of '{event.tracks[0]}' have"
            yield Finding("events", event.id, ("kind",), message, "warning")


def events_are_placed(dataset: Dataset) -> Iterator[Finding]:
    """An event has a venue, or a format that needs none."""
    for event in dataset.events.values():
        if not event.venue and event.format not in REMOTE:
            message = (
                f"has no venue, and no format that needs none ({', '.join(REMOTE)}): "
                "give one, or explain it"
            )
            yield Finding("events", event.id, (), message, "warning")


def documents_are_produced(dataset: Dataset) -> Iterator[Finding]:
    """A document came out of one event, on a day of that event."""
    makers: dict[str, list[tuple[Event, int]]] = defaultdict(list)
    for event in dataset.events.values():
        for index, target in enumerate(event.produced):
            makers[target].append((event, index))
    for document in dataset.documents.values():
        found = makers[document.id]
        if not found:
            message = "came out of no event on record (some event's 'produced' belongs here)"
            yield Finding("documents", document.id, (), message, "warning", kinds=(OF_EVENTS,))
        for event, index in found[1:]:
            message = f"'{document.id}' came out of '{found[0][0].id}' already (one event)"
            yield Finding("events", event.id, ("produced", index), message)
        for event, _ in found[:1]:
            if overlaps(document.date, event.when) is False:
                message = (
                    f"is of {document.date}, but '{event.id}', out of which it came, of "
                    f"{event.when} (correct it, or explain it)"
                )
                yield Finding("documents", document.id, ("date",), message, "warning")


def perspectives_agree(dataset: Dataset) -> Iterator[Finding]:
    """Texts of one publisher and one origin speak from one side."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for source in dataset.sources.values():
        if source.perspective is None:
            continue
        key = (source.publisher, source.origin or source.publisher)
        known = first.setdefault(key, (source.perspective, source.id))
        if known[0] != source.perspective:
            message = (
                f"'{source.perspective}', but '{known[1]}' of the same publisher and origin "
                f"speaks for '{known[0]}' (make them agree, or explain it)"
            )
            yield Finding("sources", source.id, ("perspective",), message, "warning")


def distance_km(one: Venue, other: Venue) -> float:
    """Return the great-circle distance of two points in km (haversine formula).

    0.0 where a venue has no point, or lies within the other.
    """
    if None in (one.lat, one.lon, other.lat, other.lon):
        return 0.0
    if other.id == one.within or one.id == other.within:
        return 0.0
    lat1, lon1 = radians(one.lat or 0.0), radians(one.lon or 0.0)
    lat2, lon2 = radians(other.lat or 0.0), radians(other.lon or 0.0)
    root = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(root))


def _slack_km(venue: Venue) -> float:
    return (venue.accuracy_m or 0) / 1000


def _stays(dataset: Dataset) -> dict[str, list[_Stay]]:
    """Return where each person was on which days, as far as that is certain, in order of time."""
    found: dict[str, list[_Stay]] = defaultdict(list)
    for event in dataset.events.values():
        venue = dataset.venues.get(event.where or "")
        when = event.when
        first, last = when.earliest_begin, when.latest_end
        if venue is None or venue.lat is None or first is None or last is None:
            continue
        certain = first == when.latest_begin and last == when.earliest_end
        doubted = when.uncertain or when.approximate
        if not certain or doubted or event.format in (*REMOTE, "mixed"):
            continue
        if event.status.status not in HAPPENED:
            continue
        for index, part in enumerate(event.participants):
            actor = dataset.actors.get(part.actor)
            if actor is None or actor.type != "person" or part.rank == "deprecated":
                continue
            if not _ABSENT.isdisjoint(part.role):
                continue
            found[actor.id].append(_Stay(event, index, venue, first, last))
    for stays in found.values():
        stays.sort(key=lambda stay: (stay.first, stay.last, stay.event.id))
    return found
