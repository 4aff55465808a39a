"""Queries of visitors to another engine, within the limits of those to our own.

Whether a query is sound is found out in a process of its own, over a store that holds nothing: a
hostile one ends that process at most.
"""

from __future__ import annotations

import io
import math
import time
from typing import TYPE_CHECKING

from kg.errors import BusyError, EngineError, EngineSlowError, QueryLimitError
from kg.reply import Reply
from kg.worker import Worker
from kg.worker_child import TooLargeError, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.remote import RemoteStore
    from kg.store import Scope


class RemoteWorker(Worker):
    """Answers queries over the graph in another engine; safe to use from several threads.

    ``seconds`` and ``rows`` are those of a worker of our own. A query that is stopped here may run
    on in the engine, until its own limit.
    """

    def __init__(
        self, store: RemoteStore, seconds: float, rows: int, prefixes: Mapping[str, str]
    ) -> None:
        super().__init__((), seconds, rows, prefixes=prefixes)
        self._store, self._prefixes = store, prefixes

    def answer(
        self,
        query: str,
        formats: Mapping[str, str],
        scope: Scope | None = None,
        base: str | None = None,
        until: float | None = None,
        gone: Callable[[], bool] = lambda: False,
    ) -> Reply:
        """Answer a query; see :meth:`kg.worker.Worker.answer`. BusyError: the engine is away."""
        super().answer(query, formats, scope, base, until, gone).body.close()
        begin = time.monotonic()
        left = min(self.seconds, (math.inf if until is None else until) - begin)
        try:
            found = self._store.answer(query, self._prefixes, scope, base, max(left, 0.1))
            head, body = written(found, formats, self.rows, self._prefixes)
        except EngineSlowError as error:
            msg = f"stopped after {self.seconds:g} s, the time limit of a query"
            raise QueryLimitError(msg) from error
        except EngineError as error:
            raise BusyError(str(error)) from error
        except TooLargeError as error:
            msg = "stopped: the answer is too large"
            raise QueryLimitError(msg) from error
        head |= {"seconds": time.monotonic() - begin, "size": len(body)}
        return Reply.of(head, io.BytesIO(body))
