"""The rules of kg.edtf, one by one, and its relations against brute force."""

from __future__ import annotations

import csv
import dataclasses
import itertools
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kg.edtf import (
    Edtf,
    EdtfError,
    before,
    contains_day,
    overlaps,
    parse,
    possibly_overlaps,
)

SPEC_STRINGS = Path(__file__).parents[2] / "shared/outside/edtf/loc_spec_strings.csv"

Bounds = tuple[date | None, date | None, date | None, date | None]


def bounds(text: str) -> Bounds:
    when = parse(text)
    return when.earliest_begin, when.latest_begin, when.earliest_end, when.latest_end


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


# --- the strings of the specification


def test_every_string_of_the_specification_is_read_or_refused_by_its_level() -> None:
    if not SPEC_STRINGS.exists():
        pytest.skip("the strings of the LoC specification are not beside this checkout")
    with SPEC_STRINGS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 67
    for row in rows:
        if row["level"] == "level2":
            with pytest.raises(EdtfError, match="level 2 is not supported"):
                parse(row["string"])
        else:
            assert str(parse(row["string"])) == row["string"]


# --- bounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a single date: some day or days within
        ("2022-03-29", "2022-03-29 2022-03-29 2022-03-29 2022-03-29"),
        ("2022-03", "2022-03-01 2022-03-31 2022-03-01 2022-03-31"),
        ("2024-02", "2024-02-01 2024-02-29 2024-02-01 2024-02-29"),
        ("1900-02", "1900-02-01 1900-02-28 1900-02-01 1900-02-28"),
        ("2022", "2022-01-01 2022-12-31 2022-01-01 2022-12-31"),
        ("201X", "2010-01-01 2019-12-31 2010-01-01 2019-12-31"),
        ("20XX", "2000-01-01 2099-12-31 2000-01-01 2099-12-31"),
        ("2004-XX", "2004-01-01 2004-12-31 2004-01-01 2004-12-31"),
        ("1985-04-XX", "1985-04-01 1985-04-30 1985-04-01 1985-04-30"),
        ("1985-XX-XX", "1985-01-01 1985-12-31 1985-01-01 1985-12-31"),
        # seasons are northern; winter belongs to the year it starts in
        ("2022-21", "2022-03-01 2022-05-31 2022-03-01 2022-05-31"),
        ("2022-22", "2022-06-01 2022-08-31 2022-06-01 2022-08-31"),
        ("2022-23", "2022-09-01 2022-11-30 2022-09-01 2022-11-30"),
        ("2022-24", "2022-12-01 2023-02-28 2022-12-01 2023-02-28"),
        ("2023-24", "2023-12-01 2024-02-29 2023-12-01 2024-02-29"),
        # a qualifier moves no bound
        ("2022?", "2022-01-01 2022-12-31 2022-01-01 2022-12-31"),
        ("2022-03~", "2022-03-01 2022-03-31 2022-03-01 2022-03-31"),
        ("2022-03-29%", "2022-03-29 2022-03-29 2022-03-29 2022-03-29"),
        # an interval: begin from the left, end from the right, and in order
        ("2022-03-28/2022-03-30", "2022-03-28 2022-03-28 2022-03-30 2022-03-30"),
        ("2004-06/2006-08", "2004-06-01 2004-06-30 2006-08-01 2006-08-31"),
        ("2004-06-11/2004-06", "2004-06-11 2004-06-11 2004-06-11 2004-06-30"),
        ("2004-06/2004-06-11", "2004-06-01 2004-06-11 2004-06-11 2004-06-11"),
        ("2004/2004", "2004-01-01 2004-12-31 2004-01-01 2004-12-31"),
        ("2022-07/2022-22", "2022-07-01 2022-07-31 2022-07-01 2022-08-31"),
        ("2022-24/2023-01", "2022-12-01 2023-01-31 2023-01-01 2023-01-31"),
        # open and unknown sides are bounded by that order alone
        ("1985-04/..", "1985-04-01 1985-04-30 1985-04-01 -"),
        ("1985-04/", "1985-04-01 1985-04-30 1985-04-01 -"),
        ("../1985-04", "- 1985-04-30 1985-04-01 1985-04-30"),
        ("/1985-04", "- 1985-04-30 1985-04-01 1985-04-30"),
        # a date-time bounds the day as written, whatever the offset
        ("2022-03-29T23:30:00-04", "2022-03-29 2022-03-29 2022-03-29 2022-03-29"),
        # years without a Python date: wider than the truth, never narrower
        ("-1985", "- 0001-01-01 - 0001-01-01"),
        ("-1985-04", "- 0001-01-01 - 0001-01-01"),
        ("0000", "- 0001-01-01 - 0001-01-01"),
        ("0000-24", "- 0001-02-28 - 0001-02-28"),
        ("000X", "- 0009-12-31 - 0009-12-31"),
        ("Y-170000002", "- 0001-01-01 - 0001-01-01"),
        ("Y170000002", "9999-12-31 - 9999-12-31 -"),
        ("9999-24", "9999-12-01 - 9999-12-01 -"),
        ("-1985/2022", "- 0001-01-01 2022-01-01 2022-12-31"),
        ("2022/Y12345", "2022-01-01 2022-12-31 9999-12-31 -"),
        ("-1985/Y12345", "- 0001-01-01 9999-12-31 -"),
        ("Y12345/..", "9999-12-31 - 9999-12-31 -"),
        ("../-1985", "- 0001-01-01 - 0001-01-01"),
    ],
)
def test_bounds(text: str, expected: str) -> None:
    assert bounds(text) == tuple(day(part) for part in expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", False),
        ("0001", False),
        ("9999", False),
        ("2022/..", False),
        ("0000", True),
        ("-1985", True),
        ("Y10000", True),
        ("9999-24", True),
        ("0000/2022", True),
        ("2022/Y10000", True),
    ],
)
def test_out_of_range(text: str, expected: bool) -> None:
    assert parse(text).out_of_range is expected


