"""How many frames a second the timeline draws while a reader pans and zooms.

    python benchmarks/timeline_frames.py --browser /usr/bin/chromium --events 20000

A page with nothing but the timeline, of synthetic events (see ``synthetic.py``) with their states
from day to day. A real browser drags it, turns the wheel and moves the day; each pass gives the
times between frames, and the time that scripts took of each. Medians of all passes are printed.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from kg.ui.timeline_panel import Drawing

ROOT = Path(__file__).resolve().parent.parent
PAGE = f"""
import sys
sys.path.insert(0, {str(ROOT / "benchmarks")!r})
import streamlit as st
import timeline_frames
from kg.ui import components
st.set_page_config(layout="wide")
made = st.cache_resource(timeline_frames.drawing)(int({{events}}))
components.timeline(made, key="timeline", height=660)
"""
APP = """
import streamlit as st
from kg.web.server import MIDDLEWARE, ROUTES
app = st.App({script!r}, middleware=MIDDLEWARE, routes=ROUTES)
"""
# How often "Zoom in" is pressed before each pass; each time shows some half of the days.
PRESSES = (0, 2, 4, 5, 6, 8)
# Moves step by step, one a frame; tells the milliseconds of frames, and of scripts within them.
MOVING = """async ([kind, steps]) => {
  const plot = [...document.querySelectorAll("*")]
    .map(one => one.shadowRoot?.querySelector(".plot")).find(Boolean);
  const box = plot.getBoundingClientRect();
  const at = (x, y, more) => ({
    clientX: box.left + x, clientY: box.top + y, pointerId: 7, bubbles: true, ...more,
  });
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const [frames, scripts] = [[], []];
  const ask = window.requestAnimationFrame;
  let spent = 0;
  window.requestAnimationFrame = (act) => ask((now) => {
    const before = performance.now();
    act(now);
    spent += performance.now() - before;
  });
  const [x, y] = [box.width * 0.6, 200];
  plot.setPointerCapture = () => {};
  if (kind === "pan") plot.dispatchEvent(new PointerEvent("pointerdown", at(x, y)));
  let last = await new Promise(done => ask(done));
  for (let i = 1; i <= steps; i += 1) {
    spent = 0;
    const before = performance.now();
    if (kind === "pan") {
      const way = 150 * Math.sin((i / steps) * 2 * Math.PI);
      plot.dispatchEvent(new PointerEvent("pointermove", at(x + way, y)));
    } else if (kind === "zoom") {
      const deltaY = i <= steps / 2 ? -40 : 40;
      const more = { deltaY, ctrlKey: true, cancelable: true };
      plot.dispatchEvent(new WheelEvent("wheel", at(x, y, more)));
    } else {
      const day = new Date(Date.UTC(2014, 6, 1) + (i / steps) * 11 * 365 * 864e5);
      const detail = { day: day.toISOString().slice(0, 10), from: "benchmark" };
      document.dispatchEvent(new CustomEvent("parley:as-of", { detail }));
    }
    const told = performance.now() - before;
    const now = await new Promise(done => ask(done));
    frames.push(now - last);
    scripts.push(spent + told);
    last = now;
  }
  window.requestAnimationFrame = ask;
  if (kind === "pan") plot.dispatchEvent(new PointerEvent("pointerup", at(x, y)));
  if (kind === "day") document.dispatchEvent(
    new CustomEvent("parley:as-of", { detail: { day: undefined, from: "benchmark" } }));
  await frame();
  return [frames, scripts];
}"""


def drawing(events: int) -> Drawing:
    """Return so many synthetic events as the panel draws them."""
    from synthetic import FIRST, dataset  # noqa: PLC0415 - beside this file, for the page as well

    from kg.edtf import parse  # noqa: PLC0415
    from kg.lanes import Track  # noqa: PLC0415
    from kg.states import State  # noqa: PLC0415
    from kg.timeline import Event, Timeline  # noqa: PLC0415
    from kg.ui import timeline_panel  # noqa: PLC0415

    choose = random.Random(1)  # noqa: S311 - nobody's secret
    made: list[Event] = []
    states: dict[str, tuple[State, ...]] = {}
    records = dataset(events)
    for one in records.events.values():
        day = one.when
        planned = day.earliest_begin or FIRST
        known = planned - timedelta(choose.randrange(2, 20))
        status, track = one.status.status, one.tracks[0]
        title = records.tracks[track].title
        event = Event(one.id, one.title, day, one.kind, status, track, title, True, 1, None)
        made.append(event)
        states[one.id] = (
            State(known, "announced", parse((planned - timedelta(1)).isoformat()), False),
            State(planned, status, day, True),
        )
    made.sort(key=lambda one: one.date.earliest_begin or date.min if one.date else date.min)
    tracks = {one.id: Track(one.title, None) for one in records.tracks.values()}
    whole = Timeline(tuple(made), {}, {}, (), tracks)
    layout = timeline_panel.layout(whole, states)
    ids = [one.id for one in whole.drawn]
    return timeline_panel.Drawing(layout, timeline_panel.day_of(ids, replace(whole), None))


def measured(page: Page, kind: str, steps: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each frame of one pass, and those of scripts within them."""
    frames, scripts = page.evaluate(MOVING, [kind, steps])
    page.wait_for_timeout(300)
    return frames, scripts


