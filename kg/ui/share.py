"""The menu of what a reader can take away of a panel: its link, a citation, a picture, its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_menu = st.components.v2.component(
    "kg.share", html='<div id="root"></div>', js="share-*.js", css="share-*.css"
)
_ASKED = "share.cite"


def menu(offered: Mapping[str, object], *, key: str) -> None:
    """Show the menu by itself, for data that is no drawing; for ``offered`` see ``downloads``."""
    _menu(key=key, data=dict(offered), on_cite_change=cite_asked)


def cite_asked() -> None:
    """Note that a citation was asked for in a menu: the callback of all of them."""
    st.session_state[_ASKED] = True


def cited(show: Callable[[], None]) -> None:
    """Show the citation if a menu of the page asked for it; once, after all panels are shown."""
    if st.session_state.pop(_ASKED, False):
        show()
