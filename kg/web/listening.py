"""Listening: the HTTP server with limits for clients that are slow, many, or send too much."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import FrameType

    Application = Callable[..., Any]

# Lines and headers of a request together; larger ones are answered with 400.
HEAD_BYTES = 65_536
# From the first byte of a request, or from connecting, to the end of its headers.
HEAD_SECONDS = 15.0
# What is still taken of a body that nobody reads, its request being answered already.
LEFT_BYTES = 1_000_000
CONNECTIONS = 1_000
# What a reader's page sends: what its widgets hold, and the text of a query.
MESSAGE_BYTES = 4_000_000
# Requests that run when the server is told to end have this long.
END_SECONDS = 10


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that hangs up on who does not send a head in time, or goes on after the answer."""

    seconds = HEAD_SECONDS
    _left = 0
    _awaited: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._await()

    def data_received(self, data: bytes) -> None:
        """Read on; a head that is not whole yet does not get more time by trickling."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._await()
        else:
            self._have()
        self._bound(len(data))

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._have()
        super().connection_lost(exc)

    def _await(self) -> None:
        if self._awaited is None:
            self._awaited = self.loop.call_later(self.seconds, self._hang_up)

    def _have(self) -> None:
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _bound(self, size: int) -> None:
        """Hang up on a body without end (RFC 9112, section 9.6)."""
        answered = self.cycle is not None and self.cycle.response_complete
        if not (answered and self.conn.their_state is h11.SEND_BODY):
            self._left = 0
            return
        self._left += size
        if self._left > LEFT_BYTES:
            self.transport.close()

    def _hang_up(self) -> None:
        # Between requests the server's own patience counts, and during one there is no limit here.
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()


def config(app: Application, host: str, port: int, **more: Any) -> uvicorn.Config:
    """Return how we listen."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=PatientProtocol,
        h11_max_incomplete_event_size=HEAD_BYTES,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=END_SECONDS,
        ws="websockets-sansio",
        ws_max_size=MESSAGE_BYTES,
        ws_ping_interval=30,
        ws_ping_timeout=30,
        access_log=False,  # ours tells more, and can't be forged
        log_level="warning",
        server_header=False,
        use_colors=False,
        **more,
    )


def listen(app: Application, host: str, port: int) -> None:
    """Serve until told to end, by SIGTERM or Ctrl-C; then exit with 0 when all has ended.

    Whoever starts a server tells it to end like that: it is no failure. Exits with 3 when the
    server could not start.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    # The server takes these over while it runs, and raises them anew when it has ended.
    before: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {
        one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)
    }
    server = uvicorn.Server(config(app, host, port))
    try:
        server.run()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if not server.started:
        sys.exit(3)
