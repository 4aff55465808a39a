"""Functions on uncertain dates: what they read, what they answer in the engine, and their page."""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg import edtf
from kg.errors import QueryError
from kg.functions import NAMES, functions, miscalled, read
from kg.rdf.names import EDTF, Names
from kg.rdf.quads import FIRST_DAY, LAST_DAY
from kg.span import RELATIONS, Span
from kg.store import Store

from .support import ROOT

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.store import Value

PREFIXES = Names().prefixes
EMPTY = Store.in_memory([])
PAGE = (ROOT / "docs" / "time.md").read_text(encoding="utf-8")


def span(text: str) -> Span:
    return Span.of(edtf.parse(text))


def term(value: str, datatype: str) -> ox.Literal:
    prefix, _, name = datatype.partition(":")
    return ox.Literal(value, datatype=ox.NamedNode(PREFIXES[prefix] + name))


def ask(call: str) -> Value:
    return EMPTY.select(f"SELECT (kg:{call} AS ?x) {{}}", PREFIXES).rows[0][0]


# -- reading a date


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        ("2022-03", "edtf:EDTF", "2022-03"),
        ("2022-03-04/..", "edtf:EDTF", "2022-03-04/.."),
        ("2022-21~", "edtf:EDTF", "2022-21"),
        ("2022-03-29", "xsd:date", "2022-03-29"),
        ("2022-03-29+14:00", "xsd:date", "2022-03-29"),  # the day as written
        ("-0044-03-15", "xsd:date", "-0044-03-15"),
        ("2022-03-29T23:30:00.125-04:00", "xsd:dateTime", "2022-03-29"),
        ("2022-03-29T00:00:00", "xsd:dateTime", "2022-03-29"),
        ("2024-02", "xsd:gYearMonth", "2024-02-01/2024-02-29"),  # whole, not some day in it
        ("2022Z", "xsd:gYear", "2022-01-01/2022-12-31"),
        ("-0044", "xsd:gYear", "-0044"),  # outside what dates can say: as wide as can be
        ("9999", "xsd:gYear", "9999-01-01/9999-12-31"),
    ],
)
def test_what_is_a_date(value: str, datatype: str, expected: str) -> None:
    assert read(term(value, datatype)) == span(expected)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("soon", "edtf:EDTF"),
        ("", "edtf:EDTF"),
        ("2022-03-29\n", "edtf:EDTF"),
        ("2022-03-04/2022-03-01", "edtf:EDTF"),
        ("[2022, 2023]", "edtf:EDTF"),
        ("2022-02-30", "xsd:date"),
        ("2022-03", "xsd:date"),
        ("12022-03-29", "xsd:date"),
        ("2022-03-29", "xsd:dateTime"),
        ("2022-03-29T25:00:00", "xsd:dateTime"),
        ("2022-21", "xsd:gYearMonth"),  # a season of EDTF, no month
        ("201X", "xsd:gYear"),
        ("2022-03-29", "xsd:string"),
        ("2022", "xsd:integer"),
    ],
)
def test_what_is_none(value: str, datatype: str) -> None:
    assert read(term(value, datatype)) is None


def test_only_a_literal_is_a_date() -> None:
    assert read(ox.NamedNode("http://e/2022-03-29")) is None
    assert read(ox.BlankNode()) is None
    assert read(ox.Literal("2022-03-29", language="en")) is None


# -- in the engine

