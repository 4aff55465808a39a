"""The case that shows best what this is: the event most in dispute, on its eve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from kg.edtf import parse
from kg.page.ref import Ref
from kg.ui import opened
from kg.view import View

if TYPE_CHECKING:
    from kg.page import EventPage

# More days than these make no table that is seen at a glance.
_MOST_DAYS = 10
# So many events are looked into, those first that are most in dispute: each may take a past day to
# be made, which a server with many events can't do for all of them before it starts.
_TRIED = 20
# Days before and after that are shown with it.
_AROUND = timedelta(12)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who named the days on which an event would be; ``said`` is when, in words."""

    by: Ref
    said: str | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Proof:
    """An event, its eve, what voices had said of its day by then, and what came of it."""

    event: Ref
    eve: date
    voices: tuple[Voice, ...]
    held: tuple[date, date]
    status: str | None

    @property
    def first(self) -> date:
        """The first day that was named or held."""
        return min(self.held[0], *(one.first for one in self.voices))

    @property
    def last(self) -> date:
        """The last day that was named or held."""
        return max(self.held[1], *(one.last for one in self.voices))

    @property
    def event_params(self) -> dict[str, str]:
        """The parameters of the event's page on the eve."""
        return {"id": self.event.id, **View(as_of=self.eve).params()}

    @property
    def params(self) -> dict[str, str]:
        """The parameters of the page to explore the eve."""
        around = f"{self.held[0] - _AROUND}..{self.held[1] + _AROUND}"
        return {"chosen": self.event.id, "days": around, **View(as_of=self.eve).params()}


@st.cache_resource(show_spinner=False)
def proof() -> Proof | None:
    """Return the case, of those events that have most questions in dispute; None where none is."""
    asked: dict[str, set[str]] = {}
    for one in opened.rivals(View()):
        asked.setdefault(one.event.id, set()).add(one.question or "")
    for event in sorted(asked, key=lambda one: (-len(asked[one]), one))[:_TRIED]:
        found = _case(opened.event(event, View()))
        if found:
            return found
    return None


def _case(page: EventPage) -> Proof | None:
    when = parse(page.when.edtf) if page.when else None
    if when is None or when.earliest_begin is None or when.latest_end is None:
        return None
    held = (when.earliest_begin, when.latest_end)
    eve = held[0] - timedelta(1)
    # Whoever had spoken by the eve is among those who have by now.
    if page.known_from > eve or not _differ(_voices(page)):
        return None
    voices = _voices(opened.event(page.id, View(as_of=eve)))
    status = page.status.id if page.status else None
    found = Proof(Ref("event", page.id, page.title), eve, voices, held, status)
    return found if _differ(voices) and (found.last - found.first).days < _MOST_DAYS else None


def _differ(voices: tuple[Voice, ...]) -> bool:
    return len({(one.first, one.last) for one in voices}) > 1


def _voices(page: EventPage) -> tuple[Voice, ...]:
    found = []
    for entry in page.lifecycle:
        named = parse(entry.planned.edtf) if entry.planned else None
        if entry.by and named and named.earliest_begin and named.latest_end:
            said = entry.on.words if entry.on else None
            found.append(Voice(entry.by, said, named.earliest_begin, named.latest_end))
    return tuple(found)
