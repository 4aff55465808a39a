"""The panels that are drawn in the browser: timeline and network, and what they share.

Their JavaScript is built from ``kg/ui/frontend`` with the package (see ``hatch_build.py``).
Panels on one page follow each other at once, in the browser; Python is told of a choice as well,
and of another day when the reader has come to rest on it.
Here are only the ways in and out; what each payload holds is told with the function that takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.ui.parcels import offer
from kg.ui.share import cite_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.ui.timeline_panel import Drawing

    Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader has chosen in one panel."""

    selected: str | None = None
    """Id of the chosen event or node, None when nothing is chosen."""

    at: int = 0
    """When, in milliseconds of the browser's clock (0: never): of two panels, the later counts."""

    range: Span | None = None
    """First and last day in view, None for all; only of a timeline that was given *on_range*."""

    period: Span = (None, None)
    """The period that the reader has marked; only of a timeline that was given *on_period*."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day whose knowledge the reader wants to see."""

    day: date | None = None
    """None: all that is known now."""

    at: int = 0
    """When it was chosen, in milliseconds of the browser's clock (0: never)."""


def _nothing() -> None:
    """Streamlit keeps a component's state only for keys that have a callback."""


_HTML = '<div id="root"></div>'

# The names of the files carry a hash of what is in them, so that browsers never show an old one.
_timeline = st.components.v2.component(
    "kg.timeline", html=_HTML, js="timeline-*.js", css="timeline-*.css"
)
_network = st.components.v2.component(
    "kg.network", html=_HTML, js="network-*.js", css="network-*.css"
)
_focus = st.components.v2.component("kg.focus", js="focus-*.js")
_asof = st.components.v2.component("kg.asof", html=_HTML, js="asof-*.js", css="asof-*.css")


def timeline(
    drawing: Drawing,
    *,
    key: str,
    height: int = 420,
    on_selected: Callable[[], None] = _nothing,
    on_range: Callable[[], None] | None = None,
    window: Span | None = None,
    on_period: Callable[[], None] | None = None,
    period: Span = (None, None),
    share: Mapping[str, object] | None = None,
    legend: bool = True,
) -> Selection:
    """Draw events in lanes over time; return what the reader has chosen.

    What is drawn is fetched by the panel (see ``timeline_panel``); rows and days in view stay until
    its layout is another. *height* is the most that the lanes may take, in pixels; few events take
    less, and very many lanes take more.

    *on_range* is called when the reader has come to rest on other days, which are the ``range`` of
    the selection; without it panning costs nothing. *window* brings days into view, both included:
    say those of the page's address.

    With *on_period* the reader may mark a period (``period`` of the selection), and *period* is the
    one that the events of the view are of; None: without end. *share* is what the menu offers (see
    ``downloads.offered``); without it there is no menu. Of two timelines on a page, one needs no
    *legend*.
    """
    data = {
        "layout": offer(drawing.layout),
        "day": offer(drawing.day),
        "height": height,
        "ranged": on_range is not None,
        "window": _days(window) if window else None,
        "marked": on_period is not None,
        "period": _days(period),
        "share": share,
        "legend": legend,
    }
    state = _timeline(
        key=key,
        data=data,
        on_selected_change=on_selected,
        on_range_change=on_range or _nothing,
        on_period_change=on_period or _nothing,
        on_gone_change=_nothing,  # the run that follows offers what was gone
        on_cite_change=cite_asked,
    )
    return _selection(state)


def network(
    payload: Mapping[str, object],
    *,
    key: str,
    height: int = 520,
    on_selected: Callable[[], None] = _nothing,
    on_path: Callable[[], None] | None = None,
    on_channels: Callable[[], None] = _nothing,
    on_cite: Callable[[], None] = _nothing,
) -> Selection:
    """Draw who and what belongs together; return the node that the reader has chosen.

    The same *payload* gives the same drawing. It holds

    - ``nodes``: columns ``id``, ``label``, ``kind`` (``person``, ``state``, ``body``, ``office``,
      ``event``, ``topic`` or ``venue``), and optionally ``size`` (any measure of 0 or more; drawn
      as area), ``x`` and ``y`` (places; the browser only moves nodes off each other; without them
      they stand in a circle), ``behind`` (lists of ids that the node stands for), ``note`` (a
      sentence for the tooltip);
    - ``edges``: columns ``source``, ``target`` (indices of nodes), and optionally ``label``,
      ``weight`` (over 0), ``ties`` (lists of pairs: index of a channel, rows of events);
    - ``channels`` (optional): ``{"id", "label", "about"}`` each;
    - ``events`` (optional): columns ``id``, ``title``, ``date`` (in words), ``first``, ``last``,
      ``known`` (ISO days or None): rows that ties point at;
    - ``measure`` (optional): what ``size`` is (see :mod:`kg.network.measure`);
    - ``path``, ``off`` (optional): ids of the nodes of a path, and of channels left out;
    - ``share`` (optional): see :func:`kg.ui.downloads.offered`;
    - ``sig``: hash of all but ``path``, ``off`` and ``share``.

    With *on_path* two nodes can be chosen for a path (see :func:`pair`); *on_channels* is called
    when one is switched on or off (see :func:`channels`). *height* is in pixels.
    """
    data = {**payload, "height": height, "paths": on_path is not None}
    state = _network(
        key=key,
        data=data,
        on_selected_change=on_selected,
        on_path_change=on_path or _nothing,
        on_channels_change=on_channels,
        on_cite_change=on_cite,
    )
    return _selection(state)


