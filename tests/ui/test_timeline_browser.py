"""The timeline in a browser: what it fetches, the period marked on it, days in view, pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page, Route

expect = pytest.importorskip("playwright.sync_api").expect

HEARING = """
  window.heard = [];
  document.addEventListener("parley:period", ({ detail }) => window.heard.push(detail));
"""


def timeline(page: Page) -> Locator:
    return page.locator('.plot[aria-roledescription="timeline"]')


def told(page: Page) -> Locator:
    return page.locator(".told").filter(has_text=re.compile(r"\d{4} – .*\d events?"))


def opened(page: Page, path: str) -> None:
    page.goto(path)
    told(page).wait_for()


def params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def drag(page: Page, start: tuple[float, float], end: float) -> None:
    """Drag from a place on the timeline to another at the same height."""
    box = timeline(page).bounding_box()
    assert box is not None
    x, y = box["x"] + start[0], box["y"] + start[1]
    page.mouse.move(x, y)
    page.mouse.down()
    for part in range(1, 11):
        page.mouse.move(x + (box["x"] + end - x) * part / 10, y)


def test_a_period_is_marked_on_the_axis_told_at_once_and_kept(page: Page) -> None:
    page.add_init_script(HEARING)
    opened(page, "/explore")
    drag(page, (400, 25), 560)
    said = page.evaluate("window.heard.at(-1)")
    assert said["since"] < said["until"]
    assert params(page) == {}, "the server is told when the reader lets go"
    page.mouse.up()
    page.wait_for_url("**/explore?start=*")
    assert params(page) == {"start": [said["since"]], "end": [said["until"]]}
    expect(told(page)).to_contain_text("period: ")
    expect(page.locator('p[role="status"]').first).to_have_text(re.compile(r"^\d+ of \d+ events"))
    page.go_back()
    page.wait_for_url("**/explore")
    expect(told(page)).not_to_contain_text("period")
    page.go_forward()
    page.wait_for_url("**/explore?start=*")
    clear = page.get_by_role("button", name="Clear the period")
    clear.click()
    page.wait_for_url("**/explore")
    expect(clear).to_be_hidden()


def test_a_period_is_marked_with_the_keyboard(page: Page) -> None:
    opened(page, "/explore?chosen=2022-03-29-istanbul-talks")
    timeline(page).focus()
    page.keyboard.press("[")
    page.keyboard.press("]")
    page.wait_for_url("**start=2022-03-29&end=2022-03-29**")
    expect(timeline(page)).to_have_attribute("aria-label", re.compile("square brackets"))
    page.keyboard.press("Backspace")
    page.wait_for_url("**/explore?chosen=2022-03-29-istanbul-talks")


def test_days_in_view_are_in_the_address_and_back_undoes_them(page: Page) -> None:
    opened(page, "/explore")
    start = told(page).inner_text()
    drag(page, (500, 200), 700)
    page.mouse.up()
    page.wait_for_url("**/explore?days=*")
    moved = told(page).inner_text()
    assert moved != start
    # To walk from event to event is no move of one's own, to which one would want to go back.
    timeline(page).focus()
    page.keyboard.press("End")
    expect(told(page)).not_to_have_text(moved)
    page.wait_for_timeout(1000)
    page.reload()
    told(page).wait_for()
    expect(told(page)).to_have_text(moved)
    page.go_back()
    page.wait_for_url("**/explore")
    expect(told(page)).to_have_text(start)


def test_on_an_early_day_it_shows_where_the_events_are(page: Page) -> None:
    opened(page, "/explore?as-of=2014-09-06")
    expect(told(page)).to_have_text(re.compile(r" · [1-9]\d* events? · as known on 6 Sep 2014"))


def test_what_the_server_has_forgotten_is_offered_anew(page: Page) -> None:
    refused: list[str] = []

    def forgotten(route: Route) -> None:
        # Once for each part, as after a restart of the server. (An error would be told as such.)
        if route.request.url in refused:
            route.fallback()
        else:
            refused.append(route.request.url)
            route.fulfill(status=204)

    page.route("**/panel/*.json", forgotten)
    opened(page, "/explore")
    assert len(refused) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawing_is_whole(page: Page, tmp_path: Path, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(page, "/explore?as-of=2022-03-28&chosen=2022-03-29-istanbul-talks")
    page.get_by_role("button", name="Share or save the timeline").click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name="Drawing (SVG)").click()
    path = tmp_path / "drawing.svg"
    started.value.save_as(path)
    drawing = ElementTree.parse(path)  # noqa: S314 - our own
    words = [one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == told(page).inner_text()
    for part in ("Belarus–Istanbul", "took place", page.url):  # a heading, the legend, the origin
        assert any(part in str(word) for word in words), part
    assert not list(drawing.iter("{http://www.w3.org/2000/svg}image")), "all of it is drawn"
