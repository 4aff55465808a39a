"""Spark: on a real cluster of a master and two workers the records and quads are the same."""

from __future__ import annotations

import csv
import os
import shutil
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from networkx.algorithms import bipartite

from kg.cli import main
from kg.errors import CallError, DataError, Problem
from kg.imports import DATA_SETS, import_files
from kg.load import load
from kg.network import network
from kg.rdf.build import build
from kg.rdf.names import Names
from kg.reader import Reader
from kg.spark.context import running
from kg.spark.graph import write_graph
from kg.spark.records import import_rows
from kg.spark.unit import Unit, items, records, units
from kg.store import Store

from .cluster import SETTINGS, Cluster, started
from .support import DATA, ROOT, change, write_tiny

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    from pyspark import SparkContext

OUTSIDE = ROOT.parent / "shared" / "outside"
HERE = find_spec("pyspark") is not None and shutil.which("java") is not None
real = pytest.mark.skipif(not OUTSIDE.is_dir(), reason="no ../shared/outside beside the checkout")
needed = pytest.mark.skipif(not (HERE or os.environ.get("CI")), reason="no pyspark, or no Java")
# So many bytes a task, so that there are some dozens of tasks.
SMALL = 100_000


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    command = Path(spec.origin).parent / "bin" / "spark-class"
    with started(tmp_path_factory.mktemp("cluster"), command) as found:
        yield found


