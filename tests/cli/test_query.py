"""``kg query``: every way to name a query, and every form of answer."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import rdflib

from kg.queries import named_queries

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg

EVENTS = "SELECT ?e ?d { ?e a sem:Event ; kg:date ?d } ORDER BY ?e"
COUNT = "SELECT (COUNT(*) AS ?n) { ?e a sem:Event }"


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_answers_with_its_columns(name: str, kg: Kg) -> None:
    result = kg("query", name, "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split(",") == list(named_queries()[name].columns)


def test_list_names_every_query_with_its_parameters(kg: Kg) -> None:
    lines = kg("query", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines if line[0] != " "] == list(named_queries())
    assert (
        "                             -p day=2022-03-28   day on which the claims were made"
        in lines
    )


def test_file_text_and_standard_input_are_the_same_to_it(tmp_path: Path, kg: Kg) -> None:
    file = tmp_path / "x.rq"
    file.write_text(COUNT)
    from_file = kg("query", str(file), "--format", "csv")
    assert from_file.stdout_bytes == b"n\r\n2\r\n"
    assert kg("query", COUNT, "--format", "csv").stdout == from_file.stdout
    assert kg("query", "-", "--format", "csv", stdin=COUNT).stdout == from_file.stdout
    latin = kg("query", "-", stdin=b"SELECT * {\n # caf\xe9\n}")
    assert latin.exit_code == 2
    assert latin.stderr == "kg: standard input:2: byte 0xe9 is not UTF-8\n"


def test_filters_and_parameters_reach_the_query_of_a_file(tmp_path: Path, kg: Kg) -> None:
    file = tmp_path / "x.rq"
    file.write_text(
        'SELECT ?id {\n  VALUES ?word { "none" }  # param: a word\n  # view: ?event\n'
        "  ?event a sem:Event ; dcterms:identifier ?id FILTER(CONTAINS(?id, ?word))\n}"
    )
    assert "call" not in kg("query", str(file)).stdout
    assert "call" in kg("query", str(file), "-p", "word=c").stdout
    assert kg("query", str(file), "-p", "word=c", "--kind", "talks-round").stderr == "0 rows\n"


def test_values_are_terms_and_never_part_of_the_query(tmp_path: Path, kg: Kg) -> None:
    file = tmp_path / "x.rq"
    file.write_text('SELECT ?word {\n  VALUES ?word { "none" }  # param: a word\n}')
    hostile = 'a" } UNION { ?s ?p "\\'
    result = kg("query", str(file), "-p", f"word={hostile}", "--format", "json")
    rows = json.loads(result.stdout)["results"]["bindings"]
    assert [row["word"]["value"] for row in rows] == [hostile]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), ["round", "call"]),
        (("--track", "talks"), ["round"]),
        (("--track", "other,talks"), ["round", "call"]),
        (("--track", "other", "--track", "talks"), ["round", "call"]),
        (("--kind", "call"), ["call"]),
        (("--status", "cancelled"), []),
        (("--actor", "land"), ["round"]),
        (("--topic", "guarantees"), ["round"]),
        (("--from", "2022-03-30"), ["call"]),
        (("--to", "2022-03-29"), ["round"]),
        (("--disputed",), ["round"]),
        (("--text", "SPOKE"), ["call"]),
    ],
)
def test_filters(args: tuple[str, ...], expected: list[str], kg: Kg) -> None:
    result = kg("query", "timeline", "--format", "csv", *args)
    rows = csv.DictReader(io.StringIO(result.stdout))
    assert [row["event"].rpartition("/")[2] for row in rows] == expected


def test_table_is_aligned_and_counted(kg: Kg) -> None:
    result = kg("query", EVENTS)
    assert result.stdout.splitlines() == [
        "e            d",
        "───────────  ──────────",
        "event:call   2022-04",
        "event:round  2022-03-29",
    ]
    assert result.stderr == "2 rows\n"


def test_formats_of_tables_hold_the_same_rows(kg: Kg) -> None:
    text = EVENTS
    by = {
        name: kg("query", text, "--format", name).stdout for name in ("csv", "tsv", "json", "xml")
    }
    rows = [[one["d"]["value"]] for one in json.loads(by["json"])["results"]["bindings"]]
    assert rows == [["2022-04"], ["2022-03-29"]]
    assert [[row["d"]] for row in csv.DictReader(io.StringIO(by["csv"]))] == rows
    assert by["tsv"].count("\n") == 3
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert len(list(ET.fromstring(by["xml"]).iter(f"{space}result"))) == 2  # noqa: S314 - our own


def test_ask_and_construct_and_describe(kg: Kg) -> None:
    assert kg("query", "ASK { ?e a sem:Event }").stdout == "true\n"
    assert (
        json.loads(kg("query", "ASK { ?e a <a:b> }", "--format", "json").stdout)["boolean"] is False
    )
    refused = kg("query", "ASK { ?e a sem:Event }", "--format", "csv")
    assert refused.exit_code == 2
    assert refused.stderr == "kg: ASK gives no 'csv' (formats for it: table, json, xml)\n"
    for text in (
        "CONSTRUCT { ?e rdfs:label ?l } { ?e a sem:Event ; rdfs:label ?l }",
        "DESCRIBE <https://w3id.org/parley/id/event/round>",
    ):
        turtle = kg("query", text).stdout
        triples = kg("query", text, "--format", "nt").stdout
        assert turtle.startswith("@prefix ")
        assert triples.splitlines() == sorted(triples.splitlines())
        assert set(rdflib.Graph().parse(data=turtle, format="turtle")) == set(
            rdflib.Graph().parse(data=triples, format="nt")
        )
        assert kg("query", text, "--format", "table").exit_code == 2


def test_file_is_written_whole(tmp_path: Path, kg: Kg) -> None:
    target = tmp_path / "x.csv"
    result = kg("query", "timeline", "--format", "csv", "-o", str(target))
    assert result.stdout == ""
    assert result.stderr == "2 rows\n"
    assert target.read_bytes().count(b"\r\n") == 3
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("literal", ['"x"^^xsd:integer', '"x"^^xsd:double', '"9"^^<a:b>', '"a"@en'])
def test_literals_of_any_kind_are_shown(literal: str, kg: Kg) -> None:
    assert kg("query", f"SELECT ({literal} AS ?x) {{}}").exit_code == 0
