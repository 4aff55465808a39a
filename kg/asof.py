"""Records as they could be known on a day: fewer of them, with less in each.

A projection from records to records, so that the graph made of it has the shape of the whole graph,
and every query, page and export reads it unchanged. What is left of each record tells
:mod:`kg.glimpse`; here each of its states is made once.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.dataset import KINDS
from kg.glimpse import Glimpse
from kg.known import NEVER, Known

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.records import Record

LAST = date(9999, 12, 30)
"""The day before NEVER, on which all that ever becomes known is known."""


class AsOf:
    """The records of a dataset as known on any day. What did not change is one object."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._days: dict[str, tuple[date, ...]] = {}
        self._made: dict[tuple[str, int], Record | None] = {}

    def dataset(self, day: date) -> Dataset:
        """Return the records as known on a day."""
        whole = self.known.dataset
        kept: dict[str, Any] = {}
        for kind in KINDS:
            found = ((one.id, self.record(one, day)) for one in whole.of_kind(kind).values())
            kept[kind] = {record_id: one for record_id, one in found if one is not None}
        return replace(whole, **kept)

    def days(self, record: Record) -> tuple[date, ...]:
        """Return the days on which more became known of a record, in order."""
        found = self._days.get(record.id)
        if found is None:
            # A record that is known to the last bit has been asked for each of its parts.
            glimpse = Glimpse(self.known, LAST)
            glimpse.record(record)
            found = tuple(sorted(glimpse.asked - {NEVER, date.min}))
            self._days[record.id] = found
        return found

    def state(self, record: Record, day: date) -> int:
        """Return a number that changes whenever more became known of a record; 0: nothing yet."""
        return bisect_right(self.days(record), day)

    def record(self, record: Record, day: date) -> Record | None:
        """Return a record as known on a day, None when nothing of it was."""
        key = record.id, self.state(record, day)
        if key not in self._made:
            made = Glimpse(self.known, day).record(record)
            # A day may bring nothing that shows: then both states are one object.
            before = self._made.get((record.id, key[1] - 1)) if key[1] else None
            self._made[key] = before if before is not None and before == made else made
        return self._made[key]

    def history(self, record: Record) -> list[tuple[date, Record]]:
        """Return the days on which a record changed, each with what was then known of it."""
        found: list[tuple[date, Record]] = []
        for day in self.days(record):
            known = self.record(record, day)
            # Two states may be equal and two objects, if the later one was asked for first.
            if known is not None and (not found or found[-1][1] != known):
                found.append((day, known))
        return found