# --- flags, precision, time


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2022", False, False),
        ("2022~", True, False),
        ("2022?", False, True),
        ("2022%", True, True),
        ("2022-21~", True, False),
        ("201X?", False, True),
        ("Y12345%", True, True),
        ("2004-06~/2006", True, False),
        ("2004/2006?", False, True),
        ("2004~/2006?", True, True),
        ("../2006%", True, True),
    ],
)
def test_qualifiers_are_flags(text: str, approximate: bool, uncertain: bool) -> None:
    when = parse(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-03-29T10:30:00Z", "time"),
        ("2022-03-29", "day"),
        ("2022-03", "month"),
        ("2022-03-XX", "month"),
        ("2022-22", "season"),
        ("2022", "year"),
        ("2022-XX", "year"),
        ("2022-XX-XX", "year"),
        ("Y12345", "year"),
        ("202X", "decade"),
        ("20XX", "century"),
        ("2022-03-28/2022-03-30", "interval"),
        ("2022/..", "interval"),
    ],
)
def test_precision_is_the_unit_the_date_lies_in(text: str, expected: str) -> None:
    assert parse(text).precision == expected


@pytest.mark.parametrize(
    ("text", "open_start", "open_end", "unknown_start", "unknown_end"),
    [
        ("2022", False, False, False, False),
        ("2022/2023", False, False, False, False),
        ("../2022", True, False, False, False),
        ("2022/..", False, True, False, False),
        ("/2022", False, False, True, False),
        ("2022/", False, False, False, True),
    ],
)
def test_open_and_unknown_sides_are_told_apart(
    text: str, open_start: bool, open_end: bool, unknown_start: bool, unknown_end: bool
) -> None:
    when = parse(text)
    assert when.is_interval == ("/" in text)
    assert (when.is_open_start, when.is_open_end) == (open_start, open_end)
    assert (when.is_unknown_start, when.is_unknown_end) == (unknown_start, unknown_end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-03-29", None),
        ("2022-03-29T10:30:00", datetime(2022, 3, 29, 10, 30)),  # no offset was given
        ("2022-03-29T10:30:00Z", datetime(2022, 3, 29, 10, 30, tzinfo=UTC)),
        (
            "2022-03-29T10:30:00+03",
            datetime(2022, 3, 29, 10, 30, tzinfo=timezone(timedelta(hours=3))),
        ),
        (
            "2022-03-29T10:30:00-04:30",
            datetime(2022, 3, 29, 10, 30, tzinfo=timezone(-timedelta(hours=4, minutes=30))),
        ),
        (
            "2022-03-29T10:30:00+14:00",
            datetime(2022, 3, 29, 10, 30, tzinfo=timezone(timedelta(hours=14))),
        ),
    ],
)
def test_time(text: str, expected: datetime | None) -> None:
    time = parse(text).time
    assert time == expected
    if time and expected:
        assert time.utcoffset() == expected.utcoffset()


