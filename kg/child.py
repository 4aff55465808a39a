"""One process that answers queries, and the pipes to it; :mod:`kg.worker` has several."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO, TYPE_CHECKING, Any

from kg.errors import QueryLimitError
from kg.worker_child import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_START_SECONDS = 60.0
# What of an answer is kept in memory; the rest goes into a file without a name.
_SPOOL_BYTES = 2**20
_PART_BYTES = 2**16


class Child:
    """A process with a store; ``using`` is held by who asks it.

    Raises QueryLimitError when it does not start.
    """

    def __init__(self, settings: Mapping[str, object], quads: bytes) -> None:
        self.using = threading.RLock()
        self._process = subprocess.Popen(
            # -P: a folder that the server happens to be started in brings no modules of its own.
            [sys.executable, "-P", "-m", "kg.worker_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            self._write(json.dumps(settings).encode(), quads)
            self.receive(_START_SECONDS)[1].close()
        except (OSError, EOFError, TimeoutError) as error:
            self.stop()
            msg = "the process that answers queries did not start"
            raise QueryLimitError(msg) from error

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def was_killed(self) -> bool:
        """Whether it has ended by a signal that no fault of its own sends."""
        return self._process.returncode == -signal.SIGKILL

    @property
    def has_overflowed(self) -> bool:
        """Whether it has ended since the engine called itself too often."""
        return self._process.returncode == -signal.SIGSEGV

    def send(self, asked: bytes) -> None:
        """Hand over a question. Raises OSError when there is nobody to take it."""
        self._write(asked)

    def replies(self, seconds: float) -> bool:
        """Wait until it says something, or has ended; False when the time is over before."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            return bool(selector.select(max(0.0, seconds)))

    def receive(self, seconds: float) -> tuple[Mapping[str, Any], IO[bytes]]:
        """Return the next reply, with a body at its beginning.

        Raises TimeoutError, or EOFError when the child has ended.
        """
        deadline = time.monotonic() + seconds
        size = HEAD.unpack(b"".join(self._parts(HEAD.size, deadline)))[0]
        head: Mapping[str, Any] = json.loads(b"".join(self._parts(size, deadline)))
        body = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115 - for who asked to close
        try:
            body.writelines(self._parts(head.get("size", 0), deadline))
            body.seek(0)
        except BaseException:
            body.close()
            raise
        return head, body

    def stop(self) -> None:
        """End the process at once, whatever it does."""
        if not self._has_ended():
            self._process.kill()
        # Another thread may wait at the pipes: it hears of the end, and lets go of them.
        with self.using:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
        self._process.wait()

    def _has_ended(self) -> bool:
        """Look whether it ends by itself: its pipe may close a moment before it is gone."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.05)
        return self._process.returncode is not None

    @property
    def _out(self) -> IO[bytes]:
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101 - asked for above
        return pipe

    def _write(self, *frames: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 - asked for above
        for frame in frames:
            pipe.write(HEAD.pack(len(frame)) + frame)
        pipe.flush()

    def _parts(self, size: int, deadline: float) -> Iterator[bytes]:
        while size:
            if not self.replies(deadline - time.monotonic()):
                raise TimeoutError
            # Past the buffer of the pipe object, which the selector can't see.
            part = os.read(self._out.fileno(), min(size, _PART_BYTES))
            if not part:
                raise EOFError
            size -= len(part)
            yield part
