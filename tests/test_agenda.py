"""The agenda of a track, beside what the records say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.errors import CallError
from kg.graph import open_graph
from kg.page.agenda import LONG_GAP, agenda_page, topics_by_month
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph
    from kg.page.agenda import AgendaPage

TRACK = "belarus-istanbul-talks"
ROUND = "2022-03-29-istanbul-talks"


def page_of(graph: Graph, track: str = TRACK, **filters: object) -> AgendaPage:
    view = View(**filters)  # type: ignore[arg-type]
    return agenda_page(graph.of(view), view, track, graph.names)


def test_marks_are_the_topics_of_the_records(real_graph: Graph) -> None:
    page = page_of(real_graph)
    about = {
        (topic, event.id)
        for event in real_graph.dataset.events.values()
        if TRACK in event.tracks
        for topic in event.topics
    }
    found = {
        (row.topic.id, event)
        for row in page.rows
        for event, mark in row.marks.items()
        if mark.how not in ("claimed", "denied")
    }
    assert found == about
    assert [one.begin for one in page.columns] == sorted(
        one.begin for one in page.columns if one.begin
    )


def test_how_a_topic_was_dealt_with(real_graph: Graph) -> None:
    marks = {row.topic.id: row.marks for row in page_of(real_graph).rows}
    assert marks["ceasefire"]["2022-02-28-gomel-round-1"].how == "discussed"
    assert marks["sanctions"]["2022-04-15-treaty-draft"].how == "proposed"
    assert marks["leaders-meeting"]["2022-03-28-peskov-briefing"].how == "said"
    assert marks["prisoner-exchange"][ROUND].how == "denied"
    assert marks["crimea-status"][ROUND].claims > 0
    signed = page_of(real_graph, "black-sea-grain")
    assert "decided" in {mark.how for row in signed.rows for mark in row.marks.values()}


def test_narrower_topics_follow_their_wider_one(real_graph: Graph) -> None:
    page = page_of(real_graph)
    place = {row.topic.id: index for index, row in enumerate(page.rows)}
    for row in page.rows:
        if row.wider is not None:
            assert place[row.wider.id] < place[row.topic.id]
    assert {row.topic.id for row in page.rows if row.wider} >= {"crimea-status", "donbas-status"}


def test_a_long_silence_is_found(real_graph: Graph) -> None:
    gaps = {row.topic.id: row.gap for row in page_of(real_graph).rows}
    gap = gaps["security-guarantees"]
    assert gap is not None
    before, after = gap
    assert before.begin
    assert after.begin
    assert (after.begin - before.begin).days > LONG_GAP
    assert gaps["ceasefire"] is None


def test_nothing_from_later_is_on_the_agenda(real_graph: Graph) -> None:
    page = page_of(real_graph, as_of=date(2022, 3, 28))
    assert ROUND in {one.event.id for one in page.columns}
    marks = {row.topic.id: row.marks.get(ROUND) for row in page.rows}
    assert {mark.how for mark in marks.values() if mark} == {"claimed", "denied"}
    assert "military-operations" not in marks


def test_a_plan_is_foreseen_and_not_discussed(data: Path) -> None:
    change(data, "events/2022.yaml", "    - {status: held, sources: [wire, wire-copy]}\n", "")
    (row,) = page_of(open_graph(data), "process").rows
    assert row.marks["round"].how == "ahead"


def test_a_track_that_can_be_none_is_refused(tiny_graph: Graph) -> None:
    with pytest.raises(CallError):
        page_of(tiny_graph, "no track!")
    assert page_of(tiny_graph, "no-track").columns == ()


def test_months_count_every_topic(real_graph: Graph) -> None:
    found = topics_by_month(real_graph.store, View(), real_graph.names)
    events = real_graph.dataset.events.values()
    assert {one.topic.id: sum(one.events.values()) for one in found} == {
        topic: sum(topic in event.topics for event in events)
        for topic in {topic for event in events for topic in event.topics}
    }
