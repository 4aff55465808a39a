"""A Spark cluster of this machine: one master and two workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Short lives: what they run once need not be made fast.
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.ui.enabled": "false",
    "spark.driver.extraJavaOptions": _JAVA,
    "spark.executor.extraJavaOptions": _JAVA,
    # Both workers are there before the first task.
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
}
_DEPLOY = "org.apache.spark.deploy"
_PATIENCE = 120  # seconds; a machine with much else to do is slow


class Cluster:
    """Where the master is, and the processes of the workers."""

    def __init__(self, folder: Path, command: Path) -> None:
        self._folder, self._command = folder, command
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.master = f"spark://127.0.0.1:{port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start("master", "master.Master", "--port", str(port), "--webui-port", "0")
        self._wait("master", "New state: ALIVE")
        for name in ("one", "two"):
            self._start(
                name, "worker.Worker", "--cores", "1", "--memory", "600M", "--webui-port", "0",
                "--work-dir", str(folder / f"work-{name}"), self.master,
            )  # fmt: skip
        for name in ("one", "two"):
            self._wait(name, "Successfully registered with master")

    def kill_worker(self) -> None:
        """Let a worker end with all that it runs, as when its machine loses power."""
        worker = self.processes[-1].pid
        for one in [worker, *_children(worker)]:
            os.kill(one, signal.SIGKILL)
        self.processes[-1].wait()

    def end(self) -> None:
        """End what still runs: workers first, so that they don't look for their master."""
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            process.wait(_PATIENCE)

    def _start(self, name: str, what: str, *args: str) -> None:
        settings = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
        settings["SPARK_DAEMON_JAVA_OPTS"] = _JAVA
        with (self._folder / f"{name}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    [str(self._command), f"{_DEPLOY}.{what}", "--host", "127.0.0.1", *args],
                    stdout=log, stderr=log, cwd=self._folder, env={**os.environ, **settings},
                )
            )  # fmt: skip

    def _wait(self, name: str, mark: str) -> None:
        log = self._folder / f"{name}.log"
        until = time.monotonic() + _PATIENCE
        while mark not in (text := log.read_text(encoding="utf-8", errors="replace")):
            assert time.monotonic() < until, f"{name} did not come up:\n{text[-2000:]}"
            time.sleep(0.05)


def _children(parent: int) -> list[int]:
    """Return the processes that a process started (Linux)."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(one) for task in tasks for one in task.read_text(encoding="ascii").split()]


@contextmanager
def started(folder: Path, command: Path) -> Iterator[Cluster]:
    """Give a cluster; ``command`` is Spark's ``spark-class``, logs go to the folder."""
    cluster = None
    try:
        cluster = Cluster(folder, command)
        yield cluster
    finally:
        if cluster is not None:
            cluster.end()
