"""Exports: every format parses back to the same graph, the bytes depend on the records alone."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import CallError
from kg.excerpt import events_of
from kg.export import FORMATS, export, format_named
from kg.graph import Graph, open_graph
from kg.queries import named_queries
from kg.sheet import COLUMNS, defused, table
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from pathlib import Path

UNIONS = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}
DATASETS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
ROUND = View(tracks=("talks",))


@pytest.fixture
def graph(small: Path) -> Graph:
    return open_graph(small)


def quads(graph: Graph) -> set[ox.Quad]:
    return set(ox.parse("".join(graph.lines), format=ox.RdfFormat.N_QUADS))


def parsed(content: bytes, name: str) -> set[ox.Quad]:
    engine = FORMATS[name].engine
    assert engine is not None
    return set(ox.parse(content, format=engine))


@pytest.mark.parametrize("name", UNIONS)
def test_union_parses_back_in_both_libraries(name: str, graph: Graph) -> None:
    content = export(graph.store, name, graph.names)
    expected = {quad.triple for quad in quads(graph)}
    assert {quad.triple for quad in parsed(content, name)} == expected
    ours, theirs = rdflib.Graph(), rdflib.Graph()
    ours.parse(data=export(graph.store, "nt", graph.names), format="nt")
    theirs.parse(data=content, format=UNIONS[name])
    assert len(theirs) == len(expected)
    assert isomorphic(ours, theirs)


# rdflib warns of what its own parsers do.
@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", DATASETS)
def test_dataset_parses_back_in_both_libraries(name: str, graph: Graph) -> None:
    content = export(graph.store, name, graph.names)
    assert parsed(content, name) == quads(graph)
    theirs = rdflib.Dataset()
    theirs.parse(data=content, format=DATASETS[name])
    ours = rdflib.Dataset()
    ours.parse(data="".join(graph.lines), format="nquads")
    assert set(theirs.quads()) == set(ours.quads())
    assert len(ours) > 1000


def test_no_export_holds_a_blank_node(graph: Graph) -> None:
    for name in ("nt", "nq"):
        lines = export(graph.store, name, graph.names).split(b"\n")
        assert not any(
            line.startswith(b"_:") or b" _:" in line[: line.find(b'"')] for line in lines
        )
    assert not any(isinstance(one.subject, ox.BlankNode) for one in graph.store.engine)


def test_quads_are_the_very_lines_of_the_mapping(graph: Graph) -> None:
    assert export(graph.store, "nq", graph.names) == "".join(graph.lines).encode()


_CODE = """
import hashlib, sys
from kg.export import FORMATS, export
from kg.graph import open_graph
from kg.view import View
graph = open_graph(sys.argv[1])
for view in (None, View(tracks=("talks",))):
    for name in FORMATS:
        print(name, hashlib.sha256(export(graph.store, name, graph.names, view)).hexdigest())
