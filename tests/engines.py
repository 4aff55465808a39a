"""Real engines for tests: each started on this machine, at a port of its own, and ended."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PATIENCE = 60.0  # seconds; a start takes one or two
_INI = """
[Database]
DatabaseFile={folder}/virtuoso.db
ErrorLogFile={folder}/virtuoso.log
LockFile={folder}/virtuoso.lck
TransactionFile={folder}/virtuoso.trx
xa_persistent_file={folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile={folder}/virtuoso-temp.db
TransactionFile={folder}/virtuoso-temp.trx
[Parameters]
ServerPort=127.0.0.1:{sql}
DirsAllowed={folder}
NumberOfBuffers=10000
MaxDirtyBuffers=6000
[HTTPServer]
ServerPort=127.0.0.1:{port}
ServerRoot={folder}
ServerThreads=8
[SPARQL]
ResultSetMaxRows=100000
"""


def port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, at: int) -> Iterator[str]:
    """Run an Oxigraph server; yield its address, whose services are ``/query`` and ``/store``."""
    program = Path(sys.executable).with_name("oxigraph")
    bind = f"127.0.0.1:{at}"
    with _running([str(program), "serve", "--location", str(folder), "--bind", bind], at):
        yield f"http://{bind}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[tuple[str, int]]:
    """Run Virtuoso; yield its address, and the port at which it takes SQL."""
    if shutil.which("virtuoso-t") is None:
        told = "Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)"
        assert not os.environ.get("CI"), told
        pytest.skip(told)
    at, sql = port(), port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, port=at, sql=sql), encoding="utf-8")
    with _running(["virtuoso-t", "+configfile", str(ini), "+foreground"], at):
        yield f"http://127.0.0.1:{at}", sql


def load_in_bulk(folder: Path, file: str, sql: int) -> None:
    """Have Virtuoso load a file of N-Quads from a folder that it may read."""
    # The graph is for what names none; each of our quads names its own.
    orders = (
        f"ld_dir('{folder}', '{file}', 'http://example.org/none'); rdf_loader_run(); checkpoint;"
    )
    command = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={orders}"]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)


@contextmanager
def _running(command: Sequence[str], at: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(process, at)
            yield
        finally:
            process.kill()


def _await(process: subprocess.Popen[bytes], at: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the engine has ended"
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", at)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the engine does not listen")
