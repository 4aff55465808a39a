"""Whether everybody can use the pages: the rules that axe-core checks, keyboard, zoom, settings.

axe-core comes with the package axe-playwright-python. It is run by the browser's own debugger,
which our content policy leaves alone, and looks into the panels' shadow roots too.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest

from .test_browser import PAGES as OTHERS
from .test_browser import ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

axe = pytest.importorskip("axe_playwright_python.base")

# Every page, with what it shows in other states; those of the walk come first.
PAGES = {
    "/": "Who said so",
    **OTHERS,
    "/explore?text=nothing+has+these+words": OTHERS["/explore"],
    f"/event?id={ROUND}&as-of=2022-03-26": "Not known",
    "/claims?day=1999-01-01": OTHERS["/claims"],
    "/sparql?query=claims-on-day": OTHERS["/sparql"],
}
# Those that stand without the dashboard.
PLAIN = {
    "/ns.html": "Terms of the graph",
    "/voc/event-kind.html": "Kinds of events",
    "/id/publisher/reuters.html": "Reuters",
}
Look = tuple[int, str]
# What a page is seen in, and then in the opposite; the next page begins with the other pair.
LOOKS: list[tuple[Look, Look]] = [
    ((1280, "light"), (400, "dark")),
    ((400, "light"), (1280, "dark")),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ between two looks at one page.
LOOKED_AT = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
GRAVE = ("serious", "critical")


def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds that keeps people out; the rest is printed."""
    rest(page)
    return faults_at_rest(page, rules)


def faults_at_rest(page: Page, rules: list[str] | None = None) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe.AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    options = {"resultTypes": ["violations"], "runOnly": only}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    if any(one["impact"] in GRAVE for one in found["violations"]):
        # While a page is put together, a part may stand without what it will hold.
        page.wait_for_timeout(1000)
        found = page.evaluate("options => axe.run(document, options)", options)
    told = []
    for one in found["violations"]:
        nodes = "\n    ".join(f"{n['html'][:160]} {n['failureSummary']}" for n in one["nodes"][:3])
        text = f"{one['id']} ({one['impact']}, {len(one['nodes'])} times)\n    {nodes}"
        told.append(text) if one["impact"] in GRAVE else print(page.url, text)
    return told


def rest(page: Page) -> None:
    """Wait until the page stands: what is about to change is faint for a moment."""
    page.locator('[data-test-script-state="notRunning"]').wait_for()
    page.locator('[data-stale="true"]').first.wait_for(state="detached")
    page.get_by_role("heading", level=1).first.wait_for()


def look(page: Page, how: Look) -> None:
    width, scheme = how
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})


def wider(page: Page) -> int:
    found = page.get_by_test_id("stMain").evaluate("one => one.scrollWidth - one.clientWidth")
    return int(found)


def test_every_page_opens_and_fits_and_keeps_nobody_out(page: Page) -> None:
    wrong = []
    for path, (first, second) in zip(PAGES, cycle(LOOKS), strict=False):
        look(page, first)
        page.goto(path)
        page.get_by_role("heading", level=1, name=PAGES[path]).wait_for()
        for how, rules in ((first, None), (second, LOOKED_AT)):
            look(page, how)
            wrong += [f"{path} {how}: {one}" for one in faults(page, rules)]
            if wider(page) > 0:
                wrong.append(f"{path} {how}: {wider(page)} px wider than the screen")
        assert page.get_by_test_id("stException").count() == 0, path
    assert not wrong, "\n".join(wrong)


def test_nothing_is_lost_at_four_times_the_size(page: Page) -> None:
    """A window of 1280 pixels has 320 of the page's own at 400 %: WCAG 2.2, 1.4.10."""
    page.set_viewport_size({"width": 320, "height": 800})
    for path in ("/explore", "/claims", "/sparql", "/compare", f"/event?id={ROUND}"):
        page.goto(path)
        rest(page)
        page.wait_for_timeout(200)
        assert wider(page) <= 0, path


@pytest.mark.parametrize("how", [(1280, "dark"), (400, "light")])
def test_what_opens_over_a_page(page: Page, how: Look) -> None:
    wrong = []
    look(page, how)
    page.goto("/claims")
    rest(page)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("switch", name="Disputed only").wait_for(state="attached")
    wrong += faults(page)
    page.keyboard.press("Escape")
    opener = page.get_by_role("button", name="Share or save the page")
    opener.click()
    page.get_by_role("menu").wait_for()
    wrong += faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("menu").wait_for(state="hidden")
    assert opener.evaluate("one => one.getRootNode().activeElement === one")
    opener.click()
    page.get_by_role("menuitem", name="Cite").click()
    page.get_by_role("dialog").get_by_role("button", name="BibTeX").wait_for()
    wrong += faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert not wrong, "\n".join(wrong)


