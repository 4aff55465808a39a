"""The network of a view as the panel draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.timeline import signature
from kg.ui.text import many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.compare import Kind
    from kg.network import Projection

# More can't be read as a drawing.
MOST_NODES = 300


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """The payload of the panel, how many nodes it has, and how many there would be."""

    payload: dict[str, Any]
    drawn: int
    nodes: int


def drawing(graph: nx.Graph[str], projection: Projection) -> NetworkDrawing:
    """Return how a network is drawn: without what stands alone, and the most tied nodes only."""
    tied = sorted((node for node in graph if graph.degree[node]), key=lambda n: -graph.degree[n])
    kept = set(tied[:MOST_NODES])
    nodes = [node for node in graph if node in kept]
    place = {node: index for index, node in enumerate(nodes)}
    edges = [edge for edge in graph.edges(data=True) if edge[0] in kept and edge[1] in kept]
    payload: dict[str, Any] = {
        "nodes": {
            "id": nodes,
            "label": [graph.nodes[node]["label"] for node in nodes],
            "kind": [graph.nodes[node]["kind"] for node in nodes],
            "size": [graph.degree[node] for node in nodes],
            "note": [_note(graph, node, projection) for node in nodes],
        },
        "edges": {
            "source": [place[one] for one, _, _ in edges],
            "target": [place[other] for _, other, _ in edges],
            "label": [_tie(data) for _, _, data in edges],
            "weight": [data["weight"] for _, _, data in edges],
        },
    }
    drawn = payload | {"sig": signature(payload)}
    return NetworkDrawing(drawn, len(nodes), len(tied))


def marked(graph: nx.Graph[str], other: nx.Graph[str], kinds: Mapping[str, Kind]) -> nx.Graph[str]:
    """Return a copy in which labels tell what differs from another network.

    ``+`` stands before what the other has not, ``Δ`` before an event that it tells differently.
    """
    copy: nx.Graph[str] = nx.Graph(graph)
    for node, data in copy.nodes(data=True):
        mark = "Δ" if kinds.get(node) == "changed" else "+" if node not in other else ""
        copy.add_node(node, label=f"{mark} {data['label']}".strip())
    return copy


def _note(graph: nx.Graph[str], node: str, projection: Projection) -> str:
    ties = graph.degree[node]
    if projection == "actors":
        return f"Shares events with {many(ties, 'other actor')} of this view."
    if graph.nodes[node]["kind"] == "event":
        return f"{many(ties, 'actor')} took part or had a role."
    return f"Has a role in {many(ties, 'event')} of this view."


def _tie(data: dict[str, Any]) -> str:
    if "roles" in data:
        return ", ".join(str(role).lower() for role in data["roles"])
    return f"{many(data['weight'], 'event')} together"
