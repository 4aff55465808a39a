"""The shortest way from one to another in a network, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Step:
    """Two that are tied, and the ids of the events that tie them, by channel."""

    one: str
    other: str
    channels: Mapping[str, tuple[str, ...]]


def path(graph: nx.Graph[str], start: str, end: str) -> tuple[Step, ...]:
    """Return the way of fewest steps; of several, that by the strongest ties. Empty: no way."""
    if start not in graph or end not in graph or start == end:
        return ()

    def length(_: str, __: str, data: dict[str, int]) -> float:
        # Strength only decides among ways of as many steps: all of it adds up to less than one.
        return 1 + 1 / (len(graph) * (1 + data["weight"]))

    try:
        nodes = nx.dijkstra_path(graph, start, end, weight=length)
    except nx.NetworkXNoPath:
        return ()
    return tuple(
        Step(
            one,
            other,
            {how: tuple(ids) for how, ids in graph.edges[one, other]["channels"].items()},
        )
        for one, other in pairwise(nodes)
    )
