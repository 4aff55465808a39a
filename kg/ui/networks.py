"""The networks of the process: each made once, with places that stay from view to view.

Everything returned is shared by all sessions, so it is only read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import streamlit as st

from kg.network.layout import EXACT
from kg.ui import opened
from kg.ui.network_drawing import LAYOUTS, around, drawing, marked
from kg.view import View

if TYPE_CHECKING:
    from kg.network import Projection
    from kg.network.layout import Places
    from kg.network.measure import Measure
    from kg.ui.network_drawing import NetworkDrawing

# Beyond these the places of a part are not those of the whole, in which it would be a speck.
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a network is drawn, and how.

    ``steps``: 1 or 2 from ``centre``; 0: the most tied; None: all that there is.
    """

    projection: Projection = "sides"
    measure: Measure = "events"
    centre: str | None = None
    steps: int | None = 0


def warm() -> None:
    """Make ahead what the first page needs."""
    drawing_of(View(), Shown())


@st.cache_resource(show_spinner=False, max_entries=60, hash_funcs=opened.BY_VIEW)
def network_of(view: View, projection: Projection) -> nx.Graph[str]:
    """Return the network of a view."""
    return opened.graph().network(view, projection)


@st.cache_resource(show_spinner=False)
def places_of(projection: Projection) -> Places:
    """Return the places of all that is known now, at which parts and earlier days stay."""
    return LAYOUTS.places(network_of(View(), projection))


@st.cache_resource(show_spinner=False, max_entries=100, hash_funcs=opened.BY_VIEW)
def drawing_of(view: View, shown: Shown) -> NetworkDrawing:
    """Return what the network panel draws."""
    graph = network_of(view, shown.projection)
    kept = None
    if shown.steps is None:
        kept = list(graph)
    elif shown.steps and shown.centre:
        kept = around(graph, nodes_of(graph, shown.centre), shown.steps)
    whole = len(network_of(View(), shown.projection)) <= EXACT or shown.steps is None
    known = places_of(shown.projection) if whole else None
    return drawing(graph, kept, known=known, measure=shown.measure)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def drawing_against(view: View, against: View) -> NetworkDrawing:
    """Return the network of the events that differ from those of another view, marked.

    What stands on both sides has the same place on both.
    """
    marks = {one.event: one.kind for one in opened.differences_of(against, view)}

    def differing(one: View) -> nx.Graph[str]:
        whole = network_of(one, "participation")
        near = {n for event in marks if event in whole for n in (event, *whole.neighbors(event))}
        return whole.subgraph(near)

    here, there = differing(view), differing(against)
    # The same order on both sides, or the places would not be the same.
    first, second = sorted((here, there), key=lambda one: (len(one), sorted(one)))
    known = LAYOUTS.places(nx.compose(first, second))
    other = network_of(against, "participation")
    copy = marked(here, other, marks)
    return drawing(copy, known=known)


def nodes_of(graph: nx.Graph[str], record: str) -> list[str]:
    """Return the nodes that stand for a record: its own, or those as which a person acted."""
    if record in graph:
        return [record]
    return [node for node, data in graph.nodes(data=True) if record in data.get("behind", ())]
