"""The calendar of a view: read back by the library, and by the letter of RFC 5545."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from kg.edtf import parse
from kg.entry import Entry, entries
from kg.ical import ical
from kg.page import About, about
from kg.page.when import When
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

ONE = Entry(
    id="x", iri="https://w3id.org/parley/id/event/x", title="Talks, second; round\\n",
    date=parse("2022-03-29"), status="held", status_label="Held", kind="Round of talks",
    track="Talks", tracks=("Talks",), topics=("Peace, at last",), participants=("Envoy",),
    where="Hall, Town, TR", point=(41.5, -29.25), summary="They met.\nAnd talked.", disputed=False,
)  # fmt: skip
ABOUT = About("Title", "All.", "1.0", When.of("2022-12-31"), "https://l", "Test", "Nothing.")


def calendar_of(content: bytes) -> Any:
    return icalendar.Calendar.from_ical(content)


def read(content: bytes) -> list[Any]:
    return list(calendar_of(content).walk("VEVENT"))


def made(**changes: object) -> Any:
    (one,) = read(ical([replace(ONE, **changes)], ABOUT))  # type: ignore[arg-type]
    return one


def test_an_event_of_a_day_is_told_whole() -> None:
    one = made()
    assert one["uid"] == ONE.iri == one["url"]
    assert one.decoded("dtstart") == date(2022, 3, 29)
    assert one["dtstart"].params["VALUE"] == "DATE"
    assert one.decoded("dtend") == date(2022, 3, 30)
    assert one.decoded("dtstamp") == datetime(2022, 12, 31, tzinfo=UTC)
    assert one["summary"] == "Talks, second; round\\n"
    assert one["status"] == "CONFIRMED"
    assert one["location"] == ONE.where
    assert (one["geo"].latitude, one["geo"].longitude) == ONE.point
    assert "Peace, at last" in one["categories"].cats
    assert "They met. And talked.\nRound of talks. Date: 29 March 2022." in one["description"]


@pytest.mark.parametrize(
    ("text", "first", "end", "words"),
    [
        ("2022-03", date(2022, 3, 1), date(2022, 4, 1), "March 2022"),
        ("2022-03-28/2022-03-30", date(2022, 3, 28), date(2022, 3, 31), ""),
        ("2022-03-28?", date(2022, 3, 28), date(2022, 3, 29), "28 March 2022"),
        ("2022-03-28/..", date(2022, 3, 28), date(2022, 3, 29), "from 28 March 2022"),
        ("../2022-03-28", date(2022, 3, 28), date(2022, 3, 29), "until 28 March 2022"),
        ("202X", date(2020, 1, 1), date(2030, 1, 1), "some year from 2020 to 2029"),
        ("9999-12-31", date(9999, 12, 31), None, ""),
    ],
)
def test_what_a_date_leaves_open_is_told(
    text: str, first: date, end: date | None, words: str
) -> None:
    one = made(date=parse(text))
    assert one.decoded("dtstart") == first
    assert (one.decoded("dtend") if "dtend" in one else None) == end
    assert words in one["summary"]
    assert one["status"] == ("TENTATIVE" if words else "CONFIRMED")
    assert ("(" in one["summary"]) == bool(words)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("cancelled", "CANCELLED"), ("denied", "CANCELLED"), ("announced", "TENTATIVE"),
        ("postponed", "TENTATIVE"), (None, "TENTATIVE"), ("concluded", "CONFIRMED"),
    ],
)  # fmt: skip
def test_status(status: str | None, told: str) -> None:
    assert made(status=status)["status"] == told
    uncertain = made(status=status, date=parse("2022"))["status"]
    assert uncertain == ("CANCELLED" if told == "CANCELLED" else "TENTATIVE")


def test_no_text_breaks_a_line() -> None:
    hostile = "a\x00b\x0b\r\nEND:VEVENT\r\nBEGIN:VALARM \ud800 ü" + "ö" * 200
    one = replace(ONE, title=hostile, summary=hostile, where=hostile, topics=(hostile,))
    content = ical([one], replace(ABOUT, title=hostile))
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line or b"\0" in line for line in lines)
    assert lines.count(b"END:VEVENT") == 1
    (back,) = read(content)
    assert back["summary"] == "ab END:VEVENT BEGIN:VALARM ü" + "ö" * 200


@pytest.mark.parametrize("day", [None, "2022-03-05", "2022-03-28"])
def test_the_calendar_has_the_dated_events_of_its_day(real_graph: Graph, day: str | None) -> None:
    view = View.of_params({"as-of": [day or ""]})
    store = real_graph.of(view)
    told = about(store, real_graph.names)
    found = entries(store, view, real_graph.names)
    content = ical(found, told)
    assert content == ical(entries(store, view, real_graph.names), told)
    events = read(content)
    records = real_graph.editions.records(view).events
    assert {one["uid"].rpartition("/")[2] for one in events} == {
        one.id for one in records.values() if one.date
    }
    calendar = calendar_of(content)
    assert (calendar["version"], calendar["prodid"][:3]) == ("2.0", "-//")
    for one in events:
        assert not one.errors
        assert {"uid", "dtstamp", "dtstart", "summary", "status", "url"} <= {x.lower() for x in one}
        assert "dtend" not in one or one.decoded("dtend") > one.decoded("dtstart")


def test_only_a_building_has_a_point(tiny_graph: Graph) -> None:
    found = entries(tiny_graph.store, View(), tiny_graph.names)
    exact = {one.id: one.point for one in found if one.point}
    venues = tiny_graph.dataset.venues
    for one in tiny_graph.dataset.events.values():
        venue = venues.get(one.venue[0].value) if one.venue else None
        assert (one.id in exact) == (venue is not None and venue.precision == "building")
