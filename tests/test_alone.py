"""Events that stand alone: mapped a part at a time, the quads are those of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.synthetic import coded
from kg.checks import check
from kg.checks.alone import needed_events, stands_alone
from kg.known import Known
from kg.rdf.build import build, event_lines
from kg.rdf.names import Names
from kg.records import Event

from .rdf.tiny import tiny_dataset

if TYPE_CHECKING:
    from kg.dataset import Dataset


@pytest.fixture(scope="module")
def mixed() -> Dataset:
    """Twenty coded events; the last is withdrawn."""
    around, rows = coded(20)
    events = [Event.model_validate(one) for one in rows]
    gone = {"on": "2026-12-31", "why": "It is no event."}
    events[-1] = Event.model_validate({**events[-1].model_dump(), "withdrawn": gone})
    return replace(around, events={one.id: one for one in events})


def test_parts_give_the_quads_of_the_whole(mixed: Dataset) -> None:
    assert all(map(stands_alone, mixed.events.values()))
    ids = list(mixed.events)
    around = replace(mixed, events={})
    known = Known(around)
    parts = [build(around)]
    for first in range(0, 20, 7):
        some = {one: mixed.events[one] for one in ids[first : first + 7]}
        parts.append(event_lines(known, some, Names()))
    lines = [line for part in parts for line in part]
    assert len(lines) == len(set(lines))
    assert sorted(lines) == build(mixed)
    assert build(mixed, elsewhere=ids) == parts[0]


def test_beside_finds_records_and_tells_none(mixed: Dataset) -> None:
    part = replace(mixed.beside(), events={"event-1": mixed.events["event-1"]})
    assert [record.id for _, record in part.records()] == ["event-1"]
    assert part.kind_of("s1") == "sources"
    assert part.sources["s1"] is mixed.sources["s1"]
    errors = [one for one in check(part) if one.severity == "error"]
    assert errors == []


@pytest.mark.parametrize(
    "more",
    [
        {"part_of": ["event-2"]},
        {"round": 1},
        {"produced": ["paper"]},
        {"explained": [{"rule": "two-places", "why": "W.", "about": ["event-2"]}]},
        {"withdrawn": {"on": "2026-12-31", "why": "W.", "instead": "event-2"}},
    ],
)
def test_what_ties_an_event_to_others(mixed: Dataset, more: dict[str, object]) -> None:
    event = Event.model_validate({**mixed.events["event-1"].model_dump(), **more})
    assert not stands_alone(event)


def test_events_that_others_speak_of_are_needed() -> None:
    dataset = tiny_dataset()
    assert needed_events(dataset) == set()
    tied = {one.id: one for one in dataset.events.values() if not stands_alone(one)}
    rest = replace(dataset, events={})
    assert needed_events(rest) <= set(dataset.events)
    links = ("part_of", "follows", "led_to", "responds_to")
    named = {to for one in tied.values() for name in links for to in getattr(one, name)}
    assert named
    assert named - set(tied) <= needed_events(replace(dataset, events=tied))
