"""Pages of records: the first facts at a glance, long lists on demand, what can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.page import Ref
from kg.page.thing import EventRow
from kg.ui import parts, timeline_parts
from tests.web.asked import ask

from .conftest import panel, shown

if TYPE_CHECKING:
    from typing import Any

    from .conftest import Open

KINDS = {
    "event": "round",
    "actor": "arakhamia",
    "source": "wire",
    "venue": "dolmabahce",
    "topic": "guarantees",
    "track": "istanbul",
    "document": "proposals",
}


def glance(app: Any) -> str:
    _, _, rest = shown(app).partition('<dl class="p-glance">')
    return rest.partition("</dl>")[0]


def test_an_event_tells_when_where_and_who_at_a_glance(visit: Open) -> None:
    told = glance(visit("event", id="round"))
    for one in (
        "29 March 2022",
        "1 other date on record",
        "Held",
        'href="venue?id=dolmabahce"',
        '<a href="actor?id=ukraine">Ukraine</a>, through <a href="actor?id=arakhamia">',
        "host, mediator",
        '<a href="#claims">3 claims</a>',
    ):
        assert one in told, one


def test_the_glance_of_a_past_day_tells_what_was_known(visit: Open) -> None:
    told = glance(visit("event", id="round", **{"as-of": "2022-03-27"}))
    assert "28–30 March 2022" in told
    assert "Announced" in told
    assert "Held" not in told
    assert "dolmabahce" not in told


def test_an_event_has_its_neighbours_in_time(visit: Open) -> None:
    page = shown(visit("event", id="round"))
    _, _, strip = page.partition('class="p-around"')
    assert '<li aria-current="true">' in strip
    assert 'href="event?id=announced"' in strip
    early = shown(visit("event", id="announced", **{"as-of": "2022-03-27"}))
    assert "event?id=answer" not in early


def test_a_venue_tells_where_it_is(visit: Open) -> None:
    told = glance(visit("venue", id="dolmabahce"))
    assert '<a href="venue?id=istanbul-city">Istanbul</a>, Türkiye (TR), as recorded' in told
    assert "stands for the building, which lies within 200 m of it" in told
    assert "no point is on record" in glance(visit("venue", id="unknown-place"))


def test_a_source_tells_what_rests_on_it(visit: Open) -> None:
    app = visit("source", id="wire-copy")
    assert "Published" in glance(app)
    assert 'derived from <a href="source?id=wire">' in glance(app)
    page = shown(visit("source", id="wire"))
    assert "What rests on it (" in page
    assert "Davyd Arakhamia (head of delegation)" in page


@pytest.mark.parametrize(("kind", "record"), KINDS.items())
def test_each_record_can_be_shared_and_read_as_turtle(visit: Open, kind: str, record: str) -> None:
    app = visit(kind, id=record, **{"as-of": "2022-04-30"})
    assert not app.exception
    given = panel(app, "share")
    files = given["downloads"]
    assert isinstance(files, list)
    assert len(files) == (0 if kind == "topic" else 2)
    for one in files:
        answer = ask(f"/{one['href']}")
        assert answer.status == 200
        assert "memento-datetime" in answer.headers
    assert f"/{kind}/{record}</code>" in shown(app)


def test_turtle_is_written_only_when_it_is_asked_for(visit: Open) -> None:
    app = visit("event", id="round")
    assert not app.code
    app.session_state["turtle"] = True
    app.run()
    assert not app.exception
    assert "sem:Event" in app.code[0].value


def row(index: int, year: int | None = 2022) -> EventRow:
    return EventRow(Ref("event", f"e{index}", f"E {index}"), "then", "held", "Call", year=year)


def test_a_long_list_shows_the_first_and_the_rest_on_demand(visit: Open) -> None:
    assert visit("about")  # links need a run
    assert "<details" not in parts.events([row(index) for index in range(10)])
    table = parts.events([row(index) for index in range(11)])
    first, _, rest = table.partition("Show all 11 events")
    assert (first.count("<tr><td"), rest.count("<tr><td")) == (8, 3)
    items = [f"<li>{index}</li>" for index in range(12)]
    first, _, rest = parts.few(items, "things", tag="ol").partition("Show all 12 things")
    assert (first.count("<li>"), rest.count("<li>")) == (8, 4)
    assert 'start="9"' in rest
    assert parts.few([], "things") == ""


def test_years_are_counted_where_there_are_several() -> None:
    rows = [row(1, 2022), row(2, 2022), row(3, 2024), row(4, 2025), row(5, None)]
    told = timeline_parts.years(rows)
    assert 'title="2022: 2 events"' in told
    assert 'title="2023: 0 events"' in told
    early = timeline_parts.years([*rows, row(6, 1994)])
    assert 'title="1995–2021: no event"' in early
    assert "2000" not in early
    assert timeline_parts.years(rows[:2]) == ""
    assert timeline_parts.years([row(index) for index in range(9)]) == ""
