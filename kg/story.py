"""Events as a story for TimelineJS 3: https://timeline.knightlab.com/docs/json-format.html.

Dates are as precise as they are known: of a month there is no day. What a date leaves open is told
in words (``display_date``). Texts are HTML there, so all that records say is escaped. There are no
media: nothing is loaded from elsewhere. An event without a date has no place in it.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from kg.edtf import parse
from kg.line import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.edtf import Edtf, Precision
    from kg.entry import Entry
    from kg.page import About

MEDIA_TYPE = "application/json"


def story(entries: Iterable[Entry], about: About, view: str = "") -> bytes:
    """Return events as a story, in their order; the same events, the same bytes.

    ``view`` tells which events of the dataset they are.
    """
    listed = list(entries)
    slides = [slide for one in listed if (slide := _slide(one))]
    left = len(listed) - len(slides)
    told = [about.description, about.citation(), *([view] if view else [])]
    if left:
        told.append(f"Events without a date, which are left out: {left}.")
    found = {
        "scale": "human",
        "title": {"text": {"headline": _html(about.title), "text": _paragraphs(told)}},
        "events": slides,
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _slide(one: Entry) -> dict[str, Any] | None:
    dates = _dates(one)
    if not dates:
        return None
    link = f'<p><a href="{escape(one.iri)}">Record</a></p>'
    return {
        "unique_id": one.id,
        **dates,
        "group": _html(one.track),
        "text": {"headline": _html(one.title), "text": _paragraphs(one.told) + link},
    }


def _dates(one: Entry) -> dict[str, Any]:
    """Return the start, the end where it is another, and words where these do not tell all."""
    when = one.date
    if when is None:
        return {}
    first, last = _sides(when)
    start, end = _parts(first, "begin"), _parts(last, "end")
    if start is None:
        start, end = end, None
    if start is None:
        return {}
    found: dict[str, Any] = {"start_date": start}
    if end is not None and end != start:
        found["end_date"] = end
    if not (one.certain and when.precision in ("day", "time")):
        found["display_date"] = _html(when.describe())
    return found


def _sides(when: Edtf) -> tuple[Edtf | None, Edtf | None]:
    """Return the two sides of an interval, None for one that is open; else the date twice."""
    if not when.is_interval:
        return when, when
    begin, end = (parse(one) if one not in ("", "..") else None for one in when.text.split("/"))
    return begin, end


def _parts(side: Edtf | None, which: str) -> dict[str, int] | None:
    if side is None:
        return None
    day = side.earliest_begin if which == "begin" else side.latest_end
    return _precise(day, side.precision) if day else None


def _precise(day: date, precision: Precision) -> dict[str, int]:
    found = {"year": day.year}
    if precision in ("time", "day", "month", "season"):
        found["month"] = day.month
    if precision in ("time", "day"):
        found["day"] = day.day
    return found


def _html(text: str) -> str:
    return escape(line(text))


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{_html(one)}</p>" for one in texts)
