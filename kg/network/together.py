"""Who took part in the same events: the plain network, for graphs of millions of events.

The networks of :mod:`kg.network.projection` tell how, when and at which level two were in contact,
for which they hold every event. This one counts, and holds no more than its nodes and edges.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from kg.queries import page_query
from kg.rdf.names import Names
from kg.view import View

if TYPE_CHECKING:
    from kg.store import Store


def together(store: Store, view: View | None = None, names: Names | None = None) -> nx.Graph[str]:
    """Return the actors of a view; ``weight`` of an edge is the number of events of both.

    It is the projection of the bipartite network of events and actors (Newman, *Networks*, 2nd
    ed. 2018, section 6.6). Nodes are ids, in order; so are edges. ``events`` of a node is the
    number of its events.
    """
    names = names or Names()
    start = len(names.thing("actor", ""))
    present: dict[object, set[str]] = {}
    asked = store.select(page_query("together").sparql(view or View(), names=names))
    for event, actor in asked.rows:
        present.setdefault(event, set()).add(str(actor)[start:])
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for actors in present.values():
        alone.update(actors)
        pairs.update(combinations(sorted(actors), 2))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((one, {"events": count}) for one, count in sorted(alone.items()))
    graph.add_weighted_edges_from((a, b, count) for (a, b), count in sorted(pairs.items()))
    return graph