"""


def test_bytes_depend_on_the_records_alone(small: Path) -> None:
    outputs = set()
    for seed in ("0", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _CODE, str(small)]
        outputs.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 2 * len(FORMATS)


def test_turtle_is_legible(graph: Graph) -> None:
    text = export(graph.store, "ttl", graph.names).decode()
    heads = [line for line in text.splitlines() if line.startswith("@prefix ")]
    assert heads == sorted(heads)
    assert "\nevent:round a sem:Event" in text
    assert "\\/" not in text


@pytest.mark.parametrize("name", ["turtle", "N-Triples", "JSON-LD", "rdf/xml", "nquads", "CSV"])
def test_longer_names(name: str) -> None:
    assert format_named(name).name in FORMATS


def test_unknown_format_is_refused_with_those_known() -> None:
    with pytest.raises(CallError, match=r"no format 'n3' \(formats: ttl, trig, nt, nq, jsonld"):
        format_named("n3")


# --- excerpts


def subjects(content: bytes) -> set[str]:
    return {str(one.subject) for one in ox.parse(content, format=ox.RdfFormat.N_QUADS)}


def test_excerpt_holds_the_events_of_the_view_with_all_that_is_said_of_them(graph: Graph) -> None:
    whole = quads(graph)
    part = parsed(export(graph.store, "nq", graph.names, ROUND), "nq")
    assert part < whole
    assert events_of(graph.store, ROUND, graph.names) == {"https://w3id.org/parley/id/event/round"}
    for mark in ("event/round", "role/round.", "statement/round.", "lifecycle/round.", "claim/one"):
        chosen = {one for one in whole if f"/id/{mark}" in str(one.subject)}
        assert chosen
        assert chosen <= part


def test_excerpt_names_other_events_and_no_more(graph: Graph) -> None:
    call = View(kinds=("call",))
    part = parsed(export(graph.store, "nq", graph.names, call), "nq")
    other = [one for one in part if str(one.subject).endswith("/id/event/round>")]
    assert [str(one.predicate).rpartition("#")[2] for one in other] == ["label>"]
    store = Store.in_memory([f"{one} .\n" for one in part])
    assert len(events_of(store, View(), graph.names)) == 1
    # The claim that a claim of the view disputes comes along, though its event is not in the view.
    assert any("/id/claim/no-call" in str(one.subject) for one in parsed(
        export(graph.store, "nq", graph.names, ROUND), "nq"
    ))  # fmt: skip


def test_excerpt_tells_what_was_searched_of_its_tracks_and_of_no_other(
    real_graph: Graph,
) -> None:
    view = View(tracks=("nuclear-safety",))
    part = parsed(export(real_graph.store, "nq", real_graph.names, view), "nq")
    dataset = real_graph.dataset
    events = [one for one in dataset.events.values() if "nuclear-safety" in one.tracks]
    tracks = {track for event in events for track in event.tracks}
    for track in list(tracks):
        while parent := dataset.tracks[track].part_of:
            tracks.add(track := parent)
    described = {str(one.subject) for one in part}
    assert {one.rpartition("/")[2][:-1] for one in described if "/id/track/" in one} == tracks
    covers = [one for one in part if str(one.predicate).endswith("ns#covers>")]
    assert {str(one.object).rpartition("/")[2][:-1] for one in covers} <= tracks
    assert covers


def test_excerpt_of_nothing_holds_what_every_graph_shares(graph: Graph) -> None:
    found = subjects(export(graph.store, "nq", graph.names, View(text="no such words")))
    assert not any("/id/event/" in one for one in found)
    assert any("/voc/status" in one for one in found)


@pytest.mark.parametrize("view", [ROUND, View(kinds=("call",)), View(actors=("envoy",))])
def test_excerpt_describes_all_that_it_refers_to(view: View, graph: Graph) -> None:
    content = export(graph.store, "nq", graph.names, view)
    described = subjects(content)
    everywhere = subjects(export(graph.store, "nq", graph.names))
    referred = {str(one.object) for one in ox.parse(content, format=ox.RdfFormat.N_QUADS)}
    assert (referred & everywhere) - described == set()


@pytest.mark.parametrize("view", [ROUND, View(kinds=("call",)), View(disputed=True)])
@pytest.mark.parametrize("name", [n for n, q in named_queries().items() if q.takes_view])
def test_queries_over_an_excerpt_answer_as_over_the_whole_under_its_view(
    name: str, view: View, graph: Graph
) -> None:
    part = Store.in_memory([export(graph.store, "nq", graph.names, view).decode()])
    query = named_queries()[name]
    over_part = part.select(query.sparql(View(), names=graph.names))
    over_whole = graph.store.select(query.sparql(view, names=graph.names))
    # In whatever order: not every query orders its rows to the last.
    assert sorted(map(str, over_part)) == sorted(map(str, over_whole))


# --- the table of events


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_sheet_has_a_row_for_each_event(graph: Graph) -> None:
    content = export(graph.store, "csv", graph.names)
    found = rows(content)
    assert list(found[0]) == list(COLUMNS)
    assert [row["id"] for row in found] == ["round", "call"]
    one = found[0]
    assert one["title"] == '\'=SUM(1), "quoted"'
    assert (one["date"], one["earliest"], one["latest"]) == ("2022-03-29",) * 3
    assert (one["tracks"], one["venue"], one["participants"]) == ("Eastern talks", "Hall", "Envoy")
    assert (one["sources"], one["disputed"], one["independent_origins"]) == (
        "news | wire",
        "true",
        "2",
    )
    assert found[1]["summary"] == "'+ They spoke."
    assert content.count(b"\r\n") == 3
    assert not content.startswith(b"\xef\xbb\xbf")


def test_sheet_of_a_view(graph: Graph) -> None:
    assert [row["id"] for row in rows(export(graph.store, "csv", graph.names, ROUND))] == ["round"]
    nothing = export(graph.store, "csv", graph.names, View(text="no such words"))
    assert nothing == ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "'=1", "''=1", "\rx", "＝1"])
def test_formulas_are_defused_and_come_back(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert defused(text).removeprefix("'") == text


@pytest.mark.parametrize("text", ["", "x=1", "2022-03-29", "'quoted'", " =1"])
def test_other_cells_stay(text: str) -> None:
    assert defused(text) == text


def test_numbers_in_a_table_stay_numbers() -> None:
    rows = [(-0.13, 51.5, None), ("-0.13", "=1+1", "")]
    assert table(("a", "b", "c"), rows) == b"a,b,c\r\n-0.13,51.5,\r\n'-0.13,'=1+1,\r\n"
