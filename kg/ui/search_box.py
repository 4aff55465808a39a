"""The box in the masthead that finds records while one types, and opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui.searching import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

_box = st.components.v2.component(
    "kg.search", html='<div id="root"></div>', js="search-*.js", css="search-*.css"
)


def search_box(pages: Iterable[str]) -> None:
    """Show the box.

    It asks ``/search.json`` itself, with the day and policy of the address, and needs no run of the
    page. Links on pages of ours are followed by it too, without loading the dashboard anew; so it
    is given the names of the pages (``pages``) and those of the kinds of records (``kinds``).
    """
    _box(key="search", data={"kinds": LABELS, "pages": list(pages)})
