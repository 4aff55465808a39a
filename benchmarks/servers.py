"""Engines that are servers of their own: Oxigraph's, and Virtuoso 7."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.answers import digest
from benchmarks.engines import LOAD_SECONDS, MissingError

if TYPE_CHECKING:
    from benchmarks.engines import Answer
    from benchmarks.questions import Question

_HOST = "127.0.0.1"
_INI = """
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 2000
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {place}/temp.db
TransactionFile = {place}/temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = {host}:{sql}
DirsAllowed = {data}, {place}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
SchedulerInterval = 10
[HTTPServer]
ServerPort = {host}:{port}
ServerRoot = {place}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000000
"""
# Each holds 8 kB.
_BUFFERS = 340_000


class _Server:
    """A server asked over HTTP; each question has a connection, made before the clock runs."""

    road = ""
    path = ""

    def __init__(self, ready: Path) -> None:
        self.roads = (self.road,)
        prefix = f"{self.road}-".replace(" ", "-")
        self.place = Path(tempfile.mkdtemp(dir=ready.parent, prefix=prefix))
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        begin = time.perf_counter()
        try:
            self.fill(ready)
        except BaseException:
            self.close()
            raise
        self.load = time.perf_counter() - begin

    def fill(self, ready: Path) -> None:
        """Start the server with the records in it."""
        raise NotImplementedError

    def start(self, command: list[str]) -> None:
        """Start the server, and wait until it answers."""
        with (self.place / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - ours
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection((_HOST, self.port), 1):
                return
            time.sleep(0.1)
        msg = f"{self.road} did not start"
        raise RuntimeError(msg)

    def stop(self) -> None:
        """End the server; its records stay."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def again(self) -> None:
        """Start again after a question that had to be stopped."""
        raise NotImplementedError

    def ask(self, _: str, question: Question, seconds: float) -> Answer:
        """Ask; counted until the JSON of the answer is read. A server too late starts again."""
        try:
            connection = http.client.HTTPConnection(_HOST, self.port, timeout=seconds)
            connection.connect()
            begin = time.perf_counter()
            with contextlib.closing(connection):
                status, content = self._post(connection, question.sparql())
            if status != 200:
                told = " ".join(content.decode("utf-8", "replace").split())
                return {"error": f"{status}: {told}"[:300]}
            found = json.loads(content)
        except TimeoutError:
            self.stop()
            self.again()
            return {"error": f"no answer in {seconds:.0f} s"}
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.stop()
            self.again()
            return {"error": f"{type(error).__name__}: {error}"[:300]}
        columns = found["head"]["vars"]
        rows = [
            [one[name]["value"] if name in one else None for name in columns]
            for one in found["results"]["bindings"]
        ]
        taken = (time.perf_counter() - begin) * 1000
        return {"ms": taken, "rows": len(rows), "digest": digest(columns, rows)}

    def _post(self, connection: http.client.HTTPConnection, query: str) -> tuple[int, bytes]:
        """Send a query; return the status and the content of the answer."""
        kind = "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "Accept": "application/sparql-results+json"}
        connection.request("POST", self.path, urlencode({"query": query}), headers)
        reply = connection.getresponse()
        return reply.status, reply.read()

    def close(self) -> None:
        """End the server, and drop its records."""
        self.stop()
        shutil.rmtree(self.place, ignore_errors=True)


class Oxigraph(_Server):
    """The server of the package ``oxigraph``, over a store on disk."""

    road = "oxigraph server"
    path = "/query"

    def fill(self, ready: Path) -> None:
        """Load by its own command, and serve."""
        beside = Path(sys.executable).with_name("oxigraph")
        command = str(beside) if beside.exists() else shutil.which("oxigraph")
        if command is None:
            raise MissingError(self.road)
        store = str(self.place / "store")
        subprocess.run(  # noqa: S603 - as above
            [
                *(command, "load", "--location", store, "--file", str(ready)),
                *("--lenient", "--non-atomic"),
            ],
            check=True,
            capture_output=True,
            timeout=LOAD_SECONDS,
        )
        self._command = [
            *(command, "serve", "--location", store, "--union-default-graph"),
            *("--bind", f"{_HOST}:{self.port}"),
        ]
        self.again()

    def again(self) -> None:
        """Start it over the same store."""
        self.start(self._command)


class Virtuoso(_Server):
    """Virtuoso 7, by its bulk loader."""

    road = "virtuoso"
    path = "/sparql"

    def fill(self, ready: Path) -> None:
        """Start it empty, and let it load the file of quads."""
        server, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
        if server is None or isql is None:
            raise MissingError(self.road)
        sql = _free_port()
        ini = self.place / "virtuoso.ini"
        share = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 8_192 // 8
        buffers = min(_BUFFERS, share)
        ini.write_text(
            _INI.format(
                place=self.place, host=_HOST, port=self.port, sql=sql, data=ready.parent,
                buffers=buffers, dirty=buffers * 3 // 4,
            )
        )  # fmt: skip
        self._command = [server, "+configfile", str(ini), "+foreground"]
        self.again()
        work = f"ld_dir('{ready.parent}', '{ready.name}', 'urn:none');rdf_loader_run(); checkpoint;"
        done = subprocess.run(  # noqa: S603 - as above
            [isql, f"{_HOST}:{sql}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={work}"],
            check=False, capture_output=True, text=True, timeout=LOAD_SECONDS,
        )  # fmt: skip
        if "Error" in done.stdout:
            raise RuntimeError(done.stdout[:500])

    def again(self) -> None:
        """Start it over the same database."""
        with contextlib.suppress(OSError):
            (self.place / "virtuoso.lck").unlink()
        self.start(self._command)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((_HOST, 0))
        return int(one.getsockname()[1])
