"""What happened around an event: before and after it in its track, and elsewhere in that week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kg.timeline import Event, Timeline

_MOST = 3
_WEEK = timedelta(3)


@dataclass(frozen=True, slots=True)
class Around:
    """Neighbours in time, each in order of time.

    ``before`` and ``after`` are the nearest of the same main track; ``week`` are all others that
    may have happened from three days before it began until three days after it ended.
    """

    before: tuple[Event, ...] = ()
    after: tuple[Event, ...] = ()
    week: tuple[Event, ...] = ()


def around(timeline: Timeline, event_id: str) -> Around:
    """Return what happened around an event of a timeline; nothing where it has no date."""
    here = next((one for one in timeline.drawn if one.id == event_id), None)
    if here is None or here.date is None:
        return Around()
    track = [one for one in timeline.drawn if one.track == here.track]
    place = track.index(here)
    before, after = track[max(place - _MOST, 0) : place], track[place + 1 : place + 1 + _MOST]
    near = {here.id, *(one.id for one in (*before, *after))}
    first = _moved(here.date.earliest_begin, -_WEEK)
    last = _moved(here.date.latest_end or here.date.earliest_begin, _WEEK)
    week = (
        one
        for one in timeline.drawn
        if one.id not in near and one.date and _within(one, first, last)
    )
    return Around(tuple(before), tuple(after), tuple(week))


def _moved(day: date | None, by: timedelta) -> date | None:
    try:
        return day + by if day else None
    except OverflowError:  # at an end of the calendar
        return day


def _within(one: Event, first: date | None, last: date | None) -> bool:
    """Tell whether an event lies in a period; one that is known to the year tells of no week."""
    if one.date is None or first is None or last is None:
        return False
    begin, end = one.date.earliest_begin, one.date.latest_end
    if begin is None or end is None or end - begin > 10 * _WEEK:
        return False
    return begin <= last and end >= first
