"""Rules across records: what one record says must fit what the others say.

A certain contradiction is an error, a possible one a warning. Each rule is one function that
yields findings; the order of ``RULES`` is the order in which they are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from kg.countries import countries_at
from kg.dataset import KINDS, Dataset
from kg.edtf import Edtf, EdtfError, before, parse
from kg.records.claim import ClaimField
from kg.vocabulary import FORMATS, STATUSES

if TYPE_CHECKING:
    from kg.errors import Severity
    from kg.records import Event, Office

Path = tuple[str | int, ...]
_ANY = tuple(kind for kind in KINDS if kind != "sources")
# Statuses that say that something took place.
_HAPPENED = frozenset({"held", "concluded"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a record, at a path of keys and indexes within it."""

    kind: str
    record: str
    path: Path
    message: str
    severity: Severity = "error"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Yield what every rule finds."""
    for rule in RULES:
        yield from rule(dataset)


# -- references


@dataclass(frozen=True, slots=True)
class _Reference:
    path: Path
    target: str
    kinds: tuple[str, ...]


def _each(path: Path, ids: Iterable[str], *kinds: str) -> Iterator[_Reference]:
    for index, target in enumerate(ids):
        yield _Reference((*path, index), target, kinds)


def _maybe(path: Path, target: str | None, *kinds: str) -> Iterator[_Reference]:
    if target is not None:
        yield _Reference(path, target, kinds)


def _event_references(event: Event) -> Iterator[_Reference]:
    yield from _each(("tracks",), event.tracks, "tracks")
    yield from _each(("topics",), event.topics, "topics")
    for name in ("part_of", "follows", "led_to", "about", "responds_to"):
        yield from _each((name,), getattr(event, name), "events")
    for index, citation in enumerate(event.sources):
        yield _Reference(("sources", index, "source"), citation.source, ("sources",))
    for name in ("date", "venue", "summary"):
        for index, statement in enumerate(getattr(event, name)):
            yield from _each((name, index, "sources"), statement.sources, "sources")
    for index, place in enumerate(event.venue):
        yield _Reference(("venue", index, "value"), place.value, ("venues",))
    for index, entry in enumerate(event.lifecycle):
        at: Path = ("lifecycle", index)
        yield from _maybe((*at, "by"), entry.by, "actors")
        yield from _maybe((*at, "venue"), entry.venue, "venues")
        yield from _each((*at, "sources"), entry.sources, "sources")
    for index, part in enumerate(event.participants):
        at = ("participants", index)
        yield _Reference((*at, "actor"), part.actor, ("actors",))
        yield from _maybe((*at, "party"), part.party, "actors")
        yield from _each((*at, "sources"), part.sources, "sources")


def _claim_references(event: Event) -> Iterator[_Reference]:
    for index, claim in enumerate(event.claims):
        at: Path = ("claims", index)
        yield from _maybe((*at, "speaker"), claim.speaker, "actors")
        yield from _each((*at, "about"), claim.about, *_ANY)
        yield from _each((*at, "topics"), claim.topics, "topics")
        yield from _each((*at, "sources"), claim.sources, "sources")
        for name in ("corroborated_by", "contradicted_by"):
            for i, citation in enumerate(getattr(claim, name)):
                yield _Reference((*at, name, i, "source"), citation.source, ("sources",))
        if claim.outcome is not None:
            yield from _maybe((*at, "outcome", "event"), claim.outcome.event, "events")


def _references(dataset: Dataset) -> Iterator[tuple[str, str, _Reference]]:
    for event in dataset.events.values():
        for reference in (*_event_references(event), *_claim_references(event)):
            yield "events", event.id, reference
    for actor in dataset.actors.values():
        found = [
            *_maybe(("affiliation",), actor.affiliation, "actors"),
            *_maybe(("part_of",), actor.part_of, "actors"),
            *_each(("sources",), actor.sources, "sources"),
        ]
        for index, office in enumerate(actor.offices):
            found += _maybe(("offices", index, "of"), office.of, "actors")
            found += _each(("offices", index, "sources"), office.sources, "sources")
        for reference in found:
            yield "actors", actor.id, reference
    for venue in dataset.venues.values():
        for reference in (
            *_maybe(("within",), venue.within, "venues"),
            *_each(("sources",), venue.sources, "sources"),
        ):
            yield "venues", venue.id, reference
    for topic in dataset.topics.values():
        for reference in _maybe(("broader",), topic.broader, "topics"):
            yield "topics", topic.id, reference
    for track in dataset.tracks.values():
        for reference in (
            *_maybe(("part_of",), track.part_of, "tracks"),
            *_each(("parties",), track.parties, "actors"),
        ):
            yield "tracks", track.id, reference
    for source in dataset.sources.values():
        perspective = None if source.perspective == "independent" else source.perspective
        for reference in (
            *_each(("derived_from",), source.derived_from, "sources"),
            *_maybe(("perspective",), perspective, "actors"),
        ):
            yield "sources", source.id, reference


def _dangling(dataset: Dataset) -> Iterator[Finding]:
    """Every id that a record names must be the id of a record of the right kind."""
    for kind, record, reference in _references(dataset):
        if any(reference.target in dataset.of_kind(one) for one in reference.kinds):
            continue
        found = dataset.kind_of(reference.target)
        nouns = " or ".join(one.removesuffix("s") for one in reference.kinds)
        what = f"is one of the {found}" if found else "is the id of no record"
        message = f"'{reference.target}' {what} (the id of a {nouns} belongs here)"
        yield Finding(kind, record, reference.path, message)


def _claims_are_unique(dataset: Dataset) -> Iterator[Finding]:
    """Claim ids are unique, and the claims that a claim names exist."""
    seen: dict[str, str] = {}
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            if claim.id in seen or dataset.kind_of(claim.id):
                owner = seen.get(claim.id) or f"a record of {dataset.kind_of(claim.id)}"
                message = f"claim id '{claim.id}' is taken by {owner} (ids are unique)"
                yield Finding("events", event.id, ("claims", index, "id"), message)
            seen.setdefault(claim.id, f"event '{event.id}'")
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            for name in ("confirms", "disputes"):
                for i, target in enumerate(getattr(claim, name)):
                    if target not in seen or target == claim.id:
                        message = f"'{target}' is not another claim's id (a claim belongs here)"
                        path: Path = ("claims", index, name, i)
                        yield Finding("events", event.id, path, message)


# -- time


def _held_on(office: Office, day: Edtf) -> bool | None:
    """Tell whether an office was held at a time: True, False, or None when it can't be told."""
    too_early = before(day, office.begin) if office.begin is not None else None
    too_late = before(office.end, day) if office.end is not None else None
    if too_early is True or too_late is True:
        return False
    if too_early is False and (too_late is False or office.end is None):
        return True
    return None


