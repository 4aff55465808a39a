"""A view with its events at hand gives every query the answers that its filters give."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg import narrow
from kg.narrow import MOST, Narrowed, narrowed, within
from kg.queries import named_queries
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

VIEWS = {
    "period": View(start=date(2022, 2, 1), end=date(2022, 4, 30)),
    "actor": View(actors=("vladimir-medinsky", "rustem-umerov")),
    "track, status": View(tracks=("belarus-istanbul-talks",), statuses=("held",)),
    "topic, kind": View(topics=("neutrality",), kinds=("talks-round", "statement")),
    "words": View(text="istanbul", disputed=True),
    "nothing": View(text="no event has these words"),
    "past": View(as_of=date(2022, 3, 28), text="talks"),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_query_gives_the_same(real_graph: Graph, view: View) -> None:
    store = real_graph.of(view)
    quick = narrowed(store, view, real_graph.names)
    assert isinstance(quick, Narrowed)
    for one in named_queries().values():
        if one.takes_view:
            plain, fast = (
                store.select(one.sparql(each, names=real_graph.names)) for each in (view, quick)
            )
            assert sorted(map(str, plain.rows)) == sorted(map(str, fast.rows)), one.name


def test_a_view_of_all_or_of_too_many_stays_as_it_is(
    real_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, store = real_graph.names, real_graph.store
    assert narrowed(store, None, names) is None
    assert narrowed(store, View(), names) == View()
    monkeypatch.setattr(narrow, "MOST", 3)
    many = View(tracks=("belarus-istanbul-talks",))
    assert narrowed(store, many, names) is many


def test_a_view_is_narrowed_to_some_events(real_graph: Graph) -> None:
    store, names = real_graph.store, real_graph.names
    round_, other = (
        names.thing("event", one)
        for one in ("2022-03-29-istanbul-talks", "2022-02-28-gomel-round-1")
    )
    everything = within(store, View(), names, {round_, other})
    march = within(store, View(start=date(2022, 3, 1)), names, {round_, other})
    assert isinstance(everything, Narrowed)
    assert isinstance(march, Narrowed)
    assert set(everything.events) == {round_, other}
    assert march.events == (round_,)
    many = {names.thing("event", str(one)) for one in range(MOST + 1)}
    assert within(store, View(), names, many) == View()
