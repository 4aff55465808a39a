"""The graph of a folder of any size, some records at a time: read, checked, and mapped to N-Quads.

Memory holds what :class:`kg.load.Parts` holds, and one part of the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.garbage import uncollected
from kg.known import Known
from kg.load import Parts
from kg.rdf.build import build, event_lines

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
    at_once: int = AT_ONCE,
) -> Iterator[list[str]]:
    """Yield the quads of a folder as N-Quads lines, each once; the same records, the same lines.

    A folder of fewer than ``at_once`` events that stand alone is one part, which is sorted. Of a
    larger one, events come first, in the order of the files; the last part is sorted. ``told`` is
    told after each part how many events are done, and ``about`` what the records are, at first.
    Raises DataError at the end, with all errors: what came before is then worth nothing.
    """
    done = 0
    with uncollected():
        parts = Parts(folder, at_once)
        if parts.around is not None:
            about(parts.around.catalogue)
            known = Known(parts.around)
            for events in parts.events():
                yield event_lines(known, events, names)
                done += len(events)
                told(done)
        dataset, elsewhere = parts.rest()
        yield build(dataset, names, elsewhere)
        told(done + len(dataset.events) - len(elsewhere))
