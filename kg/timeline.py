"""The timeline of a view: events in lanes, each with the four bounds that its date leaves open."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.edtf import Edtf, parse
from kg.lanes import OTHER, Track, lanes_of
from kg.narrow import narrowed
from kg.page.coverage import coverage
from kg.page.event import RELATIONS
from kg.page.ref import local
from kg.queries import page_query
from kg.rdf.names import Names
from kg.vocabulary import EVENT_KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kg.page.coverage import Coverage
    from kg.store import Store, Table
    from kg.view import View

# The columns of the tables that the panel takes.
_BOUNDS = ("b0", "b1", "e0", "e1")
_EVENT = (
    *("id", "title", "lane", "kind", "kindLabel", "status", *_BOUNDS),
    *("date", "approx", "uncertain", "disputed"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: ``date`` is the preferred one; ``kind`` and ``status`` are ids.

    A view of a past day may know no date of it yet, and no status.
    """

    id: str
    title: str
    date: Edtf | None
    kind: str
    status: str | None
    track: str
    track_title: str
    disputed: bool
    origins: int
    issued: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """An event, what it is to another one ("Follows"), the other, and what that is to it."""

    event: str
    words: str
    other: str
    back: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of time, the dates that rival theirs, and when each was first announced.

    Events without a date come last. ``ties`` are those between any two events that are known.
    ``searched`` has the coverage statements; where none reaches, a gap tells nothing.
    """

    events: tuple[Event, ...]
    rivals: Mapping[str, tuple[tuple[Edtf, str], ...]]
    announced: Mapping[str, str]
    searched: tuple[Coverage, ...] = ()
    tracks: Mapping[str, Track] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()

    @property
    def drawn(self) -> tuple[Event, ...]:
        """The events that have a place in time."""
        return tuple(one for one in self.events if one.date is not None)

    @property
    def undated(self) -> tuple[Event, ...]:
        """The events of which no date is known yet."""
        return tuple(one for one in self.events if one.date is None)

    @property
    def reach(self) -> tuple[date, date] | None:
        """The first and the last day on which any of the events may have been."""
        dates = [one.date for one in self.drawn if one.date]
        days = [day for one in dates for day in (one.earliest_begin, one.latest_end) if day]
        return (min(days), max(days)) if days else None

    def layout(self) -> dict[str, Any]:
        """Return lanes and events as the panel lays them out; the same for the same events.

        What has no date can't be drawn, and is left out.
        """
        lane_of = lanes_of((one.track for one in self.drawn), self.tracks)
        members: dict[str, set[str]] = {}
        for track, lane in lane_of.items():
            members.setdefault(lane, set()).add(track)
        titles = {one.track: one.track_title for one in self.drawn} | {OTHER: "Other tracks"}
        lanes = {lane: titles.get(lane) or self.tracks[lane].title for lane in members}
        place = {lane: index for index, lane in enumerate(lanes)}
        return {
            "lanes": [
                {
                    "id": track,
                    "label": title,
                    "searched": self._searched(members[track]),
                    "told": self._told(title, members[track]),
                }
                for track, title in lanes.items()
            ],
            "events": _columns(
                _EVENT,
                [
                    self._mark(one, one.date, place[lane_of[one.track]])
                    for one in self.events
                    if one.date is not None
                ],
            ),
            "statuses": [{"id": one.id, "label": one.label} for one in STATUSES],
        }

    def extras(self, ids: Sequence[str]) -> dict[str, Any]:
        """Return what a day adds to some events, which stand in a table by their place in *ids*."""
        place = {one: index for index, one in enumerate(ids)}
        rivals = [
            {"event": place[event], **bounds(rival), "label": label}
            for event, found in self.rivals.items()
            if event in place
            for rival, label in found
        ]
        announced = [
            {"event": place[event], "day": day}
            for event, day in self.announced.items()
            if event in place
        ]
        ties = [
            {"event": place[one.event], "words": one.words, "other": place[one.other],
             "back": one.back}
            for one in self.ties
            if one.event in place and one.other in place
        ]  # fmt: skip
        return {
            "rivals": _columns(("event", *_BOUNDS, "label"), rivals),
            "announced": _columns(("event", "day"), announced),
            "ties": _columns(("event", "words", "other", "back"), ties),
        }

    def _searched(self, tracks: set[str]) -> list[dict[str, str | None]] | None:
        """Return the spans of a lane that were searched; None where nothing is known of any.

        A lane of several tracks was searched closely only where each of them was, and so says at
        most that landmarks were looked for.
        """
        if not self.searched:
            return None
        return [
            {
                "from": _iso(span.earliest_begin),
                "to": _iso(span.latest_end),
                "depth": one.depth.id if len(tracks) == 1 else "selective",
            }
            for one in self._covering(tracks)
            for span in [parse(one.span.edtf)]
        ]

    def _told(self, title: str, tracks: set[str]) -> str:
        """Return the heading of a lane with what was searched of it, in words."""
        if not self.searched:
            return title
        if len(tracks) > 1:
            return (
                f"{title} – {len(tracks)} tracks; the page Quality tells what was searched of each"
            )
        said = [f"{one.depth.label.lower()}, {one.span.words}" for one in self._covering(tracks)]
        return f"{title} – {'; '.join(said) or 'not searched'}"

    def _covering(self, tracks: set[str]) -> list[Coverage]:
        return [one for one in self.searched if any(ref.id in tracks for ref in one.tracks)]

    def _mark(self, event: Event, when: Edtf, lane: int) -> dict[str, Any]:
        return {
            "id": event.id,
            "title": event.title,
            "lane": lane,
            "kind": event.kind,
            "kindLabel": EVENT_KINDS[event.kind].label,
            "status": event.status or "",
            **bounds(when),
            "date": when.describe(),
            "approx": when.approximate,
            "uncertain": when.uncertain,
            "disputed": event.disputed,
        }


def timeline(store: Store, view: View | None = None, names: Names | None = None) -> Timeline:
    """Return the timeline of a view."""
    names = names or Names()
    view = narrowed(store, view, names)

    def asked(name: str) -> Table:
        return store.select(page_query(name).sparql(view, names=names))

    events = tuple(
        Event(
            id=local(row["event"]),
            title=str(row["title"]),
            date=parse(str(row["date"])) if row["date"] else None,
            kind=local(row["kind"]),
            status=local(row["status"]) if row["status"] else None,
            track=local(row["track"]),
            track_title=str(row["trackTitle"] or local(row["track"])),
            disputed=bool(row["disputed"]),
            origins=int(str(row["origins"])),
            issued=str(row["issued"]) if row["issued"] else None,
        )
        for row in asked("events")
    )
    announced = {local(row["event"]): str(row["announced"]) for row in asked("announcements")}
    tracks = {
        local(row["track"]): Track(
            str(row["title"]), local(row["parent"]) if row["parent"] else None
        )
        for row in asked("tracks")
    }
    ties = tuple(
        Tie(
            local(row["event"]),
            RELATIONS["out", local(row["relation"])],
            local(row["other"]),
            RELATIONS["in", local(row["relation"])],
        )
        for row in asked("ties")
    )
    rivals = _rivals(asked("rival-dates"))
    return Timeline(events, rivals, announced, coverage(store, names), tracks, ties)


def signature(value: object) -> str:
    """Return a hash of JSON-like content, the same in every process."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _rivals(table: Table) -> dict[str, tuple[tuple[Edtf, str], ...]]:
    """Gather the rival dates of each event: one mark a date, however many stand by it."""
    voices: dict[tuple[str, str], list[str]] = {}
    for row in table:
        said = voices.setdefault((local(row["event"]), str(row["date"])), [])
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


def bounds(value: Edtf | None) -> dict[str, str | None]:
    """Return the four bounds of a date as the panel takes them: ISO days, None for none."""
    return {
        "b0": _iso(value.earliest_begin) if value else None,
        "b1": _iso(value.latest_begin) if value else None,
        "e0": _iso(value.earliest_end) if value else None,
        "e1": _iso(value.latest_end) if value else None,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _columns(names: Sequence[str], rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in names}
