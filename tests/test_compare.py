"""What differs between two states of knowledge, and what each day brought."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.compare import Change, Difference, Item, differences, history
from kg.editions import Editions
from kg.policy import Policy
from kg.rdf.names import Names
from kg.view import View

from .past import claim, dataset, day, event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.dataset import Dataset

ISTANBUL = "2022-03-29-istanbul-talks"
NOTHING = View(as_of=date(1900, 1, 1))
POLICIES = [Policy.of(one) for one in ("editor", "earliest", "corroborated", "party:ukraine")]
VIEWS = st.builds(
    View,
    as_of=st.none() | st.dates(date(2021, 12, 1), date(2026, 11, 23)),
    policy=st.sampled_from(POLICIES),
)


def editions(*events: dict[str, Any]) -> Editions:
    return Editions(dataset(*(event(**one) for one in events)), Names())


def on(text: str) -> View:
    return View(as_of=day(text))


def texts(change: Change) -> tuple[list[str], list[str]]:
    return [one.text for one in change.gone], [one.text for one in change.come]


def told(changes: Iterable[Change]) -> dict[str, tuple[list[str], list[str]]]:
    """Return changes by field: what went, and what came."""
    return {one.field: texts(one) for one in changes}


@pytest.fixture(scope="module")
def real(real_dataset: Dataset) -> Editions:
    return Editions(real_dataset, Names())


# -- two views


def test_equal_views_differ_in_nothing() -> None:
    made = editions({}, {"event_id": "other", "sources": ["early"]})
    for one in (View(), on("27"), View(policy=Policy("earliest"))):
        assert differences(made, one, one) == ()
    assert differences(made, on("29"), View(as_of=day("29"), kinds=("call",))) == ()  # a filter


def test_an_event_is_new_on_one_side_and_gone_on_the_other() -> None:
    made = editions({}, {"event_id": "other", "sources": ["early"]})
    (found,) = differences(made, on("28"), on("29"))
    assert (found.event, found.title, found.kind) == ("talks", "Talks", "new")
    assert told(found.changes) == {
        "Status": ([], ["Held"]),
        "Date": ([], ["29 March 2022"]),
        "Summary": ([], ["They met."]),
        "Status by status": ([], ["Held"]),
        "Sources": ([], ["A source"]),
    }
    (mirrored,) = differences(made, on("29"), on("28"))
    assert mirrored.kind == "gone"
    assert told(mirrored.changes)["Date"] == (["29 March 2022"], [])


def test_an_event_of_which_little_is_told_is_new_all_the_same() -> None:
    mistaken = {"actor": "envoy", "role": "delegate", "rank": "deprecated", "sources": ["early"]}
    made = editions({"participants": [mistaken]})
    (found,) = differences(made, NOTHING, on("27"))
    assert (found.event, found.kind) == ("talks", "new")
    assert told(found.changes) == {"Who took part": ([], ["Envoy, delegate"])}


def test_a_field_of_one_value_loses_one_and_gains_one() -> None:
    plan = {"status": "announced", "by": "envoy", "date": "2022-03-30", "sources": ["early"]}
    made = editions({"lifecycle": [plan, {"status": "held", "venue": "hall"}], "venue": "hall"})
    (found,) = differences(made, on("27"), on("29"))
    assert found.kind == "changed"
    assert told(found.changes) == {
        "Status": (["Announced"], ["Held"]),
        "Date": (["30 March 2022"], ["29 March 2022"]),
        "Place": ([], ["Hall"]),
        "Summary": ([], ["They met."]),
        "Status by status": ([], ["Held, in Hall"]),
        "Sources": ([], ["A source"]),
    }


def test_two_policies_of_one_day_differ_in_what_they_prefer() -> None:
    dates = [
        {"value": "2022-03-29", "rank": "preferred", "sources": ["late"]},
        {"value": "2022-03-28", "sources": ["early"]},
    ]
    made = editions({"date": dates})
    (found,) = differences(made, View(), View(policy=Policy("earliest")))
    assert told(found.changes) == {
        "Date": (["29 March 2022"], ["28 March 2022"]),
        "Dates on record": (["28 March 2022"], ["29 March 2022"]),
    }


def test_items_name_the_record_behind_them() -> None:
    part = {"actor": "envoy", "role": ["speaker", "host"], "party": "land"}
    made = editions({"participants": [part], "topics": ["peace"], "claims": [claim()]})
    (found,) = differences(made, NOTHING, View())
    items = {one.field: one.come for one in found.changes}
    assert items["Who took part"] == (Item("Envoy, speaker, host", "actor", "envoy"),)
    assert items["Topics"] == (Item("Peace", "topic", "peace"),)
    assert items["Claims"] == (Item("Envoy: So it is.", "claim", "says"),)
    assert items["Sources"] == (Item("A source", "source", "late"),)


def test_a_claim_that_more_publish_is_the_same_claim() -> None:
    made = editions({"claims": [claim(speaker=None, sources=["early", "ours"])]})
    assert differences(made, on("27"), on("28")) == ()
    (found,) = differences(made, NOTHING, on("28"))
    assert told(found.changes) == {"Claims": ([], ["Agency, Voice: So it is."])}


# -- the days of one event


def test_an_unknown_event_has_no_history() -> None:
    made = editions({}, {"event_id": "gone", "withdrawn": {"on": "2023-01-01", "why": "Wrong."}})
    assert history(made, "nothing", View()) == ()
    assert history(made, "gone", View()) == ()
    assert history(made, "talks", on("28")) == ()


def test_a_history_has_the_days_on_which_something_changed() -> None:
    plan = {"status": "announced", "sources": ["early"]}
    made = editions({"lifecycle": [plan, "held"], "claims": [claim(sources=["ours"])]})
    steps = history(made, "talks", View())
    assert [one.day for one in steps] == [day("27"), day("28"), day("29")]
    assert told(steps[0].changes) == {
        "Status": ([], ["Announced"]),
        "Status by status": ([], ["Announced"]),
    }
    assert told(steps[1].changes) == {"Claims": ([], ["Envoy: So it is."])}
    assert history(made, "talks", on("28")) == steps[:2]


def test_a_history_is_the_same_whatever_was_asked_before() -> None:
    made = editions({"note": "In hindsight."}, {"event_id": "plain"})
    whole = made.dataset.events["plain"]
    made.as_of().record(whole, date(2025, 1, 1))  # all that is known, before what was known once
    assert [since for since, _ in made.history(whole, View())] == [day("29")]


# -- the published data


def mirrored(found: tuple[Difference, ...]) -> list[tuple[object, ...]]:
    kinds = {"new": "gone", "gone": "new", "changed": "changed"}
    return [
        (one.event, kinds[one.kind], [(x.field, x.come, x.gone) for x in one.changes])
        for one in found
    ]


def plain(found: tuple[Difference, ...]) -> list[tuple[object, ...]]:
    return [
        (one.event, one.kind, [(x.field, x.gone, x.come) for x in one.changes]) for one in found
    ]


@settings(max_examples=15)
@given(left=VIEWS, right=VIEWS)
def test_differences_are_mirrored(real: Editions, left: View, right: View) -> None:
    there, back = differences(real, left, right), differences(real, right, left)
    assert mirrored(there) == plain(back)
    for one in there:
        assert one.changes or one.kind != "changed"
        for change in one.changes:
            assert change.gone or change.come
            assert not set(change.gone) & set(change.come)


def known(view: View, real: Editions) -> dict[str, dict[str, set[Item]]]:
    """Return all that a view tells of each event: how it differs from nothing."""
    return {
        one.event: {change.field: set(change.come) for change in one.changes}
        for one in differences(real, NOTHING, view)
    }


@pytest.mark.parametrize(
    "view",
    [View(), View(as_of=date(2022, 3, 28)), View(policy=Policy("party", "ukraine"))],
    ids=["now", "eve", "side"],
)
def test_the_steps_of_a_history_add_up_to_what_is_known(real: Editions, view: View) -> None:
    expected = known(view, real)
    assert len(expected) > 40
    for event_id in real.dataset.events:
        found: dict[str, set[Item]] = {}
        steps = history(real, event_id, view)
        assert [one.day for one in steps] == sorted({one.day for one in steps})
        for step in steps:
            for change in step.changes:
                field = found.setdefault(change.field, set())
                assert set(change.gone) <= field, (event_id, step.day)
                assert not field & set(change.come), (event_id, step.day)
                field -= set(change.gone)
                field |= set(change.come)
        assert names({k: v for k, v in found.items() if v}) == names(expected.get(event_id, {}))


def names(found: dict[str, set[Item]]) -> dict[str, set[object]]:
    """Return items by what they are known by: of a claim, more may have come to publish it."""
    return {field: {one.id or one.text for one in items} for field, items in found.items()}


def test_nothing_comes_between_two_steps(real: Editions) -> None:
    """On the eve of a step all is as it was since the step before."""
    steps = history(real, ISTANBUL, View())
    for before, after in pairwise(steps):
        eve = View(as_of=after.day - timedelta(1))
        found = {one.event for one in differences(real, View(as_of=before.day), eve)}
        assert ISTANBUL not in found
        (one,) = (
            one for one in differences(real, eve, View(as_of=after.day)) if one.event == ISTANBUL
        )
        assert one.changes == after.changes


# -- the proof case


def istanbul(real: Editions, left: int, right: int) -> dict[str, tuple[list[str], list[str]]]:
    views = (View(as_of=date(2022, 3, one)) for one in (left, right))
    (found,) = (one for one in differences(real, *views) if one.event == ISTANBUL)
    return told(found.changes)


def test_on_the_eve_the_date_moved_and_nothing_was_held(real: Editions) -> None:
    found = istanbul(real, 27, 28)
    assert "Status" not in found
    assert found["Date"] == (["28–30 March 2022"], ["29 March 2022 (uncertain)"])
    assert found["Place"] == ([], ["Istanbul"])
    assert found["Dates on record"][1] == [
        "28–30 March 2022",
        "29–30 March 2022",
        "28 March 2022 (uncertain)",
    ]
    agenda = [one for one in found["Claims"][1] if "agenda" in one or "presidents" in one]
    assert len(agenda) == 2
    assert found["Claims"][0] == []


def test_on_the_day_it_was_held_in_the_palace(real: Editions) -> None:
    found = istanbul(real, 28, 29)
    assert found["Status"] == (["Announced"], ["Held"])
    assert found["Date"] == (["29 March 2022 (uncertain)"], ["29 March 2022"])
    assert found["Place"][0] == ["Istanbul"]
    assert found["Place"][1][0].startswith("Dolmabahçe Palace")
    assert found["Claims"][0] == []
