"""The place that a message names is the very word that is wrong."""

from __future__ import annotations

import time

import pytest

from kg.errors import QueryError
from kg.mistake import mistake
from kg.rdf.names import Names
from kg.store import Store

# The word between the marks is the one that is wrong; of "|" alone, the text ends too early.
WRONG = (
    "«SELEC» ?x {}",
    "SELECT «nonsense»",
    "SELECT ?x ?y«,» ?z { ?x a ?y }",
    "SELECT (COUNT(?x) AS «n») { ?x a ?y }",
    "SELECT (COUNT(?x) «?n») { ?x a ?y }",
    "SELECT ?x WHERE «(» ?x a ?y )",
    "SELECT * {\n  ?s ?p «?o»".replace("«?o»", "«}»"),
    'SELECT * { ?s ?p "ünï 😀" «x» }',
    "SELECT * {\n ?s ?p 'a' }\n«}»",
    "SELECT * {\n ?s a sem:Event\n «?s» rdfs:label ?y }",
    "# a comment (with\nSELECT ?x { ?x a ?y . «OPTIONL» { ?x ?p ?o } }",
    "SELECT ?x { ?x a ?y } ORDER «?x»",
    "SELECT ?x { ?x a ?y } LIMIT «x»",
    "SELECT ?x { ?x a ?y FILTER «?y» = 2 }",
    "SELECT ?x { ?x a ?y\n FILTER(?y = «)» }",
    "SELECT ?x { VALUES ?x { «a» } }",
    "PREFIX «a» <http://example.org/> SELECT * {}",
    "SELECT ?x { ?x «foo:bar» ?y }",
    "SELECT ?x { ?x kg:date ?y FILTER(«kg:before»(?x, ?y)) }",
    "SELECT ?x { FILTER(«kg:certainlyBefore»(?x)) }",
    "SELECT * { «SERVICE» <http://example.org/> { ?s ?p ?o } }",
    "«DELETE» WHERE { ?s ?p ?o }",
)


def refused(text: str) -> str:
    with pytest.raises(QueryError) as caught:
        Store.in_memory([]).query(text, Names().prefixes)
    return str(caught.value)


@pytest.mark.parametrize("marked", WRONG)
def test_it_is_the_word_that_is_wrong(marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    found = mistake(refused(text), text)
    assert (found.start, found.end) == (marked.index("«"), marked.index("»") - 1)


@pytest.mark.parametrize("text", ["SELECT * {\n  ?s ?p", "SELECT * {\n ?s ?p ?o ", "ASK {", ""])
def test_what_ends_too_early_is_told_at_its_end(text: str) -> None:
    told = refused(text)
    line = text.rstrip().count("\n") + 1
    assert told.startswith(f"line {line}, column {len(text.rstrip().rpartition(chr(10))[2]) + 1}: ")
    assert "ends before it is complete" in told
    found = mistake(told, text)
    assert text[found.start : found.end] == text.rstrip().split(" ")[-1].strip()


def test_a_slip_of_the_pen_is_told_with_the_word_that_is_meant() -> None:
    told = refused("SELECT ?x { ?x a ?y OPTIONL { ?x ?p ?o } }")
    assert told == ("line 1, column 21: not SPARQL here, at 'OPTIONL' (meant is perhaps OPTIONAL)")


def test_what_the_engine_says_in_words_is_kept() -> None:
    told = refused("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }")
    assert told.endswith("(The SELECT contains a variable that is unbound)")


def test_a_message_about_no_word_has_no_place() -> None:
    assert mistake("nested too deeply (at most 200 brackets)", "SELECT").start is None


def test_a_long_query_is_not_read_word_by_word() -> None:
    text = "SELECT * { " + "?s ?p ?o . " * 3000 + " ! }"
    begin = time.perf_counter()
    assert "at '!'" in refused(text)
    wrong_first = "SELECT , * { " + "?s ?p ?o . " * 3000 + " }"
    assert "at ','" in refused(wrong_first)
    assert time.perf_counter() - begin < 3
