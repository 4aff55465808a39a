"""``kg build``: a folder that is whole, tells what is in it, and is never half of anything."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.synthetic import write_coded
from kg import flow, halfway
from kg.build import build_folder
from kg.cli import progress
from kg.cli.options import Call
from kg.errors import CallError
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_build_holds_what_its_catalogue_says(tmp_path: Path, kg: Kg) -> None:
    out = tmp_path / "out"
    result = kg("build", "--out", str(out))
    assert result.exit_code == 0
    assert names(out) == ["catalogue.json", "graph.nq", "graph.ttl", "store"]
    assert names(tmp_path) == ["data", "out"]
    catalogue = json.loads((out / "catalogue.json").read_text())
    for one in catalogue["files"]:
        content = (out / one["path"]).read_bytes()
        assert one["sha256"] == hashlib.sha256(content).hexdigest()
        assert one["bytes"] == len(content)
        assert f"{one['sha256']}  {one['bytes']:>10,}  {one['path']}" in result.stdout
    assert catalogue["quads"] == (out / "graph.nq").read_bytes().count(b"\n")
    store = ("--store", f"oxigraph:{out / 'store'}")
    for args in (("stats", "--json"), ("query", "timeline"), ("export", "nq"), ("export", "csv")):
        from_records = kg(*args)
        assert from_records.exit_code == 0
        assert kg(*args, *store).stdout_bytes == from_records.stdout_bytes
    assert (out / "graph.nq").read_bytes() == kg("export", "nq").stdout_bytes
    assert (out / "graph.ttl").read_bytes() == kg("export", "ttl").stdout_bytes


def test_build_takes_the_place_of_the_one_before(small: Path, tmp_path: Path, kg: Kg) -> None:
    out = tmp_path / "out"
    assert kg("build", "--out", str(out)).exit_code == 0
    before = (out / "catalogue.json").read_bytes()
    assert kg("build", "--out", str(out)).exit_code == 0
    assert (out / "catalogue.json").read_bytes() == before
    (small / "topics.yaml").write_text("- {id: guarantees, label: Guarantees}\n")
    assert kg("build", "--out", str(out)).exit_code == 0
    assert (out / "catalogue.json").read_bytes() != before
    assert names(tmp_path) == ["data", "out"]


def test_bad_records_leave_the_build_before(small: Path, tmp_path: Path, kg: Kg) -> None:
    out = tmp_path / "out"
    assert kg("build", "--out", str(out)).exit_code == 0
    before = {one: one.read_bytes() for one in out.rglob("*") if one.is_file()}
    (small / "topics.yaml").write_text("- {id: a}\n")
    assert kg("build", "--out", str(out)).exit_code == 1
    assert {one: one.read_bytes() for one in out.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize("at", ["export", "put_in_place", "Store.write"])
def test_failure_on_the_way_leaves_the_build_before(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Kg
) -> None:
    out = tmp_path / "out"
    assert kg("build", "--out", str(out)).exit_code == 0
    before = (out / "catalogue.json").read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(f"kg.build.{at}", full)
    result = kg("build", "--out", str(out))
    assert result.exit_code == 2
    assert result.stderr == "kg: x: No space left on device\n"
    assert (out / "catalogue.json").read_bytes() == before
    assert names(tmp_path) == ["data", "out"]


def test_where_names_can_not_be_exchanged_in_one_step(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halfway, "_exchanged", lambda *_: False)
    out = tmp_path / "out"
    for _ in range(2):
        build_folder(small, out)
    assert names(out) == ["catalogue.json", "graph.nq", "graph.ttl", "store"]
    assert names(tmp_path) == ["data", "out"]
    # Killed between its two steps, the build before is found again.
    out.rename(tmp_path / ".out.old")
    (small / "topics.yaml").rename(small / "topics.txt")
    with pytest.raises(Exception, match="unknown kind"):
        build_folder(small, out)


def test_many_events_are_packed_quads_and_a_store(
    tmp_path: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_coded(50, tmp_path / "coded")
    args = ("--data", str(tmp_path / "coded"), "build", "--out")
    assert kg(*args, str(tmp_path / "small")).exit_code == 0
    monkeypatch.setattr(flow, "AT_ONCE", 20)
    bytes_ = set()
    for out in (tmp_path / "out", tmp_path / "again"):
        result = kg(*args, str(out))
        assert result.exit_code == 0
        assert names(out) == ["catalogue.json", "graph.nq.gz", "store"]
        content = (out / "graph.nq.gz").read_bytes()
        bytes_.add(content)
        catalogue = json.loads((out / "catalogue.json").read_text())
        lines = gzip.decompress(content).decode().splitlines(keepends=True)
        assert catalogue["quads"] == len(lines) == len(Store.open(out / "store"))
        assert [one["sha256"] for one in catalogue["files"]] == [
            hashlib.sha256(content).hexdigest()
        ]
        assert "".join(sorted(lines)) == (tmp_path / "small" / "graph.nq").read_text()
    assert len(bytes_) == 1
    store = f"oxigraph:{tmp_path / 'out' / 'store'}"
    exported = kg("export", "nq", "--store", store)
    assert exported.stdout_bytes == (tmp_path / "small" / "graph.nq").read_bytes()


def test_progress_is_told_to_terminals_and_to_the_curious(
    tmp_path: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path / "out")
    assert "events built" not in kg("build", "--out", out).stderr
    monkeypatch.setattr(progress, "_SECONDS", 0)
    assert "2 events built, " in kg("build", "--out", out, "-v").stderr
    call, told = Call(), io.StringIO()
    monkeypatch.setattr(told, "isatty", lambda: True)
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr", told)
        with progress.progress(call, "events built") as done:
            done(5)
            done(12_000)
        call.verbosity = -1
        with progress.progress(call, "events built") as done:
            done(99)
    lines = told.getvalue().split("\r\x1b[K")
    assert [one.partition(",")[0] for one in lines] == ["", "5 events built", "12"]
    assert lines[-1].endswith("a second\n")


def test_folder_of_something_else_is_never_replaced(small: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("Dear")
    (tmp_path / "file").touch()
    for out in (home, small, tmp_path, small / "out", tmp_path / "file"):
        with pytest.raises(CallError):
            build_folder(small, out)
    assert (home / "letter.txt").read_text() == "Dear"
    assert names(tmp_path) == ["data", "file", "home"]
    (tmp_path / "empty").mkdir()
    build_folder(small, tmp_path / "empty")
