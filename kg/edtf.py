"""Uncertain dates: EDTF levels 0 and 1, read into four bounds and compared without guessing.

Source of the rules: Library of Congress, *Extended Date/Time Format (EDTF) Specification*,
4 February 2019, a profile of ISO 8601-1:2019 (level 0) and ISO 8601-2:2019 (levels 1 and 2). In
the words of its *Compliance*: level 1 is supported. Italics are the names of its sections; where it
is silent, the choice below is ours.

**Read.** Level 0: *Date* (``2022``, ``2022-03``, ``2022-03-28``), *Date and Time*
(``2022-03-28T10:30:00`` and then ``Z``, ``±hh``, ``±hh:mm`` or nothing), *Time Interval*. Level 1:
*Letter-prefixed calendar year* (only beyond four digits, at most 15), *Seasons* 21 to 24,
*Qualification of a date (complete)*, *Unspecified digit(s) from the right* (only the five shapes
``201X``, ``20XX``, ``2004-XX``, ``1985-04-XX``, ``1985-XX-XX``), *Extended Interval*, *Negative
calendar year*. Level 1 features combine where the specification does not forbid it: a season or
a negative year may be qualified and may end an interval, a negative year may have a month.

**Refused.** Everything of level 2, by name; there belong unspecified digits in an interval,
partial qualification, seasons 25 to 41. Time of day in an interval (excluded by level 0). An
interval without any date (``/``, ``../..``, ``../``, ``/..``): it says nothing. An interval whose
start is certainly after its end; one that *can* be in order (``2004-06-11/2004-06``) is read.
Impossible days, ``-0000``, hour 24, second 60, fractions of a second, offsets beyond ±14:00 and
``-00:00``; spaces, lower-case letters, digits other than 0-9. Nothing is repaired: the canonical
text is the text given.

**Bounds.** A date coarser than a day means *some day or days within*: begin and end each lie
anywhere from its first to its last day. An interval takes its begin from the left date and its end
from the right, and no end precedes its begin: ``2004-06-11/2004-06`` ends on the 11th at the
earliest. ``None`` is an absent bound. An open (``..``) and an unknown (blank) side add no bound of
their own: we claim neither that an open interval goes on for ever nor that it has ended.
``?``, ``~`` and ``%`` move no bound (any margin would be invented); they are flags, shown to the
reader. Seasons are the northern meteorological ones, and winter belongs to the year it starts
in: ``2022-24`` is 1 December 2022 to 28 February 2023, after ``2022-23`` as 24 is after 23. A
date-time bounds the day as written; days are never moved to another time zone.

**Years outside 1 to 9999** have no Python ``date``. A bound too early becomes ``None`` if it is an
earliest one and ``date.min`` if it is a latest one; too late, ``None`` if latest, ``date.max`` if
earliest; ``out_of_range`` tells. Such bounds are wider than the truth, never narrower: ``-1985``
is certainly before 2022, and whether it precedes ``-0500`` is answered "possible", not wrongly.

**Relations** are by whole days and three-valued: True is certain, False impossible, None possible.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NamedTuple, TypeAlias

__all__ = [
    "Edtf",
    "EdtfError",
    "Precision",
    "before",
    "contains_day",
    "overlaps",
    "parse",
    "possibly_overlaps",
]

Precision: TypeAlias = Literal[
    "time", "day", "month", "season", "year", "decade", "century", "interval"
]
"""The unit a date is known to lie in (``2004-XX`` lies in a year, ``201X`` in a decade)."""

_Day: TypeAlias = tuple[int, int, int]  # year, month, day; unlike date, of any year

_ALLOWED = (
    "allowed: YYYY, YYYY-MM, YYYY-MM-DD, seasons YYYY-21 to YYYY-24, each with ?, ~ or % at the "
    "end if need be; 201X, 20XX, 2004-XX, 2004-06-XX, 2004-XX-XX; YYYY-MM-DDThh:mm:ss with Z, "
    "±hh:mm or nothing; Y12345 beyond four digits; intervals A/B, A/.., A/, ../B, /B"
)
_DATE = re.compile(
    r"(?P<year>-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)"
)
_LONG_YEAR = re.compile(r"Y(?P<year>-?[0-9]+)(?P<mark>[?~%]?)")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?")
_LEVEL_2 = (
    (re.compile(r"[\[{].*"), "sets in [] or {}"),
    (re.compile(r"Y-?[0-9]+E[0-9]+(S[0-9]+)?"), "exponential years"),
    (re.compile(r"Y?-?[0-9]+S[0-9]+"), "significant digits"),
    (re.compile(r"-?[0-9]{4}-(2[5-9]|3[0-9]|4[01])[?~%]?"), "seasons 25 to 41"),
    (
        re.compile(r"(?=.*[?~%].)[?~%]?-?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?){0,2}"),
        "qualifying a part of a date",
    ),
    (
        re.compile(  # any X but the five shapes of level 1
            r"(?!([0-9]{3}X|[0-9]{2}XX|[0-9]{4}-(XX|[0-9]{2}-XX|XX-XX))[?~%]?$)"
            r"(?=.*X)-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?"
        ),
        "unspecified digits in this place",
    ),
)
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}


class EdtfError(ValueError):
    """The text is no date of EDTF level 0 or 1; ``str()`` says why and what is allowed."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 60 else self.text[:60] + "…"
        return f"{shown!r} {self.reason}"


