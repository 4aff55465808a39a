"""How well the record is founded, made once for all readers, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.page import coverage as coverage_of
from kg.page import explained as explained_of
from kg.page import quality as quality_of
from kg.page.quality import COUNTS, Doubts, doubts
from kg.sheet import table
from kg.ui import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.page import Coverage, Explained, Quality
    from kg.view import View


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def coverage(view: View) -> tuple[Coverage, ...]:
    """Return what was searched, as a view knows it: it is told in hindsight."""
    graph = opened.graph()
    return coverage_of(graph.of(view), graph.names)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def quality(view: View) -> tuple[tuple[Quality, tuple[Quality, ...]], ...]:
    """Return how well each track of a view is founded, as a whole and by year."""
    graph = opened.graph()
    return quality_of(graph.of(view), graph.names, view)


@st.cache_resource(show_spinner=False)
def explained() -> tuple[Explained, ...]:
    """Return the warnings that records explain."""
    graph = opened.graph()
    return explained_of(graph.store, graph.names)


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
        for _, years in quality(view)
        for one in years
    )
    return table(heads, rows)
