"""Cold start: from the start of a process to an answered query, and to the first painted page.

    python benchmarks/cold_start.py [--runs 5] [--browser chromium]

Prints medians with their spread, and the ratio to a bare ``python -c pass`` in the same round.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERY = [sys.executable, "-m", "kg", "query", "claims-on-day", "--format", "csv"]


def timed(command: list[str]) -> float:
    """Return the seconds of wall time that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - start


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def first_page(browser: str) -> float:
    """Return the seconds from starting the server until the timeline stands in a real browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this part needs it

    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py",
        "--server.port", str(port), "--server.headless", "true",
    ]  # fmt: skip
    with sync_playwright() as playwright, tempfile.TemporaryFile() as log:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        start = time.perf_counter()
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 0.2).close()
                    break
                except OSError:
                    if server.poll() is not None:
                        raise
                    time.sleep(0.02)
            page.goto(f"http://127.0.0.1:{port}/")
            page.get_by_role("application").first.wait_for(state="visible", timeout=60_000)
            return time.perf_counter() - start
        finally:
            server.terminate()
            server.wait()
            chromium.close()


def report(name: str, seconds: list[float], base: float) -> None:
    """Print one line."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    print(f"{name:32} {middle:6.2f} s  ({low:.2f}-{high:.2f})  {middle / base:6.1f} x bare python")


def main() -> None:
    """Run the rounds and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--browser", default=None, help="path of a Chromium; without it, no page")
    chosen = parser.parse_args()
    bare: list[float] = []
    query: list[float] = []
    page: list[float] = []
    for _ in range(chosen.runs):  # in turn, so that a drifting machine drifts for all
        bare.append(timed([sys.executable, "-c", "pass"]))
        query.append(timed(QUERY))
        if chosen.browser:
            page.append(first_page(chosen.browser))
    base = statistics.median(bare)
    report("python -c pass", bare, base)
    report("kg query claims-on-day", query, base)
    if page:
        report("first painted page", page, base)


if __name__ == "__main__":
    main()
