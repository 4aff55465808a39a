"""Views: they round-trip through an address, filter as they say, and nothing breaks out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.edtf import possibly_overlaps
from kg.errors import CallError
from kg.graph import Graph
from kg.load import load
from kg.policy import EDITOR, Policy
from kg.policy import PLAIN as PLAIN_POLICIES
from kg.queries import named, page_query
from kg.rdf.names import Names
from kg.timeline import timeline
from kg.view import LONGEST_TEXT, View, parameter
from kg.vocabulary import EVENT_KINDS, STATUSES

from .support import DATA, TINY

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.records import Event

REAL = load(DATA)
GRAPH = Graph(REAL)
SMALL = Graph(load(TINY))

DAYS = st.dates(date(2022, 2, 20), date(2022, 7, 1)) | st.dates()


def ids(known: list[str], other: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(known) | other, max_size=3, unique=True).map(tuple)


def views(strange: st.SearchStrategy[str]) -> st.SearchStrategy[View]:
    none: st.SearchStrategy[str] = st.nothing()
    return st.builds(
        View,
        tracks=st.just(()) | ids(list(REAL.tracks), strange),
        kinds=st.just(()) | ids(list(EVENT_KINDS.ids), none),
        statuses=st.just(()) | ids(list(STATUSES.ids), none),
        actors=st.just(()) | ids(list(REAL.actors), strange),
        topics=st.just(()) | ids(list(REAL.topics), strange),
        start=st.none() | DAYS,
        end=st.none() | DAYS,
        disputed=st.booleans(),
        text=st.sampled_from(["", "", "talks", "TALKS", "Türk", 'a "b', "\\"])
        | strange.filter(lambda one: len(one) <= LONGEST_TEXT),
    )


PLAIN = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
# What could end a term, begin a comment or be decoded into one of those.
NASTY = st.text(
    st.sampled_from("'\"\\<>{}()?$#. \n\r\t%@^|&;,:/u0022U\x00\x07\u2028é\ud800") | st.characters(),
    max_size=25,
)


# -- addresses


def filters(view: View) -> dict[str, Any]:
    return {name: getattr(view, name) for name in View.__slots__}


POLICIES = st.sampled_from([*PLAIN_POLICIES, "party:russia"]).map(Policy.of)


@given(views(PLAIN), st.none() | DAYS, POLICIES, st.none() | DAYS)
def test_a_view_survives_its_address(
    view: View, as_of: date | None, policy: Policy, recorded: date | None
) -> None:
    view = replace(view, as_of=as_of, policy=policy, recorded=recorded)
    params = view.params()
    assert View.of_params({name: [value] for name, value in params.items()}) == view
    set_apart = {parameter(one) for one in filters(view) if getattr(view, one)} - {"policy"}
    assert set(params) == set_apart | ({"policy"} if view.policy != EDITOR else set())


def test_the_address_of_everything_is_empty() -> None:
    assert View().params() == {}
    assert View.of_params({}) == View()
    assert View().pattern() == ""


def test_lists_may_be_given_by_commas_or_by_repetition() -> None:
    found = View.of_params({"tracks": ["a,b", "c", "a", ""], "other": ["x"], "text": []})
    assert found == View(tracks=("a", "b", "c"))


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"kinds": ["talk"]}, "kinds: 'talk' is not known (one of: talks-round, "),
        ({"statuses": ["held,done"]}, "statuses: 'done' is not known (one of: proposed, "),
        ({"start": ["soon"]}, "start: 'soon' is no day (YYYY-MM-DD)"),
        ({"end": ["2022-02-30"]}, "end: '2022-02-30' is no day (YYYY-MM-DD)"),
        ({"text": ["a" * 201]}, "text: 201 characters are too many"),
    ],
)
def test_what_can_not_be_meant_is_refused(params: dict[str, list[str]], said: str) -> None:
    with pytest.raises(CallError) as caught:
        View.of_params(params)
    assert str(caught.value).startswith(said)


# -- the independent oracle: the same filter over the records, in Python


def above(dataset: Dataset, track: str) -> set[str]:
    found, queue = set(), [track]
    while queue:
        one = queue.pop()
        found.add(one)
        part_of = dataset.tracks[one].part_of
        queue += [part_of] if part_of else []
    return found


def in_tracks(dataset: Dataset, event: Event, wanted: set[str]) -> bool:
    """An event is in its tracks and those above them, and in those of what it is a part of."""
    queue, seen = [event], set()
    while queue:
        one = queue.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        if any(wanted & above(dataset, track) for track in one.tracks):
            return True
        queue += [dataset.events[whole] for whole in one.part_of]
    return False


def keeps(dataset: Dataset, view: View, event: Event) -> bool:
    claims: dict[str, set[str | None]] = {}
    for claim in event.claims:
        if claim.question:
            claims.setdefault(claim.question, set()).add(claim.position)
    disputed = any(len(one) > 1 for one in (event.date, event.venue, event.summary)) or any(
        len(one) > 1 for one in claims.values()
    )
    there = [part for part in event.participants if part.rank != "deprecated"]
    actors = {part.actor for part in there} | {part.party for part in there if part.party}
    ranks = {one.rank for one in event.summary}
    best = "preferred" if "preferred" in ranks else "normal"
    texts = [event.title, *(one.value for one in event.summary if one.rank == best)]
    return (
        (not view.tracks or in_tracks(dataset, event, set(view.tracks)))
        and (not view.kinds or event.kind in view.kinds)
        and (not view.statuses or event.status.status in view.statuses)
        and (not view.actors or bool(actors & set(view.actors)))
        and (not view.topics or bool(set(event.topics) & set(view.topics)))
        and possibly_overlaps(event.when, view.start, view.end)
        and (not view.disputed or disputed)
        and any(view.text.strip().lower() in one.lower() for one in texts)
    )


def local(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def kept(graph: Graph, view: View) -> set[str]:
    return {local(row["event"]) for row in graph.run("timeline", view)}


@given(views(PLAIN))
@example(View(tracks=("russia-ukraine-talks",)))
@example(View(actors=("steve-witkoff",)))
@example(View(start=date(2022, 3, 29), end=date(2022, 3, 29)))
@example(View(start=date(2022, 4, 1), end=date(2022, 3, 1)))
def test_the_timeline_from_sparql_is_that_from_the_records(view: View) -> None:
    expected = {one.id for one in REAL.events.values() if keeps(REAL, view, one)}
    assert kept(GRAPH, view) == expected
    assert {one.id for one in timeline(GRAPH.store, view).events} == expected


def test_the_whole_timeline_has_each_event_once_with_its_own_values() -> None:
    rows = {local(row["event"]): row for row in GRAPH.run("timeline")}
    assert len(GRAPH.run("timeline")) == len(rows) == len(REAL.events)
    for event in REAL.events.values():
        row = rows[event.id]
        assert row["title"] == event.title
        assert row["date"] == event.when.text
        assert row["earliest"] == str(event.when.earliest_begin or date.min)
        assert row["latest"] == str(event.when.latest_end or date.max)
        assert row["status"] == STATUSES[event.status.status].label
        assert row["kind"] == EVENT_KINDS[event.kind].label
        assert row["track"] == REAL.tracks[event.tracks[0]].title


@pytest.mark.parametrize(
    "view",
    [
        View(tracks=("captives",)),
        View(kinds=("call",)),
        View(statuses=("proposed",)),
        View(actors=("vladimir-putin",)),
        View(topics=("ceasefire",)),
        View(start=date(2022, 5, 1)),
        View(end=date(2022, 3, 1)),
        View(disputed=True),
        View(text="istanbul"),
    ],
    ids=lambda view: "-".join(view.params()),
)
def test_each_filter_lets_something_through_and_holds_something_back(view: View) -> None:
    assert 0 < len(kept(GRAPH, view)) < len(REAL.events)


def test_an_uncertain_date_stays_while_it_may_lie_within() -> None:
    assert "answer" in kept(SMALL, View(start=date(2022, 3, 31)))  # about March
    assert "next-round" in kept(SMALL, View(start=date(2030, 1, 1)))  # from April on, open
    assert "next-round" not in kept(SMALL, View(end=date(2022, 3, 31)))


def test_no_event_lies_in_a_period_that_ends_before_it_begins() -> None:
    view = View(start=date(2022, 3, 31), end=date(2022, 3, 1))
    assert kept(SMALL, view) == set()  # not even what happened "about March"


# -- nothing breaks out


@given(views(NASTY))
@example(View(text='")) } } #'))
@example(View(text='\\") } #'))
@example(View(text="\\u0022)) } #"))
@example(View(text="\\"))
@example(View(tracks=("x> } UNION { ?event ?p ?o } #",)))
@example(View(tracks=("%zz", "a/../b", "")))
@example(View(actors=("a/b> <c",)))
def test_nothing_that_a_reader_types_changes_the_query(view: View) -> None:
    """Compared with the filter in Python, over a graph small enough to ask often."""
    dataset = SMALL.dataset
    ours = replace(view, text=view.text.encode("utf-8", "replace").decode())
    expected = {one.id for one in dataset.events.values() if keeps(dataset, ours, one)}
    assert kept(SMALL, view) == expected


@given(NASTY)
def test_no_parameter_of_a_query_breaks_out(value: str) -> None:
    try:
        table = SMALL.run("said-by", speaker=value)
    except CallError:
        return
    assert table.variables == tuple(named("said-by").columns)
    assert len(table) == 0  # the tiny folder has no such speaker


def test_a_view_works_on_a_graph_of_another_base() -> None:
    names = Names("https://example.org/kg/")
    graph = Graph(SMALL.dataset, names)
    view = View(tracks=("istanbul",), kinds=("talks-round",), actors=("medinsky",))
    rows = list(graph.run("timeline", view))
    assert [row["event"] for row in rows] == ["https://example.org/kg/id/event/round"]
    asked = page_query("events").sparql(view, names=names)
    assert [local(row["event"]) for row in graph.store.select(asked)] == ["round"]
