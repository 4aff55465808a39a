"""A reader's walk through the dashboard, in a real browser, over the records that we publish.

Whatever the walk does, the browser may ask no host but this one, and nothing may go wrong in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
import rdflib

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytest.importorskip("playwright.sync_api")

ROUND = "2022-03-29-istanbul-talks"
PAGES = {
    "/explore": "Negotiations, and who said what about them",
    f"/explore?chosen={ROUND}&network=people": "Negotiations, and who said what about them",
    f"/event?id={ROUND}": "Russian–Ukrainian talks in Istanbul",
    "/actor?id=dmitry-peskov": "Dmitry Peskov",
    "/source?id=babel-77397": "The Ukrainian delegation handed over",
    "/venue?id=istanbul": "Istanbul",
    "/topic?id=crimea-status": "Status of Crimea",
    "/track?id=belarus-istanbul-talks": "Belarus–Istanbul talks",
    "/claims": "Who said what, and who disagrees",
    "/claims?show=rivals": "Who said what, and who disagrees",
    "/sparql": "Ask the graph",
    "/export": "Take it away",
    f"/event?id={ROUND}&as-of=2022-03-28": "Russian–Ukrainian talks in Istanbul",
    "/compare?policy=party:russia&with-policy=party:ukraine": "What differs",
    "/agenda?track=third-party-mediation&as-of=2022-03-28": "Agenda",
    "/meetings?pair=russia,ukraine": "Who meets whom",
    "/foretold?show=lag&as-of=2022-06-01": "Foretold and held",
    "/quality": "How well the record is founded",
    "/document?id=minsk-protocol": "Minsk Protocol",
    "/about": "Parley",
    "/event?id=no-such-event": "Not on record",
}
# The share of what is painted on a canvas that has not the commonest colour.
SHADED = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3]) counts.set(data[i], (counts.get(data[i]) ?? 0) + 1);
  const all = [...counts.values()];
  return 1 - Math.max(...all) / all.reduce((sum, one) => sum + one, 0);
}"""


def open_page(page: Page, path: str, heading: str) -> None:
    page.goto(path)
    page.get_by_role("heading", level=1, name=heading).wait_for()


def params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_panels_are_drawn(page: Page) -> None:
    open_page(page, "/explore", PAGES["/explore"])
    for name in ("timeline", "network"):
        plot = page.locator(f'.plot[aria-roledescription="{name}"]')
        plot.wait_for()
        box = plot.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 200
    assert "events" in (page.get_by_label("Timeline of").get_attribute("aria-label") or "")


def test_what_nobody_searched_is_hatched_and_told(page: Page) -> None:
    days = "2022-03-01..2022-05-01"
    open_page(page, f"/explore?tracks=belarus-istanbul-talks&days={days}", PAGES["/explore"])
    heading = page.locator(".heads .head").first
    heading.wait_for()
    assert "searched closely" in (heading.get_attribute("title") or "")
    canvas = page.locator('.plot[aria-roledescription="timeline"] canvas')
    page.wait_for_timeout(600)
    searched = canvas.evaluate(SHADED)
    # Accounts of 2023 and 2024 look back at these talks; between them nobody searched.
    page.get_by_role("button", name="Show all days").click()
    page.wait_for_timeout(600)
    assert canvas.evaluate(SHADED) > searched + 0.04


def test_from_a_mark_to_its_event_and_back(page: Page) -> None:
    open_page(page, "/explore", PAGES["/explore"])
    timeline = page.locator('.plot[aria-roledescription="timeline"]')
    timeline.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    onward = page.get_by_role("link", name="Open the event’s page")
    onward.wait_for()
    chosen = params(page)["chosen"]
    onward.click()
    page.get_by_role("heading", name="Who took part, and as what").wait_for()
    assert urlsplit(page.url).path == "/event"
    assert params(page)["id"] == chosen
    page.go_back()
    onward.wait_for()
    assert params(page)["chosen"] == chosen
    page.go_back()
    onward.wait_for(state="hidden")
    assert "chosen" not in params(page)


