"""The threat model names tests that there are."""

from __future__ import annotations

import re

import pytest

from .support import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([a-z_/]+\.py)(?:::(\w+))?`", PAGE)))
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|") and not line.startswith("|--")
]


def test_there_are_threats() -> None:
    assert len(ROWS) > 30
    assert len(NAMED) > 40


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_is_there(file: str, name: str) -> None:
    path = ROOT / file if file.startswith("benchmarks/") else ROOT / "tests" / file
    text = path.read_text(encoding="utf-8")
    assert not name or f"\ndef {name}(" in text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_every_threat_has_an_answer_and_a_test(row: list[str]) -> None:
    threat, answer, shown = row
    assert threat
    assert answer
    assert shown == "shown by" or "test_" in shown
