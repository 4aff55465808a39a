"""A network as the panel draws it: which of its nodes, where, how big, and by what tied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.network import TIES, events_of
from kg.network.laying import Layouts
from kg.network.layout import near
from kg.network.measure import measured
from kg.timeline import signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.compare import Kind
    from kg.network.layout import Places
    from kg.network.measure import Measure

LAYOUTS = Layouts()
"""Those of all readers: what one of them waits for holds up no other."""

# More can't be read as a drawing.
MOST_NODES = 300
MOST_TIES = 1200


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """The payload of the panel, how many nodes and ties it has, and how many there would be."""

    payload: dict[str, Any]
    drawn: int
    nodes: int
    drawn_ties: int
    ties: int


def drawing(
    graph: nx.Graph[str],
    kept: Iterable[str] | None = None,
    *,
    known: Places | None = None,
    measure: Measure = "events",
) -> NetworkDrawing:
    """Return how a network is drawn, without what stands alone.

    ``kept`` are the nodes to draw (by default those most tied), ``known`` the places of the whole
    network, from which a part does not move; without them the part is laid out by itself.
    """
    tied = [node for node in graph if graph.adj[node]]
    part = set(most_tied(graph) if kept is None else kept)
    nodes = [node for node in tied if any(other in part for other in graph.adj[node])]
    nodes = [node for node in nodes if node in part]
    drawn = graph if len(nodes) == len(graph) else nx.Graph(graph.subgraph(nodes))
    at = LAYOUTS.places(drawn) if known is None else near(drawn, known)
    size = measured(graph, measure)
    place = {node: index for index, node in enumerate(nodes)}
    # A part keeps no order of its edges: that of the whole network counts.
    edges = [one for one in graph.edges(data=True) if one[0] in place and one[1] in place]
    ties = len(edges)
    if len(nodes) <= MOST_NODES and ties > MOST_TIES:
        edges = _strongest(edges, MOST_TIES)
    table = _Table(graph, edges)
    payload: dict[str, Any] = {
        "nodes": {
            "id": nodes,
            "label": [graph.nodes[node]["label"] for node in nodes],
            "kind": [graph.nodes[node]["kind"] for node in nodes],
            "size": [round(size[node], 4) for node in nodes],
            "x": [at[node][0] for node in nodes],
            "y": [at[node][1] for node in nodes],
            "behind": [graph.nodes[node].get("behind", []) for node in nodes],
        },
        "edges": {
            "source": [place[one] for one, _, _ in edges],
            "target": [place[other] for _, other, _ in edges],
            "label": [", ".join(data.get("roles", ())) for _, _, data in edges],
            "weight": [data["weight"] for _, _, data in edges],
            "ties": [table.ties(data) for _, _, data in edges],
        },
        "channels": table.channels(),
        "events": table.columns(),
        "measure": measure,
    }
    payload["sig"] = signature(payload)
    return NetworkDrawing(payload, len(nodes), len(tied), len(edges), ties)


def placed(count: int, ends: Mapping[tuple[int, int], float]) -> tuple[list[float], list[float]]:
    """Return x and y of so many nodes that are tied by pairs with a weight, by their indices.

    It is for a payload that is made of something else than a network of a view.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(str(one) for one in range(count))
    for (one, other), weight in ends.items():
        graph.add_edge(str(one), str(other), weight=weight)
    found = LAYOUTS.places(graph)
    at = [found.get(str(one), (0.0, 0.0)) for one in range(count)]
    return [x for x, _ in at], [y for _, y in at]


def most_tied(graph: nx.Graph[str], most: int = MOST_NODES) -> list[str]:
    """Return the nodes with most events and ties, as many as a drawing can show."""
    by = {node: (graph.degree(node, weight="weight"), len(graph.adj[node])) for node in graph}
    found = sorted(graph, key=by.__getitem__, reverse=True)[:most]
    among = set(found)
    alone = sum(not any(other in among for other in graph.adj[node]) for node in found)
    # Busy actors are tied by events that have few ties themselves: then those around the busiest.
    return around(graph, found[:1], 2, most) if alone > most / 3 else found


def _strongest(edges: list[Any], most: int) -> list[Any]:
    """Return the strongest edges, and of every node at least its strongest, in the same order."""
    order = sorted(range(len(edges)), key=lambda one: -edges[one][2]["weight"])
    kept = set(order[:most])
    seen: set[str] = set()
    for index in order:
        ends = set(edges[index][:2])
        if not ends <= seen:
            kept.add(index)
            seen |= ends
    return [edges[index] for index in sorted(kept)]


def around(
    graph: nx.Graph[str], centre: Iterable[str], steps: int, most: int = MOST_NODES
) -> list[str]:
    """Return some nodes and those at most so many steps away; the nearest, then the most tied."""
    away = {node: 0 for node in centre if node in graph}
    layer = list(away)
    for step in range(1, steps + 1):
        layer = [other for node in layer for other in graph.neighbors(node) if other not in away]
        layer = list(dict.fromkeys(layer))
        away |= dict.fromkeys(layer, step)
    return sorted(away, key=lambda node: (away[node], -graph.degree(node, weight="weight")))[:most]


def marked(graph: nx.Graph[str], other: nx.Graph[str], kinds: Mapping[str, Kind]) -> nx.Graph[str]:
    """Return a copy in which labels tell what differs from another network.

    ``+`` stands before what the other has not, ``Δ`` before an event that it tells differently.
    """
    copy: nx.Graph[str] = nx.Graph(graph)
    for node, data in copy.nodes(data=True):
        mark = "Δ" if kinds.get(node) == "changed" else "+" if node not in other else ""
        copy.add_node(node, label=f"{mark} {data['label']}".strip())
    return copy


class _Table:
    """The events of a drawing, each once for each day on which a tie by it could be known."""

    def __init__(self, graph: nx.Graph[str], edges: Iterable[Any]) -> None:
        self.events = events_of(graph)
        self.rows: dict[tuple[str, date | None], int] = {}
        there = {how for *_, data in edges for how in data["channels"]}
        self.used = [one for one in TIES if one in there]

    def ties(self, data: Mapping[str, Any]) -> list[list[Any]]:
        """Return the channels of an edge, each with the rows of its events."""
        return [
            [index, [self._row(event, data["known"][event]) for event in data["channels"][how]]]
            for index, how in enumerate(self.used)
            if how in data["channels"]
        ]

    def channels(self) -> list[dict[str, str]]:
        """Return the channels that there are, as a legend tells them."""
        return [
            {"id": one, "label": TIES[one].label, "about": TIES[one].definition}
            for one in self.used
        ]

    def columns(self) -> dict[str, list[str | None]]:
        """Return the table: what it is called, its first and last day, and when it was known."""
        found: dict[str, list[str | None]] = {
            name: [] for name in ("id", "title", "date", "first", "last", "known")
        }
        for event, known in self.rows:
            one = self.events[event]
            first = one.date and one.date.earliest_begin
            last = one.date and one.date.latest_end
            found["id"].append(event)
            found["title"].append(one.title)
            found["date"].append(one.date.describe() if one.date else None)
            found["first"].append(first.isoformat() if first else None)
            found["last"].append(last.isoformat() if last else None)
            found["known"].append(known.isoformat() if known else None)
        return found

    def _row(self, event: str, known: date | None) -> int:
        return self.rows.setdefault((event, known), len(self.rows))