def test_a_click_on_a_mark_chooses_it(page: Page) -> None:
    open_page(page, "/explore?start=2022-03-29&end=2022-03-29&kinds=talks-round", PAGES["/explore"])
    timeline = page.locator('.plot[aria-roledescription="timeline"]')
    timeline.wait_for()
    box = timeline.bounding_box()
    assert box is not None
    # The mark is drawn, so it has no place that could be asked for: feel for it.
    spots = [
        (box["x"] + x, box["y"] + y)
        for y in range(48, int(box["height"]), 7)
        for x in range(180, int(box["width"]), 12)
    ]
    for x, y in spots:
        page.mouse.move(x, y)
        if "over" in (timeline.get_attribute("class") or ""):
            page.mouse.click(x, y)
            break
    page.get_by_role("link", name="Open the event’s page").wait_for()
    assert params(page)["chosen"] == [ROUND]


def test_a_filter_is_in_the_address_and_the_address_restores_it(page: Page) -> None:
    open_page(page, "/explore", PAGES["/explore"])
    page.get_by_role("button", name="Filters").click()
    field = page.get_by_role("textbox", name="Text")
    told = page.locator('p[role="status"]').first
    whole = told.inner_text()
    field.fill("Istanbul")
    field.press("Enter")
    told.filter(has_text=" of ").wait_for()
    part = told.inner_text()
    assert params(page) == {"text": ["Istanbul"]}
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_role("heading", level=1, name=PAGES["/claims"]).wait_for()
    assert params(page) == {"text": ["Istanbul"]}
    page.go_back()
    told.filter(has_text=" of ").wait_for()
    page.reload()
    told.filter(has_text=" of ").wait_for()
    assert told.inner_text() == part
    page.get_by_role("button", name="Clear all filters").click()
    page.get_by_text(whole).wait_for()
    assert params(page) == {}


def test_a_source_is_one_click_away(page: Page) -> None:
    open_page(page, f"/event?id={ROUND}", PAGES[f"/event?id={ROUND}"])
    first = page.locator("details.p-src").first
    first.locator("summary").click()
    link = first.get_by_role("link", name="open").first
    link.wait_for()
    assert link.get_attribute("target") == "_blank"
    assert "noopener" in (link.get_attribute("rel") or "")
    assert (link.get_attribute("href") or "").startswith("https://")


def test_rival_answers_stand_side_by_side(page: Page) -> None:
    open_page(page, f"/event?id={ROUND}", PAGES[f"/event?id={ROUND}"])
    answers = page.locator(".p-question").first.locator(".p-answer")
    assert answers.count() >= 2
    one, other = answers.nth(0).bounding_box(), answers.nth(1).bounding_box()
    assert one is not None
    assert other is not None
    assert one["y"] == other["y"]
    assert one["x"] < other["x"]


def test_the_turtle_of_a_record_and_of_all_parse(page: Page, tmp_path: Path) -> None:
    open_page(page, f"/event?id={ROUND}", PAGES[f"/event?id={ROUND}"])
    page.get_by_text("Its Turtle").click()
    record = _download(page, "button", "Download as Turtle", tmp_path)
    event = rdflib.URIRef(f"https://w3id.org/parley/id/event/{ROUND}")
    assert (event, rdflib.RDF.type, None) in record
    open_page(page, "/export?kinds=signing,vote", PAGES["/export"])
    part = _download(page, "link", "Turtle", tmp_path)
    a_kind = rdflib.URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/eventType")
    kinds = {str(one).rpartition("/")[2] for one in part.objects(None, a_kind)}
    assert kinds <= {"signing", "vote"}
    assert kinds


def _download(page: Page, role: Literal["button", "link"], name: str, folder: Path) -> rdflib.Graph:
    with page.expect_download() as started:
        page.get_by_role(role, name=name, exact=True).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return rdflib.Graph().parse(path, format="turtle")