# --- refusals


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        # no such day, month, time or offset
        ("1900-02-29", "February 1900 has the days 01 to 28"),
        ("2022-02-30", "February 2022 has the days 01 to 28"),
        ("2022-04-31", "April 2022 has the days 01 to 30"),
        ("2022-04-00", "the day 00"),
        ("2022-13", "the month 13"),
        ("2022-00", "the month 00"),
        ("2022-20", "the month 20"),
        ("2022-42", "the month 42"),
        ("2022-13-XX", "the month 13"),
        ("2022-02/2022-02-30", "February 2022 has the days 01 to 28"),
        ("2022-03-29T24:00:00", "impossible time"),
        ("2022-03-29T10:60:00", "impossible time"),
        ("2022-03-29T23:59:60Z", "impossible time"),
        ("2022-03-29T10:30:00+14:01", "impossible UTC offset"),
        ("2022-03-29T10:30:00-15", "impossible UTC offset"),
        ("2022-03-29T10:30:00+03:60", "impossible UTC offset"),
        ("2022-03-29T10:30:00-00:00", "has the UTC offset -00:00"),
        ("-0000", "written 0000"),
        # shapes
        ("", "it is empty"),
        ("2022-3-29", "its shape is unknown"),
        ("20220329", "its shape is unknown"),
        ("29.03.2022", "its shape is unknown"),
        ("12345", "its shape is unknown"),
        ("2022-03-29\n", "it has a space"),
        (" 2022", "it has a space"),
        ("2022 / 2023", "it has a space"),
        ("201x", "letters are capitals"),
        ("y12345", "letters are capitals"),
        ("２０２２", "is not an ASCII character"),
        ("٢٠٢٢", "is not an ASCII character"),
        ("2022–2023", "is not an ASCII character"),
        ("2022?~", "uncertain and approximate is %"),
        ("2022-03-29T10:30", "hh:mm:ss"),
        ("2022-03-29T10:30:00.5", "hh:mm:ss"),
        ("2022-03-29T10:30:00z", "hh:mm:ss"),
        ("2022-03T10:30:00", "a plain day"),
        ("2022-03-29~T10:30:00", "a plain day"),
        ("0000-03-29T10:30:00", "a plain day"),
        ("2022-21-05", "a day in a season"),
        ("2022-21-XX", "a day in a season"),
        ("Y2022", "5 to 15 digits"),
        ("Y02022", "5 to 15 digits"),
        ("Y" + "9" * 5000, "5 to 15 digits"),
        # intervals
        ("2002/2001", "starts after it ends"),
        ("2022-03-30/2022-03-28", "starts after it ends"),
        ("2022-09/2022-22", "starts after it ends"),
        ("-1985/-2000", "starts after it ends"),
        ("Y20000/Y10000", "starts after it ends"),
        ("2022/-2022", "starts after it ends"),
        ("/", "names no date"),
        ("../..", "names no date"),
        ("../", "names no date"),
        ("/..", "names no date"),
        ("2001/2002/2003", "more than one slash"),
        ("2022-03-28T10:00:00/2022-03-29", "a time of day in an interval"),
        # level 2, by name
        ("[1667,1760-12]", "sets in .* level 2 is not supported"),
        ("{1960,1961-12}", "sets in .* level 2 is not supported"),
        ("2022-25", "seasons 25 to 41.* level 2 is not supported"),
        ("2022-41", "seasons 25 to 41.* level 2 is not supported"),
        ("2022-25/2022-26", "seasons 25 to 41.* level 2 is not supported"),
        ("Y-17E7", "exponential years: level 2 is not supported"),
        ("1950S2", "significant digits: level 2 is not supported"),
        ("2004-06~-11", "a part of a date: level 2 is not supported"),
        ("?2004", "a part of a date: level 2 is not supported"),
        ("2XXX", "unspecified digits in this place: level 2 is not supported"),
        ("XXXX", "unspecified digits in this place: level 2 is not supported"),
        ("-198X", "unspecified digits in this place: level 2 is not supported"),
        ("1984-1X", "unspecified digits in this place: level 2 is not supported"),
        ("1984-XX-12", "unspecified digits in this place: level 2 is not supported"),
        ("201X-04", "unspecified digits in this place: level 2 is not supported"),
        ("2004-06-XX/2004-07-03", "in an interval: level 2 is not supported"),
        ("201X/2020", "in an interval: level 2 is not supported"),
    ],
)
def test_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(EdtfError, match=reason) as raised:
        parse(text)
    assert raised.value.text == text
    assert len(str(raised.value)) < 500
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301


