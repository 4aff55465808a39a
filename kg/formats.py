"""All formats in which a view can be taken away: one file a format, the same view in each.

What a format keeps and what it loses is told in ``docs/export.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from kg import gazetteer, sheet
from kg.column import Table
from kg.csvw import MEDIA_TYPE as CSVW
from kg.csvw import csvw
from kg.errors import CallError
from kg.export import FORMATS, export
from kg.page import about, claim_columns, claim_sheet, claim_table, claims_of_view
from kg.places import places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx

    from kg.rdf.names import Names
    from kg.store import Store
    from kg.view import View

    Written = Callable[[Store, View, Names], bytes]

Group = Literal["graph", "table", "map", "network", "story"]
GROUPS: Mapping[Group, str] = {
    "graph": "Graph",
    "table": "Tables",
    "map": "Map",
    "network": "Network",
    "story": "Calendar and story",
}


@dataclass(frozen=True, slots=True)
class File:
    """A format, and the file that it makes of a view.

    ``format`` and ``aliases`` are what the command line calls it; ``name`` is that of the file;
    ``about`` tells a reader what it is for; ``described`` names the file that describes it.
    """

    format: str
    name: str
    title: str
    media_type: str
    group: Group
    about: str
    written: Written
    aliases: tuple[str, ...] = ()
    described: str = ""


def file_named(name: str) -> File:
    """Return a format by its name, an alias, or its file's name, in any case. Raises CallError."""
    low = name.lower()
    for one in FILES.values():
        if low in (one.format, one.name, *one.aliases):
            return one
    msg = f"no format '{name}' (formats: {', '.join(FILES)})"
    raise CallError(msg)


def description(name: str, url: str, store: Store, names: Names) -> bytes:
    """Return what CSV on the Web tells of a table (``events``) that is at an address."""
    return csvw(_columns(name), url, about(store, names))


def _columns(name: str) -> Table:
    match name:
        case "events":
            return Table("events", sheet.ABOUT, sheet.COLUMNS, key="id")
        case "claims":
            return claim_columns()
        case "places":
            return Table("places", gazetteer.ABOUT, gazetteer.COLUMNS)
    from kg.network import table  # noqa: PLC0415 - networkx takes a quarter of a second

    return Table("ties", table.ABOUT, table.COLUMNS)


def _described(name: str, store: Store, _: View, names: Names) -> bytes:
    return description(name, f"{name}.csv", store, names)


def _claims(store: Store, view: View, names: Names) -> bytes:
    return claim_sheet(claims_of_view(store, view, names))


def _places(store: Store, view: View, names: Names) -> bytes:
    return gazetteer.table(places(store, view, names))


def _geojson(store: Store, view: View, names: Names) -> bytes:
    return gazetteer.geojson(places(store, view, names))


def _parquet(name: str, store: Store, view: View, names: Names) -> bytes:
    from kg.parquet import parquet  # noqa: PLC0415 - pyarrow takes a third of a second

    if name == "events":
        table = sheet.events(store, view, names)
    else:
        table = claim_table(claims_of_view(store, view, names))
    return parquet(table, about(store, names))


def _ical(store: Store, view: View, names: Names) -> bytes:
    from kg.entry import entries  # noqa: PLC0415 - with the next line, for one format
    from kg.ical import ical  # noqa: PLC0415

    return ical(entries(store, view, names), about(store, names), _which(view))


def _story(store: Store, view: View, names: Names) -> bytes:
    from kg.entry import entries  # noqa: PLC0415 - with the next line, for one format
    from kg.story import story  # noqa: PLC0415

    return story(entries(store, view, names), about(store, names), _which(view))


def _nanopubs(store: Store, view: View, names: Names) -> bytes:
    from kg.nanopub import nanopubs  # noqa: PLC0415 - for one format

    return nanopubs(store, view, names)


def _sides(store: Store, view: View, names: Names) -> nx.Graph[str]:
    from kg.network import network  # noqa: PLC0415 - networkx takes a quarter of a second

    return network(store, view, "sides", names)


def _told(store: Store, view: View, names: Names) -> str:
    told = about(store, names)
    said = f"Network of sides of {told.title}, version {told.version}; licence {told.licence}"
    return f"{said}. {_which(view)}".rstrip()


def _which(view: View) -> str:
    """Tell which part of the dataset a file holds, as an address has it."""
    which = ", ".join(f"{name}={value}" for name, value in view.params().items())
    return f"View: {which}." if which else ""


def _gexf(store: Store, view: View, names: Names) -> bytes:
    from kg.edtf import parse  # noqa: PLC0415 - with the next lines, for one format
    from kg.gexf import Imprint, gexf  # noqa: PLC0415
    from kg.network.layout import places as laid_out  # noqa: PLC0415
    from kg.network.measure import measured  # noqa: PLC0415

    graph, of = _sides(store, view, names), about(store, names)
    released = parse(of.released.edtf).latest_end if of.released else None
    imprint = Imprint(of.publisher or of.title, _told(store, view, names), released)
    return gexf(graph, laid_out(graph), measured(graph, "events"), imprint)


