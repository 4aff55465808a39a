"""A server that answers in whatever way a test wants, right or wrong."""

from __future__ import annotations

import contextlib
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Lie = Callable[["Handler"], None]

JSON = "application/sparql-results+json"
GOOD = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x"}}]}}'


class Handler(BaseHTTPRequestHandler):
    """Hears a query out, and lets the next of the lies answer; the last one stays."""

    protocol_version = "HTTP/1.1"
    lies: list[Lie]
    heard: list[dict[str, str]]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.heard.append({name.lower(): value for name, value in self.headers.items()})
        lie = self.lies.pop(0) if len(self.lies) > 1 else self.lies[0]
        with contextlib.suppress(OSError):  # who asks may have hung up
            lie(self)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def says(
    body: bytes = GOOD, media: str = JSON, status: int = 200, told: int | None = None, **more: str
) -> Lie:
    """Return a lie that is an answer; ``told`` is the length that it claims to have."""

    def lie(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", media)
        handler.send_header("content-length", str(len(body) if told is None else told))
        for name, value in more.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = told is not None

    return lie


@contextmanager
def lying(*lies: Lie) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Run a server; yield its address, and the headers of what it hears."""
    heard: list[dict[str, str]] = []
    handler = type("Liar", (Handler,), {"lies": list(lies), "heard": heard})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/query", heard
        finally:
            server.shutdown()
            thread.join()
