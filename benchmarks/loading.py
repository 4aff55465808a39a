"""From YAML to a store that answers: the plain way, ours, and the two limits that bound any way.

    python benchmarks/loading.py 1000 10000        # how many synthetic events
    python benchmarks/loading.py --build 100000    # coded ones, by kg build, onto disk

Each way runs in a process of its own, in turns, three times; told are medians of the processor's
seconds (user and system) without the start and the imports, and the most memory that a process
took. All read the same files (``synthetic.py``).

plain      PyYAML's own parser, the models, a mapping to rdflib terms, ``rdflib.Dataset.add``
ours       ``kg.load`` with every rule, ``kg.rdf.build.parts``, ``Store.in_memory``
parse      one limit: that YAML by the fastest sound parser (yaml-rs), and nothing else
engine     the other: the engine's own load of the ready N-Quads, which it need not check either:
           as in ours, their IRIs were checked with the records
found      a store on disk that was built before, found by the content of the records and opened
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WAYS = ("plain", "ours", "parse", "engine", "found")


def plain(folder: Path, _: Path) -> int:
    """Load as one would without knowing better; rdflib reads terms out of our lines for free."""
    import pyoxigraph as ox  # noqa: PLC0415 - each way pays for its own imports only
    import rdflib  # noqa: PLC0415
    import yaml  # noqa: PLC0415
    from pydantic import TypeAdapter  # noqa: PLC0415

    from kg.dataset import KINDS, Dataset  # noqa: PLC0415
    from kg.rdf.build import build  # noqa: PLC0415
    from kg.records import Catalogue  # noqa: PLC0415

    start()
    found: dict[str, dict[str, object]] = {kind: {} for kind in KINDS}
    for kind, model in KINDS.items():
        adapter = TypeAdapter(model)
        for path in sorted(folder.glob(f"{kind}/*.yaml")):
            for item in yaml.safe_load(path.read_text(encoding="utf-8")):
                record = adapter.validate_python(_as_text(item))
                found[kind][record.id] = record
    catalogue = yaml.safe_load((folder / "dataset.yaml").read_text(encoding="utf-8"))
    dataset = Dataset(Catalogue.model_validate(_as_text(catalogue)), **found)
    lines = "".join(build(dataset))
    stop()  # who maps to terms writes no text, so reading it again is not counted
    quads = list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    start()
    graph = rdflib.Dataset()
    graphs: dict[str, rdflib.Graph] = {}
    for one in quads:
        name = one.graph_name.value
        if name not in graphs:
            graphs[name] = graph.graph(rdflib.URIRef(name))
        value = one.object
        graphs[name].add(
            (
                rdflib.URIRef(one.subject.value),
                rdflib.URIRef(one.predicate.value),
                rdflib.URIRef(value.value)
                if isinstance(value, ox.NamedNode)
                else rdflib.Literal(
                    value.value,
                    lang=value.language,
                    datatype=None if value.language else rdflib.URIRef(value.datatype.value),
                ),
            )
        )
    stop()
    return sum(len(one) for one in graphs.values())


def _as_text(value: object) -> object:
    """Undo the dates that PyYAML makes of plain texts."""
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def ours(folder: Path, _: Path) -> int:
    """Load as ``kg query`` does when it finds nothing that was built before."""
    from kg.load import load  # noqa: PLC0415 - as above
    from kg.rdf.build import parts  # noqa: PLC0415
    from kg.store import Store  # noqa: PLC0415

    start()
    store = Store.in_memory(parts(load(folder)), ours=True)
    stop()
    return len(store)


def parse(folder: Path, _: Path) -> int:
    """Parse, and throw away."""
    import yaml_rs  # noqa: PLC0415 - as above

    start()
    gc.disable()
    found = [
        yaml_rs.loads(path.read_text(encoding="utf-8"), parse_datetime=False)
        for path in sorted(folder.rglob("*.yaml"))
    ]
    stop()
    return len(found)


def engine(_: Path, ready: Path) -> int:
    """Load N-Quads that are ready."""
    import pyoxigraph as ox  # noqa: PLC0415 - as above

    content = ready.read_bytes()
    start()
    store = ox.Store()
    store.load(content, format=ox.RdfFormat.N_QUADS, lenient=True)
    stop()
    return len(store)


def found(folder: Path, _: Path) -> int:
    """Find the store, and ask it one thing."""
    from kg.kept import store_of  # noqa: PLC0415 - as above
    from kg.rdf.names import Names  # noqa: PLC0415

    start()
    store = store_of(folder, Names(), None, lambda *_: None)
    row = store.select("SELECT ?s { ?s a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> } LIMIT 1")
    stop()
    return len(row)


taken = [0.0, 0.0]


def start() -> None:
    """Let the clocks run."""
    taken[0] -= time.process_time()
    taken[1] -= time.perf_counter()


def stop() -> None:
    """Halt the clocks."""
    taken[0] += time.process_time()
    taken[1] += time.perf_counter()


def _once(way: str, folder: Path, ready: Path, cache: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--way", way, str(folder), str(ready)]
    env = {**os.environ, "KG_CACHE": str(cache)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)  # noqa: S603
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _compare(events: int, rounds: int, ways: list[str]) -> None:
    from synthetic import dataset, write  # noqa: PLC0415 - beside this file

    from kg.rdf.build import build  # noqa: PLC0415 - not for a way

    with tempfile.TemporaryDirectory() as place:
        folder, ready, cache = (Path(place) / one for one in ("data", "ready.nq", "cache"))
        data = dataset(events)
        write(data, folder)
        lines = build(data)
        ready.write_text("".join(lines), encoding="utf-8")
        print(f"\n{events:,} events, {len(lines):,} quads\n")
        del data, lines
        gc.collect()
        if "found" in ways:
            _once("found", folder, ready, cache)  # builds it
        runs = {way: [] for way in ways}
        for _ in range(rounds):
            for way in ways:
                runs[way].append(_once(way, folder, ready, cache))
    cpu = {}
    print("| way | CPU s | wall s | peak MB |\n|---|---|---|---|")
    for way in ways:
        cpu[way] = statistics.median(one["cpu"] for one in runs[way])
        wall = statistics.median(one["wall"] for one in runs[way])
        peak = max(one["peak"] for one in runs[way])
        print(f"| {way} | {cpu[way]:.3f} | {wall:.3f} | {peak:.0f} |")
    if {"ours", "parse", "engine"} <= cpu.keys():
        print(f"\nours / limits: {cpu['ours'] / (cpu['parse'] + cpu['engine']):.2f}")
    if {"ours", "plain"} <= cpu.keys():
        print(f"plain / ours: {cpu['plain'] / cpu['ours']:.1f}")


def _build(events: int, place: Path | None) -> None:
    """Tell what ``kg build`` takes for coded events; at ``place`` what was built stays."""
    from synthetic import write_coded  # noqa: PLC0415 - beside this file

    with contextlib.ExitStack() as ended:
        room = place / str(events) if place else ended.enter_context(tempfile.TemporaryDirectory())
        data, out = Path(room) / "data", Path(room) / "out"
        write_coded(events, data)
        command = [sys.executable, "-m", "kg", "build", "--data", str(data), "--out", str(out)]
        clock = time.perf_counter()
        subprocess.run([*command, "-v"], check=True, stdout=sys.stderr)  # noqa: S603
        wall = time.perf_counter() - clock
        used = resource.getrusage(resource.RUSAGE_CHILDREN)  # the build is the only child so far
        sizes = {
            name: sum(one.stat().st_size for one in (out / name).rglob("*"))
            if (out / name).is_dir()
            else (out / name).stat().st_size
            for name in sorted(one.name for one in out.iterdir())
        }
        quads = json.loads((out / "catalogue.json").read_text(encoding="utf-8"))["quads"]
    print(
        "\n| coded events | quads | CPU s | wall s | peak MB | files |\n|---|---|---|---|---|---|"
    )
    cells = [
        f"{events:,}", f"{quads:,}", f"{used.ru_utime + used.ru_stime:.1f}", f"{wall:.1f}",
        f"{used.ru_maxrss / 1024:,.0f}",
        ", ".join(f"{name} {size / 2**20:,.0f} MB" for name, size in sizes.items() if size > 2**20),
    ]  # fmt: skip
    print(f"| {' | '.join(cells)} |")


def main() -> None:
    """Tell the table for each number of events; with ``--way``, run one and tell its figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("events", nargs="*", default=["1000"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", default=",".join(WAYS), help="which, with commas between")
    parser.add_argument("--build", action="store_true", help="build coded events onto disk")
    parser.add_argument("--place", type=Path, help="folder that keeps what --build makes")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        count = globals()[asked.way](*map(Path, asked.events))
        # Of Linux: the usual way would tell what the parent had, too.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
        print(json.dumps({"cpu": taken[0], "wall": taken[1], "peak": peak, "count": count}))
        return
    for one in asked.events:
        if asked.build:
            _build(int(one), asked.place)
            continue
        _compare(int(one), asked.rounds, asked.ways.split(","))


if __name__ == "__main__":
    main()
