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
from kg.queries import named, named_queries
from kg.view import View

from .support import DATA, TINY

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph


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


def test_a_graph_hands_out_networks(tiny_graph: Graph) -> None:
    assert isinstance(tiny_graph.network(), nx.Graph)
    assert "arakhamia" in tiny_graph.network(View(kinds=("talks-round",)), "people")


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