def focus(selected: str | None, *, key: str = "focus") -> None:
    """Tell all panels of the page what is selected, say from the page's address.

    Shows nothing by itself. It is apart from the panels because it is small and changes often,
    while their payloads are large and must not be sent again for it.
    """
    _focus(key=key, data={"id": selected})


def asof(
    payload: Mapping[str, object],
    *,
    key: str,
    on_day: Callable[[], None] = _nothing,
) -> Day:
    """Draw the bar with the day by which it was known; return the day that was chosen there.

    While the reader moves the day, the timeline of the page follows in the browser; *on_day* is
    called when the reader has come to rest. *payload* holds

    - ``days``: ISO days on which more became known, ascending: the steps of the slider. Its last
      step is "now" and lets go of the day;
    - ``counts``: how much became known on each;
    - ``day``: ISO day of the view, None: all that is known now;
    - ``today``: ISO day up to which is known (the day of the data's release);
    - ``label`` (optional): the words before the day, "Known by";
    - ``story`` (optional): days to go to, ``{"day", "label"}`` each.

    Without ``days`` nothing is shown.
    """
    return _day(_asof(key=key, data=dict(payload), on_day_change=on_day))


def chosen_day(key: str) -> date | None:
    """Return the day that the bar mounted under *key* was moved to: for use in its callback."""
    return _day(st.session_state.get(key)).day


def told(key: str) -> Selection:
    """Return what the panel mounted under *key* tells: for use in its callbacks."""
    return _selection(st.session_state.get(key))


def chosen(key: str) -> str | None:
    """Return what the panel mounted under *key* has as its choice: for use in its callback."""
    return told(key).selected


def pair(key: str) -> tuple[str, str] | None:
    """Return the ids of the two nodes chosen in the network under *key*: for its callback."""
    told = _of(st.session_state.get(key), "path")
    ends = _of(told, "from"), _of(told, "to")
    one, other = ends
    return (one, other) if isinstance(one, str) and isinstance(other, str) else None


def channels(key: str) -> list[str] | None:
    """Return the channels that are on in the network under *key*, None: all; for its callback."""
    told = _of(_of(st.session_state.get(key), "channels"), "shown")
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else None


def _selection(state: Any) -> Selection:
    """Read a component's state: it comes from the browser, so nothing in it is trusted."""
    chosen, days, marked = (_of(state, name) for name in ("selected", "range", "period"))
    selected, at = _of(chosen, "id"), _of(chosen, "at")
    first, last = _iso(_of(days, "since")), _iso(_of(days, "until"))
    return Selection(
        selected=selected if isinstance(selected, str) else None,
        at=at if isinstance(at, int) else 0,
        range=(first, last) if first and last and first <= last else None,
        period=(_iso(_of(marked, "since")), _iso(_of(marked, "until"))),
    )


def _days(span: Span) -> dict[str, str | None]:
    since, until = span
    return {
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
    }


def _day(state: Any) -> Day:
    """Read the state of the bar with the day; what is no ISO day lets go of it."""
    told = _of(state, "day")
    day, at = _of(told, "day"), _of(told, "at")
    return Day(day=_iso(day), at=at if isinstance(at, int) else 0)


def _iso(text: Any) -> date | None:
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    # Python reads other notations too, such as weeks; the browser writes only this one.
    return day if day.isoformat() == text else None


def _of(state: Any, name: str) -> Any:
    """Return one value of a mapping-like state, None when there is none."""
    return state.get(name) if hasattr(state, "get") else None
