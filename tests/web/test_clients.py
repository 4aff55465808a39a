"""Programs of other people: what they send gets what they ask for, here and over a real server."""

from __future__ import annotations

import contextlib
import gzip
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlencode

import pandas as pd
import pytest
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from kg.rdf.names import Names
from kg.snippets import Question, snippets
from kg.view import View
from tests.support import TINY
from tests.ui.chromium import served
from tests.web.posted import send

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDED = Path(__file__).parents[3] / "shared/outside/clients/client_requests.json"
LOG: list[dict[str, Any]] = json.loads(RECORDED.read_text("utf-8")) if RECORDED.is_file() else []
SELECT = (
    "PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?e ?l { ?e a sem:Event ; rdfs:label ?l } ORDER BY ?l"
)
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
HOSTILE = {
    "count of a product": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "product in order": f"SELECT * {{ {PRODUCT} }} ORDER BY ?l ?i",
    "closure of a path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>)* ?b . ?c (!<x:a>)* ?d }",
    "distinct rows of a product": f"SELECT DISTINCT ?c ?f ?i ?l {{ {PRODUCT} }} ORDER BY ?l",
    "one text of a product": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?x) {{ {PRODUCT} }}",
    "values crossed": "SELECT (COUNT(*) AS ?n) {"
    + "".join(f" VALUES ?x{i} {{ {' '.join(map(str, range(50)))} }}" for i in range(8))
    + "}",
    "costly pattern": (
        f"SELECT ?x {{ {PRODUCT} BIND(CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x) "
        'FILTER(REGEX(?x, "(a+a+)+(b+b+)+z{1,500}")) }'
    ),
    "endless rows that are none": f"SELECT * {{ {PRODUCT} FILTER(?a = ?l && ?c = ?j && ?b = ?i) }}",
    "graph of a product": (
        f"CONSTRUCT {{ ?a ?e ?l }} WHERE {{ {PRODUCT} "
        "FILTER(STRLEN(CONCAT(STR(?c), STR(?l))) > 100000) }"
    ),
    "text that grows": "SELECT (SUM(STRLEN(?y)) AS ?n) { "
    f"{PRODUCT} BIND(CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x) BIND(CONCAT(?x, ?x, ?x) AS ?y) }}",
}
"""The ten kinds that were seen to stop other engines."""

SECONDS = 1.0


def wishes(request: dict[str, Any]) -> list[str]:
    """Return the media types that a recorded request takes, none for any."""
    accept = request["headers"].get("Accept", "*/*")
    target, body = request["target"].partition("?")[2], request["body"]
    named = parse_qs(target).get("format", []) + parse_qs(body).get("format", [])
    return [] if named or "*/*" in accept else [one.strip() for one in accept.split(",")]


@pytest.mark.usefixtures("tiny_web")
@pytest.mark.parametrize(
    "request_", LOG, ids=[f"{one['client']}-{place}" for place, one in enumerate(LOG)]
)
def test_a_recorded_request_gets_what_it_asks_for(request_: dict[str, Any]) -> None:
    headers = {name: one for name, one in request_["headers"].items() if name != "Accept-Encoding"}
    found = send(request_["target"], request_["method"], headers, request_["body"].encode())
    if "update" in request_["client"] and request_["method"] == "POST":
        # Refused at our address; another is no address of ours.
        assert found.status == (403 if request_["target"].startswith("/sparql") else 404)
        return
    assert found.status == 200
    media = found.headers["content-type"].partition(";")[0]
    assert not wishes(request_) or media in wishes(request_)


