"""Queries of visitors, answered by a process of their own that can be stopped at any moment.

A thread that runs a query can't be stopped; a process can. Each child (:mod:`kg.worker_child`)
holds its own store, made from the N-Quads that it is given once, and answers one query at a time.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import queue
import selectors
import signal
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError, QueryLimitError
from kg.store import native
from kg.worker_child import DIED, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store import Value

_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a result: ``kind`` is ``uri`` or ``literal``, with datatype or language if any."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None

    @property
    def plain(self) -> Value:
        """The value as Python has it: numbers and truth values as themselves."""
        return native(self.value, self.datatype)


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: a table (SELECT), a truth value (ASK), or Turtle (CONSTRUCT, DESCRIBE).

    ``truncated`` tells that there were more rows, or triples, than the limit.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    answer: bool | None = None
    turtle: str | None = None
    truncated: bool = False
    seconds: float = 0.0

    def json(self) -> str:
        """Return the result in the SPARQL 1.1 Query Results JSON Format."""
        if self.answer is not None:
            return json.dumps({"head": {}, "boolean": self.answer})
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        whole = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(whole, ensure_ascii=False, indent=1)

    def csv(self) -> str:
        """Return the table in the SPARQL 1.1 Query Results CSV Format."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.variables)
        writer.writerows([term.value if term else "" for term in row] for row in self.rows)
        return text.getvalue()


def _json_term(term: Term) -> dict[str, str]:
    found = {"type": term.kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


class Worker:
    """Answers queries over fixed quads, within limits; safe to use from several threads.

    ``lines``: N-Quads. ``seconds``: time that a query may take. ``rows``: rows that a result may
    have. ``memory_mb``: what a query may take beyond the store, where the system can bound it.
    ``size``: queries that run side by side; further ones wait, for no more than ``seconds``.
    """

    def __init__(
        self,
        lines: Iterable[str],
        seconds: float,
        rows: int,
        memory_mb: int = 512,
        size: int = 2,
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self.seconds, self.rows, self.memory_mb = seconds, rows, memory_mb
        self._quads = "".join(lines).encode()
        self._settings = {
            "seconds": seconds,
            "rows": rows,
            "memory_mb": memory_mb,
            "prefixes": dict(prefixes or {}),
        }
        # Idle children; None stands for one that is not running yet.
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)
        self._children: set[_Child] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._finalizer = weakref.finalize(self, _stop_all, self._children)

    def run(self, query: str) -> Result:
        """Answer a query.

        Raises QueryError: it can't be parsed, or asks for what is not allowed.
        Raises QueryLimitError: it took too long, too much memory, or all children are busy.
        """
        self._refuse_closed()
        try:
            child = self._idle.get(timeout=self.seconds)
        except queue.Empty:
            msg = f"other queries are still running (waited {self.seconds:g} s; try again)"
            raise QueryLimitError(msg) from None
        # Kept only if it has answered: a child that was stopped, or that failed, is replaced.
        kept: _Child | None = None
        try:
            reply = self._ask(child, query) if child is not None else None
            if reply is None:
                # Not running yet, or ended by somebody else: a fresh one.
                child = self._start()
                reply = self._ask(child, query)
            if reply is None:
                raise QueryLimitError(DIED)
            kept = child
        finally:
            if child is not None and (kept is None or self._closed):
                self._drop(child)
                kept = None
            self._idle.put(kept)
        return _result(reply)

    def warm(self) -> None:
        """Start one child ahead of the first query."""
        child = self._idle.get()
        try:
            child = child or self._start()
        finally:
            self._idle.put(child)

    def retire(self) -> None:
        """Take no new query, and stop the children as soon as each has answered."""
        self._closed = True
        while not self._idle.empty():
            with contextlib.suppress(queue.Empty):
                if (child := self._idle.get_nowait()) is not None:
                    self._drop(child)

    def close(self) -> None:
        """Stop all children. Queries that still run fail."""
        with self._lock:
            self._closed = True
        _stop_all(self._children)

    def _start(self) -> _Child:
        self._refuse_closed()
        child = _Child(self._settings, self._quads)
        with self._lock:
            self._children.add(child)
        try:
            self._refuse_closed()  # while it started
        except QueryLimitError:
            self._drop(child)
            raise
        return child

    def _refuse_closed(self) -> None:
        if self._closed:
            msg = "the query service is closed"
            raise QueryLimitError(msg)

    def _drop(self, child: _Child) -> None:
        child.stop()
        with self._lock:
            self._children.discard(child)

    def _ask(self, child: _Child, query: str) -> Mapping[str, Any] | None:
        """Return the reply; None when the child was ended by somebody else, not by the query."""
        try:
            child.send(query)
            return child.receive(self.seconds)
        except TimeoutError:
            msg = f"stopped after {self.seconds:g} s, the time limit of a query"
            raise QueryLimitError(msg) from None
        except (EOFError, OSError, ValueError):  # the last one: its pipes are closed
            self._drop(child)
            if child.was_killed:
                return None
            raise QueryLimitError(DIED) from None


def _stop_all(children: set[_Child]) -> None:
    for child in list(children):
        child.stop()


class _Child:
    """One process and its pipes."""

    def __init__(self, settings: Mapping[str, object], quads: bytes) -> None:
        self._process = subprocess.Popen(
            # -P: a folder that the server happens to be started in brings no modules of its own.
            [sys.executable, "-P", "-m", "kg.worker_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            self._write(json.dumps(settings).encode(), quads)
            self.receive(_START_SECONDS)
        except (OSError, EOFError, TimeoutError) as error:
            self.stop()
            msg = "the process that answers queries did not start"
            raise QueryLimitError(msg) from error

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def was_killed(self) -> bool:
        """Whether it has ended by a signal that no fault of its own sends."""
        return self._process.returncode == -signal.SIGKILL

    def send(self, query: str) -> None:
        """Hand over a query. Raises OSError when there is nobody to take it."""
        self._write(query.encode("utf-8", "replace"))

    def receive(self, seconds: float) -> Mapping[str, Any]:
        """Return the next reply. Raises TimeoutError, or EOFError when the child has ended."""
        deadline = time.monotonic() + seconds
        size = HEAD.unpack(self._read(HEAD.size, deadline))[0]
        reply: Mapping[str, Any] = json.loads(self._read(size, deadline))
        return reply

    def stop(self) -> None:
        """End the process at once, whatever it does."""
        if not self._has_ended():
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()

    def _has_ended(self) -> bool:
        """Look whether it ends by itself: its pipe may close a moment before it is gone."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.05)
        return self._process.returncode is not None

    def _write(self, *frames: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 - asked for above
        for frame in frames:
            pipe.write(HEAD.pack(len(frame)) + frame)
        pipe.flush()

    def _read(self, size: int, deadline: float) -> bytes:
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101 - asked for above
        found = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(found) < size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                # Past the buffer of the pipe object, which the selector can't see.
                part = os.read(pipe.fileno(), size - len(found))
                if not part:
                    raise EOFError
                found += part
        return bytes(found)


def _result(reply: Mapping[str, Any]) -> Result:
    if "error" in reply:
        raise QueryError(reply["error"])
    if "limit" in reply:
        raise QueryLimitError(reply["limit"])
    return Result(
        variables=tuple(reply.get("variables", ())),
        rows=tuple(
            tuple(None if one is None else Term(*one) for one in row)
            for row in reply.get("rows", ())
        ),
        answer=reply.get("answer"),
        turtle=reply.get("turtle"),
        truncated=reply.get("truncated", False),
        seconds=reply["seconds"],
    )
