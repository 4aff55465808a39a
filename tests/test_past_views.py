"""Views of past days and of policies: every event that they know is told, whatever it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kg.page import actor_page, event_page, thing_page
from kg.policy import Policy
from kg.sheet import sheet
from kg.stats import stats
from kg.timeline import Timeline, timeline
from kg.view import View

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.graph import Graph
    from kg.rdf.names import Names
    from kg.records import Event
    from kg.store import Store

DAYS = (
    *(date(2022, 2, 24), date(2022, 3, 2), date(2022, 3, 5), date(2022, 3, 27)),
    *(date(2022, 3, 28), date(2022, 3, 29), date(2022, 3, 30), date(2022, 5, 5)),
    *(date(2023, 6, 17), date(2023, 6, 20), date(2025, 5, 12), date(2025, 7, 21), None),
)
POLICIES = ("earliest", "corroborated", "party:russia", "party:ukraine")
VIEWS = (
    *(View(as_of=day) for day in DAYS),
    *(
        View(as_of=day, policy=Policy.of(policy))
        for policy in POLICIES
        for day in (date(2022, 3, 5), date(2022, 3, 29), None)
    ),
)
# Pages are asked of each record that lacks something, and of one in so many others.
ONE_IN = 45


@dataclass(frozen=True)
class Seen:
    """A view, the records that it has, and the store and timeline made of them."""

    view: View
    records: Dataset
    store: Store
    names: Names
    drawn: Timeline


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view.as_of}-{view.policy}")
def seen(request: pytest.FixtureRequest, real_graph: Graph) -> Seen:
    view: View = request.param
    store = real_graph.of(view)
    records = real_graph.editions.records(view)
    drawn = timeline(store, view, real_graph.names)
    return Seen(view, records, store, real_graph.names, drawn)


def lacks(event: Event) -> bool:
    return not (event.date and event.lifecycle and event.summary and event.sources)


def test_every_event_is_a_row_of_the_query(seen: Seen, real_graph: Graph) -> None:
    rows = {
        str(row["event"]).rpartition("/")[2]: row for row in real_graph.run("timeline", seen.view)
    }
    assert set(rows) == set(seen.records.events)
    for event_id, event in seen.records.events.items():
        row = rows[event_id]
        assert (row["date"] is None) == (not event.date), event_id
        assert (row["status"] is None) == (not event.lifecycle), event_id


def test_every_event_is_drawn_or_told_to_be_undated(seen: Seen) -> None:
    payload = seen.drawn.layout()
    dated = {one.id for one in seen.records.events.values() if one.date}
    undated = {one.id for one in seen.drawn.undated}
    assert set(payload["events"]["id"]) == dated
    assert undated == set(seen.records.events) - dated
    for event_id, status in zip(payload["events"]["id"], payload["events"]["status"], strict=True):
        event = seen.records.events[event_id]
        assert status == (event.status.status if event.lifecycle else "")


def test_every_event_is_a_row_of_the_sheet_and_of_the_figures(seen: Seen) -> None:
    table = sheet(seen.store, seen.view, seen.names).decode().splitlines()
    assert len(table) == 1 + len(seen.records.events)
    figures = stats(seen.store, seen.names)
    assert figures.events == len(seen.records.events)
    assert sum(figures.events_by_status.values()) == figures.events
    assert sum(figures.events_by_year.values()) == figures.events


def test_events_have_their_pages(seen: Seen) -> None:
    for index, event in enumerate(seen.records.events.values()):
        if index % ONE_IN and not lacks(event):
            continue
        page = event_page(seen.store, event.id, seen.names)
        chosen = event.when.text if event.date else None
        assert (page.when.edtf if page.when else None) == chosen, event.id
        status = event.status.status if event.lifecycle else None
        assert (page.status.id if page.status else None) == status, event.id
        own = {one.id for one in page.claims if one.event.id == event.id}
        assert own == {one.id for one in event.claims}, event.id
        assert len(page.parts) == len(event.participants), event.id
        assert [one.source.id for one in page.citations] == sorted(
            one.source for one in event.sources
        ), event.id
        if seen.view.as_of is not None:
            known: list[Any] = [page, *page.dates, *page.venues, *page.summaries, *page.parts]
            known += [*page.lifecycle, *page.claims]
            assert all(one.known_from <= seen.view.as_of for one in known), event.id


def test_other_records_have_their_pages(seen: Seen) -> None:
    for index, actor in enumerate(seen.records.actors.values()):
        if index % ONE_IN == 0:
            page = actor_page(seen.store, actor.id, seen.names)
            assert len(page.offices) == len(actor.offices), actor.id
    for kind in ("document", "source", "topic", "track", "venue"):
        for index, record_id in enumerate(seen.records.of_kind(f"{kind}s")):
            if index % (4 * ONE_IN) == 0:
                thing_page(seen.store, kind, record_id, seen.names)


def test_events_that_lack_something_are_tried(real_graph: Graph) -> None:
    """Otherwise the tests above would tell little."""
    lacking = set()
    for day in DAYS:
        for event in real_graph.editions.records(View(as_of=day)).events.values():
            fields = ("date", "lifecycle", "summary", "sources", "topics", "format")
            lacking |= {name for name in fields if not getattr(event, name)}
    assert lacking >= {"date", "lifecycle", "summary", "sources", "topics", "format"}
