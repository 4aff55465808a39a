"""The words that the editor completes are those of the graph, of the day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from kg.completion import MOST_THINGS, words
from kg.functions import NAMES
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

# An inline payload beyond this would be too much for each visit.
MOST_BYTES = 100_000


def test_names_come_with_label_and_count(real_graph: Graph) -> None:
    found = words(real_graph.store, real_graph.names)
    classes = {name: (label, count) for name, label, count in found.classes}
    events = len(real_graph.dataset.events)
    assert classes["sem:Event"] == ("", events)
    assert classes["kg:Claim"][0] == "Claim"
    properties = {name: (label, count) for name, label, count in found.properties}
    assert properties["kg:mainTrack"] == ("main track", events)
    counts = [count for _, _, count in found.properties]
    assert counts == sorted(counts, reverse=True)
    assert {name.removeprefix("kg:") for name, _ in found.functions} == set(NAMES)
    assert found.prefixes == real_graph.names.prefixes


def test_things_are_found_by_label_the_best_connected_first(real_graph: Graph) -> None:
    found = words(real_graph.store, real_graph.names)
    things = dict(found.things)
    assert things["id/actor/dmitry-peskov"] == "Dmitry Peskov"
    assert things["voc/topic/crimea-status"] == "Status of Crimea"
    ids = list(things)
    assert ids.index("id/actor/russia") < ids.index("id/actor/dmitry-peskov")
    assert len(ids) <= MOST_THINGS
    assert max(map(len, things.values())) <= 80


def test_it_fits_into_a_page(real_graph: Graph) -> None:
    payload = words(real_graph.store, real_graph.names).payload()
    assert len(json.dumps(payload, ensure_ascii=False).encode()) < MOST_BYTES


def test_nothing_of_a_later_day_is_offered(tiny_graph: Graph) -> None:
    view = View(as_of=date(2022, 3, 27))
    then = dict(words(tiny_graph.of(view), tiny_graph.names).things)
    now = dict(words(tiny_graph.store, tiny_graph.names).things)
    events = {one for one in now if one.startswith("id/event/")}
    assert {one for one in then if one.startswith("id/event/")} < events
