"""A process that holds records in an engine of this process, and answers questions about them.

Started by :mod:`benchmarks.engines`. It loads once; a child that it forks answers, so that a
question that does not end can be killed, and the next child has everything loaded already.
In: a line of JSON a question; out: a line of JSON an answer.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from benchmarks.answers import digest
from benchmarks.questions import NAMES, questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.answers import Columns, Rows
    from benchmarks.questions import Question
    from kg.store import Store

    Road = Callable[[Question], tuple[Columns, Rows]]
    Roads = dict[str, Road]

# Its threads do not survive a fork.
_UNFORKED = ("maplib",)


def memory(ready: Path) -> Roads:
    """Ours, the engine alone, and rdflib's adapter: three roads to one store in memory."""
    import pyoxigraph as ox  # noqa: PLC0415 - each kind pays for its own imports only

    from kg.store import Store  # noqa: PLC0415

    engine = ox.Store()
    engine.load(path=str(ready), format=ox.RdfFormat.N_QUADS, lenient=True)
    store = Store(engine)
    return {"ours": _ours(store), "raw": _raw(engine), "oxrdflib": _oxrdflib(engine)}


def disk(ready: Path) -> Roads:
    """Ours over a store on disk, which stays beside the records."""
    import pyoxigraph as ox  # noqa: PLC0415

    from kg.store import Store  # noqa: PLC0415

    folder = ready.with_suffix(".store")
    if not folder.exists():
        part = folder.with_suffix(".part")
        engine = ox.Store(str(part))
        engine.bulk_load(path=str(ready), format=ox.RdfFormat.N_QUADS, lenient=True)
        engine.flush()
        engine.optimize()
        del engine
        part.rename(folder)
    store = Store.open(folder)
    return {"disk": _ours(store), "raw disk": _raw(store.engine)}


def rdflib(ready: Path) -> Roads:
    """Plain rdflib: one graph in its own memory store, which knows no better."""
    import rdflib as lib  # noqa: PLC0415

    graph = lib.Graph()
    graph.parse(str(ready.with_suffix(".nt")), format="nt")
    return {"rdflib": lambda one: _read(graph.query(one.sparql()))}


def maplib(ready: Path) -> Roads:
    """A columnar engine; it has no named graphs to load quads into."""
    import maplib as lib  # noqa: PLC0415

    model = lib.Model()
    model.read(str(ready.with_suffix(".nt")), format="ntriples")

    def ask(one: Question) -> tuple[Columns, Rows]:
        frame: Any = model.query(one.sparql())
        return frame.columns, frame.rows()

    return {"maplib": ask}


def _ours(store: Store) -> Road:
    from kg.narrow import narrowed  # noqa: PLC0415
    from kg.queries import named, page_query  # noqa: PLC0415

    def ask(one: Question) -> tuple[Columns, Rows]:
        query = page_query(one.query) if one.group == "page" else named(one.query)
        view = narrowed(store, one.view, NAMES)
        found = store.select(query.sparql(view, one.values, NAMES), NAMES.prefixes)
        return found.variables, found.rows

    ask.store = store  # type: ignore[attr-defined]
    return ask


def _raw(engine: Any) -> Road:
    def ask(one: Question) -> tuple[Columns, Rows]:
        found = engine.query(one.sparql(), use_default_graph_as_union=True)
        rows = [[term and term.value for term in row] for row in found]
        return [one.value for one in found.variables], rows

    return ask


def _oxrdflib(engine: Any) -> Road:
    import rdflib as lib  # noqa: PLC0415
    from oxrdflib import OxigraphStore  # noqa: PLC0415

    graph = lib.Dataset(store=OxigraphStore(store=engine), default_union=True)
    return lambda one: _read(graph.query(one.sparql()))


def _read(found: Any) -> tuple[Columns, Rows]:
    return [str(one) for one in found.vars], [list(row) for row in found]


KINDS = {"memory": memory, "disk": disk, "rdflib": rdflib, "maplib": maplib}


def answer(roads: Roads, road: str, one: Question, profile: str, events: int) -> dict[str, Any]:
    """Ask once; return the milliseconds of wall and processor, and what came, by value."""
    work: Callable[[], Any] = lambda: roads[road](one)  # noqa: E731 - the panels have theirs
    if one.group == "panel":
        from benchmarks.ours import panels, size  # noqa: PLC0415

        work = panels(roads[road].store, profile, events)[one.name.removeprefix("panel/")]  # type: ignore[attr-defined]
    gc.collect()
    begin, worked = time.perf_counter(), time.process_time()
    try:
        found = work()
    except Exception as error:  # noqa: BLE001 - whatever an engine can't do is told in the table
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    told = {
        "ms": (time.perf_counter() - begin) * 1000,
        "cpu": (time.process_time() - worked) * 1000,
    }
    if one.group == "panel":
        return {**told, "rows": size(found), "digest": ""}
    columns, rows = found
    return {**told, "rows": len(rows), "digest": digest(columns, rows)}


def _serve(roads: Roads, profile: str, events: int, into: IO[str]) -> None:
    known = questions(profile)
    # Unbuffered: what is not read yet belongs to the next child.
    with open(0, "rb", buffering=0, closefd=False) as asked:
        while line := asked.readline():
            road, name = json.loads(line)
            told = answer(roads, road, known[name], profile, events)
            into.write(json.dumps(told) + "\n")
            into.flush()


def main() -> None:
    """Load, then answer until the input ends; a killed child is replaced."""
    kind, ready, profile, events = sys.argv[1:]
    # What an engine prints must not get between the answers.
    into = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    begin, worked = time.perf_counter(), time.process_time()
    roads = KINDS[kind](Path(ready))
    loaded = {
        "roads": list(roads),
        "load": time.perf_counter() - begin,
        "load_cpu": time.process_time() - worked,
    }
    gc.collect()
    gc.freeze()
    while True:
        child = 0 if kind in _UNFORKED else os.fork()
        if child == 0:
            into.write(json.dumps({**loaded, "pid": os.getpid()}) + "\n")
            into.flush()
            _serve(roads, profile, int(events), into)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break


if __name__ == "__main__":
    main()
