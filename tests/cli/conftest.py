"""Running ``kg``: in this process, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner

from kg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


class Kg(Protocol):
    """Calls ``kg`` in this process, over the small records."""

    def __call__(self, *args: str, stdin: str | bytes | None = None) -> Result: ...


class Process(Protocol):
    """Runs ``kg`` as a process, over the small records."""

    def __call__(
        self, *args: str, stdout: int | None = None
    ) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def kg(small: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    monkeypatch.setenv("KG_DATA", str(small))
    monkeypatch.delenv("KG_STORE", raising=False)

    def call(*args: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, args, input=stdin, catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return call


@pytest.fixture
def process(small: Path) -> Process:
    def run(*args: str, stdout: int | None = None) -> subprocess.CompletedProcess[bytes]:
        env = {**os.environ, "KG_DATA": str(small)}
        env.pop("KG_STORE", None)
        command = [sys.executable, "-m", "kg", *args]
        out = subprocess.PIPE if stdout is None else stdout
        return subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env=env, check=False)

    return run
