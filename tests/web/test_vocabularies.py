"""Terms, shapes, vocabularies and named graphs over HTTP, as pages and as data."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.functions import NAMES
from kg.rdf.names import GRAPHS
from kg.ui import opened
from kg.vocabulary import EVENT_KINDS, SCHEMES
from tests.small import write_small
from tests.support import change
from tests.web.asked import Answer, ask, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("small_server")
BASE = "https://w3id.org/parley/"
TURTLE, HTML = "text/turtle", "text/html"
FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The small folder, with a topic that needs escapes and one that was withdrawn."""
    folder = write_small(tmp_path_factory.mktemp("vocabularies"))
    change(folder, "topics.yaml", "label: Peace}", 'label: "<b>Peace</b>"}')
    with (folder / "topics.yaml").open("a") as file:
        file.write(
            "- {id: truce, label: Truce, withdrawn: {on: 2022-06-01, why: The same.,"
            " instead: peace}}\n"
        )
    with serving(folder):
        yield


def triples(found: Answer, suffix: str) -> set[str]:
    assert found.status == 200
    parsed = ox.parse(found.body, format=FORMS[suffix])
    return {str(getattr(one, "triple", one)) for one in parsed}


def of_graph(name: str) -> set[str]:
    graph = ox.NamedNode(f"{BASE}graph/{name}")
    found = opened.graph().store.find(None, None, None, graph)
    return {str(one.triple) for one in found}


def sections(found: Answer) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', found.text))


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize(
    ("stem", "graph"), [("/ns", "ontology"), ("/ns/shapes", "shapes"), ("/graph/events", "events")]
)
def test_a_document_holds_its_named_graph(stem: str, graph: str, suffix: str) -> None:
    assert triples(ask(f"{stem}.{suffix}"), suffix) == of_graph(graph)


def test_the_terms_are_answered_at_their_name() -> None:
    for accept, suffix in ((TURTLE, "ttl"), ("application/rdf+xml", "rdf"), (HTML, "html")):
        found = ask("/ns", accept=accept)
        assert (found.status, found.headers["vary"]) == (200, "accept")
        assert found.headers["content-location"] == f"/ns.{suffix}"
        assert found.body == ask(f"/ns.{suffix}").body
    assert ask("/ns", accept="image/png").status == 406
    assert ask("/ns/shapes", accept="text/html, */*;q=0.1").headers["content-location"] == (
        "/ns/shapes.ttl"
    )


def test_every_term_has_its_place_on_the_page() -> None:
    page = ask("/ns.html")
    own = opened.graph().select("SELECT ?t { ?t rdfs:isDefinedBy kg: }")
    names = {str(row["t"]).rpartition("#")[2] for row in own}
    assert len(names) > 50
    parts = {"classes", "properties", "functions", "vocabularies", "shapes"}
    assert names | set(NAMES) | parts == sections(page)
    for one in parts:
        assert f'<a href="#{one}">' in page.text
    assert "Of two uncertain dates" in page.text
    for scheme in SCHEMES:
        assert f'<a href="/voc/{scheme.id}">{escape(scheme.title)}</a>' in page.text
    assert '<a href="/base/voc/topic">' in ask("/ns", root="/base", accept=HTML).text


def test_a_scheme_is_a_page_and_data() -> None:
    page = ask("/voc/event-kind", accept=HTML)
    assert (page.status, page.headers["location"]) == (303, "/voc/event-kind.html")
    found = ask("/voc/event-kind.html")
    assert set(EVENT_KINDS.ids) == sections(found)
    for one in EVENT_KINDS:
        assert one.definition in found.text
    assert "<dt>Notation</dt><dd>CONSULT</dd>" in found.text
    data = ask("/voc/event-kind", accept="application/ld+json")
    assert data.headers["location"] == "/voc/event-kind.jsonld"
    concepts = {one.split(" ")[0] for one in triples(ask("/voc/event-kind.jsonld"), "jsonld")}
    assert {f"<{BASE}voc/event-kind/{one}>" for one in EVENT_KINDS.ids} < concepts


