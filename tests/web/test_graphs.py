"""Graphs by their own address, and what the endpoint says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.ui import opened
from tests.web.posted import send

if TYPE_CHECKING:
    from tests.web.asked import Answer

pytestmark = pytest.mark.usefixtures("tiny_web")

ACTORS = "https://w3id.org/parley/graph/actors"
SD = "http://www.w3.org/ns/sparql-service-description#"


def triples(found: Answer) -> set[str]:
    form = {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/trig": ox.RdfFormat.TRIG,
        "application/n-quads": ox.RdfFormat.N_QUADS,
    }[found.headers["content-type"].partition(";")[0]]
    return {str(one.triple) for one in ox.parse(found.body, format=form)}


def held(graph: str | None) -> set[str]:
    return {str(one.triple) for one in opened.graph().store.quads(graph)}


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/n-triples",
        "application/ld+json",
        "application/rdf+xml",
        "application/trig",
        "application/n-quads",
    ],
)
def test_a_graph_in_each_format(accept: str) -> None:
    found = send(f"/graphs?graph={quote(ACTORS)}", headers={"accept": accept})
    assert found.status == 200
    assert triples(found) == held(ACTORS)


def test_the_default_graph_is_that_of_queries() -> None:
    assert triples(send("/graphs?default")) == held(None)


def test_a_graph_has_a_tag_and_an_address_of_its_own() -> None:
    target = f"/graphs?graph={quote(ACTORS)}"
    found = send(target)
    assert triples(found) == triples(send(send("/graph/actors").headers["location"]))
    tag = found.headers["etag"]
    assert send(target, headers={"if-none-match": tag}).status == 304
    head = send(target, "HEAD")
    assert (head.status, head.headers["etag"]) == (200, tag)


def test_a_past_day_has_other_graphs() -> None:
    then = triples(send("/graphs?default&as-of=2022-03-28"))
    assert len(then) < len(held(None))


@pytest.mark.parametrize(
    ("target", "method", "status", "told"),
    [
        ("/graphs", "GET", 400, "which graph"),
        ("/graphs?default&graph=x:y", "GET", 400, "which graph"),
        ("/graphs?graph=", "GET", 400, "no IRI"),
        ("/graphs?graph=http://example.org/none", "GET", 404, "known: https://w3id.org"),
        ("/graphs?graph=%00%20", "GET", 404, "no graph"),
        ("/graphs?graph=%FF", "GET", 400, "not UTF-8"),
        ("/graphs?default&as-of=x", "GET", 400, "YYYY-MM-DD"),
        ("/graphs?default", "PUT", 405, "read-only"),
        ("/graphs?default", "POST", 405, "read-only"),
    ],
)
def test_what_cannot_be_had(target: str, method: str, status: int, told: str) -> None:
    found = send(target, method)
    assert found.status == status
    assert told in found.text
    if status == 405:
        assert found.headers["allow"] == "GET, HEAD, OPTIONS"
    assert send("/graphs?default", headers={"accept": "image/png"}).status == 406
    assert send("/graphs", "OPTIONS").status == 204


def test_the_endpoint_describes_itself() -> None:
    found = send("/sparql")
    assert found.status == 200
    assert found.body.startswith(b"@prefix")
    told = triples(found)
    here = "<http://test/sparql>"
    assert f"{here} <{SD}endpoint> {here}" in told
    assert f"{here} <{SD}feature> <{SD}UnionDefaultGraph>" in told
    assert not any(f"<{SD}BasicFederatedQuery>" in one for one in told)
    assert sum(f"<{SD}resultFormat>" in one for one in told) == 10
    assert sum(f"<{SD}extensionFunction>" in one for one in told) > 10
    names = {one.split()[2] for one in told if f"<{SD}name>" in one}
    assert names == {f"<{one}>" for one in opened.graph().store.graphs()}
    assert not any("_:" in one for one in told)
    for accept in ("application/ld+json", "application/rdf+xml", "application/n-quads"):
        assert triples(send("/sparql", headers={"accept": accept})) == told
    tag = found.headers["etag"]
    assert send("/sparql", headers={"if-none-match": tag}).status == 304
    assert b"<http://localhost/sparql>" in send("/sparql", headers={"host": "a b"}).body
