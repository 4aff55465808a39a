"""Events per second of the processor: a Spark cluster of this machine against one process.

    python benchmarks/spark.py 20000        # how many coded events

Both read the same folder and write N-Quads to files: ``kg.load`` and ``kg.rdf.build`` in a process
of its own, and ``kg.spark.graph`` with one master and two workers of a core. Counted is the
processor's time of all processes, user and system, those of Java too; *the job alone* leaves out
what is spent until the cluster stands and has worked on ten events. Told are medians of the rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the cluster is that of the tests

_TICKS = os.sysconf("SC_CLK_TCK")
_ONE = """
import sys
from pathlib import Path
from kg.load import load
from kg.rdf.build import parts
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.writelines(parts(load(Path(sys.argv[1]))))
"""


def _spent(root: int) -> float:
    """Return the seconds that a process, what it started, and what of that has ended have used."""
    found, queue = 0, [root]
    while queue:
        one = queue.pop()
        try:
            text = Path(f"/proc/{one}/stat").read_text(encoding="utf-8")
            tasks = list(Path(f"/proc/{one}/task").glob("*/children"))
            queue += [int(child) for task in tasks for child in task.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        found += sum(map(int, text.rpartition(") ")[2].split()[11:15]))
    return found / _TICKS


def _alone(folder: Path, out: Path) -> tuple[float, float]:
    before, begin = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-c", _ONE, str(folder), str(out)], check=True)  # noqa: S603
    after = os.times()
    used = sum(after[2:4]) - sum(before[2:4])
    return used, time.perf_counter() - begin


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("events", nargs="?", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    from synthetic import write_coded  # noqa: PLC0415 - beside this file

    from kg.spark.context import running  # noqa: PLC0415 - after the path is set
    from kg.spark.graph import write_graph  # noqa: PLC0415
    from tests.cluster import SETTINGS, started  # noqa: PLC0415

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    plain = {key: one for key, one in SETTINGS.items() if "JavaOptions" not in key}
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        sys.exit("needs the extra 'spark'")
    command = Path(spec.origin).parent / "bin" / "spark-class"
    ways: dict[str, list[tuple[float, float]]] = {"one process": [], "the job alone": []}
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder, few = place / "data", place / "few"
        write_coded(asked.events, folder)
        write_coded(10, few)
        begin = time.perf_counter()
        with started(place, command) as cluster, running(cluster.master, plain) as context:
            write_graph(context, few, place / "warm")
            up = _spent(os.getpid()), time.perf_counter() - begin
            for number in range(asked.rounds):
                ways["one process"].append(_alone(folder, place / f"one-{number}.nq"))
                before, begin = _spent(os.getpid()), time.perf_counter()
                write_graph(context, folder, place / f"out-{number}")
                used = _spent(os.getpid()) - before
                ways["the job alone"].append((used, time.perf_counter() - begin))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{asked.events:,} coded events, {os.cpu_count()} cores, load {load}\n")
    print("| way | CPU s (spread) | wall s | events per CPU s |\n|---|---|---|---|")
    medians = {}
    for way, runs in ways.items():
        cpu = sorted(one for one, _ in runs)
        medians[way] = statistics.median(cpu)
        wall = statistics.median(one for _, one in runs)
        spread = f"{cpu[0]:.1f}–{cpu[-1]:.1f}"
        rate = asked.events / medians[way]
        print(f"| {way} | {medians[way]:.1f} ({spread}) | {wall:.1f} | {rate:,.0f} |")
    ratio = medians["one process"] / medians["the job alone"]
    print(f"\nper core, of one process: {ratio:.2f}; to set up: {up[0]:.1f} CPU s, {up[1]:.1f} s")


if __name__ == "__main__":
    _main()