def test_a_concept_has_its_place_and_its_data() -> None:
    page = ask("/voc/event-kind/call", accept=HTML)
    assert (page.status, page.headers["location"]) == (303, "/voc/event-kind.html#call")
    to = ask("/voc/event-kind/call", root="/base", accept=TURTLE).headers["location"]
    assert to == "/base/voc/event-kind/call.ttl"
    found = triples(ask("/voc/event-kind/call.nq"), "nq")
    assert any(" <http://www.w3.org/2004/02/skos/core#definition> " in one for one in found)
    # What else is of that kind is no part of what the kind is.
    assert not any("/id/event/" in one for one in found)


def test_a_topic_has_a_page_of_the_dashboard_and_knows_what_is_narrower() -> None:
    page = ask("/voc/topic/peace", accept=HTML)
    assert page.headers["location"] == "/topic?id=peace"
    found = triples(ask("/voc/topic/peace.ttl"), "ttl")
    narrower = "<http://www.w3.org/2004/02/skos/core#broader>"
    assert f"<{BASE}voc/topic/guarantees> {narrower} <{BASE}voc/topic/peace>" in found
    scheme = ask("/voc/topic.html").text
    assert "<h2>&lt;b&gt;Peace&lt;/b&gt;</h2>" in scheme
    assert '<dt>Narrower</dt><dd><a href="#guarantees">Guarantees</a></dd>' in scheme
    assert "<b>" not in scheme


def test_a_topic_is_of_a_day_and_may_be_withdrawn() -> None:
    assert ask("/voc/topic/guarantees.ttl?as-of=2022-03-28").status == 404
    page = ask("/voc/topic/guarantees?as-of=2022-03-28", accept=HTML)
    assert page.headers["location"] == "/topic?id=guarantees&as-of=2022-03-28"
    day = "Mon, 28 Mar 2022 10:00:00 GMT"
    first = ask("/voc/topic/guarantees", accept_datetime=day)
    assert (first.status, first.headers["location"]) == (
        302,
        "/voc/topic/guarantees.ttl?as-of=2022-03-29",
    )
    gone = ask("/voc/topic/truce", accept=HTML)
    assert gone.status == 410
    assert gone.headers["link"] == '</voc/topic/peace>; rel="successor-version"'
    assert ask("/voc/topic.html?as-of=2022-03-28").status == 404
    assert "guarantees" in ask("/voc/topic.html?as-of=2022-03-29").text


def test_every_named_graph_has_a_name_that_leads_to_it() -> None:
    for name in GRAPHS:
        if name in ("coverage", "documents"):  # of which the small folder has none
            assert ask(f"/graph/{name}").status == 404
            continue
        found = ask(f"/graph/{name}", accept="text/html, */*;q=0.8")
        assert (found.status, found.headers["location"]) == (303, f"/graph/{name}.ttl")
    later = ask("/graph/claims.nq?as-of=2022-03-29").text
    assert "one-day" in later
    assert "two-days" not in later


@pytest.mark.parametrize(
    "target",
    [
        "/ns.xyz",
        "/ns/shapes.html",
        "/ns/nothing",
        "/ns/shapes/more",
        "/voc/nothing",
        "/voc/nothing.html",
        "/voc/event-kind/nothing",
        "/voc/event-kind/call.html",
        "/voc/event-kind/call/more",
        "/voc/%00",
        "/voc/%ED%A0%80",
        "/voc/..%2F..",
        "/voc/%22%3E%3Cscript%3E.html",
        "/voc/topic/%3E%20%3Fs",
        "/graph/nothing",
        "/graph/%3E.ttl",
        "/graph/a/b",
    ],
)
@pytest.mark.parametrize("accept", [TURTLE, HTML])
def test_what_is_not_there_is_not_found(target: str, accept: str) -> None:
    found = ask(target, accept=accept)
    assert found.status == 404
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert found.text.startswith("no ")
    assert found.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "target", ["/ns", "/ns.ttl", "/voc/status", "/voc/status.html", "/graph/topics.nt"]
)
def test_head_tells_what_get_would_and_tags_are_kept(target: str) -> None:
    get, head = ask(target), ask(target, method="HEAD")
    assert (head.status, head.headers) == (get.status, get.headers)
    assert get.headers["cache-control"] == "public, max-age=300"
    if get.status == 200:
        again = ask(target, if_none_match=get.headers["etag"])
        assert (again.status, again.body) == (304, b"")
