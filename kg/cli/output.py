"""Writing results: to standard output, or to a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def put(content: bytes, target: Path | None) -> None:
    """Write to a file, or for None or ``-`` to standard output. Raises OSError."""
    if target is None or str(target) == "-":
        rest = memoryview(content)
        while rest:
            # With PYTHONUNBUFFERED the stream is the bare file, which may take a part only.
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    else:
        write_whole(target, content)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there; what stood there stays until then.

    Raises OSError, whose ``filename`` is the target.
    """
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, os.strerror(21), str(target))
        # A device or a pipe takes the bytes, and must not be replaced by a file.
        with target.open("wb") as file:
            _write(file.fileno(), content, target)
        return
    place = target.resolve()  # a link stays, what it points at is replaced
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            _write(number, content, target)
            os.fsync(number)
        finally:
            os.close(number)
        part.replace(place)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(target)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _write(number: int, content: bytes, target: Path) -> None:
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(number, rest) :]
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(target)) from error


def terminal_width() -> int | None:
    """Return the width of the terminal that standard output is, else None."""
    if not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once.

    Python looks for it between its own steps only, and a query is one step, however long it runs.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
