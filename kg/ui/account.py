"""Whose account is shown: how it is decided among competing values, and for which day."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kg.policy import Policy
from kg.ui import knowledge, opened
from kg.ui.links import address
from kg.ui.text import esc
from kg.view import View

_KEY = "account.policy"
_DAY = "account.day"
# Beyond these the list is too long to choose from; any other stands in the address.
_MOST_SIDES = 12


def choose(view: View, *, with_day: bool) -> None:
    """Show whose account is shown, and of which day, and let the reader choose others."""
    if with_day:
        _choose_day(view)
    now = str(view.policy)
    choices = options(view.policy)
    if st.session_state.get(_KEY) != now:
        st.session_state[_KEY] = now
    st.selectbox(
        "Where accounts differ, show",
        choices,
        key=_KEY,
        format_func=label,
        on_change=_changed,
        width=430,
        help="Which of competing dates, places and summaries stands for an event. The others stay "
        "on record as its rivals.",
    )


def options(now: Policy) -> list[str]:
    """Return the policies that can be chosen, that of the view among them."""
    found = [*knowledge.POLICIES, *(f"party:{one}" for one in list(opened.sides())[:_MOST_SIDES])]
    return found if str(now) in found else [*found, str(now)]


def _choose_day(view: View) -> None:
    day = knowledge.within(view.as_of)
    if st.session_state.get(_DAY) != day:
        st.session_state[_DAY] = day
    st.date_input(
        "Known by",
        value=None,
        key=_DAY,
        min_value=knowledge.FIRST,
        max_value=knowledge.LAST,
        format="YYYY-MM-DD",
        on_change=_day_changed,
        width=270,
        help="Only what was public by the evening of that day; empty: all that is known now.",
    )


def _day_changed() -> None:
    knowledge.write(replace(knowledge.current(), as_of=st.session_state[_DAY]))


def label(policy: str) -> str:
    """Name a policy as a choice."""
    found = Policy.of(policy)
    if found.actor is not None:
        return f"What {knowledge.name_of(found.actor)} said"
    return knowledge.POLICIES[found.name]


def _changed() -> None:
    view = knowledge.current()
    knowledge.write(replace(view, policy=Policy.of(st.session_state[_KEY])))


def banner(view: View, page: str, others: dict[str, str], *, now: bool = False) -> None:
    """Tell on a page which day and account it shows, and how to come back to now.

    ``now``: the page is about the records as they are, whatever the day of the view.
    """
    if view == View():
        return
    if now:
        st.html(
            '<div class="p-page p-asof" role="note"><p>This page is about the records as they are '
            f"now. The other pages go on to show what you chose: {esc(knowledge.words(view))}.</p>"
            "</div>"
        )
        return
    words = knowledge.words(view)
    back = esc(address(page, others, View()))
    st.html(
        '<div class="p-page p-asof" role="note"><p><strong>'
        f"{esc(words[0].upper() + words[1:])}.</strong> What came out later is not shown. "
        f'<a href="{back}" target="_self">Show what is known now</a></p></div>'
    )
