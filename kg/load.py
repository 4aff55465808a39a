"""From a folder of records to a checked dataset, with every problem told at once.

data/dataset.yaml            the catalogue
data/<kind>.yaml             records of one kind (actors, events, sources, topics, …)
data/<kind>/<any>.yaml       the same, in several files
data/<kind>/<any>.jsonl      the same, one record a line in JSON: what programs write
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.checks import Finding, check, errors
from kg.checks.alone import needed_events, stands_alone
from kg.errors import DataError, Problem
from kg.garbage import uncollected
from kg.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.dataset import Dataset
    from kg.records import Event

# Faulty events of which is told: nobody reads millions of problems.
_MOST = 1000


def load(folder: Path) -> Dataset:
    """Return the dataset of a folder. Raises DataError with all errors (warnings don't count)."""
    with uncollected():
        return Parts(folder).rest()[0]


def examine(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Return the dataset (None when its files break the models) and every problem found.

    Rules across records run over all records that each hold by themselves, also beside broken
    ones; an id that may be that of a broken record is not called unknown.
    """
    with uncollected():
        parts = Parts(folder)
        dataset = parts.left()
        broken = bool(parts.reader.problems)
        problems = parts.problems(dataset, check)
    return None if broken else dataset, problems


class Parts:
    """A folder that is read once, some events at a time: of any size, in bounded memory.

    ``around`` are the records that are no events (with the catalogue), ``events`` yields events
    that stand alone, and ``rest`` returns what is left. It stays in memory, as all other records
    do: events that speak of each other, and the last ``at_once`` of those that stand alone.
    Without ``at_once`` that is all of them.
    """

    def __init__(self, folder: Path, at_once: int | None = None) -> None:
        self.reader = Reader(folder)
        self.around = self.reader.around()
        self._at_once = at_once
        self._kept: dict[str, Event] = {}
        self._read = False
        self._handed = self._faulty = 0

    def events(self) -> Iterator[dict[str, Event]]:
        """Yield checked events that stand alone, some at a time; none once something is wrong."""
        if self.around is None:
            return
        beside = self.around.beside()
        waiting: dict[str, Event] = {}
        for event in self.reader.events():
            if self._at_once is None or not stands_alone(event):
                self._kept[event.id] = event
                continue
            waiting[event.id] = event
            if len(waiting) == self._at_once:
                self._keep_faulty(replace(beside, events=waiting))
                if not self._faulty and not self.reader.problems:
                    self._handed += len(waiting)
                    yield waiting
                waiting = {}
        self._kept |= waiting
        self._read = True

    def _keep_faulty(self, part: Dataset) -> None:
        """Keep the events that break a rule: what is wrong is told beside all that is left."""
        faulty = {one.record for one in errors(part)}
        for one in sorted(faulty)[: max(_MOST - self._faulty, 0)]:
            self._kept[one] = part.events[one]
        self._faulty += len(faulty)

    def left(self) -> Dataset | None:
        """Return all that was not handed on, and what this speaks of; None without a folder."""
        if not self._read:
            for _ in self.events():
                pass
        if self.around is None:
            return None
        dataset = replace(self.around, events=self._kept)
        needed = needed_events(dataset) if self._handed else set()
        again = {one.id: one for one in self.reader.again(needed)} if needed else {}
        return replace(dataset, events={**self._kept, **again})

    def rest(self) -> tuple[Dataset, frozenset[str]]:
        """Return what is left, checked, with the ids in it of events that were handed on before.

        To be called after the last of the ``events``. Those handed on are in it where others speak
        of them. Raises DataError with all errors of the whole folder (warnings don't count).
        """
        dataset = self.left()
        problems = self.problems(dataset, errors)
        if dataset is None or problems:
            raise DataError(problems)
        return dataset, frozenset(one for one in dataset.events if one not in self._kept)

    def problems(
        self, dataset: Dataset | None, rules: Callable[[Dataset], Iterable[Finding]]
    ) -> list[Problem]:
        """Return what is wrong with the files, and with the dataset that was read from them.

        To tell the line of a warning takes far longer than all the rest.
        """
        reader = self.reader
        findings = [] if dataset is None else rules(dataset)
        found = [reader.place(one) for one in findings if reader.can_tell(one)]
        problems = reader.problems + found
        problems.sort(key=lambda one: (one.file, one.line or 0, str(one)))
        return problems
