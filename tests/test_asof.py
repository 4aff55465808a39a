"""What was known on a day: nothing earlier than its sources, and nothing lost again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asof import LAST, AsOf
from kg.dataset import KINDS, Dataset
from kg.known import NEVER, Known
from kg.load import load
from kg.records import Catalogue, Document, Event, Source, Track

from .past import CATALOGUE, event
from .support import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Claim, Record

REAL = load(DATA)
KNOWN = Known(REAL)
AS_OF = AsOf(KNOWN)
# Days on which something became known, the days beside them, and any others.
NEWS = sorted({day for _, record in REAL.records() for day in AS_OF.days(record)})
DAYS = st.sampled_from(NEWS).flatmap(
    lambda day: st.sampled_from([day - timedelta(1), day, day + timedelta(1)])
) | st.dates(date(1990, 1, 1), date(2027, 1, 1))
ISTANBUL = "2022-03-29-istanbul-talks"


def dataset(*events: Event, **more: Any) -> Dataset:
    sources = [
        {"id": "early", "published": "2022-03-27"},
        {"id": "late", "published": "2022-03-29"},
        {"id": "later", "published": "2022-04"},
        {"id": "undated"},
    ]
    common = {"title": "T", "publisher": "P", "kind": "newspaper"}
    found = [Source.model_validate(common | one) for one in (*sources, *more.pop("sources", ()))]
    return Dataset(
        Catalogue.model_validate(CATALOGUE),
        events={one.id: one for one in events},
        sources={one.id: one for one in found},
        tracks={"track": Track(id="track", title="T", description="D")},
    )


def on(day: str, data: Dataset, recorded: date | None = None) -> Event | None:
    return AsOf(Known(data, recorded)).dataset(date.fromisoformat(day)).events.get("talks")


# -- when something was known


def test_a_month_is_known_when_it_is_over() -> None:
    data = dataset(event(sources=["later"]))
    assert Known(data).event("talks") == date(2022, 4, 30)


def test_what_has_no_date_is_known_from_the_day_of_record() -> None:
    assert Known(dataset(event(sources=["undated"]))).event("talks") == date(2022, 12, 31)
    recorded = event(sources=["undated"], recorded="2023-05-01")
    assert Known(dataset(recorded)).event("talks") == date(2022, 12, 31)  # that of the source


def test_the_first_source_counts() -> None:
    assert Known(dataset(event(sources=["late", "early"]))).event("talks") == date(2022, 3, 27)


def test_a_preview_does_not_say_what_came_of_it() -> None:
    data = dataset(event(sources=["late", {"source": "early", "preview": True}]))
    assert Known(data).event("talks") == date(2022, 3, 29)


def sure(day: str, data: Dataset) -> Event:
    found = on(day, data)
    assert found is not None
    return found


def claim(**more: Any) -> dict[str, Any]:
    return {"id": "says", "speaker": "who", "text": "It will.", "sources": ["late"]} | more


def test_an_utterance_is_known_on_its_day() -> None:
    data = dataset(event(claims=[claim(on="2022-03-25")]))
    found = on("2022-03-25", data)
    assert found is not None
    assert found.claims[0].sources == ()  # they were not out yet
    assert (found.date, found.lifecycle, found.summary) == ((), (), ())


def test_a_publication_is_the_utterance_of_a_publisher() -> None:
    data = dataset(event(claims=[claim(on="2022-03-25", speaker=None)]))
    assert on("2022-03-28", data) is None


def test_an_outcome_waits_for_what_showed_it() -> None:
    outcome = {"verdict": "came-true", "event": "talks"}
    data = dataset(event(claims=[claim(on="2022-03-25", outcome=outcome)]))
    verdicts = [
        one.claims[0].outcome for day in ("28", "29") if (one := on(f"2022-03-{day}", data))
    ]
    assert [one is not None for one in verdicts] == [False, True]
    unproven = dataset(event(claims=[claim(outcome={"verdict": "refuted"})]))
    assert sure("2022-12-30", unproven).claims[0].outcome is None
    assert sure("2022-12-31", unproven).claims[0].outcome is not None
    shown = dataset(event(claims=[claim(outcome={"verdict": "refuted", "sources": ["later"]})]))
    assert sure("2022-04-29", shown).claims[0].outcome is None
    assert sure("2022-04-30", shown).claims[0].outcome is not None


# -- what stands for an event


def test_until_the_preferred_value_is_known_no_rival_is_overtaken() -> None:
    dates = [
        {"value": "2022-03-29", "rank": "preferred", "sources": ["late"]},
        {"value": "2022-03-28/2022-03-30", "rank": "deprecated", "sources": ["early"]},
    ]
    data = dataset(event(date=dates))
    before, after = on("2022-03-28", data), on("2022-03-29", data)
    assert before is not None
    assert after is not None
    assert [(str(one.value), one.rank) for one in before.date] == [
        ("2022-03-28/2022-03-30", "normal")
    ]
    assert [one.rank for one in after.date] == ["preferred", "deprecated"]


def test_a_plan_gives_the_date_until_there_is_a_statement() -> None:
    plan = {"status": "announced", "on": "2022-03-27", "date": "2022-03-28", "sources": ["early"]}
    found = on("2022-03-27", dataset(event(lifecycle=[plan, {"status": "held"}])))
    assert found is not None
    assert [(str(one.value), one.sources) for one in found.date] == [("2022-03-28", ("early",))]
    said = claim(field="date", value="2022-03-30", sources=["early"])
    found = on("2022-03-27", dataset(event(claims=[said])))
    assert found is not None
    assert str(found.when) == "2022-03-30"
    denied = claim(field="date", value="2022-03-30", sources=["early"], modality="denied")
    found = on("2022-03-27", dataset(event(claims=[denied])))
    assert found is not None
    assert found.date == ()


def test_a_later_plan_stands_before_what_is_overtaken() -> None:
    """The meeting was moved: the first plan is on record as overtaken, the last one is no value."""
    dates = [
        {"value": "2022-03-31", "rank": "preferred", "sources": ["later"]},
        {"value": "2022-03-28", "rank": "deprecated", "sources": ["early"]},
    ]
    life = [
        {"status": "announced", "on": "2022-03-27", "date": "2022-03-28", "sources": ["early"]},
        {"status": "moved", "on": "2022-03-29", "date": "2022-03-30", "sources": ["late"]},
    ]
    data = dataset(event(date=dates, lifecycle=life))
    told = [[str(one.value) for one in sure(f"2022-03-{day}", data).date] for day in (27, 29)]
    assert told == [["2022-03-28"], ["2022-03-30", "2022-03-28"]]
    assert str(sure("2022-04-30", data).when) == "2022-03-31"


def test_who_was_held_to_take_part_did_so_then() -> None:
    part = {"actor": "who", "role": "participant", "rank": "deprecated"}
    data = dataset(event(participants=[part]))
    days = ("2022-03-29", "2022-12-31")
    assert [sure(day, data).participants[0].rank for day in days] == ["normal", "deprecated"]


def test_what_only_undated_sources_tell_was_not_said_in_public() -> None:
    data = dataset(event(claims=[claim(on="2022-03-25", sources=["undated"])]))
    assert on("2022-03-28", data) is None
    assert sure("2022-12-31", data).claims[0].id == "says"


def test_nothing_is_told_of_what_was_searched_before_the_record() -> None:
    day = date(2022, 3, 28)
    found = AS_OF.dataset(day)
    assert not found.coverage
    assert not any(one.description for one in found.tracks.values())
    assert not any(one.description or one.aliases for one in found.documents.values())
    assert all(
        one.date is None or one.date.earliest_begin is None or one.date.earliest_begin <= day
        for one in found.documents.values()
    )


def test_what_a_document_is_tells_the_editor() -> None:
    document = {
        "id": "paper",
        "title": "Paper",
        "kind": "agreement",
        "date": "2022-03-27",
        "description": "It was never ratified.",
        "sources": ["early"],
    }
    papers = {"paper": Document.model_validate(document)}
    found = AsOf(Known(replace(dataset(), documents=papers)))
    days = (date(2022, 3, 27), date(2022, 12, 31))
    told = [found.dataset(day).documents["paper"].description for day in days]
    assert told == [None, "It was never ratified."]


def test_the_editors_voice_waits_for_the_record() -> None:
    data = dataset(event(note="In hindsight."))
    assert sure("2022-12-30", data).note is None
    assert sure("2022-12-31", data).note == "In hindsight."


# -- the second axis: when it was recorded


def test_a_record_counts_from_the_day_it_entered() -> None:
    data = dataset(event(recorded="2023-06-01"))
    assert on("2024-01-01", data, date(2023, 5, 31)) is None
    assert on("2024-01-01", data, date(2023, 6, 1)) is not None
    assert on("2022-03-29", data) is not None


def test_a_withdrawn_record_counts_until_its_withdrawal() -> None:
    data = dataset(event(withdrawn={"on": "2023-06-01", "why": "Wrong."}))
    assert on("2024-01-01", data) is None
    assert on("2024-01-01", data, date(2023, 5, 31)) is not None
    assert on("2024-01-01", data, date(2023, 6, 1)) is None


def test_a_statement_falls_with_its_source() -> None:
    gone = {"id": "gone", "published": "2022-03-01", "withdrawn": {"on": "2023-01-01", "why": "X"}}
    data = dataset(event(sources=["gone", "late"]), sources=[gone])
    assert Known(data).event("talks") == date(2022, 3, 29)


# -- the published data


def sources_of(record: Record) -> Iterator[str]:
    """Yield every source that a record names, wherever it does."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for name, one in value.items():
                if name in ("sources", "text", "derived_from") and isinstance(one, tuple | list):
                    yield from (x if isinstance(x, str) else x["source"] for x in one)
                elif name == "source":
                    yield one
                yield from walk(one)
        elif isinstance(value, tuple | list):
            for one in value:
                yield from walk(one)

    yield from walk(record.model_dump(exclude={"text"} if isinstance(record, Event) else set()))


