"""Queries of visitors: answered within limits, stopped at them, and answered again afterwards."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import QueryError, QueryLimitError
from kg.worker import Result, Term, Worker, _Child

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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


def test_an_answer_has_a_bound(worker: Worker) -> None:
    doubled = "".join(f" BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(18))
    with pytest.raises(QueryLimitError, match=r"larger than|memory"):
        worker.run(f'SELECT ?x18 ?s {{ ?s ?p ?o BIND("parley" AS ?x0){doubled} }}')


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
    receive = _Child.receive

    def closing(child: _Child, seconds: float) -> Mapping[str, Any]:
        reply = receive(child, seconds)
        started.append(child.pid)
        worker.close()
        return reply

    monkeypatch.setattr(_Child, "receive", closing)
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
