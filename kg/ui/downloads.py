"""Files of what a page shows, each at an address of its own: ``/download/<name>?<view>``.

The parameters are those of a view (see ``kg.view``) and those that a file takes beside it.
``kg.web.files`` answers there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from kg import formats
from kg.csvw import MEDIA_TYPE as CSVW
from kg.ui import agendas, claims_asked, contacts, founded, knowledge, network_files, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.view import View

    Written = Callable[[View, Mapping[str, str]], bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file that readers may take: how it is called in a menu, its type, and what writes it.

    ``takes`` are the parameters beside those of a view; ``described`` is the file that tells what
    it holds.
    """

    label: str
    media_type: str
    written: Written
    takes: tuple[str, ...] = ()
    described: str = ""


def _whole(one: formats.File) -> File:
    def written(view: View, _: Mapping[str, str]) -> bytes:
        graph = opened.graph()
        return one.written(graph.of(view), view, graph.names)

    return File(one.title, one.media_type, written, described=one.described)


def _description(name: str, view: View, asked: Mapping[str, str]) -> bytes:
    graph = opened.graph()
    query = urlencode({**view.params(), **asked}, quote_via=quote)
    url = f"{name}.csv?{query}" if query else f"{name}.csv"
    return formats.description(name, url, graph.store, graph.names)


_CSV = "text/csv"
_NETWORK = ("network", "size", "channels")
_EDGES = ("network", "channels")
_CLAIMS = ("show", "day", "speaker", "modality")
FILES: dict[str, File] = {one.name: _whole(one) for one in formats.FILES.values()} | {
    "claims.csv": File(
        "Claims", _CSV, claims_asked.written, _CLAIMS, described="claims.csv-metadata.json"
    ),
    "agenda.csv": File("Agenda", _CSV, agendas.written, ("track",)),
    "meetings.csv": File("Who meets whom", _CSV, contacts.written, ("level",)),
    "quality.csv": File("Quality by track and year", _CSV, founded.written),
    "network.gexf": File(
        "Network (GEXF)", "application/gexf+xml", network_files.as_gexf, _NETWORK
    ),
    "network.graphml": File(
        "Network (GraphML)", "application/graphml+xml", network_files.as_graphml, _NETWORK
    ),
    "network-edges.csv": File(
        "Ties of the network (CSV)", _CSV, network_files.as_csv, _EDGES,
        "network-edges.csv-metadata.json",
    ),
} | {
    # A description names the very address that it describes (Model for Tabular Data, 5.2).
    f"{name}.csv-metadata.json": File(
        f"What the table of {name} holds", CSVW, partial(_description, name), takes
    )
    for name, takes in (
        ("events", ()), ("claims", _CLAIMS), ("places", ()), ("network-edges", _EDGES),
    )
}  # fmt: skip


def href(name: str, view: View, **others: str) -> str:
    """Return the address of a file, relative to any page."""
    return f"download/{name}?{urlencode({**view.params(), **others}, quote_via=quote)}"


def offered(view: View, names: Mapping[str, str] | None = None, **others: str) -> dict[str, object]:
    """Return what the menu of a panel needs (``share`` in its data): the files, and the imprint.

    ``names`` are files with their labels in the menu; by default the events of the view.
    """
    names = names or {"events.csv": "Events (CSV)", "view.ttl": "Graph (Turtle)"}
    return {
        "downloads": [
            {"label": label, "href": href(name, view, **others)} for name, label in names.items()
        ],
        "imprint": imprint(view),
    }


def imprint(view: View) -> str:
    """Return what a picture says of its origin."""
    about = opened.catalogue()
    said = f"{about.title}, version {about.version}, CC BY 4.0"
    return said if view == view.filters else f"{said}; {knowledge.words(view)}"
