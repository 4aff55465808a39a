"""The page that tells how well the record is founded, and what was searched for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import coverage_parts, downloads, founded, opened, parts, share
from kg.ui.cite import show_citation
from kg.ui.links import link
from kg.ui.quality_parts import MEASURES, first_questions, heat, strip
from kg.ui.switch import switch
from kg.ui.text import many
from kg.view import View

if TYPE_CHECKING:
    from kg.page import Explained


def quality() -> None:
    """Answer first questions; show shares by track and year, and what was searched."""
    found, searched = founded.quality(View()), founded.coverage(View())
    st.html(
        '<div class="p-page"><h1>How well the record is founded</h1>'
        f"{first_questions(opened.figures(), founded.first_doubts(), searched)}</div>"
    )
    if found:
        st.html('<div class="p-page p-section"><h2>By track and year</h2></div>')
        with st.container(horizontal=True, vertical_alignment="bottom", key="quality-tools"):
            measure = switch("measure", {name: one[0] for name, one in MEASURES.items()}, "Show")
            offered = downloads.offered(View(), {"quality.csv": "This table (CSV)"})
            share.menu(offered, key="quality.share")
        share.cited(lambda: show_citation(View(), "quality"))
        st.html(f'<div class="p-page">{heat(found, measure, searched)}</div>')
    else:
        st.html('<div class="p-page"><p class="p-empty">No event is on record.</p></div>')
    told = coverage_parts.statements(searched)
    st.html(
        '<div class="p-page">'
        + parts.section(
            "What was searched, and what not",
            strip(searched)
            + (
                f"<details><summary>What each of the {len(searched)} statements says, and what is "
                f"known to be missing</summary>{told}</details>"
                if told
                else ""
            ),
            "coverage",
        )
        + parts.section("Looked into", _explained(founded.explained()), "explained")
        + "</div>"
    )


def _explained(found: tuple[Explained, ...]) -> str:
    if not found:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{link(one.record)}</th><td>{parts.explained(one.text)}</td></tr>'
        for one in found
    )
    return (
        '<p class="p-quiet">Rules look for what can hardly be: a person in two places on one day, '
        "an event without a place, a round that is missing, a document that came out of no event. "
        f"The records explain {many(len(found), 'warning')} of theirs:</p>"
        '<table class="p-table"><thead><tr><th scope="col">Record</th>'
        '<th scope="col">Why it is right all the same</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
