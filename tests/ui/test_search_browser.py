"""The search box and the links of pages in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUND = "2022-03-29-istanbul-talks"
TITLE = "Russian–Ukrainian talks in Istanbul"
MAIN = "document.querySelector('[data-testid=stMain]')"  # it scrolls, the window does not


def heading(page: Page, name: str) -> None:
    page.get_by_role("heading", level=1, name=name, exact=True).wait_for()


def until(page: Page, script: str) -> None:
    """Wait until a script gives true: our policy lets no page evaluate what Playwright polls."""
    for _ in range(300):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def loads(page: Page) -> list[str]:
    """Return a list that grows whenever the dashboard is loaded anew.

    Until the search box stands, nobody follows links but the browser itself.
    """
    page.get_by_role("combobox", name="Search all records").wait_for()
    seen: list[str] = []
    page.on("request", lambda one: seen.append(one.url) if one.is_navigation_request() else None)
    return seen


def test_typing_suggests_and_enter_opens_in_the_same_session(any_page: Page) -> None:
    page = any_page
    page.goto("/about?as-of=2022-03-28")
    box = page.get_by_role("combobox", name="Search all records")
    box.wait_for()
    first = page.get_by_role("heading", level=1).first.inner_text()
    anew = loads(page)
    page.keyboard.press("/")
    page.keyboard.type("zelenskiy")
    page.get_by_role("option", name="Volodymyr Zelensky").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    group = page.get_by_role("group", name="Actors")
    assert group.get_by_role("option").count() == 1
    found = page.get_by_role("listbox").bounding_box()
    size = page.viewport_size
    assert found is not None
    assert size is not None
    assert found["x"] >= 0
    assert found["x"] + found["width"] <= size["width"]
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    heading(page, "Volodymyr Zelensky")
    assert parse_qs(urlsplit(page.url).query) == {
        "id": ["volodymyr-zelensky"],
        "as-of": ["2022-03-28"],
    }
    assert anew == []
    page.go_back()
    heading(page, first)
    assert anew == []


def test_escape_closes_and_enter_alone_opens_all_results(page: Page) -> None:
    page.goto("/explore")
    box = page.get_by_role("combobox", name="Search all records")
    box.click()
    box.press_sequentially("istambul talks")
    page.get_by_role("option", name="results").wait_for()
    box.press("Escape")
    page.get_by_role("listbox").wait_for(state="hidden")
    assert box.input_value() == "istambul talks"
    box.press("Enter")
    heading(page, "Search")
    page.get_by_role("link", name="Belarus–Istanbul talks, 2022").wait_for()
    page.get_by_role("navigation", name="Kinds of records").get_by_text("Events").click()
    page.get_by_role("link", name=TITLE).wait_for()
    page.get_by_role("link", name="Belarus–Istanbul talks, 2022").wait_for(state="detached")
    assert parse_qs(urlsplit(page.url).query)["kind"] == ["event"]
    page.go_back()
    page.get_by_role("link", name="Belarus–Istanbul talks, 2022").wait_for()


def test_a_slash_in_a_field_is_a_slash(page: Page) -> None:
    page.goto("/search")
    field = page.get_by_role("textbox", name="Names, places")
    field.click()
    page.keyboard.type("a/b")
    assert field.input_value() == "a/b"


def test_links_keep_the_session_and_back_comes_back_to_the_place(page: Page) -> None:
    page.goto(f"/event?id={ROUND}")
    heading(page, TITLE)
    anew = loads(page)
    link = page.locator(".p-member a", has_text="Vladimir Medinsky").first
    link.wait_for()
    # A page that is still drawn is too short to leave it at that place, and may move between two
    # calls; Playwright's own click would bring the link into view.
    until(page, f"{MAIN}.scrollTo(0, 300), {MAIN}.scrollTop === 300")
    left = link.evaluate(
        f"""one => {{
          {MAIN}.scrollTo(0, 300);
          const left = {MAIN}.scrollTop;
          one.click();
          return left;
        }}"""
    )
    assert left == 300
    heading(page, "Vladimir Medinsky")
    until(page, "document.title.startsWith('Vladimir Medinsky')")
    assert page.evaluate(f"{MAIN}.scrollTop") == 0
    page.go_back()
    heading(page, TITLE)
    until(page, f"{MAIN}.scrollTop === 300")
    page.go_forward()
    heading(page, "Vladimir Medinsky")
    assert anew == []


def test_links_from_an_event_to_an_event_and_to_a_part_of_a_page(page: Page) -> None:
    page.goto("/event?id=2022-03-28-peskov-briefing")
    page.get_by_role("heading", level=1, name="Peskov").wait_for()
    anew = loads(page)
    page.evaluate(
        """href => {
          const link = document.createElement("a");
          Object.assign(link, { href, textContent: "To the claims" });
          document.querySelector(".p-page").append(link);
        }""",
        f"event?id={ROUND}#claims",
    )
    page.get_by_role("link", name="To the claims").click()
    heading(page, TITLE)
    until(page, "Math.abs(document.getElementById('claims')?.getBoundingClientRect().top) < 200")
    assert urlsplit(page.url).fragment == "claims"
    assert anew == []


def test_a_click_with_a_key_held_is_the_browsers(page: Page) -> None:
    page.goto(f"/event?id={ROUND}")
    heading(page, TITLE)
    link = page.locator(".p-member a", has_text="Vladimir Medinsky").first
    with page.context.expect_page() as other:
        link.click(modifiers=["Control"])
    heading(other.value, "Vladimir Medinsky")
    assert page.url.endswith(ROUND)
    other.value.close()


def test_a_record_is_cited_and_taken_away_from_its_menu(page: Page) -> None:
    page.goto(f"/event?id={ROUND}&as-of=2022-03-28")
    heading(page, TITLE)
    page.get_by_role("button", name="Share or save the page").click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name="JSON-LD").click()
    assert started.value.url.endswith(f"/id/event/{ROUND}.jsonld?as-of=2022-03-28")
    page.get_by_role("button", name="Share or save the page").click()
    page.get_by_role("menuitem", name="Cite").click()
    page.get_by_role("dialog").get_by_text(TITLE).wait_for()
