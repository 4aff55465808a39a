"""Text from records must not act in a page."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.page import Ref
from kg.ui.links import href, link, outward
from kg.ui.text import esc, many, md

HARMFUL = [
    "*not bold* and _not italic_ and `no code`",
    "[a link](https://example.org) and ![an image](x.png)",
    "<script>alert(1)</script><b>",
    "costs $5, or $6$",
    ":red[not red] and :material/home: and :smile:",
    "# no heading",
    "1. no list",
    "https://example.org and www.example.org and a@example.org",
    "a | b\n---|---\nc | d",
    "\\* a backslash",
    "~~not struck~~ &amp; &#42;",
    "-- and -> and <-",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_markdown_has_no_bare_punctuation(text: str) -> None:
    written = md(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>$:#|~&!]", written)
    assert "\n" not in written


@given(some.text())
def test_markdown_loses_nothing_but_spaces(text: str) -> None:
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", md(text)).replace("\u2060", "")
    assert read == " ".join(text.split()).replace("\u2060", "")


def test_emoji_names_stay_words() -> None:
    assert ":smile:" not in md(":smile:").replace("\\", "")
    assert md("at 12:30") == "at 12\\:30"


@given(some.text())
def test_html_shows_what_was_written(text: str) -> None:
    written = esc(text)
    assert not re.search(r"[<>\"']", written)
    assert html.unescape(written) == text


def test_links_are_escaped_and_only_to_pages_that_there_are() -> None:
    assert link(Ref("event", "round", "<b>&")) == '<a href="event?id=round">&lt;b&gt;&amp;</a>'
    assert link(Ref("publisher", "daily", "Daily")) == "Daily"
    assert href("event", "a&b=c d") == "event?id=a%26b%3Dc%20d"


def test_a_link_outwards_opens_a_tab_that_cannot_reach_back() -> None:
    written = outward('https://example.org/?a=1&b="', "Title")
    assert 'target="_blank" rel="noopener noreferrer"' in written
    assert 'href="https://example.org/?a=1&amp;b=&quot;"' in written
    assert outward("javascript:alert(1)", "x") == "x"


def test_counts_have_their_nouns() -> None:
    assert (many(1, "event"), many(2, "event"), many(0, "event")) == (
        *("1 event", "2 events"),
        "0 events",
    )
    assert many(1234, "row") == "1,234 rows"
