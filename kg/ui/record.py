"""What the pages of all records share: the id in the address, the title, what can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st

from kg.errors import NotFoundError
from kg.page.ref import known_id
from kg.page.turtle import record_turtle
from kg.ui import cite, downloads, knowledge, opened, share
from kg.ui.links import RECORD_KINDS
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.view import View

# Topics are concepts; their names are not answered for.
NAMED = tuple(one for one in RECORD_KINDS if one != "topic")
_FILES = {".ttl": "Turtle", ".jsonld": "JSON-LD"}


def asked_id(kind: str) -> str:
    """Return the id in the address.

    Raises NotFoundError when there is none, and what ``Editions.refuse`` does.
    """
    found = st.query_params.get("id", "")
    if not found:
        raise NotFoundError(kind, "")
    opened.graph().editions.refuse(kind, found, knowledge.current())
    return found


def titled(title: str) -> None:
    """Give the browser's tab the title of the record."""
    st.set_page_config(page_title=f"{title} · Parley")


def tools(kind: str, record_id: str) -> None:
    """Show the menu to share a record: its link, a citation, its data."""
    view = knowledge.current()
    files = [
        {"label": label, "href": named(kind, record_id, view, extension)}
        for extension, label in _FILES.items()
        if kind in NAMED
    ]
    with st.container(key="record-tools"):
        share.menu({"downloads": files, "imprint": downloads.imprint(view)}, key="share")


def foot(kind: str, record_id: str) -> None:
    """Show the persistent name of a record and, on demand, its Turtle; and answer its menu."""
    view = knowledge.current()
    name = known_id(kind, record_id, opened.graph().names)
    code = f"<code>{esc(name)}</code>"
    if kind in NAMED:
        code = f'<a href="{esc(named(kind, record_id, view))}">{code}</a>'
    st.html(f'<p class="p-quiet p-page p-name">Persistent name: {code}</p>')
    shown = st.expander("Its Turtle", key="turtle", on_change="rerun")
    if shown.open:
        with shown:
            _turtle(kind, record_id, view)
    share.cited(lambda: cite.show_record(record_id, view))


def _turtle(kind: str, record_id: str, view: View) -> None:
    graph = opened.graph()
    text = record_turtle(graph.of(view), kind, record_id, graph.names)
    st.caption(
        "What the graph says of it and of its parts, with its sources, under CC BY 4.0: "
        f"{many(len(text.splitlines()), 'line')}."
    )
    st.code(text.decode(), language="turtle", height=min(420, 60 + 20 * text.count(b"\n")))
    st.download_button(
        "Download as Turtle",
        text,
        file_name=f"{record_id}.ttl",
        mime="text/turtle",
        on_click="ignore",
    )


def named(kind: str, record_id: str, view: View, extension: str = "") -> str:
    """Return the address that a record has as data, relative to any page."""
    params = view.knowledge.params()
    query = f"?{urlencode(params, quote_via=quote)}" if params else ""
    return f"id/{kind}/{record_id}{extension}{query}"
