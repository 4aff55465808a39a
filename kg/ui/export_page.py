"""The export page: what is shown, or all, in a format of the reader's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.formats import FILES, GROUPS
from kg.ui import downloads, opened
from kg.ui.filters import view_with_filters
from kg.ui.links import outward
from kg.ui.switch import switch
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.formats import Group
    from kg.view import View


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
    with wide:
        st.html(f'<div class="p-page">{"".join(_group(one, view) for one in GROUPS)}</div>')
    with narrow:
        _citation()


def _group(group: Group, view: View) -> str:
    """Return the formats of a group, each a link to the file: it is made when it is asked for."""
    rows = "".join(
        f'<dt><a href="{esc(downloads.href(one.name, view))}" download>{esc(one.title)}</a></dt>'
        f"<dd>{esc(one.about)}</dd>"
        for one in FILES.values()
        if one.group == group
    )
    return f'<h2>{esc(GROUPS[group])}</h2><dl class="p-formats">{rows}</dl>'


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
