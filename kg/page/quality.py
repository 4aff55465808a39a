"""How well the record is founded: per track and year, and what rules found and records explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.narrow import narrowed
from kg.page.ref import Ref
from kg.queries import named, page_query

if TYPE_CHECKING:
    from kg.rdf.names import Names
    from kg.store import Store
    from kg.view import View

COUNTS = ("events", "corroborated", "one_sided", "disputed", "unverified", "unplaced")


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of the events of a track in a year (None: in all years)."""

    track: Ref
    year: str | None
    events: int
    corroborated: int
    one_sided: int
    disputed: int
    unverified: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule's warning that was looked into: the rule's name, a colon, and why all is right."""

    record: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """How many events rest on a single origin, and how many sources bear no date."""

    one_origin: int
    undated: int


def doubts(store: Store, names: Names) -> Doubts:
    """Return the numbers of what to doubt first."""
    row = next(iter(store.select(page_query("doubts").sparql(names=names))))
    return Doubts(int(str(row["oneOrigin"])), int(str(row["undated"])))


def quality(
    store: Store, names: Names, view: View | None = None
) -> tuple[tuple[Quality, tuple[Quality, ...]], ...]:
    """Return for each track of a view the counts of all years, and those of each year.

    The store is that of the view.
    """
    by_track: dict[str, list[Quality]] = {}
    for row in store.select(named("quality").sparql(narrowed(store, view, names), names=names)):
        counts = {name: int(str(row[name])) for name in COUNTS}
        track = Ref.of(row["track"], row["title"])
        by_track.setdefault(track.id, []).append(Quality(track, str(row["year"]), **counts))
    return tuple(
        (
            Quality(
                years[0].track,
                None,
                **{name: sum(getattr(one, name) for one in years) for name in COUNTS},
            ),
            tuple(years),
        )
        for years in by_track.values()
    )


def explained(store: Store, names: Names) -> tuple[Explained, ...]:
    """Return the warnings that records explain, in order of the records' names."""
    rows = store.select(page_query("explanations").sparql(names=names))
    return tuple(
        Explained(Ref.of(row["record"], row["label"]), str(row["explanation"])) for row in rows
    )
