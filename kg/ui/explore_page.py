"""The page to explore a view: timeline and network of the same events, and a table of them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import components, downloads, knowledge, opened, share, state
from kg.ui.cite import show_citation
from kg.ui.day_bar import day_bar
from kg.ui.detail import detail
from kg.ui.filters import view_with_filters
from kg.ui.links import address
from kg.ui.map_panel import map_panel
from kg.ui.network_panel import network_panel
from kg.ui.progress import progress
from kg.ui.text import esc, many
from kg.view import View
from kg.vocabulary import EVENT_KINDS, STATUSES

if TYPE_CHECKING:
    import pandas as pd

    from kg.timeline import Timeline

_CHOSEN = "chosen"
_DAYS = "days"
_TIMELINE = "timeline"
_HOW = "Choose an event or an actor: both panels follow, and its record opens below the timeline."


def explore() -> None:
    """Show timeline, network, the chosen record, and the table."""
    view = view_with_filters(with_day=False)
    with progress("Laying out the events …", key="explore"):
        found = opened.timeline_of(view)
        total = len(opened.timeline_of(view.knowledge).events)
        drawing = opened.timeline_drawing(view)
    _head(found, total, view)
    day_bar(view)
    if not found.events and not opened.timeline_of(replace(view, as_of=None)).events:
        _nothing(total)
        return
    chosen = state.get(_CHOSEN)
    components.timeline(
        drawing,
        key=_TIMELINE,
        height=660,
        on_selected=lambda: state.put(_CHOSEN, components.chosen(_TIMELINE)),
        on_range=_ranged,
        window=state.days(_DAYS),
        on_period=lambda: _period(view),
        period=(view.start, view.end),
        share=downloads.offered(view),
    )
    with st.container():  # however much it holds, the panels below keep their place on the page
        detail(chosen, view)
    # Above both, so that the two drawings begin at the same height.
    tools = st.container()
    wide, narrow = st.columns([1.35, 1], gap="medium")
    with wide:
        network_panel(view, tools=tools)
    with narrow:
        map_panel(view)
    _table(found)
    components.focus(chosen)
    share.cited(lambda: show_citation(view, "explore"))


def _ranged() -> None:
    """Keep the days in view in the address."""
    days = components.told(_TIMELINE).range
    state.put(_DAYS, f"{days[0]}..{days[1]}" if days else None)


def _period(view: View) -> None:
    """Have the view be of the period that was marked on the timeline."""
    since, until = components.told(_TIMELINE).period
    state.write_view(replace(view, start=since, end=until))


def _head(found: Timeline, total: int, view: View) -> None:
    count = len(found.events)
    shown = many(count, "event") if count == total else f"{count:,} of {many(total, 'event')}"
    disputed = sum(one.disputed for one in found.events)
    tracks = len({one.track for one in found.events})
    said = [shown]
    if count:
        said += [f"in {many(tracks, 'track')}", f"{disputed:,} with disputed facts"]
    known = knowledge.words(view)
    of = "" if view == view.filters else f"<strong>{esc(known[0].upper() + known[1:])}:</strong> "
    st.html(
        '<div class="p-page"><h1>Negotiations, and who said what about them</h1>'
        f'<p class="p-quiet" role="status">{of}{", ".join(said)}. {_HOW if count else ""}'
        f"{_news(view)}</p></div>"
    )


def _news(view: View) -> str:
    """Lead to what became known on the day of the view, if anything did."""
    if view.as_of is None or view.as_of not in opened.news():
        return ""
    before = View(as_of=view.as_of - datetime.timedelta(1))
    there = address("compare", {"with-as-of": view.as_of.isoformat()}, before)
    return f' <a href="{esc(there)}">What was new on this day</a>'


def _nothing(total: int) -> None:
    if total == 0:
        text = "There is no event on record yet. <code>kg new event</code> begins one."
    else:
        text = "No event matches all filters together. Take one away, or clear them all."
    st.html(f'<div class="p-page"><p class="p-empty">{text}</p></div>')


def _table(found: Timeline) -> None:
    key = "table-open"
    with st.expander("The same events as a table", key=key, on_change="rerun") as table:
        if not table.open:
            return
        frame = _frame(found)
        st.dataframe(
            frame,
            key="table",
            hide_index=True,
            height=min(420, 38 + 35 * len(frame)),
            on_select=lambda: _row_chosen(found),
            selection_mode="single-row",
            alt="Events of the view: date, title, kind, status, track, origins, disputed or not",
            column_config={
                "Earliest": st.column_config.DateColumn(
                    format="YYYY-MM-DD", help="First day on which it may have begun"
                ),
                "Latest": st.column_config.DateColumn(
                    format="YYYY-MM-DD", help="Last day on which it may have ended"
                ),
                "Date": st.column_config.TextColumn(help="The date on record, in words"),
                "Event": st.column_config.TextColumn(width="large"),
                "Origins": st.column_config.NumberColumn(
                    help="Independent origins of its sources: wire copies of one agency are one"
                ),
            },
        )
        st.caption("A row can be chosen like a mark on the timeline.")


def _row_chosen(found: Timeline) -> None:
    rows = st.session_state["table"]["selection"]["rows"]
    state.put(_CHOSEN, found.events[rows[0]].id if rows else None)


def _frame(found: Timeline) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - half a second that the first painted page need not wait

    return pd.DataFrame(
        {
            "Earliest": [one.date and one.date.earliest_begin for one in found.events],
            "Latest": [one.date and one.date.latest_end for one in found.events],
            "Date": [
                one.date.describe() if one.date else "no date known yet" for one in found.events
            ],
            "Event": [one.title for one in found.events],
            "Kind": [EVENT_KINDS[one.kind].label for one in found.events],
            "Status": [
                STATUSES[one.status].label if one.status else "no status known yet"
                for one in found.events
            ],
            "Track": [one.track_title for one in found.events],
            "Origins": [one.origins for one in found.events],
            "Disputed": [one.disputed for one in found.events],
        }
    )
