"""An order in which things that belong together stand together, so that a matrix shows blocks."""

from __future__ import annotations

from itertools import product
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def seriated(ids: Sequence[str], ties: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the ids in an order in which strong ties lie near the diagonal.

    ``ties`` are the strengths of pairs, in one order of the two or in both alike; a pair that is
    not there has none. Clusters are joined by their average tie, those of the strongest first, and
    each so that the ends that meet are tied best. A tie is weighed against all that its two ends
    have, so that who deals with everybody does not gather everybody around. Alike ones keep their
    order, and the busier end stands first: the same ties always give the same order.
    """
    strength = {pair: count for pair, count in ties.items() if pair[0] != pair[1]}
    strength |= {(other, one): count for (one, other), count in strength.items()}
    total = {one: sum(strength.get((one, other), 0) for other in ids) for one in ids}
    near = {
        (one, other): count / sqrt(total[one] * total[other])
        for (one, other), count in strength.items()
        if count and one in total and other in total
    }
    rows = [[one] for one in ids]
    while len(rows) > 1:
        pairs = [(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows))]
        first, second = max(pairs, key=lambda pair: _average(rows[pair[0]], rows[pair[1]], near))
        joined = _joined(rows[first], rows.pop(second), near)
        rows[first] = joined
    found = rows[0] if rows else []
    half = len(found) // 2
    busier_last = sum(total[one] for one in found[:half]) < sum(
        total[one] for one in found[len(found) - half :]
    )
    return tuple(reversed(found)) if busier_last else tuple(found)


def _average(one: list[str], other: list[str], near: Mapping[tuple[str, str], float]) -> float:
    return sum(near.get(pair, 0.0) for pair in product(one, other)) / (len(one) * len(other))


def _joined(one: list[str], other: list[str], near: Mapping[tuple[str, str], float]) -> list[str]:
    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    a, b = max(ways, key=lambda way: near.get((way[0][-1], way[1][0]), 0.0))
    return a + b
