"""Imported records make a graph that conforms, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.load import load

from ..test_imports import GED, ICEWS, PAX, run
from .conftest import _built
from .test_shapes import failing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("name", "text"), [("ucdp-ged", GED), ("icews", ICEWS), ("pax", PAX)])
def test_the_graph_of_an_import_conforms(tmp_path: Path, name: str, text: str) -> None:
    run(tmp_path, name, text)
    built = _built(load(tmp_path / "out"))
    assert failing(built.graph, built.shapes) == set()
