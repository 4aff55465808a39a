"""Uncertain times to each other: every answer agrees with trying every choice of days."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.edtf import before, overlaps, parse
from kg.span import ALLEN, RELATIONS, Span, certainly, possible, possibly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Days: TypeAlias = tuple[int, int]  # begin and end, both belonging to it

# Each relation by its own definition on closed runs of days: comparisons for Allen's, sets of days
# for those of every day.
MEANS: dict[str, Callable[[Days, Days], bool]] = {
    "allenBefore": lambda a, b: a[1] + 1 < b[0],
    "allenMeets": lambda a, b: a[1] + 1 == b[0],
    "allenOverlaps": lambda a, b: a[0] < b[0] <= a[1] < b[1],
    "allenStarts": lambda a, b: a[0] == b[0] and a[1] < b[1],
    "allenDuring": lambda a, b: b[0] < a[0] and a[1] < b[1],
    "allenFinishes": lambda a, b: b[0] < a[0] and a[1] == b[1],
    "allenEquals": lambda a, b: a == b,
    "before": lambda a, b: max(run(a)) < min(run(b)),
    "overlaps": lambda a, b: bool(run(a) & run(b)),
    "during": lambda a, b: run(a) <= run(b),
    "equals": lambda a, b: run(a) == run(b),
}
CONVERSES = {
    "allenBefore": "allenAfter",
    "allenMeets": "allenMetBy",
    "allenOverlaps": "allenOverlappedBy",
    "allenStarts": "allenStartedBy",
    "allenDuring": "allenContains",
    "allenFinishes": "allenFinishedBy",
    "allenEquals": "allenEquals",
    "before": "after",
    "overlaps": "overlaps",
    "during": "contains",
    "equals": "equals",
}
CONVERSES |= {converse: one for one, converse in CONVERSES.items()}
MEANS |= {
    converse: lambda a, b, mean=MEANS[one]: mean(b, a)  # type: ignore[misc]
    for converse, one in CONVERSES.items()
    if converse not in MEANS
}

DOMAIN = range(1, 6)
# Days beyond the domain stand for those that an absent bound allows: more than four points need.
BEYOND = 5
MONTH = date(2022, 3, 10)


def run(days: Days) -> set[int]:
    return set(range(days[0], days[1] + 1))


@cache
def holding(a: Days, b: Days) -> frozenset[str]:
    return frozenset(relation for relation, means in MEANS.items() if means(a, b))


def day(number: int | None) -> date | None:
    return None if number is None else MONTH + timedelta(days=number)


def number(bound: date | None, absent: int) -> int:
    return absent if bound is None else (bound - MONTH).days


def completions(span: Span) -> Iterator[Days]:
    low, high = DOMAIN[0] - BEYOND, DOMAIN[-1] + BEYOND
    begins = range(number(span.earliest_begin, low), number(span.latest_begin, high) + 1)
    ends = range(number(span.earliest_end, low), number(span.latest_end, high) + 1)
    return ((begin, end) for begin in begins for end in ends if begin <= end)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any bounds that some run of days keeps to, also such as imply each other."""
    begin, end = sorted((draw(st.sampled_from(DOMAIN)), draw(st.sampled_from(DOMAIN))))
    lows = [draw(st.none() | st.integers(DOMAIN[0], one)) for one in (begin, end)]
    highs = [draw(st.none() | st.integers(one, DOMAIN[-1])) for one in (begin, end)]
    return Span(day(lows[0]), day(highs[0]), day(lows[1]), day(highs[1]))


def certain(begin: int, end: int) -> Span:
    return Span.days(*(MONTH + timedelta(days=one) for one in (begin, end)))


NOTHING_KNOWN = Span(None, None, None, None)


@settings(max_examples=400)
@given(spans(), spans())
@example(NOTHING_KNOWN, NOTHING_KNOWN)
@example(certain(3, 3), NOTHING_KNOWN)
@example(certain(1, 2), certain(3, 4))
def test_every_relation_agrees_with_brute_force(a: Span, b: Span) -> None:
    found = [holding(*pair) for pair in itertools.product(completions(a), completions(b))]
    some, every = frozenset().union(*found), frozenset(MEANS).intersection(*found)
    assert {one for one in RELATIONS if possibly(one, a, b)} == some
    assert {one for one in RELATIONS if certainly(one, a, b)} == every


