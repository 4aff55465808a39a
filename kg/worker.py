"""Queries of visitors, answered by a process of their own that can be stopped at any moment.

A thread that runs a query can't be stopped; a process can. Each child holds its own store, made
from the N-Quads that it is given once, and answers one query at a time. Frames on its pipes are a
length (four bytes, big-endian) and that many bytes: JSON, except for the quads.
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
import struct
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import QueryError, QueryLimitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.store import Value

_HEAD = struct.Struct(">I")
_ANSWER_BYTES = 64_000_000
_START_SECONDS = 60.0
# The child stops itself a little after its time, should nobody be left to stop it.
_GRACE_SECONDS = 2.0


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
        name = (self.datatype or "").rpartition("#")[2]
        with contextlib.suppress(ValueError):
            if name == "integer":
                return int(self.value)
            if name in ("decimal", "double"):
                return float(self.value)
        return self.value == "true" if name == "boolean" else self.value


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
                raise QueryLimitError(_DIED)
            kept = child
        finally:
            if kept is None and child is not None:
                self._drop(child)
            self._idle.put(kept)
        return _result(reply)

    def warm(self) -> None:
        """Start one child ahead of the first query."""
        child = self._idle.get()
        try:
            child = child or self._start()
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """Stop all children. Queries that still run fail."""
        self._closed = True
        _stop_all(self._children)

    def _start(self) -> _Child:
        if self._closed:
            msg = "the query service is closed"
            raise QueryLimitError(msg)
        child = _Child(self._settings, self._quads)
        with self._lock:
            self._children.add(child)
        return child

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
            raise QueryLimitError(_DIED) from None


_DIED = "stopped: it needed more memory than a query may have"


def _stop_all(children: set[_Child]) -> None:
    for child in list(children):
        child.stop()


class _Child:
    """One process and its pipes."""

    def __init__(self, settings: Mapping[str, object], quads: bytes) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # An engine out of memory says so here, in words that help nobody.
            stderr=subprocess.DEVNULL,
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
        size = _HEAD.unpack(self._read(_HEAD.size, deadline))[0]
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
            pipe.write(_HEAD.pack(len(frame)) + frame)
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


# -- in the child


def main() -> None:
    """Answer queries from standard input, until it ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    settings = json.loads(_frame(source) or b"{}")
    quads = _frame(source)
    if quads is None:
        return
    from kg.store import Store  # noqa: PLC0415 - the parent needs no engine for this module

    store = Store.in_memory([quads.decode()])
    del quads
    _bound_memory(settings["memory_mb"])
    _reply(target, {"ready": len(store)})
    while (text := _frame(source)) is not None:
        _watch(settings["seconds"] + _GRACE_SECONDS)
        begin = time.perf_counter()
        try:
            reply = _answer(store, text.decode(), settings)
        except QueryError as error:
            reply = {"error": str(error)}
        except RuntimeError as error:  # the engine can't evaluate it
            reply = {"error": f"can't be answered: {error}"}
        except MemoryError:
            reply = {"limit": _DIED}
        reply["seconds"] = time.perf_counter() - begin
        _watch(0)
        _reply(target, reply)


def _answer(store: Any, text: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    import pyoxigraph as ox  # noqa: PLC0415 - see main

    answer = store.query(text, settings["prefixes"])
    if isinstance(answer, ox.QueryBoolean):
        return {"answer": bool(answer)}
    most, size = settings["rows"], 0
    rows: list[Any] = []
    for row in answer:
        if len(rows) == most:
            break
        if isinstance(answer, ox.QuerySolutions):
            told = [_told(term) for term in row]
            size += sum(len(one[1] or "") for one in told if one)
            rows.append(told)
        else:
            rows.append(row)
            size += sum(len(str(term)) for term in (row.subject, row.predicate, row.object))
        if size > _ANSWER_BYTES:
            return {"limit": f"stopped: the answer is larger than {_ANSWER_BYTES // 10**6} MB"}
    else:
        most = -1  # there were no more
    found: dict[str, Any] = {"truncated": most >= 0}
    if isinstance(answer, ox.QuerySolutions):
        return found | {"variables": [one.value for one in answer.variables], "rows": rows}
    prefixes = settings["prefixes"]
    turtle = ox.serialize(rows, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    return found | {"turtle": turtle.decode()}


def _told(term: Any) -> Sequence[str | None] | None:
    import pyoxigraph as ox  # noqa: PLC0415 - see main

    if term is None:
        return None
    if isinstance(term, ox.Literal):
        if term.language:
            return ("literal", term.value, None, term.language)
        datatype = term.datatype.value
        plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
        return ("literal", term.value, None if plain else datatype)
    if isinstance(term, ox.NamedNode):
        return ("uri", term.value)
    return ("bnode" if isinstance(term, ox.BlankNode) else "literal", str(term))


def _bound_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    taken = 0
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        taken = pages * resource.getpagesize()
    bound = taken + megabytes * 2**20
    # Refused by some systems, which then have no bound.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def _watch(seconds: float) -> None:
    # Not on every system. Without a handler the signal ends the process, in whatever code it is.
    with contextlib.suppress(AttributeError):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _frame(source: IO[bytes]) -> bytes | None:
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    size = _HEAD.unpack(head)[0]
    body = source.read(size)
    return body if len(body) == size else None


def _reply(target: IO[bytes], reply: Mapping[str, Any]) -> None:
    body = json.dumps(reply).encode()
    target.write(_HEAD.pack(len(body)) + body)
    target.flush()


if __name__ == "__main__":
    main()
