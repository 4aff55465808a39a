"""The map of a view: where its events were, what nobody can put on a map, and ways between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.places import Places, places
from kg.ui import components, downloads, opened, share, state
from kg.ui.map_drawing import drawing
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

_FILES = {
    "places.csv": "Places (CSV)",
    "places.geojson": "Places (GeoJSON)",
    "view.ttl": "Graph (Turtle)",
}
_HASH: dict[str | type[Any], Callable[[Any], Any]] = {
    View: lambda view: tuple(view.params().items())
}

_map = st.components.v2.component(
    "kg.map", html='<div id="root"></div>', js="map-*.js", css="map-*.css"
)


def map_panel(
    view: View,
    *,
    key: str = "map",
    height: int = 480,
    on_selected: Callable[[], None] | None = None,
) -> None:
    """Show the map of a view; what the reader chooses there becomes ``chosen`` in the address.

    *on_selected* is called instead of that, and may ask ``components.chosen(key)``; *height* is
    that of the map in pixels. For the payload see ``map_drawing.drawing``.
    """
    _map(
        key=key,
        data=payload(view)
        | {
            "asOf": view.as_of.isoformat() if view.as_of else None,
            "height": height,
            "share": downloads.offered(view, _FILES),
        },
        on_selected_change=on_selected or (lambda: state.put("chosen", components.chosen(key))),
        on_cite_change=share.cite_asked,
    )


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def places_of(view: View) -> Places:
    """Return the places of a view."""
    graph = opened.graph()
    return places(graph.of(view), view, graph.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def payload(view: View) -> dict[str, Any]:
    """Return what the panel draws; the same for the same view."""
    return drawing(places_of(view), chain=len(view.tracks) == 1)