@given(DAYS)
def test_no_later_source_is_named(day: date) -> None:
    found = AS_OF.dataset(day)
    for kind in KINDS:
        for record in found.of_kind(kind).values():
            for source in sources_of(record):
                assert KNOWN.source(source) <= day, (record.id, source)
                assert source in found.sources


@given(DAYS)
def test_no_later_utterance_is_kept(day: date) -> None:
    for _, said in AS_OF.dataset(day).claims():
        assert KNOWN.claim_id(said.id) <= day
        dated = [REAL.sources[x].published for x in said.sources]
        assert said.sources or (said.on and said.on.latest_end and said.on.latest_end <= day), dated


def parts(record: Event) -> set[tuple[Any, ...]]:
    """Return what an event says, without what may change as more is known: ranks, sources."""
    found: set[tuple[Any, ...]] = {("claim", one.id) for one in record.claims}
    found |= {("life", one.status, str(one.on), one.by) for one in record.lifecycle}
    found |= {("part", one.actor, one.role, one.party) for one in record.participants}
    found |= {("place", one.value) for one in record.venue}
    found |= {("summary", one.value) for one in record.summary}
    return found | {("source", one.source) for one in record.sources}


@given(DAYS, DAYS)
def test_what_was_known_stays_known(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    before, after = AS_OF.dataset(earlier), AS_OF.dataset(later)
    for kind in KINDS:
        assert set(before.of_kind(kind)) <= set(after.of_kind(kind))
    for event_id, found in before.events.items():
        assert parts(found) <= parts(after.events[event_id])
        stated = {str(one.value) for one in REAL.events[event_id].date}
        kept = {str(one.value) for one in found.date} & stated
        assert kept <= {str(one.value) for one in after.events[event_id].date}


@given(DAYS)
def test_states_are_those_of_a_fresh_projection(day: date) -> None:
    """What is kept from other days must not differ from what would be made anew."""
    assert AsOf(KNOWN).dataset(day) == AS_OF.dataset(day)


def test_in_the_end_all_is_known() -> None:
    assert AS_OF.dataset(LAST) == REAL
    assert REAL.catalogue.released.latest_end is not None
    assert AS_OF.dataset(REAL.catalogue.released.latest_end) == REAL


def test_nothing_is_known_before_the_first_day() -> None:
    found = AS_OF.dataset(NEWS[0] - timedelta(1))
    assert not any(found.of_kind(kind) for kind in KINDS)
    assert NEVER not in NEWS


def test_what_is_known_speaks_of_what_is_known() -> None:
    for day in NEWS[:: max(len(NEWS) // 40, 1)]:
        found = AS_OF.dataset(day)
        for one in found.events.values():
            assert set(one.tracks) <= set(found.tracks)
            assert set(one.topics) <= set(found.topics)
            assert {place.value for place in one.venue} <= set(found.venues)
            assert {part.actor for part in one.participants} <= set(found.actors)
            assert {entry.by for entry in one.lifecycle if entry.by} <= set(found.actors)
            for said in one.claims:
                assert said.speaker is None or said.speaker in found.actors
                assert all(found.kind_of(other) for other in said.about), (day, said.id)


# -- the proof case


@pytest.mark.parametrize(
    ("day", "status", "when", "place"),
    [
        ("2022-03-27", "announced", "2022-03-28/2022-03-30", None),
        ("2022-03-28", "announced", "2022-03-29?", "istanbul"),
        ("2022-03-29", "held", "2022-03-29", "dolmabahce"),
        ("2022-03-30", "held", "2022-03-29", "dolmabahce"),
        ("2026-11-23", "held", "2022-03-29", "dolmabahce"),
    ],
)
def test_the_istanbul_round(day: str, status: str, when: str, place: str | None) -> None:
    found = AS_OF.dataset(date.fromisoformat(day)).events[ISTANBUL]
    assert (found.status.status, str(found.when), found.where) == (status, when, place)


def test_on_the_eve_four_voices_gave_four_dates() -> None:
    found = AS_OF.dataset(date(2022, 3, 28)).events[ISTANBUL]
    said: dict[str | None, set[str | None]] = {}
    one: Claim
    for one in found.claims:
        if one.field == "date":
            said.setdefault(one.speaker, set()).add(one.value)
    assert said["davyd-arakhamia"] >= {"2022-03-28/2022-03-30"}
    assert said["vladimir-medinsky"] == {"2022-03-29/2022-03-30"}
    assert said["turkiye"] == {"2022-03-28?"}
    assert said["dmitry-peskov"] == {"2022-03-29"}
    assert all(one.outcome is None for one in found.claims if one.field == "date")
