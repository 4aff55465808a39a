"""The network on a page: what it is of, the drawing, and in words what is drawn and found."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import streamlit as st

from kg.network import PROJECTIONS, TIES
from kg.network.measure import MEASURES, offered
from kg.network.path import path
from kg.ui import components, downloads, networks, path_parts, share, state
from kg.ui.network_drawing import MOST_NODES, most_tied
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    import networkx as nx

    from kg.network import Projection
    from kg.network.measure import Measure
    from kg.network.path import Step
    from kg.ui.network_drawing import NetworkDrawing
    from kg.ui.networks import Shown
    from kg.view import View

_KEY = "network"
_CHOSEN = "chosen"
_OF: dict[Projection, str] = {
    "sides": "States and bodies",
    "offices": "Offices",
    "people": "People",
    "participation": "Actors and events",
    "topics": "Sides and topics",
    "venues": "Sides and venues",
}
_BY: dict[Measure, str] = {
    "events": "Number of events",
    "ties": "Number of ties",
    "between": "Betweenness",
    "rank": "PageRank",
}
_BY_HELP = (
    "Events: by how many events it is tied. Ties: to how many others. Betweenness: how often it "
    "lies on the shortest way between two others. PageRank: how much it is tied to those who are "
    "much tied themselves."
)
_STEPS = {
    "": "The most tied",
    "1": "Those around the chosen",
    "2": "Two steps around",
    "all": "All",
}
_FILES = {
    "network.gexf": "Network (GEXF)",
    "network.graphml": "Network (GraphML)",
    "network-edges.csv": "Ties (CSV)",
}


def network_panel(
    view: View, height: int = 540, tools: AbstractContextManager[object] | None = None
) -> None:
    """Show the network of a view with its controls; every choice is in the address.

    ``tools`` is where the controls stand, if not right above the drawing.
    """
    shown = _asked(view)
    graph = networks.network_of(view, shown.projection)
    with tools or nullcontext():
        _controls(graph, shown)
    # Of thousands it takes seconds, the first time.
    wait = st.spinner("Laying out the network …") if _is_large(graph) else nullcontext()
    with wait:
        drawing = networks.drawing_of(view, shown)
    if not drawing.drawn:
        st.html('<div class="p-page"><p class="p-empty">Nobody is tied to anybody here.</p></div>')
        return
    ends = [_node(graph, name) for name in ("from", "to")]
    steps = path(graph, ends[0], ends[1]) if ends[0] and ends[1] else ()
    others = {name: st.query_params[name] for name in ("network", "channels") if state.get(name)}
    components.network(
        {
            **drawing.payload,
            "path": [steps[0].one, *(one.other for one in steps)] if steps else [],
            "off": _off(drawing),
            "share": downloads.offered(view, _FILES, **others),
        },
        key=_KEY,
        height=height,
        on_selected=lambda: state.put(_CHOSEN, components.chosen(_KEY)),
        on_path=_path_chosen,
        on_channels=_channels_chosen,
        on_cite=share.cite_asked,
    )
    _told(drawing, shown, graph)
    _path_told(graph, ends, steps)


def _asked(view: View) -> Shown:
    """Return what of the network the address asks for, as far as there is such a thing."""
    projection: Projection = "sides"
    for one in PROJECTIONS:
        if state.get("network") == one:
            projection = one
    graph = networks.network_of(view, projection)
    measure: Measure = "events"
    for by in offered(graph):
        if state.get("size") == by:
            measure = by
    chosen, steps = state.get(_CHOSEN), state.get("steps", _STEPS)
    centre = chosen if chosen and networks.nodes_of(graph, chosen) else None
    if steps == "all":
        return networks.Shown(projection, measure, None, None)
    if centre is None:
        return networks.Shown(projection, measure)
    if steps in ("1", "2"):
        return networks.Shown(projection, measure, centre, int(steps))
    # Of what can't be drawn as a whole, what is around the chosen says more than the most tied.
    return networks.Shown(projection, measure, centre, 2 if _is_large(graph) else 0)


def _is_large(graph: nx.Graph[str]) -> bool:
    return sum(1 for node in graph if graph.degree[node]) > MOST_NODES


def _controls(graph: nx.Graph[str], shown: Shown) -> None:
    by = offered(graph)
    steps = {"": _STEPS[""] if _is_large(graph) else "All"}
    if shown.centre:
        steps |= {one: _STEPS[one] for one in ("1", "2")}
    if _is_large(graph):
        steps["all"] = f"All {sum(1 for node in graph if graph.degree[node]):,}"
    now = "all" if shown.steps is None else str(shown.steps or "")
    with st.container(horizontal=True, key="network-tools", vertical_alignment="bottom"):
        _choice("Network of", "network", _OF, shown.projection, "sides", 270)
        _choice("Size by", "size", {one: _BY[one] for one in by}, shown.measure, "events", 270,
                _BY_HELP if len(by) == len(MEASURES) else f"{_BY_HELP} Betweenness is not "
                "offered for so many: it would take long.")  # fmt: skip
        if len(steps) > 1:
            _choice("Show", "steps", steps, now if now in steps else "", "", 250)
        with st.popover("Path …", help="The shortest way from one to another"):
            _path_controls(graph)


def _choice(
    label: str,
    name: str,
    options: dict[str, str] | dict[Projection, str] | dict[Measure, str],
    now: str,
    default: str,
    width: int,
    help_text: str | None = None,
) -> None:
    key = f"network.{name}"
    if st.session_state.get(key) != now:
        st.session_state[key] = now

    def changed() -> None:
        value = st.session_state[key]
        state.put(name, None if value == default else value)

    labels = dict(options)
    st.selectbox(
        label, list(labels), key=key, format_func=lambda one: labels.get(one, one),
        on_change=changed, width=width, help=help_text,
    )  # fmt: skip


def _path_controls(graph: nx.Graph[str]) -> None:
    ends = {name: _node(graph, name) for name in ("from", "to")}
    there = [one for one in most_tied(graph) if graph.degree[one]]
    there += [one for one in ends.values() if one and one not in there]
    label = {one: str(graph.nodes[one]["label"]) for one in there}
    there.sort(key=lambda one: (label[one].casefold(), one))
    for name, words in (("from", "Path from"), ("to", "to")):
        key = f"network.{name}"
        if st.session_state.get(key) != ends[name]:
            st.session_state[key] = ends[name]
        st.selectbox(
            words, there, index=None, key=key, format_func=lambda one: label.get(one, one),
            on_change=_path_typed, placeholder="Choose one", width=280,
        )  # fmt: skip
    st.caption("Or choose one in the drawing, and the other with Shift held.")


def _node(graph: nx.Graph[str], name: str) -> str | None:
    """Return the node that a parameter of the address names, if it is in this network."""
    found = networks.nodes_of(graph, state.get(name) or "")
    return found[0] if found else None


def _path_typed() -> None:
    for name in ("from", "to"):
        state.put(name, st.session_state[f"network.{name}"])


def _path_chosen() -> None:
    ends = components.pair(_KEY)
    for name, value in zip(("from", "to"), ends or (None, None), strict=True):
        state.put(name, value)
    if ends:
        state.put(_CHOSEN, None)


def _channels_chosen() -> None:
    kept = components.channels(_KEY)
    shown = None if kept is None else ",".join(one for one in TIES if one in kept) or "none"
    state.put("channels", shown)


def _off(drawing: NetworkDrawing) -> list[str]:
    """Return the channels that the address leaves out."""
    asked = state.get("channels")
    if asked is None:
        return []
    kept = asked.split(",")
    return [one["id"] for one in drawing.payload["channels"] if one["id"] not in kept]


def _told(drawing: NetworkDrawing, shown: Shown, graph: nx.Graph[str]) -> None:
    what = {"participation": "actors and events", "people": "people and bodies"}.get(
        shown.projection, _OF[shown.projection].lower()
    )
    centre = networks.nodes_of(graph, shown.centre) if shown.centre else []
    if shown.steps and centre:
        name = graph.nodes[centre[0]]["label"]
        away = "tied to it" if shown.steps == 1 else "at most two steps from it"
        others = drawing.drawn - len(centre)
        said = f"{esc(name)} and {others:,} {away}"
        said += ", the nearest and most tied" if drawing.drawn == MOST_NODES else ""
    elif drawing.drawn < drawing.nodes:
        said = (
            f"The {drawing.drawn:,} most tied of {drawing.nodes:,} {what}; choose one to see those "
            "around it"
        )
    else:
        said = f"All {drawing.nodes:,} {what} with a tie"
    events = len(set(drawing.payload["events"]["id"]))
    if drawing.drawn_ties < drawing.ties:
        said += f", with the {drawing.drawn_ties:,} strongest of {drawing.ties:,} ties"
    by = f"by {many(events, 'event')}. A line can be chosen too, and tells its events."
    st.caption(f"{said}, {by}")


def _path_told(graph: nx.Graph[str], ends: Sequence[str | None], steps: Sequence[Step]) -> None:
    if not (ends[0] and ends[1]):
        return
    st.html(path_parts.told(graph, ends[0], ends[1], steps))
    st.button("Let go of the path", key="network.letgo", on_click=_let_go)


def _let_go() -> None:
    for name in ("from", "to"):
        state.put(name, None)
