"""States from day to day: what the timeline shows while a reader moves the day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.editions import Editions
from kg.policy import Policy
from kg.rdf.names import Names
from kg.records import best
from kg.states import State, columns, states
from kg.timeline import bounds, timeline
from kg.ui.timeline_panel import day_of, layout
from kg.view import View

from .past import claim, dataset, day, event

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.graph import Graph
    from kg.records import Event

POLICIES = [Policy.of(one) for one in ("editor", "earliest", "corroborated", "party:russia")]
DAYS = st.dates(date(2021, 12, 1), date(2022, 6, 1)) | st.dates(date(1994, 1, 1), date(2026, 12, 1))


def made(*events: Event) -> Editions:
    return Editions(dataset(*events), Names())


def shown(found: State) -> tuple[str | None, str | None, bool]:
    return found.status, str(found.date) if found.date else None, found.disputed


def at(found: tuple[State, ...], on: date) -> State | None:
    """Return the state that holds on a day."""
    place = bisect_right([one.since for one in found], on)
    return found[place - 1] if place else None


def standing(one: Event | None) -> tuple[str | None, str | None] | None:
    """Return status and date as records have them: an independent oracle."""
    if one is None:
        return None
    dates = best(one.date)
    return (
        one.lifecycle[-1].status if one.lifecycle else None,
        str(dates[0].value) if dates else None,
    )


@pytest.fixture(scope="module")
def real(real_dataset: Dataset) -> Editions:
    return Editions(real_dataset, Names())


# -- the states of an event


def test_a_state_holds_until_something_that_shows_changes() -> None:
    plan = {"status": "announced", "by": "envoy", "date": "2022-03-30", "sources": ["early"]}
    said = claim(sources=["ours"])  # on the 28th it is known, and nothing that shows changes
    one = event(lifecycle=[plan, "held"], claims=[said], note="In hindsight.")
    assert states(made(one), View()) == {
        "talks": (
            State(day("27"), "announced", one.lifecycle[0].date, disputed=False),
            State(day("29"), "held", one.when, disputed=False),
        )
    }


def test_there_may_be_neither_status_nor_date_yet() -> None:
    found = states(made(event(claims=[claim()])), View())["talks"]
    assert [shown(one) for one in found] == [(None, None, False), ("held", "2022-03-29", False)]


def test_a_dispute_shows_when_it_breaks_out() -> None:
    said = [
        claim(name, question="Held?", answer=name, sources=[source])
        for name, source in (("yes", "early"), ("no", "ours"))
    ]
    found = states(made(event(claims=said)), View())["talks"]
    assert [(one.since.day, one.disputed) for one in found] == [(27, False), (28, True), (29, True)]


def test_states_are_those_of_a_policy_and_go_on_beyond_its_day() -> None:
    dates = [
        {"value": "2022-03-29", "rank": "preferred", "sources": ["late"]},
        {"value": "2022-03-28", "sources": ["early"]},
    ]
    editions = made(event(date=dates))
    whole = states(editions, View(policy=Policy("earliest")))["talks"]
    assert [str(one.date) for one in whole] == ["2022-03-28", "2022-03-28"]
    for on in (day("26"), day("27")):
        assert states(editions, View(as_of=on, policy=Policy("earliest")))["talks"] == whole


def test_a_withdrawn_event_has_no_states() -> None:
    gone = event(withdrawn={"on": "2023-01-01", "why": "Wrong."})
    assert states(made(gone), View()) == {"talks": ()}
    assert len(states(made(gone), View(recorded=date(2022, 12, 31)))["talks"]) == 1


# -- as columns


def test_columns_are_of_one_length_and_tell_the_index_of_the_event() -> None:
    plan = {"status": "announced", "by": "envoy", "date": "2022-04~", "sources": ["early"]}
    editions = made(
        event(lifecycle=[plan, "held"]), event("other", sources=["early"], date="2022-03-20?")
    )
    assert columns(["other", "nobody", "talks"], states(editions, View())) == {
        "event": [0, 2, 2],
        "from": ["2022-03-27", "2022-03-27", "2022-03-29"],
        "status": ["held", "announced", "held"],
        "b0": ["2022-03-20", "2022-04-01", "2022-03-29"],
        "b1": ["2022-03-20", "2022-04-30", "2022-03-29"],
        "e0": ["2022-03-20", "2022-04-01", "2022-03-29"],
        "e1": ["2022-03-20", "2022-04-30", "2022-03-29"],
        "date": ["20 March 2022 (uncertain)", "about April 2022", "29 March 2022"],
        "approx": [False, True, False],
        "uncertain": [True, False, False],
        "disputed": [False, False, False],
    }


def test_what_is_not_known_is_empty_in_columns() -> None:
    found = columns(["talks"], states(made(event(claims=[claim()])), View()))
    first = {name: one[0] for name, one in found.items()}
    assert (first["status"], first["date"], first["b0"], first["e1"]) == ("", "", None, None)
    assert all(one == [] for one in columns([], {}).values())


# -- the published data


@settings(max_examples=25)
@given(on=DAYS, policy=st.sampled_from(POLICIES))
def test_states_agree_with_the_records_of_a_day(real: Editions, on: date, policy: Policy) -> None:
    view = View(as_of=on, policy=policy)
    found, records = states(real, view), real.records(view)
    assert list(found) == list(real.dataset.events)
    for event_id, kept in found.items():
        one = at(kept, on)
        expected = standing(records.events.get(event_id))
        assert (shown(one)[:2] if one else None) == expected, event_id


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_states_are_sorted_and_each_differs_from_the_one_before(
    real: Editions, policy: Policy
) -> None:
    found = states(real, View(policy=policy))
    assert sum(len(one) > 1 for one in found.values()) > 40
    for event_id, kept in found.items():
        since = [one.since for one in kept]
        assert since == sorted(set(since)), event_id
        looks = [shown(one) for one in kept]
        assert all(one != other for one, other in pairwise(looks)), event_id


# -- what the panel draws


def payload(graph: Graph, as_of: date | None) -> dict[str, Any]:
    view = View(as_of=as_of)
    whole = timeline(graph.of(View()), View(), graph.names)
    then = timeline(graph.of(view), view, graph.names)
    laid_out = layout(whole, states(graph.editions, view))
    ids = laid_out.value["events"]["id"]
    return {"sig": laid_out.sig, **laid_out.value, **day_of(ids, then, as_of).value}


@pytest.mark.parametrize("as_of", [None, date(2022, 3, 28), date(1990, 1, 1)])
def test_the_panel_gets_what_stood_on_the_day(real_graph: Graph, as_of: date | None) -> None:
    found = payload(real_graph, as_of)
    events, moves = found["events"], found["history"]
    assert len({len(one) for one in events.values()}) == 1
    assert len({len(one) for one in moves.values()}) == 1
    assert moves["event"] == sorted(moves["event"])
    assert set(moves["event"]) == set(range(len(events["id"])))
    assert found["asOf"] == (as_of.isoformat() if as_of else None)
    records = real_graph.editions.records(View(as_of=as_of)).events
    shown = range(len(events["id"])) if found["shown"] is None else found["shown"]
    drawn = {events["id"][one] for one in shown}
    assert drawn <= set(records)
    # What has a date now may have had none then: it is shown, and counted as undated.
    undated = {one.id for one in records.values() if not one.date}
    assert drawn | undated == set(records)
    assert found["undated"] == len(undated)
    last = (as_of or date.max).isoformat()
    for index, event_id in enumerate(events["id"]):
        rows = [
            row
            for row, (one, since) in enumerate(zip(moves["event"], moves["from"], strict=True))
            if one == index and since <= last
        ]
        expected = standing(records.get(event_id))
        if expected is None:
            assert rows == [], event_id
            continue
        chosen = best(records[event_id].date)
        when = chosen[0].value if chosen else None
        drawn_now = {name: moves[name][rows[-1]] for name in ("status", "b0", "b1", "e0", "e1")}
        assert drawn_now == {"status": expected[0] or "", **bounds(when)}, event_id
        if as_of is None:
            assert {name: events[name][index] for name in drawn_now} == drawn_now


def test_the_layout_does_not_depend_on_the_day(real_graph: Graph) -> None:
    one, other = (payload(real_graph, on) for on in (None, date(2022, 3, 28)))
    for name in ("sig", "lanes", "history", "statuses"):
        assert one[name] == other[name]
    assert one["events"]["id"] == other["events"]["id"]
    assert other["shown"] != one["shown"] is None


def test_what_changed_is_marked(tiny_graph: Graph) -> None:
    whole = timeline(tiny_graph.of(View()), View(), tiny_graph.names)
    ids = [one.id for one in whole.drawn]
    found = day_of(ids, whole, None, {"round": "changed"}).value["changed"]
    assert found == {"event": [ids.index("round")], "how": ["changed"]}
