"""Memento (RFC 7089): a name is its own TimeGate, and there are mementos of it.

Each day on which more became known of a record is one; ``/timemap/<kind>/<id>`` lists them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response

from kg.asof import LAST
from kg.compare import history
from kg.dataset import KINDS
from kg.errors import CallError, NotFoundError
from kg.ui import opened
from kg.view import View
from kg.web import linked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from kg.graph import Graph
    from kg.records import Record

MAPPED = tuple(one if one == "coverage" else one.removesuffix("s") for one in KINDS)
"""Kinds of records, which have a TimeMap."""
VARY = {"vary": "accept, accept-datetime"}
_FORMAT = "application/link-format"


def view_of(request: Request, graph: Graph) -> tuple[View, bool]:
    """Return the view that is asked for, and whether its day comes from ``Accept-Datetime``.

    ``as-of`` in the address goes first. Raises CallError.
    """
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
    return replace(view, as_of=min(day, last_day(graph))), True


def last_day(graph: Graph) -> date:
    """Return the last day that the records tell of: no memento is of a later one."""
    turns = graph.editions.as_of().known.turns()
    return max((graph.dataset.catalogue.released.latest_end or LAST, *turns))


def moment(graph: Graph, view: View) -> dict[str, str]:
    """Return the header that tells of which day an answer is, if it is of one."""
    if view.as_of is None:
        return {}
    return {"memento-datetime": http_date(min(view.as_of, last_day(graph)))}


def links(request: Request, graph: Graph, kind: str, name: str) -> dict[str, str]:
    """Return the header ``Link`` of a record: TimeGate, TimeMap, first and last memento."""
    own = f"{linked.root(request)}{address(kind, name)}"
    found = [f'<{own}>; rel="original timegate"']
    if kind in MAPPED and name in _records(graph, kind):
        where = f"{linked.root(request)}timemap/{kind}/{quote(name)}"
        found.append(f'<{where}>; rel="timemap"; type="{_FORMAT}"')
        found += _mementos(own, _ends(days(graph, kind, name)))
    return {"link": ", ".join(found)}


def links_of(request: Request, graph: Graph, scheme: str, concept: str | None) -> dict[str, str]:
    """Return the header ``Link`` of a scheme or concept; of these only topics are records."""
    if scheme == "topic" and concept is not None:
        return links(request, graph, scheme, concept)
    where = quote(scheme) + (f"/{quote(concept)}" if concept else "")
    return {"link": f'<{linked.root(request)}voc/{where}>; rel="original timegate"'}


def of_view(address: str, view: View) -> str:
    """Return an address with the day and the policy of a view."""
    params = view.knowledge.params()
    if not params:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(params, quote_via=quote)}"


def address(kind: str, name: str) -> str:
    """Return the address of a name, relative to the root of the server."""
    return f"voc/topic/{quote(name)}" if kind == "topic" else f"id/{kind}/{quote(name)}"


def days(graph: Graph, kind: str, name: str) -> list[date]:
    """Return the days on which more became known of a record, in order."""
    record = _records(graph, kind)[name]
    if kind == "event":
        return [step.day for step in history(graph.editions, name, View())]
    return [day for day, _ in graph.editions.as_of().history(record)]


def timemap(request: Request) -> Response:
    """Answer with the days on which more became known of a record (RFC 7089, section 5).

    Addresses are whole: whoever reads a TimeMap may have got it from elsewhere.
    """
    graph = opened.graph()
    kind, name = request.path_params["kind"], request.path_params["name"]
    if kind not in MAPPED:
        raise NotFoundError("kind of record", kind, MAPPED)
    graph.editions.refuse(kind, name, View())
    base = linked.base_url(request)
    own = f"{base}{address(kind, name)}"
    here = f"{base}timemap/{kind}/{quote(name)}"
    known = days(graph, kind, name)
    span = ""
    if known:
        span = f'; from="{http_date(known[0])}"; until="{http_date(known[-1])}"'
    lines = [f'<{own}>; rel="original timegate"', f'<{here}>; rel="self"; type="{_FORMAT}"{span}']
    lines += _mementos(own, known)
    body = ",\n".join(lines) + "\n"
    return Response(body, media_type=_FORMAT, headers=linked.KEPT)


ROUTES = [
    linked.route("/timemap/{kind}/{name}", timemap, vary=""),
    linked.route("/timemap/{rest:path}", linked.nothing("/timemap/<kind>/<id>"), vary=""),
]


def _records(graph: Graph, kind: str) -> Mapping[str, Record]:
    return graph.dataset.of_kind(kind if kind in KINDS else f"{kind}s")


def _ends(known: list[date]) -> list[date]:
    return known if len(known) < 2 else [known[0], known[-1]]


def _mementos(own: str, known: list[date]) -> list[str]:
    found = []
    for index, day in enumerate(known):
        marks = ["first"] * (index == 0) + ["last"] * (index == len(known) - 1) + ["memento"]
        found.append(f'<{own}?as-of={day}>; rel="{" ".join(marks)}"; datetime="{http_date(day)}"')
    return found


def http_date(day: date) -> str:
    """Return a day as HTTP has it: its last second, since all of it counts."""
    return format_datetime(datetime.combine(day, time(23, 59, 59), UTC), usegmt=True)
