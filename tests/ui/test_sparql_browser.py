"""The SPARQL page in a real browser: writing, completing, running, looking, going back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

expect = pytest.importorskip("playwright.sync_api").expect

FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one?.textContent ?? "";
}"""


def editor(page: Page, path: str = "/sparql") -> Locator:
    """Open the page; return the field that one writes in."""
    page.goto(path)
    field = page.get_by_role("textbox", name="SPARQL query")
    field.wait_for()
    return field


def write(page: Page, field: Locator, text: str) -> None:
    """Put a text in the place of what is there, as one pastes it."""
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def accept(page: Page) -> None:
    """Take the first completion. What is pressed at once is taken for what is being written."""
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


def params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_writing_with_completion_running_and_leaving(page: Page) -> None:
    field = editor(page)
    write(page, field, "")
    options = page.get_by_role("option")
    page.keyboard.type("SELECT ?event ?title { ?event a ")
    expect(options.first).to_be_visible()
    page.keyboard.type("sem:Ev")
    expect(options).to_have_count(1)
    expect(options.first).to_contain_text("sem:Event")
    accept(page)
    page.keyboard.type(" ; rdfs:label ?ti")
    expect(options.first).to_have_text("?title")
    accept(page)
    page.keyboard.type(" ; sem:hasActor/rdf:value <pesk")
    expect(options.first).to_contain_text("Dmitry Peskov")
    accept(page)
    expect(options).to_have_count(0)
    expect(field).to_contain_text("<https://w3id.org/parley/id/actor/dmitry-peskov>")
    page.keyboard.press("Control+Enter")
    page.get_by_test_id("stDataFrame").wait_for()
    assert "dmitry-peskov" in params(page)["q"][0]
    field.focus()
    page.keyboard.press("Tab")
    assert "History" in page.evaluate(FOCUSED)
    page.keyboard.press("Shift+Tab")
    assert "dmitry-peskov" in page.evaluate(FOCUSED)


def test_a_mistake_is_marked_where_it_is_and_the_text_is_kept(page: Page) -> None:
    text = "SELECT * {\n  ?s ?p ?o .\n  OPTIONL { ?s ?p ?x }\n}"
    field = editor(page)
    write(page, field, text)
    page.get_by_role("button", name="Run the query").click()
    page.get_by_text("Line 3, column 3").wait_for()
    expect(page.locator(".cm-lintRange-error")).to_have_text("OPTIONL")
    mark = page.locator(".cm-lint-marker-error").bounding_box()
    number = page.locator(".cm-lineNumbers .cm-gutterElement", has_text="3").bounding_box()
    assert mark is not None
    assert number is not None
    assert abs(mark["y"] - number["y"]) < number["height"]
    page.reload()
    expect(field).to_contain_text("OPTIONL")
    expect(page.locator(".cm-lintRange-error")).to_have_text("OPTIONL")
    # A text that is written anew has no old mark.
    write(page, field, "ASK { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Yes").wait_for()
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_a_named_query_is_seen_and_taken_away(any_page: Page, tmp_path: Path) -> None:
    field = editor(any_page)
    any_page.get_by_role("button", name="Timeline of events").click()
    plot = any_page.locator('.plot[aria-roledescription="timeline"]')
    plot.wait_for()
    assert params(any_page) == {"query": ["timeline"]}
    expect(field).to_contain_text("hasEarliestBeginTimeStamp")
    any_page.get_by_role("button", name="Table", exact=True).click()
    any_page.get_by_test_id("stDataFrame").wait_for()
    assert params(any_page) == {"query": ["timeline"], "show": ["table"]}
    expect(any_page.get_by_role("button", name="Map", exact=True)).to_be_disabled()
    with any_page.expect_download() as started:
        any_page.get_by_role("button", name="Download CSV").click()
    started.value.save_as(tmp_path / "result.csv")
    text = (tmp_path / "result.csv").read_text(encoding="utf-8")
    assert text.startswith("event,title,date,earliest,latest,status,kind,track")
    any_page.get_by_role("button", name="Share or save the page").click()
    any_page.get_by_role("menuitem", name="Cite …").click()
    dialog = any_page.get_by_role("dialog")
    expect(dialog).to_contain_text("SHA-256")
    any_page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    any_page.reload()  # a link shows what it was copied from
    any_page.get_by_test_id("stDataFrame").wait_for()
    any_page.go_back()
    plot.wait_for()
    main = any_page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_a_record_in_the_table_opens(page: Page) -> None:
    query = "SELECT ?event { ?event dcterms:identifier '2022-03-29-istanbul-talks' }"
    editor(page, f"/sparql?q={query}&as-of=2022-03-28")
    table = page.get_by_test_id("stDataFrame")
    table.wait_for()
    table.locator("canvas").first.wait_for()
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 52)
    page.wait_for_timeout(400)  # links are painted, so that there is nothing else to wait for
    with page.context.expect_page() as opened:
        page.mouse.click(box["x"] + 60, box["y"] + 52)
    opened.value.get_by_role("heading", level=1, name=re.compile("in Istanbul")).wait_for()
    assert urlsplit(opened.value.url).path == "/event"
    assert params(opened.value)["as-of"] == ["2022-03-28"]
    # A cell that is chosen, by pointer or by arrow, leads there in this tab.
    page.bring_to_front()
    page.mouse.click(box["x"] + 600, box["y"] + 52)
    page.get_by_role("link", name=re.compile(r"^Open: .*Istanbul")).click()
    page.wait_for_url(re.compile("/event"))
    assert params(page)["as-of"] == ["2022-03-28"]


