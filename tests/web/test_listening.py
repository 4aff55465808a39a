"""The listening server hangs up on who keeps it waiting, and refuses heads that are too large."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from kg.web import listening

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(listening.PatientProtocol, "seconds", 0.4)

    async def answers(scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse("done")(scope, receive, send)

    server = uvicorn.Server(listening.config(answers, "127.0.0.1", 0, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def waited(port: int, *pieces: bytes, pause: float = 0.1) -> tuple[bytes, float]:
    """Send pieces, a pause after each; return what came until the end, and the seconds to it."""
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 10) as one:
        with contextlib.suppress(OSError):
            for piece in pieces:
                one.sendall(piece)
                time.sleep(pause)
        found = b""
        with contextlib.suppress(ConnectionError):
            while part := one.recv(4096):
                found += part
    return found, time.monotonic() - begin


def test_who_says_nothing_is_hung_up_on(port: int) -> None:
    found, seconds = waited(port)
    assert found == b""
    assert seconds < 3


def test_trickling_does_not_help(port: int) -> None:
    found, seconds = waited(port, b"GET / HTTP/1.1\r\n", *[b"a: b\r\n"] * 20)
    assert found == b""
    assert seconds < 4


def test_who_is_quick_is_answered_however_often(port: int) -> None:
    request = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
    found, _ = waited(port, *[request] * 6, last)
    assert found.count(b"200 OK") == 7


def test_a_body_that_goes_on_after_the_answer_is_hung_up_on(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    _, seconds = waited(port, head, *[piece] * 64, pause=0.02)
    assert seconds < 5
    found, _ = waited(port, head, *[piece] * 8, b"0\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n")
    assert found.count(b"200 OK") == 2


def test_a_head_that_is_too_large_is_refused(port: int) -> None:
    lines = b"a: " + b"b" * 1000 + b"\r\n"
    found, _ = waited(port, b"GET / HTTP/1.1\r\n" + lines * 100, pause=0)
    assert found.startswith(b"HTTP/1.1 400 ") or found == b""


def test_the_answer_does_not_tell_what_answers(port: int) -> None:
    found, _ = waited(port, b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
    assert b"\r\nserver:" not in found