def told(page: Page) -> str:
    """Return what the panel says of itself."""
    return page.locator(".told").inner_text()


def report(name: str, frames: list[float], scripts: list[float]) -> None:
    """Print one line."""
    middle = statistics.median(frames)
    slow = statistics.quantiles(frames, n=20)[-1]
    own = statistics.median(scripts)
    print(
        f"{name:44} {1000 / middle:5.0f} frames/s  (19 of 20 over {1000 / slow:3.0f})"
        f"  scripts {own:5.1f} ms a frame"
    )


def start(events: int, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server that shows the page; return it and its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    script, app = folder / "page.py", folder / "app.py"
    script.write_text(PAGE.replace("{events}", str(events)), encoding="utf-8")
    app.write_text(APP.format(script=str(script)), encoding="utf-8")
    command = [
        sys.executable, "-m", "streamlit", "run", str(app),
        "--server.port", str(port), "--server.headless", "true",
    ]  # fmt: skip
    log = (folder / "log").open("wb")
    server = subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            break
        except OSError:
            time.sleep(0.1)
    return server, f"http://127.0.0.1:{port}/"


def run(browser: str, events: int, rounds: int, pictures: Path | None) -> None:
    """Measure, and print."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this part needs it

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, address = start(events, Path(folder))
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        try:
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            page.goto(address)
            page.get_by_role("application").wait_for(timeout=120_000)
            page.wait_for_timeout(1000)
            _passes(page, rounds, pictures)
        finally:
            server.terminate()
            server.wait()
            chromium.close()


def _passes(page: Page, rounds: int, pictures: Path | None) -> None:
    for level, presses in enumerate(PRESSES):
        page.get_by_role("button", name="Show all days").click()
        for _ in range(presses):
            page.wait_for_timeout(400)
            page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(600)
        if pictures:
            page.screenshot(path=str(pictures / f"timeline-{level}.png"))
        name = told(page)
        found: dict[str, Any] = {kind: ([], []) for kind in ("pan", "zoom", "day")}
        for _ in range(rounds):  # in turn, so that a drifting machine drifts for all
            for kind, (frames, scripts) in found.items():
                more = measured(page, kind, 60)
                frames += more[0]
                scripts += more[1]
        print(name)
        for kind, (frames, scripts) in found.items():
            report(f"  {kind}", frames, scripts)


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", required=True, help="path of a Chromium")
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pictures", type=Path, default=None, help="folder for a picture a level")
    chosen = parser.parse_args()
    run(chosen.browser, chosen.events, chosen.runs, chosen.pictures)


if __name__ == "__main__":
    main()
