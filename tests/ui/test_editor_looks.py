"""The colours of a query can be read on both grounds, also in the line of the cursor."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.support import ROOT

LOOKS = ROOT / "kg" / "ui" / "frontend" / "src" / "editor" / "looks.js"
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
# WCAG 2.2, success criterion 1.4.3: text of normal size.
LEAST = 4.5


def rgb(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(parts: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_enough_contrast(scheme: str) -> None:
    source = LOOKS.read_text(encoding="utf-8")
    block = re.search(rf"  {scheme}: \{{(.*?)\}}", source, re.DOTALL)
    assert block is not None
    colours = dict(re.findall(r"(\w+): \"(#[0-9a-f]{6})\"", block[1]))
    assert len(colours) == 8
    back, accent = (rgb(THEME[scheme][name]) for name in ("backgroundColor", "primaryColor"))
    share = re.search(r"primary-color\) (\d+)%, transparent", source)
    assert share is not None
    part = int(share[1]) / 100
    line = [a * part + b * (1 - part) for a, b in zip(accent, back, strict=True)]
    for ground in (back, line):
        for name, colour in colours.items():
            assert contrast(rgb(colour), ground) >= LEAST, (name, scheme)
