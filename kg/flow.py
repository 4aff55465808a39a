"""The graph of a folder of any size, some records at a time: read, checked, and mapped to N-Quads.

Memory holds what :class:`kg.load.Parts` holds, and one part of the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.garbage import uncollected
from kg.known import Known
from kg.load import Parts
from kg.rdf.build import build, event_lines, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.rdf.names import Names
    from kg.records import Catalogue

# Events of a part: their records, lines and the texts of these take some 250 MB.
AT_ONCE = 5_000


def flow(
    folder: Path,
    names: Names,
    told: Callable[[int], None] = lambda _: None,
    about: Callable[[Catalogue], None] = lambda _: None,
    at_once: int | None = None,
) -> Iterator[list[str]]:
    """Yield the quads of a folder as N-Quads lines, each once; the same records, the same lines.

    A folder of fewer than ``at_once`` events that stand alone (``AT_ONCE``, unless told) is one
    part, which is sorted. Of a larger one, events come first, in the order of the files; the last
    part is sorted. ``told`` is told after each part how many events are done, and ``about`` what
    the records are, at first.
    Raises DataError at the end, with all errors: what came before is then worth nothing.
    """
    done = 0
    with uncollected():
        read = Parts(folder, at_once or AT_ONCE)
        if read.around is not None:
            about(read.around.catalogue)
        for lines, count in _alone(read, names):
            yield lines
            done += count
            told(done)
        dataset, elsewhere = read.rest()
        yield build(dataset, names, elsewhere)
        told(done + len(dataset.events) - len(elsewhere))


def texts(folder: Path, names: Names, at_once: int | None = None) -> Iterator[str]:
    """Yield the same as text in no order, some of it twice: for an engine, which minds neither.

    Raises DataError as ``flow`` does.
    """
    with uncollected():
        read = Parts(folder, at_once or AT_ONCE)
        for lines, _ in _alone(read, names):
            yield "".join(lines)
        dataset, elsewhere = read.rest()
        yield from parts(dataset, names, elsewhere)


def _alone(read: Parts, names: Names) -> Iterator[tuple[list[str], int]]:
    """Yield the lines of events that stand alone, and how many these are."""
    if read.around is not None:
        known = Known(read.around)
        for events in read.events():
            yield event_lines(known, events, names), len(events)
