"""Parley: a diplomatic timeline knowledge graph.

>>> import kg
>>> graph = kg.open()                                  # doctest: +SKIP
>>> graph.run("claims-on-day", day="2022-03-28")       # doctest: +SKIP
"""

from kg.errors import CallError, DataError, NotFoundError, ParleyError, QueryError
from kg.graph import Graph
from kg.graph import open_graph as open  # noqa: A004 - read as kg.open
from kg.view import View

__version__ = "0.1.0"
__all__ = [
    "CallError",
    "DataError",
    "Graph",
    "NotFoundError",
    "ParleyError",
    "QueryError",
    "View",
    "open",
]
