"""How two uncertain times lie to each other: Allen's relations, *certainly* and *possibly*.

**Model.** A time is a run of whole days from its begin to its end, both of which belong to it, and
begin <= end. Of an uncertain time we know bounds: its begin lies anywhere from ``earliest_begin``
to ``latest_begin``, its end from ``earliest_end`` to ``latest_end``; ``None`` is no bound. To
*complete* it is to pick a begin and an end within the bounds and in order. Two times are completed
independently of each other, even if their bounds are the same: of two meetings dated ``2022-03``
nobody says that they were on one day. What goes on for ever needs no completion of its own: of two
absent bounds each day can be passed, and so can each day of the other.

**Relations.** Source of the thirteen: J. F. Allen, *Maintaining Knowledge about Temporal
Intervals*, Communications of the ACM 26 (11), 1983, 832-843. He orders the end points of intervals
that have a length. Ours have: an end is taken as the day after the last one, so that a day *meets*
the next day, and *before* leaves a day between. Exactly one of the thirteen holds of two completed
times. That is finer than what people mean, who call the 28th before the 29th, and the first week of
March a part of March. Those words are relations of their own, each true of several of the thirteen.

**Answers.** A relation holds *possibly* when some completion of both has it, *certainly* when every
one has. Each of the thirteen is one order of four points, which bounds allow if it can be kept with
every point put as early as the ones before it permit. The set of the thirteen that are possible
then answers everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.edtf import Edtf

# An absent bound as the number of a day: beyond every date by more than four points need.
_NEVER, _EVER = date.min.toordinal() - 9, date.max.toordinal() + 9


@dataclass(frozen=True, slots=True)
class Span:
    """An uncertain time: four inclusive bounds of its begin and end, ``None`` being absent.

    Raises ValueError when no run of days keeps to the bounds.
    """

    earliest_begin: date | None
    latest_begin: date | None
    earliest_end: date | None
    latest_end: date | None

    def __post_init__(self) -> None:
        (begin, end), (last_begin, last_end) = self._lows(), self._highs()
        if begin > last_begin or end > last_end or begin > last_end:
            msg = f"no time keeps to these bounds: {self}"
            raise ValueError(msg)

    @classmethod
    def of(cls, value: Edtf) -> Self:
        """Return the bounds of an uncertain date."""
        return cls(value.earliest_begin, value.latest_begin, value.earliest_end, value.latest_end)

    @classmethod
    def days(cls, first: date, last: date) -> Self:
        """Return the time that certainly lasts from one day to another."""
        return cls(first, first, last, last)

    def _lows(self) -> tuple[int, int]:
        one, other = self.earliest_begin, self.earliest_end
        return one.toordinal() if one else _NEVER, other.toordinal() if other else _NEVER

    def _highs(self) -> tuple[int, int]:
        one, other = self.latest_begin, self.latest_end
        return one.toordinal() if one else _EVER, other.toordinal() if other else _EVER


# The begin of a time as a small letter, the day after its end as a capital.
ALLEN: Mapping[str, str] = {
    "allenBefore": "a < A < b < B",
    "allenMeets": "a < A = b < B",
    "allenOverlaps": "a < b < A < B",
    "allenStarts": "a = b < A < B",
    "allenDuring": "b < a < A < B",
    "allenFinishes": "b < a < A = B",
    "allenEquals": "a = b < A = B",
    "allenFinishedBy": "a < b < A = B",
    "allenContains": "a < b < B < A",
    "allenStartedBy": "a = b < B < A",
    "allenOverlappedBy": "b < a < B < A",
    "allenMetBy": "b < B = a < A",
    "allenAfter": "b < B < a < A",
}
"""Allen's thirteen relations of ``a`` to ``b``, each as the order of the four points."""

_EVERYDAY: Mapping[str, tuple[str, ...]] = {
    "before": ("Before", "Meets"),
    "after": ("After", "MetBy"),
    "during": ("Starts", "During", "Finishes", "Equals"),
    "contains": ("StartedBy", "Contains", "FinishedBy", "Equals"),
    "equals": ("Equals",),
}
_APART = frozenset({"allenBefore", "allenMeets", "allenMetBy", "allenAfter"})
RELATIONS: Mapping[str, frozenset[str]] = {
    **{name: frozenset(f"allen{one}" for one in ones) for name, ones in _EVERYDAY.items()},
    "overlaps": frozenset(ALLEN) - _APART,
    **{name: frozenset({name}) for name in ALLEN},
}
"""Every relation as those of the thirteen that it holds of; the words of every day come first.

``before``: ends on an earlier day than the other begins. ``overlaps``: they share a day.
``during``: all its days are days of the other. ``after`` and ``contains`` are the converses.
"""

_POINTS = {"a": 0, "A": 1, "b": 2, "B": 3}
# Points that coincide are a pair; one that stands alone is paired with itself.
_ORDERS = {
    name: tuple(
        (_POINTS[group[0]], _POINTS[group[-1]])
        for group in (part.strip().split(" = ") for part in order.split("<"))
    )
    for name, order in ALLEN.items()
}
_BEFORE, _AFTER = frozenset({"allenBefore"}), frozenset({"allenAfter"})


def possibly(relation: str, a: Span, b: Span) -> bool:
    """Whether some completion of both has the relation. Raises KeyError for an unknown one."""
    return not RELATIONS[relation].isdisjoint(possible(a, b))


def certainly(relation: str, a: Span, b: Span) -> bool:
    """Whether every completion of both has the relation. Raises KeyError for an unknown one."""
    return possible(a, b) <= RELATIONS[relation]


@lru_cache(maxsize=2**14)
def possible(a: Span, b: Span) -> frozenset[str]:
    """Return those of Allen's thirteen relations that ``a`` may have to ``b``; never none."""
    (a_begin, a_end), (b_begin, b_end) = a._lows(), b._lows()
    (a_last_begin, a_last_end), (b_last_begin, b_last_end) = a._highs(), b._highs()
    # Most times of a long history lie far apart, and need no look at every order.
    if a_last_end + 1 < b_begin:
        return _BEFORE
    if b_last_end + 1 < a_begin:
        return _AFTER
    lows = (a_begin, a_end + 1, b_begin, b_end + 1)
    highs = (a_last_begin, a_last_end + 1, b_last_begin, b_last_end + 1)
    return frozenset(name for name, order in _ORDERS.items() if _allowed(order, lows, highs))


def _allowed(
    order: tuple[tuple[int, int], ...], lows: tuple[int, ...], highs: tuple[int, ...]
) -> bool:
    """Whether points within bounds can stand in an order, put as early as can be."""
    day = _NEVER - 1
    for one, other in order:
        day = max(day + 1, lows[one], lows[other])
        if day > highs[one] or day > highs[other]:
            return False
    return True
