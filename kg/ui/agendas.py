"""The agenda of a view, made once for all readers, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import NotFoundError
from kg.page.agenda import AgendaPage, Months, agenda_page, topics_by_month
from kg.sheet import table
from kg.ui import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.view import View

# The track that the project began with; without it, the one with most events stands first.
_FIRST = "belarus-istanbul-talks"


def tracks(view: View) -> dict[str, str]:
    """Return the tracks whose agenda can be shown, by id; first the one shown if none is asked."""
    known = {
        one: str(choice) for one, choice in opened.all_facets(view.knowledge)["tracks"].items()
    }
    first = next((one for one in (*view.tracks, _FIRST) if one in known), None)
    return ({first: known[first]} if first else {}) | known


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def page_of(view: View, track: str) -> AgendaPage:
    """Return the agenda of the events of a view that belong to a track."""
    graph = opened.graph()
    return agenda_page(graph.of(view), view, track, graph.names)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def months_of(view: View) -> tuple[Months, ...]:
    """Return in which months the topics of a view came up."""
    graph = opened.graph()
    return topics_by_month(graph.of(view), view, graph.names)


def written(view: View, params: Mapping[str, str]) -> bytes:
    """Return the agenda of the track that the parameter ``track`` names, as CSV: a mark a row.

    Raises NotFoundError for a track that has no event.
    """
    known = tracks(view)
    track = params.get("track") or next(iter(known), "")
    if track not in known:
        raise NotFoundError("track", track, known)
    page = page_of(view, track)
    heads = ("topic", "topic_id", "wider_topic", "event", "event_id", "date", "earliest", "kind")
    rows = [
        (
            *(row.topic.label, row.topic.id, row.wider and row.wider.label),
            *(one.event.label, one.event.id, one.when and one.when.edtf, one.begin, one.kind),
            *(one.status, row.marks[one.event.id].how, row.marks[one.event.id].claims),
        )
        for row in page.rows
        for one in page.columns
        if one.event.id in row.marks
    ]
    return table((*heads, "status", "how", "claims"), rows)
