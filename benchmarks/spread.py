"""Medians with their spread, paired ratios, and how a cost grows."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some runs, the least and the most of them."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of at least one value."""
        return cls(statistics.median(values), min(values), max(values))

    @classmethod
    def of_ratios(cls, over: Sequence[float], under: Sequence[float]) -> Spread:
        """Return the spread of ratios of runs that were done in turns, pair by pair.

        Where one side ran less often, what has no partner is left out.
        """
        return cls.of([a / b for a, b in zip(over, under, strict=False)])

    def __str__(self) -> str:
        """Tell the median, and the others in brackets where they would be told otherwise."""
        median, least, most = (figure(one) for one in (self.median, self.least, self.most))
        return median if median == least == most else f"{median} ({least}–{most})"


def figure(value: float) -> str:
    """Return a number with no more digits than a measurement has: 0.043, 1.52, 23.4, 1,204."""
    if value == 0:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    return f"{value:,.{min(max(digits - (value < 1), 0), 3)}f}"


def exponent(before: float, after: float, factor: float) -> float:
    """Return by which power of the size a cost grew, when the size grew by a factor.

    1: with the graph; 0: not at all. A cost below its clock's tick counts as one tick.
    """
    tick = 1e-9
    return math.log(max(after, tick) / max(before, tick)) / math.log(factor)
