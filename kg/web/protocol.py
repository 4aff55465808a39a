"""What a request to the endpoint asks: SPARQL 1.1 Protocol, sections 2.1 and 2.2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect

from kg.store import Scope
from kg.view import View
from kg.web.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

QUERY_BYTES = 100_000
"""What a query may have in UTF-8."""

# Escaped in a form, a byte may take three.
_BODY_BYTES = 4 * QUERY_BYTES
_FIELDS = 200
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
FORMATS = ("format", "output", "results")
"""Parameters that name a format, as clients have come to send them."""

VIEW = ("as-of", "policy", "recorded")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as understood; ``query`` is None when it asks what the service is.

    ``scope`` is None when the query itself, or nobody, names graphs; ``formats`` are the values of
    all parameters that name one.
    """

    query: str | None
    scope: Scope | None
    formats: tuple[str, ...]
    view: View


async def asked(request: Request) -> Asked:
    """Read a request. Raises RefusedError, and CallError for a view that can't be meant."""
    if request.method not in METHODS.split(", "):
        told = f"{request.method} is not allowed here (the graph is read-only: GET or POST)"
        raise RefusedError(405, told, allow=METHODS)
    params = fields(request.scope["query_string"], "the address")
    if request.method == "POST":
        media = _media(request)
        body = await _body(request)
        if media == _FORM:
            for name, values in fields(body, "the form").items():
                params.setdefault(name, []).extend(values)
        elif media == _UPDATE:
            raise _read_only()
        else:
            params.setdefault("query", []).append(_decoded(body, "the query"))
    if "update" in params:
        raise _read_only()
    return Asked(_query(request, params), _scope(params), formats(params), view(params))


def fields(text: bytes, where: str) -> dict[str, list[str]]:
    """Return what a form or the query part of an address has. Raises RefusedError."""
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            text.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"{where} is not UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"{where} has more than {_FIELDS} parameters") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def formats(params: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what names a format."""
    return tuple(one for name in FORMATS for one in params.get(name, ()))


def view(params: Mapping[str, Sequence[str]]) -> View:
    """Return the view that is asked for. Raises CallError when it can't be meant."""
    for name in VIEW:
        if len(params.get(name, ())) > 1:
            raise RefusedError(400, f"{name} is given more than once")
    return View.of_params({name: params.get(name, ()) for name in VIEW})


def _query(request: Request, params: Mapping[str, Sequence[str]]) -> str | None:
    found = params.get("query", ())
    if len(found) > 1:
        raise RefusedError(400, "query is given more than once")
    if not found:
        if request.method == "POST" or _scope(params):
            raise RefusedError(400, "there is no query (give it as the parameter 'query')")
        return None
    if len(found[0].encode("utf-8", "replace")) > QUERY_BYTES:
        raise RefusedError(413, f"the query is longer than {QUERY_BYTES // 1000} kB")
    return found[0]


def _scope(params: Mapping[str, Sequence[str]]) -> Scope | None:
    default, named = (tuple(params.get(f"{one}-graph-uri", ())) for one in ("default", "named"))
    return Scope(default, named) if default or named else None


def _read_only() -> RefusedError:
    return RefusedError(403, "the graph is read-only: updates are not taken")


def _media(request: Request) -> str:
    """Return the type of the body. Raises RefusedError for none that can be a query."""
    media, *parameters = (
        one.strip().lower() for one in request.headers.get("content-type", "").split(";")
    )
    if media not in (_FORM, _QUERY, _UPDATE):
        told = f"type '{media}' is not taken" if media else "the body has no Content-Type"
        accepted = f"{_FORM}, {_QUERY}"
        raise RefusedError(415, f"{told} (one of: {accepted})", accept_post=accepted)
    for one in parameters:
        name, _, value = one.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise RefusedError(415, f"charset '{value}' is not taken (queries are in UTF-8)")
    return media


async def _body(request: Request) -> bytes:
    found = bytearray()
    try:
        async for part in request.stream():
            found += part
            if len(found) > _BODY_BYTES:
                raise RefusedError(413, f"the body is longer than {_BODY_BYTES // 1000} kB")
    except ClientDisconnect as error:  # nobody is left to read this
        raise RefusedError(400, "the body is not complete") from error
    return bytes(found)


def _decoded(body: bytes, what: str) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"{what} is not UTF-8") from error
