"""Events as a calendar: iCalendar, RFC 5545, with the name of the calendar by RFC 7986.

Each event is of whole days, from the first on which it may have begun to the last on which it may
have ended (DTEND is the day after). Where its days are not certain, its summary tells the date in
words and it is TENTATIVE; so is what was only proposed, announced or alleged. What was cancelled or
denied is CANCELLED. An event without a date can't be in a calendar. Nothing here is of the clock:
DTSTAMP is the day of the release.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import icalendar

from kg.edtf import parse
from kg.line import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.entry import Entry
    from kg.page import About

MEDIA_TYPE = "text/calendar"
PRODUCER = "-//Parley//Diplomatic timeline//EN"

# RFC 5545, section 3.8.1.11 knows three. What was suspended had begun.
_STATUS = {
    "held": "CONFIRMED",
    "concluded": "CONFIRMED",
    "suspended": "CONFIRMED",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}


def ical(entries: Iterable[Entry], about: About, view: str = "") -> bytes:
    """Return events as a calendar, in their order; the same events, the same bytes.

    ``view`` tells which events of the dataset they are.
    """
    released = parse(about.released.edtf).earliest_begin if about.released else None
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", line(about.title))
    # What programs knew before RFC 7986 had a property for it.
    calendar.add("x-wr-calname", line(about.title))
    calendar.add(
        "description",
        line(f"{about.citation()} Licence: {about.licence}. {view} {about.description}"),
    )
    stamp = datetime.combine(released or date(1970, 1, 1), time(), UTC)
    for one in entries:
        days = _days(one)
        if days is not None:
            calendar.add_component(_event(one, days, stamp))
    return bytes(calendar.to_ical())


def _event(one: Entry, days: tuple[date, date], stamp: datetime) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", one.iri)
    made.add("dtstamp", stamp)
    made.add("dtstart", days[0])
    if days[1] < date.max:
        made.add("dtend", days[1] + timedelta(days=1))
    when = f" ({one.date.describe()})" if one.date and not one.certain else ""
    made.add("summary", line(one.title + when))
    made.add("description", "\n".join(line(said) for said in one.told))
    known = _STATUS.get(one.status or "", "TENTATIVE")
    made.add("status", "TENTATIVE" if known == "CONFIRMED" and not one.certain else known)
    made.add("transp", "TRANSPARENT")  # it takes nobody's time who looks at it
    made.add("categories", [line(said) for said in (one.kind, *one.tracks, *one.topics)])
    made.add("url", one.iri)
    if one.where:
        made.add("location", line(one.where))
    if one.point:
        made.add("geo", one.point)
    return made


def _days(one: Entry) -> tuple[date, date] | None:
    """Return the days it may span; where one end is open, only what is known of the other.

    A span without an end would fill the calendar for ever.
    """
    if one.date is None:
        return None
    first = one.date.earliest_begin or one.date.latest_begin or one.date.latest_end
    last = one.date.latest_end or one.date.earliest_end or one.date.earliest_begin
    first, last = first or last, last or first
    return None if first is None or last is None else (first, max(first, last))
