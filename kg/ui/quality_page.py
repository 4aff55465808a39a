"""The page that tells how well the record is founded, and what was searched for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from kg.ui import coverage_parts, opened, parts
from kg.ui.links import link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.page import Explained, Quality

# Each column: its heading, and what it counts.
_COLUMNS = {
    "corroborated": ("Two origins", "Two or more independent origins stand behind it."),
    "one_sided": ("One side only", "All its sources speak from one and the same party's side."),
    "disputed": ("Disputed", "Values or claims stand against each other."),
    "unverified": ("Unverified", "The record, or a part of it, was written from memory."),
    "unplaced": ("No point", "It was held, and not remotely, but no coordinates are known."),
}


def quality() -> None:
    """Show counts by track and year, what was searched, and what rules found."""
    found = opened.quality()
    st.html(
        '<div class="p-page"><h1>How well the record is founded</h1>'
        '<p class="p-lead">Counts of events, by track. A track tells only of what was searched: '
        "where nobody looked, no event says nothing.</p></div>"
    )
    if found:
        st.html(f'<div class="p-page">{_table([total for total, _ in found])}</div>')
        with st.expander("By track and year"):
            st.dataframe(
                pd.DataFrame([_row(one) for _, years in found for one in years]),
                hide_index=True,
                width="stretch",
            )
    else:
        st.html('<div class="p-page"><p class="p-empty">No event is on record.</p></div>')
    statements = opened.coverage()
    st.html(
        '<div class="p-page">'
        + parts.section(
            "What was searched, and what not", coverage_parts.statements(statements), "coverage"
        )
        + parts.section("Looked into", _explained(opened.explained()), "explained")
        + "</div>"
    )


def _table(rows: list[Quality]) -> str:
    head = "".join(
        f'<th scope="col" class="p-count" title="{esc(meaning)}">{esc(title)}</th>'
        for title, meaning in _COLUMNS.values()
    )
    body = "".join(
        f'<tr><th scope="row">{link(one.track)}</th><td class="p-count">{one.events}</td>'
        + "".join(_cell(getattr(one, name), one.events) for name in _COLUMNS)
        + "</tr>"
        for one in sorted(rows, key=lambda one: (-one.events, one.track.label))
    )
    return (
        '<div class="p-wide"><table class="p-table p-counts"><thead><tr>'
        f'<th scope="col">Track</th><th scope="col" class="p-count">Events</th>{head}'
        f"</tr></thead><tbody>{body}</tbody></table></div>"
        '<p class="p-quiet">An event counts in each of its tracks. '
        + " ".join(f"{esc(title)}: {esc(meaning)}" for title, meaning in _COLUMNS.values())
        + "</p>"
    )


def _cell(count: int, events: int) -> str:
    """Return a count with a bar for its share."""
    if not count:
        return '<td class="p-count p-quiet">0</td>'
    return (
        f'<td class="p-count" title="{count} of {events}">{count}'
        f'<meter min="0" max="{events}" value="{count}" aria-hidden="true"></meter></td>'
    )


def _row(one: Quality) -> dict[str, str | int | None]:
    counts = {title: getattr(one, name) for name, (title, _) in _COLUMNS.items()}
    return {"Track": one.track.label, "Year": one.year, "Events": one.events, **counts}


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
