"""The page of the agenda: topics of a track over its events, and of all tracks over the months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import agendas, downloads, share
from kg.ui.agenda_table import agenda_table, legend, returns
from kg.ui.cite import show_citation
from kg.ui.filters import view_with_filters
from kg.ui.links import link
from kg.ui.parts import section
from kg.ui.switch import pick
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.page.agenda import AgendaPage, Months

# As many months are drawn, and as many topics.
_MONTHS, _TOPICS = 60, 24
_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

_HELP = """
<p>A row is a topic, a column an event of the track, from the first to the last. A mark says that
the event was about the topic, and its shape how. The line joins the marks of a topic: where it runs
without a mark, the topic was not on the table; where it is dotted, more than two months passed
without it; where it ends, the topic was not taken up again in this track. Topics stand in the order
in which they came up, narrower ones below their wider topic.</p>
<p>What the marks mean is read from the records: the kind and status of the event, the documents
that came out of it, and claims about what is on the agenda. ≈ stands before a date that is
uncertain; the event stands where it may have begun first.</p>
"""


def agenda() -> None:
    """Show the agenda of the track that the address names."""
    view = view_with_filters()
    st.html(
        '<div class="p-page"><h1>Agenda</h1><p class="p-lead">Which topics were on the table, when '
        "they were dropped, and when they came back.</p></div>"
    )
    tracks = agendas.tracks(view)
    if not tracks:
        st.html('<div class="p-page"><p class="p-empty">No event is on record.</p></div>')
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="agenda-tools"):
        track = pick("track", tracks, "Track", width=380)
        offered = {"agenda.csv": "This table (CSV)", "events.csv": "Events (CSV)"}
        share.menu(downloads.offered(view, offered, track=track), key="agenda.share")
    share.cited(lambda: show_citation(view, "agenda"))
    page = agendas.page_of(view, track)
    if page.columns:
        st.html(
            f'<div class="p-page"><p role="status">{_told(page)}</p>{agenda_table(page)}'
            f"{legend(page)}</div>"
        )
    else:
        st.html(
            '<div class="p-page"><p class="p-empty">No event of this track and this view has a '
            "topic on record.</p></div>"
        )
    with st.expander("How to read this"):
        st.html(f'<div class="p-page">{_HELP}</div>')
    st.html(
        '<div class="p-page">'
        + section("Back after a silence", returns(page))
        + section("Month by month, over all tracks", _months(agendas.months_of(view)))
        + "</div>"
    )


def _told(page: AgendaPage) -> str:
    often = max(page.rows, key=lambda one: len(one.marks))
    again = sum(row.gap is not None for row in page.rows)
    once = sum(len(row.marks) == 1 for row in page.rows)
    return esc(
        f"{many(sum(bool(row.marks) for row in page.rows), 'topic')} at "
        f"{many(len(page.columns), 'event')}. Most often: {often.topic.label}, at "
        f"{many(len(often.marks), 'event')}. {once} came up once; {again} came back after more "
        "than two months of silence."
    )


def _months(found: tuple[Months, ...]) -> str:
    """Return small bars for each topic, all on one scale."""
    known = sorted({month for one in found for month in one.events if month != "unknown"})
    if not known:
        return ""
    last = _number(known[-1])
    first = max(_number(known[0]), last - _MONTHS + 1)
    shown = found[:_TOPICS]
    inside = [n for one in shown for month, n in one.events.items() if _in(month, first)]
    top = max(inside, default=1)
    before = sum(n for one in shown for month, n in one.events.items() if not _in(month, first))
    left = len(found) - len(shown)
    told = (
        f"Events that touched a topic, from {_month(first)} to {_month(last)}. The highest bar is "
        f"{many(top, 'event')}; a thin line marks each January."
    )
    told += f" {before} mentions before, or without a date, are not drawn." if before else ""
    told += f" {many(left, 'topic')} with fewer events have no bars." if left else ""
    items = "".join(
        f"<li><span>{link(one.topic)} <small>{sum(one.events.values())}</small></span>"
        f"{_bars(one, first, last, top)}</li>"
        for one in shown
    )
    return f'<p class="p-quiet">{esc(told)}</p><ul class="p-months">{items}</ul>'


def _bars(one: Months, first: int, last: int, top: int) -> str:
    counts = {_number(month): n for month, n in one.events.items() if _in(month, first)}
    most = max(counts, key=lambda month: (counts[month], -month), default=None)
    heard = (
        f"most in {_month(most)}: {many(counts[most], 'event')}" if most else "none in this time"
    )
    months = last - first + 1
    years = "".join(
        f'<b style="left:{100 * (at - first) / months:.2f}%"></b>'
        for at in range(first, last + 1)
        if at % 12 == 0
    )
    bars = "".join(
        f'<i style="left:{100 * (at - first) / months:.2f}%;height:{100 * n / top:.1f}%" '
        f'title="{_month(at)}: {n}"></i>'
        for at, n in sorted(counts.items())
    )
    return f'<span class="p-bars" role="img" aria-label="{esc(heard)}">{years}{bars}</span>'


def _in(month: str, first: int) -> bool:
    return month != "unknown" and _number(month) >= first


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{_NAMES[number % 12]} {number // 12}"
