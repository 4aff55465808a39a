"""Stores that were built before, found again by what they were built from.

``KG_CACHE``/stores/KEY      a store on disk; KEY is a digest of the records, of the code that
                           maps them, of the base and of the view
``KG_CACHE``/files/NAME      what is known of the files of one folder: a file that has the same
                           size, time and number as before is not read again

A store is made under another name and renamed, so whoever finds one finds it whole. Nothing here
is needed: what can't be kept is built again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg import settings
from kg.errors import CallError
from kg.garbage import uncollected
from kg.halfway import part_beside, sweep
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.rdf.names import Names

# Beside the newest ones, those asked within this time stay: somebody may be reading them.
_STORES, _SECONDS = 4, 3600
# A file may change twice within one tick of its clock; one that is older than this did not.
_TICK_NS = 2_000_000_000
# Parts of the package that add nothing to the quads.
_APART = frozenset({"cli", "ui", "web", "__pycache__"})


def store_of(
    folder: Path, names: Names, view: View | None, say: Callable[[str, int], None]
) -> Store:
    """Return a store of the records of a folder, as a view knows them (its filters don't count).

    Raises DataError when the records are wrong. ``say`` is told what is done, with a level.
    """
    known = (view or View()).knowledge
    cache = settings.cache_folder()
    key = None if cache is None else _key(cache, folder, names, known)
    if cache is None or key is None:
        return Store.in_memory(_lines(folder, names, known, say), ours=True)
    place = cache / "stores" / key
    if place.is_dir():
        with contextlib.suppress(CallError, OSError):
            found = Store.open(place)
            os.utime(place)
            say(f"opening what was built of '{folder}'", 1)
            return found
        shutil.rmtree(place, ignore_errors=True)  # by a power cut, or by hand
    with uncollected():
        lines = list(_lines(folder, names, known, say))
    try:
        _keep(place, lines)
        # What changed while it was read has another key.
        if _key(cache, folder, names, known) == key:
            return Store.open(place)
        shutil.rmtree(place, ignore_errors=True)
    except (CallError, OSError, RuntimeError) as error:  # the engine's: a file it can't write
        say(f"the store could not be kept: {error} (KG_CACHE names another folder, or off)", 0)
    return Store.in_memory(lines, ours=True)


def _lines(
    folder: Path, names: Names, known: View, say: Callable[[str, int], None]
) -> Iterable[str]:
    # What reads records takes a quarter of a second that a store that is found need not pay.
    from kg.load import load  # noqa: PLC0415
    from kg.rdf.build import parts  # noqa: PLC0415

    say(f"reading the records of '{folder}'", 1)
    dataset = load(folder)
    if known == View():
        return parts(dataset, names)
    from kg.editions import Editions  # noqa: PLC0415 - only for a view of another day

    return Editions(dataset, names).lines(known)


def _keep(place: Path, lines: Iterable[str]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(place.parent)
    part = part_beside(place)
    try:
        Store.write(lines, part, ours=True)
        with contextlib.suppress(FileExistsError):
            _rename(part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    stores = [one for one in place.parent.iterdir() if not one.name.startswith(".")]
    stores.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    for old in stores[_STORES:]:
        if old.stat().st_mtime < time.time() - _SECONDS:
            shutil.rmtree(old, ignore_errors=True)


def _rename(part: Path, place: Path) -> None:
    try:
        part.rename(place)
    except OSError:
        if not place.is_dir():  # else another process was faster, with the same
            raise


def _key(cache: Path, folder: Path, names: Names, known: View) -> str | None:
    """Return the digest of all that a store is made of; None where a file can't be read."""
    try:
        code = _digest(cache, Path(__file__).parent, _modules)
        records = _digest(cache, folder, _records)
    except (OSError, _OddError):
        return None  # the loader tells what is wrong
    parts = (pyoxigraph.__version__, code, records, names.base, repr(known.params()))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


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
