"""Files of what a page shows, each at an address of its own: ``/download/<name>?<view>``.

The parameters are those of a view (see ``kg.view``) and whatever else a file takes; a view that
can't be meant is refused with 400 and a sentence, and a name that is no file with 404.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import anyio.to_thread
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import NotFoundError, ParleyError
from kg.export import FORMATS, export
from kg.gazetteer import geojson, table
from kg.places import Places, places
from kg.ui import agendas, claims_asked, contacts, founded, knowledge, network_files, opened
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    Written = Callable[[View, Mapping[str, str]], bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file that readers may take: how it is called in a menu, its type, and what writes it."""

    label: str
    media_type: str
    written: Written


def _exported(name: str) -> File:
    chosen = FORMATS[name]

    def written(view: View, _: Mapping[str, str]) -> bytes:
        graph = opened.graph()
        return export(graph.of(view), name, graph.names, view)

    return File(chosen.title, chosen.media_type, written)


def _placed(label: str, media_type: str, of_places: Callable[[Places], bytes]) -> File:
    def written(view: View, _: Mapping[str, str]) -> bytes:
        graph = opened.graph()
        return of_places(places(graph.of(view), view, graph.names))

    return File(label, media_type, written)


FILES: dict[str, File] = {
    "view.ttl": _exported("ttl"),
    "events.csv": _exported("csv"),
    "claims.csv": File("Claims", "text/csv", claims_asked.written),
    "agenda.csv": File("Agenda", "text/csv", agendas.written),
    "meetings.csv": File("Who meets whom", "text/csv", contacts.written),
    "quality.csv": File("Quality by track and year", "text/csv", founded.written),
    "places.csv": _placed("CSV table of places", "text/csv", table),
    "places.geojson": _placed("Places as GeoJSON", "application/geo+json", geojson),
    "network.gexf": File("Network (GEXF)", "application/gexf+xml", network_files.as_gexf),
    "network.graphml": File(
        "Network (GraphML)", "application/graphml+xml", network_files.as_graphml
    ),
    "network-edges.csv": File("Ties of the network (CSV)", "text/csv", network_files.as_csv),
}


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


async def download(request: Request) -> Response:
    """Answer with a file."""
    return await anyio.to_thread.run_sync(_answered, request)


ROUTES = [Route("/download/{name}", download, methods=["GET"])]


def _answered(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        if name not in FILES:
            raise NotFoundError("file", name, FILES)
        query = request.query_params
        view = View.of_params({one: query.getlist(one) for one in query})
        opened.graph().editions.check(view)
        content = FILES[name].written(view, query)
    except ParleyError as error:
        return PlainTextResponse(f"{error}\n", error.http_status)
    stem, _, extension = name.rpartition(".")
    kept = f"parley-{stem}{'-' + view.as_of.isoformat() if view.as_of else ''}.{extension}"
    headers = {"content-disposition": f'attachment; filename="{kept}"'}
    return Response(content, media_type=FILES[name].media_type, headers=headers)
