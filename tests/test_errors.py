"""Each error class: its exit code, its HTTP status, its text."""

from __future__ import annotations

import inspect
from datetime import date

import pytest

from kg import errors
from kg.errors import (
    BusyError,
    CallError,
    DataError,
    EngineError,
    EngineSlowError,
    NotFoundError,
    ParleyError,
    Problem,
    QueryError,
    QueryLimitError,
    UnknownYetError,
    WithdrawnError,
)

PROBLEM = Problem("data/a.yaml", "is wrong (be right)", 3, "event 'x'", "date")
TABLE: dict[type[ParleyError], tuple[int, int, ParleyError, str]] = {
    ParleyError: (1, 500, ParleyError("text"), "text"),
    DataError: (
        1,
        500,
        DataError([PROBLEM, Problem("data", "is empty")]),
        "data/a.yaml:3: event 'x': date: is wrong (be right)\ndata: is empty",
    ),
    CallError: (2, 400, CallError("text"), "text"),
    NotFoundError: (
        2,
        404,
        NotFoundError("named query", "x", ["a", "b"]),
        "no named query 'x' (known: a, b)",
    ),
    UnknownYetError: (
        2,
        404,
        UnknownYetError("event", "x", date(2022, 3, 26), date(2022, 3, 27)),
        "nothing was known of event 'x' on 2022-03-26 (the first was known by 2022-03-27)",
    ),
    WithdrawnError: (
        2,
        410,
        WithdrawnError("x", "2023-01-01", "A mistake.", "y"),
        "'x' was withdrawn on 2023-01-01: A mistake. (instead: y)",
    ),
    QueryError: (2, 400, QueryError("text"), "text"),
    QueryLimitError: (1, 503, QueryLimitError("text"), "text"),
    BusyError: (1, 503, BusyError("text"), "text"),
    EngineError: (1, 503, EngineError("text"), "text"),
    EngineSlowError: (1, 503, EngineSlowError("text"), "text"),
}


def test_every_class_is_in_the_table() -> None:
    found = {
        one
        for _, one in inspect.getmembers(errors, inspect.isclass)
        if issubclass(one, Exception) and one.__module__ == errors.__name__
    }
    assert found == set(TABLE)


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: str(kind.__name__))
def test_numbers_and_text(kind: type[ParleyError]) -> None:
    exit_code, status, error, text = TABLE[kind]
    assert (kind.exit_code, kind.http_status) == (exit_code, status)
    assert (error.exit_code, error.http_status) == (exit_code, status)
    assert str(error) == text
    assert isinstance(error, ParleyError)


def test_the_table_in_the_module_says_the_same() -> None:
    drawn = errors.__doc__ or ""
    for kind, (exit_code, status, _, _) in TABLE.items():
        if kind is not ParleyError:
            line = next(one for one in drawn.splitlines() if f" {kind.__name__} " in one)
            assert f"exit {exit_code}" in line, line
            assert f"HTTP {status}" in line, line


def test_an_unknown_name_without_known_ones() -> None:
    assert str(NotFoundError("event", "x")) == "no event 'x'"


def test_a_warning_says_that_it_is_one() -> None:
    assert str(Problem("f", "m", severity="warning")) == "f: m [warning]"


def test_problems_keep_their_order_and_values() -> None:
    error = DataError(iter([PROBLEM]))
    assert error.problems == (PROBLEM,)
    assert error.problems[0].line == 3
