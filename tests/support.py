"""What several tests use: the tiny folder of records, and ways to break it in one place."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kg.load import examine

if TYPE_CHECKING:
    from kg.errors import Problem

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
TINY = Path(__file__).parent / "tiny"
# Facts that the data was curated from; not a part of the project.
FACTS = ROOT.parent / "shared" / "facts"


def write_tiny(folder: Path) -> Path:
    """Write the tiny folder of records, and return it; messages call it ``data``."""
    target = folder / "data"
    shutil.copytree(TINY, target)
    return target


def change(data: Path, file: str, old: str, new: str) -> None:
    """Replace one piece of text, which must stand in the file exactly once."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(data: Path, file: str, mark: str) -> int:
    """Return the line (from 1) on which a text first begins in a file."""
    text = (data / file).read_text(encoding="utf-8")
    return text.count("\n", 0, text.index(mark)) + 1


def problems(data: Path) -> list[str]:
    """Return every problem of a folder as a curator reads it; not what the records explain."""
    return [str(problem) for problem in found(data) if problem.severity != "explained"]


def found(data: Path) -> list[Problem]:
    """Return every problem of a folder."""
    return examine(data)[1]
