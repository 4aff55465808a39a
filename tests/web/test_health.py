"""Whether the server can be used, for programs that look after it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from kg.web.health import WARMTH

from .wired import wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KG_DATA", str(data))
    st.cache_resource.clear()
    yield data
    st.cache_resource.clear()


def test_it_tells_what_it_serves() -> None:
    found = wire(b"/healthz")
    assert found.status == 200
    assert found.headers["cache-control"] == "no-store"
    told = json.loads(found.body)
    assert told.pop("quads") > 100
    assert told == {"status": "ok", "release": "0.0.1", "version": "0.1.0"}


def test_it_is_not_ready_while_it_warms_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WARMTH, "warming", True)
    found = wire(b"/healthz")
    assert (found.status, json.loads(found.body)["status"]) == (503, "warming")
    assert found.headers["retry-after"] == "5"


def test_broken_records_are_no_health_until_they_are_mended(folder: Path) -> None:
    path = folder / "events" / "wrong.yaml"
    path.write_text("- id: Wrong Id\n", encoding="utf-8")
    found = wire(b"/healthz")
    assert found.status == 503
    told = json.loads(found.body)
    assert (told["status"], told["problems"] > 0) == ("broken", True)
    path.unlink()
    assert wire(b"/healthz").status == 200
