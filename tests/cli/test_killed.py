"""Killed at any moment: what stood there before is whole, and what was left is swept away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from benchmarks.synthetic import write_coded
from kg.load import load
from kg.store import Store

from ..test_imports import GED

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg

# Parts of twenty events, so that a small folder is built as one of millions is.
KG = "import sys, kg.flow; kg.flow.AT_ONCE = 20; from kg.cli import main; main(sys.argv[1:])"


def kill_when(mark: str, folder: Path, *args: str) -> None:
    """Run ``kg``, and kill it as soon as a path beside ``out`` is there (``*`` for any text)."""
    command = [sys.executable, "-c", KG, *args]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        while running.poll() is None and not any(folder.glob(mark)):
            time.sleep(0.0005)
        running.send_signal(signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL, running.communicate()[1]


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_killed_while_building(tmp_path: Path, kg: Kg) -> None:
    here = tmp_path / "here"
    write_coded(60, tmp_path / "first")
    args = ("--data", str(tmp_path / "first"), "build", "--out", str(here / "out"))
    assert kg(*args).exit_code == 0
    before = {one: one.read_bytes() for one in here.rglob("*") if one.is_file()}
    count = len(Store.open(here / "out" / "store"))
    # Many more events, so that there is time to kill: and another graph, if it came to be seen.
    write_coded(300, tmp_path / "more")
    args = ("--data", str(tmp_path / "more"), "build", "--out", str(here / "out"))
    for mark in (
        ".out.*.part",
        ".out.*.part/graph.nq.gz",
        ".out.*.part/store.part/CURRENT",
        ".out.*.part/store.part/*.sst",
    ):
        kill_when(mark, here, *args)
        after = {one: one.read_bytes() for one in (here / "out").rglob("*") if one.is_file()}
        assert after == before, mark
        assert len(Store.open(here / "out" / "store")) == count
        assert len(names(here)) == 2, "what the one before left is gone, what this one left is not"
        assert not any(here.glob(".out.*.part/store")), mark
    assert kg(*args).exit_code == 0
    assert names(here) == ["out"]
    assert len(Store.open(here / "out" / "store")) > count


def test_killed_while_importing(tmp_path: Path, kg: Kg) -> None:
    here = tmp_path / "here"
    head, row, _ = GED.split("\n", 2)
    args: tuple[str, ...] = ("import", "ucdp-ged", "--released", "2022-12-31", "--out")
    args += (str(here / "out"),)
    for version, rows in ((1, 2), (2, 1500)):
        lines = [row.replace("7.0,", f"{index}.0,", 1) for index in range(rows)]
        (tmp_path / f"{version}.csv").write_text("\n".join([head, *lines, ""]))
    assert kg(*args, "--version", "1", str(tmp_path / "1.csv")).exit_code == 0
    before = load(here / "out")
    args += ("--version", "2", str(tmp_path / "2.csv"))
    for mark in (
        ".out.*.part",
        ".out.*.part/rejects.jsonl",
        ".out.*.part/changes.jsonl",
        ".out.*.part/new/events/*",
    ):
        kill_when(mark, here, *args)
        assert load(here / "out") == before, mark
        assert len(names(here)) == 2, "what the one before left is gone, what this one left is not"
    assert kg(*args).exit_code == 0
    assert names(here) == ["out"]
    assert len(load(here / "out").events) == 1500


def test_what_a_running_process_makes_is_left_alone(tmp_path: Path, kg: Kg) -> None:
    out = tmp_path / "out"
    mine, parents = (tmp_path / f".out.{one}.part" for one in (os.getpid(), os.getppid()))
    parents.mkdir()
    assert kg("build", "--out", str(out)).exit_code == 0
    assert parents.is_dir()
    assert not mine.exists()


@pytest.mark.parametrize("what", ["build", "import"])
def test_killed_between_two_steps_the_old_one_is_put_back(
    what: str, tmp_path: Path, kg: Kg
) -> None:
    """Where names can't change places in one step, the old folder has stood at ``.old``."""
    (tmp_path / "in.csv").write_text(GED)
    args = ("import", "ucdp-ged", str(tmp_path / "in.csv"), "--released", "2022-12-31")
    call = (*args, "--version", "1") if what == "import" else ("build",)
    assert kg(*call, "--out", str(tmp_path / "out")).exit_code == 0
    (tmp_path / "out").rename(tmp_path / ".out.old")
    (tmp_path / "data" / "topics.yaml").write_text("broken")
    (tmp_path / "in.csv").write_text("broken")
    assert kg(*call, "--out", str(tmp_path / "out")).exit_code == 1
    assert (tmp_path / "out").is_dir()
    assert not (tmp_path / ".out.old").exists()
