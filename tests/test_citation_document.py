"""The document of a citation: read back, refused when it is not one, and verified."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citation import citation_for, read, render, verify
from kg.errors import CallError
from kg.graph import Graph
from kg.load import load
from kg.queries import named
from kg.rdf.names import Names
from kg.view import View

from .small import write_small

if TYPE_CHECKING:
    from kg.citation import Citation

DAY = date(2026, 7, 3)
TITLES = "SELECT ?event ?title { ?event a sem:Event ; rdfs:label ?title }"
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
KEYS = ("format", "accessed", "dataset", "view", "record", "query", "result")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Graph(load(write_small(tmp_path_factory.mktemp("small"))))


def cite(graph: Graph, query: str | None = None, view: View | None = None) -> Citation:
    return citation_for(graph, view or View(), query, accessed=DAY)


def test_document_can_be_read_back(graph: Graph) -> None:
    cited = cite(graph, "timeline", View(kinds=("call",), as_of=date(2022, 5, 2)))
    found = read(render(cited, "json").encode())
    assert found.view == cited.view
    assert found.asked == cited.asked
    assert found.release == cited.release
    assert list(found.lines) == cited.result.lines
    assert found.accessed == "2026-07-03"


def broken(graph: Graph, /, **changes: object) -> bytes:
    """Return a document with values changed by their path, such as ``result__count``."""
    found: Any = json.loads(render(cite(graph, TITLES), "json"))
    for path, value in changes.items():
        *above, last = path.split("__")
        inner = found
        for one in above:
            inner = inner[one]
        inner[last] = value
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"type": "Other"}, "no citation of this kind"),
        ({"format": 2}, "format 2 is newer than this program"),
        ({"format": True}, "'format' is not as"),
        ({"format": 0}, "'format' is not as"),
        ({"dataset": []}, "'dataset' is not as"),
        ({"dataset__sha256": "x"}, "'sha256' is not as"),
        ({"dataset__version": 1}, "'version' is not as"),
        ({"view": {"tracks": 1}}, "'view' is not as"),
        ({"view": {"colour": "red"}}, "'view' is not as"),
        ({"view": {"kinds": "nope"}}, "view: kinds: 'nope' is not known"),
        ({"query": "timeline"}, "'query' is not as"),
        ({"query": None}, "'result' is not as"),
        ({"query__sparql": "ASK {}"}, "the query does not have its SHA-256"),
        ({"record": "round"}, "'record' is not as"),
        ({"accessed": "today"}, "'accessed' is not as"),
        ({"result__count": 7}, "'result' is not as"),
        ({"result__rows": [["a"], ["b"]]}, "'rows' is not as"),
        ({"result__rows": [[1, 2], [3, 4]]}, "'rows' is not as"),
        (
            {"result__rows": [["<a>", '"b"'], ["<c>", '"d"']]},
            "the result does not have its SHA-256",
        ),
        ({"result__row_sha256": ["x", "y"]}, "'sha256' is not as"),
    ],
)
def test_wrong_document_is_refused(changes: dict[str, Any], message: str, graph: Graph) -> None:
    with pytest.raises(CallError, match=re.escape(message)):
        read(broken(graph, **changes))


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[" * 100_000, b"{}", b"[]", b"null", b"1", b'{"type": "\\ud800"}']
)
def test_foreign_file_is_refused(content: bytes) -> None:
    with pytest.raises(CallError, match=r"^c\.json: "):
        read(content, "c.json")


@given(ANY, st.sampled_from(KEYS))
def test_any_value_is_read_or_refused(graph: Graph, value: object, key: str) -> None:
    with contextlib.suppress(CallError):
        read(broken(graph, **{key: value}))


def test_citation_under_another_address_is_refused(graph: Graph) -> None:
    other = Graph(graph.dataset, Names("https://example.org/"))
    with pytest.raises(CallError, match="set KG_BASE"):
        verify(other, read(render(cite(graph), "json").encode()))


def test_long_result_is_kept_by_hashes(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.citation.document.KEPT_ROWS", 1)
    content = render(cite(graph, TITLES), "json").encode()
    assert b"row_sha256" in content
    assert b"A call" not in content
    found = read(content)
    assert found.hashed
    assert verify(graph, found).same
    other = json.loads(content)
    other["result"]["row_sha256"][0] = "0" * 64
    other["result"]["sha256"] = "1" * 64
    verdict = verify(graph, read(json.dumps(other).encode()))
    assert not verdict.same
    assert verdict.gone == ("0" * 64,)
    assert len(verdict.new) == 1


def test_query_that_no_longer_runs_is_told(graph: Graph) -> None:
    text = "SELECT * { SERVICE <http://x> {} }"
    content = broken(
        graph, query__sparql=text, query__sha256=hashlib.sha256(text.encode()).hexdigest()
    )
    verdict = verify(graph, read(content))
    assert not verdict.same
    assert verdict.query_error is not None
    assert "SERVICE is not allowed" in verdict.query_error


def test_named_query_that_became_another_is_told(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = render(cite(graph, "timeline"), "json").encode()
    assert not verify(graph, read(content)).query_changed
    monkeypatch.setattr("kg.citation.model.named", lambda _: named("offices"))
    verdict = verify(graph, read(content))
    assert verdict.same
    assert verdict.query_changed
