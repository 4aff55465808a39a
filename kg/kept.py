"""Stores that were built before, found again by what they were built from.

``KG_CACHE``/stores/KEY is a store on disk; KEY a digest of the records, of the code that maps them,
of the base and of the view. A store is made under another name and renamed, so whoever finds one
finds it whole. Nothing here is needed: what can't be kept is built again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from typing import TYPE_CHECKING

import pyoxigraph

from kg import settings
from kg.content import key_of
from kg.errors import CallError
from kg.halfway import part_beside, sweep
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kg.rdf.names import Names

# Beside the newest ones, those asked within this time stay: somebody may be reading them.
_STORES, _SECONDS = 4, 3600


def store_of(
    folder: Path, names: Names, view: View | None, say: Callable[[str, int], None]
) -> Store:
    """Return a store of the records of a folder, as a view knows them (its filters don't count).

    Raises DataError when the records are wrong. ``say`` is told what is done, with a level.
    """
    known = (view or View()).knowledge
    cache = settings.cache_folder()
    more = (pyoxigraph.__version__, names.base, repr(known.params()))
    key = None if cache is None else key_of(cache, folder, *more)
    if cache is None or key is None:
        return Store.in_memory(_lines(folder, names, known, say), ours=True)
    place = cache / "stores" / key
    if place.is_dir():
        with contextlib.suppress(CallError, OSError):
            found = Store.open(place)
            with contextlib.suppress(OSError):  # only tells which are used
                os.utime(place)
            say(f"opening what was built of '{folder}'", 1)
            return found
        shutil.rmtree(place, ignore_errors=True)  # by a power cut, or by hand
    try:
        _keep(place, _lines(folder, names, known, say))
        # What changed while it was read has another key.
        if key_of(cache, folder, *more) == key:
            return Store.open(place)
        shutil.rmtree(place, ignore_errors=True)
    except (CallError, OSError, RuntimeError) as error:  # the engine's: a file it can't write
        say(f"the store could not be kept: {error} (KG_CACHE names another folder, or off)", 0)
    return Store.in_memory(_lines(folder, names, known, say), ours=True)


def _lines(
    folder: Path, names: Names, known: View, say: Callable[[str, int], None]
) -> Iterable[str]:
    # What reads records takes a quarter of a second that a store that is found need not pay.
    say(f"reading the records of '{folder}'", 1)
    if known == View():
        from kg.flow import texts  # noqa: PLC0415

        return texts(folder, names)
    from kg.editions import Editions  # noqa: PLC0415 - only for a view of another day
    from kg.load import load  # noqa: PLC0415

    return Editions(load(folder), names).lines(known)


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
