"""How soon the panels follow each other in the browser, and how many frames the network draws.

    python benchmarks/panels.py --browser /usr/bin/chromium [--events 20000] [--runs 3]

Starts the dashboard over the curated records, or over as many synthetic events, and opens the page
to explore. *Follow*: an event is pointed at, as a panel tells it to the others; the time until the
frame is done in which all of them have answered. *Pan*: the network is dragged, a step a frame.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from cold_start import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
# Two frames after it was told, what was asked for in the first of them is painted.
FOLLOW = """async (ids) => {
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const took = [];
  for (const id of [...ids, null]) {
    await frame();
    const before = performance.now();
    const detail = { id, ids: id ? [id] : [], from: "benchmark" };
    document.dispatchEvent(new CustomEvent("parley:hover", { detail }));
    await frame();
    took.push(performance.now() - before);
  }
  return took;
}"""
PAN = """async (steps) => {
  const plot = [...document.querySelectorAll("*")]
    .map(one => one.shadowRoot?.querySelector('.plot[aria-roledescription="network"]'))
    .find(Boolean);
  const box = plot.getBoundingClientRect();
  const at = (x, y) => ({ clientX: x, clientY: y, pointerId: 7, bubbles: true });
  const [x, y] = [box.left + box.width / 2, box.top + 6];
  plot.setPointerCapture = () => {};
  const took = [];
  plot.dispatchEvent(new PointerEvent("pointerdown", at(x, y)));
  let last = await new Promise(requestAnimationFrame);
  for (let i = 1; i <= steps; i += 1) {
    const way = 120 * Math.sin((i / steps) * 2 * Math.PI);
    plot.dispatchEvent(new PointerEvent("pointermove", at(x + way, y)));
    const now = await new Promise(requestAnimationFrame);
    took.push(now - last);
    last = now;
  }
  plot.dispatchEvent(new PointerEvent("pointerup", at(x, y)));
  return took;
}"""


def started(events: int | None, port: int) -> subprocess.Popen[bytes]:
    """Start the dashboard; return it when it answers."""
    script = "app.py" if events is None else "benchmarks/synthetic_app.py"
    command = [
        sys.executable, "-m", "streamlit", "run", script,
        "--server.port", str(port), "--server.headless", "true",
    ]  # fmt: skip
    env = os.environ | ({} if events is None else {"EVENTS": str(events)})
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=quiet, stderr=quiet)  # noqa: S603
    for _ in range(3000):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2).close()
            break
        except OSError:
            time.sleep(0.2)
    return server


def told(name: str, took: list[float]) -> None:
    """Print the median of times, and what 19 of 20 are under."""
    late = statistics.quantiles(took, n=20)[-1]
    print(f"{name:36} median {statistics.median(took):6.1f} ms, 19 of 20 within {late:6.1f} ms")


def look(page: Page, address: str, runs: int) -> None:
    """Measure on one page, and print."""
    page.goto(address)
    plot = page.locator('.plot[aria-roledescription="network"]')
    plot.wait_for(timeout=600_000)
    plot.scroll_into_view_if_needed()
    page.wait_for_timeout(3000)
    title = page.locator("p[role=status]").first.inner_text()
    print(f"{address.partition('/explore')[2] or 'as it opens'}: {title}")
    shown = plot.get_attribute("aria-label") or ""
    ids = [f"event-{at}" for at in range(0, 400, 20)]
    records = page.request.get(address.partition("/explore")[0] + "/search.json?q=2022&kind=event")
    ids = [one["id"] for one in records.json()["hits"]] or ids
    follow: list[float] = []
    pan: list[float] = []
    for _ in range(runs):
        follow += page.evaluate(FOLLOW, ids)
        pan += page.evaluate(PAN, 60)
    told("  all panels follow", follow)
    told(f"  network dragged ({shown.partition('.')[0][:60]})", pan)


def main() -> None:
    """Read the arguments, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", required=True, help="path of a Chromium")
    parser.add_argument("--events", type=int, default=None, help="synthetic ones, so many")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--flag", action="append", default=[], help="of Chromium; repeatable")
    parser.add_argument("--pictures", type=Path, default=None, help="folder for a picture of each")
    chosen = parser.parse_args()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this part needs it

    port = free_port()
    server = started(chosen.events, port)
    try:
        with sync_playwright() as play:
            flags = ["--no-sandbox", *chosen.flag]
            browser = play.chromium.launch(executable_path=chosen.browser, args=flags)
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            base = f"http://localhost:{port}/explore"
            for query in ("", "?network=participation&steps=all"):
                look(page, base + query, chosen.runs)
                if chosen.pictures:
                    name = query.partition("=")[2].partition("&")[0] or "first"
                    page.screenshot(path=chosen.pictures / f"network-{name}.png")
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
