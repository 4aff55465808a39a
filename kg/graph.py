"""A graph in hand: open it in one line, ask it, and get rdflib, networkx and pandas objects."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.editions import Editions
from kg.garbage import uncollected
from kg.load import load
from kg.narrow import narrowed
from kg.queries import named
from kg.rdf.build import build
from kg.rdf.names import Names
from kg.store import Store, Table
from kg.view import View

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.dataset import Dataset
    from kg.network import Projection


class Graph:
    """The records of a folder, and the graph that they make.

    A view with a day, a policy or a day of recording is answered from the graph of that view.
    """

    def __init__(self, dataset: Dataset, names: Names | None = None) -> None:
        self.dataset = dataset
        self.names = names or Names(settings.base())
        with uncollected():
            self.lines = build(dataset, self.names)

    @cached_property
    def store(self) -> Store:
        """The quads in an engine that answers SPARQL; made at the first question."""
        return Store.in_memory(self.lines, ours=True)

    @cached_property
    def editions(self) -> Editions:
        """The graphs of other days and policies."""
        return Editions(self.dataset, self.names)

    def of(self, view: View | None) -> Store:
        """Return the store that holds what a view knows; its filters are left to the queries."""
        known_now = view is None or view.knowledge == View()
        return self.store if view is None or known_now else self.editions.store(view)

    def over(self, store: Store) -> Graph:
        """Return the same graph, of which what is known now is asked of another store."""
        other = copy(self)
        other.__dict__["store"] = store  # where the property keeps what it has made
        return other

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.lines)

    def select(self, text: str, view: View | None = None) -> Table:
        """Answer a SELECT query; prefixes of the graph need not be declared. Raises QueryError.

        Of a view it takes the day and the policy; filters are for named queries.
        """
        return self.of(view).select(text, self.names.prefixes)

    def run(self, name: str, view: View | None = None, **values: str) -> Table:
        """Answer a named query, for a view and parameter values.

        Raises NotFoundError for an unknown name, CallError for a value that can't be.
        """
        query, store = named(name), self.of(view)
        text = query.sparql(narrowed(store, view, self.names), values, self.names)
        return store.select(text, self.names.prefixes)

    def frame(self, query: str, view: View | None = None, **values: str) -> pd.DataFrame:
        """Answer a named query, or SPARQL text, as a pandas DataFrame (a column a variable)."""
        import pandas as pd  # noqa: PLC0415 - half a second that a query need not pay

        is_text = any(mark in query for mark in " \n{")
        table = self.select(query, view) if is_text else self.run(query, view, **values)
        return pd.DataFrame(list(table.rows), columns=list(table.variables))

    def network(self, view: View | None = None, projection: Projection = "sides") -> nx.Graph[str]:
        """Return the networkx graph of a view; see :func:`kg.network.network`."""
        from kg.network import network  # noqa: PLC0415 - networkx takes a quarter of a second

        return network(self.of(view), view, projection, self.names)

    def together(self, view: View | None = None) -> nx.Graph[str]:
        """Return who took part in the same events; see :func:`kg.network.together`."""
        from kg.network import together  # noqa: PLC0415 - as above

        return together(self.of(view), view, self.names)

    def rdflib(self, view: View | None = None) -> rdflib.Dataset:
        """Return an rdflib Dataset over the same quads; Oxigraph answers its queries.

        Of a view it takes the day and the policy. The default graph is the union of the named ones.
        It is a copy: changes stay in it.
        """
        import rdflib  # noqa: PLC0415 - as above
        from oxrdflib import OxigraphStore  # noqa: PLC0415

        lines = self.lines if self.of(view) is self.store else self.editions.lines(view or View())
        store = OxigraphStore(store=Store.in_memory(lines).engine)
        dataset = rdflib.Dataset(store=store, default_union=True)
        for prefix, iri in self.names.prefixes.items():
            dataset.bind(prefix, iri, replace=True)
        return dataset


def open_graph(folder: Path | str | None = None) -> Graph:
    """Open the records of a folder (by default that of the settings).

    Raises DataError with every problem when the records break rules.
    """
    return Graph(load(Path(folder) if folder is not None else settings.data_folder()))
