"""A network as GEXF 1.3, for Gephi and its kin: dynamic, with places, colours and sizes.

An edge is a pair and a channel (its ``kind``), with a spell for each of its events: from the first
to the last day on which it may have been. An end that is open or not known is left out, and an
event without any date has no spell; the attributes tell how many such there are, and whether the
days are certain. Source of the form: the schema of GEXF 1.3 at https://gexf.net/schema.html; it
has the drawing's elements in the namespace of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.line import line
from kg.network.table import Row, rows
from kg.network.tie import TIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    import networkx as nx

    from kg.network import Occasion

NAMESPACE = "http://gexf.net/1.3"

# Those of the panel in a light theme, so that a file looks like what was seen.
_KINDS = {
    "person": "#0d68c9", "office": "#0190a0", "state": "#af222d", "body": "#8c3e89",
    "event": "#277850", "topic": "#ab6500", "venue": "#0190a0",
}  # fmt: skip
_SHAPES = {"state": "square", "event": "diamond", "topic": "triangle", "venue": "triangle"}
_CHANNELS = {
    "met": ("#0d68c9", "solid"),
    "spoke": ("#277850", "dashed"),
    "mediated": ("#8c3e89", "dashed"),
    "wrote": ("#af222d", "dotted"),
    "dealt": ("#ab6500", "dashed"),
    "planned": ("#696f78", "dotted"),
    "aside": ("#696f78", "dotted"),
}
_NODE_ATTRIBUTES = (
    ("kind", "kind", "string"),
    ("measure", "measure", "double"),
    ("behind", "ids of those who acted as this one", "string"),
)
_EDGE_ATTRIBUTES = (
    ("channel", "channel", "string"),
    ("events", "ids of the events", "string"),
    ("titles", "titles of the events", "string"),
    ("dates", "dates of the events (EDTF)", "string"),
    ("exact", "the days of each event are certain", "boolean"),
    ("open", "events without a known begin or end", "integer"),
    ("undated", "events without any date", "integer"),
    ("known_from", "first day on which one of them could be known", "string"),
    ("roles", "roles", "string"),
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says of itself; ``modified`` is the day of the data's release, not of writing."""

    creator: str
    description: str
    modified: date | None


def gexf(
    graph: nx.Graph[str],
    places: Mapping[str, tuple[float, float]],
    measure: Mapping[str, float],
    imprint: Imprint,
    channels: Collection[str] | None = None,
) -> bytes:
    """Return the tied nodes of a network as GEXF; by default with the ties of every channel.

    The same network, the same bytes.
    """
    found = rows(graph, channels)
    tied = {node for one in found for node in (one.source, one.target)}
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    if imprint.modified:
        meta.set("lastmodifieddate", imprint.modified.isoformat())
    ET.SubElement(meta, "creator").text = line(imprint.creator)
    ET.SubElement(meta, "description").text = line(imprint.description)
    main = ET.SubElement(
        root,
        "graph",
        {
            "defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date",
            "timerepresentation": "interval", "idtype": "string",
        },
    )  # fmt: skip
    for name, attributes in (("node", _NODE_ATTRIBUTES), ("edge", _EDGE_ATTRIBUTES)):
        head = ET.SubElement(main, "attributes", {"class": name, "mode": "static"})
        for key, title, kind in attributes:
            ET.SubElement(head, "attribute", {"id": key, "title": title, "type": kind})
    nodes = ET.SubElement(main, "nodes", {"count": str(len(tied))})
    most = max((measure[node] for node in tied), default=0) or 1
    for node, data in graph.nodes(data=True):
        if node in tied:
            _add_node(nodes, node, data, places.get(node), measure[node], most)
    edges = ET.SubElement(main, "edges", {"count": str(len(found))})
    for index, one in enumerate(found):
        _add_edge(edges, index, one)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_node(
    nodes: ET.Element,
    node: str,
    data: Mapping[str, object],
    place: tuple[float, float] | None,
    measure: float,
    most: float,
) -> None:
    kind = str(data["kind"])
    made = ET.SubElement(nodes, "node", {"id": node, "label": line(str(data["label"]))})
    behind = data.get("behind")
    said = {
        "kind": kind,
        "measure": f"{measure:g}",
        "behind": " ".join(map(str, behind)) if isinstance(behind, list) else "",
    }
    _add_values(made, said)
    _add_colour(made, _KINDS.get(kind, "#696f78"))
    if place is not None:
        # Gephi's drawings are some thousand units wide.
        x, y = (f"{one * 100:.1f}" for one in place)
        ET.SubElement(made, "position", {"x": x, "y": y, "z": "0"})
    # The measure is the area that is seen, not the radius.
    ET.SubElement(made, "size", {"value": f"{4 + 16 * (measure / most) ** 0.5:.2f}"})
    ET.SubElement(made, "shape", {"value": _SHAPES.get(kind, "disc")})


def _add_edge(edges: ET.Element, index: int, one: Row) -> None:
    made = ET.SubElement(
        edges,
        "edge",
        {
            "id": str(index), "source": one.source, "target": one.target, "kind": one.channel,
            "label": TIES[one.channel].label, "weight": str(len(one.events)),
        },
    )  # fmt: skip
    dates = [event.date for event in one.events]
    spells = [spell for event in one.events if (spell := _spell(event))]
    if len(spells) == 1:
        # What has one span needs no list of them; not every reader knows spells.
        made.attrib.update(spells[0])
    elif spells:
        held = ET.SubElement(made, "spells")
        for spell in spells:
            ET.SubElement(held, "spell", spell)
    said = {
        "channel": one.channel,
        "events": " ".join(event.id for event in one.events),
        "titles": " | ".join(line(event.title) for event in one.events),
        "dates": " | ".join(str(date.text) if date else "" for date in dates),
        "exact": str(one.exact).lower(),
        "open": str(sum(d is not None and None in (d.earliest_begin, d.latest_end) for d in dates)),
        "undated": str(dates.count(None)),
        "known_from": one.known.isoformat() if one.known else "",
        "roles": ", ".join(one.roles),
    }
    _add_values(made, said)
    colour, shape = _CHANNELS.get(one.channel, ("#696f78", "solid"))
    _add_colour(made, colour)
    ET.SubElement(made, "thickness", {"value": f"{0.6 + 0.62 * len(one.events) ** 0.5:.2f}"})
    ET.SubElement(made, "shape", {"value": shape})


def _spell(event: Occasion) -> dict[str, str]:
    if event.date is None:
        return {}
    ends = {"start": event.date.earliest_begin, "end": event.date.latest_end}
    return {name: day.isoformat() for name, day in ends.items() if day}


def _add_values(element: ET.Element, said: Mapping[str, str]) -> None:
    values = ET.SubElement(element, "attvalues")
    for key, value in said.items():
        if value:
            ET.SubElement(values, "attvalue", {"for": key, "value": value})


def _add_colour(element: ET.Element, colour: str) -> None:
    r, g, b = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    ET.SubElement(element, "color", {"r": r, "g": g, "b": b})
