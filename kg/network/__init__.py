"""The network of a view: who was in contact with whom and how, as networkx graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import CallError
from kg.narrow import narrowed
from kg.network.occasion import Occasion, material, things
from kg.network.projection import (
    PROJECTIONS,
    Projection,
    contacts,
    events_of,
    participation,
    tied_to,
)
from kg.network.tie import TIES
from kg.network.together import together
from kg.rdf.names import Names

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import Store
    from kg.view import View

__all__ = [
    "PROJECTIONS",
    "TIES",
    "Occasion",
    "Projection",
    "events_of",
    "network",
    "together",
]


def network(
    store: Store,
    view: View | None = None,
    projection: Projection = "sides",
    names: Names | None = None,
) -> nx.Graph[str]:
    """Return the network of a view. Raises CallError for a projection that there is not.

    - ``sides``: states and bodies. Whoever acts for one is counted as that one, by the record of
      the event, else by the office that was certainly held on that day; who acts for nobody stays
      a person. Ministries and armies act for their state.
    - ``offices``: the offices in which people acted; ``people``: the people themselves. A state or
      body stands beside them only where nobody is named who acts for it.
    - ``participation``: actors and events; ``topics``, ``venues``: sides, and what the events were
      about or where they were.

    In the first three an edge is a tie between two sides, by the rule of :mod:`kg.network.tie`.
    Nodes are ids with ``label``, ``kind`` (person, state, body, office, event, topic or venue) and
    ``behind``, the ids of those who acted as this one. Edges have ``weight``, the number of events;
    ``channels``, the ids of events by channel; ``known``, the first day on which the tie by each
    event could be known; and in ``participation`` ``roles``. The events themselves are in
    :func:`events_of`. The same data gives the same nodes and edges in the same order.
    """
    names = names or Names()
    view = narrowed(store, view, names)
    read = material(store, view, names)
    if projection in ("sides", "offices", "people"):
        return contacts(read, projection)
    if projection == "participation":
        return participation(read)
    if projection == "topics":
        return tied_to(read, things(store, view, names, "topics"), "topic")
    if projection == "venues":
        return tied_to(read, things(store, view, names, "venues"), "venue")
    msg = f"no network '{projection}' (one of: {', '.join(PROJECTIONS)})"
    raise CallError(msg)