def _offices_are_held(dataset: Dataset) -> Iterator[Finding]:
    """Who takes part in an office held it on the day."""
    for event in dataset.events.values():
        for index, part in enumerate(event.participants):
            actor = dataset.actors.get(part.actor)
            if part.office is None or actor is None:
                continue
            path: Path = ("participants", index, "office")
            office = actor.office(part.office)
            if office is None:
                known = ", ".join(one.id for one in actor.offices) or "none on record"
                message = f"{actor.id} has no office '{part.office}' (offices: {known})"
                yield Finding("events", event.id, path, message)
            elif _held_on(office, event.when) is False:
                begin, end = office.begin or "unknown", office.end or "open"
                message = f"office '{office.id}' was not held on {event.when} ({begin} to {end})"
                yield Finding("events", event.id, path, message)


def _sources_follow_events(dataset: Dataset) -> Iterator[Finding]:
    """A source published before an event can't report that it was held."""
    for event in dataset.events.values():
        cited: list[tuple[Path, str]] = []
        if event.status.status in _HAPPENED:
            cited += [
                (("sources", i), one.source)
                for i, one in enumerate(event.sources)
                if not one.preview
            ]
        for index, entry in enumerate(event.lifecycle):
            if entry.status in _HAPPENED:
                cited += [
                    (("lifecycle", index, "sources", i), one) for i, one in enumerate(entry.sources)
                ]
        for path, source_id in cited:
            source = dataset.sources.get(source_id)
            if source is None or source.published is None:
                continue
            if before(source.published, event.when) is True:
                message = (
                    f"source '{source_id}' of {source.published} is older than the event of "
                    f"{event.when} that it reports as held (mark it preview: true, or cite it "
                    "where the event is announced)"
                )
                yield Finding("events", event.id, path, message)


def _claims_precede_sources(dataset: Dataset) -> Iterator[Finding]:
    """A source can't carry what was said after it came out."""
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            for i, source_id in enumerate(claim.sources):
                source = dataset.sources.get(source_id)
                if claim.on is None or source is None or source.published is None:
                    continue
                if before(source.published, claim.on) is True:
                    message = (
                        f"source '{source_id}' of {source.published} is older than the utterance "
                        f"of {claim.on} (another source, or another day)"
                    )
                    yield Finding("events", event.id, ("claims", index, "sources", i), message)


