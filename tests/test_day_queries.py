"""What a day knew, asked of the whole graph: statuses, what became known, and who spoke."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kg.edtf import parse
from kg.graph import open_graph
from kg.page import claims_of_day
from kg.view import View
from kg.vocabulary import STATUSES

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph

DAYS = (
    *(date(2015, 2, 12), date(2021, 12, 20), date(2022, 2, 24), date(2022, 3, 27)),
    *(date(2022, 3, 28), date(2022, 3, 29), date(2022, 3, 30), date(2022, 7, 22)),
    *(date(2023, 6, 20), date(2024, 6, 15), date(2025, 5, 12), date(2026, 11, 23)),
)


def local(iri: object) -> str:
    return str(iri).rpartition("/")[2]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_status_as_of_a_day_is_that_of_the_projection(real_graph: Graph, day: date) -> None:
    records = real_graph.editions.records(View(as_of=day)).events
    expected = {
        event.id: STATUSES[event.status.status].label if event.lifecycle else None
        for event in records.values()
    }
    rows = list(real_graph.run("status-as-of", day=day.isoformat()))
    assert {local(row["event"]): row["status"] for row in rows} == expected
    assert len(rows) == len(expected)
    assert all(row["knownFrom"] is None or str(row["knownFrom"]) <= str(day) for row in rows)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_became_known_on_a_day_is_what_the_day_before_did_not_know(
    real_graph: Graph, day: date
) -> None:
    def parts(on: date) -> set[Any]:
        found = real_graph.select(
            "SELECT ?part { ?part kg:knownFrom ?day . "
            "MINUS { ?part a kg:Statement ; rdf:predicate kg:date } }",
            View(as_of=on),
        )
        return {row["part"] for row in found}

    # A date may have been planned before it was a fact; until then the plan stands for it.
    rows = real_graph.run("known-on", day=day.isoformat())
    new = {row["part"] for row in rows if row["what"] != "date"}
    assert new <= parts(day)
    assert new.isdisjoint(parts(day - timedelta(days=1)))


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("2022-03-27/..", ["2022-03-27", "2022-03-28", "2022-03-29", "2022-03-30"]),
        ("2022-03-30/", ["2022-03-30"]),
        ("../2022-03-29", ["2022-03-29"]),
        ("2022-03-28/2022-03-29", ["2022-03-28", "2022-03-29"]),
    ],
)
def test_a_claim_of_open_days_is_not_of_every_day(data: Path, on: str, days: list[str]) -> None:
    """Its source came out on 30 March 2022."""
    said = "      text: The round ended after a day.\n"
    change(data, "events/2022.yaml", said, f"{said}      on: {on}\n")
    graph = open_graph(data)
    asked = [date(2022, 1, 1), date(2023, 1, 1)]
    asked += [date(2022, 3, 25) + timedelta(days=one) for one in range(10)]
    found = []
    for day in sorted(asked):
        rows = graph.run("claims-on-day", day=str(day))
        listed = "daily-result" in {local(row["claim"]) for row in rows}
        told = claims_of_day(graph.store, day, View(), graph.names)
        assert listed == ("daily-result" in {one.id for one in told})
        found += [str(day)] * listed
    assert found == days


@pytest.mark.parametrize("when", ["2021-01/2022-09", "1900/2022-03-29", "2022-03-28/2022-04-01"])
def test_what_lasts_for_months_years_or_centuries_is_found(data: Path, when: str) -> None:
    said = "      text: The round ended after a day.\n"
    change(data, "events/2022.yaml", said, f"{said}      on: {when}\n")
    change(data, "events/2022.yaml", "  date: 2022-03~\n", f"  date: {when}\n")
    graph = open_graph(data)
    span = parse(when)
    assert span.earliest_begin is not None
    assert span.latest_end is not None
    first, last, day = span.earliest_begin, span.latest_end, timedelta(days=1)
    for on in (first - day, first, first + day, date(2022, 3, 29), last - day, last, last + day):
        claims = {local(row["claim"]) for row in graph.run("claims-on-day", day=str(on))}
        events = {local(row["event"]) for row in graph.run("perhaps-on-day", day=str(on))}
        assert ("daily-result" in claims, "answer" in events) == ((first <= on <= last),) * 2
