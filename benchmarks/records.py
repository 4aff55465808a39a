"""Synthetic records as N-Quads, made once and kept: ``PROFILE-EVENTS.nq`` and its ``.nt``."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.questions import NAMES
from benchmarks.synthetic import coded, dataset
from kg.known import Known
from kg.rdf.build import add_record, parts
from kg.rdf.quads import Quads
from kg.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_ONCE = 5_000  # events


def nquads(profile: str, events: int, cache: Path) -> Path:
    """Return the file of so many events of a profile; made if it is not there yet."""
    ready = cache / f"{profile}-{events}.nq"
    # As a build leaves it, which saves the room: for servers, and ``disk`` with its store beside.
    packed = ready.with_suffix(".nq.gz")
    if ready.exists() or packed.exists():
        return ready if ready.exists() else packed
    cache.mkdir(parents=True, exist_ok=True)
    part = ready.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(parts(dataset(events), NAMES) if profile == "curated" else _coded(events))
    part.rename(ready)
    return ready


def ntriples(ready: Path) -> Path:
    """Return the same without the names of graphs, for engines that read no quads.

    No triple stands in two graphs, so nothing is lost but the names.
    """
    plain = ready.with_suffix(".nt")
    if not plain.exists():
        part = plain.with_suffix(".nt.part")
        with ready.open(encoding="utf-8") as file, part.open("w", encoding="utf-8") as into:
            for line in file:
                into.write(line[: line.rindex(" <")] + " .\n")
        part.rename(plain)
    return plain


def _coded(events: int) -> Iterator[str]:
    """Yield the text of coded events some thousand at a time: each stands by itself."""
    around, rows = coded(events)
    yield from parts(around, NAMES)
    while batch := list(islice(rows, _AT_ONCE)):
        found = [Event.model_validate(row) for row in batch]
        known = Known(replace(around, events={one.id: one for one in found}))
        quads = Quads(NAMES)
        for one in found:
            add_record(quads, known, "events", one)
        yield quads.taken()
