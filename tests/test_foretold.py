"""What was foretold, denied and published, when: the queries, and the page made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.edtf import parse
from kg.graph import Graph, open_graph
from kg.page import actor_page, event_page, foretold_page
from kg.queries import named
from kg.records import LifecycleEntry
from kg.view import View
from kg.vocabulary import HAPPENED

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

    from kg.dataset import Dataset
    from kg.records import Event
    from kg.store import Store

EVENTS = "events/2022.yaml"


def local(iri: object) -> str:
    return str(iri).rpartition("/")[2]


# -- from happening to publication


def lag(dataset: Dataset, event: Event) -> tuple[int, int] | None:
    """Count the days from the records alone."""
    entries = [one for one in event.lifecycle if one.status in HAPPENED]
    ids = [one for entry in entries for one in entry.sources or event.attesting]
    published = [dataset.sources[one].published for one in ids]
    first, last = event.when.earliest_begin, event.when.latest_begin
    soonest = min(
        (one.earliest_begin for one in published if one and one.earliest_begin), default=None
    )
    public = min((one.latest_end for one in published if one and one.latest_end), default=None)
    if not (first and last and soonest and public) or public < first:
        return None
    return max((soonest - last).days, 0), (public - first).days


def test_the_lag_is_that_of_the_records(real_graph: Graph) -> None:
    dataset = real_graph.dataset
    expected = {event.id: lag(dataset, event) for event in dataset.events.values()}
    found = {
        local(row["event"]): (row["least"], row["most"])
        for row in real_graph.run("publication-lag")
    }
    assert found == {event: days for event, days in expected.items() if days is not None}
    assert len(found) > 150
    assert all(0 <= int(str(least)) <= int(str(most)) for least, most in found.values())


def test_a_preview_is_no_report(tiny_graph: Graph) -> None:
    rows = {local(row["event"]): row for row in tiny_graph.run("publication-lag")}
    assert "next-round" not in rows  # nothing says it was held
    assert (rows["round"]["public"], rows["round"]["most"]) == ("2022-03-29", 0)  # not the 27th


def test_the_lag_of_an_uncertain_date_lies_between_two_numbers(tiny_graph: Graph) -> None:
    (row,) = [one for one in tiny_graph.run("publication-lag") if local(one["event"]) == "answer"]
    assert (row["date"], row["least"], row["most"]) == ("2022-03~", 0, 29)


@given(one=some.dates(date(2, 1, 1)), other=some.dates(date(2, 1, 1)))
def test_days_are_numbered_right(empty: Store, one: date, other: date) -> None:
    """The count that the queries write out, as SPARQL 1.1 has no difference of days."""
    text = named("publication-lag").text
    start = text.index("  BIND(YEAR(?first)")
    rule = text[start : text.index("  BIND(YEAR(?soonest)")]
    asked = (
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        f'SELECT (xsd:integer(?d2 - ?d1) AS ?days) {{ VALUES (?first ?last) {{ ("{one}"^^xsd:date '
        f'"{other}"^^xsd:date) }}\n{rule} }}'
    )
    assert empty.select(asked).rows == (((other - one).days,),)


@pytest.fixture(scope="module")
def empty() -> Store:
    from kg.store import Store as Made  # noqa: PLC0415 - the name is taken by the type

    return Made.in_memory([])


# -- foretold and held


def test_what_was_foretold_is_that_of_the_records(real_graph: Graph) -> None:
    expected = set()
    for event in real_graph.dataset.events.values():
        first = event.when.earliest_begin
        if event.status.status not in HAPPENED or first is None:
            continue
        said = [(one.on, one.by, one.date) for one in event.lifecycle if one.date]
        for one in event.claims:
            if one.field == "date" and one.value and one.modality not in ("denied", "no-comment"):
                public = real_graph.dataset.uttered(one)
                day = one.on or (parse(str(public)) if public else None)
                said.append((day, one.speaker, parse(one.value)))
        for on, by, value in said:
            if on is not None and on.latest_end is not None and on.latest_end < first:
                name = real_graph.dataset.actors[by].name if by else None
                expected.add((event.id, on.text, name, value.text))
    found = {
        (local(row["event"]), row["foretoldOn"], row["by"], row["foretold"])
        for row in real_graph.run("foretold-and-held")
    }
    # Where no actor speaks, the publishers do, by their names.
    actors = {one.name for one in real_graph.dataset.actors.values()}
    told = {(a, b, c if c in actors else None, d) for a, b, c, d in found}
    assert told == expected


def test_what_was_not_held_was_not_foretold(tiny_graph: Graph, real_graph: Graph) -> None:
    rows = list(real_graph.run("foretold-and-held"))
    assert {row["status"] for row in rows} <= {"Held", "Concluded"}
    assert all(0 < int(str(row["least"])) <= int(str(row["most"])) for row in rows)
    page = foretold_page(tiny_graph.store, View(), tiny_graph.names)
    assert [(one.by, one.foretold.edtf, one.outcome, one.least) for one in page.foretold] == [
        ("Davyd Arakhamia", "2022-03-28/2022-03-30", "Refuted", 2),
        ("Vladimir Medinsky", "2022-03-29/2022-03-30", None, 2),
    ]


# -- announced, never confirmed


def test_a_round_is_unconfirmed_until_it_is_held(real_graph: Graph) -> None:
    def unconfirmed(day: date) -> dict[str, Any]:
        view = View(as_of=day)
        page = foretold_page(real_graph.of(view), view, real_graph.names)
        return {one.event.id: one for one in page.unconfirmed}

    before = unconfirmed(date(2022, 3, 28))["2022-03-29-istanbul-talks"]
    assert before.status.id == "announced"
    assert [one.planned.edtf for one in before.announcements if one.planned][:2] == [
        "2022-03-28/2022-03-30",
        "2022-03-29/2022-03-30",
    ]
    assert "2022-03-29-istanbul-talks" not in unconfirmed(date(2022, 3, 30))


@pytest.mark.parametrize(
    ("kind", "lifecycle", "listed"),
    [
        ("talks-round", ["proposed"], True),
        ("proposal", ["proposed"], False),  # it was put forward, and that is all it claims to be
        ("proposal", ["announced"], True),
        ("talks-round", ["announced", "postponed"], True),
        ("talks-round", ["scheduled", "moved"], True),
        ("talks-round", ["announced", "cancelled"], False),
        ("talks-round", ["announced", "denied"], False),
        ("talks-round", ["announced", "suspended"], False),
        ("talks-round", ["announced", "held", "postponed"], False),
        ("talks-round", ["alleged"], False),
        ("talks-round", ["announced", "alleged"], True),
    ],
)
def test_what_counts_as_unconfirmed(
    tiny_dataset: Dataset, kind: str, lifecycle: list[str], listed: bool
) -> None:
    entries = tuple(LifecycleEntry(status=one) for one in lifecycle)
    event = tiny_dataset.events["next-round"].model_copy(
        update={"kind": kind, "lifecycle": entries}
    )
    graph = Graph(replace(tiny_dataset, events={**tiny_dataset.events, "next-round": event}))
    found = {local(row["event"]) for row in graph.run("announced-never-confirmed")}
    assert found == ({"next-round"} if listed else set())


# -- denied, and then held


DENIED = "      text: The round ended after a day.\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("      modality: denied\n", None),  # denies something else
        ("      modality: denied\n      outcome: {verdict: refuted, event: round}\n", "Refuted"),
        ("      modality: denied\n      outcome: {verdict: confirmed, event: round}\n", None),
        ("      outcome: {verdict: refuted, event: round}\n", None),
        (
            "      modality: denied\n      outcome: {verdict: contrast, event: next-round}\n",
            None,  # it was not held
        ),
        ("      field: lifecycle\n      value: denied\n", ""),
        ("      field: lifecycle\n      value: cancelled\n", ""),
        ("      modality: denied\n      field: lifecycle\n      value: denied\n", None),
        ("      modality: denied\n      field: lifecycle\n      value: held\n", ""),
    ],
)
def test_what_counts_as_denied(data: Path, more: str, said: str | None) -> None:
    change(data, EVENTS, DENIED, DENIED + more)
    graph = open_graph(data)
    page = foretold_page(graph.store, View(), graph.names)
    assert [(one.denial.id, one.outcome or "") for one in page.denied] == (
        [] if said is None else [("daily-result", said)]
    )
    assert all((one.shown_by.id, one.by) == ("round", ("Daily",)) for one in page.denied)


def test_a_status_denies_too(data: Path) -> None:
    held = "    - {status: held, sources: [wire, wire-copy]}\n"
    denied = "    - {status: denied, on: 2022-03-28, by: medinsky, sources: [announcement]}\n"
    change(data, EVENTS, held, denied + held)
    graph = open_graph(data)
    (one,) = foretold_page(graph.store, View(), graph.names).denied
    assert (one.said, one.by, one.on and one.on.edtf) == (
        *("Denied", ("Vladimir Medinsky",)),
        "2022-03-28",
    )
    assert one.denial.kind == "lifecycle"


# -- summaries, and claims by what they answer or became


def test_lags_are_summed_up_by_track(real_graph: Graph, tiny_graph: Graph) -> None:
    page = foretold_page(real_graph.store, View(), real_graph.names)
    whole, *tracks = page.lags
    assert whole.track is None
    assert whole.events == sum(one.events for one in tracks)
    assert [one.events for one in tracks] == sorted((one.events for one in tracks), reverse=True)
    assert page.longest[0].event.id == "2022-03-10-schroeder-putin-moscow"
    assert all(one.most > 0 for one in page.longest)
    nothing = foretold_page(tiny_graph.store, View(text="no such words"), tiny_graph.names)
    assert (nothing.foretold, nothing.lags, nothing.longest) == ((), (), ())


def test_claims_of_an_actor_by_what_became_of_them(real_graph: Graph) -> None:
    page = actor_page(real_graph.store, "dmitry-peskov", real_graph.names)
    assert sum(one.count for one in page.outcomes) == len(page.claims)
    assert [one.label for one in page.outcomes][-1] == "Open"
    claims = {claim.id: claim for _, claim in real_graph.dataset.claims()}
    for group in page.outcomes:
        for one in group.claims:
            outcome = claims[one.id].outcome
            assert (outcome.verdict if outcome else None) == group.verdict, one.id


def test_claims_on_an_event_by_what_they_answer(tiny_graph: Graph, real_graph: Graph) -> None:
    rival, rest = event_page(tiny_graph.store, "round", tiny_graph.names).disputes
    assert (rival.question, rival.field, rival.rivals) == ("When is the round?", "date", True)
    assert [(one.text, [claim.id for claim in one.claims]) for one in rival.answers] == [
        ("28–30 March 2022", ["arakhamia-28"]),
        ("29–30 March 2022", ["medinsky-29"]),
    ]
    assert (rest.event, rest.question, rest.field, rest.rivals) == (None, None, None, False)
    page = event_page(real_graph.store, "2022-03-29-istanbul-talks", real_graph.names)
    told = [claim.id for one in page.disputes for answer in one.answers for claim in answer.claims]
    assert sorted(told) == sorted(one.id for one in page.claims if one.event.id == page.id)
    order = [one.rivals for one in page.disputes]
    assert order == sorted(order, reverse=True)
    for one in page.disputes:
        for answer in one.answers:
            days = [claim.issued or "" for claim in answer.claims]
            assert days == sorted(days)
    topics = next(one for one in page.disputes if one.field == "subject" and not one.question)
    assert not topics.rivals  # it may have all of them


def test_a_saying_counts_once(real_graph: Graph) -> None:
    found = foretold_page(real_graph.store, View(), real_graph.names).foretold
    turkiye = [
        one for one in found if (one.event.id, one.by) == ("2022-03-29-istanbul-talks", "Türkiye")
    ]
    assert [(one.foretold.edtf, one.outcome) for one in turkiye] == [("2022-03-28?", "In contrast")]
    # What speakers say on one day of other days stays apart.
    others = {one.by for one in found if one.said_on.edtf == "2022-03-28"}
    assert {"Davyd Arakhamia", "Dmitry Peskov", "Recep Tayyip Erdoğan"} <= others
