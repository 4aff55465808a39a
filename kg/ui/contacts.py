"""The contacts of a view, made once for all readers, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.channel import ALL
from kg.page.meetings import meetings_page
from kg.sheet import table
from kg.ui import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.page.meetings import Level, MeetingsPage
    from kg.view import View


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def page_of(view: View, level: Level) -> MeetingsPage:
    """Return who came into contact with whom at the events of a view."""
    graph = opened.graph()
    return meetings_page(graph.of(view), view, level, graph.names)


def written(view: View, params: Mapping[str, str]) -> bytes:
    """Return all pairs of a view as CSV; of people, if the parameter ``level`` asks for them."""
    page = page_of(view, "people" if params.get("level") == "people" else "sides")
    cells = page.matrix(ALL, len(page.names)).cells
    heads = ("one", "one_id", "other", "other_id", "events", *ALL, "together", "planned")
    rows = []
    for one, other in sorted(pair for pair in cells if pair[0] < pair[1]):
        cell = cells[one, other]
        names = (page.names[one].label, one, page.names[other].label, other)
        ways = [cell.channels.get(way, 0) for way in ALL]
        rows.append((*names, cell.events, *ways, cell.together, cell.planned))
    return table(heads, rows)
