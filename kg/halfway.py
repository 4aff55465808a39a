"""What is made under another name until it is whole: names that tell who makes it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def part_beside(place: Path) -> Path:
    """Return the name under which this process makes what shall stand at a place."""
    return place.with_name(f".{place.name}.{os.getpid()}.part")


def sweep(folder: Path, name: str = "*") -> None:
    """Remove what processes that are gone left half-made in a folder, of one name or of any."""
    for left in folder.glob(f".{name}.*.part"):
        number = re.search(r"\.(\d+)\.part", left.name)
        if number and not _runs(int(number[1])):
            shutil.rmtree(left, ignore_errors=True)
            with contextlib.suppress(OSError):
                left.unlink()


def _runs(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
