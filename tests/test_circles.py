"""Who comes round to itself: the same as networkx finds, and soon however long the way."""

from __future__ import annotations

import time

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.checks.shape import _on_circles

NODES = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(NODES, NODES), max_size=30))
def test_circles_are_those_that_networkx_finds(pairs: list[tuple[str, str]]) -> None:
    links: dict[str, list[str]] = {}
    for one, other in pairs:
        links.setdefault(one, []).append(other)
    graph = nx.DiGraph(pairs)
    expected = {
        one
        for part in nx.strongly_connected_components(graph)
        for one in part
        if len(part) > 1 or graph.has_edge(one, one)
    }
    assert _on_circles(links) == expected


def test_a_long_chain_takes_no_square_of_its_length() -> None:
    chain = {f"e{i}": [f"e{i + 1}"] for i in range(100_000)}
    begin = time.process_time()
    assert _on_circles(chain) == set()
    assert len(_on_circles(chain | {"e100000": ["e0"]})) == 100_001
    # Every start by itself would take hours.
    assert time.process_time() - begin < 20
