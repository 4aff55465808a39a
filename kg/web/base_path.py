"""Our addresses under a base path: Streamlit knows ``server.baseUrlPath`` for its own routes only.

A proxy passes the whole path on, and the server takes the base path off for routes of ours, as ASGI
has it (``root_path``); so every address in an answer begins with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Match
from streamlit import config

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send


class BasePath:
    """Passes a request for a route of ours under the base path on as one to that route."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app, self.routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell the routes the base path as the root, where one of them is asked."""
        if scope["type"] == "http":
            root = _root()
            if root and scope["path"].startswith(f"{root}/"):
                # Its own routes have the base path in them, and must see the scope as it is.
                under = {**scope, "root_path": f"{scope.get('root_path', '')}{root}"}
                if any(one.matches(under)[0] != Match.NONE for one in self.routes):
                    scope = under
        await self.app(scope, receive, send)


def _root() -> str:
    """Return the base path with a slash before it and none after it; empty for none."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
