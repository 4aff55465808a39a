"""One address of an HTTP server, asked within limits: time, size, and how often it is tried again.

What is asked here only reads, or puts the same thing in the same place, so that a second try does
no harm. Redirects are not followed: they could lead anywhere, with the credentials.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import selectors
import socket
import threading
import time
import weakref
from base64 import b64encode
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib import request as digest

from kg.address import VARIABLES, Credentials, parts_of
from kg.errors import EngineError, EngineSlowError, QueryLimitError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAUSES = (0.2, 0.6)  # seconds before a second and a third try
_LONGEST_PAUSE = 5.0
_IDLE = 8  # connections that are kept open
_PART = 2**16
_SHOWN = 300
_LATER = frozenset({429, 502, 503})
_BROKEN = (http.client.HTTPException, OSError, ValueError)  # the last: of a socket that was closed


@dataclass(frozen=True, slots=True)
class Heard:
    """A whole answer. ``sized`` tells that the server had said where it would end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    sized: bool

    @property
    def media_type(self) -> str:
        """The type of the body, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def text(self) -> str:
        """Return the beginning of the body in one line, for a message."""
        plain = re.sub(
            r"[^\x20-\x7e\xa0-\uffff]+", " ", self.body[:4000].decode("utf-8", "replace")
        )
        return plain.strip()[:_SHOWN]


class _LaterError(Exception):
    """It may be answered when it is asked once more, ``after`` some seconds."""

    def __init__(self, why: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(why)


class Wire:
    """Asks one address; safe to use from several threads.

    ``seconds``: what a question may take with all tries. ``most``: bytes of an answer. Raises
    CallError for an address that is none.
    """

    def __init__(self, url: str, known: Credentials, seconds: float, most: int) -> None:
        self.url, self.seconds, self.most = url, seconds, most
        self._known = known
        self._secure, self._host, self._port, self._path = parts_of(url)
        self._idle: list[http.client.HTTPConnection] = []
        self.close = weakref.finalize(self, _close_all, self._idle)
        self._scheme: str | None = "Bearer" if known.token else None
        passwords = digest.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self._address, known.user, known.password)
        self._digest = digest.AbstractDigestAuthHandler(passwords)
        self._challenge: dict[str, str] = {}

    @property
    def _address(self) -> str:
        return f"{'https' if self._secure else 'http'}://{self._host}:{self._port}/"

    def send(
        self,
        method: str,
        body: bytes,
        headers: Mapping[str, str],
        more: str = "",
        seconds: float | None = None,
        tries: int = len(_PAUSES) + 1,
    ) -> Heard:
        """Return an answer, whatever its status but those that mean: not now, or not you.

        ``more`` is added to the address. Raises EngineError (down, or refuses us), EngineSlowError,
        QueryLimitError (an answer too large).
        """
        limit = self.seconds if seconds is None else seconds
        until = time.monotonic() + limit
        for left in reversed(range(tries)):
            try:
                return self._allowed(method, body, headers, more, until)
            except _LaterError as error:
                pause = _PAUSES[-left] if left else 0.0
                pause = min(max(pause, error.after or 0.0), _LONGEST_PAUSE)
                if time.monotonic() + pause >= until:
                    break
                if not left:
                    why = f"{self._hidden(str(error))} (tried {tries} time{'s' * (tries > 1)})"
                    msg = f"the engine at {self.url} {why}"
                    raise EngineError(msg) from error
                time.sleep(pause)
        msg = f"the engine at {self.url} has not answered within {limit:g} s"
        raise EngineSlowError(msg)

    def said(self, heard: Heard) -> str:
        """Return what a server says in an error, without what must not be shown."""
        return self._hidden(heard.text())

    def _allowed(
        self, method: str, body: bytes, headers: Mapping[str, str], more: str, until: float
    ) -> Heard:
        """Return an answer to what was asked with the credentials that the server wants."""
        for again in (False, True):
            own = dict(headers) | self._authorization(method, more)
            heard = self._tried(method, body, own, more, until)
            if heard.status != 401 or again or not self._challenged(heard):
                break
        if heard.status in (401, 403):
            given = "refuses the credentials" if self._scheme else "wants credentials"
            msg = f"the engine at {self.url} {given} ({VARIABLES})"
            raise EngineError(msg)
        if 300 <= heard.status < 400:
            msg = (
                f"the engine at {self.url} sends us on to another address, which is not followed "
                "(name the right one)"
            )
            raise EngineError(msg)
        if heard.status in _LATER:
            raise _LaterError(f"is busy or away (HTTP {heard.status})", _after(heard))
        return heard

    def _authorization(self, method: str, more: str) -> dict[str, str]:
        if self._scheme == "Bearer":
            return {"authorization": f"Bearer {self._known.token}"}
        if self._scheme == "Basic":
            both = f"{self._known.user}:{self._known.password}".encode()
            return {"authorization": f"Basic {b64encode(both).decode()}"}
        if self._scheme == "Digest":
            asked = digest.Request(f"{self._address}{self._path[1:]}{more}", method=method)  # noqa: S310 - not opened
            made = self._digest.get_authorization(asked, self._challenge)
            return {"authorization": f"Digest {made}"} if made else {}
        return {}

    def _challenged(self, heard: Heard) -> bool:
        """Take what the server wants; tell whether we can give it."""
        if not self._known.user:
            return False
        offered = {
            one.partition(" ")[0].lower(): one.partition(" ")[2]
            for one in heard.headers.get_all("www-authenticate", [])
        }
        if "digest" in offered:
            self._challenge = digest.parse_keqv_list(digest.parse_http_list(offered["digest"]))
            # A nonce may be worn out; the same one again means that the password is wrong.
            self._scheme = "Digest"
            return True
        fresh = self._scheme is None
        self._scheme = "Basic" if "basic" in offered else self._scheme
        return fresh and self._scheme == "Basic"

    def _tried(
        self, method: str, body: bytes, headers: Mapping[str, str], more: str, until: float
    ) -> Heard:
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return self._asked(self._fresh(), method, body, headers, more, until)
            if _has_news(connection.sock):
                connection.close()
                continue
            try:
                return self._asked(connection, method, body, headers, more, until)
            except _LaterError:
                continue  # it was closed meanwhile; another one may be open

    def _fresh(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        return kind(self._host, self._port)

    def _asked(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        body: bytes,
        headers: Mapping[str, str],
        more: str,
        until: float,
    ) -> Heard:
        left = until - time.monotonic()
        if left <= 0:
            raise _LaterError("was too slow")
        connection.timeout = left
        watch: threading.Timer | None = None
        kept = False
        try:
            if connection.sock is None:
                connection.connect()
            connection.sock.settimeout(left)
            # A time-out of the socket starts anew with each byte that drips in.
            watch = threading.Timer(left, _hang_up, (connection.sock,))
            watch.daemon = True
            watch.start()
            # It may have refused us before it has heard all.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, self._path + more, body, dict(headers))
            heard, kept = self._read(connection.getresponse())
        except _BROKEN as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            msg = f"can't be reached or breaks off: {why}"
            raise _LaterError(msg) from error
        else:
            if time.monotonic() >= until:  # we hung up: what there is may look like an answer
                raise _LaterError("was too slow")
            return heard
        finally:
            if watch is not None:
                watch.cancel()
            if kept and len(self._idle) < _IDLE:
                self._idle.append(connection)
            else:
                connection.close()

    def _read(self, response: http.client.HTTPResponse) -> tuple[Heard, bool]:
        told = response.length
        sized = told is not None or response.getheader("transfer-encoding", "") == "chunked"
        parts: list[bytes] = []
        size = 0
        while part := response.read1(_PART):
            parts.append(part)
            size += len(part)
            if size > self.most:
                size = self.most // 10**6
                msg = f"the answer of the engine is larger than {size} MB (try a LIMIT)"
                raise QueryLimitError(msg)
        if told is not None and size < told:
            raise http.client.IncompleteRead(b"", told - size)
        heard = Heard(response.status, response.msg, b"".join(parts), sized)
        response.close()  # or the connection would not take another question
        return heard, not response.will_close

    def _hidden(self, text: str) -> str:
        """Return a text without the credentials, should a server send them back."""
        known = self._known
        both = b64encode(f"{known.user}:{known.password}".encode()).decode()
        for one in (both, known.password, known.token):
            text = text.replace(one, "…") if one else text
        return text


def _after(heard: Heard) -> float | None:
    """Return the seconds after which a server wants to be asked again (RFC 9110, 10.2.3)."""
    text = heard.headers.get("retry-after", "")
    if text.isascii() and text.isdigit():
        return float(text[:6])
    with contextlib.suppress(ValueError):
        return parsedate_to_datetime(text).timestamp() - time.time()
    return None


def _close_all(connections: list[http.client.HTTPConnection]) -> None:
    while connections:
        connections.pop().close()


def _has_news(one: socket.socket | None) -> bool:
    """Tell whether a server has closed a connection at rest, or said something unasked.

    The Oxigraph server sends an error when it has waited for a minute, which would be taken for the
    answer to the next question. (One that comes just after this look is taken so all the same.)
    """
    if one is None:
        return True
    with selectors.DefaultSelector() as heard:
        heard.register(one, selectors.EVENT_READ)
        return bool(heard.select(0))


def _hang_up(one: socket.socket) -> None:
    # Below TLS, so that no thread waits for a farewell.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(one, socket.SHUT_RDWR)
