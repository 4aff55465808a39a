"""A full disk: told plainly, and what was built before stays. Needs to mount, so to be root."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from benchmarks.synthetic import write_coded
from kg import flow
from kg.store import Store

from ..test_imports import GED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Kg


@pytest.fixture
def little(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("may not mount a small disk")
    try:
        yield place
    finally:
        # Lazily: what failed may still be held by its traceback.
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("at_once", [5000, 20])
def test_build_on_a_full_disk(
    at_once: int, little: Path, tmp_path: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = little / "out"
    assert kg("build", "--out", str(out)).exit_code == 0
    before = {one: one.read_bytes() for one in out.rglob("*") if one.is_file()}
    write_coded(800, tmp_path / "coded")
    monkeypatch.setattr(flow, "AT_ONCE", at_once)
    result = kg("--data", str(tmp_path / "coded"), "build", "--out", str(out))
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert result.stderr.startswith("kg: ")
    assert str(little) in result.stderr
    assert {one: one.read_bytes() for one in out.rglob("*") if one.is_file()} == before
    assert len(Store.open(out / "store")) > 0
    assert [one.name for one in little.iterdir()] == ["out"]


def test_import_on_a_full_disk(little: Path, tmp_path: Path, kg: Kg) -> None:
    head, row, _ = GED.split("\n", 2)
    lines = [row.replace("7.0,", f"{index}.0,", 1) for index in range(4000)]
    path = tmp_path / "in.csv"
    path.write_text("\n".join([head, *lines, ""]))
    args = ("--version", "1", "--released", "2022-12-31", "--out", str(little / "out"))
    result = kg("import", "ucdp-ged", str(path), *args)
    assert result.exit_code == 2
    assert str(little) in result.stderr
    assert list(little.iterdir()) == []
