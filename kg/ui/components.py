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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader has chosen in one panel."""

    selected: str | None = None
    """Id of the chosen event or node, None when nothing is chosen."""

    at: int = 0
    """When, in milliseconds of the browser's clock (0: never): of two panels, the later counts."""

    range: tuple[str, str] | None = None
    """First and last day in view, ISO; only from a timeline that was given *on_range*."""


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
    payload: Mapping[str, object],
    *,
    key: str,
    height: int = 420,
    on_selected: Callable[[], None] = _nothing,
    on_range: Callable[[], None] | None = None,
) -> Selection:
    """Draw events in lanes over time; return what the reader has chosen.

    *payload* is sent anew only when it changes, so it must be the same for the same view:

    - ``lanes``: ``{"id", "label"}`` each, in the order to be shown; those without event are left
      out.
    - ``events``: columns of equal length: ``id``, ``title``, ``lane`` (index), ``kind``,
      ``kindLabel``, ``status``, ``b0``, ``b1``, ``e0``, ``e1`` (ISO days: earliest and latest
      begin, earliest and latest end; None for ``b0`` or ``e1``: open or unknown), ``date`` (the
      date in words), ``approx``, ``uncertain``, ``disputed`` (truth values), ``rivals`` (lists of
      ``{"b0", "b1", "e0", "e1", "label"}``: other dates that somebody claims, with a label such as
      "Medinsky: 29–30 March 2022"), ``announced`` (ISO day or None); optionally ``changed``
      (``""``, ``new``, ``gone`` or ``changed``: how it differs in a comparison). ``rivals``,
      ``announced`` and ``changed`` are of the day of the view, the others are what is known now.
    - ``statuses``: ``{"id", "label"}`` each, all of the vocabulary.
    - ``asOf`` (optional): ISO day of the view, None: now; what lies behind it is shaded.
    - ``history`` (optional): what was known of each event, state by state, so that the browser can
      show any day: columns ``event`` (index), ``from`` (ISO day), ``status``, ``b0``, ``b1``,
      ``e0``, ``e1`` (all None: known without a date), ``date``, ``approx``, ``uncertain``,
      ``disputed``, in order of event and day. A state holds until the event's next one; before its
      first, an event is not known.
    - ``shown`` (optional): indices of the events that the filters leave on the day of the view;
      None: all that were known.
    - ``undated`` (optional): the events that the filters leave and that have no date on that day;
      only counted.
    - ``sig``: hash of all but ``asOf``, ``shown``, ``undated``, ``rivals``, ``announced`` and
      ``changed``, which are of the day of the view: rows and days in view stay until it changes.

    While the reader moves the day (see ``asof``), all that is of the day of the view waits until
    the view is of that day.

    *height* is the most that the lanes may take, in pixels; few events take less, and very many
    lanes take more. Without *on_range* the days in view are not reported, and panning costs
    nothing; with it each stop of panning or zooming runs the page again.
    """
    data = {**payload, "height": height, "ranged": on_range is not None}
    state = _timeline(
        key=key,
        data=data,
        on_selected_change=on_selected,
        on_range_change=on_range or _nothing,
    )
    return _selection(state)


def network(
    payload: Mapping[str, object],
    *,
    key: str,
    height: int = 520,
    on_selected: Callable[[], None] = _nothing,
) -> Selection:
    """Draw who and what belongs together; return the node that the reader has chosen.

    The same *payload* gives the same drawing. It holds

    - ``nodes``: columns ``id``, ``label``, ``kind`` (``person``, ``state``, ``body``, ``event``,
      ``topic`` or ``venue``), ``size`` (any measure of 0 or more; drawn as area), ``note`` (a
      sentence for the tooltip, or an empty text);
    - ``edges``: columns ``source``, ``target`` (indices of nodes), ``label``, ``weight`` (over 0);
    - ``sig``: hash of the content.

    Made for up to some 300 nodes; a thousand still work. *height* is in pixels.
    """
    data = {**payload, "height": height}
    return _selection(_network(key=key, data=data, on_selected_change=on_selected))


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


def chosen(key: str) -> str | None:
    """Return what the panel mounted under *key* has as its choice: for use in its callback."""
    return _selection(st.session_state.get(key)).selected


def _selection(state: Any) -> Selection:
    """Read a component's state: it comes from the browser, so nothing in it is trusted."""
    told = _of(state, "selected")
    days = _of(state, "range")
    selected, at = _of(told, "id"), _of(told, "at")
    return Selection(
        selected=selected if isinstance(selected, str) else None,
        at=at if isinstance(at, int) else 0,
        range=(str(days[0]), str(days[1])) if isinstance(days, list) and len(days) == 2 else None,
    )


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
