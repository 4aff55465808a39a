"""Queries of visitors: answered within limits, stopped at them, and answered again afterwards."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.child import Child
from kg.errors import BusyError, QueryError, QueryLimitError
from kg.reply import READ
from kg.store import Scope
from kg.values import Result, Term
from kg.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph import Graph

SECONDS = 1.0
# What a stop may take beyond the limit, on a machine that does other things as well.
SLACK = 0.5

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOSTILE = {
    "endless product": ENDLESS,
    "endless rows in order": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f",
    "costly pattern": (
        "SELECT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        "BIND(CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x) "
        'FILTER(REGEX(?x, "(a+a+)+(b+b+)+z{1,500}")) }'
    ),
    "endless comparison of dates": (
        "SELECT (COUNT(*) AS ?n) { ?a kg:date ?x . ?b kg:date ?y . ?d ?e ?f . ?g ?h ?i "
        "FILTER(kg:possiblyBefore(?x, ?y) && kg:possiblyAfter(?f, ?i)) }"
    ),
    "text that grows": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l))) AS ?x) "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    ),
}


@pytest.fixture(scope="module")
def worker(tiny_graph: Graph) -> Iterator[Worker]:
    made = Worker(
        tiny_graph.lines, SECONDS, 100, memory_mb=256, size=1, prefixes=tiny_graph.names.prefixes
    )
    made.warm()
    yield made
    made.close()


def pids(worker: Worker) -> list[int]:
    return [child.pid for child in worker._children]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_table_has_typed_values(worker: Worker) -> None:
    found = worker.run(
        "SELECT ?event ?n ?label ?none "
        "{ VALUES ?n { 3 } ?event kg:disputed true ; rdfs:label ?label }"
    )
    assert found.variables == ("event", "n", "label", "none")
    event, number, label, none = found.rows[0]
    assert event is not None
    assert (event.kind, event.plain) == ("uri", "https://w3id.org/parley/id/event/round")
    assert number is not None
    assert number.plain == 3
    assert label is not None
    assert (label.language, label.datatype) == ("en", None)
    assert none is None
    assert not found.truncated


@pytest.mark.parametrize(
    ("value", "datatype", "plain"),
    [
        ("3", "integer", 3),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("maybe", "boolean", "maybe"),
        ("2022-03-28", "date", "2022-03-28"),
    ],
)
def test_a_term_as_python_has_it(value: str, datatype: str, plain: object) -> None:
    found = Term("literal", value, f"http://www.w3.org/2001/XMLSchema#{datatype}").plain
    assert (found, type(found)) == (plain, type(plain))


def test_ask_and_construct(worker: Worker) -> None:
    assert worker.run("ASK { ?event a sem:Event }").answer is True
    turtle = worker.run("CONSTRUCT { ?e a ?c } WHERE { ?e a ?c . ?e a sem:Event }").turtle
    assert turtle is not None
    assert "sem:Event" in turtle


def test_uncertain_dates_are_compared(worker: Worker) -> None:
    query = """SELECT ?certain ?possible ?none {
      BIND("2022-03"^^edtf:EDTF AS ?date) BIND("2022-03-29"^^xsd:date AS ?day)
      BIND(kg:certainlyBefore(?date, ?day) AS ?certain)
      BIND(kg:possiblyBefore(?date, ?day) AS ?possible)
      BIND(kg:possiblyBefore(?date, "soon") AS ?none) }"""
    (row,) = worker.run(query).rows
    assert [one and one.plain for one in row] == [False, True, None]
    with pytest.raises(QueryError, match="there is kg:certainlyBefore, kg:possiblyBefore"):
        worker.run("ASK { FILTER(kg:before(1, 2)) }")
    with pytest.raises(QueryError, match=r"possiblyBefore takes two dates \(1 given\)"):
        worker.run("ASK { FILTER(kg:possiblyBefore(1)) }")


def test_rows_beyond_the_cap_are_told(worker: Worker) -> None:
    found = worker.run("SELECT * { ?s ?p ?o }")
    assert (len(found.rows), found.truncated) == (100, True)
    found = worker.run("SELECT * { ?s ?p ?o } LIMIT 100")
    assert (len(found.rows), found.truncated) == (100, False)
    assert worker.run("CONSTRUCT WHERE { ?s ?p ?o }").truncated


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * {\n ?s ?p", "line 2"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "read-only"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("", "not SPARQL"),
    ],
)
def test_what_cannot_be_asked_is_refused(worker: Worker, query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        worker.run(query)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_stopped_and_the_next_one_answers(worker: Worker, name: str) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryLimitError, match="stopped"):
        worker.run(HOSTILE[name])
    assert time.monotonic() - begin < SECONDS + SLACK
    assert worker.run("ASK { ?s ?p ?o }").answer is True


def test_memory_has_a_bound(worker: Worker) -> None:
    doubled = "".join(f" BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
    with pytest.raises(QueryLimitError, match=r"memory|stopped"):
        worker.run(f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("parley" AS ?x0){doubled} }}')
    assert worker.run("ASK { ?s ?p ?o }").answer is True


def test_an_answer_has_a_bound(tiny_graph: Graph) -> None:
    worker = Worker(tiny_graph.lines, 20.0, 100, memory_mb=256, size=1)
    doubled = "".join(f" BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(18))
    with pytest.raises(QueryLimitError, match=r"larger than|memory"):
        worker.run(f'SELECT ?x18 ?s {{ ?s ?p ?o BIND("parley" AS ?x0){doubled} }}')
    worker.close()


def test_the_process_of_a_stopped_query_is_gone(worker: Worker) -> None:
    worker.run("ASK { ?s ?p ?o }")
    before = pids(worker)
    with pytest.raises(QueryLimitError):
        worker.run(ENDLESS)
    assert not any(is_running(pid) for pid in before)


def test_a_killed_process_is_replaced(worker: Worker) -> None:
    worker.run("ASK { ?s ?p ?o }")
    for pid in pids(worker):
        os.kill(pid, signal.SIGKILL)
    assert worker.run("ASK { ?s ?p ?o }").answer is True


def test_several_threads_are_answered_one_after_the_other(worker: Worker) -> None:
    answers: list[bool | None] = []

    def ask() -> None:
        answers.append(worker.run("ASK { ?s a sem:Event }").answer)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert answers == [True] * 8
    assert len(pids(worker)) == 1


def test_who_waits_too_long_is_told(tiny_graph: Graph) -> None:
    worker = Worker(tiny_graph.lines, 0.4, 10, size=1)

    def block() -> None:
        with pytest.raises(QueryLimitError):
            worker.run(ENDLESS)

    worker.warm()
    blocked = threading.Thread(target=block)
    blocked.start()
    while worker._idle.qsize():
        time.sleep(0.01)
    worker.seconds = 0.1
    with pytest.raises(QueryLimitError, match="still running"):
        worker.run("ASK { ?s ?p ?o }")
    blocked.join()
    worker.close()


def test_a_closed_worker_leaves_no_process(tiny_graph: Graph) -> None:
    worker = Worker(tiny_graph.lines, 1, 10)
    worker.warm()
    (pid,) = pids(worker)
    worker.close()
    assert not is_running(pid)
    with pytest.raises(QueryLimitError, match="closed"):
        worker.run("ASK { ?s ?p ?o }")


def test_a_worker_closed_while_a_process_starts_leaves_none(
    tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(tiny_graph.lines, 1, 10)
    started = []
    receive = Child.receive

    def closing(child: Child, seconds: float) -> tuple[Mapping[str, Any], IO[bytes]]:
        reply = receive(child, seconds)
        started.append(child.pid)
        worker.close()
        return reply

    monkeypatch.setattr(Child, "receive", closing)
    with pytest.raises(QueryLimitError, match="closed"):
        worker.warm()
    (pid,) = started
    assert not is_running(pid)
    assert pids(worker) == []


def test_modules_of_the_folder_it_is_started_in_are_not_taken(
    tiny_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    worker = Worker(tiny_graph.lines, 5, 10)
    assert worker.run("ASK { ?s ?p ?o }").answer is True
    worker.close()


def test_results_in_standard_formats(worker: Worker) -> None:
    found = worker.run(
        'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (<http://x/> "é, \\"x\\""@fr UNDEF) } }'
    )
    assert json.loads(found.json()) == {
        "head": {"vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "http://x/"},
                    "b": {"type": "literal", "value": 'é, "x"', "xml:lang": "fr"},
                }
            ]
        },
    }
    assert found.csv() == 'a,b,c\r\nhttp://x/,"é, ""x""",\r\n'
    assert json.loads(Result(answer=False).json()) == {"head": {}, "boolean": False}


