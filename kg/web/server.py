"""The web application around the dashboard: headers of every answer, and what starts with it."""

from __future__ import annotations

import base64
import contextlib
import gc
import hashlib
import re
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.middleware import Middleware

import kg.ui
from kg.errors import ParleyError
from kg.ui import downloads, parcels, searching
from kg.web import resources

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def _inline_scripts() -> str:
    """Return the hashes of the scripts in Streamlit's own page, as a policy names them."""
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    hashes = (hashlib.sha256(one.encode()).digest() for one in _INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in hashes)


# Everything comes from this server, and nothing in the page can ask another one. Of inline scripts
# only Streamlit's own may run; styles of its elements are inline. 'self' covers its websocket.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {_inline_scripts()}".rstrip(),
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


class SafeHeaders:
    """Sets the headers that keep a page to this server, on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                kept = [
                    pair for pair in message.get("headers", ()) if pair[0].decode() not in HEADERS
                ]
                message["headers"] = kept + own
            await send(message)

        await self.app(scope, receive, adding if scope["type"] == "http" else send)


MAIN = Path(kg.ui.__file__).with_name("main.py")
MIDDLEWARE = [Middleware(SafeHeaders)]
ROUTES = [*resources.ROUTES, *downloads.ROUTES, *parcels.ROUTES, *searching.ROUTES]


def _keep() -> None:
    """Spare the collector what stays as long as the server: the records, and all made of them.

    Streamlit collects all garbage after every run of a page, in ScriptRunner, which stops all
    threads: with our records a fifth of a second, many times what the page itself needs.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def warmed(_app: object) -> AsyncIterator[None]:
    """Open the graph before the first reader comes, and stop its query processes at the end."""
    from kg.ui import networks, opened, proof  # noqa: PLC0415 - caches need the running server

    await anyio.to_thread.run_sync(opened.warm)
    with contextlib.suppress(ParleyError):
        await anyio.to_thread.run_sync(networks.warm)
        await anyio.to_thread.run_sync(proof.proof)
    await anyio.to_thread.run_sync(_keep)
    yield
    opened.close()
