"""The protocol tests of W3C (data-sparql11/protocol), request by request.

Updates are refused by name: the graph is read-only.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.ui import opened
from kg.web.formats import GRAPH, OFFERED
from kg.worker import Worker
from tests.web.posted import send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.asked import Answer

FOLDER = Path(__file__).parents[3] / "shared/outside/sparql-protocol"
UPDATES = {
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
}
"""Tests that need a graph that can be written; of each we check that it is refused."""

FIND = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?request ?path ?method ?chars ?encoding ?boolean ?format ?status ?name ?value {
  ?test a mf:ProtocolTest ; mf:action/ht:requests/rdf:rest*/rdf:first ?request .
  ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?resp .
  ?resp mf:expectedStatus ?status .
  OPTIONAL { ?resp mf:expectedBoolean ?boolean }
  OPTIONAL { ?resp mf:expectedFormat ?format }
  OPTIONAL { ?request ht:body ?body . ?body cnt:chars ?chars ; cnt:characterEncoding ?encoding }
  OPTIONAL { ?request ht:headers/rdf:rest*/rdf:first [ ht:fieldName ?name ; ht:fieldValue ?value ] }
}"""
pytestmark = pytest.mark.usefixtures("tiny_web", "w3c")


def requests() -> dict[str, list[dict[str, str]]]:
    """Return the requests of each test, in their order."""
    found: dict[str, list[dict[str, str]]] = {}
    if not FOLDER.is_dir():
        return found
    store = ox.Store()
    manifest = FOLDER / "manifest.ttl"
    store.load(path=str(manifest), base_iri="http://example.org/")
    answer = store.query(FIND)
    assert isinstance(answer, ox.QuerySolutions)
    names = [one.value for one in answer.variables]
    by_request: dict[str, dict[str, str]] = {}
    for row in answer:
        told = {
            name: str(getattr(term, "value", term))
            for name, term in zip(names, row, strict=True)
            if term is not None
        }
        statuses = by_request.get(told["request"], {}).get("status", "")
        by_request[told["request"]] = told | {"status": f"{statuses} {told['status'][-3:]}"}
    for one in by_request.values():
        found.setdefault(one["test"].partition("#")[2], []).append(one)
    return found


CASES = requests()


@pytest.fixture(scope="module")
def w3c() -> Iterator[None]:
    """Let the endpoint ask the three graphs of the tests."""
    lines = []
    for number in (1, 2, 3):
        name = f"<http://kasei.us/2009/09/sparql/data/data{number}.rdf>"
        text = (FOLDER / f"data{number}.nt").read_text(encoding="utf-8")
        lines += [f"{line.removesuffix('.').rstrip()} {name} .\n" for line in text.splitlines()]
    worker = Worker(lines, 5, 10, size=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "worker", lambda _: worker)
        yield
    worker.close()


@pytest.mark.skipif(not CASES, reason="the tests of W3C are not on this machine")
def test_all_are_here() -> None:
    assert len(CASES) == 34
    assert set(CASES) > UPDATES


@pytest.mark.parametrize("name", sorted(set(CASES) - UPDATES))
def test_it_passes(name: str) -> None:
    (asked,) = CASES[name]
    found = answered(asked)
    assert any(f"{found.status // 100}xx" == one for one in asked["status"].split())
    media = found.headers["content-type"].partition(";")[0]
    if asked.get("format") == "RDF":
        assert media in GRAPH
    elif "format" in asked:
        assert media in OFFERED["ASK" if asked["format"] == "boolean" else "SELECT"]
    if "boolean" in asked:
        assert json.loads(found.body)["boolean"] is (asked["boolean"] == "true")
    if found.status >= 400:
        assert found.text.strip()


@pytest.mark.parametrize("name", sorted(UPDATES & set(CASES)))
def test_an_update_is_refused(name: str) -> None:
    # A query may follow, which looks for what the update should have done.
    updates = [one for one in CASES[name] if "update" in one.get("value", "") + one["chars"][:7]]
    assert len(updates) == 1
    found = answered(updates[0])
    assert (found.status, found.text) == (403, "the graph is read-only: updates are not taken\n")


def answered(asked: dict[str, str]) -> Answer:
    body = asked.get("chars", "").encode(asked.get("encoding", "UTF-8"))
    headers = {asked["name"]: asked["value"]} if "name" in asked else {}
    return send(asked["path"], asked["method"], headers, body)
