"""The bar with the day by which it was known, and the timeline that follows it, in a browser.

A page of its own with four events, so that each of their states can be told apart.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import ROOT

from .chromium import served as dashboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

expect = pytest.importorskip("playwright.sync_api").expect

# Counts what the page tells the server.
COUNTING = """
  window.sent = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...all) { window.sent += 1; return send.apply(this, all); };
"""
# Moves the slider as a pointer does, step by step for a second or more, and reads what the timeline
# tells. The longest pause between two moves is told too: a busy machine makes some.
DRAGGING = """async range => {
  const told = [...document.querySelectorAll("*")]
    .map(one => one.shadowRoot?.querySelector(".told")).find(Boolean);
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const seen = new Set();
  const before = window.sent;
  range.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  let [last, pause] = [performance.now(), 0];
  const end = last + 1000;
  for (let i = 0; i < 20 || last < end; i += 1) {
    pause = Math.max(pause, performance.now() - last);
    last = performance.now();
    range.value = i % Number(range.max);
    range.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    await frame();
    seen.add(told.textContent.match(/\\d+ events? .*/)[0]);
  }
  const dragged = window.sent - before;
  range.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  return { dragged, pause, seen: [...seen].sort() };
}"""


def _page() -> None:
    """What the server of this test shows: it is run as a script of its own."""
    import streamlit as st  # noqa: PLC0415

    from kg.ui import components  # noqa: PLC0415
    from kg.ui.timeline_panel import drawing  # noqa: PLC0415

    def columns(names: str, *rows: tuple[object, ...]) -> dict[str, list[Any]]:
        return {name: [row[i] for row in rows] for i, name in enumerate(names.split())}

    def on(day: str | None) -> tuple[str | None, ...]:
        return (day,) * 4

    def moved() -> None:
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        st.session_state.today = components.chosen_day("bar")

    bounds = "b0 b1 e0 e1"
    now = st.session_state.get("today")
    common = ("statement", "Statement")
    layout = {
        "lanes": [{"id": "lane", "label": "Lane"}],
        "statuses": [{"id": "scheduled", "label": "Scheduled"}, {"id": "held", "label": "Held"}],
        "events": columns(
            f"id title lane kind kindLabel status {bounds} date",
            ("early", "Early", 0, *common, "held", *on("2022-03-01"), "1 March"),
            ("late", "Late", 0, *common, "held", *on("2022-03-12"), "12 March"),
            ("round", "Round", 0, *common, "held", *on("2022-03-29"), "29 March"),
            ("vague", "Vague", 0, *common, "held", *on("2022-03-20"), "20 March"),
        ),
        "history": columns(
            f"event from status {bounds} date approx uncertain disputed",
            (0, "2022-03-01", "held", *on("2022-03-01"), "1 March", False, False, False),
            (1, "2022-05-01", "held", *on("2022-03-12"), "12 March", False, False, False),
            (2, "2022-03-20", "scheduled", *on("2022-03-28"), "28 March", False, True, False),
            (2, "2022-03-29", "held", *on("2022-03-29"), "29 March", False, False, False),
            (3, "2022-03-05", "scheduled", *on(None), "", False, False, False),
            (3, "2022-03-29", "held", *on("2022-03-20"), "20 March", False, False, False),
        ),
    }
    day = {
        "asOf": now.isoformat() if now else None,
        "rivals": columns(f"event {bounds} label", (2, *on("2022-03-25"), "Somebody: 25 March")),
        "announced": columns("event day", (2, "2022-03-20")),
        "ties": columns("event words other back", (2, "Follows", 0, "Followed by")),
        "changed": columns("event how", (2, "new")),
    }
    bar = {
        "days": ["2022-03-01", "2022-03-05", "2022-03-20", "2022-03-29", "2022-05-01"],
        "counts": [1, 1, 1, 2, 1],
        "day": day["asOf"],
        "today": "2026-11-21",
        "label": "Known by",
        "story": [{"day": "2022-03-28", "label": "The eve"}],
    }
    components.asof(bar, key="bar", on_day=moved)
    components.timeline(drawing(layout, day), key="timeline", height=300)
    st.text(f"server: {now} after {st.session_state.get('runs', 0)}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    script, app = folder / "page.py", folder / "app.py"
    script.write_text(
        f"from __future__ import annotations\nfrom typing import Any\n"
        f"{inspect.getsource(_page)}\n_page()\n",
        encoding="utf-8",
    )
    app.write_text(
        "import streamlit as st\nfrom kg.web.server import MIDDLEWARE, ROUTES\n"
        f"app = st.App({str(script)!r}, middleware=MIDDLEWARE, routes=ROUTES)\n",
        encoding="utf-8",
    )
    with dashboard(app, PYTHONPATH=str(ROOT)) as one:
        yield one


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda one: wrong.append(str(one)))
    page.add_init_script(COUNTING)
    page.goto(address)
    timeline(page).wait_for()
    expect(told(page)).to_have_text(re.compile("4 events"))
    yield page
    context.close()
    assert wrong == []


def timeline(page: Page) -> Locator:
    return page.locator('.plot[aria-roledescription="timeline"]')


def told(page: Page) -> Locator:
    return page.locator(".told")


def slider(page: Page) -> Locator:
    return page.get_by_role("slider")


def served(page: Page, day: str, runs: int) -> None:
    expect(page.get_by_text("server:")).to_have_text(f"server: {day} after {runs}")


def walk(page: Page) -> list[str]:
    """Return what is said of each event on the way from the first to the last."""
    timeline(page).focus()
    heard = timeline(page).locator("..").locator(".heard[role=status]")
    page.keyboard.press("Home")
    found: list[str] = []
    while not found or heard.inner_text() != found[-1]:
        found.append(heard.inner_text())
        page.keyboard.press("ArrowRight")
    return found


def test_the_timeline_follows_at_once_and_the_server_when_the_reader_rests(page: Page) -> None:
    drag = slider(page).evaluate(DRAGGING)
    # A machine that stalls looks like a reader at rest, to whom the server is told.
    assert drag["dragged"] == 0 or drag["pause"] > 300
    assert drag["seen"] == [
        "1 event · 1 undated · as known on 5 Mar 2022",
        "1 event · as known on 1 Mar 2022",
        "2 events · 1 undated · as known on 20 Mar 2022",
        "3 events · as known on 29 Mar 2022",
    ]
    runs = r"after \d+$" if drag["dragged"] else "after 1$"
    expect(page.get_by_text("server:")).to_have_text(re.compile(runs))


def test_a_pointer_that_is_let_go_tells_the_server(page: Page) -> None:
    box = slider(page).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 8, y)
    page.mouse.down()
    for part in (0.9, 0.7, 0.5):
        page.mouse.move(box["x"] + box["width"] * part, y)
    page.mouse.up()
    expect(page.get_by_text("server: 2022-03-20")).to_be_visible()
    expect(told(page)).to_contain_text("as known on 20 Mar 2022")
    expect(timeline(page)).to_have_attribute(
        "aria-label", re.compile("^Timeline as known on 20 March 2022: 2 events")
    )


def test_what_was_not_known_is_neither_drawn_nor_met(page: Page) -> None:
    box = timeline(page).bounding_box()
    assert box is not None
    y = box["y"] + 60
    tip = page.locator(".tip strong")
    for x in range(int(box["x"] + 160), int(box["x"] + box["width"]), 4):
        page.mouse.move(x, y)
        if tip.is_visible() and tip.inner_text() == "Late":
            break
    expect(timeline(page)).to_have_class(re.compile("over"))
    slider(page).focus()
    page.keyboard.press("ArrowLeft")
    served(page, "2022-03-29", 1)
    expect(tip).to_be_hidden()
    page.mouse.move(x, y + 1)
    expect(timeline(page)).not_to_have_class(re.compile("over"))
    assert [one.split(".")[0] for one in walk(page)] == ["Early", "Vague", "Round"]


def test_dates_and_statuses_are_those_of_the_day(page: Page) -> None:
    assert "Date: 29 March. Status: Held" in walk(page)[-1]
    page.get_by_label("Go to a turning point").select_option("The eve")
    served(page, "2022-03-28", 1)
    expect(told(page)).to_contain_text("2 events · 1 undated")
    *_, last = walk(page)
    assert last.startswith("Round. Date: 28 March. Status: Scheduled")
    assert "The date is doubtful" in last


def test_what_is_of_the_view_waits_for_the_view_of_the_day(page: Page) -> None:
    said = "Announced: 20 Mar 2022. Also claimed: Somebody: 25 March. Follows: Early. Compared: new"
    assert said in walk(page)[-1]
    # All three marks: one legend stands for both sides of a comparison.
    expect(page.locator(".legend")).to_contain_text("Comparednewgonechanged")
    # Another day, of which nobody has told the server.
    page.evaluate(
        """() => document.dispatchEvent(new CustomEvent("parley:as-of",
             { detail: { day: "2022-04-01", from: "elsewhere" } }))"""
    )
    expect(told(page)).to_contain_text("as known on 1 Apr 2022")
    *_, last = walk(page)
    assert last.startswith("Round")
    assert not re.search("Announced|claimed|Follows|Compared", last)


def test_the_slider_is_moved_with_the_keyboard_and_escape_goes_back(page: Page) -> None:
    slider(page).focus()
    expect(slider(page)).to_have_attribute("aria-valuetext", "now: all that is known")
    page.keyboard.press("ArrowLeft")
    expect(slider(page)).to_have_attribute("aria-valuetext", "29 March 2022, 2 events with news")
    served(page, "2022-03-29", 1)
    page.keyboard.press("Home")
    served(page, "2022-03-01", 2)
    page.keyboard.press("Escape")
    served(page, "None", 3)
    expect(told(page)).to_have_text(re.compile("4 events$"))


def test_buttons_step_and_now_lets_go(page: Page) -> None:
    page.get_by_role("button", name="Previous day").click()
    page.get_by_role("button", name="Previous day").click()
    expect(page.get_by_text("server: 2022-03-20")).to_be_visible()
    page.get_by_role("button", name="Next day").click()
    expect(page.get_by_text("server: 2022-03-29")).to_be_visible()
    now = page.get_by_role("button", name="Show all that is known now")
    expect(now).to_have_attribute("aria-pressed", "false")
    now.click()
    expect(page.get_by_text("server: None")).to_be_visible()
    expect(now).to_have_attribute("aria-pressed", "true")
    expect(told(page)).to_have_text(re.compile("4 events$"))


def test_a_day_between_two_steps_can_be_written(page: Page) -> None:
    field = page.get_by_label("Known by")
    field.fill("2022-03-21")
    served(page, "2022-03-21", 1)
    expect(slider(page)).to_have_value("2")
    expect(slider(page)).to_have_attribute("aria-valuetext", "21 March 2022")
    page.get_by_role("button", name="Previous day").click()
    served(page, "2022-03-20", 2)
    field.fill("")
    served(page, "None", 3)


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_day_written_key_by_key_is_taken_when_it_is_whole(page: Page, end: str) -> None:
    field = page.get_by_label("Known by")
    field.press("Control+a")
    page.keyboard.type("2022-03-21", delay=150)
    page.keyboard.press(end)
    served(page, "2022-03-21", 1)
    expect(field).to_have_value("2022-03-21")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022-02-30", "No such day. Write it like 2022-03-28."),
        ("28.3.2022", "No such day"),
        ("2022-02-28", "Nothing is on record before 1 March 2022."),
        ("2027-01-01", "The record ends on 21 November 2026."),
    ],
)
def test_a_day_that_can_not_be_meant_is_told(page: Page, text: str, told: str) -> None:
    field, wrong = page.get_by_label("Known by"), page.get_by_role("alert").filter(has_text=told)
    field.fill(text)
    field.press("Enter")
    expect(wrong).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "")
    served(page, "None", 0)
    # The arrows step from day to day, as the buttons do, and end the matter.
    field.press("ArrowDown")
    served(page, "2022-03-29", 1)
    expect(wrong).to_be_hidden()
    expect(field).to_have_value("2022-03-29")


def test_playing_passes_all_days_and_tells_the_server_once(page: Page) -> None:
    play = page.get_by_role("button", name="Let the days pass")
    play.click()
    expect(play).to_have_text("Stop")
    expect(told(page)).to_contain_text("as known on 5 Mar 2022")
    expect(play).to_have_text("Play")
    expect(told(page)).to_have_text(re.compile("4 events$"))
    # It ended where it began: there is nothing to tell.
    served(page, "None", 0)


def test_nothing_plays_for_readers_who_want_no_movement(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    slider(page).wait_for()
    assert not page.get_by_role("button", name="Let the days pass").is_visible()
    context.close()


def test_the_window_stays_while_the_day_moves(page: Page) -> None:
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(400)
    period, count = told(page).inner_text().split(" · ")
    assert count == "2 of 4 events"
    page.get_by_role("button", name="Previous day").click()
    served(page, "2022-03-29", 1)
    assert told(page).inner_text().split(" · ")[0] == period


def test_the_bar_fits_a_narrow_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    slider(page).wait_for()
    for part in page.locator(".bar button, .bar input, .bar select").all():
        if not part.is_visible():
            continue
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 400
        assert min(box["width"], box["height"]) >= 32
    context.close()
