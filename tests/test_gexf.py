"""Networks as files: valid by their schemas, the same each time, and read by others."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import xmlschema

from kg.gexf import NAMESPACE, Imprint, gexf
from kg.graphml import graphml
from kg.line import line
from kg.network import PROJECTIONS
from kg.network.layout import places
from kg.network.measure import measured
from kg.network.table import edges_csv, rows
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.network import Projection

SCHEMAS = Path(__file__).parents[2] / "shared/outside/schemas"
IMPRINT = Imprint("Nobody", "For tests & <more>; CC BY 4.0", date(2026, 1, 1))
G = f"{{{NAMESPACE}}}"

needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are not here")


def written(graph: nx.Graph[str]) -> bytes:
    return gexf(graph, places(graph), measured(graph, "events"), IMPRINT)


@needs_schemas
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_gexf_is_valid(real_graph: Graph, projection: Projection) -> None:
    schema = xmlschema.XMLSchema(SCHEMAS / "gexf-1.3" / "gexf.xsd", allow="local")
    schema.validate(io.BytesIO(written(real_graph.network(projection=projection))))


@needs_schemas
def test_graphml_is_valid(real_graph: Graph) -> None:
    schema = xmlschema.XMLSchema(SCHEMAS / "graphml-1.0" / "graphml.xsd", allow="local")
    graph = real_graph.network()
    schema.validate(io.BytesIO(graphml(graph, measured(graph, "ties"), "For tests & <more>")))


def test_a_tie_tells_its_times(tiny_graph: Graph) -> None:
    root = ET.fromstring(written(tiny_graph.network()))  # noqa: S314 - our own
    (met,) = root.iterfind(f".//{G}edge[@kind='met']")
    assert {met.get("source"), met.get("target")} == {"ukraine", "russia"}
    assert (met.get("start"), met.get("end")) == ("2022-03-29", "2022-03-29")
    assert met.get("weight") == "1"
    told = {one.get("for"): one.get("value") for one in met.iter(f"{G}attvalue")}
    assert told["events"] == "round"
    assert told["dates"] == "2022-03-29"
    assert told["exact"] == "true"
    assert told["undated"] == "0"
    meta = root.find(f"{G}meta")
    assert meta is not None
    assert meta.get("lastmodifieddate") == "2026-01-01"
    assert "CC BY 4.0" in (meta.findtext(f"{G}description") or "")


def test_several_events_are_several_spells(real_graph: Graph) -> None:
    graph = real_graph.network()
    root = ET.fromstring(written(graph))  # noqa: S314 - our own
    for one in root.iter(f"{G}edge"):
        told = {value.get("for"): value.get("value") for value in one.iter(f"{G}attvalue")}
        count = len(str(told["events"]).split())
        spells = one.findall(f".//{G}spell")
        assert int(one.get("weight", "0")) == count
        assert len(spells) == (0 if count == 1 else count - int(told["undated"] or 0))
        assert (one.get("start") is not None) == (count == 1)


def test_an_uncertain_date_is_told(tiny_graph: Graph) -> None:
    (comment,) = rows(
        tiny_graph.network(projection="participation").subgraph(["cavusoglu", "answer"])
    )
    assert not comment.exact
    assert (comment.first, comment.last) == (date(2022, 3, 1), date(2022, 3, 31))


def test_the_same_network_gives_the_same_bytes(real_graph: Graph) -> None:
    one, two = (real_graph.network(projection="people") for _ in range(2))
    assert written(one) == written(two)
    assert edges_csv(one) == edges_csv(two)


def test_only_the_channels_asked_for(real_graph: Graph) -> None:
    graph = real_graph.network()
    made = gexf(graph, places(graph), measured(graph, "events"), IMPRINT, ["spoke"])
    root = ET.fromstring(made)  # noqa: S314 - our own
    assert {one.get("kind") for one in root.iter(f"{G}edge")} == {"spoke"}
    ends = {one.get(end) for one in root.iter(f"{G}edge") for end in ("source", "target")}
    assert {one.get("id") for one in root.iter(f"{G}node")} == ends


def test_graphml_is_read_by_networkx(real_graph: Graph) -> None:
    graph = real_graph.network()
    text = graphml(graph, measured(graph, "events"), "For tests").decode()
    found = nx.parse_graphml(text, force_multigraph=True)
    assert found.number_of_edges() == len(rows(graph))
    assert found.nodes["turkiye"]["label"] == "Türkiye"


def test_the_table_has_a_row_for_each_pair_and_channel(real_graph: Graph) -> None:
    graph = real_graph.network(View(as_of=date(2022, 3, 28)))
    found = list(csv.DictReader(io.StringIO(edges_csv(graph).decode())))
    assert len(found) == len(rows(graph)) > 20
    assert all(one["known_from"] <= "2022-03-28" for one in found)
    assert sum(int(one["events"]) for one in found) == sum(
        data["weight"] for *_, data in graph.edges(data=True)
    )


def test_no_text_breaks_a_file() -> None:
    graph: nx.Graph[str] = nx.Graph(events={})
    for node in ("a", "b"):
        graph.add_node(node, label='=1+1 <b> & "x"\x00\x07\n', kind="state")
    graph.add_edge("a", "b", weight=0, channels={"met": []}, known={})
    root = ET.fromstring(written(graph))  # noqa: S314 - our own
    assert root.find(f".//{G}node").get("label") == '=1+1 <b> & "x"'  # type: ignore[union-attr]
    assert b"'=1+1" in edges_csv(graph)
    ET.fromstring(graphml(graph, {"a": 1, "b": 1}, "x"))  # noqa: S314 - our own


HOSTILE = "a\x0bb\x00 \ufffe\ud800 <&> \x85\n=c"


def test_no_text_breaks_the_files(tiny_graph: Graph) -> None:
    graph = tiny_graph.network().copy()
    for node in graph:
        graph.nodes[node]["label"] = HOSTILE
    by = measured(graph, "events")
    imprint = Imprint(HOSTILE, HOSTILE, None)
    for made in (gexf(graph, places(graph), by, imprint), graphml(graph, by, HOSTILE)):
        root = ET.fromstring(made)  # noqa: S314 - our own
        assert any("ab <&> =c" in str(one.text or one.get("label")) for one in root.iter())
    assert line(HOSTILE) == "ab <&> =c"


def test_a_table_holds_no_formula(tiny_graph: Graph) -> None:
    graph = tiny_graph.network().copy()
    for node in graph:
        graph.nodes[node]["label"] = "=1+1"
    for row in csv.DictReader(io.StringIO(edges_csv(graph).decode())):
        assert row["source_label"] == "'=1+1"
        assert row["events"].isdigit()
