"""Parley: a diplomatic timeline knowledge graph.

>>> import kg
>>> graph = kg.open()                                  # doctest: +SKIP
>>> graph.run("claims-on-day", day="2022-03-28")       # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import CallError, DataError, NotFoundError, ParleyError, QueryError
    from kg.graph import Graph
    from kg.graph import open_graph as open  # noqa: A004 - read as kg.open
    from kg.policy import Policy
    from kg.view import View

__version__ = "0.1.0"
__all__ = [
    "CallError",
    "DataError",
    "Graph",
    "NotFoundError",
    "ParleyError",
    "Policy",
    "QueryError",
    "View",
    "open",
]

# Each name is fetched when it is first used: `kg --help` needs none of what they stand on.
_HOMES = {
    "CallError": ("kg.errors", "CallError"),
    "DataError": ("kg.errors", "DataError"),
    "Graph": ("kg.graph", "Graph"),
    "NotFoundError": ("kg.errors", "NotFoundError"),
    "ParleyError": ("kg.errors", "ParleyError"),
    "Policy": ("kg.policy", "Policy"),
    "QueryError": ("kg.errors", "QueryError"),
    "View": ("kg.view", "View"),
    "open": ("kg.graph", "open_graph"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module 'kg' has no attribute '{name}'"
        raise AttributeError(msg)
    module, attribute = _HOMES[name]
    value: object = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
