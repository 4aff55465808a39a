"""What follows from the records alone: origins, and when a thing became public."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kg.dataset import KINDS, Dataset
from kg.records import Claim, Source

if TYPE_CHECKING:
    from collections.abc import Sequence


def source(name: str, **fields: Any) -> Source:
    return Source.model_validate({"id": name, "title": "T", "kind": "newspaper", **fields})


@pytest.fixture
def sources(tiny_dataset: Dataset) -> Dataset:
    every = (
        source("a", publisher="A", published="2022-03-02"),
        source("b", publisher="B", origin="Agency", published="2022-03"),
        source("c", publisher="C", origin="Agency"),
        source("from-a", publisher="D", derived_from=["a"], published="2022-03-05/.."),
        source("from-both", publisher="E", derived_from=["from-a", "b"], published="2021?"),
        source("round-1", publisher="F", derived_from=["round-2"]),
        source("round-2", publisher="G", derived_from=["round-1"]),
    )
    return Dataset(tiny_dataset.catalogue, sources={one.id: one for one in every})


@pytest.mark.parametrize(
    ("ids", "roots"),
    [
        (["a"], {"A"}),
        (["b", "c"], {"Agency"}),  # two copies of one agency are one witness
        (["from-a"], {"A"}),
        (["from-a", "a"], {"A"}),
        (["from-both"], {"A", "Agency"}),
        (["a", "unknown"], {"A"}),
        ([], set()),
        (["round-1"], set()),  # a circle ends; the rules refuse it
    ],
)
def test_roots_are_independent_origins(
    sources: Dataset, ids: Sequence[str], roots: set[str]
) -> None:
    assert sources.roots(ids) == roots
    assert sources.roots(reversed(ids)) == roots


@pytest.mark.parametrize(
    ("ids", "day"),
    [
        (["a"], date(2022, 3, 2)),
        (["b"], date(2022, 3, 31)),  # by the end of the month for certain
        (["b", "a"], date(2022, 3, 2)),
        (["c"], None),
        (["c", "a"], date(2022, 3, 2)),
        (["from-a"], None),  # an open end is never certainly past
        (["from-both"], date(2021, 12, 31)),
        ([], None),
    ],
)
def test_published_is_the_first_certain_day(
    sources: Dataset, ids: Sequence[str], day: date | None
) -> None:
    assert sources.published(ids) == day


def test_a_claim_is_public_when_it_is_said_or_comes_out(tiny_dataset: Dataset) -> None:
    said = {claim.id: tiny_dataset.uttered(claim) for _, claim in tiny_dataset.claims()}
    assert said == {
        "arakhamia-28": date(2022, 3, 27),
        "medinsky-29": date(2022, 3, 27),
        "daily-result": date(2022, 3, 30),
    }


def test_a_claim_of_some_day_in_a_month_is_public_when_it_comes_out(sources: Dataset) -> None:
    said = {"id": "x", "text": "X.", "sources": ["a"]}
    for on, day in (
        ("2022-03", date(2022, 3, 2)),  # its source came out before the month was over
        ("2022-03-01", date(2022, 3, 1)),
        ("2022-03-01/..", date(2022, 3, 2)),
        (None, date(2022, 3, 2)),
    ):
        assert sources.uttered(Claim.model_validate({**said, "on": on})) == day
    undated = Claim.model_validate({**said, "sources": ["c"]})
    assert sources.uttered(undated) is None


def test_an_event_is_public_with_the_first_word_of_it(tiny_dataset: Dataset) -> None:
    since = {one.id: tiny_dataset.public_since(one) for one in tiny_dataset.events.values()}
    assert since == {
        "announced": date(2022, 3, 27),
        "round": date(2022, 3, 27),  # as foretold, two days before it was held
        "answer": date(2022, 3, 30),
        "next-round": None,
    }


def test_every_record_has_its_kind(tiny_dataset: Dataset) -> None:
    for kind, record in tiny_dataset.records():
        assert tiny_dataset.kind_of(record.id) == kind
        assert tiny_dataset.of_kind(kind)[record.id] is record
        assert isinstance(record, KINDS[kind])
    assert tiny_dataset.kind_of("nothing") is None
    assert len(list(tiny_dataset.records())) == 28


def test_preferred_values_of_an_event(tiny_dataset: Dataset) -> None:
    event = tiny_dataset.events["round"]
    assert event.when.text == "2022-03-29"
    assert event.where == "dolmabahce"
    assert event.status.status == "held"
    assert tiny_dataset.events["answer"].where is None
