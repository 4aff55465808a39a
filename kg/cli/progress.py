"""How far long work has come, on standard error: on a terminal, or when told to be verbose."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.cli.options import Call

_SECONDS = 10  # between the lines of a log


@contextmanager
def progress(call: Call, what: str) -> Iterator[Callable[[int], None]]:
    """Hand out what takes the number of things done so far, and shows it with their rate.

    A terminal has one line that changes; a file of errors gets a line from time to time with -v.
    """
    terminal = sys.stderr.isatty() and call.verbosity >= 0
    start = time.monotonic()
    last = start
    open_line = False

    def told(done: int) -> None:
        nonlocal last, open_line
        now = time.monotonic()
        rate = done / max(now - start, 0.001)
        text = f"{done:,} {what}, {rate:,.0f} a second"
        if terminal:
            click.echo(f"\r\x1b[K{text}", err=True, nl=False)
            open_line = True
        elif call.verbosity > 0 and now - last >= _SECONDS:
            click.echo(text, err=True)
            last = now

    try:
        yield told
    finally:
        if open_line:
            click.echo(err=True)
