"""Queries of visitors, answered by a process of their own that can be stopped at any moment.

A thread that runs a query can't be stopped; a process can. Each child (:mod:`kg.worker_child`)
holds its own store, made from the N-Quads that it is given once, and answers one query at a time.
An answer is taken over whole before anybody sees of it, so that it is known to be one, and the
child is free for the next query however slowly a reader reads.
"""

from __future__ import annotations

import contextlib
import json
import math
import queue
import threading
import time
import weakref
from itertools import count
from typing import IO, TYPE_CHECKING, Any

from kg.child import Child
from kg.errors import BusyError, QueryError, QueryLimitError
from kg.reply import READ, Reply
from kg.values import Result, result
from kg.worker_child import DIED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.store import Scope

# What most queries stay far below. Whoever takes longer leaves room for others.
SHORT_SECONDS = 1.0
_LOOK_SECONDS = 0.05


class Worker:
    """Answers queries over fixed quads, within limits; safe to use from several threads.

    ``lines``: N-Quads. ``seconds``: time that a query may take. ``rows``: rows that a result may
    have. ``memory_mb``: what a query may take beyond the store, where the system can bound it.
    ``size``: queries that run side by side; further ones wait, for no more than ``seconds``. While
    some wait, only half of those that run may take longer than a second.
    """

    def __init__(
        self,
        lines: Iterable[str],
        seconds: float,
        rows: int,
        memory_mb: int = 512,
        size: int = 4,
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
        # Idle children, those that run first; None stands for one that is not running yet.
        self._idle: queue.PriorityQueue[tuple[bool, int, Child | None]] = queue.PriorityQueue()
        self._number = count()
        self._slow = threading.Semaphore(max(1, size // 2))
        self._waiting = 0
        self._children: set[Child] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._finalizer = weakref.finalize(self, _stop_all, self._children)
        for _ in range(size):
            self._free(None)

    def run(self, query: str) -> Result:
        """Answer a query in values. Raises what :meth:`answer` does."""
        return result(self.answer(query, READ))

    def answer(
        self,
        query: str,
        formats: Mapping[str, str],
        scope: Scope | None = None,
        base: str | None = None,
        until: float | None = None,
        gone: Callable[[], bool] = lambda: False,
    ) -> Reply:
        """Answer a query in the format given for its form (as ``READ`` has them).

        ``scope`` and ``base`` are those of :meth:`kg.store.Store.query`. ``until`` is the moment
        (``time.monotonic()``) by which it is answered or stopped, where that comes first. ``gone``
        tells, asked now and then, that nobody waits for the answer any longer: it is stopped.

        Raises QueryError: it can't be parsed, or asks for what is not allowed.
        Raises QueryLimitError: it took too long, or too much memory.
        Raises BusyError: others run, so that it was not begun, or was stopped for their sake.
        """
        graphs = scope and [scope.default, scope.named]
        told = {"query": query, "formats": dict(formats), "scope": graphs, "base": base}
        asked = json.dumps(told).encode()
        until = math.inf if until is None else until
        child = self._taken(until)
        # Kept only if it has answered: a child that was stopped, or that failed, is replaced.
        kept: Child | None = None
        try:
            reply = self._ask(child, asked, until, gone) if child is not None else None
            if reply is None:
                # Not running yet, or ended by somebody else: a fresh one.
                child = self._start()
                reply = self._ask(child, asked, until, gone)
            if reply is None:
                raise QueryLimitError(DIED)
            kept = child
        finally:
            if child is not None and (kept is None or self._closed):
                self._drop(child)
                kept = None
            self._free(kept)
        return Reply.of(*reply)

    def warm(self) -> None:
        """Start one child ahead of the first query."""
        child = self._idle.get()[2]
        try:
            child = child or self._start()
        finally:
            self._free(child)

    def retire(self) -> None:
        """Take no new query, and stop the children as soon as each has answered."""
        self._closed = True
        while not self._idle.empty():
            with contextlib.suppress(queue.Empty):
                if (child := self._idle.get_nowait()[2]) is not None:
                    self._drop(child)

    def close(self) -> None:
        """Stop all children. Queries that still run fail."""
        with self._lock:
            self._closed = True
        _stop_all(self._children)

    def _free(self, child: Child | None) -> None:
        self._idle.put((child is None, next(self._number), child))

    def _taken(self, until: float) -> Child | None:
        self._refuse_closed()
        with self._lock:
            self._waiting += 1
        try:
            most = min(self.seconds, until - time.monotonic())
            return self._idle.get(timeout=max(0.0, most))[2]
        except queue.Empty:
            msg = f"other queries are still running (waited {self.seconds:g} s; try again)"
            raise BusyError(msg) from None
        finally:
            with self._lock:
                self._waiting -= 1

    def _start(self) -> Child:
        self._refuse_closed()
        child = Child(self._settings, self._quads)
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
            raise BusyError(msg)

    def _drop(self, child: Child) -> None:
        child.stop()
        with self._lock:
            self._children.discard(child)

    def _ask(
        self, child: Child, asked: bytes, until: float, gone: Callable[[], bool]
    ) -> tuple[Mapping[str, Any], IO[bytes]] | None:
        """Return the reply; None when the child was ended by somebody else, not by the query."""
        begin = time.monotonic()
        end = min(begin + self.seconds, until)
        try:
            with child.using:
                child.send(asked)
                self._await(child, begin, end, gone)
                return child.receive(max(end - time.monotonic(), _LOOK_SECONDS))
        except TimeoutError:
            msg = f"stopped after {self.seconds:g} s, the time limit of a query"
            if end == until:
                msg += f" (it waited for others, and ran {end - begin:.1f} s)"
                raise BusyError(msg, begun=True) from None
            raise QueryLimitError(msg) from None
        except (EOFError, OSError, ValueError):  # the last one: its pipes are closed
            self._drop(child)
            # One that had run for long may have been ended for the memory that it took.
            if child.was_killed and time.monotonic() - begin < SHORT_SECONDS:
                return None
            if child.has_overflowed:
                msg = "nested or chained too deeply (too many parts within each other)"
                raise QueryError(msg) from None
            raise QueryLimitError(DIED) from None

    def _await(self, child: Child, begin: float, end: float, gone: Callable[[], bool]) -> None:
        """Wait for a reply.

        Raises TimeoutError, or BusyError when others need the place or nobody waits for it.
        """
        if child.replies(min(begin + SHORT_SECONDS, end) - time.monotonic()):
            return
        is_slow = False
        try:
            while time.monotonic() < end:
                is_slow = is_slow or self._slow.acquire(blocking=False)
                if not is_slow and self._waiting:
                    msg = f"stopped after {SHORT_SECONDS:g} s: short queries waited (try again)"
                    raise BusyError(msg, begun=True)
                if gone():
                    msg = "stopped, since nobody waited for the answer"
                    raise BusyError(msg, begun=True)
                if child.replies(min(_LOOK_SECONDS, end - time.monotonic())):
                    return
        finally:
            if is_slow:
                self._slow.release()
        raise TimeoutError


def _stop_all(children: set[Child]) -> None:
    for child in list(children):
        child.stop()
