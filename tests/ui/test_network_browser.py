"""The network in a browser: choosing, paths, channels and time, all with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .test_browser import PAGES, open_page, params

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TELL = "([topic, detail]) => document.dispatchEvent(new CustomEvent('parley:' + topic, {detail}))"


def network(page: Page, query: str = "") -> Locator:
    open_page(page, f"/explore{query}", PAGES["/explore"])
    plot = page.locator('.plot[aria-roledescription="network"]')
    plot.wait_for()
    return plot


def test_choose_and_find_a_path(page: Page) -> None:
    plot = network(page, "?kinds=talks-round,call")
    plot.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "chosen=" in url)
    first = params(page)["chosen"]
    plot.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Enter")
    page.locator(".p-path").wait_for()
    assert params(page)["from"] == first
    assert params(page)["to"] != first
    assert page.locator(".p-path a").count() > 0
    plot.focus()
    page.keyboard.press("Escape")
    page.locator(".p-path").wait_for(state="detached")
    assert "from" not in params(page)


def test_channels_and_time_hide_ties_at_once(page: Page) -> None:
    plot = network(page)
    told = plot.locator("xpath=../preceding-sibling::*").locator(".told")

    def ties() -> int:
        return int(told.inner_text().split("· ")[1].split(" ")[0].replace(",", ""))

    whole = ties()
    page.evaluate(TELL, ["as-of", {"day": "2022-03-28", "from": "test"}])
    known = ties()
    assert 0 < known < whole
    page.evaluate(TELL, ["period", {"since": "2022-03-01", "until": "2022-03-28", "from": "test"}])
    assert 0 < ties() < known
    page.evaluate(TELL, ["period", {"since": None, "until": None, "from": "test"}])
    page.evaluate(TELL, ["as-of", {"day": None, "from": "test"}])
    assert ties() == whole
    met = page.get_by_role("button", name="Met", exact=True)
    met.click()
    assert met.get_attribute("aria-pressed") == "false"
    assert ties() < whole
    page.wait_for_url(lambda url: "channels=" in url)
    assert "met" not in params(page)["channels"][0].split(",")
