"""Fixtures of several tests. Each test takes the smallest data that shows the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from kg.graph import Graph
from kg.load import load

from .small import write_small
from .support import DATA, TINY, write_tiny

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.dataset import Dataset

# The machines that run these tests are shared: a slow moment is no failure.
settings.register_profile(
    "parley", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("parley")


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> Iterator[None]:
    """Nothing is kept from one test to the next; ``test_kept`` names a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE", "off")
        yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A fresh copy of the tiny folder of records (``tests/tiny``), to break."""
    return write_tiny(tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of records of two events that refer to each other."""
    return write_small(tmp_path)


@pytest.fixture(scope="session")
def tiny_dataset() -> Dataset:
    """The tiny folder, loaded."""
    return load(TINY)


@pytest.fixture(scope="session")
def tiny_graph(tiny_dataset: Dataset) -> Graph:
    """The graph of the tiny folder."""
    return Graph(tiny_dataset)


@pytest.fixture(scope="session")
def real_dataset() -> Dataset:
    """The records that we publish."""
    return load(DATA)


@pytest.fixture(scope="session")
def real_graph(real_dataset: Dataset) -> Graph:
    """The graph that we publish."""
    return Graph(real_dataset)
