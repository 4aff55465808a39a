"""What a view can be filtered by, with the number of events behind each choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries import page_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.names import Names
    from kg.store import Store

Facets = dict[str, "dict[str, Choice]"]
"""Choices by filter (the name of a field of a view) and by id, those with most events first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter may take."""

    label: str
    events: int

    def __str__(self) -> str:
        return f"{self.label} ({self.events})"


def facets(store: Store, names: Names) -> Facets:
    """Return what the events of a graph can be filtered by."""
    found: Facets = {name: {} for name in ("tracks", "kinds", "statuses", "actors", "topics")}
    for row in store.select(page_query("facets").sparql(names=names)):
        value = str(row["value"]).rpartition("/")[2]
        found[str(row["facet"])][value] = Choice(str(row["label"]), int(str(row["events"])))
    return found


def label(choices: Mapping[str, Choice], value: str) -> str:
    """Return how a choice is shown; its id when it has no event."""
    return str(choices.get(value, value))
