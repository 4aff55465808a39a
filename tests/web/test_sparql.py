"""The endpoint: every way to ask, every format, and what is refused with which status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as hs

from kg.errors import QueryLimitError
from kg.ui import opened
from kg.view import View
from kg.web.protocol import QUERY_BYTES
from tests.web.posted import FORM, QUERY, send

if TYPE_CHECKING:
    from tests.web.asked import Answer

pytestmark = pytest.mark.usefixtures("tiny_web")

SELECT = "SELECT ?e ?l { ?e a sem:Event ; rdfs:label ?l } ORDER BY ?l"
ASK = "ASK { ?e a sem:Event }"
CONSTRUCT = "CONSTRUCT { ?e a sem:Event } WHERE { ?e a sem:Event }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"

DEEP = b"ASK " + b"{" * 10_000 + b"}" * 10_000
CHAIN = b"SELECT (1" + b"-1" * 45_000 + b" AS ?x) {}"


def get(query: str, accept: str = "*/*", **params: str) -> Answer:
    return send(f"/sparql?{urlencode({'query': query, **params})}", headers={"accept": accept})


def media(found: Answer) -> str:
    return found.headers["content-type"].partition(";")[0]


def titles(found: Answer) -> list[str]:
    return [one["l"]["value"] for one in json.loads(found.body)["results"]["bindings"]]


# -- ways to ask


def test_every_way_to_ask_gives_the_same() -> None:
    form = urlencode({"query": SELECT}).encode()
    ways = [
        get(SELECT),
        send(f"/sparql/?query={quote(SELECT)}"),
        send("/sparql", "POST", {"content-type": FORM}, form),
        send("/sparql", "POST", {"content-type": f"{FORM}; charset=UTF-8"}, form),
        send("/sparql", "POST", {"content-type": QUERY}, SELECT.encode()),
        send(f"/sparql?query={quote(SELECT)}", "POST", {"content-type": FORM}),
    ]
    assert {one.status for one in ways} == {200}
    assert len({one.body for one in ways}) == 1
    assert titles(ways[0])


def test_head_is_as_get_without_the_content() -> None:
    whole = get(SELECT)
    found = send(f"/sparql?query={quote(SELECT)}", "HEAD")
    assert (found.status, found.body, found.headers) == (200, b"", whole.headers)


def test_scripts_of_any_page_may_ask() -> None:
    found = send("/sparql", "OPTIONS", {"origin": "https://example.org"})
    assert (found.status, found.body) == (204, b"")
    assert found.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    for one in (found, get(SELECT), get("nonsense"), get(SELECT, "image/png")):
        assert one.headers["access-control-allow-origin"] == "*"


# -- formats


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        (SELECT, "*/*", JSON),
        (SELECT, "", JSON),
        (SELECT, XML, XML),
        (SELECT, f"{JSON};q=0.3, text/csv;q=0.9", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/xml", "text/xml"),
        (SELECT, "text/turtle", JSON),  # of another form: what we have first
        (SELECT, "application/rdf+xml", XML),  # its like
        (SELECT, "text/html, text/csv;q=0.1", "text/csv"),  # by POST there is no page
        (ASK, XML, XML),
        (ASK, "text/csv", JSON),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/trig", "application/trig"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (CONSTRUCT, JSON, "application/ld+json"),
        (CONSTRUCT, "text/csv", "text/turtle"),
        ("DESCRIBE <https://w3id.org/parley/id/event/round>", "text/turtle", "text/turtle"),
    ],
)
def test_the_format_is_that_which_is_liked_most(query: str, accept: str, wanted: str) -> None:
    found = send("/sparql", "POST", {"accept": accept, "content-type": QUERY}, query.encode())
    assert (found.status, media(found)) == (200, wanted)
    assert found.headers["vary"] == "accept"
    assert int(found.headers["content-length"]) == len(found.body) > 0


@pytest.mark.parametrize(
    ("query", "name", "wanted"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "xml", XML),
        (SELECT, "application/sparql-results json", JSON),  # a plus sign that was not escaped
        (SELECT, "json-ld,application/ld+json", JSON),
        (ASK, "json", JSON),
        (CONSTRUCT, "turtle", "text/turtle"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "nq", "application/n-quads"),
    ],
)
@pytest.mark.parametrize("parameter", ["format", "output", "results"])
def test_a_parameter_goes_before_accept(query: str, name: str, wanted: str, parameter: str) -> None:
    assert media(get(query, "image/png, text/html", **{parameter: name})) == wanted


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "nonsense"])
def test_what_is_not_offered_is_not_acceptable(accept: str) -> None:
    found = get(SELECT, accept)
    assert found.status == 406
    for one in (JSON, "text/csv", "text/turtle", "application/n-quads"):
        assert one in found.text
    assert get(SELECT, format="pdf").status == 406


@pytest.mark.parametrize("accept", ["text/html", "text/html,application/xml;q=0.9,*/*;q=0.8"])
def test_a_browser_is_left_to_the_page(accept: str) -> None:
    # Without Streamlit behind them our routes have no page.
    assert get(SELECT, accept).status == 404
    assert get(SELECT, accept, format="csv").status == 200
    assert send("/sparql", headers={"accept": accept}).status == 404


# -- what a query sees


def test_a_past_day_knows_nothing_of_what_came_later() -> None:
    now, then = titles(get(SELECT)), titles(get(SELECT, **{"as-of": "2022-03-28"}))
    assert set(then) < set(now)
    form = urlencode({"query": SELECT, "as-of": "2022-03-28"}).encode()
    assert titles(send("/sparql", "POST", {"content-type": FORM}, form)) == then
    policy = "SELECT ?l { ?d kg:policy ?l }"
    assert titles(get(policy)) == []
    assert titles(get(policy, policy="earliest")) == ["earliest"]


def test_graphs_of_the_request_go_before_those_of_the_query() -> None:
    name = "https://w3id.org/parley/graph/actors"
    count = "ASK FROM <http://example.org/none> { ?s ?p ?o }"
    assert json.loads(get(count).body)["boolean"] is False
    assert json.loads(get(count, **{"default-graph-uri": name}).body)["boolean"] is True
    inside = "ASK { GRAPH ?g { ?s ?p ?o } }"
    assert json.loads(get(inside, **{"default-graph-uri": name}).body)["boolean"] is False
    assert json.loads(get(inside, **{"named-graph-uri": name}).body)["boolean"] is True
    assert get(ASK, **{"default-graph-uri": "not an iri"}).status == 400


@pytest.mark.parametrize("query", ["SELECT ({} AS ?x) {{}}", "CONSTRUCT {{ <a> <b> {} }} {{}}"])
def test_what_xml_can_not_hold_is_told(query: str) -> None:
    for sign in ("\x01", "\x1f", "\ufffe"):
        found = get(query.format(f'"a{sign}b"'), format="xml")
        assert found.status == 400
        assert f"XML can't hold the sign U+{ord(sign):04X}" in found.text
        assert get(query.format(f'"a{sign}b"'), format="json").status == 200
    assert get(query.format('"\t Київ 🕊"'), format="xml").status == 200


def test_a_cut_answer_says_so() -> None:
    for query, unit in (
        ("SELECT * { ?s ?p ?o }", "rows"),
        ("CONSTRUCT WHERE {?s ?p ?o}", "triples"),
    ):
        found = get(query)
        assert found.status == 200
        assert found.headers["parley-truncated"] == f"{unit}=50"
        assert f"more than 50 {unit}" in found.text
    assert "parley-truncated" not in get(SELECT).headers


# -- caches


def test_who_has_an_answer_gets_it_no_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(SELECT)
    tag = first.headers["etag"]
    address = f"/sparql?query={quote(SELECT)}"
    monkeypatch.setattr(opened, "worker", None)  # nothing is run for it
    for held in (tag, f'"x", {tag}', tag.removeprefix("W/")):
        found = send(address, headers={"if-none-match": held})
        assert (found.status, found.body) == (304, b"")
        assert (found.headers["etag"], found.headers["vary"]) == (tag, "accept")


def test_another_answer_has_another_tag() -> None:
    tags = [
        get(SELECT).headers["etag"],
        get(SELECT, XML).headers["etag"],
        get(SELECT, **{"as-of": "2022-03-28"}).headers["etag"],
        get(SELECT, **{"default-graph-uri": "http://example.org/"}).headers["etag"],
        get(ASK).headers["etag"],
    ]
    assert len(set(tags)) == len(tags)
    assert "etag" not in get("SELECT (NOW() AS ?x) {}").headers


# -- what is refused


@pytest.mark.parametrize(
    ("target", "method", "headers", "body", "status", "told"),
    [
        ("?query=ASK%7B%7D&query=ASK%7B%7D", "GET", {}, b"", 400, "more than once"),
        ("?query=ASK%7B%7D", "POST", {"content-type": FORM}, b"query=ASK%7B%7D", 400, "more than"),
        ("?query=%FF", "GET", {}, b"", 400, "not UTF-8"),
        ("", "POST", {"content-type": FORM}, b"query=%FF", 400, "not UTF-8"),
        ("", "POST", {"content-type": QUERY}, b"\xff", 400, "not UTF-8"),
        ("", "POST", {"content-type": f"{QUERY}; charset=utf-16"}, b"", 415, "UTF-8"),
        ("", "POST", {"content-type": FORM}, b"", 400, "no query"),
        ("?default-graph-uri=http://x/", "GET", {}, b"", 400, "no query"),
        ("?query=", "GET", {}, b"", 400, "not SPARQL"),
        ("", "POST", {}, b"ASK {}", 415, "no Content-Type"),
        ("", "POST", {"content-type": "text/plain"}, b"ASK {}", 415, "text/plain"),
        ("", "POST", {"content-type": "application/sparql-update"}, b"CLEAR ALL", 403, "read-only"),
        ("", "POST", {"content-type": FORM}, b"update=CLEAR+ALL", 403, "read-only"),
        ("?update=CLEAR+ALL", "GET", {}, b"", 403, "read-only"),
        ("?query=CLEAR+ALL", "GET", {}, b"", 400, "read-only"),
        ("?query=ASK%7B%7D", "PUT", {}, b"", 405, "read-only"),
        ("?query=ASK%7B%7D", "DELETE", {}, b"", 405, "read-only"),
        ("?query=ASK%7B%7D&as-of=soon", "GET", {}, b"", 400, "YYYY-MM-DD"),
        ("?query=ASK%7B%7D&as-of=2022-01-01&as-of=2022-01-02", "GET", {}, b"", 400, "than once"),
        ("?query=ASK%7B%7D&policy=x", "GET", {}, b"", 400, "policy 'x' is not known"),
        ("?query=ASK%7B%7D&recorded=9.9.9", "GET", {}, b"", 400, "no release"),
        ("?" + "&".join(["a=b"] * 300), "GET", {}, b"", 400, "200 parameters"),
        ("", "POST", {"content-type": QUERY}, b"#" * (QUERY_BYTES + 1), 413, "longer than 100 kB"),
        ("", "POST", {"content-type": QUERY}, b"#" * 10**6, 413, "longer than 400 kB"),
        ("", "POST", {"content-type": QUERY}, DEEP, 400, "nested"),
        ("", "POST", {"content-type": QUERY}, b"SELECT * {\n ?s ?p", 400, "line 2, column 7"),
        ("", "POST", {"content-type": QUERY}, b"ASK { SERVICE <http://x/> {} }", 400, "SERVICE"),
        ("", "POST", {"content-type": QUERY}, CHAIN, 400, "deep"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    target: str, method: str, headers: dict[str, str], body: bytes, status: int, told: str
) -> None:
    found = send(f"/sparql{target}", method, headers, body)
    assert (found.status, media(found)) == (status, "text/plain")
    assert told in found.text
    assert found.text.count("\n") == 1
    if status == 405:
        assert found.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    if status == 415 and "charset" not in found.text:
        assert "application/sparql-query" in found.headers["accept-post"]


def test_a_query_at_its_limit_gets_no_half_of_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = opened.worker(View())

    def stopped(*_: object) -> None:
        msg = "stopped after 10 s, the time limit of a query"
        raise QueryLimitError(msg)

    monkeypatch.setattr(worker, "answer", stopped)
    found = get(SELECT)
    assert (found.status, found.text) == (503, "stopped after 10 s, the time limit of a query\n")
    assert "retry-after" not in found.headers  # it would take as long again


@settings(max_examples=150)
@given(
    hs.binary(max_size=200) | hs.text(max_size=100).map(lambda one: one.encode("utf-8", "replace"))
)
def test_no_query_breaks_it(body: bytes) -> None:
    for found in (
        send("/sparql", "POST", {"content-type": QUERY}, body),
        send(f"/sparql?query={quote(body)}"),
        send("/sparql", "POST", {"content-type": FORM}, b"query=" + body),
    ):
        assert found.status in (200, 400, 403)
        if found.status != 200:
            assert media(found) == "text/plain"
            assert "Traceback" not in found.text


@settings(max_examples=100)
@given(
    hs.text(alphabet="abq=&%;+/ *,0.1", max_size=60),
    hs.text(alphabet="text/csvq=;,*0.159 ", max_size=40),
)
def test_no_address_or_header_breaks_it(query: str, accept: str) -> None:
    found = send(f"/sparql?{quote(query, safe='=&%;+')}", headers={"accept": accept})
    assert found.status in (200, 400, 403, 404, 406)


def test_an_answer_is_what_the_engine_says() -> None:
    found = get(CONSTRUCT, "application/n-triples").body
    lines = set(found.decode().splitlines())
    whole = opened.graph().store.query(CONSTRUCT, opened.graph().names.prefixes)
    assert isinstance(whole, ox.QueryTriples)
    assert lines == {f"{one} ." for one in whole}