# What has the focus, through the shadow roots of panels, and whether what had it looks the same.
FOCUSED = """async () => {
  // Some widgets mark themselves a moment after they have it.
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const looks = (element) => {
    const all = [element];
    while (all.length < 8 && all.at(-1).parentElement) all.push(all.at(-1).parentElement);
    const parts = ["outline", "boxShadow", "borderColor", "backgroundColor"];
    return all.map((up) => parts.map((part) => getComputedStyle(up)[part])).join();
  };
  const { last, lastLooks } = window;
  // Inside these the browser marks a part, whose looks no script can read.
  const inner = last?.matches("input[type=range], input[type=date]");
  let same = last && !inner && last !== one && last.isConnected && looks(last) === lastLooks;
  if (same) {
    // Perhaps it was looked at before it had marked itself: it has a second to do so.
    last.focus({ focusVisible: true });
    const until = performance.now() + 1000;
    while ((same = looks(last) === lastLooks) && performance.now() < until)
      await new Promise(requestAnimationFrame);
    last.blur();
    if (one !== document.body) one.focus({ focusVisible: true });
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  }
  Object.assign(window, { last: one, lastLooks: looks(one) });
  const panel = one.getRootNode().host?.closest("[class*=st-key-]");
  return {
    tag: one.tagName,
    role: one.getAttribute("role"),
    name: one.getAttribute("aria-label") ?? one.textContent.trim().slice(0, 60),
    panel: panel?.className.match(/st-key-([\\w-]+)/)[1] ?? null,
    lastUnmarked: Boolean(same),
  };
}"""


def test_the_keyboard_reaches_all_and_leaves_all(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/explore")
    rest(page)
    page.locator('.plot[aria-roledescription="network"]').wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Parley"
    stops: list[dict[str, Any]] = []
    unmarked = []
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["lastUnmarked"]:
            unmarked.append(stops[-1] if stops else "Parley")
        if at["tag"] == "BODY":
            break
        stops.append(at)
    names = [one["name"] for one in stops]
    assert page.evaluate("document.activeElement.tagName") == "BODY", f"no way out: {names}"
    assert not unmarked
    for panel in ("timeline", "network"):
        drawing = [one for one in stops if one["panel"] == panel and one["role"] == "application"]
        assert len(drawing) == 1, panel
    order = ("Explore", "SPARQL", "Day by which it was known", "Timeline of", "Network of")
    places = [next(i for i, one in enumerate(names) if one.startswith(name)) for name in order]
    assert places == sorted(places), names


@pytest.fixture
def high_contrast(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, forced_colors="active", color_scheme="dark", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_the_colours_and_the_calm_that_a_system_asks_for(high_contrast: Page) -> None:
    page = high_contrast
    page.goto("/explore")
    rest(page)
    canvas = page.locator('.plot[aria-roledescription="timeline"] canvas')
    canvas.wait_for()
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(0, 0, 0)"
    # Names on the canvas are in the colour that the system gives to text, which is white here.
    white = canvas.evaluate("""one => {
      const { data } = one.getContext("2d").getImageData(0, 0, one.width, one.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (data[i] > 250 && data[i + 1] > 250 && data[i + 2] > 250 && data[i + 3] > 250) count++;
      return count;
    }""")
    assert white > 200
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) =>
      getComputedStyle(one).transitionDuration.split(",").some((time) => parseFloat(time) > 0.001)
    ).length""")
    assert moving == 0


def test_pages_without_the_dashboard_fit_and_keep_nobody_out(page: Page) -> None:
    wrong, out = [], "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path, title in PLAIN.items():
        for width, scheme in ((1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")):
            look(page, (width, scheme))
            page.goto(path)
            assert page.get_by_role("heading", level=1).inner_text() == title
            wrong += [f"{path} {width} {scheme}: {one}" for one in faults_at_rest(page)]
            if page.evaluate(out) > 0:
                wrong.append(f"{path} {width}: {page.evaluate(out)} px wider than the screen")
        page.wait_for_function("[...document.fonts].filter(f => f.status == 'loaded').length > 2")
        page.get_by_role("link", name="Parley", exact=True).click()
        page.get_by_role("heading", level=1, name="Who said so").wait_for()
    assert not wrong, "\n".join(wrong)
