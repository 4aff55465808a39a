"""What the benchmarks make of what they measured; nothing is measured here."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.answers import cell, digest
from benchmarks.page import page
from benchmarks.spread import Spread, exponent, figure

NOTE = {"day": "2026-11-23", "load": [0.1, 2.3], "cores": 2, "memory": 24, "versions": {"x": "1"}}


def answer(*ms: float, rows: int = 2, same: bool = True) -> dict[str, Any]:
    return {"rows": rows, "same": same, "ms": list(ms), "cpu": list(ms)}


def part(events: int, **answers: dict[str, Any]) -> dict[str, Any]:
    asked = {"timeline": {"group": "named", "text": "", "kinds": [], "answers": answers}}
    return {
        "kind": "queries", "profile": "curated", "events": events, "quads": 230 * events,
        "roads": {"maplib": {"missing": "not installed"}}, "questions": asked, "measured": NOTE,
    }  # fmt: skip


def test_a_spread_is_of_pairs() -> None:
    assert str(Spread.of([3, 1, 2])) == "2.00 (1.00–3.00)"
    assert str(Spread.of([2, 2])) == "2.00"
    assert Spread.of_ratios([2, 6, 100], [1, 2]) == Spread(2.5, 2, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.0432, "0.043"), (1.519, "1.52"), (23.44, "23.4"), (1203.7, "1,204")],
)
def test_a_figure_has_three_digits(value: float, text: str) -> None:
    assert figure(value) == text


def test_growth_is_told_as_a_power() -> None:
    assert exponent(5, 50, 10) == pytest.approx(1)
    assert exponent(5, 5, 10) == 0
    assert exponent(1, 100, 10) == pytest.approx(2)


def test_answers_are_one_whatever_an_engine_makes_of_terms_and_order() -> None:
    ours = digest(["a", "b"], [("http://x", 2), ("y", True)])
    assert digest(["b", "a"], [("true", "y"), ("2.0", "<http://x>")]) == ours
    assert digest(["a", "b"], [("http://x", 3), ("y", True)]) != ours
    assert cell('"Held"@en') == "Held"
    assert cell(None) == ""


def test_the_page_tells_what_is_wrong_late_or_missing() -> None:
    smaller = part(1_000, ours=answer(4, 5, 6), raw=answer(4, 4, 4))
    larger = part(
        10_000,
        ours=answer(60, 50, 55),
        raw=answer(50, 50, 50),
        rdflib={"error": "no answer in 60 s"},
        virtuoso=answer(1, rows=7, same=False),
        oxrdflib={"error": "500: can't"},
    )
    other = {
        "order": 1, "title": "Loading", "text": "How long.", "measured": NOTE,
        "tables": [{"caption": "", "columns": ["a"], "rows": [["1|2"]]}],
    }  # fmt: skip
    text = page([larger, other, smaller])
    assert "| `timeline` | 2 | 55.0 (50.0–60.0) | 50.0 | 1.10 (1.00–1.20) |" in text
    assert "**differs** (7)" in text
    assert "| > 60 s |" in text
    assert "fails at `timeline`: 500: can't" in text
    assert "maplib: not installed" in text
    assert "| 5.00 → 55.0 | 2 → 2 | 11.0 | 1.00 | 1.04 |" in text
    assert text.index("## Loading") < text.index("## Queries") < text.index("1,000 curated")
    assert "1\\|2" in text
    assert "load average 0.1 to 2.3; x 1." in text


def test_late_answers_raise_the_median_and_who_is_ahead_is_told() -> None:
    found = part(1_000, ours=answer(10), rdflib=answer(20), maplib=answer(2))
    late = {"error": "no answer in 5 s of 1,000 events"}
    for name in ("quality", "offices"):
        found["questions"][name] = {
            "group": "named", "text": "", "kinds": [],
            "answers": {"ours": answer(10), "rdflib": late, "maplib": answer(5)},
        }  # fmt: skip
    text = page([found])
    assert "| 2.00 of 1; ≥ 500 of 3 |" in text
    assert "- 1,000 curated: `timeline` 5.00\n" in text
