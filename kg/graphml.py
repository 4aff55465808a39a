"""A network as GraphML 1.0, for igraph, yEd, Cytoscape and networkx; without time and drawing.

An edge is a pair and a channel, so two nodes may have several. Source of the form: the schema at
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.line import line
from kg.network.table import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import networkx as nx

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_KEYS = (
    ("node", "label", "string"), ("node", "kind", "string"), ("node", "measure", "double"),
    ("edge", "channel", "string"), ("edge", "weight", "int"), ("edge", "first", "string"),
    ("edge", "last", "string"), ("edge", "exact", "boolean"), ("edge", "events", "string"),
)  # fmt: skip


def graphml(
    graph: nx.Graph[str],
    measure: Mapping[str, float],
    description: str,
    channels: Collection[str] | None = None,
) -> bytes:
    """Return the tied nodes of a network as GraphML; the same network, the same bytes."""
    found = rows(graph, channels)
    tied = {node for one in found for node in (one.source, one.target)}
    root = ET.Element("graphml", {"xmlns": NAMESPACE})
    ET.SubElement(root, "desc").text = line(description)
    for domain, name, kind in _KEYS:
        given = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind}
        ET.SubElement(root, "key", given)
    main = ET.SubElement(root, "graph", {"id": "network", "edgedefault": "undirected"})
    for node, data in graph.nodes(data=True):
        if node in tied:
            made = ET.SubElement(main, "node", {"id": node})
            said = {"label": data["label"], "kind": data["kind"], "measure": f"{measure[node]:g}"}
            _add(made, "node", said)
    for index, one in enumerate(found):
        ends = {"id": f"e{index}", "source": one.source, "target": one.target}
        said = {
            "channel": one.channel,
            "weight": str(len(one.events)),
            "first": one.first.isoformat() if one.first else "",
            "last": one.last.isoformat() if one.last else "",
            "exact": str(one.exact).lower(),
            "events": " ".join(event.id for event in one.events),
        }
        _add(ET.SubElement(main, "edge", ends), "edge", said)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(element: ET.Element, domain: str, said: Mapping[str, str]) -> None:
    for name, value in said.items():
        if value:
            ET.SubElement(element, "data", {"key": f"{domain}-{name}"}).text = line(value)
