"""Filling a store on disk with lines while they are made."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_ONCE, _AT_ONCE_ON_DISK = 8_000_000, 250_000_000  # characters
# Where a system shows what a process has open (Linux and macOS).
_PIPES = Path("/dev/fd")


def bulk_load(engine: ox.Store, lines: Iterable[str], ours: bool) -> None:
    """Load N-Quads lines while they are made, or texts of many lines. ``ours``: see ``Store``.

    The engine reads them from a pipe, in a thread of its own, and frees the interpreter meanwhile.
    One call makes the fewest files, which queries have to look through, and takes half the room on
    disk that many calls take. Raises what the lines raise, and what the engine does.
    """
    if not _PIPES.is_dir():
        for part in gathered(lines, _AT_ONCE_ON_DISK):
            engine.bulk_load(part, format=ox.RdfFormat.N_QUADS, lenient=ours)
        return
    out, into = os.pipe()
    failed: list[Exception] = []

    def load() -> None:
        try:
            path = str(_PIPES / str(out))
            engine.bulk_load(path=path, format=ox.RdfFormat.N_QUADS, lenient=ours)
        except Exception as error:  # noqa: BLE001 - told below, whatever it is
            failed.append(error)
        finally:
            os.close(out)  # so that who still writes is told

    loader = threading.Thread(target=load)
    loader.start()
    try:
        with os.fdopen(into, "wb", buffering=0) as pipe, contextlib.suppress(BrokenPipeError):
            for part in gathered(lines):
                _write_all(pipe, part.encode())
    finally:
        loader.join()
    if failed:
        raise failed[0]


def _write_all(pipe: IO[bytes], content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[pipe.write(left) :]


def gathered(lines: Iterable[str], at_once: int = _AT_ONCE) -> Iterator[str]:
    """Yield lines joined to texts that are worth a call, and that memory does not feel."""
    found: list[str] = []
    size = 0
    for one in lines:
        found.append(one)
        size += len(one)
        if size >= at_once:
            yield "".join(found)
            found, size = [], 0
    if found:
        yield "".join(found)
