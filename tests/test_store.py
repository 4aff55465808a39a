"""The store: plain values out, nothing reached beyond it, nothing half-written."""

from __future__ import annotations

import contextlib
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import CallError, QueryError
from kg.guard import refuse_unsafe
from kg.nesting import MAX_NESTING, _links
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

XSD = "http://www.w3.org/2001/XMLSchema#"
LINES = [
    '<http://e/a> <http://e/p> "one" <http://e/g1> .\n',
    '<http://e/a> <http://e/p> "two"@en <http://e/g2> .\n',
    f'<http://e/a> <http://e/n> "7"^^<{XSD}integer> <http://e/g2> .\n',
    "<http://e/a> <http://e/q> <http://e/b> <http://e/g2> .\n",
]


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.in_memory(LINES)


# -- answers


def test_the_default_graph_is_the_union(store: Store) -> None:
    table = store.select("SELECT ?o { <http://e/a> <http://e/p> ?o } ORDER BY ?o")
    assert table.variables == ("o",)
    assert table.rows == (("one",), ("two",))
    assert len(store) == 4
    assert len(table) == 2
    assert list(table) == [{"o": "one"}, {"o": "two"}]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ('"x"', "x"),
        ('"x"@en', "x"),
        ("<http://e/x>", "http://e/x"),
        ("7", 7),
        ("1.5", 1.5),
        ("1.5e0", 1.5),
        ("true", True),
        ("false", False),
        (f'"1"^^<{XSD}boolean>', True),
        (f'"2022-03-29"^^<{XSD}date>', "2022-03-29"),
        (f'"none"^^<{XSD}integer>', "none"),  # no number, whatever it calls itself
        (f'"maybe"^^<{XSD}boolean>', "maybe"),
        ("?unbound", None),
        ("1/0", None),
    ],
)
def test_terms_become_plain_values(store: Store, term: str, value: object) -> None:
    row = store.select(f"SELECT ({term} AS ?x) {{}}").rows[0]
    assert row == (value,)
    assert type(row[0]) is type(value)


def test_prefixes_may_be_given(store: Store) -> None:
    table = store.select("SELECT ?o { e:a e:q ?o }", {"e": "http://e/"})
    assert table.rows == (("http://e/b",),)


@pytest.mark.parametrize("text", ["ASK {}", "DESCRIBE <http://e/a>", "CONSTRUCT WHERE {?s ?p ?o}"])
def test_only_select_is_a_table(store: Store, text: str) -> None:
    store.query(text)
    with pytest.raises(QueryError, match="only SELECT gives a table"):
        store.select(text)


def test_a_syntax_error_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+: not SPARQL here"):
        store.query("SELECT *\nWHERE { ?s ?p }")
    with pytest.raises(QueryError, match="unknown prefix 'ex' \\(declare it with PREFIX ex:"):
        store.query("SELECT * { ?s ex:p ?o }")


def test_an_unknown_function_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match=r"unknown function <http://e/f>$"):
        store.select("SELECT (<http://e/f>(1) AS ?x) {}")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("before", "(there is kg:certainlyBefore, kg:possiblyBefore)"),
        ("possiblyDurring", "there is kg:possiblyDuring"),
        ("buried", "unknown function <http://e/ns#buried>"),
        ("", "unknown function <http://e/ns#>"),
    ],
)
def test_an_unknown_function_on_dates_is_told_with_those_there_are(
    store: Store, name: str, told: str
) -> None:
    with pytest.raises(QueryError, match=re.escape(told)):
        store.select(f"SELECT (kg:{name}(?a, ?b) AS ?x) {{}}", {"kg": "http://e/ns#"})


def test_functions_on_dates_stand_in_the_namespace_of_kg_and_in_ours(store: Store) -> None:
    ask = f'("2022-03-28"^^<{XSD}date>, "2022-03-29"^^<{XSD}date>) AS ?x'
    ours = f"SELECT (<https://w3id.org/parley/ns#certainlyBefore>{ask}) {{}}"
    other = f"SELECT (<http://e/ns#certainlyBefore>{ask}) {{}}"
    kg = {"kg": "http://e/ns#"}
    assert store.select(ours).rows == store.select(ours, kg).rows == ((True,),)
    assert store.select(other, kg).rows == ((True,),)
    with pytest.raises(QueryError, match="unknown function"):
        store.select(other)


