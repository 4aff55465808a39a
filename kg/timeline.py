"""The timeline of a view: events in lanes, each with the four bounds that its date leaves open."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.edtf import Edtf, parse
from kg.page.coverage import coverage
from kg.queries import page_query
from kg.rdf.names import Names
from kg.vocabulary import EVENT_KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.page.coverage import Coverage
    from kg.store import Store, Table
    from kg.view import View

# Beyond these a lane is too thin to be read: the smallest tracks go into that of the larger track
# which they are a part of, and what is still too many shares one lane.
MOST_LANES = 12
_OTHER = "other-tracks"
# The larger track still tells something, the rest nothing: an event lost to that weighs so much.
_WEIGHT = 2


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
class Track:
    """A track, with the id of the one that it is a part of."""

    title: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of time, the dates that rival theirs, and when each was first announced.

    Events without a date come last.
    ``searched`` has the coverage statements; where none reaches, a gap tells nothing.
    """

    events: tuple[Event, ...]
    rivals: Mapping[str, tuple[tuple[Edtf, str], ...]]
    announced: Mapping[str, str]
    searched: tuple[Coverage, ...] = ()
    tracks: Mapping[str, Track] = field(default_factory=dict)

    @property
    def drawn(self) -> tuple[Event, ...]:
        """The events that have a place in time."""
        return tuple(one for one in self.events if one.date is not None)

    @property
    def undated(self) -> tuple[Event, ...]:
        """The events of which no date is known yet."""
        return tuple(one for one in self.events if one.date is None)

    def _lanes(self, lane_of: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return id and title of each lane, those with most events first, that of the rest last."""
        count = Counter(lane_of.values())
        found = sorted(count, key=lambda lane: (lane == _OTHER, -count[lane], lane))
        titles = {one.track: one.track_title for one in self.drawn} | {_OTHER: "Other tracks"}
        return [(one, titles.get(one) or self.tracks[one].title) for one in found]

    def _lane_of(self) -> dict[str, str]:
        """Return the lane of each event, by id: its main track, or a larger one, or the rest."""
        count = Counter(one.track for one in self.drawn)
        lane = {track: track for track in count}

        def parent(track: str) -> str | None:
            return self.tracks[track].parent if track in self.tracks else None

        def loss(track: str) -> tuple[int, str]:
            return count[track] * (1 if parent(track) else _WEIGHT), track

        went: dict[str, str] = {}
        while len(count) > MOST_LANES:
            lanes = count.keys() - {_OTHER}
            wholes = {parent(track) for track in lanes}
            small = min(lanes - wholes or lanes, key=loss)  # parts before what they are a part of
            into, seen = parent(small) or _OTHER, {small}
            while into in went and into not in seen:  # gone itself: on to where it went
                seen.add(into)
                into = went[into]
            went[small] = into = _OTHER if into in seen else into
            count[into] += count.pop(small)
            lane = {track: into if one == small else one for track, one in lane.items()}
        return {one.id: lane[one.track] for one in self.drawn}

    def payload(self) -> dict[str, Any]:
        """Return what the timeline panel draws; the same for the same events.

        What it can't draw stands in ``undated``.
        """
        lane_of = self._lane_of()
        lanes = self._lanes(lane_of)
        place = {track: index for index, (track, _) in enumerate(lanes)}
        members: dict[str, set[str]] = {track: set() for track, _ in lanes}
        for one in self.drawn:
            members[lane_of[one.id]].add(one.track)
        drawn: dict[str, Any] = {
            "lanes": [
                {
                    "id": track,
                    "label": title,
                    "searched": self._searched(members[track]),
                    "told": self._told(title, members[track]),
                }
                for track, title in lanes
            ],
            "events": _columns(
                [
                    self._mark(one, one.date, place[lane_of[one.id]])
                    for one in self.events
                    if one.date is not None
                ]
            ),
            "undated": [{"id": one.id, "title": one.title} for one in self.undated],
            "statuses": [{"id": one.id, "label": one.label} for one in STATUSES],
        }
        return drawn | {"sig": signature(drawn)}

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
            "rivals": [
                {**bounds(rival), "label": label} for rival, label in self.rivals.get(event.id, ())
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
            date=parse(str(row["date"])) if row["date"] else None,
            kind=_local(row["kind"]),
            status=_local(row["status"]) if row["status"] else None,
            track=_local(row["track"]),
            track_title=str(row["trackTitle"] or _local(row["track"])),
            disputed=bool(row["disputed"]),
            origins=int(str(row["origins"])),
            issued=str(row["issued"]) if row["issued"] else None,
        )
        for row in asked("events")
    )
    announced = {_local(row["event"]): str(row["announced"]) for row in asked("announcements")}
    tracks = {
        _local(row["track"]): Track(
            str(row["title"]), _local(row["parent"]) if row["parent"] else None
        )
        for row in asked("tracks")
    }
    rivals = _rivals(asked("rival-dates"))
    return Timeline(events, rivals, announced, coverage(store, names), tracks)


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


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = (
        *("id", "title", "lane", "kind", "kindLabel", "status", "b0", "b1", "e0", "e1"),
        *("date", "approx", "uncertain", "disputed", "rivals", "announced"),
    )
    return {name: [row[name] for row in rows] for name in names}


def _local(iri: object) -> str:
    return str(iri).rpartition("/")[2]
