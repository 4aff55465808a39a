"""The query for use elsewhere, in the language of the reader's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from kg.queries import recognized
from kg.snippets import Question, snippets
from kg.ui import opened
from kg.ui.text import md

if TYPE_CHECKING:
    from kg.ui.sparql_state import Ran
    from kg.values import Result

_LANGUAGES = {"sh": "bash"}


def elsewhere(ran: Ran, found: Result) -> None:
    """Offer lines to paste into Python, R or a shell."""
    with st.expander("Use it elsewhere: Python, R, shell"):
        made = snippets(question(ran, found))
        for tab, one in zip(st.tabs([one.title for one in made]), made, strict=True):
            with tab:
                st.caption(md(one.needs))
                st.code(one.text, language=_LANGUAGES.get(one.language, one.language))


def question(ran: Ran, found: Result) -> Question:
    """Return what was asked, as the snippets take it."""
    names = opened.graph().names
    same = recognized(ran.text, names)
    form = "ASK" if found.answer is not None else "CONSTRUCT" if found.turtle is not None else ""
    address = urlsplit(st.context.url or "")
    server = f"{address.scheme}://{address.netloc}" if address.netloc else "http://localhost:8501"
    return Question(
        text=ran.text,
        form=form or "SELECT",
        name=same[0].name if same else None,
        values=same[1] if same else {},
        view=ran.view,
        prefixes=names.prefixes,
        server=server,
    )
