"""Graphs to look at: of the tiny dataset, and of the data that we publish."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from kg.load import load
from kg.rdf.build import build

from .tiny import tiny_dataset

if TYPE_CHECKING:
    from kg.dataset import Dataset

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Built:
    """A dataset with its quads, and rdflib's reading of them (shapes apart)."""

    dataset: Dataset
    lines: list[str]
    graph: Graph
    shapes: Graph


def _built(dataset: Dataset) -> Built:
    lines = build(dataset)
    parts: dict[bool, list[str]] = {True: [], False: []}
    for line in lines:
        triple, _, name = line.rpartition(" <")
        parts[name.endswith("graph/shapes> .\n")].append(triple + " .\n")
    graph, shapes = (Graph().parse(data="".join(parts[one]), format="nt") for one in (False, True))
    return Built(dataset, lines, graph, shapes)


@pytest.fixture(scope="session")
def tiny() -> Built:
    return _built(tiny_dataset())


@pytest.fixture(scope="session")
def real() -> Built:
    return _built(load(DATA))


@pytest.fixture(scope="session", params=["tiny", "real"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found