def test_functions_on_dates_are_known_while_a_query_is_looked_at(store: Store) -> None:
    """Words that have to be looked at by the engine's grammar: FROM and SERVICE."""
    text = 'SELECT ("FROM SERVICE" AS ?y) (kg:possiblyBefore(1, 2) AS ?x) {}'
    kg = {"kg": "http://e/ns#"}
    assert store.select(text, kg).rows == (("FROM SERVICE", None),)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "PREFIX e: <http://e/> delete where { ?s ?p ?o }",
        "# a comment\nLOAD <http://e/>",
        "CLEAR ALL",
    ],
)
def test_nothing_is_written(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="is not allowed \\(the graph is read-only"):
        store.query(text)
    assert len(store) == 4


def test_a_remote_from_names_a_graph_of_the_store_only(store: Store) -> None:
    assert store.select("SELECT * FROM <http://127.0.0.1:1/g> { ?s ?p ?o }").rows == ()
    assert len(store.select("SELECT * FROM <http://e/g1> { ?s ?p ?o }")) == 1


# -- SERVICE

REACHING = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . SERVICE ?s { ?a ?b ?c } }",
    "SELECT * { SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE # <\n <http://127.0.0.1:1/> { ?s ?p ?o } }",
    'SELECT * { BIND("\\"" AS ?q) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }',
    "SELECT * { FILTER NOT EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
    "ASK { { SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    # An escaped quote in a local name is no string, and the comment closes none.
    "PREFIX e: <http://e/> SELECT * { OPTIONAL { e:a\\'b e:p ?o }"
    " SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } # '",
    # A less-than sign and the end of a comment are no address.
    "SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE#>\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> PREFIX service: <http://e/>"
    " SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ''' SERVICE ''' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
]
HARMLESS = [
    'SELECT ("SERVICE <http://e/> {" AS ?x) {}',
    "SELECT ('''a 'SERVICE' { b''' AS ?x) {}",
    'SELECT * { ?s ?p "a"@service }',
    "SELECT * { ?service ?p $SERVICE }",
    "SELECT * { ?s <http://e/SERVICE> ?o }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://e/> { }",
    "PREFIX service: <http://e/> SELECT * { ?s service:SERVICE service:service }",
    "PREFIX ex: <http://e/> SELECT * { ?s ex:service ex:SERVICE . GRAPH ex:service { ?s ?p ?o } }",
    "PREFIX e: <http://e/> SELECT * { ?s e:a\\'service ?o }",
    "SELECT * { _:service ?p ?o }",
    'SELECT ("\\u0022 SERVICE" AS ?x) {}',
]


