"""The curated records as data: one rule a test, and the record's id in each failure.

What the models and the rules across records refuse is not repeated here: ``kg validate`` tells it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kg.rdf.names import slug

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
}
# Claims that no clock knows: their day is unknown, and that of their sources too.
TIMELESS = {
    "black-sea-grain-signing-pa-x-separately",
    "budapest-wikipedia-china-france-apart",
    "burgenstock-switzerland-over-80",
    "es-11-1-wikipedia-96-sponsors",
    "istanbul-communique-text-dates",
    "istanbul-guarantors-text",
    "istanbul-round-3-kure-three-and-a-half-hours",
    "kyiv-back-channel-big-news-abramovich-near-ankara",
    "malta-lysning-china-present",
    "minsk-2-outriders-states-signed",
    "minsk-memorandum-tagesschau-20-september",
    "minsk-protocol-german-wikipedia-novorossiya",
    "minsk-protocol-pa-x-no-capacity",
    "minsk-protocol-tagesschau-five-signatories",
    "minsk-protocol-tagesschau-separatist-leaders",
    "nyt-drafts-communique-crimea-later",
    "round-4-lcil-length",
}
# Facts that go by another id in the records, or were split into several.
BECAME = {
    "2015-02-12-minsk-2": ("2015-02-11-minsk-normandy-summit", "2015-02-12-minsk-2"),
    "2022-03-15-v4-leaders-kyiv": ("2022-03-15-three-premiers-kyiv",),
    "2022-03-30-peskov-downplays": ("2022-03-30-peskov-on-istanbul",),
    "2022-05-16-azovstal-surrender": ("2022-05-16-azovstal-garrison",),
    "2022-07-11-erdogan-calls-grain": (
        "2022-07-11-erdogan-putin-call",
        "2022-07-11-erdogan-zelensky-call",
    ),
    "2023-05-15-li-hui-tour": (
        "2023-05-15-li-hui-tour",
        "2023-05-16-li-hui-kyiv",
        "2023-05-26-li-hui-moscow",
    ),
    "2025-02-24-unga-es-11-7": ("2025-02-24-unga-es-11-7", "2025-02-24-unga-us-text"),
    "2025-02-28-white-house": ("2025-02-28-white-house", "2025-02-28-minerals-signing"),
    "2025-03-23-riyadh-technical": (
        "2025-03-23-riyadh-technical",
        "2025-03-23-riyadh-us-ukraine",
        "2025-03-24-riyadh-us-russia",
        "2025-03-25-riyadh-us-ukraine",
    ),
    "2025-10-21-budapest-cancelled": ("2025-10-budapest-summit",),
    "2026-03-05-round-postponed": ("2026-03-05-trilateral-4",),
}
# Positions that stand as claims under another event, which they are about.
ELSEWHERE = {
    "2022-03-24-first-pow-exchange": "2022-03-16-melitopol-mayor-exchange",
    "2022-03-27-online-round-announcement": "2022-03-29-istanbul-talks",
    "2022-03-30-peskov-downplays": "2022-03-29-istanbul-talks",
    "2022-04-01-pow-exchange": "2022-03-29-istanbul-talks",
    "2022-04-15-treaty-draft": "2022-03-29-istanbul-communique",
    "2023-11-24-arakhamia-interview": "2022-03-29-istanbul-communique",
    "2025-03-23-riyadh-technical": "2025-03-18-trump-putin-call",
    "2025-05-11-putin-istanbul-offer": "2022-05-17-talks-suspended",
}
# Facts that are not records: no place at all, and pages of the pro-Kremlin network whose facts
# other sources hold.
LEFT_OUT = {
    "ven-remote",
    "newsfront-2019-minsk",
    "newspravda-18784",
    "newspravda-21086",
    "newspravda-de-64619",
    "voicesevas-minsk",
}
# Facts that list a disagreement where, looked at closely, there is none: 90 minutes and an hour and
# a half, and guarantors of two different papers.
FEWER = {
    "2022-03-10-antalya-trilateral: 2 questions in dispute for 3 aspects",
}
# The fact sheet's ids begin with evt-, per-, org-, sta- or ven-, which ours leave out. These
# differ in more: places and bodies with a name of their own, and two persons it had mistaken.
OTHER_IDS = {
    "org-ft": "financial-times",
    "sta-usa": "united-states",
    "sta-uk": "united-kingdom",
    "sta-uae": "united-arab-emirates",
    "ven-unhq": "un-headquarters",
    "per-anton": "michael-anton",
    "per-luhovskyi": "oleh-luhovskyi",
    "nuclear-safety": "nuclear-plant-safety",
    "peace-formula": "peace-formula-process",
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
    assert not long, "longer than 100 characters (fold a text with >-): " + ", ".join(long)


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
    assert not wrong, "titles over 110 characters, in lower case or with a full stop: " + str(wrong)


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


def test_an_id_begins_with_the_year(real_dataset: Dataset) -> None:
    assert [one for one in real_dataset.events if not re.match(r"\d{4}-", one)] == []


def test_events_stand_in_order_of_date(real_dataset: Dataset) -> None:
    """Over all files, which are named by the day of their first record."""
    found = [(one.when.earliest_begin, one.id) for one in real_dataset.events.values()]
    late = [
        f"{later} ({day}) stands after {earlier}"
        for (before, earlier), (day, later) in pairwise(found)
        if before is not None and day is not None and day < before
    ]
    assert not late, "out of order of date: " + "; ".join(late)


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
    assert found == TIMELESS, "claims of no known day"


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
        record.id for kind, record in real_dataset.records() if kind not in ("events", "coverage")
    } - set(named)  # fmt: skip
    assert unused == set(UNUSED), "no other record names them"


def test_one_publisher_has_one_spelling(real_dataset: Dataset) -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for source in real_dataset.sources.values():
        for name in (source.publisher, source.origin):
            if name:
                spellings[re.sub(r"[^a-z0-9]", "", name.casefold()) or name].add(name)
    twice = [found for found in spellings.values() if len(found) > 1]
    assert not twice, f"publishers in two spellings: {twice}"


def test_remote_events_have_no_venue(real_dataset: Dataset) -> None:
    wrong = [
        one.id
        for one in real_dataset.events.values()
        if one.format in ("phone", "video") and one.venue
    ]
    assert wrong == []


# -- against the facts that the records were curated from


@cache
def sheet(name: str) -> dict[str, Any]:
    path = FACTS / name
    if not path.is_file():
        pytest.skip("the fact sheet is not a part of the project, and is not here")
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def facts() -> list[dict[str, Any]]:
    if not FACTS.is_dir():
        pytest.skip("the fact sheet is not a part of the project, and is not here")
    names = sorted(path.name for path in (FACTS / "events").glob("*.yaml"))
    return [fact for name in names for fact in sheet(f"events/{name}")["events"]]


def record_ids(fact: dict[str, Any]) -> tuple[str, ...]:
    name: str = fact["id"].removeprefix("evt-")
    return BECAME.get(name, (name,))


def test_every_fact_has_its_record(real_dataset: Dataset) -> None:
    assert len(facts()) == 194
    wanted = {one for fact in facts() for one in record_ids(fact)}
    assert wanted - set(real_dataset.events) == set()


def test_every_actor_venue_topic_and_source_of_the_facts_is_on_record(
    real_dataset: Dataset,
) -> None:
    missing = []
    actors = sheet("actors.yaml")
    for fact in actors["persons"]:
        plain = re.sub(r" ?\(.*?\)", "", fact["name"])
        known = OTHER_IDS.get(fact["id"]) or slug(re.sub("[’']", "", plain))
        missing += [fact["id"]] * (known not in real_dataset.actors)
    for fact in (*actors["organisations"], *actors["states"]):
        known = OTHER_IDS.get(fact["id"]) or fact["id"].partition("-")[2]
        missing += [fact["id"]] * (known not in real_dataset.actors)
    for fact in sheet("venues.yaml")["venues"]:
        known = OTHER_IDS.get(fact["id"]) or fact["id"].partition("-")[2]
        missing += [fact["id"]] * (known not in real_dataset.venues)
    for fact in sheet("topics.yaml")["topics"]:
        known = OTHER_IDS.get(fact["id"], fact["id"])
        missing += [fact["id"]] * (known not in real_dataset.topics)
    for fact in sheet("sources.yaml")["sources"]:
        missing += [fact["id"]] * (fact["id"] not in real_dataset.sources)
    assert set(missing) == LEFT_OUT


def test_every_position_of_a_dispute_has_a_claim(real_dataset: Dataset) -> None:
    wrong = []
    for fact in facts():
        positions = sum(len(one["positions"]) for one in fact.get("competing_claims") or ())
        name = fact["id"].removeprefix("evt-")
        found = {*record_ids(fact), ELSEWHERE.get(name, "")} - {""}
        made = sum(len(real_dataset.events[one].claims) for one in found)
        if made < positions:
            wrong.append(f"{name}: {made} claims for {positions} positions")
    assert wrong == []


def test_every_aspect_of_a_dispute_is_a_question_in_dispute(real_dataset: Dataset) -> None:
    wrong = []
    for fact in facts():
        aspects = len(fact.get("competing_claims") or ())
        name = fact["id"].removeprefix("evt-")
        answers: dict[tuple[str, str], set[str | None]] = defaultdict(set)
        for one in {*record_ids(fact), ELSEWHERE.get(name, "")} - {""}:
            for claim in real_dataset.events[one].claims:
                if claim.question:
                    answers[one, claim.question].add(claim.position)
        made = sum(len(found) > 1 for found in answers.values())
        if made < aspects:
            wrong.append(f"{name}: {made} questions in dispute for {aspects} aspects")
    assert set(wrong) == FEWER


def test_the_record_is_as_large_as_promised(real_dataset: Dataset) -> None:
    types = Counter(one.type for one in real_dataset.actors.values())
    assert len(real_dataset.events) >= 190
    assert sum(types.values()) - types["state"] >= 180
    assert len(real_dataset.sources) >= 700
