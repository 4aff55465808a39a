"""The one graph of this process, and what is made of it for a reader: each thing made once.

Everything returned is shared by all sessions, so it is only read.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg import settings
from kg.errors import ParleyError
from kg.graph import Graph, open_graph
from kg.page import (
    About,
    ActorPage,
    Claim,
    Coverage,
    EventPage,
    Explained,
    Quality,
    ThingPage,
    about,
    actor_page,
    claims_of_day,
    event_page,
    rival_claims,
    thing_page,
)
from kg.page import coverage as coverage_of
from kg.page import explained as explained_of
from kg.page import quality as quality_of
from kg.stats import Stats, stats
from kg.timeline import Timeline, timeline
from kg.ui.facets import Facets, facets
from kg.ui.network_panel import NetworkDrawing, drawing
from kg.view import View
from kg.worker import Worker

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from kg.network import Projection

# To be ended with the server: asking the cache for them would make one if there was none.
_workers: list[Worker] = []
# A view is plain data; its parameters name it.
_HASH: dict[str | type[Any], Callable[[Any], Any]] = {
    View: lambda view: tuple(view.params().items())
}


@st.cache_resource(show_spinner=False)
def graph() -> Graph:
    """Return the graph. Raises DataError with every problem when the records break rules."""
    opened = open_graph()
    _ = opened.store
    return opened


@st.cache_resource(show_spinner=False)
def worker() -> Worker:
    """Return the processes that answer what readers ask in SPARQL."""
    opened = graph()
    made = Worker(
        opened.lines,
        settings.query_seconds(),
        settings.query_rows(),
        prefixes=opened.names.prefixes,
    )
    _workers.append(made)
    return made


def warm() -> None:
    """Make ahead what the first page needs. Problems are told on the page, not here."""
    with contextlib.suppress(ParleyError):
        graph()
        all_facets()
        timeline_payload(View())
        network_drawing(View(), "participation")
        worker().warm()


def close() -> None:
    """End the processes that answer queries."""
    while _workers:
        _workers.pop().close()


@st.cache_resource(show_spinner=False)
def all_facets() -> Facets:
    """Return what views can be filtered by."""
    opened = graph()
    return facets(opened.store, opened.names)


@st.cache_resource(show_spinner=False)
def catalogue() -> About:
    """Return what the dataset says of itself."""
    opened = graph()
    return about(opened.store, opened.names)


@st.cache_resource(show_spinner=False)
def figures() -> Stats:
    """Return the figures of the graph."""
    opened = graph()
    return stats(opened.store, opened.names)


@st.cache_resource(show_spinner=False)
def coverage() -> tuple[Coverage, ...]:
    """Return what was searched."""
    opened = graph()
    return coverage_of(opened.store, opened.names)


@st.cache_resource(show_spinner=False)
def quality() -> tuple[tuple[Quality, tuple[Quality, ...]], ...]:
    """Return how well each track is founded, as a whole and by year."""
    opened = graph()
    return quality_of(opened.store, opened.names)


@st.cache_resource(show_spinner=False)
def explained() -> tuple[Explained, ...]:
    """Return the warnings that records explain."""
    opened = graph()
    return explained_of(opened.store, opened.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def timeline_of(view: View) -> Timeline:
    """Return the events of a view."""
    opened = graph()
    return timeline(opened.store, view, opened.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def timeline_payload(view: View) -> dict[str, object]:
    """Return what the timeline panel draws."""
    return timeline_of(view).payload()


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def network_drawing(view: View, projection: Projection) -> NetworkDrawing:
    """Return what the network panel draws."""
    return drawing(graph().network(view, projection), projection)


@st.cache_resource(show_spinner=False, max_entries=500)
def event(event_id: str) -> EventPage:
    """Return what an event's page tells. Raises NotFoundError."""
    opened = graph()
    return event_page(opened.store, event_id, opened.names)


@st.cache_resource(show_spinner=False, max_entries=500)
def actor(actor_id: str) -> ActorPage:
    """Return what an actor's page tells. Raises NotFoundError."""
    opened = graph()
    return actor_page(opened.store, actor_id, opened.names)


@st.cache_resource(show_spinner=False, max_entries=500)
def thing(kind: str, thing_id: str) -> ThingPage:
    """Return what the page of any other record tells. Raises NotFoundError."""
    opened = graph()
    return thing_page(opened.store, kind, thing_id, opened.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def claims_on(day: datetime.date, view: View) -> tuple[Claim, ...]:
    """Return the claims of a day about events of a view."""
    opened = graph()
    return claims_of_day(opened.store, day, view, opened.names)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=_HASH)
def rivals(view: View) -> tuple[Claim, ...]:
    """Return the claims that disagree about events of a view."""
    opened = graph()
    return rival_claims(opened.store, view, opened.names)
