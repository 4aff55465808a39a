"""What was known of events from day to day, as the timeline shows it while a reader moves the day.

A state holds from its day until the next state of its event; before the first, the event is not
known at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.rdf.event import is_disputed
from kg.records import best
from kg.timeline import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.editions import Editions
    from kg.edtf import Edtf
    from kg.view import View

_COLUMNS = (
    *("event", "from", "status", "b0", "b1", "e0", "e1"),
    *("date", "approx", "uncertain", "disputed"),
)


@dataclass(frozen=True, slots=True)
class State:
    """What stood for an event since a day; without a status or a date if none was known."""

    since: date
    status: str | None
    date: Edtf | None
    disputed: bool

    @property
    def shown(self) -> tuple[object, ...]:
        """What a reader of the timeline sees of it."""
        return self.status, self.date, self.disputed


def states(editions: Editions, view: View) -> dict[str, tuple[State, ...]]:
    """Return the states of each event under the policy of a view, by id of the event.

    They go on beyond the day of the view: the reader may move it.
    """
    found: dict[str, tuple[State, ...]] = {}
    for event in editions.dataset.events.values():
        kept: list[State] = []
        for since, known in editions.history(event, replace(view, as_of=None)):
            chosen = best(known.date)
            status = known.status.status if known.lifecycle else None
            when = chosen[0].value if chosen else None
            one = State(since, status, when, is_disputed(known))
            if not kept or kept[-1].shown != one.shown:
                kept.append(one)
        found[event.id] = tuple(kept)
    return found


def columns(ids: Iterable[str], found: Mapping[str, tuple[State, ...]]) -> dict[str, list[Any]]:
    """Return the states of some events as columns; ``event`` is the index of the event."""
    rows = [
        {
            "event": index,
            "from": one.since.isoformat(),
            "status": one.status or "",
            **bounds(one.date),
            "date": one.date.describe() if one.date else "",
            "approx": bool(one.date and one.date.approximate),
            "uncertain": bool(one.date and one.date.uncertain),
            "disputed": one.disputed,
        }
        for index, event in enumerate(ids)
        for one in found.get(event, ())
    ]
    return {name: [row[name] for row in rows] for name in _COLUMNS}
