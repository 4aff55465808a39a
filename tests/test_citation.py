"""Citations: what they hold, and that neither order nor layout changes a hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citation import answer_of, citation_for, read, render, verify
from kg.citation.query import _tokens, caveats, normal
from kg.citation.records import Record, Records
from kg.citation.result import Result, differences
from kg.errors import CallError, NotFoundError, QueryError
from kg.export import export
from kg.graph import Graph
from kg.load import load
from kg.queries import named, named_queries, page_query
from kg.rdf.names import Names
from kg.values import Result as Worked
from kg.values import Term
from kg.view import View

from .small import write_small
from .support import change

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from kg.citation import Citation

DAY = date(2026, 7, 3)
NAMES = Names()
TITLES = "SELECT ?event ?title { ?event a sem:Event ; rdfs:label ?title }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Graph(load(write_small(tmp_path_factory.mktemp("small"))))


def cite(graph: Graph, query: str | None = None, view: View | None = None, **more: Any) -> Citation:
    return citation_for(graph, view or View(), query, accessed=DAY, **more)


# The dataset


def test_hash_of_the_dataset_is_that_of_its_export(graph: Graph) -> None:
    content = export(graph.store, "nq", graph.names)
    assert cite(graph).release.sha256 == hashlib.sha256(content).hexdigest()


def test_canonical_lines_are_those_of_the_algorithm(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    change(folder, "actors.yaml", "uk: Посол", "zh-Hant: 大使")
    graph = Graph(load(folder))
    whole = ox.Dataset(ox.parse("".join(graph.lines), format=ox.RdfFormat.N_QUADS))
    whole.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = "".join(sorted(f"{one} .\n" for one in whole))
    assert cite(graph).release.sha256 == hashlib.sha256(lines.encode()).hexdigest()


# Queries


@pytest.mark.parametrize("name", named_queries())
def test_normal_form_gives_the_same_result(name: str, graph: Graph) -> None:
    written = named(name).sparql(View(kinds=("call",)), {}, NAMES)
    found = Result.of_answer(graph.store.query(written))
    text = normal(written, {})
    assert Result.of_answer(graph.store.query(text)) == found
    assert normal(text, {}) == text
    assert "#" not in re.sub(r'<[^>]*>|"[^"]*"', "", text)


@pytest.mark.parametrize("name", ["actor-events", "announcements", "claims"])
def test_normal_form_of_queries_of_pages_can_be_parsed(name: str, graph: Graph) -> None:
    graph.store.query(normal(page_query(name).text, NAMES.prefixes))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select*{?s?p?o}", "SELECT * { ?s ?p ?o }"),
        ("ASK { ?s ?p '# no', \"\"\"a\n  # b\"\"\"@en }#x", None),
        ("SELECT ?x { VALUES ?x { -1 .5 1e3 } FILTER(?x-1 <2) }", None),
        ("SELECT ?s { ?s sem:subEventOf*/(^rdf:value|!rdf:type)+ ?o FILTER(?o != <http://x#y>) }",
         None),
        ("SELECT (COALESCE(?a, CONCAT('a', 'b')) AS ?x) {}", None),
        ("SELECT (GROUP_CONCAT(?a; SEPARATOR=', # ') AS ?x) { ?a a sem:Event.}", None),
        ("SELECT ?s { ?s <http://x/(a)#b> (1 'x' [a sem:Event]), \"2\"^^xsd:integer; }", None),
        ("BASE <http://x/> PREFIX a: <b#> SELECT ?s { ?s a a:c.d, <e> }",
         "BASE <http://x/> PREFIX a: <b#> SELECT ?s { ?s a a:c.d , <e> }"),
        ("PREFIX b: <http://b/> PREFIX a: <http://a/> PREFIX c: <http://c/> ASK{a:x b:y\\#z true}",
         "PREFIX a: <http://a/> PREFIX b: <http://b/> ASK { a:x b:y\\#z true }"),
    ],
)  # fmt: skip
def test_normal_form(text: str, form: str | None, graph: Graph) -> None:
    found = normal(text.replace("select*", "select *"), NAMES.prefixes)
    assert form is None or found == form
    assert normal(found, NAMES.prefixes) == found
    first = graph.store.query(text, NAMES.prefixes) if "\\#" not in text else None
    second = graph.store.query(found)
    assert first is None or Result.of_answer(first) == Result.of_answer(second)


@given(st.sampled_from(sorted(named_queries())), st.randoms(use_true_random=False))
def test_normal_form_does_not_depend_on_the_layout(name: str, dice: random.Random) -> None:
    tokens = list(_tokens(named(name).text))
    text = tokens[0].text
    for before, one in pairwise(tokens):
        tight = before.text in "{}(),;" or one.text in "{}(),;"
        text += dice.choice(["" if tight else " ", "\n", "\t ", " # a 'comment' {\n"])
        text += one.text.lower() if one.kind == "word" and one.text.isupper() else one.text
    # A datatype stands right after its text in every query we have.
    assert normal(re.sub(r"\s*(# a 'comment' \{\n)?\^\^\s*(# a 'comment' \{\n)?", "^^", text), {}) \
        == normal(named(name).text, {})  # fmt: skip


def test_what_answers_otherwise_each_time_is_not_cited(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"^RAND\(\) answers otherwise each time"):
        cite(graph, "SELECT (rand ( ) AS ?x) {}")
    assert cite(graph, "SELECT ('NOW()' AS ?now) {}  # NOW()").result.rows == (('"NOW()"',),)
    with pytest.raises(QueryError, match="blank nodes"):
        cite(graph, "CONSTRUCT { ?e rdfs:seeAlso [] } { ?e a sem:Event }")


def test_caveats_tell_what_is_left_to_the_engine() -> None:
    assert caveats("SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 1") == ()
    assert len(caveats("SELECT (SAMPLE(?s) AS ?x) { ?s ?p 'SAMPLE' } LIMIT 1")) == 2


def test_error_has_the_place_in_the_text_as_written(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"^line 2, column 1: not SPARQL here"):
        cite(graph, "SELECT *\n! {}")
    with pytest.raises(CallError, match="query 'offices' takes no filters"):
        cite(graph, "offices", View(kinds=("call",)))


# Results


@given(
    st.permutations(["a", "b", "c"]),
    st.lists(st.tuples(*[st.sampled_from([None, '"1"', "<http://x>"])] * 3), max_size=6),
    st.randoms(use_true_random=False),
)
def test_order_of_rows_and_variables_does_not_matter(
    names: list[str], rows: list[tuple[str | None, ...]], dice: random.Random
) -> None:
    other = [tuple(row["abc".index(name)] for name in names) for row in rows]
    dice.shuffle(other)
    one, two = Result.of("SELECT", "abc", rows), Result.of("SELECT", names, other)
    assert one == two
    assert one.sha256 == two.sha256
    assert differences(one.lines, two.lines) == ([], [])


def test_order_of_a_query_does_not_matter(graph: Graph) -> None:
    one = cite(graph, TITLES + " ORDER BY ?title").result
    two = cite(graph, TITLES.replace("?event ?title {", "?title ?event {")).result
    assert one.sha256 == two.sha256
    # A row less, a row twice, and a text in another language are other results.
    assert cite(graph, TITLES + " LIMIT 1").result.sha256 != one.sha256
    twice = Result.of(one.form, one.variables, (*one.rows, one.rows[0]))
    assert twice.sha256 != one.sha256
    changed = ((one.rows[0][0], f"{one.rows[0][1]}-GB"), *one.rows[1:])
    assert Result.of(one.form, one.variables, changed).sha256 != one.sha256


@pytest.mark.parametrize(
    ("query", "form", "count"),
    [
        ("ASK { ?s a sem:Event }", "ASK", 1),
        ("CONSTRUCT { ?e a ?k } { ?e sem:eventType ?k . ?e ?p ?o }", "CONSTRUCT", 2),
        ("DESCRIBE <https://w3id.org/parley/id/topic/none>", "CONSTRUCT", 0),
        (TITLES, "SELECT", 2),
    ],
)
def test_every_form_of_query_is_cited(query: str, form: str, count: int, graph: Graph) -> None:
    cited = cite(graph, query)
    assert cited.result.form == form
    assert len(cited.result.rows) == count
    assert verify(graph, read(render(cited, "json").encode())).same


def test_answer_of_a_worker_is_that_of_the_engine(graph: Graph) -> None:
    solutions = graph.store.query(TITLES, NAMES.prefixes)
    assert isinstance(solutions, ox.QuerySolutions)
    rows = tuple(
        (Term("uri", row["event"].value), Term("literal", row["title"].value, language="en"))
        for row in solutions
    )
    worked = Worked(("event", "title"), rows)
    assert cite(graph, TITLES, answer=answer_of(worked)) == cite(graph, TITLES)
    made = Worked(turtle="<http://a> <http://b> 1 .")
    assert Result.of_answer(answer_of(made)).form == "CONSTRUCT"
    assert Result.of_answer(answer_of(Worked(answer=True))).rows == (("true",),)
    with pytest.raises(QueryError, match="blank nodes"):  # and it is not run here instead
        cite(graph, TITLES, answer=answer_of(Worked(turtle="[] <http://b> 1 .")))
    with pytest.raises(CallError, match="cut at the limit of rows"):
        answer_of(replace(worked, truncated=True))


# Records


def test_parts_lead_to_their_records(tiny_graph: Graph) -> None:
    records = Records(tiny_graph.dataset, NAMES)
    ids = {record.id for _, record in tiny_graph.dataset.records()}
    for one in tiny_graph.lines:
        subject = one[1 : one.index(">")]
        found = records.of(subject)
        if (
            f"{NAMES.base}id/" in subject
            and "/dataset/" not in subject
            and "/shape/" not in subject
        ):
            assert found is not None
            # Posts of no body and agents have no record of their own.
            assert found.id in ids or found.kind in ("publisher", "post"), subject


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("id/claim/two-days", Record("round", "event")),
        ("id/citation/two-days.corroborated.news", Record("round", "event")),
        ("id/role/round.envoy.1234567890", Record("round", "event")),
        ("id/membership/envoy.minister", Record("envoy", "actor")),
        ("id/lifecycle/gone.held.1234567890", Record("gone", "event")),
        ("id/claim/gone", Record("gone", "claim")),
        ("id/publisher/daily", Record("daily", "publisher")),
        ("voc/topic/peace", Record("peace", "topic")),
        ("voc/status/held", None),
        ("ns#Claim", None),
        ("id/dataset/parley", None),
    ],
)
def test_record_of_an_iri(name: str, record: Record | None, graph: Graph) -> None:
    assert Records(graph.dataset, NAMES).of(NAMES.base + name) == record


def test_iri_within_a_text_is_none(graph: Graph) -> None:
    line = f'"see <{NAMES.base}id/event/round>"@en\t<{NAMES.base}id/event/call>'
    assert Records(graph.dataset, NAMES).behind([line]) == [Record("call", "event")]


def test_view_holds_its_records(graph: Graph) -> None:
    whole = {row[0] for row in cite(graph).result.rows}
    assert {record.id for _, record in graph.dataset.records()} <= whole
    calls = {row[0] for row in cite(graph, view=View(kinds=("call",))).result.rows}
    assert {"call", "other-envoy", "copy", "wire"} <= calls
    assert calls < whole
    # Before anything of the call was known.
    early = cite(graph, view=View(as_of=date(2022, 4, 1))).result
    assert not {"call", "copy"} & {row[0] for row in early.rows}


def test_one_record(graph: Graph) -> None:
    cited = cite(graph, record="round", view=View(as_of=date(2022, 3, 30), kinds=("call",)))
    assert [row[:2] for row in cited.result.rows] == [("round", "event")]
    assert cited.permalink == f"{NAMES.base}id/event/round?as-of=2022-03-30"
    assert "record round" in render(cited, "text")
    with pytest.raises(NotFoundError, match="no record 'none'"):
        cite(graph, record="none")


# Addresses


@pytest.mark.parametrize(
    ("query", "view", "address"),
    [
        (None, View(as_of=date(2022, 3, 28)), "?as-of=2022-03-28"),
        (None, View(kinds=("vote", "call"), text=" A&B "), "?kinds=call,vote&text=a%26b"),
        ("timeline", View(as_of=date(2022, 3, 28)), "sparql?query=timeline&as-of=2022-03-28"),
        ("ASK {}", View(), "sparql?q=ASK%20%7B%20%7D"),
    ],
)
def test_permalink(query: str | None, view: View, address: str, graph: Graph) -> None:
    assert cite(graph, query, view).permalink == NAMES.base + address


def test_permalink_of_other_values_has_the_text(graph: Graph) -> None:
    cited = cite(graph, "claims-on-day", values={"day": "2022-03-27"})
    assert "sparql?query=claims-on-day&q=PREFIX" in cited.permalink
    assert cited.asked is not None
    assert cited.asked.values == {"day": "2022-03-27"}
    # A footnote has no room for it, and tells the value.
    assert f"{NAMES.base}sparql?query=claims-on-day (accessed" in render(cited, "text")
    assert "day 2022-03-27" in render(cited, "text")
    same = cite(graph, "claims-on-day", values={"day": "2022-03-28"})
    assert same.permalink == NAMES.base + "sparql?query=claims-on-day"


def test_query_too_long_for_an_address_is_left_to_the_document(graph: Graph) -> None:
    cited = cite(graph, f"SELECT ('{'x' * 6000}' AS ?x) {{}}")
    assert cited.permalink == NAMES.base + "sparql"
