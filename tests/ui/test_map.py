"""The map of a view, in a real browser and as its payload."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from kg.places import Place, places
from kg.ui.map_drawing import drawing, exact
from kg.view import View

from .conftest import shown
from .test_browser import open_page
from .test_downloads import web  # noqa: F401 - the fixture

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from kg.graph import Graph
    from tests.web.asked import Web

    from .conftest import Open

expect = pytest.importorskip("playwright.sync_api").expect

HEADING = "Negotiations, and who said what about them"
TELL = """([topic, detail]) => document.dispatchEvent(
  new CustomEvent(`parley:${topic}`, { detail: { from: "test", ...detail } }))"""


def test_the_payload_counts_days_and_knows_its_places(real_graph: Graph) -> None:
    payload = drawing(places(real_graph.store, None, real_graph.names))
    events = payload["events"]
    talks = events["id"].index("2022-03-29-istanbul-talks")
    assert payload["places"]["id"][events["place"][talks]] == "dolmabahce"
    epoch = date(1970, 1, 1).toordinal()
    assert date.fromordinal(events["first"][talks] + epoch) == date(2022, 3, 29)
    assert len({len(column) for column in events.values()}) == 1
    # Numbers for days, and names only once: a view of all is sent with each page.
    assert all(not isinstance(day, str) for day in events["known"])
    assert payload == drawing(places(real_graph.store, None, real_graph.names))
    assert drawing(places(real_graph.store, View(disputed=True)))["sig"] != payload["sig"]


def test_how_exact_a_place_is_stands_in_words() -> None:
    place = Place("town", "Town", None, "TR", "city", 41.0, 29.0, 15000.0)
    assert exact(place) == "city, within 15 km"
    nowhere = Place("town", "Town", None, "TR", "none", None, None, None)
    assert exact(nowhere) == "no point on record"


def test_the_page_shows_the_map_and_the_card_of_a_venue(visit: Open) -> None:
    app = visit("explore", chosen="dolmabahce")
    assert not app.exception
    assert "kg.map" in [one.proto.component_name for one in app.get("bidi_component")]
    assert "Dolmabahçe Palace" in shown(app)
    assert "within 200 m" in shown(app)
    st.cache_resource.clear()


def test_places_are_files(web: Web) -> None:  # noqa: F811
    answer = web("/download/places.geojson?kinds=talks-round")
    assert answer.headers["content-type"] == "application/geo+json"
    assert "dolmabahce" in answer.text
    assert web("/download/places.csv").text.startswith("id,name,")


def opened(page: Page, query: str = "") -> Locator:
    open_page(page, f"/explore{query}", HEADING)
    plot = page.locator('.plot[aria-roledescription="map"]')
    plot.scroll_into_view_if_needed()
    pins = plot.get_by_role("button")
    pins.first.wait_for(state="attached")
    page.wait_for_timeout(600)  # until it has come to rest
    return pins


def chosen(page: Page) -> list[str] | None:
    return parse_qs(urlsplit(page.url).query).get("chosen")


def test_places_are_walked_and_chosen_with_the_keyboard(any_page: Page) -> None:
    pins = opened(any_page, "?tracks=belarus-istanbul-talks")
    stops = pins.evaluate_all("all => all.filter((one) => one.tabIndex === 0).length")
    assert stops == 1
    pins.and_(any_page.locator("[tabindex='0']")).focus()
    any_page.keyboard.press("Home")
    seen = set()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft"):
        any_page.keyboard.press(key)
        focused = any_page.evaluate(
            "() => { let one = document.activeElement;"
            " while (one.shadowRoot) one = one.shadowRoot.activeElement; return one.ariaLabel }"
        )
        seen.add(focused)
    assert len(seen) > 2
    assert all(re.search(r": .*event|only claimed", name) for name in seen), seen
    # A cluster opens as a list, a single place is chosen: either way Enter gets there.
    any_page.keyboard.press("Enter")
    if not chosen(any_page) and any_page.locator(".list").is_visible():
        any_page.keyboard.press("Enter")
    any_page.get_by_role("link", name="Open the venue’s page").wait_for()
    assert chosen(any_page)
    any_page.keyboard.press("Escape")
    any_page.get_by_text("Where accounts differ most").wait_for()
    assert chosen(any_page) is None


def test_places_that_coincide_open_as_a_list(page: Page) -> None:
    pins = opened(page, "?tracks=belarus-istanbul-talks")
    cluster = pins.filter(has=page.locator(":scope[aria-label*='Dolmabahçe']"))
    label = page.get_by_role("button", name=re.compile("Dolmabahçe.*other place"))
    label.or_(cluster).first.evaluate("one => one.click()")
    items = page.locator(".list").get_by_role("button")
    assert {"Dolmabahçe Palace, presidential working office", "Istanbul"} <= {
        one.evaluate("one => one.firstChild.textContent") for one in items.all()
    }
    items.filter(has_text=re.compile("^Dolmabahçe")).click()
    page.get_by_role("heading", name="Dolmabahçe Palace").wait_for()
    assert chosen(page) == ["dolmabahce"]


def test_it_follows_the_other_panels_without_the_server(page: Page) -> None:
    opened(page)
    address = page.url
    told = page.locator(".sides").locator("xpath=..").locator(".told")
    every = told.inner_text()
    page.evaluate(TELL, ["period", {"since": "2022-03-01", "until": "2022-03-31"}])
    expect(told).to_have_text(re.compile(r"^\d+ of 1\d\d events"))
    page.evaluate(TELL, ["period", {"since": None, "until": None}])
    page.evaluate(TELL, ["as-of", {"day": "2022-03-05"}])
    expect(page.locator(".more")).to_have_text(re.compile("as known on 5 Mar 2022"))
    # The palace became known as the place of the talks three weeks later.
    page.get_by_text("The places as a list").click()
    listed = page.locator(".all")
    expect(listed).to_contain_text("Belovezhskaya")
    assert "Dolmabahçe" not in listed.inner_text()
    page.evaluate(TELL, ["as-of", {"day": None}])
    expect(told).to_have_text(every)
    expect(listed).to_contain_text("Dolmabahçe")
    way = page.locator(".way")
    page.evaluate(TELL, ["select", {"id": "steve-witkoff", "ids": ["steve-witkoff"]}])
    expect(way).to_contain_text("how they travelled is not")
    page.evaluate(TELL, ["select", {"id": None, "ids": []}])
    expect(way).to_be_hidden()
    assert page.url == address


@pytest.mark.parametrize("label", ["Picture (PNG)", "Drawing (SVG)", "Places (GeoJSON)"])
def test_it_can_be_taken_away(page: Page, label: str) -> None:
    opened(page, "?tracks=belarus-istanbul-talks")
    page.get_by_role("button", name="Share or save the map").click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name=label).click()
    content = started.value.path().read_bytes()
    if label == "Drawing (SVG)":
        assert b"Istanbul" in content
        assert b"CC BY 4.0" in content
    assert len(content) > 2000


def test_the_part_of_the_world_that_is_seen_is_in_the_address(page: Page) -> None:
    opened(page, "?tracks=belarus-istanbul-talks")
    assert "map=" not in page.url  # where a reader starts needs no word
    page.get_by_role("button", name="Whole world").click()
    page.wait_for_url("**map=*")
    plot = page.locator('.plot[aria-roledescription="map"]')
    expect(plot).not_to_have_attribute("aria-label", re.compile("out of view"))
    whole = str(plot.get_attribute("aria-label"))
    page.reload()
    page.locator(".sides").wait_for()
    expect(plot).to_have_attribute("aria-label", whole)
    page.go_back()
    page.wait_for_url(re.compile("talks$"))
    expect(plot).not_to_have_attribute("aria-label", whole)