def test_a_shape_error_says_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="allowed: YYYY, YYYY-MM, YYYY-MM-DD"):
        parse("spring of 2022")


# --- in words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-03-29", "29 March 2022"),
        ("2022-03", "March 2022"),
        ("2022", "2022"),
        ("2022~", "about 2022"),
        ("2022?", "2022 (uncertain)"),
        ("2022-03-29%", "about 29 March 2022 (uncertain)"),
        ("2022-21", "spring 2022 (March–May)"),
        ("2022-24", "winter 2022 (December 2022 – February 2023)"),
        ("2022-22?", "summer 2022 (June–August) (uncertain)"),
        ("201X", "some year from 2010 to 2019"),
        ("20XX", "some year from 2000 to 2099"),
        ("2004-XX", "some month in 2004"),
        ("1985-04-XX", "some day in April 1985"),
        ("1985-XX-XX", "some day in 1985"),
        ("201X%", "some year from 2010 to 2019 (uncertain, approximate)"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0000", "1 BCE"),
        ("0033", "33 CE"),
        ("Y170000002", "170000002"),
        ("2022-03-29T10:30:00+03:00", "29 March 2022, 10:30 UTC+03:00"),
        ("2022-03-29T10:30:15Z", "29 March 2022, 10:30:15 UTC"),
        ("2022-03-29T10:30:00", "29 March 2022, 10:30 (no time zone given)"),
        ("2022-03-28/2022-03-30", "28–30 March 2022"),
        ("2022-03-28/2022-04-02", "28 March – 2 April 2022"),
        ("2022-03-28/2022-04-28", "28 March – 28 April 2022"),
        ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2022-03-28/2022-03-28", "28 March 2022"),
        ("2022-03/2022-05", "March–May 2022"),
        ("2022-03/2023-03", "March 2022 – March 2023"),
        ("2022-03/2022-03", "within March 2022"),
        ("2004/2006", "2004–2006"),
        ("-0043/0033", "44 BCE – 33 CE"),
        ("2004-02-01/2005", "from 1 February 2004 to 2005"),
        ("2004~/2006-06?", "from about 2004 to June 2006 (uncertain)"),
        ("2022-21/2022-22", "from spring 2022 (March–May) to summer 2022 (June–August)"),
        ("2022-03-28/", "from 28 March 2022, end unknown"),
        ("2022-03-28/..", "from 28 March 2022 on (open)"),
        ("/2022-03-30", "until 30 March 2022, start unknown"),
        ("../2022-03~", "until about March 2022 (open start)"),
    ],
)
def test_describe(text: str, expected: str) -> None:
    assert parse(text).describe() == expected


# --- relations


