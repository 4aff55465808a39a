"""The codebook tells every field and every word, with an example that is on record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg import records
from kg.codebook import MODELS, codebook
from kg.load import load
from kg.records import Catalogue, Participation, Record
from kg.vocabulary import SCHEMES

from .support import TINY

if TYPE_CHECKING:
    from kg.dataset import Dataset


@pytest.fixture(scope="module")
def page() -> str:
    return codebook(load(TINY))


def section(page: str, title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__name__)
def test_every_field_is_told(page: str, model: type[Record]) -> None:
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()
    rows = re.findall(r"^\| `(\w+)` \| (●?) *\|", section(page, title), re.MULTILINE)
    assert [name for name, _ in rows] == list(model.model_fields)
    needed = {name for name, mark in rows if mark}
    assert needed == {name for name, one in model.model_fields.items() if one.is_required()}


def test_no_model_is_forgotten() -> None:
    models = {one for name in records.__all__ if isinstance(one := getattr(records, name), type)}
    assert models - set(MODELS) == {Catalogue, Record, records.Model, records.Release}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.id)
def test_every_word_is_told(page: str, scheme: object) -> None:
    found = next(one for one in SCHEMES if one is scheme)
    words = re.findall(r"^\| `([\w-]+)` \|", section(page, found.title), re.MULTILINE)
    assert words == list(found.ids)


def test_examples_are_from_the_data(page: str) -> None:
    event = section(page, "Event")
    assert "| `produced` |  | Documents that came out of it. | `kg:produced` |" in event
    assert "`[proposals, protocol]` (round) |" in event
    assert "`2022-03-27` (announced) |" in event  # the short form, as one writes it
    assert "| `mediator` | Mediator: Helps the sides to agree, openly. |  | `round` |" in page
    assert "| `interpreter` | Interpreter: Interprets. |  | none on record |" in page


def test_cells_hold_no_bare_bar(real_dataset: Dataset) -> None:
    for row in codebook(real_dataset).splitlines():
        if row.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", row)) in (5, 6), row


def test_participation_is_a_signature_with_roles(page: str) -> None:
    assert set(Participation.model_fields) >= {"actor", "party", "office", "role"}
    assert "`sem:roleType`" in section(page, "Participation")
