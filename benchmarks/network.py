"""What the network costs: made from the graph, laid out, measured and drawn, at two sizes.

Run it as ``python benchmarks/network.py [EVENTS]``, from the folder of the project.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING, cast

from synthetic import coded, dataset

import kg
from kg.graph import Graph
from kg.network import PROJECTIONS, together
from kg.network.layout import places
from kg.network.measure import measured, offered
from kg.rdf.names import Names
from kg.store import Store
from kg.ui.network_drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def plain(sizes: Sequence[int]) -> None:
    """Print what the plain network of coded events takes, one run each."""
    names = Names()
    print("| events | nodes | edges | made, s | ties, s | rank, s | between, s |")
    print("|---|---|---|---|---|---|---|")
    for events in sizes:
        store = Store.in_memory(
            f"<{names.thing('event', str(row['id']))}> <https://schema.org/participant> "
            f"<{names.thing('actor', one['actor'])}> .\n"
            for row in coded(events)[1]
            for one in cast("list[dict[str, str]]", row["participants"])
        )
        begun = time.process_time()
        network = together(store)
        cells = [f"{time.process_time() - begun:.2f}"]
        for by in ("ties", "rank", "between"):
            # Of the largest it takes the better part of an hour.
            if by == "between" and events > 100_000:
                cells.append("not run")
                continue
            begun = time.process_time()
            measured(network, by)
            cells.append(f"{time.process_time() - begun:.2f}")
        counts = (f"{one:,}" for one in (events, len(network), network.number_of_edges()))
        print(f"| {' | '.join((*counts, *cells))} |")


if __name__ == "__main__":
    told(kg.open())
    print()
    told(Graph(dataset(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)))
    print()
    plain((10_000, 100_000, 1_000_000))
