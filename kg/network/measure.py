"""Measures of how much a node stands for in a network; each by its usual definition.

Freeman (1978) for degree and betweenness, Brin and Page (1998) for the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Measure = Literal["events", "ties", "between", "rank"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

BETWEEN_MOST = 50_000_000
"""Nodes times ties: with more, betweenness takes over a second to wait for, and is not offered."""

_DAMPING = 0.85


def offered(graph: nx.Graph[str]) -> tuple[Measure, ...]:
    """Return the measures that a network of this size can be asked for."""
    slow = len(graph) * graph.number_of_edges() > BETWEEN_MOST
    return tuple(one for one in MEASURES if not (slow and one == "between"))


def measured(graph: nx.Graph[str], by: Measure) -> Mapping[str, float]:
    """Return the measure of each node.

    ``events``: events by which it is tied; ``ties``: others to which it is tied (degree);
    ``between``: share of shortest paths between others that go through it (betweenness, 0 to 1);
    ``rank``: PageRank by the number of events, times the number of nodes, so that 1 is the mean.
    """
    if by == "ties":
        return {node: float(degree) for node, degree in graph.degree}
    if by == "between":
        return _between(graph)
    if by == "rank":
        return _rank(graph)
    return {
        node: float(len({event for data in graph.adj[node].values() for event in data["known"]}))
        for node in graph
    }


def _between(graph: nx.Graph[str]) -> Mapping[str, float]:
    # A copy without data: the backend keeps what it makes of a graph with that graph.
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges)
    found: Mapping[Any, float] = nx.betweenness_centrality(plain, backend="rustworkx")
    # It adds up on several processors, so that the last digits are not the same each time.
    return {node: round(float(found[node]), 9) for node in graph}


def _rank(graph: nx.Graph[str]) -> Mapping[str, float]:
    """Return PageRank: networkx has it only with SciPy, which is large for one function."""
    tied = [node for node in graph if graph.degree[node]]
    if not tied:
        return dict.fromkeys(graph, 0.0)
    index = {node: i for i, node in enumerate(tied)}
    ends = np.array([(index[one], index[other]) for one, other in graph.edges])
    ends = np.concatenate([ends, ends[:, ::-1]])
    weight = np.array([float(data["weight"]) for *_, data in graph.edges(data=True)] * 2)
    share = weight / np.bincount(ends[:, 0], weight, len(tied))[ends[:, 0]]
    rank: NDArray[np.floating[Any]] = np.ones(len(tied))
    for _ in range(200):
        moved = (
            1 - _DAMPING + _DAMPING * np.bincount(ends[:, 1], rank[ends[:, 0]] * share, len(tied))
        )
        still = float(np.abs(moved - rank).max()) < 1e-9
        rank = moved
        if still:
            break
    ranks = dict(zip(tied, (round(float(one), 6) for one in rank), strict=True))
    return {node: ranks.get(node, 0.0) for node in graph}
