"""The process behind a :class:`kg.worker.Worker`: it holds a store, and answers query after query.

Started as ``python -m kg.worker_child``. Frames on its pipes are a length (four bytes, big-endian)
and that many bytes: first the settings (JSON) and the quads, then a question (JSON) each. What goes
back is a head (JSON), and after that of an answer as many bytes as it says.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import struct
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import Scope, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store import Answer

HEAD = struct.Struct(">I")
DIED = "stopped: it needed more memory than a query may have"
TABLES: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
# How a format says that rows are left out; JSON has a member of its head, others have no room.
_NOTES = {
    **dict.fromkeys(("ttl", "nt", "trig", "nq"), "# {}\n"),
    **dict.fromkeys(("xml", "rdfxml"), "\n<!-- {} -->\n"),
}
_ANSWER_BYTES = 64_000_000
# It stops itself a little after its time, should nobody be left to stop it.
_GRACE_SECONDS = 2.0
# What XML 1.0 can't hold, even escaped (section 2.2).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def main() -> None:
    """Answer queries from standard input, until it ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    settings = json.loads(_frame(source) or b"{}")
    quads = _frame(source)
    if quads is None:
        return
    store = Store.in_memory([quads.decode()])
    del quads
    # Pages are drawn, and children started, before queries are answered, where there is a choice.
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    _bound_memory(settings["memory_mb"])
    # An engine out of memory says so here, in words that help nobody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _reply(target, {"ready": len(store)})
    while (asked := _frame(source)) is not None:
        _watch(settings["seconds"] + _GRACE_SECONDS)
        _mind(source, on=True)
        begin = time.perf_counter()
        body = b""
        try:
            head, body = _answer(store, json.loads(asked), settings)
        except QueryError as error:
            head = {"error": str(error)}
        except RuntimeError as error:  # the engine can't evaluate it
            head = {"error": f"can't be answered: {error}"}
        except TooLargeError:
            head = {"limit": f"stopped: the answer is larger than {_ANSWER_BYTES // 10**6} MB"}
        except MemoryError:
            head = {"limit": DIED}
        head |= {"seconds": time.perf_counter() - begin, "size": len(body)}
        _watch(0)
        _mind(source, on=False)
        _reply(target, head, body)


class TooLargeError(Exception):
    """An answer of more bytes than one may have."""


def _answer(
    store: Store, asked: Mapping[str, Any], settings: Mapping[str, Any]
) -> tuple[dict[str, Any], bytes]:
    """Return head and body of an answer."""
    scope = asked["scope"] and Scope(*map(tuple, asked["scope"]))
    found = store.query(asked["query"], settings["prefixes"], scope, asked["base"])
    return written(found, asked["formats"], settings["rows"], settings["prefixes"])


def written(
    found: Answer, formats: Mapping[str, str], most: int, prefixes: Mapping[str, str]
) -> tuple[dict[str, Any], bytes]:
    """Return head and body of an answer, in the format given for its form.

    ``most``: rows or triples that it may have. Raises TooLargeError, and QueryError when the format
    can't hold it.
    """
    if isinstance(found, ox.QuerySolutions):
        form = "SELECT"
    else:
        form = "ASK" if isinstance(found, ox.QueryBoolean) else "CONSTRUCT"
    wanted = formats[form]
    if isinstance(found, ox.QueryBoolean):
        return {"form": form, "format": wanted}, found.serialize(format=TABLES[wanted]) or b""
    note = f"truncated: more than {most} {'rows' if form == 'SELECT' else 'triples'}"
    if isinstance(found, ox.QuerySolutions):
        names = [one.value for one in found.variables]
        rows, cut = _bounded((_bindings(names, one) for one in found), most)
        text = _json(names, rows, note if cut and wanted == "json" else None)
        body = text if wanted == "json" else _rewritten(text, wanted)
    else:
        triples, cut = _bounded(found, most)
        body = ox.serialize(triples, format=GRAPHS[wanted], prefixes=dict(prefixes)) or b""
    if wanted in ("xml", "rdfxml") and (sign := _NO_XML.search(body.decode())):
        msg = f"XML can't hold the sign U+{ord(sign[0]):04X} of this answer (take another format)"
        raise QueryError(msg)
    if cut and wanted in _NOTES:
        body += _NOTES[wanted].format(note).encode()
    return {"form": form, "format": wanted, "truncated": cut}, body


def _bounded(found: Iterable[Any], most: int) -> tuple[list[Any], bool]:
    """Return as many as there may be, and whether there are more."""
    kept: list[Any] = []
    size = 0
    for one in found:
        if len(kept) == most:
            return kept, True
        kept.append(one)
        size += len(one) if isinstance(one, str) else len(str(one))
        if size > _ANSWER_BYTES:
            raise TooLargeError
    return kept, False


def _bindings(names: list[str], row: ox.QuerySolution) -> str:
    """Return a row in the SPARQL 1.1 Query Results JSON Format."""
    told = {name: _told(term) for name, term in zip(names, row, strict=True) if term is not None}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            return found | {"xml:lang": term.language}
        datatype = term.datatype.value
        return found if datatype == _STRING else found | {"datatype": datatype}
    if isinstance(term, ox.Triple):  # SPARQL 1.2
        parts = ("subject", "predicate", "object")
        return {"type": "triple", "value": {one: _told(getattr(term, one)) for one in parts}}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


def _json(names: list[str], rows: list[str], note: str | None) -> bytes:
    # In the head other members do not hurt: some readers refuse them after the rows.
    head = {"vars": names} | ({"truncated": note} if note else {})
    start = f'{{"head":{json.dumps(head)},"results":{{"bindings":[\n'
    return (start + ",\n".join(rows) + "\n]}}\n").encode("utf-8", "replace")


def _rewritten(text: bytes, wanted: str) -> bytes:
    read = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    return read.serialize(format=TABLES[wanted]) or b""


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


def _mind(source: IO[bytes], *, on: bool) -> None:
    """While a query runs, end at once with whoever asked it: a pipe that closes sends a signal.

    Nobody asks while a query runs, so nothing else happens to the pipe (fcntl(2), O_ASYNC).
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    flags = fcntl.fcntl(source, fcntl.F_GETFL)
    fcntl.fcntl(source, fcntl.F_SETOWN, os.getpid())
    flags = flags | os.O_ASYNC if on else flags & ~os.O_ASYNC
    fcntl.fcntl(source, fcntl.F_SETFL, flags)


def _frame(source: IO[bytes]) -> bytes | None:
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    size = HEAD.unpack(head)[0]
    body = source.read(size)
    return body if len(body) == size else None


def _reply(target: IO[bytes], reply: Mapping[str, Any], body: bytes = b"") -> None:
    head = json.dumps(reply).encode()
    target.write(HEAD.pack(len(head)) + head)
    target.write(body)
    target.flush()


if __name__ == "__main__":
    main()