def _claim_values_fit(dataset: Dataset) -> Iterator[Finding]:
    """The value that a claim gives to a field is one that the field can have."""
    kinds = {"venue": "venues", "participants": "actors", "topics": "topics"}
    schemes = {"lifecycle": STATUSES, "format": FORMATS}
    assert set(kinds) | set(schemes) | {"date"} == set(get_args(ClaimField))  # noqa: S101
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            if claim.field is None or claim.value is None:
                continue
            path: Path = ("claims", index, "value")
            if claim.field == "date":
                try:
                    parse(claim.value)
                except EdtfError as error:
                    yield Finding("events", event.id, path, str(error))
            elif claim.field in kinds:
                kind = kinds[claim.field]
                if claim.value not in dataset.of_kind(kind):
                    message = f"'{claim.value}' is no id of {kind} (claim on '{claim.field}')"
                    yield Finding("events", event.id, path, message)
            elif claim.value not in schemes[claim.field]:
                scheme = schemes[claim.field]
                message = f"'{claim.value}' is not known (one of: {', '.join(scheme.ids)})"
                yield Finding("events", event.id, path, message)


def _lives_run_forward(dataset: Dataset) -> Iterator[Finding]:
    """Lifecycle entries stand oldest first, and nothing is held in the future."""
    for event in dataset.events.values():
        last: Edtf | None = None
        for index, entry in enumerate(event.lifecycle):
            day = entry.on or (event.when if entry.status in _HAPPENED else None)
            if day is None:
                continue
            if last is not None and before(day, last) is True:
                message = (
                    f"'{entry.status}' of {day} stands after an entry of {last} (oldest first)"
                )
                yield Finding("events", event.id, ("lifecycle", index), message)
            last = day
        if event.status.status in _HAPPENED and before(dataset.catalogue.released, event.when):
            message = f"is held on {event.when}, after the release of {dataset.catalogue.released}"
            yield Finding("events", event.id, ("date",), message)


def _links_fit_time(dataset: Dataset) -> Iterator[Finding]:
    """An event follows, answers or speaks of earlier ones, and leads to later ones."""
    for event in dataset.events.values():
        for name in ("follows", "responds_to", "led_to"):
            for index, target in enumerate(getattr(event, name)):
                other = dataset.events.get(target)
                if other is None:
                    continue
                first, then = (event, other) if name == "led_to" else (other, event)
                if before(then.when, first.when) is True:
                    message = (
                        f"'{target}' of {other.when} can't be linked so from {event.when} "
                        f"({name} points {'forward' if name == 'led_to' else 'back'} in time)"
                    )
                    yield Finding("events", event.id, (name, index), message)


def _sources_follow_sources(dataset: Dataset) -> Iterator[Finding]:
    """A source comes out after what it was derived from, and before the release."""
    for source in dataset.sources.values():
        if source.published is None:
            continue
        if before(dataset.catalogue.released, source.published) is True:
            message = f"{source.published} lies after the release {dataset.catalogue.released}"
            yield Finding("sources", source.id, ("published",), message)
        for index, root_id in enumerate(source.derived_from):
            root = dataset.sources.get(root_id)
            if root is None or root.published is None:
                continue
            if before(source.published, root.published) is True:
                message = f"'{root_id}' of {root.published} is newer than this source"
                yield Finding("sources", source.id, ("derived_from", index), message)


# -- trees and places


def _no_cycles(dataset: Dataset) -> Iterator[Finding]:
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


def _venues_lie_in_their_country(dataset: Dataset) -> Iterator[Finding]:
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


def _addresses_are_unique(dataset: Dataset) -> Iterator[Finding]:
    """One document is one source."""
    seen: dict[str, str] = {}
    for source in dataset.sources.values():
        if source.url is None:
            continue
        if source.url in seen:
            message = f"source '{seen[source.url]}' has the same address (one document, one source)"
            yield Finding("sources", source.id, ("url",), message)
        seen.setdefault(source.url, source.id)


def _parties_are_no_persons(dataset: Dataset) -> Iterator[Finding]:
    """One acts for a state, body or group, never for a person."""
    for event in dataset.events.values():
        for index, part in enumerate(event.participants):
            party = dataset.actors.get(part.party) if part.party else None
            if party is not None and party.type == "person":
                path: Path = ("participants", index, "party")
                message = f"'{party.id}' is a person (a state, body or group belongs here)"
                yield Finding("events", event.id, path, message)


Rule = Callable[[Dataset], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    _dangling,
    _claims_are_unique,
    _parties_are_no_persons,
    _offices_are_held,
    _sources_follow_events,
    _claims_precede_sources,
    _claim_values_fit,
    _lives_run_forward,
    _links_fit_time,
    _sources_follow_sources,
    _no_cycles,
    _venues_lie_in_their_country,
    _addresses_are_unique,
)
