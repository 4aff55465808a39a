"""Another engine that is slow, away, or lies: a clear error each time, and never half an answer."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import pytest

from kg.address import Credentials
from kg.errors import CallError, EngineError, EngineSlowError, ParleyError, QueryError
from kg.errors import QueryLimitError as LimitError
from kg.rdf.names import Names
from kg.remote import RemoteStore, remote_store
from kg.remote_worker import RemoteWorker
from kg.wire import Wire

from .engines import port
from .lying import GOOD, lying, says

if TYPE_CHECKING:
    from .lying import Handler, Lie

SELECT, GRAPH = "SELECT ?a { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }"
TRIPLE = b"<http://x/a> <http://x/b> <http://x/c> .\n"
N_TRIPLES = "application/n-triples"
SECRET = "s3cret-of-ours"  # noqa: S105 - of nobody


def ask(lie: Lie, *more: Lie, text: str = SELECT, seconds: float = 10.0, most: int = 10**6) -> int:
    """Return how many rows or triples a server that lies gives."""
    with lying(lie, *more) as (address, _):
        wire = Wire(address, Credentials("me", SECRET), seconds, most)
        try:
            return len(list(RemoteStore(wire, Names()).query(text)))  # type: ignore[arg-type]
        finally:
            wire.close()


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "application/sparql-results+json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def dripping(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
    for _ in range(400):
        handler.wfile.write(b".")
        time.sleep(0.05)


def without_end(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", N_TRIPLES)
    handler.end_headers()
    handler.wfile.write(TRIPLE)
    handler.close_connection = True


def test_an_honest_server_is_believed() -> None:
    assert ask(says()) == 1
    assert ask(says(TRIPLE, N_TRIPLES), text=GRAPH) == 1


@pytest.mark.parametrize(
    ("lie", "text", "told"),
    [
        (says(b"<html>Sign in</html>", "text/html"), SELECT, "'text/html' in place of results"),
        (says(b"Error: out of memory"), SELECT, "its JSON ends too early or is no result"),
        (says(GOOD[:-20]), SELECT, "its JSON ends too early"),
        (says(GOOD + b"Query timed out"), SELECT, "its JSON ends too early or is no result"),
        (says(b"[" * 100_000), SELECT, "its JSON ends too early or is no result"),
        (says(b"{}"), SELECT, "is no result"),
        (says(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":1}]}}'), SELECT, "no result"),
        (says(GOOD, told=5000), SELECT, "breaks off: IncompleteRead"),
        (says(X_SPARQL_MaxRows="1"), SELECT, "only the first 1 rows of a longer result"),
        (says(X_SQL_State="S1TAT"), SELECT, "only the first 1 rows"),
        (says(TRIPLE + b"Error: stopped", N_TRIPLES), GRAPH, "a graph that breaks off"),
        (without_end, GRAPH, "does not tell where it ends"),
        (says(b"", status=302, location="http://x/"), SELECT, "sends us on to another address"),
        (says(b"none", status=404), SELECT, "answers with HTTP 404: none"),
        (says(b"oh", status=500), SELECT, "answers with HTTP 500: oh"),
        (says(b"", status=503), SELECT, r"is busy or away \(HTTP 503\) \(tried 3 times\)"),
        (says(b"", status=403), SELECT, "wants credentials"),
    ],
)
def test_a_lie_is_told(lie: Lie, text: str, told: str) -> None:
    with pytest.raises(EngineError, match=told):
        ask(lie, text=text)


@pytest.mark.parametrize("first", [says(b"", status=503), says(GOOD[:-9]), says(told=900)])
def test_what_goes_wrong_once_is_asked_again(first: Lie) -> None:
    assert ask(first, says()) == 1


def test_too_much_is_not_read() -> None:
    with pytest.raises(LimitError, match="larger than 1 MB"):
        ask(endless)


def test_bytes_that_drip_in_do_not_hold_us() -> None:
    begin = time.monotonic()
    with pytest.raises(EngineSlowError, match=r"not answered within 0\.5 s|not answered within 0"):
        ask(dripping, seconds=0.5)
    assert time.monotonic() - begin < 10


def test_a_query_that_the_engine_refuses_is_a_query_error() -> None:
    with pytest.raises(QueryError, match="the engine can't answer it: too complex"):
        ask(says(b"too complex", status=400))


def test_what_can_be_known_here_is_not_asked_there() -> None:
    for text in ("SELECT", "SELECT * { SERVICE <http://x/> { ?a ?b ?c } }", "DROP ALL"):
        with lying(says()) as (address, heard), pytest.raises(QueryError):
            RemoteStore(Wire(address, Credentials(), 5, 10**6), Names()).query(text)
        assert heard == []


def test_a_connection_is_used_again() -> None:
    with lying(says()) as (address, heard):
        wire = Wire(address, Credentials(), 5, 10**6)
        store = RemoteStore(wire, Names())
        for _ in range(3):
            store.select(SELECT)
        assert len(heard) == 3
        assert len(wire._idle) == 1
        wire.close()


def test_what_a_server_says_unasked_is_no_answer() -> None:
    said = threading.Event()

    def weary(handler: Handler) -> None:
        says()(handler)
        # As the Oxigraph server does when it has waited too long for another question.
        handler.wfile.write(b"HTTP/1.1 500 Error\r\ncontent-length: 5\r\n\r\nweary")
        handler.close_connection = True
        said.set()

    with lying(weary) as (address, heard):
        store = RemoteStore(Wire(address, Credentials(), 10.0, 10**6), Names())
        for number in (1, 2):
            assert len(store.select(SELECT)) == 1
            assert said.wait(10)
            said.clear()
            time.sleep(0.05)  # until it has come
            assert len(heard) == number


def test_a_server_that_is_away_is_told() -> None:
    address = f"http://127.0.0.1:{port()}/query"
    store = RemoteStore(Wire(address, Credentials(), 5, 10**6), Names())
    with pytest.raises(EngineError, match=r"can't be reached .* refused \(tried 3 times\)"):
        store.select(SELECT)


@pytest.mark.parametrize(
    ("scheme", "sent"), [('Basic realm="x"', "Basic "), ('Digest realm="x", nonce="1"', "Digest ")]
)
def test_credentials_go_to_who_asks_for_them(scheme: str, sent: str) -> None:
    wanted = says(b"", status=401, www_authenticate=scheme)
    with lying(wanted, says()) as (address, heard):
        wire = Wire(address, Credentials("me", SECRET), 5, 10**6)
        RemoteStore(wire, Names()).select(SELECT)
        wire.close()
    assert ["authorization" in one for one in heard] == [False, True]
    assert heard[1]["authorization"].startswith(sent)


def test_credentials_are_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", SECRET)
    with lying(says(f"who is {SECRET}?".encode(), status=500)) as (address, heard):
        store = remote_store(f"sparql+{address}", Names())
        with pytest.raises(EngineError) as caught:
            store.select(SELECT)
        store.wire.close()
    assert heard[0]["authorization"] == f"Bearer {SECRET}"
    assert "who is …?" in str(caught.value)
    assert SECRET not in f"{caught.value!r} {Credentials('me', SECRET, SECRET)} {store.wire!r}"
    with pytest.raises(CallError, match="no user and password") as refused:
        remote_store(f"sparql+http://me:{SECRET}@localhost/", Names())
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("name", ["sparql+http://", "sparql+http:x", "sparql+http://h:99999/"])
def test_an_address_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(CallError, match="is no address of an engine"):
        remote_store(name, Names())


def test_visitors_have_their_own_limits() -> None:
    rows = ",".join(['{"a":{"type":"uri","value":"http://x/"}}'] * 9)
    nine = f'{{"head":{{"vars":["a"]}},"results":{{"bindings":[{rows}]}}}}'.encode()
    with lying(says(nine), dripping) as (address, _):
        store = RemoteStore(Wire(address, Credentials(), 60, 10**6), Names())
        worker = RemoteWorker(store, 1.0, 4, Names().prefixes)
        formats = {"SELECT": "json", "ASK": "json", "CONSTRUCT": "ttl"}
        try:
            reply = worker.answer(SELECT, formats)
            assert reply.truncated
            assert len(json.load(reply.body)["results"]["bindings"]) == 4
            with pytest.raises(LimitError, match="stopped after 1 s"):
                worker.answer(SELECT, formats)
            with pytest.raises(QueryError, match="SERVICE"):
                worker.answer("ASK { SERVICE <http://x/> {} }", formats)
        finally:
            worker.close()
            store.wire.close()


def test_each_error_is_one_of_ours() -> None:
    assert issubclass(EngineSlowError, EngineError)
    assert issubclass(EngineError, ParleyError)
