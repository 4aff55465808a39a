"""What differs between two states of knowledge: two days, two policies, or one day and the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kg.edtf import Edtf
from kg.records import best
from kg.vocabulary import FORMATS, OUTCOMES, ROLES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.dataset import Dataset
    from kg.editions import Editions
    from kg.records import Claim, Event, LifecycleEntry, Participation
    from kg.view import View

Kind = Literal["new", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that came or went, in words; ``kind`` and ``id`` are of the record behind it."""

    text: str
    kind: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a field lost and gained. A field of one value has at most one of each."""

    field: str
    gone: tuple[Item, ...]
    come: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How an event differs: it is there on one side only, or some of its fields changed."""

    event: str
    title: str
    kind: Kind
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which more became known of an event, and what."""

    day: date
    changes: tuple[Change, ...]


def differences(editions: Editions, left: View, right: View) -> tuple[Difference, ...]:
    """Return how the events of one view differ from those of another, in order of the records.

    Filters play no part.
    """
    before, after = editions.records(left).events, editions.records(right).events
    found = []
    for event in editions.dataset.events.values():
        one, other = before.get(event.id), after.get(event.id)
        if one is other:
            continue
        kind: Kind = "new" if one is None else "gone" if other is None else "changed"
        changes = _changes(editions.dataset, one, other)
        if changes or kind != "changed":
            found.append(Difference(event.id, event.title, kind, changes))
    return tuple(found)


def history(editions: Editions, event_id: str, view: View) -> tuple[Step, ...]:
    """Return the days on which more became known of an event, until the day of the view.

    An event of which nothing is known, or that is none, has no history.
    """
    event = editions.dataset.events.get(event_id)
    if event is None:
        return ()
    steps: list[Step] = []
    before: Event | None = None
    for day, known in editions.history(event, view):
        changes = _changes(editions.dataset, before, known)
        if changes:
            steps.append(Step(day, changes))
        before = known
    return tuple(steps)


def _changes(dataset: Dataset, before: Event | None, after: Event | None) -> tuple[Change, ...]:
    old = _told(dataset, before) if before is not None else {}
    new = _told(dataset, after) if after is not None else {}
    found = []
    for field in dict.fromkeys((*new, *old)):
        left = {_key(one): one for one in old.get(field, ())}
        right = {_key(one): one for one in new.get(field, ())}
        gone = tuple(one for key, one in left.items() if key not in right)
        come = tuple(one for key, one in right.items() if key not in left)
        if gone or come:
            found.append(Change(field, gone, come))
    return tuple(found)


def _key(item: Item) -> object:
    """Return what an item is known by: a claim by its id, as more may come to publish it."""
    return (item.kind, item.id) if item.kind == "claim" else item


def _told(dataset: Dataset, event: Event) -> Mapping[str, list[Item]]:
    """Return what is known of an event, field by field, in words."""

    def heading(kind: str, record_id: str) -> str:
        record = dataset.of_kind(kind).get(record_id)
        return record.heading if record else record_id

    def status(entry: LifecycleEntry) -> str:
        told = STATUSES[entry.status].label
        if entry.by:
            told += f" by {heading('actors', entry.by)}"
        if entry.date:
            told += f", for {entry.date.describe()}"
        if entry.venue:
            told += f", in {heading('venues', entry.venue)}"
        return told

    def said(claim: Claim) -> Item:
        publishers = dict.fromkeys(dataset.sources[one].publisher for one in claim.sources)
        speaker = heading("actors", claim.speaker) if claim.speaker else claim.attribution
        return Item(f"{speaker or ', '.join(publishers)}: {claim.text}", "claim", claim.id)

    def part(one: Participation) -> Item:
        roles = ", ".join(ROLES[role].label.lower() for role in one.role)
        return Item(f"{heading('actors', one.actor)}, {roles}", "actor", one.actor)

    dates, venues, summaries = best(event.date), best(event.venue), best(event.summary)
    return {
        "Status": [Item(STATUSES[event.status.status].label)] if event.lifecycle else [],
        "Date": [Item(_words(one.value)) for one in dates[:1]],
        "Place": [Item(heading("venues", x.value), "venue", x.value) for x in venues[:1]],
        "Format": [Item(FORMATS[event.format].label)] if event.format else [],
        "Summary": [Item(one.value) for one in summaries[:1]],
        "Status by status": [Item(status(one)) for one in event.lifecycle],
        "Dates on record": [Item(_words(one.value)) for one in event.date if one not in dates[:1]],
        "Places on record": [
            Item(heading("venues", x.value), "venue", x.value)
            for x in event.venue
            if x not in venues[:1]
        ],
        "Who took part": [part(one) for one in event.participants if one.rank != "deprecated"],
        "Topics": [Item(heading("topics", one), "topic", one) for one in event.topics],
        "Claims": [said(one) for one in event.claims],
        "What became of claims": [
            Item(f"{said(one).text} {OUTCOMES[one.outcome.verdict].label}.", "outcome", one.id)
            for one in event.claims
            if one.outcome is not None
        ],
        "Sources": [
            Item(heading("sources", one.source), "source", one.source) for one in event.sources
        ],
    }


def _words(value: Any) -> str:
    return value.describe() if isinstance(value, Edtf) else str(value)
