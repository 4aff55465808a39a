"""What was foretold, and what came of it; and how soon one knew of what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.narrow import narrowed
from kg.page.ref import Ref, day_of, optional
from kg.page.when import When
from kg.queries import named
from kg.vocabulary import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.rdf.names import Names
    from kg.store import Store, Table, Value
    from kg.view import View

# As many events are named as the slowest to become known.
LONGEST = 10


@dataclass(frozen=True, slots=True)
class Foretold:
    """A date that somebody named on an earlier day for an event that was held.

    ``least`` and ``most`` are the days from the saying to the begin; they differ where a date
    leaves several days. ``outcome`` is what became of the claim, in words, if that is known.
    """

    event: Ref
    said_on: When
    by: str | None
    foretold: When
    held: When
    outcome: str | None
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Announcement:
    """A status that made an event known as coming, and the date that was then planned."""

    status: Ref
    on: When | None
    by: str | None
    planned: When | None
    known_from: date


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An event that was announced, and of which nothing says that it was held."""

    event: Ref
    status: Ref
    announcements: tuple[Announcement, ...]


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial that an event overtook. ``said`` is the claim in our words, or the status.

    ``denial`` leads to the claim or lifecycle entry; ``held`` is the date of ``shown_by``.
    """

    event: Ref
    denial: Ref
    on: When | None
    by: tuple[str, ...]
    said: str
    outcome: str | None
    note: str | None
    shown_by: Ref
    held: When | None


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from the begin of an event to the first source that says it took place.

    ``public`` is the day by which that was out; ``least`` and ``most`` differ where a date leaves
    several days.
    """

    event: Ref
    track: str | None
    held: When
    public: date
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TrackLag:
    """Medians of the days of several events: those of a main track, or all (``track`` None)."""

    track: str | None
    events: int
    least: float
    most: float

    @classmethod
    def of(cls, track: str | None, lags: list[Lag]) -> TrackLag:
        """Return the medians of one event or more."""
        least, most = (median(getattr(one, name) for one in lags) for name in ("least", "most"))
        return cls(track, len(lags), least, most)


@dataclass(frozen=True, slots=True)
class ForetoldPage:
    """All of it, for a view.

    ``lags`` are those of all events, then of each track, the one with most events first.
    ``longest`` are the events with the longest lags of at least a day.
    """

    foretold: tuple[Foretold, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    denied: tuple[Denied, ...]
    lags: tuple[TrackLag, ...]
    longest: tuple[Lag, ...]


def foretold_page(store: Store, view: View, names: Names) -> ForetoldPage:
    """Return what was foretold, denied and published about the events of a view.

    The store is that of the view: it holds what the view knows.
    """
    narrow = narrowed(store, view, names)

    def asked(name: str) -> Table:
        return store.select(named(name).sparql(narrow, names=names))

    lags = [_lag(row) for row in asked("publication-lag")]
    return ForetoldPage(
        foretold=_once(_foretold(row) for row in asked("foretold-and-held")),
        unconfirmed=_unconfirmed(asked("announced-never-confirmed")),
        denied=_denied(asked("denied-then-held")),
        lags=_by_track(lags),
        longest=tuple(one for one in lags[:LONGEST] if one.most > 0),
    )


def _foretold(row: dict[str, Value]) -> Foretold:
    return Foretold(
        event=Ref.of(row["event"], row["title"]),
        said_on=When.of(row["foretoldOn"]),
        by=optional(row["by"]),
        foretold=When.of(row["foretold"]),
        held=When.of(row["date"]),
        outcome=optional(row["outcome"]),
        least=int(str(row["least"])),
        most=int(str(row["most"])),
    )


def _once(found: Iterable[Foretold]) -> tuple[Foretold, ...]:
    """Return each saying once.

    A status and claims may tell of one saying, with a doubt or a time of day here and none there:
    whoever names the same days for the same event on the same day said it once, and what says more
    of the date stands. Two sayings that differ in what became of them stay two.
    """
    kept: dict[object, list[Foretold]] = {}
    for one in found:
        saying = (one.event.id, one.by, _days(one.said_on), _days(one.foretold))
        same = kept.setdefault(saying if one.by else (saying, one.foretold.edtf), [])
        twin = next((x for x in same if one.outcome in (x.outcome, None) or not x.outcome), None)
        if twin is None:
            same.append(one)
            continue
        fuller = max(twin.foretold, one.foretold, key=lambda when: len(when.edtf))
        told = replace(twin, foretold=fuller, outcome=twin.outcome or one.outcome)
        same[same.index(twin)] = told
    return tuple(one for same in kept.values() for one in same)


def _days(when: When) -> tuple[date | None, date | None]:
    """Return the first and the last day that a date leaves open."""
    days = parse(when.edtf)
    return days.earliest_begin, days.latest_end


def _unconfirmed(rows: Iterable[dict[str, Value]]) -> tuple[Unconfirmed, ...]:
    gathered: dict[Ref, list[dict[str, Value]]] = {}
    for row in rows:
        gathered.setdefault(Ref.of(row["event"], row["title"]), []).append(row)
    return tuple(
        Unconfirmed(
            event,
            _status(same[0]["status"]),
            tuple(
                Announcement(
                    status=_status(row["announced"]),
                    on=When.known(row["announcedOn"]),
                    by=optional(row["by"]),
                    planned=When.known(row["planned"]),
                    known_from=day_of(row["knownFrom"]),
                )
                for row in same
            ),
        )
        for event, same in gathered.items()
    )


def _denied(rows: Iterable[dict[str, Value]]) -> tuple[Denied, ...]:
    # Several publishers who say it in their own voice give several rows.
    gathered: dict[tuple[Value, Value], list[dict[str, Value]]] = {}
    for row in rows:
        gathered.setdefault((row["denial"], row["shownBy"]), []).append(row)
    return tuple(
        Denied(
            event=Ref.of(row["event"], row["title"]),
            denial=Ref.of(row["denial"], row["said"]),
            on=When.known(row["deniedOn"]),
            by=tuple(dict.fromkeys(str(one["by"]) for one in same if one["by"] is not None)),
            said=str(row["said"]),
            outcome=optional(row["outcome"]),
            note=optional(row["note"]),
            shown_by=Ref.of(row["shownBy"], row["shown"]),
            held=When.known(row["date"]),
        )
        for same in gathered.values()
        for row in same[:1]
    )


def _lag(row: dict[str, Value]) -> Lag:
    return Lag(
        event=Ref.of(row["event"], row["title"]),
        track=optional(row["track"]),
        held=When.of(row["date"]),
        public=day_of(row["public"]),
        least=int(str(row["least"])),
        most=int(str(row["most"])),
    )


def _by_track(lags: list[Lag]) -> tuple[TrackLag, ...]:
    if not lags:
        return ()
    tracks: dict[str | None, list[Lag]] = {}
    for one in lags:
        tracks.setdefault(one.track, []).append(one)
    found = [TrackLag.of(track, same) for track, same in tracks.items() if track is not None]
    found.sort(key=lambda one: (-one.events, one.track))
    return (TrackLag.of(None, lags), *found)


def _status(label: Value) -> Ref:
    """Return a status by its label, which no other has."""
    return next(Ref("status", one.id, one.label) for one in STATUSES if one.label == label)