@pytest.mark.parametrize(
    ("a", "b", "is_before", "do_overlap"),
    [
        ("2022-03-28", "2022-03-29", True, False),
        ("2022-03-29", "2022-03-29", False, True),
        ("2022-03-30", "2022-03-29", False, False),
        ("2022-03-28/2022-03-30", "2022-03-29", False, True),
        ("2022-03", "2022-03-29", None, None),
        ("2022-03", "2022-04", True, False),
        ("2022-03-28/..", "2022-04-10", None, None),
        ("2022-03-28/..", "2022-03-28", False, True),
        ("2022-03-28/", "2022-03-27", False, False),
        ("../2022-03-28", "2022-03-29", True, False),
        ("-1985", "2022", True, False),
        ("-1985", "-0500", None, None),  # outside the years of date: possible, never wrong
        ("2022", "Y12345", True, False),
        ("Y12345", "2022", False, False),
        ("-1985/Y12345", "2022", False, True),
    ],
)
def test_before_and_overlaps(
    a: str, b: str, is_before: bool | None, do_overlap: bool | None
) -> None:
    assert before(parse(a), parse(b)) is is_before
    assert overlaps(parse(a), parse(b)) is do_overlap
    assert overlaps(parse(b), parse(a)) is do_overlap


@pytest.mark.parametrize(
    ("text", "the_day", "expected"),
    [
        ("2022-03-29", "2022-03-29", True),
        ("2022-03-29", "2022-03-30", False),
        ("2022-03", "2022-03-29", None),
        ("2022-03-28/2022-03-30", "2022-03-29", True),
        ("2022-03/2022-05", "2022-04-15", True),
        ("2022-03/2022-05", "2022-03-15", None),
        ("2022-03-28/..", "2022-03-28", True),
        ("2022-03-28/..", "2030-01-01", None),
        ("/2022-03-28", "1990-01-01", None),
        ("-1985", "0001-01-02", False),
    ],
)
def test_contains_day(text: str, the_day: str, expected: bool | None) -> None:
    assert contains_day(parse(text), date.fromisoformat(the_day)) is expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("2022-03", "2022-03-31", "-", True),
        ("2022-03", "2022-04-01", "-", False),
        ("2022-03", "-", "2022-02-28", False),
        ("2022-03", "-", "-", True),
        ("2022-03/..", "2030-01-01", "2030-12-31", True),
        ("2022-03/..", "-", "2022-02-28", False),
        ("2022-03", "2022-03-20", "2022-03-10", False),  # an empty window
    ],
)
def test_possibly_overlaps(text: str, start: str, end: str, expected: bool) -> None:
    assert possibly_overlaps(parse(text), day(start), day(end)) is expected


# --- the value itself


def test_a_value_is_frozen_hashable_and_unordered() -> None:
    when = parse("2022-03")
    assert {when: 1}[parse("2022-03")] == 1
    assert when != parse("2022-03-XX")  # the same bounds, another statement
    assert pickle.loads(pickle.dumps(when)) == when  # noqa: S301
    with pytest.raises(dataclasses.FrozenInstanceError):
        when.text = "2023"  # type: ignore[misc]
    with pytest.raises(TypeError):
        when < parse("2023")  # type: ignore[operator]  # noqa: B015


# --- properties