@pytest.fixture(scope="module")
def spark(cluster: Cluster) -> Iterator[SparkContext]:
    with pytest.MonkeyPatch.context() as patch, running(cluster.master, SETTINGS) as context:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        yield context


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated records, and beside them what importers made of real rows."""
    folder = tmp_path_factory.mktemp("mixed") / "data"
    shutil.copytree(DATA, folder)
    for kind in ("venues", "tracks"):  # files so far
        (folder / kind).mkdir()
        (folder / f"{kind}.yaml").rename(folder / kind / "curated.yaml")
    for name, file in (("ucdp-ged", "ucdp/ged_sample_200.csv"), ("icews", ICEWS)):
        one = folder.parent / name
        rejects = folder.parent / "rejects.jsonl"
        import_files(DATA_SETS[name], [OUTSIDE / file], one, "1", "2026-01-01", rejects=rejects)
        for path in one.glob("*/*.jsonl"):
            path.rename(folder / path.parent.name / f"{name}-{path.name}")
    return folder


@pytest.fixture(scope="module")
def expected(mixed: Path) -> set[str]:
    return set(build(load(mixed)))


ICEWS = "icews/events.2018.sample-300.tab"


def quads_of(out: Path) -> set[str]:
    found: set[str] = set()
    for path in (out / "quads").glob("part-*"):
        with path.open(encoding="utf-8", newline="\n") as file:
            found.update(file)
    return found


@needed
@real
def test_an_import_by_the_cluster_makes_the_same_records(
    spark: SparkContext, tmp_path: Path
) -> None:
    head, *rows = (OUTSIDE / ICEWS).read_text(encoding="utf-8").splitlines(keepends=True)
    files = [tmp_path / "a.tab", tmp_path / "b.tab"]
    # Mirror images stand in both files, and some rows in one file and the other.
    files[0].write_text(head + "".join(rows[::2]), encoding="utf-8")
    files[1].write_text(head + "".join([*rows[1::2], *rows[:20]]), encoding="utf-8")
    for name, how in (("one", None), ("many", spark)):
        out, rejects = tmp_path / name, tmp_path / f"{name}.jsonl"
        data_set = DATA_SETS["icews"]
        if how is None:
            single = import_files(data_set, files, out, "1", "2026-01-01", rejects=rejects)
        else:
            report = import_rows(how, data_set, files, out, "1", "2026-01-01", rejects=rejects)
    one, many = (load(tmp_path / name) for name in ("one", "many"))
    assert one.catalogue == many.catalogue
    for kind, record in one.records():
        assert many.of_kind(kind)[record.id] == record
    assert len(list(one.records())) == len(list(many.records()))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "many.jsonl").read_bytes()
    told = (report.read, report.taken, report.joined, report.rejected)
    assert told == (single.read, single.taken, single.joined, single.rejected)
    assert report.joined > 30


@needed
def test_broken_records_are_told_and_nothing_is_written(
    spark: SparkContext, tmp_path: Path
) -> None:
    data = write_tiny(tmp_path)
    change(data, "venues.yaml", "country: NZ", "country: NZL")
    with pytest.raises(DataError) as raised:
        write_graph(spark, data, tmp_path / "out")
    assert "data/venues.yaml: venue 'auckland': country: " in str(raised.value)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data"]


@needed
@pytest.mark.usefixtures("spark")
def test_the_command_writes_the_quads_of_one_machine(data: Path, tmp_path: Path) -> None:
    args = ["spark", "build", "--data", str(data), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.output
    assert quads_of(tmp_path / "out") == set(build(load(data)))
    assert CliRunner().invoke(main, args).exit_code == 2


@needed
@real
def test_quads_and_edges_are_the_same_when_a_worker_is_killed_halfway(
    spark: SparkContext, cluster: Cluster, mixed: Path, expected: set[str], tmp_path: Path
) -> None:
    tasks = len(units(Reader(mixed).outline()[1], SMALL))
    assert tasks > 30
    done: list[int] = []

    def kill() -> None:
        while not done:
            # Each task that ended well has a folder of its own until the job is whole.
            found = list(tmp_path.glob(".out.*.part/quads/_temporary/0/task_*"))
            if found:
                cluster.kill_worker()
                done.append(len(found))
            time.sleep(0.005)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        counted = write_graph(spark, mixed, tmp_path / "out", unit_bytes=SMALL)
    finally:
        done.append(0)
        killer.join()
    assert 0 < done[0] < tasks
    assert cluster.processes[-1].returncode == -9
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out"]
    assert (tmp_path / "out" / "_SUCCESS").is_file()
    assert quads_of(tmp_path / "out") == expected
    graph = network(Store.in_memory(expected), None, "participation", Names())
    actors = [node for node, data in graph.nodes(data=True) if data["kind"] != "event"]
    common: nx.Graph[str] = bipartite.weighted_projected_graph(graph, actors)
    with (tmp_path / "out" / "edges" / "part-00000").open(encoding="utf-8") as file:
        rows = {(one["source"], one["target"]): int(one["events"]) for one in csv.DictReader(file)}
    wanted = {tuple(sorted((a, b))): many["weight"] for a, b, many in common.edges(data=True)}
    assert rows == wanted
    assert counted["edges"] == len(rows) > 500


@pytest.mark.parametrize("size", [1, 7, 40, 41, 100, 10_000])
def test_units_of_any_size_hold_each_line_once(tmp_path: Path, size: int) -> None:
    path = tmp_path / "events" / "a.jsonl"
    path.parent.mkdir()
    lines = [f'{{"id": "e{index}", "note": "{"é" * (index * 7 % 30)}"}}\n' for index in range(20)]
    path.write_text("".join(lines), encoding="utf-8")
    found = [one for unit in units([("events", path)], size) for one in items(unit)]
    assert [one["id"] for one in found] == [f"e{index}" for index in range(20)]


def test_a_problem_stands_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "venues" / "a.jsonl"
    path.parent.mkdir()
    good = '{"id": "v%d", "name": "V", "country": "CH", "precision": "none"}\n'
    lines = [good % index for index in range(30)]
    lines[17] = '{"id": "bad", "name": "V", "country": "CHE", "precision": "none"}\n'
    lines[25] = "{nothing\n"
    path.write_text("".join(lines), encoding="utf-8")
    told = []
    for unit in units([("venues", path)], 150):
        try:
            found = list(records(unit, items(unit)))
        except DataError as error:
            found = list(error.problems)
        told += [(one.line, one.record) for one in found if isinstance(one, Problem)]
    assert told == [(18, "venue 'bad'"), (26, None)]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a"}\n{"id": "\xff"}\n')
    with pytest.raises(DataError, match=r":2: byte 0xff is not UTF-8"):
        items(Unit("events", str(path), 6, 30))


def test_without_spark_or_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(CallError, match=r"pip install 'kg\[spark\]'"), running(None, {}):
        pass
    monkeypatch.undo()
    if find_spec("pyspark") is None or any(name == "pyspark" for name in sys.modules):
        return  # its context may stand already
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(CallError, match="needs Java 17"), running(None, {}):
        pass