def test_what_was_run_can_be_brought_back(page: Page) -> None:
    field = editor(page)
    for number in ("1", "2"):
        write(page, field, f"# first line\nSELECT ({number} AS ?n) {{}}")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile(rf"%28{number}\+AS"))
        expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    page.reload()
    opener = page.get_by_role("button", name="History")
    opener.click()
    rows = page.locator(".past .run code")
    expect(rows).to_have_text(["SELECT (2 AS ?n) {}", "SELECT (1 AS ?n) {}"])
    rows.last.click()
    expect(field).to_contain_text("(1 AS ?n)")
    assert "%282+AS" in page.url  # it is there to be read, and not run yet
    opener.click()
    page.get_by_role("button", name="Clear the history").click()
    opener.click()
    page.get_by_text("No query was run in this browser yet.").wait_for()


def test_the_plain_field_takes_over_what_was_written(page: Page) -> None:
    field = editor(page)
    write(page, field, "ASK { ?s a sem:Event }")
    page.get_by_text("Plain text field").click()
    expect(page.locator("textarea")).to_have_value("ASK { ?s a sem:Event }")
    page.locator("textarea").fill("ASK { ?s a sem:Nothing }")
    page.get_by_role("button", name="Run the query").click()
    page.get_by_role("heading", name="No", exact=True).wait_for()


def test_rows_are_seen_on_the_map_and_lead_to_the_venue(page: Page) -> None:
    query = (
        "#defaultView:Map\nSELECT ?claim ?event ?venue { ?claim kg:event ?event . VALUES ?event"
        " { <https://w3id.org/parley/id/event/2022-03-29-istanbul-talks> }"
        " OPTIONAL { ?event sem:hasPlace ?venue } }"
    )
    editor(page, f"/sparql?q={quote(query)}")
    pin = page.get_by_role("button", name=re.compile(r"^Dolmabahçe Palace.*within 200 m: \d+ rows"))
    pin.wait_for(state="attached")
    panel = page.locator(".sides").locator("xpath=..")
    expect(panel.locator(".told")).to_have_text(re.compile(r"^\d+ rows at 1 place$"))
    expect(panel.locator(".keys")).to_contain_text("the larger, the more rows")
    panel.get_by_text("The places as a list").click()
    assert "event" not in panel.inner_text().lower()
    pin.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Open: Dolmabahçe Palace").click()
    page.get_by_role("heading", level=1, name="Dolmabahçe Palace").wait_for()
    assert urlsplit(page.url).path == "/venue"
