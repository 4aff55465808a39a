"""The first page: what this is, in numbers, and the ways in."""

from __future__ import annotations

import streamlit as st


def start() -> None:
    """Tell a new reader what this is, and open a first question."""
    st.html(
        '<div class="p-page"><h1>Who said so, when it became known, and who disagrees</h1></div>'
    )
