"""What is made under another name until it is whole: names that tell who makes it."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two names change places in one step
_HERE = -100  # AT_FDCWD


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


@contextlib.contextmanager
def naming(place: Path) -> Iterator[None]:
    """Let an OSError that names no file, as that of a full disk, name what was to be made."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(place)) from error


def put_in_place(part: Path, place: Path) -> None:
    """Give a new folder its place in one step; the old one, if any, is then at ``part``."""
    if not place.exists():
        part.rename(place)
        return
    if _exchanged(part, place):
        return
    # Other systems need two steps. Killed between them, the old folder stands at ``.old``, where
    # whoever comes next puts it back.
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    place.rename(old)
    try:
        part.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def tidy(place: Path) -> None:
    """Put back what a killed process had moved away, and remove what it left half-made."""
    old = place.with_name(f".{place.name}.old")
    if old.is_dir() and not place.exists():
        old.rename(place)
    sweep(place.parent, place.name)


def _exchanged(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):
        return False  # this file system can't
    raise OSError(number, os.strerror(number), str(other))


def _runs(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
