"""Filling a store while lines are made: from a pipe, and where a system shows none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import bulk
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["pipe", "pieces"])
def out(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "pieces":
        monkeypatch.setattr(bulk, "_PIPES", tmp_path / "none")
    return tmp_path / "store"


def lines(count: int) -> Iterator[str]:
    for index in range(count):
        yield f"<http://example.org/{index}> <http://example.org/p> <http://example.org/o> .\n"


def test_all_lines_are_loaded(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_AT_ONCE", 10_000)
    Store.write(lines(50_000), out)
    assert len(Store.open(out)) == 50_000


def test_what_makes_the_lines_may_fail(out: Path) -> None:
    def failing() -> Iterator[str]:
        yield from lines(10)
        raise KeyError("no more")

    with pytest.raises(KeyError):
        Store.write(failing(), out)
    assert list(out.parent.iterdir()) == []


def test_the_engine_may_fail_while_lines_are_still_made(out: Path) -> None:
    def broken() -> Iterator[str]:
        yield "no quad\n"
        yield from lines(100_000)

    with pytest.raises(SyntaxError):
        Store.write(broken(), out)
    assert list(out.parent.iterdir()) == []
