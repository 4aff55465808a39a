"""Records over HTTP: the same name gives a page to people and data to programs, of any day.

``GET /id/<kind>/<id>`` answers by ``Accept``: a browser is sent to the page (303), others get RDF;
``<id>.ttl``, ``.nt``, ``.jsonld`` and ``.rdf`` name a format. ``as-of``, ``policy`` and
``recorded`` are those of a view. A record is its own TimeGate (RFC 7089, pattern 1.2): with
``Accept-Datetime`` it answers with what was known on that day, and ``/timemap/event/<id>`` lists
the days on which more became known of an event.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.asof import LAST
from kg.compare import history
from kg.errors import CallError, NotFoundError, UnknownYetError
from kg.export import FORMATS, serialized
from kg.page.turtle import record_quads
from kg.ui import opened
from kg.ui.links import RECORD_KINDS
from kg.view import View
from kg.web import answer
from kg.web.answer import answered
from kg.web.negotiation import preferred

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.graph import Graph


# Those that hold one graph, and JSON-LD; the first is for who takes anything.
_OFFERED = ("ttl", "jsonld", "nt", "rdfxml")
_MEDIA = {FORMATS[one].media_type: one for one in _OFFERED} | {
    "text/html": "html",
    "application/xhtml+xml": "html",
}
_VARY = {"vary": "accept, accept-datetime"}
_SUFFIXES = {f".{FORMATS[one].extension}": one for one in _OFFERED}
_KINDS = tuple(one for one in RECORD_KINDS if one != "topic")  # topics are concepts: /voc/topic


async def resource(request: Request) -> Response:
    """Answer with a record."""
    # An answer to a day that nothing was known on is kept by caches too, and is of that day.
    return await answered(_resource, request, _VARY)


async def timemap(request: Request) -> Response:
    """Answer with the days on which more became known of an event (RFC 7089, section 5)."""
    return await answered(_timemap, request)


ROUTES = [
    Route("/id/{kind}/{name}", resource, methods=["GET"]),
    Route("/timemap/event/{name}", timemap, methods=["GET"]),
]


def _resource(request: Request) -> Response:
    graph = opened.graph()
    kind, name = request.path_params["kind"], request.path_params["name"]
    if kind not in _KINDS:
        raise NotFoundError("kind of record", kind, _KINDS)
    asked = next((one for suffix, one in _SUFFIXES.items() if name.endswith(suffix)), None)
    record_id = name[: -len(FORMATS[asked].extension) - 1] if asked else name
    view, negotiated = _view(request, graph)
    accept = ",".join(request.headers.getlist("accept"))
    wanted = asked or _MEDIA.get(preferred(accept, _MEDIA) or "")
    try:
        graph.editions.refuse(kind, record_id, view)
    except UnknownYetError as error:
        # Before the first memento a TimeGate gives the first (RFC 7089, section 4.5.3). The page
        # tells a reader since when the record is known.
        if negotiated:
            view = replace(view, as_of=error.since)
        elif wanted != "html":
            raise
    params = view.knowledge.params()
    headers = _VARY | _links(request, kind, record_id)
    if wanted is None:
        offered = ", ".join(_MEDIA)
        return PlainTextResponse(f"not acceptable (offered: {offered})\n", 406, headers)
    if wanted == "html":
        page = f"{_root(request)}{kind}?{urlencode({'id': record_id, **params}, quote_via=quote)}"
        return RedirectResponse(page, 303, headers)
    quads = record_quads(graph.of(view), kind, record_id, graph.names)
    engine = FORMATS[wanted].engine
    assert engine is not None  # noqa: S101 - only RDF is offered
    content = serialized(quads, engine, graph.names)
    if view.as_of is not None:
        headers["memento-datetime"] = _http_date(min(view.as_of, _last_day(graph)))
    if negotiated or not asked:
        own = f"{record_id}.{FORMATS[wanted].extension}"
        query = f"?{urlencode(params, quote_via=quote)}" if params else ""
        headers["content-location"] = f"{_root(request)}id/{kind}/{own}{query}"
    return answer.content(request, content, FORMATS[wanted].media_type, headers)


def _view(request: Request, graph: Graph) -> tuple[View, bool]:
    """Return the view that is asked for, and whether its day comes from ``Accept-Datetime``."""
    names = ("as-of", "policy", "recorded")
    view = View.of_params({name: request.query_params.getlist(name) for name in names})
    graph.editions.check(view)
    header = request.headers.get("accept-datetime")
    if header is None or view.as_of is not None:
        return view, False
    try:
        moment = parsedate_to_datetime(header)
        day = moment.astimezone(UTC).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError) as error:
        msg = f"Accept-Datetime: '{header}' is no date (Mon, 28 Mar 2022 00:00:00 GMT)"
        raise CallError(msg) from error
    return replace(view, as_of=min(day, _last_day(graph))), True


def _last_day(graph: Graph) -> date:
    """Return the last day that the records tell of: no memento is of a later one."""
    turns = graph.editions.as_of().known.turns()
    return max((graph.dataset.catalogue.released.latest_end or LAST, *turns))


def _links(request: Request, kind: str, record_id: str) -> dict[str, str]:
    own = f"{_root(request)}id/{kind}/{quote(record_id)}"
    links = [f'<{own}>; rel="original timegate"']
    if kind == "event":
        where = f"{_root(request)}timemap/event/{quote(record_id)}"
        links.append(f'<{where}>; rel="timemap"; type="application/link-format"')
    return {"link": ", ".join(links)}


def _timemap(request: Request) -> Response:
    graph = opened.graph()
    record_id = request.path_params["name"]
    if record_id not in graph.dataset.events:
        raise NotFoundError("event", record_id)
    graph.editions.refuse("event", record_id, View())
    own = f"{_root(request)}id/event/{quote(record_id)}"
    here = f"{_root(request)}timemap/event/{quote(record_id)}"
    lines = [f'<{own}>; rel="original timegate"']
    lines.append(f'<{here}>; rel="self"; type="application/link-format"')
    lines += [
        f'<{own}?as-of={step.day}>; rel="memento"; datetime="{_http_date(step.day)}"'
        for step in history(graph.editions, record_id, View())
    ]
    return Response(",\n".join(lines) + "\n", media_type="application/link-format")


def _root(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"


def _http_date(day: date) -> str:
    """Return a day as HTTP has it: its last second, since all of it counts."""
    return format_datetime(datetime.combine(day, time(23, 59, 59), UTC), usegmt=True)
