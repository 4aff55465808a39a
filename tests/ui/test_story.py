"""A new reader's way: from the first page to a source, a file, and a link that is handed on."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from .chromium import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

expect = pytest.importorskip("playwright.sync_api").expect

SCHEMAS = Path(__file__).parents[3] / "shared/outside/schemas"
G = "{http://gexf.net/1.3}"
WEEK = (date(2022, 3, 28), date(2022, 4, 3))


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def known(page: Page) -> Locator:
    """The sentence that tells of which day, and how much of the record, is seen."""
    return page.locator('p[role="status"]').first


def panel(page: Page, name: str) -> Locator:
    return page.locator(f'.plot[aria-roledescription="{name}"]')


def seen(page: Page) -> dict[str, str | None]:
    """What a reader is told of the view, panel by panel."""
    expect(page.locator(".p-chosen h2")).to_be_visible()
    for name in ("timeline", "network", "map"):
        expect(panel(page, name)).to_have_attribute("aria-label", re.compile("."))
    return {
        "known": known(page).inner_text(),
        "chosen": page.locator(".p-chosen").inner_text(),
        **{
            name: panel(page, name).get_attribute("aria-label")
            for name in ("timeline", "network", "map")
        },
    }


def mark_week(page: Page) -> None:
    """Drag over a week on the axis of the timeline."""
    first, last = (date.fromisoformat(one) for one in params(page)["days"].split(".."))
    page.mouse.move(20, 400)
    page.mouse.wheel(0, -5000)  # coming back had kept the place on the page
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    box = panel(page, "timeline").bounding_box()
    assert box is not None
    gutter = min(170.0, box["width"] * 0.17)
    each = (box["width"] - gutter) / ((last - first).days + 1)
    start, end = (box["x"] + gutter + ((day - first).days + 0.5) * each for day in WEEK)
    page.mouse.move(start, box["y"] + 25)
    page.mouse.down()
    for part in range(1, 11):
        page.mouse.move(start + (end - start) * part / 10, box["y"] + 25)
    page.mouse.up()


def test_from_the_first_page_to_a_link_that_is_handed_on(
    page: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto("/")

    # The case to begin with, in one click.
    page.get_by_role("button", name="Open 28 March 2022").click()
    expect(known(page)).to_contain_text("As known on 28 March 2022")
    chosen = page.locator(".p-chosen")
    expect(chosen).to_contain_text("Announced")

    # A day later it had been held; back on the eve, nobody knows.
    slider = page.get_by_role("slider", name="Day by which it was known")
    slider.press("ArrowRight")
    expect(known(page)).to_contain_text("As known on 29 March 2022")
    expect(chosen).to_contain_text("Held")
    slider.press("ArrowLeft")
    expect(known(page)).to_contain_text("As known on 28 March 2022")
    expect(chosen).to_contain_text("Announced")

    # What Peskov said, and the source of it.
    claims = page.get_by_role("region", name="Claims")
    peskov = page.get_by_role("link", name="Dmitry Peskov", exact=True)
    claim = claims.locator(".p-claim").filter(has=peskov).first
    claim.locator("summary").click()
    title = claim.locator("cite").first.inner_text()
    claim.get_by_role("link", name="record", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert params(page)["as-of"] == "2022-03-28"
    page.go_back()
    expect(known(page)).to_contain_text("As known on 28 March 2022")

    # The network of that week.
    network = panel(page, "network")
    expect(network).to_have_attribute("aria-label", re.compile("Network of"))
    before = network.get_attribute("aria-label")
    mark_week(page)
    page.wait_for_url("**start=2022-03-28&end=2022-04-03**")
    expect(known(page)).to_contain_text(re.compile(r"\d+ of \d+ events"))
    expect(network).not_to_have_attribute("aria-label", before or "")
    page.get_by_role("button", name="Share or save the network").click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name="Network (GEXF)").click()
    started.value.save_as(tmp_path / "week.gexf")
    content = (tmp_path / "week.gexf").read_bytes()
    ties = list(ET.fromstring(content).iter(f"{G}edge"))  # noqa: S314 - our own
    assert ties
    for tie in ties:
        assert str(tie.get("start", WEEK[1])) <= str(WEEK[1])
        assert str(tie.get("end", WEEK[0])) >= str(WEEK[0])
    if SCHEMAS.is_dir():
        schema = xmlschema.XMLSchema(SCHEMAS / "gexf-1.3" / "gexf.xsd", allow="local")
        schema.validate(io.BytesIO(content))

    # The link is handed on, and shows the same.
    page.get_by_role("button", name="Share or save the network").click()
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.get_by_role("button", name="Share or save the network")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    mine = seen(page)
    for other in watched(browser, address, 1280, "light", stranger=True):
        other.goto(link)
        assert seen(other) == mine
