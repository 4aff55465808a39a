"""Answers as bytes: a table that is safe to look at, and the formats that each form has."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import CallError
from kg.rdf.names import Names
from kg.results import FORMATS, prefixes, render
from kg.store import Store

NAMES = Names()
STORE = Store.in_memory(
    [
        '<https://w3id.org/parley/id/event/a> <a:p> "x" <a:g> .\n',
        '<https://w3id.org/parley/id/event/b> <a:p> "y\\n\\u001B[31m" <a:g> .\n',
    ]
)


def table(query: str, width: int | None = None) -> list[str]:
    chosen, content, _ = render(STORE.query(query), None, NAMES, width)
    assert chosen == "table"
    return content.decode().splitlines()


def test_table_shortens_addresses_and_shows_control_characters_harmlessly() -> None:
    assert table("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s") == [
        "s        o",
        "───────  ───────",
        "event:a  x",
        "event:b  y �[31m",
    ]


def test_table_counts_columns_as_a_terminal_does() -> None:
    lines = table('SELECT ?a ?b { VALUES (?a ?b) { ("中国" 1) ("é" 2) ("abcd" 3) } } ORDER BY ?b')
    assert lines[2:] == ["中国  1", "é     2", "abcd  3"]


def test_table_is_cut_to_the_terminal_and_nowhere_else() -> None:
    query = 'SELECT ?a { VALUES ?a { "12345678901234567890" "中中中中中中" } } ORDER BY ?a'
    assert table(query, 10)[2:] == ["123456789…", "中中中中…"]
    assert table(query)[2] == "12345678901234567890"


def test_table_without_rows_or_values() -> None:
    assert table("SELECT ?x ?longer { ?x <a:none> ?longer }") == ["x  longer", "─  ──────"]
    assert table("SELECT ?x {}") == ["x", "─", ""]


@pytest.mark.parametrize("name", FORMATS["SELECT"])
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT ?o { ?s ?p ?o }", 2),
        ("SELECT ?o { ?s <a:none> ?o }", 0),
        ('SELECT ?o { VALUES ?o { "a\\nb" "c\\"\\n\\"d" "<result>" } }', 3),
    ],
)
def test_rows_are_counted_in_every_format(name: str, query: str, count: int) -> None:
    assert render(STORE.query(query), name, NAMES)[2] == count


def test_triples_are_sorted_and_each_stands_once() -> None:
    query = "CONSTRUCT { ?x <a:p> ?o } { ?s ?p ?o VALUES ?x { <a:b> <a:a> } }"
    name, content, count = render(STORE.query(query), "nt", NAMES)
    lines = content.decode().splitlines()
    assert (name, count) == ("nt", 4)
    assert lines == sorted(lines)
    assert render(STORE.query(query), None, NAMES)[0] == "ttl"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SELECT * {}", "ttl"),
        ("SELECT * {}", "nt"),
        ("ASK {}", "csv"),
        ("ASK {}", "ttl"),
        ("DESCRIBE <a:b>", "json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "table"),
    ],
)
def test_formats_that_do_not_fit_are_refused_with_those_that_do(query: str, name: str) -> None:
    with pytest.raises(CallError, match=rf"gives no '{name}' \(formats for it: "):
        render(STORE.query(query), name, NAMES)


def test_prefixes_are_unambiguous() -> None:
    found = prefixes(NAMES)
    assert len(set(found.values())) == len(found)
    for prefix, iri in found.items():
        ox.Store().query("ASK {}", prefixes={prefix: iri})


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_values_for_programs_are_exact(name: str) -> None:
    query = 'SELECT ?a { VALUES ?a { "=1+1" } }'
    _, content, _ = render(STORE.query(query), name, NAMES)
    assert content.split()[1] == {"csv": b"=1+1", "tsv": b'"=1+1"'}[name]