DAY = '"2022-03-29"^^xsd:date'
MARCH = '"2022-03"^^edtf:EDTF'
ROUND = '"2022-03-28/2022-03-30"^^edtf:EDTF'
OPEN = '"2022-03-04/.."^^edtf:EDTF'
UNKNOWN_BEGIN = '"/2022-04"^^edtf:EDTF'
YEAR = '"2022"^^xsd:gYear'


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (f'certainlyBefore({DAY}, "2022-03-30T01:00:00+03:00"^^xsd:dateTime)', True),
        (f"certainlyBefore({DAY}, {DAY})", False),
        (f"possiblyBefore({MARCH}, {DAY})", True),
        (f"certainlyBefore({MARCH}, {DAY})", False),
        (f"certainlyDuring({DAY}, {ROUND})", True),
        (f"certainlyDuring({MARCH}, {YEAR})", True),
        (f"possiblyDuring({MARCH}, {DAY})", True),
        (f"certainlyDuring({MARCH}, {DAY})", False),
        (f"certainlyContains({ROUND}, {DAY})", True),
        (f"certainlyOverlaps({OPEN}, {DAY})", False),  # it may have ended before
        (f"possiblyOverlaps({OPEN}, {DAY})", True),
        (f"possiblyAfter({DAY}, {OPEN})", True),
        (f'possiblyOverlaps({OPEN}, "2022-03-03"^^xsd:date)', False),
        (f"possiblyOverlaps({UNKNOWN_BEGIN}, {DAY})", True),
        (f'possiblyOverlaps({UNKNOWN_BEGIN}, "2022-05-01"^^xsd:date)', False),
        (f'certainlyAllenMeets({DAY}, "2022-03-30"^^xsd:date)', True),
        (f"certainlyAllenDuring({DAY}, {ROUND})", True),
        (f"possiblyEquals({MARCH}, {MARCH})", True),
        (f"certainlyEquals({MARCH}, {MARCH})", False),
        # no date
        (f'certainlyBefore({DAY}, "2022-03-30")', None),
        (f"certainlyBefore({DAY}, 2022)", None),
        (f"certainlyBefore({DAY}, <http://e/>)", None),
        (f"certainlyBefore(?nothing, {DAY})", None),
        (f'possiblyBefore("2022-02-30"^^xsd:date, {DAY})', None),
    ],
)
def test_answers(call: str, answer: bool | None) -> None:
    assert ask(call) is answer


def test_there_are_two_functions_of_each_relation_and_no_plain_one() -> None:
    assert len(NAMES) == 2 * len(RELATIONS) == 38
    assert all(name.startswith(("certainly", "possibly")) for name in NAMES)
    assert {one.value for one in functions("http://e/")} == {f"http://e/{name}" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_function_answers(name: str) -> None:
    assert ask(f"{name}({MARCH}, {DAY})") in (True, False)
    assert ask(f'{name}({MARCH}, "soon")') is None


@pytest.mark.parametrize(
    ("arguments", "given"),
    [("", 0), (" ", 0), ("?a", 1), ("?a, ?b, ?c", 3), ("IF(?a, ?b, ?c)", 1), ('"a, b"', 1),
     ("?a # , ?b\n", 1), ("<http://e/a,b>", 1)],
)  # fmt: skip
def test_other_than_two_arguments_are_refused(arguments: str, given: int) -> None:
    with pytest.raises(QueryError, match=rf"possiblyBefore takes two dates \({given} given\)"):
        ask(f"possiblyBefore ({arguments})")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (kg:possiblyBefore(IF(?a, ?b, ?c), (?d)) AS ?x) {}",
        'SELECT ("kg:possiblyBefore(1)" AS ?x) {} # kg:possiblyBefore(1)',
        "SELECT * { ?s <http://e/#:possiblyBefore(1)> ?o }",
        "SELECT (kg:possiblyBeforehand(1) AS ?x) {}",  # another name; the engine tells
        "SELECT (kg:possiblyBefore(1",  # no SPARQL; the engine tells
    ],
)
def test_what_is_no_call_with_other_than_two_arguments_passes(text: str) -> None:
    assert miscalled(text) is None


def test_no_text_makes_the_look_at_calls_long() -> None:
    began = time.perf_counter()
    for text in ('"' + '\\"' * 50_000, ":possiblyBefore(" * 200 + "()" * 50_000, "<" * 100_000):
        miscalled(text)
    assert time.perf_counter() - began < 2


def test_the_engine_leaves_a_call_unbound_that_no_reading_of_the_text_finds() -> None:
    name = f"<{PREFIXES['kg']}possiblyBefore>"
    assert EMPTY.select(f"SELECT ({name}({DAY}) AS ?x) {{}}", PREFIXES).rows == ((None,),)


# -- docs/time.md

