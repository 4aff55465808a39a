"""The curated records as data: one rule a test, and the record's id in each failure.

What the models and the rules across records refuse is not repeated here: ``kg validate`` tells it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kg.edtf import contains_day

from .support import DATA, FACTS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.dataset import Dataset
    from kg.records import Claim, Event

FILES = sorted(DATA.rglob("*.yaml"))
# On record without being named by any other record: each with its reason.
UNUSED = {
    "melitopol": "no event is placed there; it is the town of an office and of a title",
    "united-states": "spoken of in claims",
}
# Claims that no clock knows: their day is unknown, and that of their sources too.
TIMELESS = {
    "es-11-1-kapverde-journal-93-sponsors",
    "es-11-1-wikipedia-96-sponsors",
    "istanbul-communique-text-dates",
    "istanbul-guarantors-text",
    "kyiv-back-channel-big-news-abramovich-near-ankara",
    "nyt-drafts-communique-crimea-later",
}
# Events that go by another id than in the fact sheet.
RENAMED = {
    "2022-03-15-v4-leaders-kyiv": "2022-03-15-three-premiers-kyiv",
    "2022-03-30-peskov-downplays": "2022-03-30-peskov-on-istanbul",
    "2022-05-16-azovstal-surrender": "2022-05-16-azovstal-garrison",
}
# Positions that stand as claims under another event, which they are about.
ELSEWHERE = {
    "2022-03-27-online-round-announcement": "2022-03-29-istanbul-talks",
    "2022-04-01-pow-exchange": "2022-03-29-istanbul-talks",
}


def lines() -> Iterator[tuple[str, str]]:
    for path in FILES:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def claims(dataset: Dataset) -> list[tuple[Event, Claim]]:
    return list(dataset.claims())


# -- files


def test_lines_are_short_unless_they_hold_an_address() -> None:
    long = [place for place, line in lines() if len(line) > 100 and "://" not in line]
    assert long == []


def test_lines_have_no_tabs_nor_trailing_spaces() -> None:
    assert [place for place, line in lines() if "\t" in line or line != line.rstrip()] == []


@pytest.mark.parametrize(
    "mark", ["TODO", "FIXME", "XXX ", "???", "evt-", ": per-", ": sta-", ": ven-"]
)
def test_nothing_is_left_to_do_and_no_draft_id_remains(mark: str) -> None:
    assert [place for place, line in lines() if mark in line] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA)))
def test_a_file_ends_with_one_line_break(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA)))
def test_records_are_set_apart_by_an_empty_line(path: Path) -> None:
    rows = path.read_text(encoding="utf-8").split("\n")
    heads = [i for i, row in enumerate(rows) if row.startswith("- ") and i]
    assert [i + 1 for i in heads if rows[i - 1] and not rows[i - 1].startswith("#")] == []


# -- words


def test_titles_are_short_and_have_no_full_stop(real_dataset: Dataset) -> None:
    wrong = [
        one.id
        for one in real_dataset.events.values()
        if len(one.title) > 110 or one.title.endswith(".") or one.title[0].islower()
    ]
    assert wrong == []


def test_questions_are_questions(real_dataset: Dataset) -> None:
    wrong = [c.id for _, c in claims(real_dataset) if c.question and not c.question.endswith("?")]
    assert wrong == []


def test_a_claim_is_a_sentence_and_not_its_answer_again(real_dataset: Dataset) -> None:
    wrong = []
    for _, claim in claims(real_dataset):
        text, answer = claim.text.strip(". ").lower(), (claim.answer or "").strip(". ").lower()
        if text == answer or not claim.text.endswith((".", "!", "?", '"', "”")):
            wrong.append(claim.id)
    assert wrong == []


def test_a_question_has_rival_answers(real_dataset: Dataset) -> None:
    answers: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for event, claim in claims(real_dataset):
        if claim.question:
            answers[event.id, claim.question].add(claim.position)
    assert [place for place, found in answers.items() if len(found) < 2] == []


def test_one_question_is_asked_in_one_wording(real_dataset: Dataset) -> None:
    """Rivals meet only when their question is the same text."""
    wordings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, claim in claims(real_dataset):
        if claim.question:
            plain = re.sub(r"\W+", " ", claim.question).strip().casefold()
            wordings[event.id, plain].add(claim.question)
    assert [found for found in wordings.values() if len(found) > 1] == []


def test_an_event_tells_something_beyond_its_title(real_dataset: Dataset) -> None:
    wrong = [
        one.id
        for one in real_dataset.events.values()
        if any(summary.value.strip(".") == one.title for summary in one.summary)
    ]
    assert wrong == []


# -- ids and dates


def test_the_day_in_an_id_is_one_that_the_event_may_have(real_dataset: Dataset) -> None:
    wrong = []
    for event in real_dataset.events.values():
        found = re.match(r"(\d{4}-\d\d-\d\d)-", event.id)
        if found and contains_day(event.when, date.fromisoformat(found[1])) is False:
            wrong.append(event.id)
        assert re.match(r"\d{4}-", event.id), event.id
    assert wrong == []


def test_every_event_has_a_source_that_is_dated_or_explained(real_dataset: Dataset) -> None:
    wrong = []
    for event in real_dataset.events.values():
        cited = [(one, real_dataset.sources[one.source]) for one in event.sources]
        if not any(source.published or source.note or one.note for one, source in cited):
            wrong.append(event.id)
    assert wrong == []


def test_claims_without_a_day_of_any_kind_are_known_by_name(real_dataset: Dataset) -> None:
    """They are in no view as of a day, so a new one deserves another look for its date."""
    found = {c.id for _, c in claims(real_dataset) if real_dataset.uttered(c) is None}
    assert found == TIMELESS


def test_what_is_from_memory_says_so_in_a_note(real_dataset: Dataset) -> None:
    wrong = []
    for actor in real_dataset.actors.values():
        wrong += [
            f"{actor.id}.{office.id}"
            for office in actor.offices
            if office.verified != "read" and not office.note
        ]
    for _, record in real_dataset.records():
        if record.verified != "read" and not record.note:
            wrong.append(record.id)
    assert wrong == []


# -- references


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def test_every_record_but_an_event_is_named_by_another(real_dataset: Dataset) -> None:
    named: Counter[str] = Counter()
    for _, record in real_dataset.records():
        named.update(set(strings(record.model_dump(exclude={"id"}))) - {record.id})
    unused = {
        record.id for kind, record in real_dataset.records() if kind != "events"
    } - set(named)  # fmt: skip
    assert unused == set(UNUSED)


def test_one_publisher_has_one_spelling(real_dataset: Dataset) -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for source in real_dataset.sources.values():
        for name in (source.publisher, source.origin):
            if name:
                spellings[re.sub(r"[^a-z0-9]", "", name.casefold()) or name].add(name)
    assert [found for found in spellings.values() if len(found) > 1] == []


def test_remote_events_have_no_venue(real_dataset: Dataset) -> None:
    wrong = [
        one.id
        for one in real_dataset.events.values()
        if one.format in ("phone", "video") and one.venue
    ]
    assert wrong == []


# -- against the facts that the records were curated from


def facts() -> list[dict[str, Any]]:
    path = FACTS / "events" / "02-rounds-2022.yaml"
    if not path.is_file():
        pytest.skip("the fact sheet is not a part of the project, and is not here")
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["events"]
    return found


def record_id(fact: dict[str, Any]) -> str:
    name: str = fact["id"].removeprefix("evt-")
    return RENAMED.get(name, name)


def test_every_fact_has_its_record(real_dataset: Dataset) -> None:
    assert [record_id(one) for one in facts() if record_id(one) not in real_dataset.events] == []


def test_every_position_of_a_dispute_has_a_claim(real_dataset: Dataset) -> None:
    wrong = []
    for fact in facts():
        positions = sum(len(one["positions"]) for one in fact.get("competing_claims") or ())
        found = {record_id(fact)} | {ELSEWHERE.get(record_id(fact), "")} - {""}
        made = sum(len(real_dataset.events[one].claims) for one in found)
        if made < positions:
            wrong.append(f"{record_id(fact)}: {made} claims for {positions} positions")
    assert wrong == []


def test_the_first_slice_is_as_large_as_promised(real_dataset: Dataset) -> None:
    assert len(real_dataset.events) >= 95
    seed = [c for _, c in claims(real_dataset) if re.fullmatch(r"seed-\d\d", c.id)]
    assert len(seed) == 30
    assert all("seed-aa-20220328" in c.sources for c in seed)