def test_every_relation_was_defined_here_too() -> None:
    assert set(MEANS) == set(RELATIONS) == set(CONVERSES)
    assert len(ALLEN) == 13


def test_exactly_one_of_the_thirteen_holds_of_completed_times() -> None:
    runs = list(itertools.combinations_with_replacement(DOMAIN, 2))
    seen = set()
    for a, b in itertools.product(runs, runs):
        (holds,) = (name for name in ALLEN if MEANS[name](a, b))
        assert possible(certain(*a), certain(*b)) == {holds}
        seen.add(holds)
    assert seen == set(ALLEN)


@given(spans(), spans())
def test_certainly_implies_possibly(a: Span, b: Span) -> None:
    assert possible(a, b)
    for relation in RELATIONS:
        assert possibly(relation, a, b) >= certainly(relation, a, b), relation


@given(spans(), spans())
def test_converses(a: Span, b: Span) -> None:
    for relation, converse in CONVERSES.items():
        assert possibly(relation, a, b) is possibly(converse, b, a), relation
        assert certainly(relation, a, b) is certainly(converse, b, a), relation


@given(spans(), spans(), spans())
def test_knowing_more_never_takes_an_answer_back(a: Span, b: Span, known: Span) -> None:
    """What is certain stays so, and what is impossible, when bounds become narrower."""
    try:
        narrower = Span(
            max(filter(None, (a.earliest_begin, known.earliest_begin)), default=None),
            min(filter(None, (a.latest_begin, known.latest_begin)), default=None),
            max(filter(None, (a.earliest_end, known.earliest_end)), default=None),
            min(filter(None, (a.latest_end, known.latest_end)), default=None),
        )
    except ValueError:
        return  # the two contradict each other
    assert possible(narrower, b) <= possible(a, b)


DATES = ["2022-03-29", "2022-03", "2022-03-28/2022-03-30", "2022-03-30/..", "/2022-04", "2022",
         "2022-03-28/2022-04", "-1985", "Y12345", "2022-24", "1985-XX-XX"]  # fmt: skip


@pytest.mark.parametrize("pair", list(itertools.product(DATES, DATES)), ids=" to ".join)
def test_words_of_every_day_mean_what_dates_mean_by_them(pair: tuple[str, str]) -> None:
    one, other = map(parse, pair)
    a, b = Span.of(one), Span.of(other)
    for name, answer in (("before", before(one, other)), ("overlaps", overlaps(one, other))):
        assert certainly(name, a, b) is (answer is True)
        assert possibly(name, a, b) is (answer is not False)


def test_a_day_is_before_the_next_and_meets_it() -> None:
    a, b = certain(1, 1), certain(2, 2)
    assert certainly("before", a, b)
    assert certainly("allenMeets", a, b)
    assert not possibly("allenBefore", a, b)


def test_equal_bounds_are_not_equal_times() -> None:
    march = Span.of(parse("2022-03"))
    assert possibly("equals", march, march)
    assert not certainly("equals", march, march)
    assert possible(march, march) == set(ALLEN)


def test_the_ends_of_the_calendar_are_days_like_others() -> None:
    first, last = Span.days(date.min, date.min), Span.days(date.max, date.max)
    assert certainly("allenBefore", first, last)
    assert certainly("equals", last, last)
    going_on = Span(date.max, date.max, None, None)
    assert possible(last, going_on) == {"allenEquals", "allenStarts"}


@pytest.mark.parametrize("bounds", [(3, 2, 3, 4), (1, 2, 4, 3), (3, 4, 1, 2), (3, None, None, 2)])
def test_bounds_that_nothing_keeps_to_are_refused(bounds: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError, match="no time keeps to these bounds"):
        Span(*map(day, bounds))


def test_an_unknown_relation_is_refused() -> None:
    with pytest.raises(KeyError):
        possibly("near", NOTHING_KNOWN, NOTHING_KNOWN)
