"""The plain network of millions of events, beside networkx's own projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.network.measure import measured
from kg.network.together import together
from kg.rdf.names import Names
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

ACTORS = st.integers(0, 12).map("actor-{}".format)
PRESENT = st.lists(st.sets(ACTORS, min_size=1, max_size=6), min_size=1, max_size=25)
TOOK_PART = "<https://schema.org/participant>"


def stored(present: list[set[str]]) -> Store:
    names = Names()
    return Store.in_memory(
        f"<{names.thing('event', str(index))}> {TOOK_PART} <{names.thing('actor', one)}> .\n"
        for index, actors in enumerate(present)
        for one in sorted(actors)
    )


def weights(graph: nx.Graph[str]) -> dict[frozenset[str], int]:
    return {frozenset((a, b)): data["weight"] for a, b, data in graph.edges(data=True)}


@given(PRESENT)
def test_it_is_the_projection_that_networkx_makes(present: list[set[str]]) -> None:
    both: nx.Graph[str] = nx.Graph()
    both.add_edges_from(
        (one, f"event-{index}") for index, actors in enumerate(present) for one in actors
    )
    actors = [node for node in both if node.startswith("actor")]
    expected = nx.bipartite.weighted_projected_graph(both, actors)
    found = together(stored(present))
    assert set(found) == set(expected)
    assert weights(found) == weights(expected)
    assert {node: data["events"] for node, data in found.nodes(data=True)} == dict(
        both.degree(actors)
    )


@given(PRESENT)
def test_betweenness_is_that_of_networkx(present: list[set[str]]) -> None:
    graph = together(stored(present))
    expected = nx.betweenness_centrality(graph)
    found = measured(graph, "between")
    assert list(found) == list(expected)
    assert all(abs(found[node] - expected[node]) < 1e-8 for node in graph)


def test_a_view_leaves_events_out(tiny_graph: Graph) -> None:
    every, none = tiny_graph.together(), tiny_graph.together(View(tracks=("nothing",)))
    assert set(every) >= {"arakhamia", "medinsky"}
    assert every.edges["arakhamia", "medinsky"]["weight"] >= 1
    assert len(none) == 0
