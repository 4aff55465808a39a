"""Searching from the dashboard: an index for each view, and the answers that the box asks for.

``GET /search.json?q=<words>`` takes ``kind``, ``limit`` (at most 100), ``each`` (how many of each
kind) and the parameters of a view, of which the day, the policy and the day of recording count:
what was not known yet is not found. It answers with ``hits``, best first, and how many records of
each kind match (``counts``); without any hit ``unknown`` has the words that stand nowhere, and
``closest`` records that come near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread
import streamlit as st
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import CallError, ParleyError
from kg.search import Index, index
from kg.search.entries import KINDS
from kg.ui import opened
from kg.ui.links import address
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from kg.search import Hit

LABELS = {
    "event": "Events",
    "actor": "Actors",
    "venue": "Venues",
    "topic": "Topics",
    "track": "Tracks",
    "document": "Documents",
    "source": "Sources",
}
_MOST = 100
_LONGEST = 200
_NAMES = ("as-of", "policy", "recorded")


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=opened.BY_VIEW)
def index_of(view: View) -> Index:
    """Return the index of what a view knows; its filters leave all."""
    graph = opened.graph()
    return index(graph.of(view), graph.names)


async def search(request: Request) -> Response:
    """Answer with the records that match some words."""
    return await anyio.to_thread.run_sync(_answered, request)


ROUTES = [Route("/search.json", search, methods=["GET"])]


def _answered(request: Request) -> Response:
    given = request.query_params
    try:
        view = View.of_params({name: given.getlist(name) for name in _NAMES})
        opened.graph().editions.check(view)
        kind, limit, each = (
            given.get("kind"),
            _count(given, "limit", 20),
            _count(given, "each", 100),
        )
        if kind is not None and kind not in KINDS:
            msg = f"kind: there is no kind of record '{kind}' (one of: {', '.join(KINDS)})"
            raise CallError(msg)
        found = index_of(view).find(given.get("q", "")[:_LONGEST], kind, limit, each)
    except ParleyError as error:
        return PlainTextResponse(f"{error}\n", error.http_status)
    return JSONResponse(
        {
            "words": found.words,
            "total": found.total,
            "counts": found.counts,
            "hits": [_told(one, view) for one in found.hits],
            "unknown": found.unknown,
            "closest": [_told(one, view) for one in found.closest],
        }
    )


def _count(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    # Python refuses to read thousands of digits.
    short = len(text) <= len(str(_MOST))
    if not (short and text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST):
        msg = f"{name}: '{text}' is no number from 1 to {_MOST}"
        raise CallError(msg)
    return int(text)


def _told(hit: Hit, view: View) -> dict[str, object]:
    return {
        "kind": hit.ref.kind,
        "id": hit.ref.id,
        "label": hit.ref.label,
        "told": hit.told,
        "why": hit.why,
        "events": hit.events,
        "href": address(hit.ref.kind, {"id": hit.ref.id}, view),
    }