@dataclass(frozen=True, slots=True)
class Edtf:
    """One uncertain date, made by :func:`parse`; equal to another if the text is the same.

    It has no order: two uncertain dates are compared by :func:`before` and :func:`overlaps`.
    The bounds are inclusive days; ``None`` is unbounded or unknown in that direction.
    """

    text: str
    earliest_begin: date | None = field(compare=False)
    latest_begin: date | None = field(compare=False)
    earliest_end: date | None = field(compare=False)
    latest_end: date | None = field(compare=False)
    precision: Precision = field(compare=False)
    approximate: bool = field(compare=False, default=False)  # ~ or %, on either side
    uncertain: bool = field(compare=False, default=False)  # ? or %, on either side
    out_of_range: bool = field(compare=False, default=False)  # reaches outside years 1 to 9999
    time: datetime | None = field(compare=False, default=None)  # aware only if an offset is given

    def __str__(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether the text has a start side and an end side."""
        return "/" in self.text

    @property
    def is_open_start(self) -> bool:
        """``../…``: no start is set."""
        return self.text.startswith("../")

    @property
    def is_open_end(self) -> bool:
        """``…/..``: no end is set, as for what goes on."""
        return self.text.endswith("/..")

    @property
    def is_unknown_start(self) -> bool:
        """``/…``: there is a start, and nobody says when."""
        return self.text.startswith("/")

    @property
    def is_unknown_end(self) -> bool:
        """``…/``: there is an end, and nobody says when."""
        return self.text.endswith("/")

    def describe(self) -> str:
        """Say the date in English, e.g. ``28–30 March 2022`` or ``about 2022``."""
        if self.time:
            return f"{_read_date(self.text.split('T')[0]).label()}, {_time_label(self.time)}"
        if not self.is_interval:
            return _read_date(self.text).label()
        start, end = self.text.split("/")
        if end in ("", ".."):
            note = " on (open)" if end else ", end unknown"
            return f"from {_read_date(start).label()}{note}"
        if start in ("", ".."):
            note = " (open start)" if start else ", start unknown"
            return f"until {_read_date(end).label()}{note}"
        return _range_label(_read_date(start), _read_date(end))


def parse(text: str) -> Edtf:
    """Read one EDTF string of level 0 or 1; raise :class:`EdtfError` for anything else."""
    if len(text) == 10 and text[4] == text[7] == "-":  # most dates are plain days
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # told below
        else:
            return Edtf(text, day, day, day, day, "day")
    for part in text.split("/"):
        for pattern, feature in _LEVEL_2:
            if pattern.fullmatch(part):
                raise EdtfError(text, f"uses {feature}: level 2 is not supported; {_ALLOWED}")
    try:
        if "/" in text:
            return _interval(text)
        if "T" in text:
            return _date_time(text)
        point = _read_date(text)
    except EdtfError as error:
        # What failed may be one side of an interval; the reader gets the text as written.
        raise EdtfError(text, error.reason) from None
    return _bounded(text, point, point, point.precision)


def before(a: Edtf, b: Edtf) -> bool | None:
    """Whether ``a`` ends on an earlier day than ``b`` begins."""
    if _reaches(a.latest_end, b.earliest_begin, strictly=True):
        return True
    return False if _reaches(b.latest_begin, a.earliest_end) else None


def overlaps(a: Edtf, b: Edtf) -> bool | None:
    """Whether some day belongs to both ``a`` and ``b``."""
    a_first, b_first = before(a, b), before(b, a)
    if a_first or b_first:
        return False
    return True if a_first is False and b_first is False else None


def contains_day(a: Edtf, day: date) -> bool | None:
    """Whether ``day`` belongs to ``a``."""
    if not possibly_overlaps(a, day, day):
        return False
    return True if _reaches(a.latest_begin, day) and _reaches(day, a.earliest_end) else None


def possibly_overlaps(a: Edtf, start: date | None, end: date | None) -> bool:
    """Whether ``a`` may share a day with the days ``start`` to ``end``, ``None`` being unbounded.

    A window that ends before it starts has no day, so nothing overlaps it.
    """
    return not (
        _reaches(a.latest_end, start, strictly=True)
        or _reaches(end, a.earliest_begin, strictly=True)
        or _reaches(end, start, strictly=True)
    )


def _reaches(latest: date | None, earliest: date | None, *, strictly: bool = False) -> bool:
    """Whether what is at most ``latest`` is certainly not after what is at least ``earliest``."""
    if latest is None or earliest is None:
        return False
    return latest < earliest if strictly else latest <= earliest


class _Point(NamedTuple):
    """A date without a slash: its first and last day, and what is needed to say it."""

    first: _Day
    last: _Day
    precision: Precision
    mark: str
    unspecified: str = ""  # "day", "month" or "year", where an X stands for one

    def words(self) -> list[str]:
        """Give day, month and year in words, as far as they are known."""
        year, month, day = self.first
        names = [_year_word(year)]
        if self.precision in ("day", "month"):
            names.insert(0, calendar.month_name[month])
        if self.precision == "day":
            names.insert(0, str(day))
        return names

    def label(self) -> str:
        """Say the date with its qualifier."""
        said = " ".join(self.words())
        if self.precision == "season":
            said = self._season_label()
        elif self.unspecified == "year":
            said = f"some year from {said} to {_year_word(self.last[0])}"
        elif self.unspecified:
            said = f"some {self.unspecified} in {said}"
        notes = ["uncertain"] if self.mark in ("?", "%") else []
        if self.mark in ("~", "%"):
            if self.unspecified:
                notes.append("approximate")
            else:
                said = f"about {said}"
        return f"{said} ({', '.join(notes)})" if notes else said

    def _season_label(self) -> str:
        (year, month, _), (last_year, last_month, _) = self.first, self.last
        name = next(name for name, first in _SEASONS.values() if first == month)
        months = calendar.month_name[month], calendar.month_name[last_month]
        if year == last_year:
            return f"{name} {_year_word(year)} ({months[0]}–{months[1]})"
        years = _year_word(year), _year_word(last_year)
        return f"{name} {years[0]} ({months[0]} {years[0]} – {months[1]} {years[1]})"


def _read_date(text: str) -> _Point:
    """Read a date of levels 0 and 1 that is neither an interval nor a date-time."""
    if found := _LONG_YEAR.fullmatch(text):
        digits = found["year"].removeprefix("-")
        if not 5 <= len(digits) <= 15 or digits.startswith("0"):
            raise EdtfError(text, "has a Y: it stands before 5 to 15 digits, the first not 0")
        year = int(found["year"])
        return _Point((year, 1, 1), (year, 12, 31), "year", found["mark"])
    found = _DATE.fullmatch(text)
    if not found:
        raise EdtfError(text, f"is not a date ({_slip(text)}); {_ALLOWED}")
    year_text, month_text, day_text, mark = found.group("year", "month", "day", "mark")
    if year_text == "-0000":
        raise EdtfError(text, "has the year -0000; the year before 0001 is written 0000")
    if "X" in year_text:
        first, last = (int(year_text.replace("X", digit)) for digit in "09")
        unit: Precision = "century" if year_text.endswith("XX") else "decade"
        return _Point((first, 1, 1), (last, 12, 31), unit, mark, "year")
    year = int(year_text)
    if month_text in (None, "XX"):
        unspecified = "day" if day_text else "month" if month_text else ""
        return _Point((year, 1, 1), (year, 12, 31), "year", mark, unspecified)
    month = int(month_text)
    if month in _SEASONS:
        return _season(text, year, month, day_text, mark)
    if not 1 <= month <= 12:
        raise EdtfError(text, f"has the month {month_text} (01 to 12, or a season, 21 to 24)")
    length = _month_length(year, month)
    if day_text in (None, "XX"):
        unspecified = "day" if day_text else ""
        return _Point((year, month, 1), (year, month, length), "month", mark, unspecified)
    day = int(day_text)
    if not 1 <= day <= length:
        name = f"{calendar.month_name[month]} {_year_word(year)}"
        raise EdtfError(text, f"has the day {day_text} ({name} has the days 01 to {length})")
    return _Point((year, month, day), (year, month, day), "day", mark)


def _season(text: str, year: int, code: int, day_text: str | None, mark: str) -> _Point:
    if day_text:
        raise EdtfError(text, f"has a day in a season; write {year:04}-{code} or a month")
    month = _SEASONS[code][1]
    last_year, last_month = (year + 1, 2) if month == 12 else (year, month + 2)
    last = (last_year, last_month, _month_length(last_year, last_month))
    return _Point((year, month, 1), last, "season", mark)


def _interval(text: str) -> Edtf:
    sides = text.split("/")
    if len(sides) != 2:
        raise EdtfError(text, "has more than one slash; an interval is A/B")
    if all(side in ("", "..") for side in sides):
        raise EdtfError(text, "names no date; an interval needs one on at least one side")
    if "T" in text:
        raise EdtfError(text, "has a time of day in an interval; write the days (A/B)")
    if "X" in text:
        reason = "has unspecified digits in an interval: level 2 is not supported"
        raise EdtfError(text, f"{reason}; write a month or a year (2004-06/2004-07-03)")
    start, end = (None if side in ("", "..") else _read_date(side) for side in sides)
    if start and end and start.first > end.last:
        raise EdtfError(text, "starts after it ends; the earlier date stands left of the slash")
    return _bounded(text, start, end, "interval")


def _date_time(text: str) -> Edtf:
    day_text, _, time_text = text.partition("T")
    point = _read_date(day_text)
    if point.precision != "day" or point.mark or not 1 <= point.first[0] <= 9999:
        reason = "has a time, but not after a plain day of the years 0001 to 9999"
        raise EdtfError(text, f"{reason}; write YYYY-MM-DDThh:mm:ss, without ?, ~ or %")
    found = _TIME.fullmatch(time_text)
    if not found:
        raise EdtfError(text, "has a time that is not hh:mm:ss with Z, ±hh, ±hh:mm or nothing")
    hour, minute, second = (int(found[group]) for group in (1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        raise EdtfError(text, "has an impossible time (00:00:00 to 23:59:59)")
    moment = datetime(*point.first, hour, minute, second, tzinfo=_zone(text, found))
    return _bounded(text, point, point, "time", moment)


def _zone(text: str, found: re.Match[str]) -> timezone | None:
    _, _, _, utc, sign, hours, minutes = found.groups()
    if not sign:
        return UTC if utc else None
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if int(minutes or 0) > 59 or offset > timedelta(hours=14):
        raise EdtfError(text, "has an impossible UTC offset (-14:00 to +14:00)")
    if sign == "-" and not offset:
        raise EdtfError(text, "has the UTC offset -00:00; write Z or +00:00")
    return timezone(-offset if sign == "-" else offset)


def _bounded(
    text: str,
    start: _Point | None,
    end: _Point | None,
    precision: Precision,
    time: datetime | None = None,
) -> Edtf:
    """Make the four bounds, no end before its begin; ``None`` for an open or unknown side."""
    first_begin, last_begin = (start.first, start.last) if start else (None, None)
    first_end, last_end = (end.first, end.last) if end else (None, None)
    # Compared as tuples, before years without a date are clamped.
    if first_begin and (first_end is None or first_end < first_begin):
        first_end = first_begin
    if last_end and (last_begin is None or last_begin > last_end):
        last_begin = last_end
    marks = "".join(point.mark for point in (start, end) if point)
    bounds = (first_begin, last_begin, first_end, last_end)
    return Edtf(
        text,
        _clamped(first_begin, low=None, high=date.max),
        _clamped(last_begin, low=date.min, high=None),
        _clamped(first_end, low=None, high=date.max),
        _clamped(last_end, low=date.min, high=None),
        precision,
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        out_of_range=any(bound and not 1 <= bound[0] <= 9999 for bound in bounds),
        time=time,
    )


def _clamped(day: _Day | None, *, low: date | None, high: date | None) -> date | None:
    if day is None:
        return None
    if day[0] < 1:
        return low
    return high if day[0] > 9999 else date(*day)


def _month_length(year: int, month: int) -> int:
    # Not calendar.monthrange, which knows the years of date only.
    return 29 if month == 2 and calendar.isleap(year) else _MONTH_LENGTHS[month - 1]


def _slip(text: str) -> str:
    """Name the likely slip in a text that has not the shape of a date."""
    if not text:
        return "it is empty"
    if strange := next((char for char in text if not char.isascii()), None):
        return f"{strange!r} is not an ASCII character"
    if any(char.isspace() for char in text):
        return "it has a space"
    if any(char.islower() for char in text):
        return "letters are capitals: X, Y, T, Z"
    if text.endswith(("?~", "~?")):
        return "uncertain and approximate is %"
    return "its shape is unknown"


def _year_word(year: int) -> str:
    if year > 999:
        return str(year)
    return f"{year} CE" if year > 0 else f"{1 - year} BCE"


def _time_label(time: datetime) -> str:
    clock = time.strftime("%H:%M:%S" if time.second else "%H:%M")
    return f"{clock} {time.tzname()}" if time.tzinfo else f"{clock} (no time zone given)"


def _range_label(start: _Point, end: _Point) -> str:
    """Say an interval, naming a common month and year once."""
    if start.precision != end.precision or start.precision == "season" or start.mark or end.mark:
        return f"from {start.label()} to {end.label()}"
    left, right = start.words(), end.words()
    if left == right:
        return end.label() if start.precision == "day" else f"within {end.label()}"
    last = " ".join(right)
    while left[-1] == right[-1]:
        left.pop()
        right.pop()
    first = " ".join(left)
    return f"{first} – {last}" if " " in first else f"{first}–{last}"
