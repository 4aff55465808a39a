"""The export page: what is shown, or all, in a format of the reader's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.export import FORMATS
from kg.export import export as exported
from kg.ui import opened
from kg.ui.filters import view_with_filters
from kg.ui.links import outward
from kg.ui.switch import switch
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.view import View

_ABOUT = {
    "ttl": "The graph as text that people can read. The one to take if in doubt.",
    "trig": "As Turtle, with the named graphs kept apart.",
    "nt": "One triple a line, for tools that work on lines.",
    "nq": "One quad a line, with the named graphs.",
    "jsonld": "For programs that read JSON, with the named graphs.",
    "rdfxml": "For older tools.",
    "csv": "One event a row, for spreadsheets and statistics. Claims and sources are not in it.",
}


def export() -> None:
    """Show what is exported, the formats, and how to cite it."""
    view = view_with_filters()
    total = len(opened.timeline_of(view.knowledge).events)
    count = len(opened.timeline_of(view).events)
    st.html('<div class="p-page"><h1>Take it away</h1></div>')
    whole = view == view.knowledge
    if not whole:
        scopes = {"view": f"This view ({count})", "all": f"All ({total})"}
        whole = switch("scope", scopes, "What is exported") == "all"
    if whole:
        told = f"All {many(total, 'event')} with everything they refer to, and the vocabulary."
        view = view.knowledge
    else:
        told = (
            f"The {many(count, 'event')} of this view, with the claims, actors, venues, topics and "
            "sources that they refer to, and the vocabulary."
        )
    st.html(f'<div class="p-page"><p class="p-lead">{told}</p></div>')
    if count == 0 and not whole:
        st.html(
            '<div class="p-page"><p class="p-empty">This view has no event to export.</p></div>'
        )
        return
    wide, narrow = st.columns([1.5, 1], gap="large")
    with wide, st.container(key="formats"):
        for name in FORMATS:
            _offer(name, view)
    with narrow:
        _citation()


def _offer(name: str, view: View) -> None:
    one = FORMATS[name]
    left, right = st.columns([1, 2.1], vertical_alignment="center")
    with left:
        st.download_button(
            one.title,
            _writer(name, view),
            file_name=f"parley{'-view' if view.params() else ''}.{one.extension}",
            mime=one.media_type,
            on_click="ignore",
            key=f"export.{name}",
            width="stretch",
        )
    with right:
        st.html(f'<div class="p-page p-quiet"><p>{esc(_ABOUT.get(name, ""))}</p></div>')


def _writer(name: str, view: View) -> Callable[[], bytes]:
    """Return what writes the file: not before somebody asks for it."""

    def written() -> bytes:
        graph = opened.graph()
        return exported(graph.of(view), name, graph.names, view)

    return written


def _citation() -> None:
    about = opened.catalogue()
    st.html(
        '<div class="p-page"><h2>Licence</h2><p>The data are free to use under '
        f"{outward(about.licence, 'CC BY 4.0')}: name the source, and say what you changed. The "
        "program is under Apache-2.0.</p><h2>Cite as</h2></div>"
    )
    st.code(about.citation(), language=None, wrap_lines=True)
    st.html(
        '<div class="p-page"><p class="p-quiet">To cite a view, add its address, and the day on '
        "which you looked.</p></div>"
    )
