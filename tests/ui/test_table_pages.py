"""The pages that are tables: the agenda, and who meets whom."""

from __future__ import annotations

import csv
import datetime
import io
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.ui import downloads
from kg.view import View
from tests.web.asked import ask

from .conftest import shown

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from .conftest import Open

expect = pytest.importorskip("playwright.sync_api").expect


def rows(name: str, view: View | None = None, **others: str) -> list[dict[str, str]]:
    answer = ask("/" + downloads.href(name, view or View(), **others))
    assert answer.status == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_agenda_has_topics_events_and_marks(visit: Open) -> None:
    text = shown(visit("agenda"))
    assert '<a href="topic?id=guarantees">Guarantees</a>' in text
    assert "29 Mar · Round of talks" in text
    assert "29 March 2022, Round of talks: " in text
    assert 'class="p-how p-how-decided"' in text  # a protocol came out of it
    assert "Month by month, over all tracks" in text


def test_the_agenda_of_a_day_knows_no_later_topic(visit: Open) -> None:
    text = shown(visit("agenda", **{"as-of": "2022-03-28"}))
    assert "No event of this track and this view has a topic" in text


def test_the_track_is_in_the_address(visit: Open) -> None:
    app = visit("agenda")
    app.selectbox(key="switch.track").set_value("istanbul").run()
    assert app.query_params["track"] == "istanbul"
    assert "Guarantees" in shown(app)


def test_a_track_counts_its_events_and_no_track(visit: Open) -> None:
    options = visit("agenda").selectbox(key="switch.track").options
    assert options == ["The process (4)", "Istanbul talks (3)"]


def test_numbers_lead_to_the_events_behind_them(visit: Open) -> None:
    text = shown(visit("meetings", kinds="talks-round"))
    assert 'href="meetings?kinds=talks-round&amp;pair=russia%2Cukraine"' in text
    assert "Russia and Ukraine: 1 event (1 met)" in text
    assert "Choose a number" in text
    text = shown(visit("meetings", pair="russia,ukraine"))
    assert "Held (1)" in text
    assert '<a href="event?id=round">Round of talks</a>' in text
    assert text.count('tabindex="0" aria-label') == 1


def test_links_of_numbers_hold_nothing_that_can_not_be_chosen(visit: Open) -> None:
    text = shown(visit("meetings", channel="met", level="x" * 99, top="-1"))
    assert 'href="meetings?channel=met&amp;pair=russia%2Cukraine"' in text


def test_a_pair_without_contact_is_told(visit: Open) -> None:
    app = visit("meetings", pair="russia,nobody")
    assert "two who came into no contact" in app.warning[0].value


def test_a_day_knows_no_later_meeting(visit: Open) -> None:
    app = visit("meetings", pair="russia,ukraine", **{"as-of": "2022-03-28"})
    assert "Nobody on record came into contact" in shown(app)
    assert "pair" in app.query_params  # it comes back with a later day


@pytest.mark.parametrize("page", ["agenda", "meetings"])
def test_without_an_event_there_is_a_sentence(visit: Open, empty: Path, page: str) -> None:
    assert empty.is_dir()
    app = visit(page)
    assert not app.exception
    told = {"agenda": "No event is on record.", "meetings": "Nobody on record came into contact"}
    assert told[page] in shown(app)


def test_the_tables_can_be_taken_away(visit: Open) -> None:
    visit("meetings")
    found = {(row["one_id"], row["other_id"]): row for row in rows("meetings.csv")}
    assert found["russia", "ukraine"]["met"] == "1"
    assert found["turkiye", "ukraine"]["mediated"] == "1"
    assert rows("meetings.csv", level="people")[0]["one"] == "Davyd Arakhamia"
    (row,) = rows("agenda.csv", track="istanbul")
    assert (row["topic_id"], row["event_id"], row["how"]) == ("guarantees", "round", "decided")
    assert ask("/download/agenda.csv?track=nothing").status == 404
    assert {row["track_id"] for row in rows("quality.csv")} == {"istanbul", "process"}


def test_the_quality_of_a_view_is_of_what_it_knows(visit: Open) -> None:
    visit("quality")
    counts = {row["track_id"]: row["events"] for row in rows("quality.csv")}
    assert counts == {"istanbul": "3", "process": "1"}
    past = View(as_of=datetime.date(2022, 3, 28))
    (row,) = rows("quality.csv", past)
    assert (row["track_id"], row["events"], row["corroborated"]) == ("istanbul", "2", "0")
    assert [row["events"] for row in rows("quality.csv", View(kinds=("statement",)))] == ["1"]


@pytest.mark.parametrize("page", ["agenda", "meetings", "quality"])
def test_the_menu_cites_what_is_shown(visit: Open, page: str) -> None:
    app = visit(page)
    assert not app.code
    app.session_state["share.cite"] = True
    app.run()
    assert not app.exception
    assert f"/{page}" in app.code[0].value


def test_the_matrix_is_walked_with_the_keyboard(page: Page) -> None:
    page.goto("/meetings")
    start = page.locator("table.p-matrix a[tabindex='0']")
    start.focus()
    first = start.get_attribute("data-cell")
    for _ in range(50):  # until who listens to keys is there too
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.dataset.cell") != first:
            break
        page.wait_for_timeout(100)
    page.keyboard.press("ArrowRight")
    there = page.evaluate("document.activeElement.dataset.cell")
    assert there != first
    assert page.locator("table.p-matrix a[tabindex='0']").count() == 1
    page.evaluate("window.sameDocument = true")
    main = page.get_by_test_id("stMain")
    main.evaluate("one => one.scrollTo({ top: 80 })")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3, name="Held")).to_be_visible()
    assert main.evaluate("one => one.scrollTop") > 0  # unlike a link, which leads to the top
    assert parse_qs(urlsplit(page.url).query)["pair"] == [there]
    assert page.evaluate("window.sameDocument")  # no page was loaded anew
    page.wait_for_function(f"document.activeElement.dataset.cell === {there!r}")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Choose a number in the table")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=3, name="Held")).to_be_visible()
