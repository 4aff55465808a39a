"""Choices of a page that stand in its address: the first is what an address without it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import state

if TYPE_CHECKING:
    from collections.abc import Mapping


def switch(name: str, options: Mapping[str, str], label: str) -> str:
    """Show a few options side by side, by id with their labels; return the id of the chosen one.

    ``label`` is heard, not seen.
    """
    key = _shown(name, options)
    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=lambda one: options[one],
        label_visibility="collapsed",
        required=True,
        on_change=lambda: _changed(name, key, options),
    )
    return str(st.session_state[key])


def pick(name: str, options: Mapping[str, str], label: str, *, width: int = 190) -> str:
    """Show many options as a list to open, so wide in pixels; return the id of the chosen one."""
    key = _shown(name, options)
    st.selectbox(
        label,
        list(options),
        key=key,
        format_func=lambda one: options[one],
        on_change=lambda: _changed(name, key, options),
        width=width,
    )
    return str(st.session_state[key])


def _shown(name: str, options: Mapping[str, str]) -> str:
    """Let the widget show what the address says; return its key."""
    key = f"switch.{name}"
    value = state.get(name, options) or next(iter(options))
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _changed(name: str, key: str, options: Mapping[str, str]) -> None:
    value = st.session_state[key]
    state.put(name, None if value == next(iter(options)) else value)
