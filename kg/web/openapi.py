"""What the server answers, as an OpenAPI 3.1 description: ``GET /openapi.json``.

The description holds the paths of the routes that there are, in their order; what is told of each
stands in :mod:`kg.web.described`. A route that is not told there fails a test.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from starlette.routing import BaseRoute, Route

from kg.web import answer
from kg.web.described import PARAMETERS, PATHS, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.requests import Request
    from starlette.responses import Response

_ABOUT = """A graph of diplomatic talks: who met whom, when and where, who said so, and when that
became known. All of it can be read by everybody, and nothing can be written. HEAD answers wherever
GET does. Every error is a sentence in plain text."""
# Statuses that any route may answer with, before it is asked.
_ALWAYS = ("400", "405", "413", "414", "421", "503")


def paths(routes: Iterable[BaseRoute]) -> list[str]:
    """Return the templates of the routes that are told of, once each.

    Those that take the rest of a path only say that there is nothing.
    """
    found = [one.path for one in routes if isinstance(one, Route) and ":path}" not in one.path]
    return list(dict.fromkeys(one.rstrip("/") for one in found))


def description(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """Return the description of some routes."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parley",
            "version": version("kg"),
            "description": " ".join(_ABOUT.split()),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {one: _path(one) for one in paths(routes) if one in PATHS},
        "components": {
            "parameters": PARAMETERS,
            "responses": {
                status: {"description": said, "content": {"text/plain": {}}}
                for status, said in SENTENCES.items()
            },
        },
    }


def _path(template: str) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", template)
    return {method: _operation(told, names) for method, told in PATHS[template].items()}


def _operation(told: dict[str, Any], names: list[str]) -> dict[str, Any]:
    given = told.get("parameters", [])
    known = {one["name"] for one in given if "name" in one}
    own = [
        {"name": one, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for one in names
        if one not in known
    ]
    others = {
        one: {"$ref": f"#/components/responses/{one}"}
        for one in sorted({*_ALWAYS, *told.get("errors", ())})
    }
    found = {key: value for key, value in told.items() if key != "errors"}
    return found | {"parameters": [*own, *given], "responses": others | told["responses"]}


def route(others: Callable[[], Iterable[BaseRoute]]) -> Route:
    """Return the route that describes all routes, itself among them."""

    async def openapi(request: Request) -> Response:
        body = json.dumps(description(others()), ensure_ascii=False, indent=1).encode()
        return answer.content(request, body, "application/json", {"cache-control": "no-cache"})

    return Route("/openapi.json", openapi, methods=["GET"])
