"""Layouts in a process of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import networkx as nx
import pytest

from kg.network.laying import AT_ONCE, Layouts
from kg.network.layout import places


@pytest.fixture(scope="module")
def layouts() -> Layouts:
    return Layouts()


def large() -> nx.Graph[str]:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(AT_ONCE + 20, 2, seed=3), str)
    graph.add_edge("aside", "by two", weight=3)
    return graph


def test_places_are_those_of_a_layout_here(layouts: Layouts) -> None:
    small, graph = nx.path_graph(["a", "b", "c"]), large()
    assert layouts.places(small) == places(small)
    assert layouts.places(graph) == places(graph)


def test_a_process_that_ends_is_replaced(layouts: Layouts) -> None:
    graph = large()
    expected = layouts.places(graph)
    process = layouts._process
    assert process is not None
    process.kill()
    process.wait()
    assert layouts.places(graph) == expected
    layouts.close()
    assert layouts.places(graph) == expected
    layouts.close()


def test_it_ends_with_who_asks_however_that_ends() -> None:
    script = """
        import networkx as nx
        from kg.network.laying import Layouts
        layouts = Layouts()
        layouts.places(nx.relabel_nodes(nx.path_graph(200), str))
        print(layouts._process.pid, flush=True)
        input()
    """
    asking = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdout is not None
    child = int(asking.stdout.readline())
    os.kill(child, signal.SIGINT)  # meant for who asks
    os.kill(child, 0)
    asking.kill()
    # The pipe of errors is closed once nobody holds it any more.
    assert asking.communicate()[1] == b""
