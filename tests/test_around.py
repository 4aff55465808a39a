"""Neighbours in time: the nearest of the track, and what else may have happened in those days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.around import Around, around
from kg.edtf import parse
from kg.timeline import Event, Timeline, timeline
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph


def happened(name: str, on: str | None, track: str = "a") -> Event:
    return Event(
        *(name, name, parse(on) if on else None, "meeting", "held", track, track, False, 1, None)
    )


def of(*events: Event) -> Timeline:
    return Timeline(events, {}, {})


def ids(events: tuple[Event, ...]) -> list[str]:
    return [one.id for one in events]


def test_three_before_and_three_after_in_the_track() -> None:
    days = [happened(f"e{day}", f"2022-03-{day:02}") for day in range(1, 10)]
    found = around(of(*days, happened("other", "2022-03-05", "b")), "e5")
    assert ids(found.before) == ["e2", "e3", "e4"]
    assert ids(found.after) == ["e6", "e7", "e8"]
    assert ids(found.week) == ["other"]


@pytest.mark.parametrize(
    ("on", "there"),
    [
        ("2022-03-25", False),
        ("2022-03-26", True),
        ("2022-04-01", True),
        ("2022-04-02", False),
        ("2022-04-02/2022-04-03", False),
        ("2022-03", True),  # it may have been in those days
        ("2022", False),  # that tells of no week
        ("2022-03-20/..", False),
        (None, False),
    ],
)
def test_a_week_is_three_days_on_either_side(on: str | None, there: bool) -> None:
    found = around(of(happened("other", on, "b"), happened("here", "2022-03-29")), "here")
    assert ids(found.week) == ["other"] * there


def test_without_a_date_there_are_no_neighbours() -> None:
    assert around(of(happened("here", None), happened("one", "2022-03-29")), "here") == Around()
    assert around(of(), "here") == Around()


def test_at_an_end_of_the_calendar_nothing_breaks() -> None:
    assert around(of(happened("here", "0001-01-01"), happened("b", "0001-01-02", "b")), "here").week


def test_nothing_of_later_is_around(real_graph: Graph) -> None:
    view = View(as_of=date(2022, 3, 28))
    here = "2022-03-28-peskov-briefing"
    known = real_graph.editions.records(view).events
    found = around(timeline(real_graph.of(view), view, real_graph.names), here)
    every = (*found.before, *found.after, *found.week)
    assert every
    assert {one.id for one in every} <= set(known)
