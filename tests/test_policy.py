"""Policies: which of the competing values stands, and that none is made up or lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asof import AsOf
from kg.choice import under
from kg.errors import CallError
from kg.glimpse import NOT_HELD
from kg.known import Known
from kg.policy import EDITOR, Policy

from .past import claim, dataset, day, event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.dataset import Dataset
    from kg.records import Event

FIELDS = ("date", "venue", "summary")
EARLIEST, CORROBORATED = Policy("earliest"), Policy("corroborated")
LAND, RIVAL = Policy("party", "land"), Policy("party", "rival")
TWO_DATES = [
    {"value": "2022-03-29", "rank": "preferred", "sources": ["late"]},
    {"value": "2022-03-28", "sources": ["early"]},
]


def chosen(policy: Policy, one: Event, on: str | None = None, **more: Any) -> Event:
    """Return an event under a policy, as known on a day (of March 2022) or in the end."""
    known = Known(dataset(one, **more))
    found: Any = AsOf(known).record(one, day(on)) if on else one
    return under(policy, known, found)


def dates(one: Event) -> list[tuple[str, str]]:
    return [(str(x.value), x.rank) for x in one.date]


def life(one: Event) -> list[str]:
    return [x.status for x in one.lifecycle]


# -- the editors


def test_the_editors_choice_leaves_all_as_it_is() -> None:
    one = event(date=TWO_DATES, claims=[claim(field="date", value="2022-03-27")])
    assert chosen(EDITOR, one) is one


# -- reported first


def test_the_earliest_is_what_was_reported_first() -> None:
    found = chosen(EARLIEST, event(date=TWO_DATES))
    assert dates(found) == [("2022-03-28", "preferred"), ("2022-03-29", "normal")]


def test_without_sources_of_its_own_a_value_is_as_early_as_its_record() -> None:
    plain = [{"value": "hall", "rank": "preferred"}, {"value": "town", "sources": ["late"]}]
    found = chosen(EARLIEST, event(venue=plain, sources=["early"]))
    assert found.where == "hall"
    found = chosen(EARLIEST, event(venue=plain, sources=["later"]))
    assert found.where == "town"


def test_of_values_reported_on_one_day_the_better_rank_is_first_then_the_order() -> None:
    def of(*ranks: str) -> list[tuple[str, str]]:
        values = [
            {"value": f"2022-03-{20 + n}", "rank": rank, "sources": ["late"]}
            for n, rank in enumerate(ranks)
        ]
        return dates(chosen(EARLIEST, event(date=values)))

    assert of("deprecated", "normal", "preferred")[0] == ("2022-03-22", "preferred")
    early = {"value": "2022-03-19", "rank": "preferred", "sources": ["later"]}
    tie = [{"value": f"2022-03-{20 + n}", "sources": ["late"]} for n in (1, 0)]
    found = chosen(EARLIEST, event(date=[early, *tie]))
    assert dates(found) == [
        ("2022-03-21", "preferred"),
        ("2022-03-19", "normal"),
        ("2022-03-20", "normal"),
    ]


def test_an_overtaken_value_may_be_the_earliest() -> None:
    overtaken = [TWO_DATES[0], TWO_DATES[1] | {"rank": "deprecated"}]
    found = chosen(EARLIEST, event(date=overtaken))
    assert dates(found) == [("2022-03-28", "preferred"), ("2022-03-29", "normal")]


# -- most origins


def test_copies_of_one_text_are_one_origin() -> None:
    copied = [
        {"value": "2022-03-29", "rank": "preferred", "sources": ["early", "copy"]},
        {"value": "2022-03-28", "sources": ["late", "ours"]},
    ]
    assert str(chosen(CORROBORATED, event(date=copied)).when) == "2022-03-28"
    equal = [copied[0], copied[1] | {"sources": ["late"]}]
    assert str(chosen(CORROBORATED, event(date=equal)).when) == "2022-03-29"  # the editors decide


def test_claims_that_agree_count_and_those_that_deny_do_not() -> None:
    def of(modality: str, **more: Any) -> str:
        said = claim(field="date", value="2022-03-28", modality=modality, sources=["ours"]) | more
        return str(chosen(CORROBORATED, event(date=TWO_DATES, claims=[said])).when)

    assert of("asserted") == "2022-03-28"
    assert {of(one) for one in NOT_HELD} == {"2022-03-29"}
    assert of("asserted", value="2022-03-27") == "2022-03-29"
    assert of("asserted", sources=["copy"]) == "2022-03-29"  # of what speaks for the date already
    assert of("asserted", sources=["copy"], corroborated_by=["ours"]) == "2022-03-28"


def test_on_a_day_only_the_origins_known_by_then_count() -> None:
    values = [
        {"value": "2022-03-29", "rank": "preferred", "sources": ["early"]},
        {"value": "2022-03-28", "sources": ["ours", "late"]},
    ]
    one = event(date=values)
    assert str(chosen(CORROBORATED, one, "28").when) == "2022-03-29"
    assert str(chosen(CORROBORATED, one, "29").when) == "2022-03-28"


# -- as a side tells it


def test_a_side_has_what_it_said_last() -> None:
    said = [
        claim("second", on="2022-03-28", field="date", value="2022-04-02", sources=["late"]),
        claim("first", on="2022-03-26", field="date", value="2022-04-01"),
    ]
    found = chosen(LAND, event(date=TWO_DATES, claims=said))
    assert dates(found) == [
        ("2022-04-02", "preferred"),
        ("2022-03-29", "normal"),
        ("2022-03-28", "normal"),
    ]
    assert found.date[0].sources == ("late",)


def test_what_has_no_day_was_said_when_it_came_out() -> None:
    said = [
        claim("undated", field="date", value="2022-04-02", sources=["late"]),
        claim("dated", on="2022-03-26", field="date", value="2022-04-01"),
    ]
    assert str(chosen(LAND, event(claims=said)).when) == "2022-04-02"
    open_day = [said[0], said[1] | {"on": "2022-03-26/.."}]
    assert str(chosen(LAND, event(claims=open_day)).when) == "2022-04-02"


@pytest.mark.parametrize(
    ("on", "when"), [("2022-03-26", "2022-04-02"), ("2022-03-27", "2022-04-01")]
)
def test_a_status_that_a_side_set_later_is_its_last_word(on: str, when: str) -> None:
    said = claim(on=on, field="date", value="2022-04-01", sources=["late"])
    plan = {"status": "postponed", "by": "envoy", "on": "2022-03-27", "date": "2022-04-02"}
    assert str(chosen(LAND, event(lifecycle=[plan, "held"], claims=[said])).when) == when


def test_a_value_that_is_on_record_is_chosen_there() -> None:
    said = claim(field="date", value="2022-03-28", sources=["late"])
    found = chosen(LAND, event(date=TWO_DATES, claims=[said]))
    assert dates(found) == [("2022-03-28", "preferred"), ("2022-03-29", "normal")]
    assert found.date[0].sources == ("early",)


def test_a_single_value_that_a_side_shares_has_no_rival() -> None:
    one = event(claims=[claim(field="date", value="2022-03-29")])
    assert chosen(LAND, one) is one


def test_a_side_speaks_through_its_people_and_those_who_act_for_it() -> None:
    def of(speaker: str, party: str | None = None) -> str:
        parts = [{"actor": "guest", "role": "delegate", "party": party}] if party else []
        said = claim(speaker=speaker, field="venue", value="hall")
        one = event(venue="town", participants=parts, claims=[said])
        return str(chosen(LAND, one).where)

    assert of("land") == of("ministry") == of("envoy") == "hall"
    assert of("guest") == of("rival") == of("guest", "rival") == "town"
    assert of("guest", "land") == of("guest", "ministry") == "hall"


def test_where_a_side_is_silent_the_editors_decide() -> None:
    one = event(date=TWO_DATES, claims=[claim(field="date", value="2022-04-01")])
    assert chosen(RIVAL, one) is one
    assert chosen(Policy("party", "nobody"), one) is one


@pytest.mark.parametrize("modality", sorted(NOT_HELD))
def test_what_a_side_denies_or_leaves_open_it_does_not_tell(modality: str) -> None:
    said = [
        claim("where", field="venue", value="hall", modality=modality),
        claim("when", field="date", value="2022-04-01", modality=modality),
        claim("whether", field="lifecycle", value="cancelled", modality=modality),
    ]
    one = event(venue="town", claims=said)
    assert chosen(LAND, one) is one


def test_a_side_is_heard_in_the_sources_that_speak_for_it() -> None:
    both = [
        {"value": "They met.", "rank": "preferred", "sources": ["late"]},
        {"value": "They agreed.", "rank": "deprecated", "sources": ["ours"]},
    ]
    found = chosen(LAND, event(summary=both))
    assert [(x.value, x.rank) for x in found.summary] == [
        ("They agreed.", "preferred"),
        ("They met.", "normal"),
    ]
    assert chosen(RIVAL, event(summary=both)).summary[0].value == "They met."


def test_what_a_side_said_goes_before_sources_that_speak_for_it() -> None:
    values = [TWO_DATES[0], {"value": "2022-03-28", "sources": ["ours"]}]
    said = claim(field="date", value="2022-04-01")
    found = chosen(LAND, event(date=values, claims=[said]))
    assert str(found.when) == "2022-04-01"
    assert len(found.date) == 3


def test_the_statuses_of_other_sides_are_left_out_unless_there_are_no_others() -> None:
    ours = {"status": "announced", "by": "envoy", "sources": ["early"]}
    theirs = {"status": "cancelled", "by": "rival", "sources": ["early"]}
    one = event(lifecycle=[ours, theirs, "held"])
    assert life(chosen(LAND, one)) == ["announced", "held"]
    assert life(chosen(RIVAL, one)) == ["cancelled", "held"]
    assert life(chosen(RIVAL, event(lifecycle=[ours]))) == ["announced"]


def test_a_status_that_a_side_claims_stands_in_its_time() -> None:
    ours = {"status": "announced", "on": "2022-03-25", "sources": ["early"]}
    said = [
        claim("later", on="2022-03-31", field="lifecycle", value="denied", sources=["later"]),
        claim("early", on="2022-03-26", field="lifecycle", value="postponed"),
        claim("nonsense", field="lifecycle", value="nonsense"),
    ]
    one = event(lifecycle=[ours, {"status": "held", "on": "2022-03-29"}], claims=said)
    assert life(chosen(LAND, one)) == ["announced", "postponed", "held", "denied"]
    assert life(chosen(LAND, one, "27")) == ["announced", "postponed"]
    assert life(chosen(RIVAL, one)) == ["announced", "held"]


def test_a_claim_of_a_status_on_record_is_no_second_status() -> None:
    ours = {"status": "announced", "on": "2022-03-26", "by": "envoy", "date": "2022-03-29"}
    said = [
        claim(name, on="2022-03-26", field="lifecycle", value="announced")
        for name in ("one", "other")
    ]
    one = event(lifecycle=[ours | {"sources": ["early"]}, "held"], claims=said)
    assert life(chosen(LAND, one)) == ["announced", "held"]
    unplanned = event(lifecycle=["held"], claims=said)
    assert life(chosen(LAND, unplanned)) == ["announced", "held"]


def test_nothing_is_chosen_that_has_no_source_yet() -> None:
    said = [
        claim("when", on="2022-03-26", field="date", value="2022-04-01", sources=["late"]),
        claim("whether", on="2022-03-26", field="lifecycle", value="postponed", sources=["late"]),
    ]
    one = event(sources=["early"], lifecycle="announced", claims=said)
    found = chosen(LAND, one, "27")
    assert (dates(found), life(found)) == ([("2022-03-29", "normal")], ["announced"])
    found = chosen(LAND, one, "29")
    assert (str(found.when), life(found)) == ("2022-04-01", ["postponed", "announced"])


# -- the name of a policy


@pytest.mark.parametrize("text", ["editor", "earliest", "corroborated", "party:a", "party:a-b-3"])
def test_a_policy_is_written_as_it_is_read(text: str) -> None:
    assert str(Policy.of(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Editor", "party", "party:", "party:A", "party:a b", "party:-a", "editor\n"]
)
def test_what_is_no_policy_is_refused_in_words(text: str) -> None:
    with pytest.raises(CallError) as told:
        Policy.of(text)
    assert str(told.value) == (
        f"policy '{text}' is not known (editor, earliest, corroborated, or party:ID of an actor)"
    )


@given(st.text())
def test_any_text_is_a_policy_or_refused(text: str) -> None:
    try:
        found = Policy.of(text)
    except CallError as told:
        assert text in str(told)  # noqa: PT017 - either is right
    else:
        assert str(found) == text


# -- the published data


@pytest.fixture(scope="module")
def as_of(real_dataset: Dataset) -> AsOf:
    return AsOf(Known(real_dataset))


@pytest.fixture(scope="module")
def news(real_dataset: Dataset, as_of: AsOf) -> list[date]:
    """The days on which more became known of an event, and the day before any."""
    found = {since for one in real_dataset.events.values() for since in as_of.days(one)}
    return [min(found) - timedelta(1), *sorted(found)]


def policies(records: Dataset) -> list[Policy]:
    """Every policy there is; of sides, those that somebody took part for."""
    parts = (part for one in records.events.values() for part in one.participants)
    sides = sorted({part.party for part in parts if part.party})
    return [EARLIEST, CORROBORATED, *(Policy("party", one) for one in sides)]


def views(records: Dataset, as_of: AsOf, on: date) -> Iterator[tuple[Policy, Event, Event]]:
    """Yield every event known on a day, with what each policy makes of it."""
    found = [one for x in records.events.values() if (one := as_of.record(x, on)) is not None]
    for policy in policies(records):
        for one in found:
            event: Any = one
            yield policy, event, under(policy, as_of.known, event)


def cited(one: Event) -> set[str]:
    """Return every source that an event or a part of it names."""
    found = {source for sources in one.evidence for source in sources}
    found |= {source for said in one.claims for source in said.sources}
    return found | {citation.source for citation in one.sources}


def on_record(one: Event, field: str) -> set[str]:
    """Return the values that a field has by a statement, a plan or a claim."""
    found = {str(x.value) for x in getattr(one, field)}
    found |= {x.value for x in one.claims if x.field == field and x.value and x.sources}
    if field == "date":
        found |= {str(x.date) for x in one.lifecycle if x.date is not None}
    elif field == "venue":
        found |= {x.venue for x in one.lifecycle if x.venue is not None}
    return found


def test_policies_lose_nothing_and_make_nothing_up(
    real_dataset: Dataset, as_of: AsOf, news: list[date]
) -> None:
    """Every policy on a sample of the days, and every day under one policy or another."""
    for on in (*news[:: len(news) // 6], news[-1]):
        for policy, before, after in views(real_dataset, as_of, on):
            where = on, policy, before.id
            assert after.claims == before.claims, where
            assert after.sources == before.sources, where
            if policy.actor is None:
                assert (cited(after), after.lifecycle) == (cited(before), before.lifecycle), where
            else:  # whose statuses are left out may have had a source of their own
                assert cited(after) <= cited(before), where
            assert bool(after.lifecycle) >= bool(before.lifecycle), where
            for field in FIELDS:
                values = [str(x.value) for x in getattr(after, field)]
                assert {str(x.value) for x in getattr(before, field)} <= set(values), where
                assert set(values) <= on_record(before, field), where
                assert len(values) == len(set(values)), where


def test_where_values_compete_one_is_preferred_and_stands_first(
    real_dataset: Dataset, as_of: AsOf, news: list[date]
) -> None:
    for on in (*news[:: len(news) // 6], news[-1]):
        for policy, before, after in views(real_dataset, as_of, on):
            for field in FIELDS:
                found = getattr(after, field)
                # Where a side is silent, all is as the editors have it: maybe nothing settled yet.
                silent = policy.actor is not None and found == getattr(before, field)
                if len(found) > 1 and not silent:
                    ranks = [x.rank for x in found]
                    assert ranks[0] == "preferred", (on, policy, before.id)
                    assert "preferred" not in ranks[1:], (on, policy, before.id)


def test_statuses_are_told_once(real_dataset: Dataset, as_of: AsOf, news: list[date]) -> None:
    for policy, _, after in views(real_dataset, as_of, news[-1]):
        keys = [(x.status, x.on, x.by, x.date, x.venue) for x in after.lifecycle]
        assert len(keys) == len(set(keys)), (policy, after.id)


def test_the_istanbul_round_as_told_by_the_sides(real_dataset: Dataset, as_of: AsOf) -> None:
    whole = real_dataset.events["2022-03-29-istanbul-talks"]

    def told(side: str, on: int) -> tuple[str, set[str | None]]:
        known: Any = as_of.record(whole, date(2022, 3, on))
        found = under(Policy("party", side), as_of.known, known)
        return str(found.when), {entry.by for entry in found.lifecycle}

    assert told("ukraine", 27) == ("2022-03-28/2022-03-30", {"davyd-arakhamia"})
    assert told("ukraine", 28) == ("2022-03-29", {"davyd-arakhamia"})
    assert told("russia", 28) == ("2022-03-29", {"vladimir-medinsky", "dmitry-peskov"})