def _graphml(store: Store, view: View, names: Names) -> bytes:
    from kg.graphml import graphml  # noqa: PLC0415 - with the next line, for one format
    from kg.network.measure import measured  # noqa: PLC0415

    graph = _sides(store, view, names)
    return graphml(graph, measured(graph, "events"), _told(store, view, names))


def _edges(store: Store, view: View, names: Names) -> bytes:
    from kg.network.table import edges_csv  # noqa: PLC0415 - for one format

    return edges_csv(_sides(store, view, names))


def _exported(name: str, store: Store, view: View, names: Names) -> bytes:
    return export(store, name, names, view)


_GRAPH = {
    "ttl": "The graph as text that people can read. The one to take if in doubt.",
    "trig": "As Turtle, with the named graphs kept apart.",
    "nt": "One triple a line, for tools that work on lines.",
    "nq": "One quad a line, with the named graphs.",
    "jsonld": "For programs that read JSON: short names, and the named graphs.",
    "rdfxml": "For older tools.",
}
_CSV, _PARQUET = "text/csv", "application/vnd.apache.parquet"

FILES: Mapping[str, File] = {
    one.format: one
    for one in (
        *(
            File(
                name, f"view.{FORMATS[name].extension}", FORMATS[name].title,
                FORMATS[name].media_type, "graph", about_it, partial(_exported, name),
                FORMATS[name].aliases,
            )
            for name, about_it in _GRAPH.items()
        ),
        File(
            "csv", "events.csv", "CSV table of events", _CSV, "table",
            "One event a row, for spreadsheets and statistics.",
            partial(_exported, "csv"), ("events",), "events.csv-metadata.json",
        ),
        File(
            "claims", "claims.csv", "CSV table of claims", _CSV, "table",
            "One claim a row: who said what, when, and in which sources.",
            _claims, ("claims-csv",), "claims.csv-metadata.json",
        ),
        File(
            "parquet", "events.parquet", "Events as Parquet", _PARQUET, "table",
            "The table of events with types and lists, for pandas, R and DuckDB.",
            partial(_parquet, "events"), ("events-parquet",),
        ),
        File(
            "claims-parquet", "claims.parquet", "Claims as Parquet", _PARQUET, "table",
            "The table of claims with types and lists.", partial(_parquet, "claims"),
        ),
        File(
            "csvw", "events.csv-metadata.json", "What the table of events holds", CSVW, "table",
            "Describes the columns for programs (CSV on the Web).", partial(_described, "events"),
            ("events-csvw",),
        ),
        File(
            "claims-csvw", "claims.csv-metadata.json", "What the table of claims holds", CSVW,
            "table", "Describes the columns for programs (CSV on the Web).",
            partial(_described, "claims"),
        ),
        File(
            "geojson", "places.geojson", "Places as GeoJSON", "application/geo+json", "map",
            "Places with their events and how exact they are, for QGIS and web maps.", _geojson,
        ),
        File(
            "places", "places.csv", "CSV table of places", _CSV, "map",
            "The same as a table.", _places, ("places-csv",), "places.csv-metadata.json",
        ),
        File(
            "places-csvw", "places.csv-metadata.json", "What the table of places holds", CSVW,
            "map", "Describes the columns for programs (CSV on the Web).",
            partial(_described, "places"),
        ),
        File(
            "gexf", "network.gexf", "Network as GEXF", "application/gexf+xml", "network",
            "States and bodies with their ties and the days of each, for Gephi.", _gexf,
        ),
        File(
            "graphml", "network.graphml", "Network as GraphML", "application/graphml+xml",
            "network", "The same without the drawing, for igraph, yEd and Cytoscape.", _graphml,
        ),
        File(
            "edges", "network-edges.csv", "CSV table of ties", _CSV, "network",
            "One tie a row.", _edges, ("network-edges",), "network-edges.csv-metadata.json",
        ),
        File(
            "edges-csvw", "network-edges.csv-metadata.json", "What the table of ties holds", CSVW,
            "network", "Describes the columns for programs (CSV on the Web).",
            partial(_described, "network-edges"),
        ),
        File(
            "ics", "events.ics", "iCalendar", "text/calendar", "story",
            "Events for a calendar program; what is uncertain is told to be tentative.", _ical,
            ("icalendar", "ical"),
        ),
        File(
            "timelinejs", "timeline.json", "TimelineJS", "application/json", "story",
            "Events for a story on a web page, with dates as precise as they are known.", _story,
            ("timeline",),
        ),
        File(
            "nanopub", "nanopubs.trig", "Nanopublications", "application/trig", "graph",
            "Each claim as a small publication of its own, with its origin (TriG).", _nanopubs,
            ("nanopubs", "nanopublications"),
        ),
    )
}  # fmt: skip
