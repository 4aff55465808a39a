"""What is told of a record that was withdrawn: 410 with the reason, and where to go instead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kg.ui import opened
from kg.web import html, linked, memento

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.errors import WithdrawnError


def gone(request: Request, error: WithdrawnError, *, page: bool) -> Response:
    """Answer that a record is gone (RFC 9110, section 15.5.11): a page, or a sentence.

    ``successor-version`` (RFC 5829, section 3.5) is the record that took its place.
    """
    headers = dict(memento.VARY)
    instead = _address(error.instead)
    if instead is not None:
        headers["link"] = f'<{linked.root(request)}{instead}>; rel="successor-version"'
    if not page:
        return PlainTextResponse(f"{error}\n", 410, headers)
    body = f"<p>{html.esc(error)}</p>"
    if instead is not None:
        to = html.link(f"{linked.root(request)}{instead}", str(error.instead))
        body += f"<p>What took its place: {to}</p>"
    made = html.document("Withdrawn", body, linked.root(request))
    return HTMLResponse(made, 410, headers)


def _address(record_id: str | None) -> str | None:
    """Return the address of a record's name by its id alone, relative to the root."""
    kind = opened.graph().dataset.kind_of(record_id) if record_id else None
    if kind is None or record_id is None:
        return None
    return memento.address(kind if kind == "coverage" else kind.removesuffix("s"), quote(record_id))
