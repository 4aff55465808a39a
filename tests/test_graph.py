"""The facade: what ``kg`` exports, and the objects of other libraries that a graph hands out."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd
import pytest
import rdflib

import kg
from kg import settings
from kg.errors import CallError, DataError, NotFoundError, QueryError
from kg.graph import Graph
from kg.queries import named, named_queries
from kg.view import View

from .support import DATA, TINY

if TYPE_CHECKING:
    from pathlib import Path


def test_kg_exports_what_it_says() -> None:
    assert set(kg.__all__) == set(kg._HOMES)
    for name in kg.__all__:
        value = getattr(kg, name)
        home, attribute = kg._HOMES[name]
        assert value.__module__ == home
        assert value.__name__ == attribute
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="no attribute 'everything'"):
        kg.everything  # noqa: B018 - the access is the test


def test_every_error_that_a_caller_may_meet_is_exported() -> None:
    raised = {"ParleyError", "CallError", "DataError", "NotFoundError", "QueryError"}
    assert raised <= set(kg.__all__)


def test_importing_kg_imports_nothing_heavy() -> None:
    heavy = ["rdflib", "pandas", "networkx", "streamlit", "pyoxigraph", "pydantic", "yaml", "tzfpy"]
    code = f"import sys, kg; print([one for one in {heavy!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- opening


def test_open_takes_a_folder_as_path_or_text() -> None:
    assert kg.open(TINY).lines == kg.open(str(TINY)).lines


def test_open_takes_the_folder_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DATA", str(TINY))
    assert list(kg.open().dataset.events) == ["announced", "round", "answer", "next-round"]


def test_open_finds_the_data_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert settings.data_folder() == DATA


def test_an_empty_setting_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DATA", "")
    monkeypatch.setenv("KG_STORE", "")
    monkeypatch.chdir(tmp_path)
    assert settings.data_folder() == DATA
    assert settings.store() == "memory:"


def test_open_tells_every_problem(data: Path) -> None:
    (data / "topics.yaml").write_text("- {id: A}\n- {id: B, label: b}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        kg.open(data)
    assert len(caught.value.problems) == 4  # two ids, a label, and a topic that is gone


def test_a_base_changes_every_name_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_BASE", "https://example.org/kg/")
    graph = kg.open(TINY)
    assert not any(settings.DEFAULT_BASE in line for line in graph.lines)
    assert len(graph.run("timeline")) == 4


@pytest.mark.parametrize(
    "base", ["example.org/", "https://example.org", "https://a b/", "http://a>/"]
)
def test_a_base_that_can_not_be_one(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setenv("KG_BASE", base)
    with pytest.raises(CallError, match="is no base"):
        kg.open(TINY)


@pytest.mark.parametrize(
    ("name", "read"), [("KG_TIMEOUT", "query_seconds"), ("KG_ROWS", "query_rows")]
)
@pytest.mark.parametrize("value", ["0", "-1", "ten", "nan", "inf"])
def test_a_limit_that_can_not_be_one(
    monkeypatch: pytest.MonkeyPatch, name: str, read: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(CallError, match="is no limit"):
        getattr(settings, read)()
    monkeypatch.setenv(name, "3")
    assert getattr(settings, read)() == 3


# -- asking


def test_a_graph_answers_text_names_and_views(tiny_graph: Graph) -> None:
    assert len(tiny_graph) == len(tiny_graph.lines) == len(set(tiny_graph.lines))
    rows = tiny_graph.select("SELECT ?e { ?e a sem:Event } ORDER BY ?e").rows
    assert len(rows) == 4
    assert len(tiny_graph.run("timeline", View(kinds=("talks-round",)))) == 2
    with pytest.raises(NotFoundError):
        tiny_graph.run("no-such")
    with pytest.raises(QueryError):
        tiny_graph.select("ASK {}")


def test_a_frame_has_a_column_a_variable(tiny_graph: Graph) -> None:
    frame = tiny_graph.frame("timeline", View(kinds=("talks-round",)))
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == list(named("timeline").columns)
    assert list(frame["title"]) == ["Round of talks", "A further round"]
    asked = tiny_graph.frame("SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }")
    assert asked.to_dict("list") == {"n": [3]}
    assert list(tiny_graph.frame("said-by", speaker="arakhamia")["modality"]) == ["Expected"]


def test_an_empty_frame_keeps_its_columns(tiny_graph: Graph) -> None:
    frame = tiny_graph.frame("timeline", View(text="no such words"))
    assert frame.empty
    assert list(frame.columns) == list(named("timeline").columns)


# -- networkx


def test_the_network_of_who_took_part(tiny_graph: Graph) -> None:
    network = tiny_graph.network()
    assert isinstance(network, nx.Graph)
    assert {node: data["kind"] for node, data in network.nodes(data=True)} == {
        "announced": "event",
        "arakhamia": "person",
        "round": "event",
        "medinsky": "person",
        "turkiye": "state",
        "answer": "event",
        "cavusoglu": "person",
    }
    assert network.edges["turkiye", "round"]["roles"] == ["Host", "Mediator"]
    assert network.number_of_edges() == 5


def test_the_network_of_who_met_whom(tiny_graph: Graph) -> None:
    network = tiny_graph.network(projection="actors")
    assert {frozenset(edge) for edge in network.edges} == {
        frozenset({"arakhamia", "medinsky"}),
        frozenset({"arakhamia", "turkiye"}),
        frozenset({"medinsky", "turkiye"}),
    }
    assert network.edges["arakhamia", "medinsky"] == {"weight": 1, "events": ["round"]}
    assert "cavusoglu" in network  # met nobody, and is there all the same


@pytest.mark.parametrize("projection", ["participation", "actors"])
def test_a_network_is_the_same_each_time(real_graph: Graph, projection: Any) -> None:
    one = real_graph.network(projection=projection)
    two = Graph(real_graph.dataset).network(projection=projection)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))


def test_the_network_of_the_records_themselves(real_graph: Graph) -> None:
    """The edges from SPARQL are the participations of the records: an independent count."""
    edges = {
        frozenset({part.actor, event.id})
        for event in real_graph.dataset.events.values()
        for part in event.participants
        if part.rank != "deprecated"
    }
    assert {frozenset(edge) for edge in real_graph.network().edges} == edges


def test_the_weight_of_a_tie_is_the_number_of_shared_events(real_graph: Graph) -> None:
    dataset = real_graph.dataset
    there = {
        event.id: {part.actor for part in event.participants if part.rank != "deprecated"}
        for event in dataset.events.values()
    }
    network = real_graph.network(projection="actors")
    for one, other, data in network.edges(data=True):
        shared = {name for name, actors in there.items() if {one, other} <= actors}
        assert set(data["events"]) == shared
        assert data["weight"] == len(data["events"]) == len(shared), (one, other)
    assert max(data["weight"] for _, _, data in network.edges(data=True)) > 3


def test_the_network_of_nothing_is_empty(tiny_graph: Graph) -> None:
    assert len(tiny_graph.network(View(text="no such words"))) == 0


# -- rdflib


@pytest.fixture
def no_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make rdflib's own evaluator fail: what still answers is Oxigraph."""

    def fail(*_: object, **__: object) -> None:
        msg = "evaluated in Python"
        raise AssertionError(msg)

    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", fail)
    monkeypatch.setattr("rdflib.plugins.sparql.evaluate.evalQuery", fail)


