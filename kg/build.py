"""A build: the graph of a folder of records as files and as a store, in a folder of its own."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

from kg import settings
from kg.editions import Editions
from kg.errors import CallError
from kg.export import FORMATS, export
from kg.halfway import part_beside, sweep
from kg.load import load
from kg.rdf.build import build
from kg.rdf.names import Names
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CATALOGUE, _STORE = "catalogue.json", "store"
_FILES = {f"graph.{name}": name for name in ("nq", "ttl")}
_KNOWN = {_CATALOGUE, _STORE, *_FILES}
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two names change places in one step
_HERE = -100  # AT_FDCWD


def build_folder(records: Path, out: Path, view: View | None = None) -> list[str]:
    """Build the records of a folder into another, and return a line for each thing written.

    Of a view it holds what is known on its day, by its policy; filters leave nothing out.

    The new build is made beside its place and then changes places with the old one. Raises
    DataError, CallError when ``out`` holds something else, and OSError; the old build then stays.
    """
    place = out.resolve()
    _refuse_others(place, records.resolve())
    names = Names(settings.base())
    dataset = load(records)
    known = (view or View()).knowledge
    lines = build(dataset, names) if known == View() else Editions(dataset, names).lines(known)
    _sweep(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = part_beside(place)
    try:
        part.mkdir()
        found = list(_write(lines, names, part))
        catalogue = {
            "title": dataset.catalogue.title,
            "version": dataset.catalogue.version,
            "released": str(dataset.catalogue.released),
            "licence": dataset.catalogue.licence,
            "base": names.base,
            "view": known.params(),
            "quads": len(lines),
            "files": found,
            "store": _STORE,
        }
        text = json.dumps(catalogue, ensure_ascii=False, indent=2) + "\n"
        (part / _CATALOGUE).write_text(text, encoding="utf-8")
        _put_in_place(part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    told = [f"{one['sha256']}  {one['bytes']:>10,}  {one['path']}" for one in found]
    return [*told, f"{len(lines):,} quads in {_STORE}"]


def _write(lines: list[str], names: Names, folder: Path) -> Iterator[dict[str, str | int]]:
    memory = Store.in_memory(lines)
    for file, name in _FILES.items():
        content = export(memory, name, names)
        (folder / file).write_bytes(content)
        yield {
            "path": file,
            "mediaType": FORMATS[name].media_type,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    Store.write(lines, folder / _STORE)


def _refuse_others(place: Path, records: Path) -> None:
    """Raise CallError when something stands there that a build must not replace."""
    if place == records or place in records.parents or records in place.parents:
        msg = f"'{place}' holds the records, or lies among them (choose another folder)"
        raise CallError(msg)
    if place.exists() and not place.is_dir():
        msg = f"'{place}' is a file (name a folder to make)"
        raise CallError(msg)
    if not place.is_dir():
        return
    others = sorted({one.name for one in place.iterdir()} - _KNOWN)
    if others:
        msg = f"'{place}' holds '{others[0]}', which no build made (choose another folder)"
        raise CallError(msg)


def _put_in_place(part: Path, place: Path) -> None:
    """Give the new folder its place in one step; the old one, if any, is then at ``part``."""
    if not place.exists():
        part.rename(place)
        return
    if _exchanged(part, place):
        return
    # Other systems need two steps. Killed between them, the old build stands at ``.old``, where
    # the next build finds it.
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    place.rename(old)
    try:
        part.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


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


def _sweep(place: Path) -> None:
    """Put back what a killed build had moved away, and remove what it left half-made."""
    old = place.with_name(f".{place.name}.old")
    if old.is_dir() and not place.exists():
        old.rename(place)
    sweep(place.parent, place.name)
