"""Words for what takes longer than half a second."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def progress(words: str, *, key: str) -> Iterator[None]:
    """Tell what is being made, and for how long, once it has taken half a second.

    Only for what shows nothing by itself. The place of the words is kept on the page whether they
    are needed or not: what came after would be built anew if it moved.
    """
    with st.container(key=f"progress-{key}"), st.spinner(words, show_time=True):
        yield
