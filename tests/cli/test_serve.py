"""``kg serve``: the dashboard runs with the project's settings, wherever it is started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

from kg.cli.serve import server_settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from .conftest import Kg


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        port: int = one.getsockname()[1]
        return port


def test_settings_are_those_of_the_project() -> None:
    found = server_settings("localhost", 8501, opens=False)
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


def test_dashboard_answers_and_ends_with_ctrl_c(small: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "kg", "--data", "data", "serve", "--port", str(port)]
    env = {**os.environ}
    env.pop("KG_DATA", None)
    with subprocess.Popen(command, cwd=small.parent, env=env, stdout=-3, stderr=-3) as running:
        try:
            status = 0
            end = time.monotonic() + 60
            while status != 200 and time.monotonic() < end:
                time.sleep(0.25)
                try:
                    with urllib.request.urlopen(f"http://localhost:{port}/") as answer:
                        status = answer.status
                except OSError:
                    assert running.poll() is None
            assert status == 200
            running.send_signal(signal.SIGINT)
            assert running.wait(30) == 130
        finally:
            running.kill()
