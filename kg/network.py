"""The network of a view: who took part in what, or who met whom, as networkx graphs."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Literal

import networkx as nx

from kg.queries import page_query
from kg.rdf.names import Names

if TYPE_CHECKING:
    from kg.store import Store
    from kg.view import View

Projection = Literal["participation", "actors"]


def network(
    store: Store,
    view: View | None = None,
    projection: Projection = "participation",
    names: Names | None = None,
) -> nx.Graph[str]:
    """Return the network of a view.

    ``participation``: actors and events are nodes (``kind`` person, state, body or event), and an
    edge says in which roles an actor took part. ``actors``: actors alone; the ``weight`` of an edge
    is the number of events that two share. Nodes are ids with ``label``; both graphs hold
    nodes and edges in the same order whenever the data is the same.
    """
    names = names or Names()
    table = store.select(page_query("roles").sparql(view, names=names))
    both: nx.Graph[str] = nx.Graph()
    for row in table:
        actor, event = _local(row["actor"]), _local(row["event"])
        kind = str(row["type"]).rpartition("/")[2]
        kind = kind if kind in ("person", "state") else "body"
        both.add_node(event, label=str(row["title"]), kind="event")
        both.add_node(actor, label=str(row["name"]), kind=kind)
        if not both.has_edge(actor, event):
            both.add_edge(actor, event, roles=[], weight=1)
        roles = both.edges[actor, event]["roles"]
        if row["role"] not in roles:
            roles.append(row["role"])
    return both if projection == "participation" else _actors(both)


def _actors(both: nx.Graph[str]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for node, data in both.nodes(data=True):
        if data["kind"] != "event":
            graph.add_node(node, **data)
    for event, data in both.nodes(data=True):
        if data["kind"] != "event":
            continue
        for one, other in combinations(sorted(both.neighbors(event)), 2):
            if graph.has_edge(one, other):
                graph.edges[one, other]["weight"] += 1
                graph.edges[one, other]["events"].append(event)
            else:
                graph.add_edge(one, other, weight=1, events=[event])
    return graph


def _local(iri: object) -> str:
    return str(iri).rpartition("/")[2]
