"""What was searched: the coverage statements, by track."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.page.ref import Ref
from kg.page.when import When
from kg.queries import page_query

if TYPE_CHECKING:
    from kg.rdf.names import Names
    from kg.store import Store, Value


@dataclass(frozen=True, slots=True)
class Coverage:
    """One statement. It covers the tracks that it names, and not their parts."""

    id: str
    span: When
    depth: Ref
    description: str
    tracks: tuple[Ref, ...]
    gaps: tuple[str, ...]


def coverage(store: Store, names: Names) -> tuple[Coverage, ...]:
    """Return all coverage statements, in order of time."""
    rows: dict[str, list[dict[str, Value]]] = {}
    for row in store.select(page_query("coverage").sparql(names=names)):
        rows.setdefault(str(row["coverage"]), []).append(dict(row))
    return tuple(
        Coverage(
            id=iri.rpartition("/")[2],
            span=When.of(same[0]["span"]),
            depth=Ref.of(same[0]["depth"], same[0]["depthLabel"]),
            description=str(same[0]["description"]),
            tracks=tuple(Ref.of(one["track"], one["title"]) for one in same if one["track"]),
            gaps=tuple(dict.fromkeys(str(one["gap"]) for one in same if one["gap"])),
        )
        for iri, same in rows.items()
    )
