"""What is made once for all readers, and what is made anew."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from kg.editions import Editions
from kg.errors import DataError
from kg.graph import open_graph
from kg.page import rival_claims
from kg.ui import opened
from kg.view import View
from tests.support import change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph import Graph


@pytest.fixture
def folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KG_DATA", str(data))
    st.cache_resource.clear()
    yield data
    st.cache_resource.clear()


def test_broken_records_are_read_again_only_when_they_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = "  summary: Ukraine put proposals forward.", "  sumary: Nothing."
    change(folder, "events/2022.yaml", right, wrong)
    read = []

    def reading() -> Graph:
        read.append(1)
        return open_graph()

    monkeypatch.setattr(opened, "open_graph", reading)
    for _ in range(3):
        with pytest.raises(DataError):
            opened.graph()
    assert len(read) == 1
    change(folder, "events/2022.yaml", wrong, right)
    assert len(opened.graph()) > 100
    assert len(read) == 2


@pytest.mark.parametrize(
    "filters",
    [{"kinds": "call,meeting"}, {"start": "2022-03-20", "end": "2022-04-10"}, {"disputed": "1"}],
)
def test_rivals_of_a_filtered_view_are_those_that_a_query_finds(
    filters: dict[str, str], real_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "graph", lambda: real_graph)
    st.cache_resource.clear()
    view = View.of_params({"as-of": ["2023-01-01"], **{one: [filters[one]] for one in filters}})
    found = opened.rivals(view)
    assert found == rival_claims(real_graph.of(view), view, real_graph.names)
    assert 0 < len(found) < len(opened.rivals(view.knowledge)) or filters == {"disputed": "1"}
    st.cache_resource.clear()


def test_who_asks_for_a_ready_day_does_not_wait_for_another(
    tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = Editions(tiny_graph.dataset, tiny_graph.names)
    ready, slow = (View.of_params({"as-of": [day]}) for day in ("2022-03-28", "2022-03-29"))
    store = editions.store(ready)
    started, go_on = threading.Event(), threading.Event()
    quads = editions._quads

    def slowly(view: View) -> object:
        started.set()
        go_on.wait(10)
        return quads(view)

    monkeypatch.setattr(editions, "_quads", slowly)
    other = threading.Thread(target=editions.store, args=(slow,))
    other.start()
    assert started.wait(10)
    answered: list[object] = []
    asking = threading.Thread(target=lambda: answered.append(editions.store(ready)))
    asking.start()
    asking.join(5)
    waited = not answered
    go_on.set()
    other.join()
    asking.join()
    assert not waited
    assert answered == [store]
