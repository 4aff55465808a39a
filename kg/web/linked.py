"""What all answers about a name share: formats by suffix or ``Accept``, 303, and open to any site.

A name (``/id/…``, ``/voc/…``) is that of a thing, which no answer can hold, so it leads elsewhere
with 303 See Other ("Cool URIs for the Semantic Web", W3C 2008, section 4.2): a browser to the page,
others to the document of data in the format they like. That document has the suffix of its format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import CallError, NotFoundError
from kg.export import FORMATS, serialized
from kg.web import answer
from kg.web.answer import answered
from kg.web.negotiation import preferred

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.rdf.names import Names

RDF = ("ttl", "jsonld", "nt", "rdfxml", "trig", "nq")
"""Formats of a document of data; the first is for who takes anything."""
TITLES = {one: FORMATS[one].title for one in RDF}
HTML = "html"
MEDIA = {FORMATS[one].media_type: one for one in RDF} | {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
}
_SUFFIXES = {f".{FORMATS[one].extension}": one for one in RDF}
# Data changes with the records, so with the process; a cache may ask again after five minutes.
KEPT = {"cache-control": "public, max-age=300"}
_HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")
_OPEN = {
    b"access-control-allow-origin": b"*",
    b"access-control-expose-headers": b"content-location, etag, link, memento-datetime",
}
_PREFLIGHT = {
    "allow": "GET, HEAD, OPTIONS",
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "accept, accept-datetime, if-none-match, range",
    "access-control-max-age": "86400",
}


class Open:
    """Lets scripts of any site read an answer (Fetch standard, section 3.3); all of it is public.

    ``Accept-Datetime`` is no header that they may send unasked, so OPTIONS is answered too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_OPEN.items()]
            await send(message)

        app = Response(status_code=204, headers=_PREFLIGHT) if _asks_first(scope) else self.app
        await app(scope, receive, adding)


def _asks_first(scope: Scope) -> bool:
    return bool(scope["method"] == "OPTIONS")


def route(path: str, what: Callable[[Request], Response], vary: str = "accept") -> Route:
    """Return a route that answers GET, HEAD and OPTIONS; errors of ours as a sentence."""

    async def endpoint(request: Request) -> Response:
        # What was not there, or not yet, is kept by caches too.
        return await answered(what, request, {"vary": vary} if vary else {})

    return Route(path, endpoint, methods=["GET", "OPTIONS"], middleware=[Middleware(Open)])


def suffixed(name: str) -> tuple[str, str | None]:
    """Return a name without the suffix of a format, and that format (None when it has none)."""
    for suffix, one in _SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix), one
    return name, None


def form_named(suffix: str, *, html: bool = False) -> str:
    """Return the format of a suffix without its dot. Raises NotFoundError."""
    found = _SUFFIXES.get(f".{suffix}", HTML if html and suffix == HTML else None)
    if found is None:
        known = [one[1:] for one in _SUFFIXES] + [HTML] * html
        raise NotFoundError("format", suffix, known)
    return found


def nothing(*known: str) -> Callable[[Request], Response]:
    """Return what answers for addresses of ours that have no such form, by those there are."""

    def answering(request: Request) -> Response:
        raise NotFoundError("address", request.path_params["rest"], known)

    return answering


def wanted(request: Request, *, html: bool = True) -> str | None:
    """Return the format that a request likes most, ``html`` among them; None: none of ours."""
    accept = ",".join(request.headers.getlist("accept"))
    offered = [media for media, one in MEDIA.items() if html or one != HTML]
    return MEDIA.get(preferred(accept, offered) or "")


def root(request: Request) -> str:
    """Return the path that all addresses of this server begin with, ending in ``/``."""
    return f"{request.scope.get('root_path', '')}/"


def base_url(request: Request) -> str:
    """Return the address of this server as it was asked for, ending in ``/``. Raises CallError.

    Where a proxy stands before it, the proxy passes ``Host`` on and sets ``X-Forwarded-Proto``.
    """
    if not _HOST.fullmatch(request.headers.get("host", "localhost")):
        msg = "Host: is no name of a server (such as example.org or localhost:8501)"
        raise CallError(msg)
    return f"{str(request.base_url).rstrip('/')}/"


def seen(address: str, headers: Mapping[str, str], status: int = 303) -> Response:
    """Send on to an address."""
    return RedirectResponse(address, status, {**KEPT, **headers})


def refused(headers: Mapping[str, str], *, html: bool = True) -> Response:
    """Answer that none of our formats will do (RFC 9110, section 15.5.7)."""
    offered = ", ".join(media for media, one in MEDIA.items() if html or one != HTML)
    return PlainTextResponse(f"not acceptable (offered: {offered})\n", 406, dict(headers))


def data(
    request: Request,
    quads: Sequence[Any],
    name: str,
    names: Names,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with quads in a format of ``RDF``, sorted, with their entity tag."""
    chosen = FORMATS[name]
    assert chosen.engine is not None  # noqa: S101 - only RDF is offered
    body = serialized(list(quads), chosen.engine, names)
    return answer.content(request, body, chosen.media_type, {**KEPT, **(headers or {})})


def extension(name: str) -> str:
    """Return the suffix of a format, with its dot."""
    return f".{FORMATS[name].extension}" if name in FORMATS else f".{name}"
