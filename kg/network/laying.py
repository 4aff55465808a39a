"""The process that lays out networks for another: a network a line in, its places a line out.

A layout keeps the interpreter for itself while it lasts, which would hold up everybody whom a
server serves. This process does nothing else, and ends when nobody can ask it any more.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING

import networkx as nx

from kg.network.layout import places

if TYPE_CHECKING:
    from kg.network.layout import Places

AT_ONCE = 60
"""Nodes that are laid out sooner than another process could be asked."""


class Layouts:
    """Lays out networks, large ones in a process of its own; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def places(self, graph: nx.Graph[str]) -> Places:
        """Return what :func:`kg.network.layout.places` does.

        Raises RuntimeError when the process ends, twice, before it has answered.
        """
        if len(graph) <= AT_ONCE:
            return places(graph)
        index = {node: i for i, node in enumerate(graph)}
        ties = [
            (index[a], index[b], data.get("weight", 1)) for a, b, data in graph.edges(data=True)
        ]
        asked = json.dumps([list(graph), ties]).encode() + b"\n"
        with self._lock:
            answer = self._answer(asked) or self._answer(asked)
        if not answer:
            msg = "the process that lays out networks has ended"
            raise RuntimeError(msg)
        return {node: (x, y) for node, (x, y) in json.loads(answer).items()}

    def close(self) -> None:
        """End the process; another network starts one anew."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()  # closes its pipes
            self._process = None

    def _answer(self, asked: bytes) -> bytes:
        if self._process is None:
            self._process = subprocess.Popen(
                # -P: the folder that a server is started in brings no modules of its own.
                [sys.executable, "-P", "-m", "kg.network.laying"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        answer = b""
        with contextlib.suppress(BrokenPipeError):
            _pipe(self._process.stdin).write(asked)
            _pipe(self._process.stdin).flush()
            answer = _pipe(self._process.stdout).readline()
        if not answer.endswith(b"\n"):
            self._end()
            return b""
        return answer


def _pipe(one: IO[bytes] | None) -> IO[bytes]:
    if one is None:
        msg = "the process was started without pipes"
        raise RuntimeError(msg)
    return one


def main() -> None:
    """Answer until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for who asks, with whom it ends
    with contextlib.suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            nodes, ties = json.loads(line)
            graph: nx.Graph[str] = nx.Graph()
            graph.add_nodes_from(nodes)
            graph.add_weighted_edges_from((nodes[a], nodes[b], weight) for a, b, weight in ties)
            with open(
                sys.stdout.fileno(), "wb", closefd=False
            ) as out:  # leaves nothing to flush at exit
                out.write(json.dumps(places(graph)).encode() + b"\n")


if __name__ == "__main__":
    main()
