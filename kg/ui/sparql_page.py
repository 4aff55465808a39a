"""The SPARQL page: ask, start from a named query, look at the answer and take it away."""

from __future__ import annotations

import streamlit as st

from kg.ui import sparql_state
from kg.ui.sparql_editor import editor, words
from kg.ui.sparql_examples import examples, parameters
from kg.ui.sparql_result import result, trouble


def sparql() -> None:
    """Show the editor, the examples, and the answer to the last query."""
    st.html('<div class="p-page"><h1>Ask the graph</h1></div>')
    sparql_state.fill()
    wide, narrow = st.columns([2.1, 1], gap="large")
    with wide:
        editor()
        ran = sparql_state.answered()
        trouble(ran)
        parameters()
    with narrow:
        examples()
    result(ran)
    words()
