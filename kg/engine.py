"""The engine that a server asks: chosen by ``KG_STORE``, and held to the records beside it.

Days, policies and citations are worked out from the records; what is known now is asked of the
engine. So both have to hold the same, or a page would contradict itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.errors import CallError, EngineError
from kg.remote import RemoteStore, remote_store
from kg.store import Store

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.rdf.names import Names


def engine(names: Names) -> Store | None:
    """Return the store that the settings name, None for one made from the records.

    Nothing is asked of it yet. Raises CallError when it is none that there is.
    """
    wanted = settings.store()
    scheme, _, place = wanted.partition(":")
    if scheme == "memory" and not place:
        return None
    if scheme == "oxigraph" and place:
        return Store.open(Path(place))
    if scheme in ("sparql+http", "sparql+https"):
        return remote_store(wanted, names)
    shown = scheme if "@" in wanted else wanted
    msg = f"KG_STORE '{shown}' is not known (memory:, oxigraph:PATH or sparql+http://…)"
    raise CallError(msg)


def check(store: Store, graph: Graph) -> None:
    """Raise EngineError when a store does not hold the graph of these records."""
    has, wants = len(store), len(graph)
    if has == wants and release(store, graph.names) == graph.dataset.catalogue.version:
        return
    where, how = "the store", "build it again with: kg build --out FOLDER"
    if isinstance(store, RemoteStore):
        where, how = f"the engine at {store.wire.url}", "load it with: kg publish --to ADDRESS"
    msg = f"{where} holds {has:,} quads of this graph, and not the {wants:,} of the records ({how})"
    if has == wants:
        msg = f"{where} holds another release of the records ({how})"
    raise EngineError(msg)


def release(store: Store, names: Names) -> str | None:
    """Return the version of the dataset that a store holds, None when it holds none."""
    dataset, version = names.thing("dataset", "parley"), names.expand("dcat:version")
    found = store.select(f"SELECT ?version WHERE {{ <{dataset}> <{version}> ?version }}").rows
    return str(found[0][0]) if found else None