def rows_of(answer: Any) -> list[tuple[str | None, ...]]:
    return [tuple(None if term is None else str(term) for term in row) for row in answer]


@pytest.mark.usefixtures("no_fallback")
def test_the_stub_bites() -> None:
    with pytest.raises(AssertionError, match="evaluated in Python"):
        list(rdflib.Graph().query("SELECT * { ?s ?p ?o }"))


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib, within rdflib
@pytest.mark.parametrize("name", named_queries())
@pytest.mark.usefixtures("no_fallback")
def test_rdflibs_answers_are_oxigraphs(tiny_graph: Graph, name: str) -> None:
    dataset = tiny_graph.rdflib()
    theirs = rows_of(dataset.query(named(name).sparql(View())))
    ours = [
        tuple(None if one is None else str(one) for one in row)
        for row in tiny_graph.run(name, View()).rows
    ]
    assert theirs == ours


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib, within rdflib
@pytest.mark.usefixtures("no_fallback")
def test_rdflib_knows_prefixes_and_variables_bound_before(tiny_graph: Graph) -> None:
    dataset = tiny_graph.rdflib()
    event = rdflib.URIRef(tiny_graph.names.thing("event", "round"))
    answer = dataset.query("SELECT ?e ?t { ?e rdfs:label ?t }", initBindings={"e": event})
    assert [title for _, title in rows_of(answer)] == ["Round of talks"]


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib, within rdflib
def test_changes_stay_in_the_copy(tiny_graph: Graph) -> None:
    dataset = tiny_graph.rdflib()
    thing = rdflib.URIRef("https://example.org/x")
    dataset.add((thing, rdflib.RDFS.label, rdflib.Literal("x")))
    asked = "ASK { <https://example.org/x> ?p ?o }"
    assert dataset.query(asked).askAnswer
    assert not tiny_graph.store.query(asked)
    assert len(tiny_graph.store) == len(tiny_graph.lines)
