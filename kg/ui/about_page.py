"""The page that tells what this is and how it is to be read."""

from __future__ import annotations

import streamlit as st

from kg.ui import opened, parts
from kg.ui.text import esc
from kg.vocabulary import SCHEMES

_READING = """
<section class="p-section"><h2>How dates are to be read</h2>
<p>A date is never made more exact than its sources. It is kept as one text in EDTF (the Extended
Date/Time Format of the Library of Congress), shown in words, and drawn as wide as it is open.</p>
<dl class="p-scale">
<dt><code>2022-03-29</code></dt><dd>29 March 2022: that day.</dd>
<dt><code>2022-03</code></dt><dd>March 2022: some day, or days, in that month.</dd>
<dt><code>2022-03-28/2022-03-30</code></dt><dd>28–30 March 2022: from the one day to the other.</dd>
<dt><code>2022-04~</code></dt><dd>About April 2022.</dd>
<dt><code>2022-04?</code></dt><dd>April 2022, and the dating itself is in doubt.</dd>
<dt><code>2022-03-30/..</code></dt><dd>From 30 March 2022 on, with no end set.</dd>
</dl>
<p>A filter on dates keeps an event as long as it <em>may</em> have been in the period.</p>
</section>
<section class="p-section"><h2>How certainty is to be read</h2>
<p>Three things are kept apart. <strong>Status</strong> says what became of an event: proposed,
announced, held, cancelled, denied … <strong>Rank</strong> says how the editors hold a value among
its rivals: preferred, normal, or overtaken (kept on record, struck from the plain reading).
<strong>Disputed</strong> marks an event for which values rival each other, or claims answer one
question differently; its page sets the answers side by side, and takes no side.</p>
<p>A <strong>claim</strong> is an utterance: who said it, when, with what modality (asserted,
expected, possible, denied …), in which source. That somebody claims it does not make it a fact
here.</p></section>
<section class="p-section"><h2>How sources are to be read</h2>
<p>Every fact opens its sources with one click: title, publisher, day, language, and whose text it
is. <strong>Independent origins</strong> count witnesses and not copies: ten outlets that print one
agency’s text are one origin. As outlets reprint without saying so, the number is an upper bound.
What was written from general knowledge is marked <span class="p-mark">unverified</span>; what
follows from other records, <span class="p-mark">derived</span>.</p></section>
"""


def about() -> None:
    """Show what this is, how to read it, what was searched, and the vocabulary."""
    catalogue = opened.catalogue()
    figures = opened.figures()
    released = f", released {catalogue.released.words}" if catalogue.released else ""
    numbers = [
        ("Events", figures.events),
        ("Claims", figures.claims),
        ("Sources", figures.sources),
        ("Actors", figures.persons + figures.states + figures.bodies),
        ("Questions in dispute", figures.disputed_questions),
        ("Statements in the graph", figures.quads),
    ]
    st.html(
        f'<div class="p-page"><h1>{esc(catalogue.title)}</h1>'
        f'<p class="p-lead">{esc(catalogue.description)}</p>'
        f'<p class="p-quiet">Version {esc(catalogue.version)}{esc(released)}, by '
        f"{esc(catalogue.publisher)}.</p></div>"
    )
    wide, narrow = st.columns([1.9, 1], gap="large")
    with wide:
        st.html(
            '<div class="p-page"><section class="p-section">'
            f"<h2>What was searched, and what not</h2><p>{esc(catalogue.coverage)}</p>"
            '<p><a href="quality">What was searched, statement by statement, and how well each '
            "track is founded</a></p></section>"
            f"{_READING}</div>"
        )
    with narrow:
        st.html(
            '<div class="p-page"><section class="p-section"><h2>In numbers</h2>'
            + _numbers(numbers)
            + "</section></div>"
        )
    _vocabulary()


def _numbers(numbers: list[tuple[str, int]]) -> str:
    rows = "".join(f"<dt>{esc(name)}</dt><dd>{count:,}</dd>" for name, count in numbers)
    return f'<dl class="p-numbers">{rows}</dl>'


def _vocabulary() -> None:
    st.html(
        '<div class="p-page"><section class="p-section"><h2>The vocabulary</h2><p>Records use '
        "these words and no others; the graph publishes them as SKOS concept schemes.</p>"
        "</section></div>"
    )
    with st.container(key="vocabulary"):
        for scheme in SCHEMES:
            with st.expander(scheme.title):
                rows = [(one.label, esc(one.definition)) for one in scheme]
                st.html(f'<div class="p-page">{parts.facts(rows)}</div>')
