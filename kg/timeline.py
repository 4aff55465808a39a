"""The timeline of a view: events in lanes, each with the four bounds that its date leaves open."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.edtf import Edtf, parse
from kg.queries import page_query
from kg.rdf.names import Names
from kg.vocabulary import EVENT_KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.store import Store, Table
    from kg.view import View

# Beyond these a lane is too thin to be read, so the smallest tracks share one.
MOST_LANES = 10
_OTHER = "other-tracks"


@dataclass(frozen=True, slots=True)
class Event:
    """One event: ``date`` is the preferred one; ``kind`` and ``status`` are ids."""

    id: str
    title: str
    date: Edtf
    kind: str
    status: str
    track: str
    track_title: str
    disputed: bool
    origins: int
    issued: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of time, the dates that rival theirs, and when each was first announced."""

    events: tuple[Event, ...]
    rivals: Mapping[str, tuple[tuple[Edtf, str], ...]]
    announced: Mapping[str, str]

    def lanes(self) -> list[tuple[str, str]]:
        """Return id and title of each lane: main tracks, those with most events first."""
        count = Counter((one.track, one.track_title) for one in self.events)
        found = sorted(count, key=lambda track: (-count[track], track))
        if len(found) <= MOST_LANES:
            return found
        return [*found[: MOST_LANES - 1], (_OTHER, "Other tracks")]

    def payload(self) -> dict[str, Any]:
        """Return what the timeline panel draws; the same for the same events."""
        lanes = self.lanes()
        place = {track: index for index, (track, _) in enumerate(lanes)}
        drawn: dict[str, Any] = {
            "lanes": [{"id": track, "label": title} for track, title in lanes],
            "events": _columns(
                [self._mark(one, place.get(one.track, len(lanes) - 1)) for one in self.events]
            ),
            "statuses": [{"id": one.id, "label": one.label} for one in STATUSES],
        }
        return drawn | {"sig": signature(drawn)}

    def _mark(self, event: Event, lane: int) -> dict[str, Any]:
        return {
            "id": event.id,
            "title": event.title,
            "lane": lane,
            "kind": event.kind,
            "kindLabel": EVENT_KINDS[event.kind].label,
            "status": event.status,
            **_bounds(event.date),
            "date": event.date.describe(),
            "approx": event.date.approximate,
            "uncertain": event.date.uncertain,
            "disputed": event.disputed,
            "rivals": [
                {**_bounds(rival), "label": label} for rival, label in self.rivals.get(event.id, ())
            ],
            "announced": self.announced.get(event.id),
        }


def timeline(store: Store, view: View | None = None, names: Names | None = None) -> Timeline:
    """Return the timeline of a view."""
    names = names or Names()

    def asked(name: str) -> Table:
        return store.select(page_query(name).sparql(view, names=names))

    events = tuple(
        Event(
            id=_local(row["event"]),
            title=str(row["title"]),
            date=parse(str(row["date"])),
            kind=_local(row["kind"]),
            status=_local(row["status"]),
            track=_local(row["track"]),
            track_title=str(row["trackTitle"]),
            disputed=bool(row["disputed"]),
            origins=int(str(row["origins"])),
            issued=str(row["issued"]) if row["issued"] else None,
        )
        for row in asked("events")
    )
    announced = {_local(row["event"]): str(row["announced"]) for row in asked("announcements")}
    return Timeline(events, _rivals(asked("rival-dates")), announced)


def signature(value: object) -> str:
    """Return a hash of JSON-like content, the same in every process."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _rivals(table: Table) -> dict[str, tuple[tuple[Edtf, str], ...]]:
    """Gather the rival dates of each event: one mark a date, however many stand by it."""
    voices: dict[tuple[str, str], list[str]] = {}
    for row in table:
        said = voices.setdefault((_local(row["event"]), str(row["date"])), [])
        who, how = row["who"], str(row["how"])
        voice = str(who) if who else {"planned": "once planned"}.get(how, "")
        if voice and voice not in said:
            said.append(voice)
    found: dict[str, list[tuple[Edtf, str]]] = {}
    for (event, text), said in voices.items():
        rival = parse(text)
        who = ", ".join(said) or "other reading"
        found.setdefault(event, []).append((rival, f"{who}: {rival.describe()}"))
    return {event: tuple(rivals) for event, rivals in found.items()}


def _bounds(value: Edtf) -> dict[str, str | None]:
    return {
        "b0": _iso(value.earliest_begin),
        "b1": _iso(value.latest_begin),
        "e0": _iso(value.earliest_end),
        "e1": _iso(value.latest_end),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = (
        *("id", "title", "lane", "kind", "kindLabel", "status", "b0", "b1", "e0", "e1"),
        *("date", "approx", "uncertain", "disputed", "rivals", "announced"),
    )
    return {name: [row[name] for row in rows] for name in names}


def _local(iri: object) -> str:
    return str(iri).rpartition("/")[2]