DAYS = st.dates(min_value=date(2021, 11, 25), max_value=date(2023, 3, 5))


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    """A date that may be the side of an interval."""
    iso = draw(st.dates() | DAYS).isoformat()
    text = draw(
        st.sampled_from([iso, iso, iso[:7], iso[:7], iso[:4]])
        | st.sampled_from(["21", "22", "23", "24"]).map(lambda code: f"{iso[:4]}-{code}")
        | st.integers(-9999, -1).map(lambda year: f"-{-year:04}")
        | st.integers(10_000, 10**14).flatmap(lambda y: st.sampled_from([f"Y{y}", f"Y-{y}"]))
    )
    return text + draw(st.sampled_from(["", "", "", "~", "?", "%"]))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Any kind of text that levels 0 and 1 allow, save that an interval may be out of order."""
    iso = draw(DAYS).isoformat()
    left, right = draw(plain_dates()), draw(plain_dates())
    offset = draw(st.sampled_from(["", "Z", "+03", "-04:30", "+14:00"]))
    return draw(
        st.sampled_from(
            [
                left,
                f"{left}/{right}",
                f"{left}/{draw(st.sampled_from(['', '..']))}",
                f"{draw(st.sampled_from(['', '..']))}/{right}",
                f"{iso}T{draw(st.times()).strftime('%H:%M:%S')}{offset}",
                *(iso[:3] + "X", iso[:2] + "XX", iso[:4] + "-XX"),
                *(iso[:7] + "-XX?", iso[:4] + "-XX-XX~"),
            ]
        )
    )


@st.composite
def edtfs(draw: st.DrawFn) -> Edtf:
    text = draw(texts())
    try:
        return parse(text)
    except EdtfError as error:
        assume("starts after it ends" not in error.reason)
        raise


@given(edtfs())
@example(parse("2004-06-11/2004-06"))
@example(parse("-1985/Y12345"))
def test_bounds_are_in_order(when: Edtf) -> None:
    lows = [bound or date.min for bound in (when.earliest_begin, when.earliest_end)]
    highs = [bound or date.max for bound in (when.latest_begin, when.latest_end)]
    assert lows[0] <= lows[1]
    assert highs[0] <= highs[1]
    assert lows[0] <= highs[0]
    assert lows[1] <= highs[1]


@given(edtfs())
def test_text_goes_round_and_words_are_found(when: Edtf) -> None:
    assert parse(str(when)) == when
    words = when.describe()
    assert words.strip() == words != ""
    assert "  " not in words


@given(st.dates())
def test_every_day_goes_round(the_day: date) -> None:
    when = parse(the_day.isoformat())
    assert bounds(str(when)) == (the_day,) * 4
    assert contains_day(when, the_day) is True


@given(st.text() | st.text(alphabet="0123456789-XYTZ/.~?%:[]{}", max_size=22))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = parse(text)
    except EdtfError as error:
        assert error.text == text  # noqa: PT017
    else:
        assert when.text == text
        assert when.describe()


def choices(when: Edtf) -> list[tuple[date, date]]:
    """Concrete (begin, end) pairs that the bounds allow, the extreme ones among them.

    An absent bound stands for any day: the widest that ``date`` has is tried.
    """
    begins = {when.earliest_begin or date.min, when.latest_begin or date.max}
    ends = {when.earliest_end or date.min, when.latest_end or date.max}
    begins |= {middle(begins)}
    ends |= {middle(ends)}
    return [(begin, end) for begin in begins for end in ends if begin <= end]


def middle(days: set[date]) -> date:
    return date.fromordinal((min(days).toordinal() + max(days).toordinal()) // 2)


def verdict(answers: set[bool]) -> bool | None:
    return None if len(answers) == 2 else answers.pop()


@given(edtfs(), edtfs(), DAYS | st.dates())
@example(parse("2022-03/2022-05"), parse("2022-05/2022-07"), date(2022, 4, 1))
@example(parse("-1985"), parse("0001-01-01"), date(1, 1, 1))
def test_relations_agree_with_brute_force(a: Edtf, b: Edtf, the_day: date) -> None:
    pairs = list(itertools.product(choices(a), choices(b)))
    facts = {
        "before": (before(a, b), {x[1] < y[0] for x, y in pairs}),
        "overlaps": (overlaps(a, b), {x[0] <= y[1] and y[0] <= x[1] for x, y in pairs}),
        "contains": (contains_day(a, the_day), {x[0] <= the_day <= x[1] for x in choices(a)}),
    }
    # Where a bound is absent, date.min and date.max stand for days beyond them, so a sample may
    # miss a possibility there; elsewhere the answers are equal.
    absent = None in bounds(a.text) or None in bounds(b.text)
    for name, (answer, seen) in facts.items():
        if answer is None:
            assert absent or len(seen) == 2, name
        else:
            assert seen == {answer}, name
    if not absent:
        assert {name: answer for name, (answer, _) in facts.items()} == {
            name: verdict(seen) for name, (_, seen) in facts.items()
        }


@given(edtfs(), st.none() | DAYS, st.none() | DAYS)
def test_possibly_overlaps_agrees_with_brute_force(
    when: Edtf, start: date | None, end: date | None
) -> None:
    low, high = start or date.min, end or date.max
    expected = any(x[0] <= high and low <= x[1] for x in choices(when)) and low <= high
    assert possibly_overlaps(when, start, end) is expected


@given(edtfs(), edtfs())
def test_relations_exclude_each_other(a: Edtf, b: Edtf) -> None:
    assert not (before(a, b) and before(b, a))
    assert overlaps(a, b) is overlaps(b, a)
    assert (overlaps(a, b) is False) == bool(before(a, b) or before(b, a))
