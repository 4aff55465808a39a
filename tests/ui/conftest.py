"""Pages run by Streamlit's own test runner, on a folder of records of the test's choice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import kg.ui
from kg.ui import opened, parcels

from .chromium import PATIENCE, launched, served, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    Open = Callable[..., AppTest]

MAIN = Path(kg.ui.__file__).with_name("main.py")


@pytest.fixture
def visit(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open a page of the dashboard over the tiny folder: ``visit("event", id="round")``."""
    monkeypatch.setenv("KG_DATA", str(data))
    st.cache_resource.clear()

    def opening(page: str = "", **params: str) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=PATIENCE)
        # A page is known by the hash of its path; AppTest has a way only to pages that are files.
        app._page_hash = calc_hash(page)
        for name, value in params.items():
            app.query_params[name] = value
        return app.run()

    yield opening
    opened.close()
    st.cache_resource.clear()


@pytest.fixture
def empty(data: Path) -> Path:
    """The tiny folder without any event."""
    for path in (data / "events").iterdir():
        path.unlink()
    (data / "events.yaml").write_text("[]\n", encoding="utf-8")
    return data


def shown(app: AppTest) -> str:
    """Return all HTML of a page that we set ourselves."""
    return "\n".join(one.proto.body for one in app.get("html"))


def panels(app: AppTest, name: str) -> list[dict[str, Any]]:
    """Return what the panels of a name were given, with what they fetch by themselves."""
    return [
        found | fetched(str(found.get("layout", ""))) | fetched(str(found.get("day", "")))
        for one in app.get("bidi_component")
        if one.proto.component_name == f"kg.{name}"
        for found in [json.loads(one.proto.json)]
    ]


def panel(app: AppTest, name: str) -> dict[str, Any]:
    """Return what the first panel of a name was given."""
    return panels(app, name)[0]


def fetched(address: str) -> dict[str, Any]:
    """Return what the server has at an address for panels; nothing for no such address."""
    if not address.startswith("panel/"):
        return {}
    kept = parcels.SHELF.get(address.removeprefix("panel/").removesuffix(".json"))
    assert kept is not None
    return kept.value


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser. It keeps an event loop, which tests of other modules must not meet."""
    with launched() as one:
        yield one


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the dashboard over the records that we publish, one for all tests."""
    with served() as one:
        yield one


@pytest.fixture(params=[(1280, "light"), (400, "dark")], ids=["wide", "narrow"])
def any_page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A wide light page, and a narrow dark one."""
    width, scheme = request.param
    yield from watched(browser, address, width, scheme)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A wide light page."""
    yield from watched(browser, address, 1280, "light")
