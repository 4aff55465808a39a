"""A view whose events are known already, so that queries begin with them.

An engine that joins the events of a filter with all that a query tells of any event reads the whole
graph for a handful. Asked first, and given by name, each is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.rdf.names import Names
    from kg.store import Store

MOST = 1_000
"""Of so many events at most the names are given: a longer list is slower than the filters."""


@dataclass(frozen=True, slots=True)
class Narrowed(View):
    """A view of one store, with the addresses of its events there."""

    events: tuple[str, ...] = ()

    def pattern(
        self,
        event: str = "?event",
        names: Names | None = None,  # noqa: ARG002
        alone: bool = False,  # noqa: ARG002
    ) -> str:
        """Return the SPARQL graph pattern that leaves only these events."""
        return f"VALUES {event} {{ {' '.join(f'<{one}>' for one in self.events)} }}"


def narrowed(store: Store, view: View | None, names: Names) -> View | None:
    """Return a view for queries of this store that are quicker: the same events in each.

    One without a filter, or with more than ``MOST`` events, comes back as it is.
    """
    if view is None or isinstance(view, Narrowed):
        return view
    pattern = view.pattern("?event", names, alone=True)
    if not pattern:
        return view
    # Statements and sources have days too, and are not what a query asks for.
    kind = f"?event a <{names.expand('sem:Event')}> ."
    found = store.select(f"SELECT ?event WHERE {{ {pattern} {kind} }} LIMIT {MOST + 1}")
    if len(found) > MOST:
        return view
    return _narrowed(view, [str(event) for (event,) in found.rows])


def within(store: Store, view: View, names: Names, events: Collection[str]) -> View:
    """Return a view narrowed to those of some events that it has; with too many it has others too.

    ``events`` are addresses.
    """
    narrow = narrowed(store, view, names) or view
    if isinstance(narrow, Narrowed):
        return _narrowed(view, [one for one in narrow.events if one in events])
    few = len(events) <= MOST and not view.pattern("?event", names)
    return _narrowed(view, sorted(events)) if few else view


def _narrowed(view: View, events: Iterable[str]) -> Narrowed:
    own = {one.name: getattr(view, one.name) for one in fields(View)}
    return Narrowed(**own, events=tuple(events))
