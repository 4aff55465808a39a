"""A server without a server: the routes over the tiny folder of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import write_tiny
from tests.web.asked import serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def tiny_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the routes answer from the tiny folder."""
    with serving(write_tiny(tmp_path_factory.mktemp("web")), KG_ROWS="50"):
        yield
