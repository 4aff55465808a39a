"""Our panels and pages as functions of a store, as the dashboard calls them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks.questions import DAY, HALF_YEAR, NAMES, SOURCES, VALUES
from benchmarks.synthetic import dataset
from kg.editions import Editions
from kg.network import network
from kg.page import actor_page, claims_of_day, event_page, foretold_page, quality, thing_page
from kg.page.agenda import agenda_page
from kg.page.meetings import meetings_page
from kg.places import places
from kg.timeline import timeline
from kg.ui.facets import facets
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store import Store

_ALL = View()
_PAST = date(2020, 1, 1)
_days = [0]


@cache
def _editions(events: int) -> Editions:
    made = Editions(dataset(events), NAMES)
    made.store(View(as_of=_PAST))
    return made


def _past_store(events: int) -> int:
    """Make the store of a day that nobody has asked for; return its quads."""
    _days[0] += 1
    return len(_editions(events).store(View(as_of=_PAST + timedelta(_days[0]))))


def _past_timeline(events: int) -> object:
    view = View(as_of=_PAST)
    return timeline(_editions(events).store(view), view, NAMES)


def panels(store: Store, profile: str, events: int) -> dict[str, Callable[[], Any]]:
    """Return what each panel does, by its name without ``panel/``."""
    return {
        "timeline": lambda: timeline(store, _ALL, NAMES).layout(),
        "timeline, half a year": lambda: timeline(store, HALF_YEAR, NAMES).layout(),
        "network of sides": lambda: network(store, _ALL, "sides", NAMES),
        "network of people": lambda: network(store, _ALL, "people", NAMES),
        "map": lambda: places(store, _ALL, NAMES),
        "event": lambda: event_page(store, VALUES["event"], NAMES),
        "actor": lambda: actor_page(store, VALUES["actor"], NAMES),
        "topic": lambda: thing_page(store, "topic", VALUES["thing"], NAMES),
        "source": lambda: thing_page(store, "source", SOURCES[profile], NAMES),
        "claims of a day": lambda: claims_of_day(store, date.fromisoformat(DAY), _ALL, NAMES),
        "agenda": lambda: agenda_page(store, _ALL, VALUES["track"], NAMES),
        "meetings": lambda: meetings_page(store, _ALL, "people", NAMES),
        "foretold": lambda: foretold_page(store, _ALL, NAMES),
        "quality": lambda: quality(store, NAMES, _ALL),
        "facets": lambda: facets(store, NAMES),
        "store of a past day": lambda: _past_store(events),
        "timeline of a past day": lambda: _past_timeline(events),
    }


def size(answer: object) -> int:
    """Return how much a panel gave: nodes and edges of a network, else characters of its text."""
    if hasattr(answer, "number_of_edges"):
        return len(answer) + int(answer.number_of_edges())  # type: ignore[arg-type]
    return answer if isinstance(answer, int) else len(str(answer))
