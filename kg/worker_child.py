"""The process behind a :class:`kg.worker.Worker`: it holds a store, and answers query after query.

Started as ``python -m kg.worker_child``. Frames on its pipes are a length (four bytes, big-endian)
and that many bytes: first the settings (JSON) and the quads, then a query each; what goes back is
JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEAD = struct.Struct(">I")
DIED = "stopped: it needed more memory than a query may have"
_ANSWER_BYTES = 64_000_000
# It stops itself a little after its time, should nobody be left to stop it.
_GRACE_SECONDS = 2.0


def main() -> None:
    """Answer queries from standard input, until it ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    settings = json.loads(_frame(source) or b"{}")
    quads = _frame(source)
    if quads is None:
        return
    store = Store.in_memory([quads.decode()])
    del quads
    _bound_memory(settings["memory_mb"])
    # An engine out of memory says so here, in words that help nobody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
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
            reply = {"limit": DIED}
        reply["seconds"] = time.perf_counter() - begin
        _watch(0)
        _reply(target, reply)


def _answer(store: Store, text: str, settings: Mapping[str, Any]) -> dict[str, Any]:
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
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    size = HEAD.unpack(head)[0]
    body = source.read(size)
    return body if len(body) == size else None


def _reply(target: IO[bytes], reply: Mapping[str, Any]) -> None:
    body = json.dumps(reply).encode()
    target.write(HEAD.pack(len(body)) + body)
    target.flush()


if __name__ == "__main__":
    main()