def test_a_retired_worker_lets_a_query_end_and_takes_no_other(tiny_graph: Graph) -> None:
    # It takes some seconds of a processor, which a busy machine stretches.
    made = Worker(tiny_graph.lines, 60.0, 100, size=1, prefixes=tiny_graph.names.prefixes)
    made.warm()
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?a < ?d) }"
    found: list[Result] = []
    running = threading.Thread(target=lambda: found.append(made.run(slow)))
    running.start()
    while not made._idle.empty():
        time.sleep(0.001)
    made.retire()
    running.join()
    assert len(found[0].rows) == 1
    assert pids(made) == []
    with pytest.raises(QueryLimitError, match="closed"):
        made.run("ASK {}")


ROWS = "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (<http://x/> 3 UNDEF) (UNDEF 'é\\t\\n'@fr 1.5) } }"


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_table_in_each_format_is_that_of_the_engine(worker: Worker, name: str) -> None:
    reply = worker.answer(ROWS, READ | {"SELECT": name})
    wanted = ox.Store().query(ROWS).serialize(format=getattr(ox.QueryResultsFormat, name.upper()))
    with reply.body as body:
        found = body.read()
    assert (reply.form, reply.format, reply.size) == ("SELECT", name, len(found))
    if name == "json":
        assert json.loads(found) == json.loads(wanted or b"")
    else:
        assert found == wanted


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdfxml", "trig", "nq"])
def test_a_graph_in_each_format(worker: Worker, name: str) -> None:
    query = "CONSTRUCT { <http://x/> rdfs:label ?l } WHERE { ?e a sem:Event ; rdfs:label ?l }"
    reply = worker.answer(query, READ | {"CONSTRUCT": name})
    form = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "trig": ox.RdfFormat.TRIG,
        "nq": ox.RdfFormat.N_QUADS,
    }[name]
    with reply.body as body:
        assert len(list(ox.parse(body.read(), format=form))) > 1


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_cut_table_is_well_formed_and_says_so_where_it_can(worker: Worker, name: str) -> None:
    reply = worker.answer("SELECT * { ?s ?p ?o }", READ | {"SELECT": name})
    assert reply.truncated
    with reply.body as body:
        text = body.read()
    assert (b"more than 100 rows" in text) == (name in ("json", "xml"))
    if name == "csv":
        rows = list(csv.reader(io.StringIO(text.decode())))[1:]
    else:
        form = getattr(ox.QueryResultsFormat, name.upper())
        rows = list(ox.parse_query_results(text, format=form))  # type: ignore[arg-type]
    assert len(rows) == 100


