"""What the network costs: made from the graph, laid out, measured and drawn, at two sizes.

Run it as ``python benchmarks/network.py [EVENTS]``, from the folder of the project.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

from synthetic import dataset

import kg
from kg.graph import Graph
from kg.network import PROJECTIONS
from kg.network.layout import places
from kg.network.measure import measured, offered
from kg.ui.network_drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3


def timed(work: Callable[[], object]) -> str:
    """Return the median of the processor's time, with its spread, in seconds."""
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return f"{statistics.median(found):.2f} ({min(found):.2f}–{max(found):.2f})"


def told(graph: Graph) -> None:
    """Print a row for each projection."""
    _ = graph.store
    print("| projection | nodes | edges | made, s | laid out, s | 300 drawn, s | measures, s |")
    print("|---|---|---|---|---|---|---|")
    for one in PROJECTIONS:
        network = graph.network(projection=one)
        known = places(network)
        cells = [
            one, f"{len(network):,}", f"{network.number_of_edges():,}",
            timed(lambda: graph.network(projection=one)),  # noqa: B023 - called at once
            timed(lambda: places(network)),  # noqa: B023
            timed(lambda: drawing(network, known=known)),  # noqa: B023
            timed(lambda: [measured(network, by) for by in offered(network)]),  # noqa: B023
        ]  # fmt: skip
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    told(kg.open())
    told(Graph(dataset(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)))
