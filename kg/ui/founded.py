"""How well the record is founded, made once for all readers, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.page.quality import COUNTS, Doubts, doubts
from kg.sheet import table
from kg.ui import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.view import View


@st.cache_resource(show_spinner=False)
def first_doubts() -> Doubts:
    """Return the numbers of what rests on one origin, and of what bears no date."""
    graph = opened.graph()
    return doubts(graph.store, graph.names)


def written(view: View, _: Mapping[str, str]) -> bytes:
    """Return the counts of each track and year of a view as CSV."""
    heads = ("track", "track_id", "year", *COUNTS)
    rows = (
        (one.track.label, one.track.id, one.year, *(getattr(one, name) for name in COUNTS))
        for _, years in opened.quality(view)
        for one in years
    )
    return table(heads, rows)
