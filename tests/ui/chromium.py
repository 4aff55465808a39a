"""A dashboard that runs as a process of its own, and a real browser that looks at it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Painted in software: the machines that run this have no graphics card.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-gpu-rasterization"]

# Seconds for what has to come. Two processors that are shared give no promise; what is right comes
# long before, and only what is wrong waits as long.
PATIENCE = 60


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Start a browser. Skips the test where there is none, except where all must run."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("no chromium on this machine (apt install chromium libatomic1)")
    assert chromium, "CI needs a chromium"
    playwright.expect.set_options(timeout=PATIENCE * 1000)
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(script: Path | str = "app.py", **env: str) -> Iterator[str]:
    """Run the dashboard as a reader does; yield its address. Its log may hold no traceback."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    # A file takes any number of lines; a pipe that nobody reads would hold the server up.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*command, "--server.port", str(port), "--server.headless", "true"],
            cwd=ROOT,
            env=os.environ | env,
            stdout=log,
            stderr=log,
        )
        base = f"http://localhost:{port}"
        try:
            under = env.get("STREAMLIT_SERVER_BASE_URL_PATH")
            _await(server, f"{base}{f'/{under}' if under else ''}/healthz")
            yield base
        finally:
            server.terminate()
            server.wait(PATIENCE)
            log.seek(0)
            told = log.read()
        assert "Traceback" not in told, told


def _await(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert server.poll() is None, "the dashboard ended"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the dashboard did not start in time")


def watched(
    browser: Browser, address: str, width: int, scheme: str, *, stranger: bool = False
) -> Iterator[Page]:
    """Yield a page; afterwards, nothing may have gone wrong in it, and nothing out of it.

    The tests of a browser share what it has loaded, which halves their time, and nothing else;
    ``stranger`` is somebody who was never here.
    """
    if stranger or not browser.contexts:
        browser.new_context(base_url=address, accept_downloads=True)
    context = browser.contexts[-1 if stranger else 0]
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_default_timeout(PATIENCE * 1000)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("websocket", lambda one: asked.append(one.url))
    page.on("pageerror", lambda one: wrong.append(str(one)))
    page.on(
        "console",
        lambda one: (
            wrong.append(f"{one.text} ({one.location.get('url')})")
            if one.type == "error" and not _is_probe(one.location.get("url", ""))
            else None
        ),
    )
    yield page
    assert page.get_by_test_id("stException").count() == 0
    page.goto(f"{address}/_stcore/health")  # a page of that origin that stores nothing
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    context.clear_permissions()
    for one in context.pages:
        one.close()
    if stranger:
        context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"localhost"}
    assert wrong == []


def _is_probe(url: str) -> bool:
    """Tell whether Streamlit looks for the path that it is served under, which may fail."""
    parts = urlsplit(url).path.split("/")
    return len(parts) == 4 and parts[2] == "_stcore" and parts[3] in ("health", "host-config")
