"""The graph of a dataset as a view has it: as known on a day, under a policy.

What a record becomes changes only on the days on which more became known of it. So each of its
states is made once, and the graph of another day is put together from what is ready.
"""

from __future__ import annotations

import difflib
import threading
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.asof import LAST, AsOf
from kg.choice import under
from kg.dataset import KINDS
from kg.errors import CallError, NotFoundError, UnknownYetError, WithdrawnError
from kg.known import NEVER, Known
from kg.policy import EDITOR
from kg.rdf.build import add_catalogue, add_record, add_tombstone, shared_lines
from kg.rdf.quads import Quads, day, text
from kg.records import Event
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.dataset import Dataset
    from kg.policy import Policy
    from kg.rdf.names import Names
    from kg.records import Record
    from kg.view import View


# Each takes some 60 MB of memory for the curated data.
_STORES = 8

MOST_KEPT = 10_000
"""Records of which each state is kept as the engine has it; of more, that would take gigabytes."""


class Editions:
    """Makes the graphs of views of one dataset, each once; safe to use from several threads."""

    def __init__(self, dataset: Dataset, names: Names) -> None:
        self.dataset, self.names = dataset, names
        self._lock = threading.RLock()
        # Whoever asks for what is ready need not wait for what another makes under that lock.
        self._ready = threading.Lock()
        self._as_of: dict[date | None, AsOf] = {}
        self._terms: dict[str, ox.Quad] = {}
        # By identity, so each is kept with its quads: no other record may get its number.
        self._made: dict[tuple[int, Policy], tuple[Record, tuple[ox.Quad, ...]]] = {}
        self._stores: OrderedDict[View, Store] = OrderedDict()

    def as_of(self, recorded: date | str | None = None) -> AsOf:
        """Return the records that count on a day of recording, as known on any day.

        A text is the version of a release. Raises CallError when there was none.
        """
        if isinstance(recorded, str):
            recorded = self._released(recorded)
        if recorded is None and None in self._as_of:
            return self._as_of[None]
        with self._lock:
            if recorded is not None:
                place = bisect_right(self._turns, recorded)
                recorded = self._turns[place - 1] if place else date.min
                recorded = None if place == len(self._turns) else recorded
            if recorded not in self._as_of:
                self._as_of[recorded] = AsOf(Known(self.dataset, recorded))
            return self._as_of[recorded]

    def _released(self, version: str) -> date:
        catalogue = self.dataset.catalogue
        day = catalogue.release(version)
        if day is None or day.latest_end is None:
            known = ", ".join(catalogue.versions)
            msg = f"recorded: there is no release '{version}' (releases: {known})"
            raise CallError(msg)
        return day.latest_end

    @cached_property
    def _turns(self) -> list[date]:
        """Days of recording between which nothing changes; any other is as the one before."""
        return self.as_of().known.turns()

    def warm(self) -> None:
        """Make every state of every record ahead, so that each further view is ready at once.

        Of more than ``MOST_KEPT`` records nothing is made: their views are put together when asked.
        """
        as_of = self.as_of()
        if not self._keeps:
            return
        for kind, record in self.dataset.records():
            with self._lock:  # one record at a time: a reader need not wait for all
                for _, known in as_of.history(record):
                    self._of_record(as_of, kind, known, EDITOR)

    def records(self, view: View) -> Dataset:
        """Return the records as a view has them; its filters leave all. Raises CallError."""
        self.check(view)
        as_of = self.as_of(view.recorded)
        with self._lock:
            found = as_of.dataset(view.as_of or LAST)
        events = {one.id: under(view.policy, as_of.known, one) for one in found.events.values()}
        return replace(found, events=events)

    def history(self, event: Event, view: View) -> list[tuple[date, Event]]:
        """Return the days until that of a view on which an event changed, each with what it was."""
        as_of = self.as_of(view.recorded)
        with self._lock:
            found = as_of.history(event)
        last = view.as_of or LAST
        return [
            (since, under(view.policy, as_of.known, one))
            for since, one in found
            if since <= last and isinstance(one, Event)
        ]

    def check(self, view: View) -> None:
        """Raise CallError for a view that asks for the account of nobody, or for no release."""
        actor = view.policy.actor
        if actor is not None and actor not in self.dataset.actors:
            near = difflib.get_close_matches(actor, self.dataset.actors, 3, 0.4)
            hint = f" (is it {' or '.join(near)}?)" if near else ""
            msg = f"policy: there is no actor '{actor}'{hint}"
            raise CallError(msg)
        self.as_of(view.recorded)

    def refuse(self, kind: str, record_id: str, view: View) -> None:
        """Raise NotFoundError, WithdrawnError or UnknownYetError for a record a view has not.

        ``kind`` is that of an address (``event``).
        """
        plural = kind if kind in KINDS else f"{kind}s"
        records = self.dataset.of_kind(plural) if plural in KINDS else {}
        record = records.get(record_id)
        if record is None:
            raise NotFoundError(kind, record_id)
        known = self.as_of(view.recorded).known
        if record.withdrawn is not None and known.withdrawn(record) != NEVER:
            withdrawn = record.withdrawn
            raise WithdrawnError(record_id, str(withdrawn.on), withdrawn.why, withdrawn.instead)
        since = known.thing(record_id)
        if view.as_of is not None and view.as_of < since != NEVER:
            raise UnknownYetError(kind, record_id, view.as_of, since)

    def store(self, view: View) -> Store:
        """Return the store of a view; its filters are for queries, and leave all.

        Raises CallError.
        """
        self.check(view)
        key = view.knowledge
        if found := self._kept(key):
            return found
        with self._lock:
            if found := self._kept(key):  # made by another while this one waited
                return found
            if self._keeps:
                made = Store(ox.Store())
                made.engine.extend(self._quads(key))
            else:
                made = Store.in_memory(self._lines(key), ours=True)
            with self._ready:
                self._stores[key] = made
                while len(self._stores) > _STORES:
                    self._stores.popitem(last=False)
                return self._stores[key]

    def _kept(self, view: View) -> Store | None:
        with self._ready:
            if view not in self._stores:
                return None
            self._stores.move_to_end(view)
            return self._stores[view]

    def lines(self, view: View) -> list[str]:
        """Return the quads of a view as N-Quads lines, sorted; its filters leave all.

        Raises CallError.
        """
        self.check(view)
        with self._lock:
            if self._keeps:
                return sorted({f"{one} .\n" for one in self._quads(view)})
            return sorted(set(self._lines(view)))

    @cached_property
    def _keeps(self) -> bool:
        return sum(1 for _ in self.dataset.records()) <= MOST_KEPT

    def _states(self, view: View) -> Iterator[tuple[str, Record, bool]]:
        """Yield the records of a view with their kinds, and whether they have been withdrawn."""
        as_of, on = self.as_of(view.recorded), view.as_of or LAST
        for kind, record in self.dataset.records():
            known = as_of.record(record, on)
            if known is not None:
                yield kind, known, False
            elif as_of.known.withdrawn(record) <= on:
                yield kind, record, True

    def _lines(self, view: View) -> Iterator[str]:
        """Yield the quads of a view as N-Quads lines; one may come several times."""
        known = self.as_of(view.recorded).known
        for kind, record, is_gone in self._states(view):
            if is_gone:
                yield from self._tombstone(kind, record)
            else:
                yield from self._lines_of(known, kind, record, view.policy)
        yield from shared_lines(self.names)
        yield from self.head(view)

    def _quads(self, view: View) -> Iterator[ox.Quad]:
        """Yield the same as the engine has it, each state of a record made once."""
        as_of = self.as_of(view.recorded)
        for kind, record, is_gone in self._states(view):
            if is_gone:
                yield from self._parsed(self._tombstone(kind, record))
            else:
                yield from self._of_record(as_of, kind, record, view.policy)
        yield from self._parsed(shared_lines(self.names))
        yield from self._parsed(self.head(view))

    def _tombstone(self, kind: str, record: Record) -> list[str]:
        quads = Quads(self.names)
        add_tombstone(quads, self.dataset, kind, record)
        return quads.lines()

    def _lines_of(self, known: Known, kind: str, record: Record, policy: Policy) -> list[str]:
        quads = Quads(self.names)
        chosen = under(policy, known, record) if isinstance(record, Event) else record
        add_record(quads, known, kind, chosen)
        return quads.lines()

    def _of_record(
        self, as_of: AsOf, kind: str, known: Record, policy: Policy
    ) -> tuple[ox.Quad, ...]:
        key = id(known), policy if isinstance(known, Event) else EDITOR
        if key not in self._made:
            if (
                isinstance(known, Event)
                and policy != EDITOR
                and under(policy, as_of.known, known) is known
            ):
                # Most events a policy leaves as they are: then the editors' quads will do.
                made = self._of_record(as_of, kind, known, EDITOR)
            else:
                made = tuple(self._parsed(self._lines_of(as_of.known, kind, known, policy)))
            self._made[key] = known, made
        return self._made[key][1]

    def head(self, view: View) -> list[str]:
        """Return what a graph says of itself, and of which view it is, as N-Quads lines."""
        quads = Quads(self.names)
        add_catalogue(quads, self.dataset.catalogue)
        node = quads.subject("dataset", self.names.thing("dataset", "parley"))
        node.add("kg:asOf", day(view.as_of) if view.as_of else None)
        node.add("kg:policy", text(str(view.policy)) if view.policy != EDITOR else None)
        by = self._released(view.recorded) if isinstance(view.recorded, str) else view.recorded
        node.add("kg:recordedBy", day(by) if by else None)
        return quads.lines()

    def _parsed(self, lines: Iterable[str]) -> Iterator[ox.Quad]:
        """Yield lines as terms of the engine; the same line is one object."""
        lines = list(lines)
        new = [one for one in lines if one not in self._terms]
        self._terms.update(zip(new, ox.parse("".join(new), format=_N_QUADS), strict=True))
        yield from (self._terms[one] for one in lines)


_N_QUADS = ox.RdfFormat.N_QUADS