@pytest.mark.parametrize("name", ["ttl", "nt", "rdfxml", "trig", "nq"])
def test_a_cut_graph_says_so_in_a_comment(worker: Worker, name: str) -> None:
    reply = worker.answer("CONSTRUCT WHERE { ?s ?p ?o }", READ | {"CONSTRUCT": name})
    with reply.body as body:
        assert b"more than 100 triples" in body.read().rpartition(b"\n")[0].rpartition(b"\n")[2]


def test_an_answer_too_large_for_memory_goes_through_a_file(worker: Worker) -> None:
    doubled = "".join(f" BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(19))
    query = f'SELECT ?x19 {{ BIND("parley" AS ?x0){doubled} }}'
    reply = worker.answer(query, READ | {"SELECT": "csv"})
    with reply.body as body:
        assert body.read() == b"x19\r\n" + b"parley" * 2**19 + b"\r\n"


def test_graphs_of_the_asker_take_the_place_of_those_of_the_query(worker: Worker) -> None:
    graph = "https://w3id.org/parley/graph/actors"
    query = "SELECT (COUNT(*) AS ?n) FROM <http://x/> { ?s ?p ?o }"

    def count(query: str, scope: Scope | None) -> int:
        with worker.answer(query, READ, scope).body as body:
            (row,) = json.loads(body.read())["results"]["bindings"]
        return int(row["n"]["value"])

    assert count(query, None) == 0
    assert count(query, Scope((graph,), ())) == count(query.replace("http://x/", graph), None) > 0
    assert count(query, Scope((), (graph,))) == 0
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(inside, Scope((), (graph,))) == count(query, Scope((graph,), ()))
    assert count(inside, Scope((graph,), ())) == 0
    with pytest.raises(QueryError, match="'x y' is no IRI"):
        worker.answer(query, READ, Scope(("x y",), ()))


def test_long_queries_leave_room_for_short_ones(tiny_graph: Graph) -> None:
    made = Worker(tiny_graph.lines, 20.0, 100, size=2, prefixes=tiny_graph.names.prefixes)
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(QueryLimitError) as error:
            made.run(ENDLESS)
        told.append(str(error.value))

    long = [threading.Thread(target=ask) for _ in range(2)]
    for one in long:
        one.start()
    while made._idle.qsize():
        time.sleep(0.01)
    begin = time.monotonic()
    # One of the two is stopped for it, the other one may go on.
    assert made.run("ASK { ?s ?p ?o }").answer is True
    assert time.monotonic() - begin < 10
    (first,) = told
    assert "short queries waited" in first
    assert sum(one.is_alive() for one in long) == 1
    made.close()
    for one in long:
        one.join()


def test_a_killed_query_that_ran_for_long_is_not_run_again(
    tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.worker.SHORT_SECONDS", 0.1)
    made = Worker(tiny_graph.lines, 20.0, 100, size=1, prefixes=tiny_graph.names.prefixes)
    made.warm()
    (pid,) = pids(made)
    threading.Timer(0.5, os.kill, (pid, signal.SIGKILL)).start()
    begin = time.monotonic()
    with pytest.raises(QueryLimitError, match="memory"):
        made.run(ENDLESS)
    assert time.monotonic() - begin < 10
    made.close()


def test_closing_while_a_query_runs_ends_it(tiny_graph: Graph) -> None:
    made = Worker(tiny_graph.lines, 20.0, 100, size=1, prefixes=tiny_graph.names.prefixes)
    made.warm()
    told: list[BaseException] = []

    def ask() -> None:
        try:
            made.run(ENDLESS)
        except QueryLimitError as error:
            told.append(error)

    running = threading.Thread(target=ask)
    running.start()
    while made._idle.qsize():
        time.sleep(0.01)
    time.sleep(0.2)
    made.close()
    running.join(5)
    assert [type(one) for one in told] == [BusyError]


def test_a_chain_that_breaks_the_engine_is_the_fault_of_the_query(worker: Worker) -> None:
    with pytest.raises(QueryError, match="too deeply"):
        worker.run("SELECT (1" + "-1" * 45_000 + " AS ?x) {}")
    assert worker.run("ASK { ?s ?p ?o }").answer is True


def test_what_a_query_waited_is_of_its_time(worker: Worker) -> None:
    begin = time.monotonic()
    with pytest.raises(BusyError, match="it waited for others") as told:
        worker.answer(ENDLESS, READ, until=begin + 0.4)
    assert told.value.begun
    assert time.monotonic() - begin < 0.4 + SLACK


def test_a_query_that_nobody_waits_for_is_stopped(tiny_graph: Graph) -> None:
    made = Worker(tiny_graph.lines, 30.0, 100, size=1)
    made.warm()
    begin = time.monotonic()
    with pytest.raises(BusyError, match="nobody waited"):
        made.answer(ENDLESS, READ, gone=lambda: time.monotonic() > begin + 1.2)
    assert time.monotonic() - begin < 3
    made.close()


_ASKING = """
import sys, threading, time
from kg.graph import open_graph
from kg.worker import Worker
worker = Worker(open_graph(sys.argv[1]).lines, 60.0, 100, size=1)
worker.warm()
threading.Thread(target=worker.run, args=[sys.argv[2]], daemon=True).start()
time.sleep(0.5)
print([child.pid for child in worker._children][0], flush=True)
time.sleep(60)
"""


def test_a_query_does_not_outlive_a_server_that_was_killed(data: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", _ASKING, str(data), ENDLESS], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    pid = int(server.stdout.readline())
    assert is_running(pid)
    server.kill()
    server.wait()
    server.stdout.close()
    deadline = time.monotonic() + 2
    while is_running(pid) and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.05)
