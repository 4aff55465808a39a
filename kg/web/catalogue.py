"""The description of the dataset over HTTP: ``/catalog``, and ``/.well-known/void`` (RFC 8615)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.page.part import in_graph, merged
from kg.ui import opened
from kg.view import View
from kg.web import linked, memento
from kg.web.dcat import description
from kg.web.dumps import dumps
from kg.web.linked import HTML

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def catalogue(request: Request) -> Response:
    """Lead to the page about the dataset, or to the description in a format."""
    return _lead(request, html=True)


def well_known(request: Request) -> Response:
    """Lead to the description in a format (VoID, section 7.2)."""
    return _lead(request, html=False)


def document(request: Request) -> Response:
    """Answer with the description.

    Of a view it is what that graph says of itself: files and counts are of all that is known now.
    """
    graph = opened.graph()
    form = linked.form_named(request.path_params["form"])
    view, _ = memento.view_of(request, graph)
    headers = {"vary": "accept-datetime"} | memento.moment(graph, view)
    if view.knowledge == View():
        quads = description(graph, linked.base_url(request), dumps(graph).all())
    else:
        quads = in_graph(graph.of(view), graph.names.graph("dataset"))
    kept = quads if form in ("trig", "nq") else merged(quads)
    return linked.data(request, kept, form, graph.names, headers)


ROUTES = [
    linked.route("/catalog", catalogue),
    linked.route("/catalog.{form}", document, vary="accept-datetime"),
    linked.route("/.well-known/void", well_known),
]


def _lead(request: Request, *, html: bool) -> Response:
    headers = {"vary": "accept, accept-datetime"}
    wanted = linked.wanted(request, html=html)
    if wanted is None:
        return linked.refused(headers, html=html)
    view, _ = memento.view_of(request, opened.graph())
    stem = "about" if wanted == HTML else f"catalog{linked.extension(wanted)}"
    return linked.seen(f"{linked.root(request)}{memento.of_view(stem, view)}", headers)
