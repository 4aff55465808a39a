"""Addresses and links between pages. Every state that matters is in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import streamlit as st

from kg.ui import knowledge
from kg.ui.text import esc, md

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.page import Ref
    from kg.view import View

RECORD_KINDS = ("event", "actor", "source", "venue", "topic", "track", "document")
_PAGES = "parley.pages"


def register(pages: Mapping[str, Any]) -> None:
    """Remember Streamlit's pages by name for this run, so that any page can link to another."""
    st.session_state[_PAGES] = pages


def page(name: str) -> Any:
    """Return a page by its name."""
    return st.session_state[_PAGES][name]


def href(kind: str, record_id: str) -> str:
    """Return the address of a record's page, relative to any page."""
    return address(kind, {"id": record_id})


def address(page_name: str, params: Mapping[str, str], view: View | None = None) -> str:
    """Return the address of a page, relative to any page.

    It is for the day and policy that are shown, or for those of a view.
    """
    known = knowledge.params() if view is None else view.knowledge.params()
    return f"{page_name}?{urlencode({**params, **known}, quote_via=quote)}"


def link(ref: Ref, text: str | None = None) -> str:
    """Return HTML: a link to a record's page, or the plain label where there is no such page."""
    shown = esc(text or ref.label)
    if ref.kind not in RECORD_KINDS:
        return shown
    return f'<a href="{esc(href(ref.kind, ref.id))}">{shown}</a>'


def explored(record_id: str) -> str:
    """Return HTML: a link to where a record stands on the timeline, in the network, on the map."""
    return f'<a href="{esc(address("explore", {"chosen": record_id}))}">show in Explore</a>'


def outward(url: str, text: str) -> str:
    """Return HTML: a link to another site, in a new tab that can't reach back."""
    if not url.startswith(("http://", "https://")):
        return esc(text)
    return f'<a href="{esc(url)}" target="_blank" rel="noopener noreferrer">{esc(text)} ↗</a>'


def page_link(ref: Ref, text: str, help_text: str | None = None) -> None:
    """Show a link to a record's page that keeps the session."""
    st.page_link(
        page(ref.kind),
        label=md(text),
        query_params={"id": ref.id, **knowledge.params()},
        help=md(help_text) if help_text else None,
    )
