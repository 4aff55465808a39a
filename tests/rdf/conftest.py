"""Graphs to look at: of the tiny dataset, and of the data that we publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from kg.editions import Editions
from kg.load import load
from kg.policy import Policy
from kg.rdf.build import build
from kg.rdf.names import Names
from kg.view import View

from .tiny import tiny_dataset

if TYPE_CHECKING:
    from kg.dataset import Dataset

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Built:
    """A dataset with its quads, and rdflib's reading of them (shapes apart).

    ``head`` is what only the graph of a view says: of which day and policy it is.
    """

    dataset: Dataset
    lines: list[str]
    head: list[str]
    graph: Graph
    shapes: Graph


def _built(dataset: Dataset) -> Built:
    lines = build(dataset)
    view = View(as_of=date(2022, 3, 28), policy=Policy.of("earliest"), recorded=date(2023, 1, 1))
    head = Editions(dataset, Names()).head(view)
    parts: dict[bool, list[str]] = {True: [], False: []}
    for line in sorted({*lines, *head}):
        triple, _, name = line.rpartition(" <")
        parts[name.endswith("graph/shapes> .\n")].append(triple + " .\n")
    graph, shapes = (Graph().parse(data="".join(parts[one]), format="nt") for one in (False, True))
    return Built(dataset, lines, head, graph, shapes)


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
