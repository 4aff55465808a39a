"""What the page offers to paste elsewhere does work: each snippet that can be run is run."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from starlette.routing import Route

from kg.export import export
from kg.graph import Graph
from kg.load import load
from kg.queries import named, read_query
from kg.rdf.names import Names
from kg.snippets import ENDPOINT, Question, Snippet, snippets, turtle
from kg.view import View
from kg.web.server import ROUTES

from .support import ROOT, TINY

TEXT = (
    'SELECT ?event ?title { ?event a sem:Event ; rdfs:label ?title FILTER(?title != "a\\\\b") }\n'
    "ORDER BY ?event"
)
EVE = View(as_of=date(2022, 3, 27), policy=View().policy)
PREFIXES = Names().prefixes
ASKED = {
    "text": Question(TEXT, prefixes=PREFIXES),
    "a past day": Question(TEXT, view=EVE, prefixes=PREFIXES),
    "named": Question(
        read_query("", named("claims-on-day").sparql(values={"day": "2022-03-27"})).body,
        name="claims-on-day",
        values={"day": "2022-03-27"},
        prefixes=PREFIXES,
    ),
    "ask": Question("ASK { ?event a sem:Event }", form="ASK", prefixes=PREFIXES),
    "construct": Question(
        "CONSTRUCT { ?e a sem:Event } WHERE { ?e a sem:Event }", form="CONSTRUCT", prefixes=PREFIXES
    ),
}
# Each starts a Python of its own, so each way is taken once or twice; R and curl are not here.
RUN = {
    "text": ("Python", "rdflib", "pandas", "Shell"),
    "a past day": ("Python", "rdflib", "Shell"),
    "named": ("Python", "pandas", "Shell"),
    "ask": ("Python", "rdflib"),
    "construct": ("rdflib", "Shell"),
}
CASES = [
    pytest.param(asked, one, id=f"{name}: {one.title}")
    for name, asked in ASKED.items()
    for one in snippets(asked)
    if one.title in RUN[name]
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that a reader has downloaded."""
    made = tmp_path_factory.mktemp("elsewhere")
    graph = Graph(load(TINY))
    for view in (View(), EVE):
        content = export(graph.of(view), "ttl", graph.names, view)
        (made / turtle(Question(TEXT, view=view))[1]).write_bytes(content)
    return made


def expected(asked: Question) -> list[str]:
    """Return what must be found in what a snippet prints."""
    graph = Graph(load(TINY))
    if asked.form != "SELECT":
        return ["true"] if asked.form == "ASK" else ["next-round"]
    if asked.name:
        rows = graph.run(asked.name, asked.view, **asked.values).rows
    else:
        rows = graph.select(asked.text, asked.view).rows
    assert rows
    return [str(rows[0][0]).rpartition("/")[2]]


@pytest.mark.parametrize(("asked", "one"), CASES)
def test_it_runs_as_it_stands(asked: Question, one: Snippet, folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = {**os.environ, "KG_DATA": str(TINY), "PATH": path, "PYTHONPATH": str(ROOT)}
    # pandas cuts what it prints.
    text = one.text.replace("print(frame)", "print(frame.to_csv())")
    command = [sys.executable, "-c", text] if one.language == "python" else ["sh", "-c", text]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for part in expected(asked):
        assert part.lower() in done.stdout.lower()


def test_a_reader_of_one_day_gets_no_other() -> None:
    for one in snippets(ASKED["a past day"]):
        assert "2022-03-27" in one.text + one.needs, one.title
    assert "2022-03-27" in turtle(ASKED["a past day"])[0]


def test_prefixes_are_declared_where_they_must_be() -> None:
    asked = Question(
        "PREFIX sem: <http://x/>\n# kg:not\n"
        "SELECT * { ?s a sem:A ; rdfs:label 'org:no', <void:x> }",
        prefixes=PREFIXES,
    )
    assert asked.whole.split("\n")[0] == f"PREFIX rdfs: <{PREFIXES['rdfs']}>"
    assert asked.whole.count("PREFIX") == 2


def test_who_calls_our_functions_is_told_that_rdflib_lacks_them() -> None:
    asked = Question("SELECT * { FILTER(kg:certainlyBefore(?a, ?b)) }", prefixes=PREFIXES)
    needs = {one.title: one.needs for one in snippets(asked)}
    assert "does not know the functions" in needs["rdflib"]
    assert "functions" not in next(one for one in snippets(ASKED["text"])).needs


def test_over_http_only_where_the_server_answers() -> None:
    titles = [one.title for one in snippets(ASKED["text"], None)]
    assert not any("HTTP" in one or one == "SPARQLWrapper" for one in titles)
    found = {one.title: one for one in snippets(ASKED["a past day"], "/sparql")}
    assert {"curl over HTTP", "SPARQLWrapper", "R over HTTP"} <= found.keys()
    for title in ("curl over HTTP", "SPARQLWrapper", "R over HTTP"):
        day = "('as-of', '2022-03-27')" if title == "SPARQLWrapper" else "/sparql?as-of=2022-03-27"
        assert "http://localhost:8501/sparql" in found[title].text
        assert day in found[title].text
        assert "PREFIX sem:" in found[title].text
    ast.parse(found["SPARQLWrapper"].text)
    assert {"curl over HTTP", "SPARQLWrapper", "R over HTTP"} <= {
        one.title for one in snippets(ASKED["text"])
    }
    assert any(isinstance(one, Route) and one.path == ENDPOINT for one in ROUTES)


@pytest.mark.parametrize("text", ['SELECT ("""a""" AS ?x) {}', r"SELECT ('\\' AS ?x) {}", 'ASK {"'])
def test_any_text_is_quoted_right(text: str) -> None:
    for one in snippets(Question(text, prefixes=PREFIXES), "/sparql"):
        if one.language == "python":
            values = [
                node.value
                for node in ast.walk(ast.parse(one.text))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
            assert any(value.strip() == text for value in values), one.title


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R on this machine")
def test_r_reads_it() -> None:
    for one in snippets(ASKED["text"], "/sparql"):
        if one.language == "r":
            done = subprocess.run(["Rscript", "-e", f"parse(text = {one.text!r})"], check=False)
            assert done.returncode == 0
