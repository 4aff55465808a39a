"""The best way we know to ask pyoxigraph itself, where that is not the text of the query.

Each gives the rows of the query of that name, by value, in any order; the bar for ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.answers import Columns, Rows

BEST: dict[str, Callable[[Any], tuple[Columns, Rows]]] = {}
