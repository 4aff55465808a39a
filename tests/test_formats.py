"""All formats: of one view, by the records alone, and with nothing that was known later."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import xmlschema

from kg.errors import CallError
from kg.export import FORMATS
from kg.formats import FILES, GROUPS, file_named
from kg.graph import open_graph
from kg.policy import Policy
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

SCHEMAS = Path(__file__).parents[2] / "shared/outside/schemas"
needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are not here")
# These hold what every graph shares, and name events outside of the view.
GRAPHS = {name for name, one in FILES.items() if one.group == "graph"}
# These tell of columns, which are the same on every day.
COLUMNS = {name for name in FILES if name.endswith("csvw")}
_CODE = """
import hashlib, sys
from kg.export import FORMATS
from kg.formats import FILES
from kg.graph import open_graph
from kg.view import View
graph = open_graph(sys.argv[1])
for view in (View(), View.of_params({"as-of": ["2022-03-29"], "tracks": ["talks"]})):
    for name, one in FILES.items():
        content = one.written(graph.of(view), view, graph.names)
        print(name, hashlib.sha256(content).hexdigest())
"""


@pytest.fixture
def small_graph(small: Path) -> Graph:
    return open_graph(small)


def text_of(graph: Graph, name: str, view: View) -> str:
    content = FILES[name].written(graph.of(view), view, graph.names)
    if "parquet" in name:
        read = pq.read_table(io.BytesIO(content))
        return json.dumps(read.to_pylist(), default=str, ensure_ascii=False)
    text = content.decode()
    return text.replace("\r\n ", "") if name == "ics" else text  # unfolded


def named(text: str) -> set[str]:
    """Return all that may be an id in a text, parts of longer ones too."""
    return set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text))


@pytest.mark.parametrize("day", [date(2022, 3, 5), date(2022, 3, 28)], ids=str)
# Of the formats of graphs one is enough: below, all hold the same.
@pytest.mark.parametrize("name", [*(one for one in FILES if one not in GRAPHS), "nq"])
def test_nothing_known_later_is_in_a_file(real_graph: Graph, name: str, day: date) -> None:
    view = View(as_of=day)
    text = text_of(real_graph, name, view)
    known, every = real_graph.editions.records(view), real_graph.dataset
    later = set(every.events) - set(known.events)
    later |= {claim.id for event in every.events.values() for claim in event.claims} - {
        claim.id for event in known.events.values() for claim in event.claims
    }
    later |= {
        one.id
        for one in every.sources.values()
        if one.published and one.published.earliest_begin and one.published.earliest_begin > day
    }
    assert len(later) > 500
    assert named(text) & later == set()
    titles = {one.title for one in every.events.values()} - {
        one.title for one in known.events.values()
    }
    assert [one for one in titles if one in text] == []
    if name not in COLUMNS:
        assert "2022-02-28" in text or name in ("graphml", "gexf", "timelinejs", "ics")
        assert text != text_of(real_graph, name, View())


@pytest.mark.parametrize("name", sorted(set(FILES) - GRAPHS - COLUMNS))
def test_a_file_has_the_events_of_its_view_only(real_graph: Graph, name: str) -> None:
    view = View(kinds=("signing",))
    ids = named(text_of(real_graph, name, view)) & set(real_graph.dataset.events)
    rows = real_graph.run("timeline", view)
    chosen = {str(row["event"]).rpartition("/")[2] for row in rows}
    assert ids <= chosen
    assert chosen


@pytest.mark.parametrize("name", ["csv", "parquet", "ics", "timelinejs", "jsonld"])
def test_a_policy_decides_in_every_format(real_graph: Graph, name: str) -> None:
    day = date(2022, 3, 28)
    editor, other = (
        text_of(real_graph, name, View(as_of=day, policy=Policy.of(policy)))
        for policy in ("editor", "party:russia")
    )
    assert editor != other


@needs_schemas
@pytest.mark.parametrize(("name", "schema"), [("gexf", "gexf-1.3"), ("graphml", "graphml-1.0")])
@pytest.mark.parametrize("view", [View(), View(as_of=date(2022, 3, 5)), View(text="no such \x0b")])
def test_networks_are_valid(real_graph: Graph, name: str, schema: str, view: View) -> None:
    rules = xmlschema.XMLSchema(SCHEMAS / schema / f"{name}.xsd", allow="local")
    rules.validate(io.BytesIO(text_of(real_graph, name, view).encode()))


@pytest.mark.parametrize("name", sorted(GRAPHS - {"nanopub"}))
def test_graphs_of_a_day_hold_what_its_store_holds(real_graph: Graph, name: str) -> None:
    view = View(as_of=date(2022, 3, 28))
    engine = FORMATS[name].engine
    assert engine is not None
    found = set(ox.parse(text_of(real_graph, name, view), format=engine))
    expected = set(real_graph.of(view).engine)
    if engine.supports_datasets:
        assert found == expected
    else:
        assert {one.triple for one in found} == {one.triple for one in expected}


def test_bytes_depend_on_the_records_alone(small: Path) -> None:
    outputs = set()
    for seed in ("0", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "0" else "UTC"}
        command = [sys.executable, "-c", _CODE, str(small)]
        outputs.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 2 * len(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_view_of_nothing_gives_a_file_still(small_graph: Graph, name: str) -> None:
    assert text_of(small_graph, name, View(text="no such words")) is not None


@pytest.mark.parametrize("name", ["ics", "timelinejs", "gexf", "graphml"])
def test_a_file_says_of_which_view_it_is(small_graph: Graph, name: str) -> None:
    view = View(as_of=date(2022, 3, 30), kinds=("talks-round",))
    told = text_of(small_graph, name, view).replace("\\,", ",")
    assert "View: as-of=2022-03-30, kinds=talks-round." in told
    assert "View:" not in text_of(small_graph, name, View())


def test_names_are_told_apart() -> None:
    said = [word for one in FILES.values() for word in {one.format, one.name, *one.aliases}]
    assert len(said) == len(set(said))
    assert {one.group for one in FILES.values()} == set(GROUPS)
    assert all(file_named(word.upper()).format for word in said)
    assert {one.described for one in FILES.values()} - {""} <= {one.name for one in FILES.values()}
    with pytest.raises(CallError, match=r"no format 'n3' \(formats: ttl, .*nanopub\)"):
        file_named("n3")


@pytest.mark.parametrize("name", FILES)
def test_no_hostile_word_of_a_reader_breaks_a_file(small_graph: Graph, name: str) -> None:
    for text in ("\x0b", "\ud800", "\ufffe", "</x>", "=1"):
        text_of(small_graph, name, View(text=text))
