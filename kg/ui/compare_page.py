"""The page to compare: two days, or two accounts, side by side, with what differs marked."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from kg.policy import Policy
from kg.ui import account, change_parts, components, knowledge, opened, state
from kg.ui.links import link
from kg.ui.text import esc, many
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.compare import Difference

OTHER = {"as-of": "with-as-of", "policy": "with-policy"}
"""The names that day and policy of the right side have in the address."""
# Where nothing else is asked: the eve of the Istanbul round, and the day it was held.
_EVE, _DAY = datetime.date(2022, 3, 28), datetime.date(2022, 3, 29)
_KEY = "compare."
# Fields whose change alone is news of the source rather than of the event.
_MINOR = {"Sources", "Topics"}


def compare() -> None:
    """Show two states of knowledge, and how they differ."""
    left, right = sides()
    st.html(
        '<div class="p-page"><h1>What differs</h1><p class="p-quiet">Two days, or two accounts of '
        "one day, side by side.</p></div>"
    )
    one, other = st.columns(2, gap="large")
    with one:
        _choose("left", left)
    with other:
        _choose("right", right)
    found = opened.differences_of(left, right)
    _told(found, left, right)
    if not found:
        return
    only = state.get("event", dict.fromkeys(one.event for one in found))
    shown = [one for one in found if only in (None, one.event)]
    for side, view, against in (("left", left, right), ("right", right, left)):
        st.html(
            f'<div class="p-page"><h2>{esc(_named(view))}</h2><p class="p-quiet">The events that '
            "are on one side only, or differ in status, date or place.</p></div>"
        )
        components.timeline(
            opened.timeline_drawing(view, against),
            key=f"timeline.{side}",
            height=330,
            on_selected=_chooser(f"timeline.{side}"),
        )
    components.focus(only)
    _list(shown, only, len(found))
    _networks(left, right)


def sides() -> tuple[View, View]:
    """Return the views that the address compares; without any, those of the proof case."""
    left = knowledge.current()
    right, complaints = knowledge.given(OTHER)
    knowledge.complain(complaints)
    if left == View() and not any(name in st.query_params for name in OTHER.values()):
        return View(as_of=_EVE), View(as_of=_DAY)
    return left, replace(right, recorded=left.recorded)


def _chooser(key: str) -> Callable[[], None]:
    def chosen() -> None:
        state.put("event", components.chosen(key))

    return chosen


def _named(view: View) -> str:
    words = knowledge.words(view)
    return words[0].upper() + words[1:]


def _choose(side: str, view: View) -> None:
    shown = (("day", knowledge.within(view.as_of)), ("policy", str(view.policy)))
    for name, value in shown:
        if st.session_state.get(_KEY + side + name) != value:
            st.session_state[_KEY + side + name] = value
    options = account.options(view.policy)
    with st.container(horizontal=True):
        st.date_input(
            "Known by (empty: now)",
            value=None,
            key=f"{_KEY}{side}day",
            min_value=knowledge.FIRST,
            max_value=knowledge.LAST,
            format="YYYY-MM-DD",
            on_change=_changed,
            width=190,
        )
        st.selectbox(
            "Where accounts differ, show",
            options,
            key=f"{_KEY}{side}policy",
            format_func=account.label,
            on_change=_changed,
        )


def _changed() -> None:
    chosen = st.session_state
    views = [
        View(
            as_of=chosen[f"{_KEY}{side}day"],
            policy=Policy.of(chosen[f"{_KEY}{side}policy"]),
        )
        for side in ("left", "right")
    ]
    knowledge.write(replace(views[0], recorded=knowledge.current().recorded))
    for name, other in OTHER.items():
        # An empty one says "now", where none at all would say "nothing was asked".
        st.query_params[other] = views[1].params().get(name, "")


def _told(found: Sequence[Difference], left: View, right: View) -> None:
    counts = {kind: sum(one.kind == kind for one in found) for kind in ("new", "gone", "changed")}
    said = [
        f"{many(counts['new'], 'event')} only on the right" if counts["new"] else "",
        f"{many(counts['gone'], 'event')} only on the left" if counts["gone"] else "",
        f"{many(counts['changed'], 'event')} told differently" if counts["changed"] else "",
    ]
    told = ", ".join(one for one in said if one) or "No event differs"
    same = " Both sides are the same view." if left == right else ""
    st.html(
        f'<div class="p-page"><p role="status"><strong>{esc(_named(left))}</strong> against '
        f"<strong>{esc(_named(right))}</strong>: {told}.{same}</p></div>"
    )


def _list(shown: Sequence[Difference], only: str | None, total: int) -> None:
    major = [one for one in shown if only or any(x.field not in _MINOR for x in one.changes)]
    minor = [one for one in shown if one not in major]
    rest = ", ".join(link(change_parts.ref(one)) for one in minor)
    st.html(
        '<div class="p-page p-section"><h2>Event by event</h2><p class="p-quiet">'
        f"{'One of ' if only else ''}{many(total, 'event')}.</p>"
        f"{''.join(change_parts.difference(one) for one in major)}"
        + (f'<p class="p-quiet">With other sources only: {rest}.</p>' if minor else "")
        + "</div>"
    )
    if only:
        st.button("Show all events", on_click=lambda: state.put("event", None))


def _networks(left: View, right: View) -> None:
    st.html('<div class="p-page p-section"><h2>Who took part in what differs</h2></div>')
    columns = st.columns(2, gap="medium")
    for column, side, view, against in (
        (columns[0], "left", left, right),
        (columns[1], "right", right, left),
    ):
        with column:
            st.html(f'<div class="p-page"><p class="p-quiet">{esc(_named(view))}</p></div>')
            drawing = opened.network_against(view, against)
            if not drawing.drawn:
                st.html('<div class="p-page"><p class="p-empty">Nobody is on this side.</p></div>')
                continue
            components.network(
                drawing.payload,
                key=f"network.{side}",
                height=420,
                on_selected=_chooser(f"network.{side}"),
            )
