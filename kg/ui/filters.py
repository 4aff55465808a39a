"""The bar above a page: its day, its account, its filters.

The address holds the view; the widgets show it and change it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.ui import account, knowledge, opened
from kg.ui.facets import Choice, label
from kg.ui.state import read_view, write_view
from kg.ui.text import md
from kg.view import LONGEST_TEXT, View

if TYPE_CHECKING:
    from kg.ui.facets import Facets

_KEY = "filter."
_LISTS = {
    "tracks": ("Track", "Any track"),
    "kinds": ("Kind of event", "Any kind"),
    "statuses": ("Status", "Any status"),
    "actors": ("Actor", "Anybody"),
    "topics": ("Topic", "Any topic"),
}


def view_with_filters(*, with_day: bool = True) -> View:
    """Show the bar, tell what in the address is not known; return the view.

    ``with_day``: also the day of the view, where the page has no bar for it.
    """
    known = knowledge.current()
    every = opened.all_facets(View())
    view, complaints = read_view(every, known)
    knowledge.complain(complaints)
    if view.start and view.end and view.start > view.end:
        st.warning("The period ends before it begins, so no event can lie in it.")
    _fill(view)
    offered = _offered(every, opened.all_facets(known), view)
    with st.container(horizontal=True, key="view-bar", vertical_alignment="bottom"):
        account.choose(view, with_day=with_day)
        with st.popover("Filters", key="filters", width="content"):
            _widgets(offered)
        _chosen(offered, view)
    return view


def _offered(every: Facets, known: Facets, view: View) -> Facets:
    """Return the choices of the view's day, and those that are chosen although it has none."""
    return {
        name: choices
        | {
            one: Choice(every[name][one].label, 0)
            for one in getattr(view, name)
            if one not in choices
        }
        for name, choices in known.items()
    }


def _fill(view: View) -> None:
    """Let the widgets show the view, without touching those that do."""
    shown: dict[str, Any] = {name: list(getattr(view, name)) for name in _LISTS}
    shown |= {"start": knowledge.within(view.start), "end": knowledge.within(view.end)}
    shown |= {"text": view.text, "disputed": view.disputed}
    for name, value in shown.items():
        if st.session_state.get(_KEY + name) != value or _KEY + name not in st.session_state:
            st.session_state[_KEY + name] = value


def _widgets(facets: Facets) -> None:
    st.text_input(
        "Text",
        key=_KEY + "text",
        placeholder="Words in titles and summaries",
        max_chars=LONGEST_TEXT,
        on_change=_changed,
    )
    for name, (title, anything) in _LISTS.items():
        choices = facets[name]
        st.multiselect(
            title,
            list(choices),
            key=_KEY + name,
            format_func=partial(label, choices),
            placeholder=anything,
            on_change=_changed,
        )
    for name, title in (("start", "From"), ("end", "To")):
        st.date_input(
            title,
            value=None,
            key=_KEY + name,
            min_value=knowledge.FIRST,
            max_value=knowledge.LAST,
            format="YYYY-MM-DD",
            on_change=_changed,
        )
    st.toggle(
        "Disputed only",
        key=_KEY + "disputed",
        help="Events with rival values, or with claims that answer one question differently.",
        on_change=_changed,
    )
    st.caption("An event with an uncertain date stays as long as it may have been in the period.")


def _chosen(facets: Facets, view: View) -> None:
    """Show each filter that is set, with a way to let go of it, and of all."""
    if view == view.knowledge:
        return
    for name, (title, _) in _LISTS.items():
        for one in getattr(view, name):
            words = facets[name][one].label if one in facets[name] else one
            kept: Any = tuple(other for other in getattr(view, name) if other != one)
            _let_go(f"{title}: {words}", f"{name}.{one}", replace(view, **{name: kept}))
    if view.start:
        _let_go(f"From {knowledge.spelled(view.start)}", "start", replace(view, start=None))
    if view.end:
        _let_go(f"To {knowledge.spelled(view.end)}", "end", replace(view, end=None))
    if view.text:
        _let_go(f"“{view.text}”", "text", replace(view, text=""))
    if view.disputed:
        _let_go("Disputed only", "disputed", replace(view, disputed=False))
    st.button("Clear all filters", on_click=_clear, type="tertiary", key="filters.clear")


def _let_go(words: str, name: str, without: View) -> None:
    st.button(
        f"{md(words)} ✕",
        key=f"without.{name}",
        on_click=write_view,
        args=(without,),
        help=f"Take away this filter: {md(words)}",
    )


def _changed() -> None:
    state = st.session_state
    lists: dict[str, Any] = {name: tuple(state[_KEY + name]) for name in _LISTS}
    write_view(
        View(
            **lists,
            start=state[_KEY + "start"],
            end=state[_KEY + "end"],
            disputed=state[_KEY + "disputed"],
            text=state[_KEY + "text"].strip(),
        )
    )


def _clear() -> None:
    write_view(View())
