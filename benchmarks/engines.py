"""Starting engines, asking them within a limit, and leaving none behind.

An engine in a process of ours is a :mod:`benchmarks.worker`; a server speaks the SPARQL protocol.
One that is not installed raises MissingError, which the table tells.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from benchmarks.questions import Question

ROOT = Path(__file__).resolve().parent.parent
LOAD_SECONDS = 7_200.0
Answer = dict[str, Any]


class MissingError(Exception):
    """An engine is not installed here."""


class Engine(Protocol):
    """What answers questions by one or more roads."""

    roads: tuple[str, ...]
    load: float

    def ask(self, road: str, question: Question, seconds: float) -> Answer:
        """Return ``ms``, ``rows`` and ``digest``; or ``error``."""

    def close(self) -> None:
        """End all that was started."""


class Worker:
    """An engine in a process of its own; see :mod:`benchmarks.worker`."""

    def __init__(self, kind: str, ready: Path, profile: str, events: int) -> None:
        if kind in ("maplib", "rdflib") and find_spec(kind) is None:
            raise MissingError(kind)
        self._kind, self._about = kind, [str(ready), profile, str(events)]
        self._process: subprocess.Popen[str] | None = None
        self.load = 0.0
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "benchmarks.worker", self._kind, *self._about]
        self._process = subprocess.Popen(  # noqa: S603 - a command of ours
            command, cwd=ROOT, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._greeted(LOAD_SECONDS)

    def _greeted(self, seconds: float) -> None:
        told = self._line(seconds)
        if told is None:
            self.close()
            msg = f"{self._kind} did not load its records"
            raise RuntimeError(msg)
        self._child: int = told["pid"]
        self.roads: tuple[str, ...] = tuple(told["roads"])
        self.load = self.load or told["load"]

    def _line(self, seconds: float) -> Answer | None:
        assert self._process is not None  # noqa: S101 - started
        assert self._process.stdout is not None  # noqa: S101
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            return None
        line = self._process.stdout.readline()
        found: Answer | None = json.loads(line) if line else None
        return found

    def ask(self, road: str, question: Question, seconds: float) -> Answer:
        """Ask; a child that does not answer in time, or dies, is replaced."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        assert self._process is not None  # noqa: S101 - started
        assert self._process.stdin is not None  # noqa: S101
        print(json.dumps([road, question.name]), file=self._process.stdin, flush=True)
        told = self._line(seconds)
        if told is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            if self._process.poll() is None and self._forks:
                self._greeted(60)
            else:
                self.close()
            return {"error": f"no answer in {seconds:.0f} s"}
        if "pid" in told:  # of the next child: this one died
            self._child = told["pid"]
            return {"error": "the process died"}
        return told

    @property
    def _forks(self) -> bool:
        return self._kind != "maplib"

    def close(self) -> None:
        """End the process and its child."""
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()  # whoever reads ends
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self._process.kill()
            self._process.wait(10)
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None
