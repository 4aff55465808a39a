"""What a request may be: refused early and in words, before anything is done for it.

The statuses are those of RFC 9110, section 15.5, and RFC 6585, section 4 (429). Where readers reach
the server through names, ``KG_HOSTS`` lists them; without it, a server asked on this machine itself
knows only the names of the machine, so that no foreign page can reach it by a name of its own (DNS
rebinding).
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import anyio
from starlette.responses import PlainTextResponse, Response

from kg import settings
from kg.web.gates import GATES, BusyError, Turns
from kg.web.observed import ROUTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 1_000_000
BODY_SECONDS = 20.0
ADDRESS_BYTES = 16_384
_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}
_LONE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


class _BodyError(Exception):
    """The body of a request is too large, or does not come; carries the refusal."""

    def __init__(self, status: int, said: str) -> None:
        self.status, self.said = status, said
        super().__init__(said)


class Limits:
    """Refuses what no route should see, and holds back what would be too much at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.turns = {path: Turns(gate) for path, gate in GATES.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "websocket" and _unknown_host(scope):
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif (refusal := _refusal(scope)) is not None:
            await refusal(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def starting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        turns = self.turns.get(getattr(scope.get(ROUTE), "path", ""))
        client = (scope.get("client") or ("-",))[0]
        bounded = _bounded(receive)
        try:
            if turns is None:
                await self.app(scope, bounded, starting)
                return
            async with turns.turn(client) as leave:

                async def leaving(message: Message) -> None:
                    leave()  # the work is done: who reads slowly holds up nobody
                    await starting(message)

                await self.app(scope, bounded, leaving)
        except BusyError as busy:
            headers = {"retry-after": str(busy.after), "cache-control": "no-store"}
            await _said(busy.status, str(busy), headers)(scope, receive, send)
        except _BodyError as error:
            if started:
                raise
            await _said(error.status, error.said, {"connection": "close"})(scope, receive, send)


def _bounded(receive: Receive) -> Receive:
    """Return what receives a body up to a size, within a time."""
    size, whole, begin = 0, False, anyio.current_time()

    async def bounded() -> Message:
        nonlocal size, whole
        if whole:  # what comes now is only that the client has gone
            return await receive()
        try:
            with anyio.fail_after(max(begin + BODY_SECONDS - anyio.current_time(), 0)):
                message = await receive()
        except TimeoutError:
            said = f"the body of the request did not come within {BODY_SECONDS:g} s"
            raise _BodyError(408, said) from None
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > BODY_BYTES:
            raise _BodyError(413, _TOO_LARGE)
        return message

    return bounded


_TOO_LARGE = f"the body of the request is too large (at most {BODY_BYTES:,} bytes)"


def _refusal(scope: Scope) -> Response | None:
    if _unknown_host(scope):
        said = "this server is not known by that name (KG_HOSTS has the names that it is known by)"
        return _said(421, said)
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope.get("query_string", b"")
    if len(path) + len(query) > ADDRESS_BYTES:
        return _said(414, f"the address is too long (at most {ADDRESS_BYTES:,} bytes)")
    if not path.startswith(b"/"):
        return _said(400, "the address does not begin with '/'")
    parts = {"path": path} if scope.get(ROUTE) is None else {"path": path, "query": query}
    for name, part in parts.items():
        if (wrong := _wrong(part)) is not None:
            return _said(400, f"the {name} of the address {wrong}")
    if not query.isascii():  # RFC 3986, section 2: whatever else is there is encoded
        return _said(400, "the query of the address has bytes that are not encoded by '%'")
    if _CONTROL.search(unquote_to_bytes(path)):
        return _said(400, "the path of the address has control characters")
    length = _header(scope, b"content-length")
    if length is not None and not length.isdigit():
        return _said(400, "Content-Length: is no number")
    # Python refuses to read thousands of digits.
    if length is not None and (len(length) > 18 or int(length) > BODY_BYTES):
        return _said(413, _TOO_LARGE, {"connection": "close"})
    return _method(scope)


def _wrong(part: bytes) -> str | None:
    if _LONE.search(part):
        return "has a '%' that no two hexadecimal digits follow"
    try:
        unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return "is not UTF-8"
    return None


def _method(scope: Scope) -> Response | None:
    """Refuse a method that a route does not take; tell those that it takes, if that is asked."""
    method, route = scope["method"], scope.get(ROUTE)
    allowed = getattr(route, "methods", None)
    if allowed is None:
        if method in _METHODS:
            return None
        return _said(405, f"no method {_named(method)} here", {"allow": "GET, HEAD"})
    if method in allowed:
        return None
    told = ", ".join(sorted({*allowed, "OPTIONS"}))
    if method == "OPTIONS":
        return Response(status_code=204, headers={"allow": told})
    return _said(405, f"no method {_named(method)} here (allowed: {told})", {"allow": told})


def _named(method: str) -> str:
    return method if method.isalnum() and len(method) < 20 else "of that name"


def _unknown_host(scope: Scope) -> bool:
    given = _header(scope, b"host")
    if given is None:  # HTTP/1.0; a browser sends it always
        return False
    host = given.decode("latin-1").strip().lower()
    name = re.sub(r":\d*$", "", host).rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or _is_address(name.strip("[]")):
        return False
    known = settings.hosts()
    if known:
        return name not in known
    server = (scope.get("server") or ("",))[0] or ""
    return _is_address(server) and ipaddress.ip_address(server).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for one, value in scope["headers"] if one.lower() == name), None)


def _said(status: int, said: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{said}\n", status, headers=dict(headers or {}))
