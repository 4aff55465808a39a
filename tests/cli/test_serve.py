"""``kg serve``: the dashboard runs with the project's settings, wherever it is started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from kg.cli.serve import server_settings
from tests.support import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Kg


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        port: int = one.getsockname()[1]
        return port


def test_settings_are_those_of_the_project() -> None:
    found = server_settings("localhost", 8501)
    assert found["browser.gatherUsageStats"] is False
    assert found["server.address"] == "localhost"
    assert found["theme.light.primaryColor"].startswith("#")


def test_port_that_is_taken_is_told(kg: Kg) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]
        result = kg("serve", "--host", "127.0.0.1", "--port", str(port))
    assert result.exit_code == 2
    assert f"kg: can't listen at 127.0.0.1:{port}: " in result.stderr


def test_a_setting_that_can_not_be_is_told(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIMEOUT", "ten")
    result = kg("serve", "--port", str(free_port()))
    assert result.exit_code == 2
    assert result.stderr == "kg: KG_TIMEOUT 'ten' is no limit (a number greater than 0)\n"


@contextlib.contextmanager
def serving(small: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run the server until it is ready; yield it, and its port."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "--data", "data", "serve", "--port", str(port)]
    env = {**os.environ}
    env.pop("KG_DATA", None)
    with (
        log.open("wb") as stream,
        subprocess.Popen(command, cwd=small.parent, env=env, stdout=-3, stderr=stream) as running,
    ):
        try:
            status = 0
            end = time.monotonic() + 60
            while status != 200 and time.monotonic() < end:
                time.sleep(0.25)
                with (
                    contextlib.suppress(OSError),
                    urlopen(f"http://localhost:{port}/healthz") as answer,
                ):
                    status = answer.status
                assert running.poll() is None, log.read_text()
            assert status == 200
            yield running, port
        finally:
            running.kill()


def children(pid: int) -> list[int]:
    """Return the processes that a process has started (proc(5))."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for path in found for one in path.read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_when_told_to(small: Path, tmp_path: Path, number: int) -> None:
    log = tmp_path / "log"
    paths = ("/", "/search.json", "/metrics", "/panel/none.json")
    with serving(small, log) as (running, port):
        for path in paths:
            with contextlib.suppress(HTTPError):
                urlopen(f"http://localhost:{port}{path}?q=a").close()
        started = children(running.pid)
        assert started  # the process that answers queries
        running.send_signal(number)
        assert running.wait(15) == 0
    assert [one for one in started if Path(f"/proc/{one}").exists()] == []
    told = log.read_text()
    assert "Traceback" not in told
    lines = [one for one in told.splitlines() if one.startswith("time=") and "healthz" not in one]
    # An answer may be on its way before its line is written.
    assert {one.split()[4] for one in lines} == {f"path={path}" for path in paths}
    assert len(lines) == len(paths)


def test_it_ends_while_it_still_warms_up() -> None:
    port = free_port()
    command = [sys.executable, "-m", "kg", "--data", str(DATA), "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=-3, stdout=-3) as running:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                socket.create_connection(("localhost", port)).close()
                break
            time.sleep(0.05)
        with pytest.raises(HTTPError) as told:
            urlopen(f"http://localhost:{port}/healthz")
        assert told.value.code == 503
        told.value.close()
        running.terminate()
        assert running.wait(15) == 0


def test_a_foreign_page_can_not_open_a_session(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log") as (_, port):
        with connected(port), connected(port, origin=f"http://localhost:{port}"):
            pass
        for host, origin in (
            ("localhost", "http://evil.example"),
            ("localhost", "null"),
            ("evil.example", f"http://evil.example:{port}"),  # a name that leads to this machine
        ):
            with pytest.raises(InvalidStatus) as refused, connected(port, host, origin):
                pass
            assert refused.value.response.status_code == 403


def connected(port: int, host: str = "localhost", origin: str | None = None) -> ClientConnection:
    """Open the websocket of a page, asking for it by some name of the server, from some page."""
    own = socket.create_connection(("localhost", port))
    address = f"ws://{host}:{port}/_stcore/stream"
    return connect(address, sock=own, origin=Origin(origin) if origin else None)