@pytest.mark.parametrize("text", REACHING)
def test_no_query_reaches_out(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        refuse_unsafe(text)
    with pytest.raises(QueryError):
        store.query(text)


def test_service_is_refused_by_name() -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        refuse_unsafe(REACHING[0])


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_service_elsewhere_is_harmless(store: Store, text: str) -> None:
    refuse_unsafe(text)
    store.query(text)


def test_given_prefixes_count_for_the_word_service(store: Store) -> None:
    store.query("SELECT * { ?s service:a ?o }", {"service": "http://e/"})


GAPS = st.sampled_from([" ", "\n", "\t", "#\n", "# SERVICE '\n", '# "\n', "#>\n", "  "])
BEFORE = st.sampled_from(
    ["", "?s ?p 'x' .", '?s ?p "\\"" .', "?s ?p <http://e/'> .", "FILTER(1<2)", "e:a\\'b e:p 1 .",
     "?s ?p '''a''' .", "OPTIONAL { ?s ?p ?o }", "FILTER(?a<2&&?b>1)", "?s ?p e:\\#x ."]
)  # fmt: skip
AFTER = st.sampled_from(["", "# '", '# "', "# >", "# '''", "#}"])


@given(
    case=st.tuples(*[st.sampled_from([a.lower(), a]) for a in "SERVICE"]).map("".join),
    gaps=st.tuples(GAPS, GAPS, GAPS),
    before=st.lists(BEFORE, max_size=3),
    silent=st.sampled_from(["", "SILENT ", "silent\n"]),
    target=st.sampled_from(["<http://127.0.0.1:1/>", "?s", "e:x"]),
    after=AFTER,
)
def test_service_is_refused_in_whatever_guise(
    case: str,
    gaps: tuple[str, str, str],
    before: list[str],
    silent: str,
    target: str,
    after: str,
) -> None:
    one, two, three = gaps
    text = (
        f"PREFIX e: <http://e/>\nSELECT * {{ {' '.join(before)}{one}{case}{two}{silent}{target}"
        f"{three}{{ ?a ?b ?c }} }} {after}"
    )
    with pytest.raises(QueryError):
        refuse_unsafe(text)


@given(st.text(st.sampled_from("'\"\\<>#{}()?$:_ \n\rSERVICEservicea1@^."), max_size=60))
@example("#" * 60 + "1")
def test_what_passes_has_no_service_that_the_engine_would_call(text: str) -> None:
    """Whatever the text is, it is refused, or it runs: a call to a service would be an OSError."""
    with contextlib.suppress(QueryError):
        Store.in_memory([]).select(f"PREFIX e: <http://e/> SELECT * {{ {text} }}")


@pytest.mark.parametrize("pair", ["()", "{}", "[]"])
def test_nesting_that_would_break_the_engine_is_refused(store: Store, pair: str) -> None:
    began = time.perf_counter()
    with pytest.raises(QueryError, match="nested too deeply"):
        store.query(f"SELECT * {{ {pair[0] * 100_000}{pair[1] * 100_000} }}")
    assert time.perf_counter() - began < 2
    depth = MAX_NESTING - 10
    store.query(f"SELECT ({'(' * depth}1{')' * depth} AS ?x) {{}}")


def test_no_text_makes_the_guard_think_long() -> None:
    began = time.perf_counter()
    for text in ("#" * 100_000, "PREFIX " * 20_000, "PREFIX a: <" * 20_000, " " * 100_000 + "!"):
        refuse_unsafe(text)
    assert time.perf_counter() - began < 2


# -- on disk


def test_a_store_on_disk_answers_as_one_in_memory(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "store"
    Store.write(LINES, folder)
    opened = Store.open(folder)
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert opened.select(query) == store.select(query)
    assert [one.name for one in tmp_path.iterdir()] == ["store"]


def test_a_store_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.write(LINES, folder)
    Store.write(LINES[:1], folder)
    assert len(Store.open(folder)) == 1


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.write(LINES, folder)
    with pytest.raises(SyntaxError):
        Store.write(["no quads\n"], folder)
    assert len(Store.open(folder)) == 4
    assert [one.name for one in tmp_path.iterdir()] == ["store"]


def test_a_folder_that_is_no_store_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(CallError, match="is there already, and is no store"):
        Store.write(LINES, folder)
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    (tmp_path / "empty").mkdir()
    Store.write(LINES, tmp_path / "empty")
    assert len(Store.open(tmp_path / "empty")) == 4


def test_opening_what_is_no_store_makes_none(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="is no store \\(make one with: kg build"):
        Store.open(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + " + ".join(["1"] * 10_000) + ") }",
        "SELECT * { FILTER(" + " || ".join(["true"] * 10_000) + ") }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 10_000) + " }",
        "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 10_000 + "}",
        "SELECT * { ?s " + "/".join(["<a:b>"] * 10_000) + " ?o }",
    ],
    ids=["sum", "or", "union", "optional", "path"],
)
def test_chains_that_would_break_the_engine_are_refused(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="too many operators"):
        store.query(query)


def test_many_addresses_and_texts_are_no_chain(store: Store) -> None:
    addresses = " ".join(f"<https://example.org/a/b/c/{i}>" for i in range(3000))
    texts = " ".join(f'"1 + 1 / {i}"' for i in range(3000))
    store.query(f"SELECT * {{ VALUES ?a {{ {addresses} }} VALUES ?b {{ {texts} }} }}")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("# don't\n ?a + ?b '", 1),
        ('"""a"b+c"""+', 1),
        ("ex:a\\'b+c'", 1),
        ("?a<b:c+d:e>?f", 1),
        ("<https://w3id.org/a/b/c> <urn:a#b> + 1", 1),
        (r'"a\"+b" ex:b\'+', 1),
        ("'a' - 'b' ?a-?b (1)-(2) event:2022-03-28-x", 3),
    ],
)
def test_only_operators_are_counted(text: str, links: int) -> None:
    assert _links(text) == links


@pytest.mark.parametrize("part", ['\\"', "\\'", "'\\'", '"\n', '"""', "<http://", "<", "#", "\\"])
def test_no_text_takes_long_to_look_through(part: str) -> None:
    begin = time.perf_counter()
    _links(part * (300_000 // len(part)))
    assert time.perf_counter() - begin < 1
