"""The map of a view: where its events were, what nobody can put on a map, and ways between."""

from __future__ import annotations

import re
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
_CAMERA = "map"
# Latitude, longitude, degrees across.
_SEEN = re.compile(r"-?\d+\.\d\d,-?\d+\.\d\d,\d+\.\d\d")
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
            "camera": state.get(_CAMERA) or "",
            "share": downloads.offered(view, _FILES),
        },
        on_selected_change=on_selected or (lambda: state.put("chosen", components.chosen(key))),
        on_camera_change=lambda: state.put(_CAMERA, _camera(st.session_state[key].get("camera"))),
        on_cite_change=share.cite_asked,
    )


def _camera(told: object) -> str | None:
    """Read the part of the world that is seen; it comes from the browser."""
    return told if isinstance(told, str) and _SEEN.fullmatch(told) else None


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def places_of(view: View) -> Places:
    """Return the places of a view."""
    graph = opened.graph()
    return places(graph.of(view), view, graph.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=_HASH)
def payload(view: View) -> dict[str, Any]:
    """Return what the panel draws; the same for the same view."""
    return drawing(places_of(view), chain=len(view.tracks) == 1)
