"""The networks of a view: who stands in them at which level, and what ties them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from kg.edtf import parse
from kg.errors import CallError
from kg.graph import Graph
from kg.load import load
from kg.network import PROJECTIONS, TIES, events_of
from kg.network.occasion import Actor, Occasion, Office, raised
from kg.network.table import rows
from kg.network.tie import between, with_event
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = "events/2022.yaml"
HELD = "    - {status: held, sources: [wire, wire-copy]}\n"


def edges(graph: nx.Graph[str]) -> set[frozenset[str]]:
    return {frozenset(edge) for edge in graph.edges}


def test_sides_stand_for_those_who_act_for_them(tiny_graph: Graph) -> None:
    network = tiny_graph.network()
    assert isinstance(network, nx.Graph)
    assert {node: data["kind"] for node, data in network.nodes(data=True)} == dict.fromkeys(
        ("ukraine", "russia", "turkiye"), "state"
    )
    assert network.nodes["ukraine"]["behind"] == ["arakhamia"]
    # The ministry of the office is an arm of the state.
    assert network.nodes["turkiye"]["behind"] == ["cavusoglu"]
    assert network.edges["ukraine", "russia"]["channels"] == {"met": ["round"]}
    assert network.edges["ukraine", "turkiye"]["channels"] == {"mediated": ["round"]}


def test_offices_and_people_stand_beside_no_state_that_they_act_for(tiny_graph: Graph) -> None:
    offices = tiny_graph.network(projection="offices")
    assert offices.nodes["ukraine.head-of-the-delegation"]["behind"] == ["arakhamia"]
    assert frozenset({"ukraine.head-of-the-delegation", "russia"}) in edges(offices)
    people = tiny_graph.network(projection="people")
    assert edges(people) == {
        frozenset({"arakhamia", "medinsky"}),
        frozenset({"arakhamia", "turkiye"}),
        frozenset({"medinsky", "turkiye"}),
    }
    assert "cavusoglu" in people  # was in contact with nobody, and is there all the same
    assert "ukraine" not in people


def test_those_of_one_side_do_not_meet_each_other(data: Path) -> None:
    head = "    - {actor: medinsky, role: head-of-delegation, party: russia}\n"
    change(data, EVENTS, head, head + "    - {actor: cavusoglu, role: delegate, party: russia}\n")
    people = Graph(load(data)).network(projection="people")
    assert frozenset({"medinsky", "cavusoglu"}) not in edges(people)
    assert frozenset({"arakhamia", "cavusoglu"}) in edges(people)


def test_an_actor_without_party_acts_by_the_office_of_the_day(data: Path) -> None:
    named = "{actor: cavusoglu, role: speaker, party: turkiye, office: foreign-minister}"
    change(data, EVENTS, named, "{actor: cavusoglu, role: speaker}")
    assert "cavusoglu" in Graph(load(data)).network().nodes["turkiye"]["behind"]
    change(data, "actors.yaml", "begin: 2015-11-24", "begin: 2022-04-01")
    network = Graph(load(data)).network()
    assert network.nodes["cavusoglu"]["kind"] == "person"


@pytest.mark.parametrize(
    ("begin", "end", "held"),
    [
        ("2020", "2023", True),
        ("2020", None, True),
        (None, "2023", False),  # nobody says since when
        ("2022", None, False),  # perhaps later in that year
        ("2020", "2022-03-28", False),
        ("2020", "2022", False),  # perhaps earlier in that year
    ],
)
def test_an_office_is_held_only_where_it_is_certain(
    begin: str | None, end: str | None, held: bool
) -> None:
    ends = [parse(one) if one else None for one in (begin, end)]
    assert Office("post", "Title", "body", *ends).held_on(parse("2022-03-29")) is held


def test_an_arm_is_raised_to_its_state_and_no_further() -> None:
    actors = {
        "state": Actor("State", "state", None),
        "ministry": Actor("Ministry", "government-body", "state"),
        "office": Actor("Office", "government-body", "ministry"),
        "union": Actor("Union", "intergovernmental", None),
        "council": Actor("Council", "intergovernmental", "union"),
        "circle": Actor("Circle", "military", "circle"),
    }
    assert raised("office", actors) == "state"
    assert raised("council", actors) == "council"
    assert raised("circle", actors) == "circle"
    assert raised("nobody", actors) == "nobody"


def occasion(kind: str, status: str | None = "held", how: str | None = None) -> Occasion:
    return Occasion("e", "E", kind, how, status, parse("2022"), None, None)


@pytest.mark.parametrize(
    ("event", "one", "other", "expected"),
    [
        (occasion("meeting", how="in-person"), "delegate", "delegate", "met"),
        (occasion("meeting", "suspended", "in-person"), "delegate", "delegate", "met"),
        (occasion("meeting", "scheduled", "in-person"), "delegate", "delegate", "planned"),
        (occasion("meeting", "alleged", "in-person"), "delegate", "delegate", "planned"),
        (occasion("meeting", None, "in-person"), "delegate", "delegate", "planned"),
        (occasion("meeting", "cancelled", "in-person"), "delegate", "delegate", None),
        (occasion("meeting", "denied", "in-person"), "delegate", "delegate", None),
        (occasion("meeting", "proposed", "in-person"), "delegate", "delegate", None),
        (occasion("exchange"), "party", "party", "dealt"),
        (occasion("exchange"), "party", "commentator", None),
        (occasion("exchange", "announced"), "party", "party", "planned"),
        (occasion("vote", how="in-person"), "voter", "voter", None),
        (occasion("statement", how="media"), "speaker", "commentator", None),
    ],
)
def test_what_ties_two_in_an_event(
    event: Occasion, one: str, other: str, expected: str | None
) -> None:
    assert between(event, frozenset({one}), frozenset({other})) == expected
    assert between(event, frozenset({other}), frozenset({one})) == expected


def test_whoever_had_a_role_is_tied_to_the_event() -> None:
    meeting = occasion("meeting", how="in-person")
    assert with_event(meeting, frozenset({"delegate"})) == "met"
    assert with_event(meeting, frozenset({"commentator"})) == "aside"
    assert with_event(occasion("vote"), frozenset({"voter"})) == "aside"
    assert with_event(occasion("exchange"), frozenset({"party"})) == "dealt"
    assert with_event(occasion("meeting", "announced"), frozenset({"host"})) == "planned"


@pytest.mark.parametrize(("status", "channels"), [("cancelled", None), ("postponed", {"planned"})])
def test_what_did_not_take_place_is_no_contact(
    data: Path, status: str, channels: set[str] | None
) -> None:
    change(data, EVENTS, HELD, HELD.replace("held", status))
    network = Graph(load(data)).network()
    found = network.get_edge_data("ukraine", "russia")
    assert (found and set(found["channels"])) == channels


def test_the_network_of_who_took_part(tiny_graph: Graph) -> None:
    network = tiny_graph.network(projection="participation")
    assert {node: data["kind"] for node, data in network.nodes(data=True)} == {
        "announced": "event",
        "arakhamia": "person",
        "round": "event",
        "medinsky": "person",
        "turkiye": "state",
        "answer": "event",
        "cavusoglu": "person",
    }
    assert network.edges["turkiye", "round"]["roles"] == ["Host", "Mediator"]
    assert network.number_of_edges() == 5


def test_topics_and_venues_are_tied_to_sides(tiny_graph: Graph) -> None:
    three = {"ukraine", "russia", "turkiye"}
    assert set(tiny_graph.network(projection="topics")["guarantees"]) == three
    venues = tiny_graph.network(projection="venues")
    assert set(venues["dolmabahce"]) == three
    assert venues.nodes["dolmabahce"]["kind"] == "venue"


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_network_is_the_same_each_time(real_graph: Graph, projection: Any) -> None:
    one = real_graph.network(projection=projection)
    two = Graph(real_graph.dataset).network(projection=projection)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))


def test_the_participations_are_those_of_the_records(real_graph: Graph) -> None:
    """The edges from SPARQL are the participations of the records: an independent count."""
    expected = {
        frozenset({part.actor, event.id})
        for event in real_graph.dataset.events.values()
        for part in event.participants
        if part.rank != "deprecated"
    }
    assert edges(real_graph.network(projection="participation")) == expected


@pytest.mark.parametrize("projection", ["sides", "offices", "people"])
def test_a_tie_is_made_of_events_in_which_both_took_part(
    real_graph: Graph, projection: Any
) -> None:
    there = {
        event.id: {part.actor for part in event.participants if part.rank != "deprecated"}
        for event in real_graph.dataset.events.values()
    }
    network = real_graph.network(projection=projection)
    most = 0
    for one, other, data in network.edges(data=True):
        events = [event for some in data["channels"].values() for event in some]
        assert data["weight"] == len(events) == len(set(events)) == len(data["known"])
        assert set(data["channels"]) <= set(TIES)
        for event in events:
            for node in (one, other):
                assert {node, *network.nodes[node]["behind"]} & there[event]
        most = max(most, data["weight"])
    assert most > 3


def test_the_network_of_nothing_is_empty(tiny_graph: Graph) -> None:
    assert len(tiny_graph.network(View(text="no such words"))) == 0


def test_a_network_that_there_is_not(tiny_graph: Graph) -> None:
    with pytest.raises(CallError, match="sides, offices"):
        tiny_graph.network(projection="actors")  # type: ignore[arg-type]


def test_a_network_of_a_past_day_holds_nothing_later(real_graph: Graph) -> None:
    day = date(2022, 3, 28)
    for projection in PROJECTIONS:
        network = real_graph.network(View(as_of=day), projection)
        assert network.number_of_edges() > 20
        for one in rows(network):
            assert one.known is not None
            assert one.known <= day
        days = {known for *_, data in network.edges(data=True) for known in data["known"].values()}
        assert max(days) <= day


def test_a_tie_of_today_is_known_when_it_was_known_then(real_graph: Graph) -> None:
    """So that the browser hides, on an earlier day, what the server of that day would not tell."""
    now, day = real_graph.network(), date(2022, 3, 28)
    then = real_graph.network(View(as_of=day))

    def ties(graph: nx.Graph[str]) -> set[tuple[frozenset[str], str]]:
        return {
            (frozenset((one, other)), event)
            for one, other, data in graph.edges(data=True)
            for how, events in data["channels"].items()
            for event in events
            if how != "planned" and data["known"][event] <= day
        }

    assert ties(now) == ties(then)


def test_the_events_stand_in_the_graph(tiny_graph: Graph) -> None:
    one = events_of(tiny_graph.network())["round"]
    assert (one.kind, one.format, one.status) == ("talks-round", "in-person", "held")
    assert one.date is not None
    assert one.date.text == "2022-03-29"
    # Announced on the 27th; that it was held came with the wire.
    assert one.known is not None
    assert one.shown is not None
    assert one.known < one.shown
