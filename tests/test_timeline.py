"""The timeline: the same events and bounds as the records have, whatever the store says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.edtf import parse
from kg.lanes import MOST_LANES, Track
from kg.timeline import Event, Timeline, signature, timeline
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
    columns = drawn(tiny_graph).layout()["events"]
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


def test_what_has_no_date_yet_is_told_and_not_drawn() -> None:
    dated = event("dated", "one")
    undated = replace(dated, id="undated", title="No date", date=None, status=None, track="two")
    found = Timeline((dated, undated), {}, {})
    payload = found.layout()
    assert payload["events"]["id"] == ["dated"]
    assert [one["id"] for one in payload["lanes"]] == ["one"]
    assert found.drawn + found.undated == found.events
    without = Timeline((replace(dated, status=None),), {}, {}).layout()
    assert without["events"]["status"] == [""]


def test_rival_dates_name_who_claims_them_and_each_date_once(tiny_graph: Graph) -> None:
    found = drawn(tiny_graph)
    assert [label for _, label in found.rivals["round"]] == [
        "Davyd Arakhamia: 28–30 March 2022",
        "Vladimir Medinsky: 29–30 March 2022",
    ]
    assert found.announced == {"round": "2022-03-27"}


def test_ties_are_told_from_both_ends_and_only_between_what_is_drawn(real_graph: Graph) -> None:
    found = drawn(real_graph)
    records = real_graph.dataset.events
    follows = {(one.event, one.other) for one in found.ties if one.words == "Follows"}
    assert follows == {(one.id, other) for one in records.values() for other in one.follows}
    assert {one.back for one in found.ties if one.words == "Follows"} == {"Followed by"}
    event, other = min(follows)
    assert found.extras([other, event])["ties"] == {
        "event": [1],
        "words": ["Follows"],
        "other": [0],
        "back": ["Followed by"],
    }
    assert found.extras([event])["ties"]["event"] == []


def test_extras_stand_at_the_place_of_their_event(tiny_graph: Graph) -> None:
    extras = drawn(tiny_graph).extras(["answer", "round"])
    assert set(extras["rivals"]["event"]) == {1}
    assert extras["rivals"]["label"][0] == "Davyd Arakhamia: 28–30 March 2022"
    assert extras["announced"] == {"event": [1], "day": ["2022-03-27"]}


def test_lanes_are_the_tracks_with_most_events_first(real_graph: Graph) -> None:
    found = drawn(real_graph)
    lanes = found.layout()["lanes"]
    assert len(lanes) <= MOST_LANES
    assert lanes[-1]["id"] == "other-tracks"
    counts = [found.layout()["events"]["lane"].count(index) for index in range(len(lanes) - 1)]
    assert counts == sorted(counts, reverse=True)


def event(name: str, track: str) -> Event:
    day = parse("2022-03-29")
    return Event(name, name, day, "call", "held", track, track, False, 1, None)


def lanes_of(parents: dict[str, str | None], counts: dict[str, int]) -> dict[str, str]:
    """Return the lane of each track, of events as many as told."""
    events = [event(f"{one}.{i}", one) for one, many in counts.items() for i in range(many)]
    tracks = {one: Track(one, parent) for one, parent in parents.items()}
    payload = Timeline(tuple(events), {}, {}, (), tracks).layout()
    ids = [lane["id"] for lane in payload["lanes"]]
    assert len(ids) <= MOST_LANES
    assert len(set(ids)) == len(ids)
    lanes = [ids[index] for index in payload["events"]["lane"]]
    return {one.track: lane for one, lane in zip(events, lanes, strict=True)}


LARGE = {f"large-{i:02}": 50 for i in range(MOST_LANES - 1)}


def test_small_tracks_go_into_the_larger_one() -> None:
    parents = dict.fromkeys(LARGE) | {"whole": None, "a": "whole", "b": "whole", "c": "b"}
    found = lanes_of(parents, LARGE | {"whole": 9, "a": 1, "b": 2, "c": 1})
    assert {found[one] for one in ("whole", "a", "b", "c")} == {"whole"}
    assert all(found[one] == one for one in LARGE)


def test_what_has_no_larger_track_goes_to_the_rest() -> None:
    found = lanes_of(dict.fromkeys([*LARGE, "a", "b"]), LARGE | {"a": 1, "b": 2})
    assert (found["a"], found["b"]) == ("other-tracks", "other-tracks")


@pytest.mark.parametrize("around", [["a", "b", "c"], ["a"]])
def test_tracks_that_are_parts_of_each_other_come_to_an_end(around: list[str]) -> None:
    parents = dict.fromkeys(LARGE) | dict(zip(around, around[1:] + around[:1], strict=True))
    found = lanes_of(parents | {"d": "a"}, LARGE | dict.fromkeys([*around, "d"], 1))
    assert set(found) == set(LARGE) | {*around, "d"}


def test_no_event_is_outside_the_lane_of_its_own_track(real_graph: Graph) -> None:
    found = drawn(real_graph)
    payload = found.layout()
    lanes = [one["id"] for one in payload["lanes"]]
    tracks = real_graph.dataset.tracks
    for name, index in zip(payload["events"]["id"], payload["events"]["lane"], strict=True):
        line = [real_graph.dataset.events[name].tracks[0]]
        while parent := tracks[line[-1]].part_of:
            line.append(parent)
        own = next((one for one in line if one in lanes), "other-tracks")
        assert lanes[index] == own, name
    assert "belarus-istanbul-talks" in lanes


def test_a_lane_tells_what_was_searched(tiny_graph: Graph) -> None:
    lanes = {one["id"]: one for one in drawn(tiny_graph).layout()["lanes"]}
    assert lanes["istanbul"]["searched"] == [
        {"from": "2022-03-01", "to": "2022-03-31", "depth": "systematic"}
    ]
    assert lanes["istanbul"]["told"] == "Istanbul talks – searched closely, March 2022"
    assert lanes["process"]["searched"] == []
    assert lanes["process"]["told"] == "The process – not searched"


def test_a_lane_of_several_tracks_says_at_most_that_landmarks_were_looked_for(
    tiny_graph: Graph,
) -> None:
    searched = drawn(tiny_graph).searched
    events = tuple(event(f"{one}.{i}", one) for one in LARGE for i in range(50))
    events += (event("x", "istanbul"), event("y", "process"))
    tracks = {"istanbul": Track("Istanbul talks", "process"), "process": Track("All", None)}
    found = Timeline(events, {}, {}, searched, tracks).layout()["lanes"]
    lane = next(one for one in found if one["id"] in ("process", "other-tracks"))
    assert [one["depth"] for one in lane["searched"]] == ["selective"]
    assert "2 tracks" in lane["told"]


def test_the_payload_changes_with_the_view_and_only_with_it(tiny_graph: Graph) -> None:
    whole = drawn(tiny_graph).layout()
    assert drawn(tiny_graph).layout() == whole
    part = drawn(tiny_graph, View(kinds=("statement",))).layout()
    assert part["events"]["id"] == ["answer"]
    assert part["statuses"] == whole["statuses"]


def test_a_view_without_event_is_an_empty_timeline(tiny_graph: Graph) -> None:
    found = drawn(tiny_graph, View(text="no such words"))
    assert found.layout()["lanes"] == []
    assert found.layout()["events"]["id"] == []


def test_the_signature_is_that_of_the_content() -> None:
    assert signature({"a": 1, "b": ["é"]}) == signature({"b": ["é"], "a": 1}) == "d90c78b7f00ae55d"
