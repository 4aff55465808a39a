"""Periods: the months, or years, by which things of a time are looked up.

An engine finds a term at once, but to compare days it reads all of them. So whatever has a time has
the names of the months in which it may lie too, of a long one those of the years; of one that may
take longer than a life, or has no end, a word. They are for finding it, and tell nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

OPEN = "open"
"""The period of what may last over a hundred years, or has no bound on one side."""
_MOST_MONTHS = 12
_MOST_YEARS = 100


def periods(first: date | None, last: date | None) -> tuple[str, ...]:
    """Return the periods of a time from one day to another, both included; None is no bound.

    Up to twelve months are named each (``2022-03``), else up to a hundred years (``2022``), else it
    is ``open``. A last day before the first has none.
    """
    if first is None or last is None:
        return (OPEN,)
    if last < first:
        return ()
    if (last.year - first.year) * 12 + last.month - first.month < _MOST_MONTHS:
        return tuple(_months(first, last))
    if last.year - first.year < _MOST_YEARS:
        return tuple(_years(first, last))
    return (OPEN,)


def periods_around(first: date, last: date) -> tuple[str, ...]:
    """Return all periods, of which each time that touches the days between two has one at least."""
    return (*_months(first, last), *_years(first, last), OPEN)


def _months(first: date, last: date) -> list[str]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in numbers]


def _years(first: date, last: date) -> list[str]:
    return [f"{one:04}" for one in range(first.year, last.year + 1)]
