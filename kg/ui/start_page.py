"""The first page: what this is, in numbers, one question to begin with, and the ways in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import knowledge, opened, parts, proof
from kg.ui.links import address, link, page
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.page import About
    from kg.stats import Stats
    from kg.ui.proof import Proof

_WAYS = {
    "explore": ("Explore", "Timeline, network and map of the same events, on any day."),
    "claims": ("Claims", "Who said what, day by day, and who disagrees."),
    "meetings": ("Who meets whom", "In one room, by telephone, through mediators: side by side."),
    "agenda": ("Agenda", "Which topics were on the table, round by round."),
    "foretold": ("Foretold and held", "What was announced, by whom, and what came of it."),
    "compare": ("Compare", "Two days, or two accounts, side by side."),
    "sparql": ("SPARQL", "Ask the graph yourself, from ready queries or your own."),
    "export": ("Export", "Take all of it, or a view, and cite it exactly."),
    "quality": ("Quality", "What was searched, and how well each part is founded."),
}


def start() -> None:
    """Tell a new reader what this is, and open a first question."""
    about, figures = opened.catalogue(), opened.figures()
    st.html(
        '<div class="p-page p-start"><h1>Who said so, when it became known, and who disagrees</h1>'
        f'<p class="p-lead">{_told(about)}</p>{_numbers(figures)}</div>'
    )
    case = proof.proof()
    if case:
        _proof(case)
    st.html(
        f'<div class="p-page">{_ways()}<section class="p-section">'
        "<h2>What was searched, and what not</h2>"
        f"<p>{esc(about.coverage)}</p>"
        f'<p><a href="{esc(address("quality", {}))}">How well each part is founded</a> · '
        f'<a href="{esc(address("about", {}))}">How to read dates, certainty and sources</a></p>'
        f'<p class="p-quiet">Version {esc(about.version)}, by {esc(about.publisher)}; free to use '
        "under CC BY 4.0.</p></section></div>"
    )


def _told(about: About) -> str:
    return (
        f"{esc(about.description.partition('. ')[0].rstrip('.'))}. "
        "Where accounts differ, all of them are kept, each with who gave it, when, and in which "
        "source; no side is taken. "
        "Everything can be seen as it was known on any day, asked in SPARQL, cited and taken away."
    )


def _numbers(figures: Stats) -> str:
    found = [
        (figures.events, "events"),
        (figures.claims, "claims"),
        (figures.sources, "sources"),
        (figures.persons + figures.states + figures.bodies, "actors"),
        (figures.disputed_questions, "questions in dispute"),
    ]
    items = "".join(
        f"<div><dt>{esc(name)}</dt><dd>{count:,}</dd></div>" for count, name in found if count
    )
    return f'<dl class="p-figures">{items}</dl>'


def _proof(case: Proof) -> None:
    """Show the case in which voices differ most, on its eve, and open it."""
    eve, title = knowledge.spelled(case.eve), esc(case.event.label)
    with st.container(key="proof", border=True):
        wide, narrow = st.columns([1.25, 1], gap="large", vertical_alignment="center")
        with wide:
            st.html(
                f'<div class="p-page"><h2>What was known on {esc(eve)}?</h2>'
                f"<p>By that evening {many(len(case.voices), 'announcement')} had named a day for "
                f"<em>{title}</em>, and they did not agree. Open the day: timeline, network and "
                "map show what was public by then, and nothing that came out later.</p></div>"
            )
            with st.container(horizontal=True, key="proof-open"):
                if st.button(f"Open {eve}", type="primary", key="open-proof"):
                    st.switch_page(page("explore"), query_params=case.params)
                where = case.event_params
                st.page_link(page("event"), label="The event’s page", query_params=where)
        with narrow:
            st.html(f'<div class="p-page">{_voices(case)}</div>')


def _voices(case: Proof) -> str:
    """Return a table: who named which days, and what came of it."""
    days = [case.first + timedelta(one) for one in range((case.last - case.first).days + 1)]
    heads = "".join(f'<th scope="col">{day.day} <abbr>{day:%b}</abbr></th>' for day in days)
    rows = ""
    for one in case.voices:
        cells = "".join(_cell(one.first <= day <= one.last, "named", "named") for day in days)
        said = f'<span class="p-imprint">on {esc(one.said)}</span>' if one.said else ""
        rows += f'<tr><th scope="row">{link(one.by)}{said}</th>{cells}</tr>'
    cells = "".join(_cell(case.held[0] <= day <= case.held[1], "was", "yes") for day in days)
    outcome = parts.status(case.status)
    return (
        '<table class="p-voices"><caption class="p-hidden">Which days were named, and what came '
        f"of it</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody>"
        f'<tfoot><tr><th scope="row">{outcome}</th>{cells}</tr></tfoot></table>'
    )


def _cell(on: bool, mark: str, word: str) -> str:
    return f'<td class="p-{mark}"><span class="p-hidden">{word}</span></td>' if on else "<td></td>"


def _ways() -> str:
    items = "".join(
        f'<li><a href="{esc(address(name, {}))}">{esc(title)}</a>'
        f'<span class="p-quiet">{esc(told)}</span></li>'
        for name, (title, told) in _WAYS.items()
    )
    return f'<ul class="p-doors">{items}</ul>'
