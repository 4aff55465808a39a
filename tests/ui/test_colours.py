"""The hues of the panels: readable on their ground, apart for all eyes, never without a shape."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations

import pytest

from tests.support import ROOT

from .colours import EYES, apart, contrast, seen

SOURCES = ROOT / "kg" / "ui" / "frontend" / "src"
# Small marks of one hue each have to be told apart; 2 would be enough for areas side by side.
ENOUGH = 10


def hues() -> dict[str, dict[str, str]]:
    text = (SOURCES / "shared" / "theme.js").read_text(encoding="utf-8")
    return {
        scheme: dict(re.findall(r'(\w+): "(#[0-9a-f]{6})"', body))
        for scheme, body in re.findall(r"(light|dark): \{([^}]*)\}", text)
    }


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # of the table of test data of Sharma, Wu and Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_standard(
    one: tuple[float, float, float], other: tuple[float, float, float], distance: float
) -> None:
    assert apart(one, other) == pytest.approx(distance, abs=1e-4)


def test_hues_can_be_seen_on_their_ground() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for scheme, found in hues().items():
        assert len(found) == 7
        back = theme["theme"][scheme]["backgroundColor"]
        faint = {name: contrast(one, back) for name, one in found.items()}
        assert min(faint.values()) >= 3, (scheme, faint)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_two_hues_differ_for_all_eyes(scheme: str, eyes: str) -> None:
    near = {
        (one, other): round(distance, 1)
        for (one, a), (other, b) in combinations(hues()[scheme].items(), 2)
        if (distance := apart(seen(a, eyes), seen(b, eyes))) < ENOUGH
    }
    assert near == {}


@pytest.mark.parametrize("table", ["timeline/groups.js", "network/kinds.js"])
def test_a_shape_tells_what_a_hue_tells(table: str) -> None:
    text = (SOURCES / table).read_text(encoding="utf-8")
    listed = text[text.index("= [") : text.index("];")]
    looks = re.findall(r'shape: "(\w+)",\s*hue: "(\w+)"', listed)
    assert len(looks) >= 6
    assert len({shape for shape, _ in looks}) == len(looks)
    assert len({hue for _, hue in looks}) == len(looks)