BLOCKS = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)
# Certain and uncertain, open, unknown, and such as share an end with others.
WINDOWS = ("2022-03-29", "2022-03-28/2022-03-30", "2022-03-29/2022-03-31", "2022-03", "2022",
           "2022-03-01/2022-03-31", "2022-03-04/..", "../2022-03-29", "2022-02-28/..",
           "2022-03/2022-04", "2022-21~", "2014/2015")  # fmt: skip


@cache
def conditions() -> dict[str, tuple[str, str]]:
    """Return, by relation, the conditions of the page for certainly and for possibly."""
    found = {}
    for name, rest in ROW.findall(PAGE):
        cells = [cell.strip().strip("`") for cell in rest.split(" | ")]
        found[name] = (cells[-2], cells[-1])
        if name.startswith("Allen"):
            swapped = [
                re.sub(r"\?([ab])(\d)", lambda one: f"?{'ba'['ab'.index(one[1])]}{one[2]}", cell)
                for cell in cells[-2:]
            ]
            found[cells[0]] = (swapped[0], swapped[1])
    return found


def windows() -> str:
    rows = []
    for text in WINDOWS:
        one = edtf.parse(text)
        bounds = (
            one.earliest_begin or FIRST_DAY,
            one.latest_begin or LAST_DAY,
            one.earliest_end or FIRST_DAY,
            one.latest_end or LAST_DAY,
        )
        days = " ".join(f'"{bound}"^^xsd:date' for bound in bounds)
        rows.append(f'("{text}"^^<{EDTF}> {days})')
    return f"VALUES (?b ?b1 ?b2 ?b3 ?b4) {{ {' '.join(rows)} }}"


def test_the_page_has_every_relation() -> None:
    assert {name[0].lower() + name[1:] for name in conditions()} == set(RELATIONS)


@pytest.mark.parametrize("name", NAMES)
def test_function_and_condition_give_the_same_rows(real_graph: Graph, name: str) -> None:
    mode, relation = NAMES[name]
    condition = conditions()[relation[0].upper() + relation[1:]][mode == "possibly"]
    pairs = f"""
      VALUES ?day {{ "P1D"^^xsd:dayTimeDuration }}
      {windows()}
      ?event a sem:Event ; kg:date ?a ;
        sem:hasEarliestBeginTimeStamp ?a1 ; sem:hasLatestBeginTimeStamp ?a2 ;
        sem:hasEarliestEndTimeStamp ?a3 ; sem:hasLatestEndTimeStamp ?a4 ."""
    found, expected = (
        set(real_graph.select(f"SELECT ?event ?b {{ {pairs} FILTER({one}) }}").rows)
        for one in (f"kg:{name}(?a, ?b)", condition)
    )
    assert found == expected
    # Windows among themselves: these share begins and ends, which events seldom do.
    other = re.sub(r"\?b(\d?)", r"?a\1", windows())
    pairs = f'VALUES ?day {{ "P1D"^^xsd:dayTimeDuration }} {windows()} {other}'
    found, expected = (
        set(EMPTY.select(f"SELECT ?a ?b {{ {pairs} FILTER({one}) }}", PREFIXES).rows)
        for one in (f"kg:{name}(?a, ?b)", condition)
    )
    assert found == expected


@pytest.mark.parametrize("number", range(0, len(BLOCKS), 2))
def test_each_example_gives_the_rows_of_its_portable_twin(real_graph: Graph, number: int) -> None:
    own, portable = BLOCKS[number : number + 2]
    assert "kg:possibly" in own or "kg:certainly" in own
    assert "ertainly" not in portable
    assert "ossibly" not in portable
    rows = real_graph.select(own).rows
    assert len(rows) > 10
    # The portable one declares all its prefixes.
    assert sorted(map(str, rows)) == sorted(map(str, real_graph.store.select(portable).rows))


def test_the_example_of_march_has_certain_and_possible_events(real_graph: Graph) -> None:
    rows = list(real_graph.select(BLOCKS[0]))
    certain = {row["date"]: row["certain"] for row in rows}
    assert certain["2022-03-29"] is True
    assert certain["2022-02-28/.."] is False
