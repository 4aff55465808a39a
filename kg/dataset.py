"""The dataset: all records, indexed, with what follows from them alone.

Nothing here knows where records come from or where they go.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.records import (
    Actor,
    Catalogue,
    Claim,
    Coverage,
    Document,
    Event,
    Record,
    Source,
    Topic,
    Track,
    Venue,
)

if TYPE_CHECKING:
    from collections.abc import (
        ItemsView,
        Iterable,
        Iterator,
        KeysView,
        Mapping,
        Sequence,
        ValuesView,
    )
    from datetime import date

KINDS: Mapping[str, type[Record]] = {
    "actors": Actor,
    "coverage": Coverage,
    "documents": Document,
    "events": Event,
    "sources": Source,
    "topics": Topic,
    "tracks": Track,
    "venues": Venue,
}


@dataclass(frozen=True)
class Dataset:
    """Records by kind and id, each in the order of the files. Ids are unique over all kinds."""

    catalogue: Catalogue
    actors: Mapping[str, Actor] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    tracks: Mapping[str, Track] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    # Of a part of a dataset: the kinds of records that it speaks of and that stand elsewhere.
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def states(self) -> Mapping[str, Sequence[str]]:
        """The ids of the actors that have a country code, by that code."""
        found: dict[str, list[str]] = {}
        for one in self.actors.values():
            if one.country is not None:
                found.setdefault(one.country, []).append(one.id)
        return found

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """Return the records of one kind (a key of ``KINDS``), by id."""
        records: Mapping[str, Record] = getattr(self, kind)
        return records

    def kind_of(self, record_id: str) -> str | None:
        """Return the kind (a key of ``KINDS``) of the record of that id, or None."""
        here = (kind for kind in KINDS if record_id in self.of_kind(kind))
        return next(here, self.elsewhere.get(record_id))

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with its kind."""
        for kind in KINDS:
            for record in self.of_kind(kind).values():
                yield kind, record

    def beside(self) -> Dataset:
        """Return a dataset whose records are found by their ids, and not told again.

        With some events put into it, it is a part of a whole that is too large for memory: rules
        and mapping see these events alone, and find all that they speak of.
        """
        found: dict[str, Any] = {kind: _Beside(self.of_kind(kind)) for kind in KINDS}
        return replace(self, **found)

    def claims(self) -> Iterator[tuple[Event, Claim]]:
        """Yield every claim with the event it stands under."""
        for event in self.events.values():
            for claim in event.claims:
                yield event, claim

    def roots(self, source_ids: Iterable[str]) -> frozenset[str]:
        """Return the independent origins behind some sources.

        A source leads to the sources it was derived from, and in the end to an origin: the agency
        or outlet whose text it is. Two wire copies of one agency are one root. The count is an
        upper bound, since outlets reprint agencies without saying so.
        """
        roots: set[str] = set()
        seen: set[str] = set()
        queue = list(source_ids)
        while queue:
            source_id = queue.pop()
            source = self.sources.get(source_id)
            if source is None or source_id in seen:
                continue
            seen.add(source_id)
            queue += source.derived_from
            if not source.derived_from:
                roots.add(source.origin or source.publisher)
        return frozenset(roots)

    def published(self, source_ids: Iterable[str]) -> date | None:
        """Return the first day by which one of the sources was certainly public.

        None when no source has a day of publication.
        """
        days = [
            source.published.latest_end
            for source_id in source_ids
            if (source := self.sources.get(source_id)) is not None and source.published is not None
        ]
        return min((day for day in days if day is not None), default=None)

    def uttered(self, claim: Claim) -> date | None:
        """Return the day by which a claim was certainly public: it was said, or it came out."""
        days = [claim.on.latest_end if claim.on is not None else None]
        days.append(self.published(claim.sources))
        return min((day for day in days if day is not None), default=None)

    def public_since(self, event: Event) -> date | None:
        """Return the first day on which something about the event was certainly public.

        None when no source of what is said of it has a day of publication.
        """
        days = [self.published(sources or event.attesting) for sources in event.evidence]
        days += [self.uttered(claim) for claim in event.claims]
        return min((day for day in days if day is not None), default=None)


class _Beside(dict[str, Any]):
    """Records that are found by id, where somebody goes through all there are none."""

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        return {}.keys()

    def values(self) -> ValuesView[Any]:  # type: ignore[override]
        return {}.values()

    def items(self) -> ItemsView[str, Any]:  # type: ignore[override]
        return {}.items()
