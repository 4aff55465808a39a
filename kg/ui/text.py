"""Text from records on its way into a page: nothing in it may act as Markdown or HTML."""

from __future__ import annotations

import html
import re

# A backslash makes any ASCII punctuation plain (CommonMark 0.31, section 2.4); that takes the
# power from emphasis, links, HTML, formulas in $…$, and Streamlit's :red[…] and :material/…:.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Emoji names are replaced after backslashes are gone, and two hyphens become a dash: a word
# joiner, which has no width, keeps them apart.
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_JOINER = "\u2060"


def md(text: object) -> str:
    """Return text that Markdown shows as it is, on one line."""
    plain = " ".join(str(text).split())
    plain = _EMOJI.sub(":" + _JOINER, plain)
    plain = plain.replace("--", f"-{_JOINER}-")
    return _PUNCTUATION.sub(r"\\\1", plain)


def esc(text: object) -> str:
    """Return text that HTML shows as it is, in an element or in a quoted attribute."""
    return html.escape(str(text), quote=True)


def many(count: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
