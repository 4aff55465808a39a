"""The dashboard over another engine: its pages while that is away, empty, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import open_graph
from kg.publish import publish
from kg.remote import wire_of
from kg.ui import opened
from kg.view import View
from kg.web.health import _looked
from tests.engines import oxigraph, port

from .conftest import shown

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from .conftest import Open


def test_pages_tell_and_come_back(
    visit: Open, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = port()
    monkeypatch.setenv("KG_STORE", f"sparql+http://127.0.0.1:{at}/query")
    app = visit()
    assert "The graph can’t be asked just now" in shown(app)
    assert "Connection refused" in shown(app)
    assert not app.exception
    assert _looked().status_code == 503
    graph = open_graph(data)
    with oxigraph(tmp_path / "engine", at) as address:
        app = app.button(key="engine-again").click().run()
        assert f"holds 0 quads of this graph, and not the {len(graph):,} of the" in shown(app)
        assert "kg publish --to ADDRESS" in shown(app)
        for _ in publish(graph.lines, graph.names, wire_of(f"{address}/store")):
            pass
        app = app.button(key="engine-again").click().run()
        assert "can’t be asked" not in shown(app)
        assert _looked().status_code == 200
        text = "SELECT ?event { ?event a sem:Event } LIMIT 1"
        assert len(opened.worker(View()).run(text).rows) == 1
    # Away again: what was not asked before can't be told, and is not kept as a failure.
    app = visit("event", id="round")
    assert "The graph can’t be asked just now" in shown(app)
    assert _looked().status_code == 503
    with oxigraph(tmp_path / "engine", at):
        app = app.button(key="engine-again").click().run()
        assert "can’t be asked" not in shown(app)
        assert not app.exception
