"""The same answers from three engines: our own, an Oxigraph server, and Virtuoso."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib.resources import files
from struct import pack, unpack
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import EngineError, QueryError
from kg.page.turtle import record_turtle
from kg.publish import publish
from kg.queries import named_queries, page_query
from kg.remote import RemoteStore, wire_of
from kg.store import Scope
from kg.view import View

from .engines import load_in_bulk, oxigraph, port, virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import Graph
    from kg.queries import NamedQuery
    from kg.store import Table, Value

_PAGES = sorted(one.name for one in files("kg").joinpath("sparql", "page").iterdir())
QUERIES: dict[str, NamedQuery] = dict(named_queries()) | {
    f"page/{name.removesuffix('.rq')}": page_query(name.removesuffix(".rq")) for name in _PAGES
}
ENGINES = ("oxigraph_server", "virtuoso_server")
VIEWS = (
    View(tracks=("russia-ukraine-talks",)),
    View(actors=("dmitry-peskov",), kinds=("meeting", "statement")),
    View(start=date(2022, 3, 1), end=date(2022, 3, 31), disputed=True, text="istanbul"),
)
VIEWED = ("timeline", "page/agenda", "page/agenda-claims", "page/roles")


@pytest.fixture(scope="module")
def oxigraph_server(
    real_graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteStore]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph"), port()) as address:
        for _ in publish(real_graph.lines, real_graph.names, wire_of(f"{address}/store")):
            pass
        yield RemoteStore(wire_of(f"{address}/query?union-default-graph"), real_graph.names)


@pytest.fixture(scope="module")
def virtuoso_server(
    real_graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteStore]:
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "graph.nq").write_text("".join(real_graph.lines), encoding="utf-8")
    with virtuoso(folder) as (address, sql):
        load_in_bulk(folder, "graph.nq", sql)
        yield RemoteStore(wire_of(f"{address}/sparql"), real_graph.names)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> RemoteStore:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, RemoteStore)
    return found


def alike(value: Value) -> Value:
    """Return a value without the digits that another engine need not keep.

    Virtuoso holds the coordinates of a point as numbers of single precision.
    """
    if isinstance(value, str) and value.startswith("POINT("):
        return str([unpack("f", pack("f", float(one))) for one in value[6:-1].split()])
    return round(value, 9) if isinstance(value, float) else value


def rows(table: Table) -> list[tuple[Value, ...]]:
    return [tuple(map(alike, row)) for row in table.rows]


def compare(text: str, graph: Graph, engine: RemoteStore) -> None:
    own = graph.store.select(text, graph.names.prefixes)
    other = engine.select(text, graph.names.prefixes)
    assert other.variables == own.variables
    assert Counter(rows(other)) == Counter(rows(own))
    if (
        "ORDER BY" in text
    ):  # else any order will do: who asks puts millions of rows in order cheaper
        assert rows(other) == rows(own)


@pytest.mark.parametrize("name", QUERIES)
def test_named_query_answers_the_same(name: str, real_graph: Graph, engine: RemoteStore) -> None:
    compare(QUERIES[name].sparql(names=real_graph.names), real_graph, engine)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "&".join(view.params()))
def test_view_leaves_the_same(view: View, real_graph: Graph, engine: RemoteStore) -> None:
    for name in VIEWED:
        compare(QUERIES[name].sparql(view, names=real_graph.names), real_graph, engine)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("page/track-events", {"track": "us-led-talks"}),
        ("page/thing-events", {"thing": "../track/russia-ukraine-talks"}),
        ("claims-on-day", {"day": "2022-03-29"}),
        ("said-by", {}),
    ],
)
def test_other_values_too(
    name: str, values: dict[str, str], real_graph: Graph, engine: RemoteStore
) -> None:
    text = QUERIES[name].sparql(names=real_graph.names)
    for one, value in values.items():
        if value.startswith("../"):
            default = next(p.default for p in QUERIES[name].parameters if p.name == one)
            text = text.replace(default, f"<{real_graph.names.base}id/{value[3:]}>")
        else:
            text = QUERIES[name].sparql(values={one: value}, names=real_graph.names)
    compare(text, real_graph, engine)


def test_it_holds_every_quad(real_graph: Graph, engine: RemoteStore) -> None:
    assert len(engine) == len(real_graph)
    assert engine.graphs() == real_graph.store.graphs()
    topics = real_graph.names.graph("topics")
    assert set(engine.quads(topics)) == set(real_graph.store.quads(topics))


def test_each_form_of_query(real_graph: Graph, engine: RemoteStore) -> None:
    names = real_graph.names
    assert bool(engine.query("ASK { ?event a sem:Event }", names.prefixes)) is True
    assert bool(engine.query("ASK { ?event a sem:Nothing }", names.prefixes)) is False
    text = "CONSTRUCT { ?track rdfs:label ?label } WHERE { ?track a kg:Track ; rdfs:label ?label }"
    made = engine.query(text, names.prefixes)
    own = real_graph.store.query(text, names.prefixes)
    assert isinstance(made, ox.QueryTriples)
    assert isinstance(own, ox.QueryTriples)
    assert set(made) == set(own)


def test_record_page_has_the_same_triples(real_graph: Graph, engine: RemoteStore) -> None:
    for kind, one in (("event", "2022-03-29-istanbul-talks"), ("topic", "neutrality-nato")):
        own = record_turtle(real_graph.store, kind, one, real_graph.names)
        assert record_turtle(engine, kind, one, real_graph.names) == own


def test_only_our_graphs_are_seen(real_graph: Graph, virtuoso_server: RemoteStore) -> None:
    # Virtuoso has graphs of its own, which a plain union would hold.
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert virtuoso_server.select(count).rows == ((len(real_graph),),)
    other = Scope(default=("http://www.openlinksw.com/schemas/virtrdf#",))
    found = virtuoso_server.query(count, scope=other)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["n"].value for row in found] == ["0"]
    with pytest.raises(QueryError, match="FROM is not allowed"):
        virtuoso_server.select("SELECT * FROM <http://www.openlinksw.com/x> { ?s ?p ?o }")


def test_graphs_are_named_in_the_protocol(real_graph: Graph, oxigraph_server: RemoteStore) -> None:
    plain = RemoteStore(wire_of(oxigraph_server.wire.url.partition("?")[0]), real_graph.names)
    compare(QUERIES["timeline"].sparql(), real_graph, plain)
    assert len(plain) == len(real_graph)


def test_functions_of_ours_are_refused(engine: RemoteStore, real_graph: Graph) -> None:
    text = "SELECT ?a { ?a kg:date ?d FILTER(kg:certainlyBefore(?d, ?d)) }"
    with pytest.raises(QueryError, match="kg:certainlyBefore is a function of Parley's own engine"):
        engine.select(text, real_graph.names.prefixes)


def test_virtuoso_takes_the_graph_store_protocol(
    real_graph: Graph, virtuoso_server: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = virtuoso_server.wire.url.replace("/sparql", "/sparql-graph-crud-auth")
    with pytest.raises(EngineError, match="wants credentials"):
        next(publish(real_graph.lines, real_graph.names, wire_of(service)))
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", "wrong")
    with pytest.raises(EngineError, match="refuses the credentials"):
        next(publish(real_graph.lines, real_graph.names, wire_of(service)))
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
    told = dict(publish(real_graph.lines, real_graph.names, wire_of(service)))
    assert sum(told.values()) == len(real_graph) == len(virtuoso_server)
