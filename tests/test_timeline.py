"""The timeline: the same events and bounds as the records have, whatever the store says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.timeline import MOST_LANES, Timeline, signature, timeline
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph


def drawn(graph: Graph, view: View | None = None) -> Timeline:
    return timeline(graph.store, view, graph.names)


def test_events_and_dates_are_those_of_the_records(real_graph: Graph) -> None:
    found = {one.id: one for one in drawn(real_graph).events}
    records = real_graph.dataset.events
    assert set(found) == set(records)
    for event_id, record in records.items():
        one = found[event_id]
        assert one.date == record.when, event_id
        assert (one.title, one.kind, one.status) == (
            record.title,
            record.kind,
            record.status.status,
        )
        assert one.track == record.tracks[0]


def test_an_open_date_has_no_end_and_an_uncertain_one_keeps_its_bounds(tiny_graph: Graph) -> None:
    columns = drawn(tiny_graph).payload()["events"]
    rows = {
        event: {name: values[index] for name, values in columns.items()}
        for index, event in enumerate(columns["id"])
    }
    going_on, month = rows["next-round"], rows["answer"]
    assert (going_on["b0"], going_on["e1"]) == ("2022-04-01", None)
    assert (month["b0"], month["b1"], month["e0"], month["e1"]) == (
        *("2022-03-01", "2022-03-31"),
        *("2022-03-01", "2022-03-31"),
    )
    assert (month["date"], month["approx"], month["uncertain"]) == ("about March 2022", True, False)
    assert len({len(values) for values in columns.values()}) == 1


def test_rival_dates_name_who_claims_them_and_each_date_once(tiny_graph: Graph) -> None:
    found = drawn(tiny_graph)
    assert [label for _, label in found.rivals["round"]] == [
        "Davyd Arakhamia: 28–30 March 2022",
        "Vladimir Medinsky: 29–30 March 2022",
    ]
    assert found.announced == {"round": "2022-03-27", "next-round": "2022-04-01"}


def test_lanes_are_the_tracks_with_most_events_first(real_graph: Graph) -> None:
    found = drawn(real_graph)
    lanes = found.payload()["lanes"]
    assert len(lanes) <= MOST_LANES
    assert lanes[0]["id"] == "belarus-istanbul-talks"
    counts = [found.payload()["events"]["lane"].count(index) for index in range(len(lanes) - 1)]
    assert counts == sorted(counts, reverse=True)


def test_the_payload_changes_with_the_view_and_only_with_it(tiny_graph: Graph) -> None:
    whole = drawn(tiny_graph).payload()
    assert drawn(tiny_graph).payload() == whole
    part = drawn(tiny_graph, View(kinds=("statement",))).payload()
    assert part["events"]["id"] == ["answer"]
    assert part["sig"] != whole["sig"]
    assert part["statuses"] == whole["statuses"]


def test_a_view_without_event_is_an_empty_timeline(tiny_graph: Graph) -> None:
    found = drawn(tiny_graph, View(text="no such words"))
    assert found.payload()["lanes"] == []
    assert found.payload()["events"]["id"] == []


def test_the_signature_is_that_of_the_content() -> None:
    assert signature({"a": 1, "b": ["é"]}) == signature({"b": ["é"], "a": 1}) == "d90c78b7f00ae55d"
