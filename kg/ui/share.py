"""The menu of what a reader can take away of a panel: its link, a citation, a picture, its data."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_menu = st.components.v2.component(
    "kg.share", html='<div id="root"></div>', js="share-*.js", css="share-*.css"
)
_ASKED = "share.cite"


def menu(offered: Mapping[str, object], *, key: str) -> None:
    """Show the menu by itself, for data that is no drawing; for ``offered`` see ``downloads``.

    It also lets the cells of the page's tables (``p-grid``) lead on without a new page.
    """
    _menu(
        key=key,
        data=dict(offered),
        on_cite_change=cite_asked,
        on_went_change=lambda: _went(key),
    )


def _went(key: str) -> None:
    """Put the address into which a cell led in the place of the present one."""
    told = st.session_state[key].get("went") or {}
    query = str(told.get("query", "")).lstrip("?")
    st.query_params.from_dict(parse_qs(query))


def cite_asked() -> None:
    """Note that a citation was asked for in a menu: the callback of all of them."""
    st.session_state[_ASKED] = True


def cited(show: Callable[[], None]) -> None:
    """Show the citation if a menu of the page asked for it; once, after all panels are shown."""
    if st.session_state.pop(_ASKED, False):
        show()