# -- over a real server


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of the tiny folder, of which a query may run for a second."""
    with served(KG_DATA=str(TINY), KG_TIMEOUT=str(SECONDS), KG_ROWS="40000") as address:
        yield address


def fetch(
    address: str, accept: str = "*/*", data: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    lines = {"Accept": accept, **{name.replace("_", "-"): one for name, one in headers.items()}}
    request = urllib.request.Request(address, data, lines)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=20) as found:  # noqa: S310
            return found.status, {k.lower(): v for k, v in found.headers.items()}, found.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_tables(server: str, method: str, form: str) -> None:
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(SELECT)
    client.setMethod(method)
    client.setReturnFormat(form)
    found: Any = client.query().convert()
    text = found.toxml() if form == XML else json.dumps(found) if form == JSON else found.decode()
    assert "id/event/round" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, "json-ld"])
def test_sparqlwrapper_reads_graphs(server: str, form: str) -> None:
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery("DESCRIBE <https://w3id.org/parley/id/event/round>")
    client.setReturnFormat(form)
    found: Any = client.query().convert()
    text = found if isinstance(found, bytes) else found.serialize(format="nt").encode()
    assert b'"round"' in text or b">round<" in text


def test_sparqlwrapper_is_told_that_it_cannot_write(server: str) -> None:
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery("CLEAR ALL")
    client.setMethod("POST")
    with pytest.raises(urllib.error.HTTPError) as told:
        client.query()
    with told.value as error:
        assert error.code == 403


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_it_as_a_store(server: str, method: str) -> None:
    store = SPARQLStore(f"{server}/sparql", method=method)
    rows = [str(row[0]) for row in store.query(SELECT)]  # type: ignore[index]
    assert "https://w3id.org/parley/id/event/round" in rows
    assert len(store) > 100


def test_pandas_reads_it(server: str) -> None:
    frame = pd.read_csv(f"{server}/sparql?query={quote(SELECT)}&format=csv")
    assert list(frame.columns) == ["e", "l"]
    assert frame["e"].str.endswith("/event/round").any()


@pytest.mark.parametrize("title", ["curl over HTTP", "SPARQLWrapper"])
@pytest.mark.parametrize("day", [None, date(2022, 3, 28)])
def test_what_the_workbench_offers_to_paste_works(
    server: str, title: str, day: date | None
) -> None:
    text = "SELECT ?e ?l { ?e a sem:Event ; rdfs:label ?l }"
    asked = Question(text, view=View(as_of=day), prefixes=Names().prefixes, server=server)
    one = next(one for one in snippets(asked) if one.title == title)
    if one.language == "sh" and shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    command = [sys.executable, "-c"] if one.language == "python" else ["sh", "-c"]
    done = subprocess.run([*command, one.text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "id/event/announced" in done.stdout
    assert ("id/event/next-round" in done.stdout) == (day is None)


def test_a_browser_gets_the_workbench_and_a_program_the_answer(server: str) -> None:
    address = f"{server}/sparql?query={quote(SELECT)}"
    page = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    status, headers, body = fetch(address, page)
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/html")
    assert b"<!doctype html>" in body.lower()
    assert fetch(address)[1]["content-type"] == "application/sparql-results+json"
    assert fetch(f"{server}/sparql")[1]["content-type"].startswith("text/turtle")


def test_a_large_answer_comes_whole_and_compressed(server: str) -> None:
    address = f"{server}/sparql?query={quote('SELECT * { ?s ?p ?o }')}&format=xml"
    _, headers, whole = fetch(address)
    assert int(headers["content-length"]) == len(whole) > 2**20  # more than is kept in memory
    _, headers, packed = fetch(address, accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert "accept-encoding" in headers["vary"].lower()
    assert gzip.decompress(packed) == whole


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_at_its_limit_and_the_next_one_answers(server: str, name: str) -> None:
    begin = time.monotonic()
    status, _, told = fetch(f"{server}/sparql?{urlencode({'query': HOSTILE[name]})}")
    took = time.monotonic() - begin
    assert (status, b"stopped" in told) == (503, True), (status, told[:200])
    # That it stops at all: how soon, benchmarks/endpoint.py tells, on a machine with nothing else.
    assert took < SECONDS + 5
    assert fetch(f"{server}/sparql?query=ASK%7B%7D")[0] == 200


def test_who_asks_too_much_at_once_is_told(server: str) -> None:
    address = f"{server}/sparql?{urlencode({'query': HOSTILE['count of a product']})}"
    told: list[tuple[int, str | None]] = []

    def ask() -> None:
        status, headers, _ = fetch(address)
        told.append((status, headers.get("retry-after")))

    threads = [threading.Thread(target=ask) for _ in range(7)]
    for one in threads:
        one.start()
    time.sleep(0.4)
    # Another client is answered meanwhile.
    begin = time.monotonic()
    other = fetch(f"{server}/sparql?query=ASK%7B%7D", X_Forwarded_For="192.0.2.7")
    assert (other[0], time.monotonic() - begin < 5) == (200, True)
    for one in threads:
        one.join()
    assert {status for status, _ in told} == {429, 503}
    assert all(retry == "5" for status, retry in told if status == 429)


def test_no_query_opens_a_connection(server: str) -> None:
    came: list[object] = []
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.2)
        there = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        queries: list[dict[str, str]] = [
            {"query": f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}"},
            {"query": f"SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}"},
            {"query": f"SELECT * {{ BIND(<{there}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}"},
            {"query": f"LOAD <{there}>"},
            {"update": f"LOAD <{there}>"},
            {"query": f"ASK FROM <{there}> {{ ?s ?p ?o }}"},
            {"query": f"ASK FROM NAMED <{there}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"},
            {"query": f"SELECT * {{ GRAPH <{there}> {{ ?s ?p ?o }} }}"},
            {"query": f"DESCRIBE <{there}>"},
            {"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": there},
            {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": there},
            {"query": f"BASE <{there}> ASK FROM <x> {{ ?s ?p ?o }}"},
        ]
        for one in queries:
            status, _, _ = fetch(f"{server}/sparql", data=urlencode(one).encode())
            assert status in (200, 400, 403)
        assert fetch(f"{server}/graphs?graph={quote(there)}")[0] == 404
        with contextlib.suppress(TimeoutError):
            came.append(trap.accept())
    assert came == []
