"""The headers of every answer: what a browser may do with it, and what not.

Pages may load from this server alone; data is not to be run or shown as a page at all. Whether
answers come by TLS only knows the proxy before us, so ``strict-transport-security`` is its header.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.web.observed import ROUTE

if TYPE_CHECKING:
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
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    # A page that was opened by another one, or opens it, shares no window with it.
    "cross-origin-opener-policy": "same-origin",
    # The clipboard and the full screen are what the dashboard itself uses.
    "permissions-policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
}
_PAGE = HEADERS | {"content-security-policy": POLICY, "x-frame-options": "SAMEORIGIN"}
_DATA = HEADERS | {"content-security-policy": DATA_POLICY, "x-frame-options": "DENY"}


class SafeHeaders:
    """Sets the headers on every answer, whatever the application said."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [(name.lower(), value) for name, value in message.get("headers", ())]
                html = dict(given).get(b"content-type", b"").startswith(b"text/html")
                # Streamlit's scripts and styles come with the policy of its pages: workers need it.
                safe = _DATA if scope.get(ROUTE) is not None and not html else _PAGE
                kept = [pair for pair in given if pair[0].decode("latin-1") not in safe]
                own = [(name.encode(), value.encode()) for name, value in safe.items()]
                message["headers"] = _weak(kept) + own
            await send(message)

        await self.app(scope, receive, adding if scope["type"] == "http" else send)


def _weak(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers whose entity tag, of a content that was packed on its way, is a weak one.

    Packed or not, it has the same tag, but not the same bytes: who took half of the one could go
    on with the other (RFC 9110, section 8.8.1).
    """
    if not any(name == b"content-encoding" for name, _ in headers):
        return headers
    return [
        (name, b"W/" + value if name == b"etag" and not value.startswith(b"W/") else value)
        for name, value in headers
    ]
