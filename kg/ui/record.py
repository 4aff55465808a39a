"""What the pages of all records share: the id in the address, the title, the download."""

from __future__ import annotations

import streamlit as st

from kg.errors import NotFoundError
from kg.page.ref import known_id
from kg.page.turtle import record_turtle
from kg.ui import cite, knowledge, opened
from kg.ui.text import esc


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


def downloads(kind: str, record_id: str) -> None:
    """Offer the record as Turtle; it is written when asked for."""
    view = knowledge.current()

    def written() -> bytes:
        graph = opened.graph()
        return record_turtle(graph.of(view), kind, record_id, graph.names)

    st.download_button(
        "Download this record as Turtle",
        written,
        file_name=f"{record_id}.ttl",
        mime="text/turtle",
        on_click="ignore",
        help="What the graph says of it and of its parts, with its sources, under CC BY 4.0.",
    )
    cite.cite_record(record_id, view)
    st.html(
        '<p class="p-quiet p-page">Persistent name: '
        f"<code>{esc(known_id(kind, record_id, opened.graph().names))}</code></p>"
    )
