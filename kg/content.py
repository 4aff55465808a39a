"""What a folder of records holds, as a digest: the name by which results of it are found again.

``KG_CACHE``/files/NAME holds what is known of the files of one folder: a file that has the same
size, times and number as before is not read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.halfway import part_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A file may change twice within one tick of its clock; one that is older than this did not.
_TICK_NS = 2_000_000_000
# Parts of the package that neither check records nor map them.
_APART = frozenset({"cli", "ui", "web", "__pycache__"})


def key_of(cache: Path, folder: Path, *more: str) -> str | None:
    """Return a digest of a folder of records, of the code that reads them, and of what more counts.

    None where something can't be read, or is no file: the loader tells what is wrong.
    """
    try:
        code = _digest(cache, Path(__file__).parent, _modules)
        records = _digest(cache, folder, _records)
    except (OSError, _OddError):
        return None
    parts = (code, _installed(), records, *more)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _installed() -> str:
    """Return what changes when a library is installed in another version."""
    found = find_spec("pydantic")
    place = Path(found.origin).parents[1] if found and found.origin else None
    return f"{sys.version} {place.stat().st_mtime_ns if place else 0}"


class _OddError(Exception):
    """Something stands there that is neither file nor folder."""


def _records(folder: Path, depth: int = 2) -> Iterator[os.DirEntry[str]]:
    """Yield what the loader looks at, and perhaps more."""
    for entry in os.scandir(folder):
        yield entry
        if depth > 1 and entry.is_dir():
            yield from _records(Path(entry.path), depth - 1)


def _modules(package: Path) -> Iterator[os.DirEntry[str]]:
    for entry in os.scandir(package):
        if entry.name in _APART:
            continue
        if entry.is_dir():
            yield from _modules(Path(entry.path))
        elif entry.name.endswith((".py", ".json")):
            yield entry


def _digest(
    cache: Path, folder: Path, entries: Callable[[Path], Iterator[os.DirEntry[str]]]
) -> str:
    """Return a digest of the names and contents of the files of a folder."""
    root = str(folder.resolve())
    index = cache / "files" / f"{hashlib.sha256(root.encode()).hexdigest()[:32]}.json"
    before: dict[str, list[object]] = {}
    with contextlib.suppress(OSError, ValueError):
        before = json.loads(index.read_bytes())
    now: dict[str, list[object]] = {}
    total = hashlib.sha256()
    changed = False
    limit = time.time_ns() - _TICK_NS
    for entry in sorted(entries(folder), key=lambda one: one.path):
        name = os.path.relpath(entry.path, folder)
        status = entry.stat()
        if stat.S_ISDIR(status.st_mode):
            total.update(f"{name}\0folder\n".encode())
            continue
        if not stat.S_ISREG(status.st_mode):
            raise _OddError(name)
        mark = [status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns]
        known = before.get(name)
        if known is not None and known[:-1] == mark:
            content = str(known[-1])
        else:
            with Path(entry.path).open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            changed = True
        if max(status.st_mtime_ns, status.st_ctime_ns) < limit:
            now[name] = [*mark, content]
        total.update(f"{name}\0{content}\n".encode())
    if changed and now != before:
        with contextlib.suppress(OSError):  # then they are read again next time
            index.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = part_beside(index)
            part.write_text(json.dumps(now), encoding="utf-8")
            part.replace(index)
    return total.hexdigest()
