"""Periods: short times have months, long ones years, and whoever looks in them misses nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.period import periods, periods_around

DAYS = st.none() | st.dates()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2022, 3, 28), date(2022, 3, 30), ("2022-03",)),
        (date(2022, 12, 31), date(2023, 1, 1), ("2022-12", "2023-01")),
        (date(2022, 1, 1), date(2022, 12, 31), tuple(f"2022-{one:02}" for one in range(1, 13))),
        (date(2022, 1, 31), date(2023, 1, 1), ("2022", "2023")),
        (date(988, 5, 1), date(988, 5, 1), ("0988-05",)),
        (date(1000, 1, 1), date(1100, 1, 1), ("open",)),
        (None, date(2022, 3, 1), ("open",)),
        (date(2022, 3, 1), None, ("open",)),
        (date(2022, 3, 2), date(2022, 3, 1), ()),
    ],
)
def test_a_time_has_its_periods(
    first: date | None, last: date | None, expected: tuple[str, ...]
) -> None:
    assert periods(first, last) == expected


@given(DAYS, DAYS, st.dates(), st.dates())
def test_a_time_that_touches_a_range_shares_a_period_with_it(
    first: date | None, last: date | None, start: date, end: date
) -> None:
    touches = (first or date.min) <= end and start <= (last or date.max)
    if touches and start <= end and (first or date.min) <= (last or date.max):
        assert set(periods(first, last)) & set(periods_around(start, end))
