"""The style of all pages, out of one file for each group of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

STYLES = (
    *("shell", "text", "tables", "claims", "start", "explore", "record", "compare", "meetings"),
    *("agenda", "quality", "foretold", "search", "sparql", "export"),
)
"""The files under ``styles``: what all pages share comes first, as the later counts."""


@cache
def style() -> str:
    """Return one element with all of it: the same on each page, so that it is set but once."""
    folder = files("kg.ui") / "styles"
    texts = [(folder / f"{one}.css").read_text(encoding="utf-8") for one in STYLES]
    return f"<style>{''.join(texts)}</style>"
