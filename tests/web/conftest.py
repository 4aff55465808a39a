"""A server without a server: the routes over the tiny folder of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st

from kg.ui import opened
from tests.support import write_tiny

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def tiny_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the routes answer from the tiny folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_DATA", str(write_tiny(tmp_path_factory.mktemp("web"))))
        patch.setenv("KG_ROWS", "50")
        st.cache_resource.clear()
        yield
        opened.close()
    st.cache_resource.clear()
