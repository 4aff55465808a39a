"""Who met whom, counted from the graph and once more from the records alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.channel import ALL
from kg.graph import open_graph
from kg.page.meetings import meetings_page
from kg.view import View
from kg.vocabulary import HAPPENED

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph
    from kg.page.meetings import Level, MeetingsPage


def page_of(graph: Graph, level: Level = "sides", **filters: object) -> MeetingsPage:
    view = View(**filters)  # type: ignore[arg-type]
    return meetings_page(graph.of(view), view, level, graph.names)


def test_sides_deal_with_each_other_and_with_the_mediator(tiny_graph: Graph) -> None:
    page = page_of(tiny_graph)
    (contact,) = page.between("russia", "ukraine")
    assert (contact.channel, contact.event.id, contact.held) == ("met", "round", True)
    assert [one.channel for one in page.between("turkiye", "ukraine")] == ["mediated"]
    assert len(page.between("ukraine", "ukraine")) == 2  # with each of the others
    matrix = page.matrix(ALL, 10)
    assert matrix.cells["ukraine", "ukraine"].events == 1  # at one event
    assert matrix.held == 1
    assert page.matrix(["spoke"], 10).held == 0


def test_people_of_one_side_are_together_and_in_no_contact(data: Path) -> None:
    old = "- {actor: medinsky, role: head-of-delegation, party: russia}"
    new = old.replace("party: russia", "party: ukraine")
    change(data, "events/2022.yaml", f"    {old}\n", f"    {new}\n")
    page = page_of(open_graph(data), "people")
    (contact,) = page.between("arakhamia", "medinsky")
    assert contact.channel is None
    assert not page.matrix(ALL, 10).order
    assert page.matrix(ALL, 10).held == 0


def test_what_is_planned_is_told_apart(real_graph: Graph) -> None:
    eve, day = (page_of(real_graph, as_of=date(2022, 3, n)) for n in (28, 29))
    for page, held in ((eve, False), (day, True)):
        (found,) = (
            one
            for one in page.between("russia", "ukraine")
            if one.event.id == "2022-03-29-istanbul-talks"
        )
        assert (found.held, found.planned) == (held, not held)
    before, after = (page.matrix(ALL, 9).cells["russia", "ukraine"] for page in (eve, day))
    assert before.planned > after.planned
    assert before.events < after.events


@pytest.mark.parametrize("level", ["sides", "people"])
def test_the_matrix_is_whole(real_graph: Graph, level: Level) -> None:
    page = page_of(real_graph, level)
    matrix = page.matrix(ALL, 15)
    assert len(matrix.order) == 15
    assert matrix.left_out > 0
    for (one, other), cell in matrix.cells.items():
        assert matrix.cells[other, one] == cell
        assert cell.events <= matrix.cells[one, one].events
        held = {each.event.id for each in page.between(one, other) if each.held and each.channel}
        assert cell.events == len(held)
    # By one channel at a time, each pair is counted as often as by all.
    by_way = [page.matrix((way,), 1000) for way in ALL]
    every = page.matrix(ALL, 1000)
    for whole in (every, *by_way):
        counted = [cell for pair, cell in whole.cells.items() if pair[0] == pair[1]]
        assert max(cell.events for cell in counted) <= whole.held
    assert max(each.held for each in by_way) < every.held <= sum(each.held for each in by_way)
    parts = [each.cells for each in by_way]
    for pair, cell in every.cells.items():
        if pair[0] < pair[1]:
            assert cell.events == sum(cells[pair].events for cells in parts if pair in cells)


def test_the_contacts_are_of_events_that_took_place(real_graph: Graph) -> None:
    events = real_graph.dataset.events
    page = page_of(real_graph, "people")
    for (one, other), found in page.pairs.items():
        for contact in found:
            event = events[contact.event.id]
            here = {part.actor for part in event.participants if part.rank != "deprecated"}
            assert {one, other} <= here
            made = event.kind == "proposal" and event.status.status == "proposed"
            assert contact.held == (made or event.status.status in HAPPENED)


def test_filters_are_kept(real_graph: Graph) -> None:
    page = page_of(real_graph, tracks=("belarus-istanbul-talks",))
    assert 0 < page.matrix(ALL, 9).held < page_of(real_graph).matrix(ALL, 9).held
    assert {one.event.id for one in page.between("russia", "turkiye")} <= {
        one.event.id for one in page_of(real_graph).between("russia", "turkiye")
    }
