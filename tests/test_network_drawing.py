"""Places, measures and paths of networks, each on the smallest graph that shows the thing."""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.network.layout import EXACT, near, places
from kg.network.measure import BETWEEN_MOST, MEASURES, measured, offered
from kg.network.occasion import Occasion
from kg.network.path import path
from kg.ui.network_drawing import MOST_TIES, around, drawing, most_tied, placed

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.network.layout import Places


def tied(*edges: tuple[str, str], **weights: int) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph(events={})
    occasions = graph.graph["events"]
    for one, other in edges:
        count = weights.get(one + other, 1)
        events = {f"{one}{other}{i}": None for i in range(count)}
        for event in events:
            occasions[event] = Occasion(event, event, "meeting", None, "held", None, None, None)
        for node in (one, other):
            graph.add_node(node, label=node, kind="state")
        graph.add_edge(one, other, weight=count, channels={"met": list(events)}, known=events)
    return graph


def chain(names: str) -> nx.Graph[str]:
    return tied(*pairwise(names))


def box(found: Places, nodes: str) -> tuple[float, float, float, float]:
    xs, ys = zip(*(found[one] for one in nodes), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_a_chain_is_laid_out_as_one() -> None:
    found = places(chain("abcdef"))
    ordered = sorted(found, key=lambda one: found[one][0])
    assert "".join(ordered) in ("abcdef", "fedcba")  # across, since panels are wide
    steps = [dist(found[one], found[other]) for one, other in pairwise("abcdef")]
    assert max(steps) < 1.5 * min(steps)


def test_the_same_network_has_the_same_places(real_graph: Graph) -> None:
    graph = real_graph.network(projection="people")
    found = places(graph)
    assert found == places(real_graph.network(projection="people"))
    assert set(found) == {node for node in graph if graph.degree[node]}
    assert len(set(found.values())) == len(found)  # none lies on another


def test_pieces_stand_beside_each_other() -> None:
    graph = nx.compose_all([chain("abcd"), chain("efg"), chain("hi")])
    found = places(graph)
    boxes = [box(found, names) for names in ("abcd", "efg", "hi")]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
            assert apart


def test_thousands_are_laid_out_too() -> None:
    grid = nx.relabel_nodes(nx.grid_2d_graph(30, 30), str)
    assert len(grid) > EXACT
    found = places(grid)
    assert found == places(grid)
    neighbours = [dist(found[one], found[other]) for one, other in grid.edges]
    far = dist(found["(0, 0)"], found["(29, 29)"])
    assert sorted(neighbours)[len(neighbours) // 2] < far / 12


def test_a_part_keeps_the_places_of_the_whole() -> None:
    known = places(chain("abcdef"))
    part = chain("bcd")
    assert near(part, known) == {one: known[one] for one in "bcd"}
    part.add_edge("c", "new")
    assert dist(near(part, known)["new"], known["c"]) < 1


def test_a_drawing_does_not_move_when_something_leaves(real_graph: Graph) -> None:
    graph = real_graph.network()
    known = places(graph)
    whole = drawing(graph, known=known).payload["nodes"]
    left = graph.copy()
    left.remove_node("turkiye")
    rest = drawing(left, known=known).payload["nodes"]
    before = dict(zip(whole["id"], zip(whole["x"], whole["y"], strict=True), strict=True))
    after = dict(zip(rest["id"], zip(rest["x"], rest["y"], strict=True), strict=True))
    assert after
    assert all(before[node] == place for node, place in after.items())


def test_places_of_what_is_no_network_of_a_view() -> None:
    x, y = placed(4, {(0, 1): 1, (1, 2): 5})
    assert len(set(zip(x[:3], y[:3], strict=True))) == 3
    assert (x[3], y[3]) == (0, 0)  # stands alone


def test_measures_of_a_star() -> None:
    star = tied(("m", "a"), ("m", "b"), ("m", "c"), ma=3)
    assert measured(star, "events") == {"m": 5, "a": 3, "b": 1, "c": 1}
    assert measured(star, "ties") == {"m": 3, "a": 1, "b": 1, "c": 1}
    assert measured(star, "between") == {"m": 1, "a": 0, "b": 0, "c": 0}
    rank = measured(star, "rank")
    assert rank["m"] > rank["a"] > rank["b"] == rank["c"]
    assert sum(rank.values()) == pytest.approx(len(star), abs=1e-4)


def test_the_rank_of_two_that_are_tied_to_each_other_alone() -> None:
    assert measured(tied(("a", "b")), "rank") == {"a": 1, "b": 1}
    assert measured(nx.Graph(), "rank") == {}


def test_betweenness_is_not_offered_for_very_many() -> None:
    assert offered(tied(("a", "b"))) == MEASURES
    many: nx.Graph[str] = nx.relabel_nodes(nx.path_graph(int(BETWEEN_MOST**0.5) + 2), str)
    assert "between" not in offered(many)


def test_a_path_has_the_fewest_steps_and_then_the_strongest_ties() -> None:
    graph = tied(("a", "b"), ("b", "z"), ("a", "c"), ("c", "z"), ("a", "d"), ac=5, cz=5)
    assert [(one.one, one.other) for one in path(graph, "a", "z")] == [("a", "c"), ("c", "z")]
    assert len(path(graph, "a", "z")[0].channels["met"]) == 5
    graph.add_edge("a", "z", weight=1, channels={"met": ["x"]}, known={"x": None})
    assert [(one.one, one.other) for one in path(graph, "a", "z")] == [("a", "z")]


def test_where_there_is_no_way_there_is_no_path() -> None:
    graph = nx.compose(chain("ab"), chain("cd"))
    assert path(graph, "a", "d") == ()
    assert path(graph, "a", "a") == ()
    assert path(graph, "a", "nobody") == ()


def test_around_are_the_nearest() -> None:
    graph = chain("abcdef")
    assert set(around(graph, ["c"], 1)) == {"b", "c", "d"}
    assert set(around(graph, ["c"], 2)) == set("abcde")
    assert around(graph, ["c"], 2, most=3)[0] == "c"
    assert around(graph, ["nobody"], 2) == []


def test_the_most_tied_are_tied_to_each_other() -> None:
    """Of busy actors and events of two each, the busiest alone would have no tie to draw."""
    graph: nx.Graph[str] = nx.Graph()
    for i in range(40):
        for j in range(3):
            graph.add_edge(f"actor-{(i * 7 + j * 5) % 8}", f"event-{i}", weight=1)
    chosen = graph.subgraph(most_tied(graph, 8))
    assert chosen.number_of_edges() >= 7


def test_of_very_many_ties_the_strongest_are_drawn() -> None:
    names = [f"n{i}" for i in range(60)]
    pairs = [(one, other) for i, one in enumerate(names) for other in names[i + 1 :]]
    found = drawing(tied(*pairs), known={name: (i, i) for i, name in enumerate(names)})
    assert found.ties == len(pairs) > MOST_TIES
    assert MOST_TIES <= found.drawn_ties < MOST_TIES + 60
    drawn = {*found.payload["edges"]["source"], *found.payload["edges"]["target"]}
    assert len(drawn) == 60  # nobody stands alone for it
