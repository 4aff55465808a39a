"""The map of a view: where its events were, what nobody can put on a map, and ways between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.places import Places, places
from kg.ui import components, downloads, opened, share, state
from kg.ui.map_drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.view import View

_FILES = {
    "places.csv": "Places (CSV)",
    "places.geojson": "Places (GeoJSON)",
    "view.ttl": "Graph (Turtle)",
}
_CAMERA = "map"
# Latitude, longitude, degrees across.
_SEEN = re.compile(r"-?\d+\.\d\d,-?\d+\.\d\d,\d+\.\d\d")
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
    show(
        payload(view) | {"asOf": view.as_of.isoformat() if view.as_of else None},
        key=key,
        height=height,
        shared=downloads.offered(view, _FILES),
        on_selected=on_selected or (lambda: state.put("chosen", components.chosen(key))),
        camera=state.get(_CAMERA) or "",
        on_camera=lambda: state.put(_CAMERA, _camera(st.session_state[key].get("camera"))),
    )


def show(
    drawn: Mapping[str, object],
    *,
    key: str,
    height: int,
    shared: Mapping[str, object],
    on_selected: Callable[[], None],
    camera: str = "",
    on_camera: Callable[[], None] = lambda: None,
) -> None:
    """Show a map of anything; *shared* is what its menu offers (see ``downloads.offered``).

    *camera* is the part of the world in view: latitude, longitude, degrees across; empty: where the
    places are. *on_camera* is called when the reader has gone to another.
    """
    _map(
        key=key,
        data={**drawn, "height": height, "camera": camera, "share": shared},
        on_selected_change=on_selected,
        on_camera_change=on_camera,
        on_cite_change=share.cite_asked,
    )


def _camera(told: object) -> str | None:
    """Read the part of the world that is seen; it comes from the browser."""
    return told if isinstance(told, str) and _SEEN.fullmatch(told) else None


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=opened.BY_VIEW)
def places_of(view: View) -> Places:
    """Return the places of a view."""
    graph = opened.graph()
    return places(graph.of(view), view, graph.names)


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=opened.BY_VIEW)
def payload(view: View) -> dict[str, Any]:
    """Return what the panel draws; the same for the same view."""
    return drawing(places_of(view), chain=len(view.tracks) == 1)
