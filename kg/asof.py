"""Records as they could be known on a day: fewer of them, with less in each.

A projection from records to records, so that the graph made of it has the shape of the whole graph,
and every query, page and export reads it unchanged. Nothing that only a later source gives is kept,
neither as an empty value nor by another name:

- Statements, parts, statuses and claims stay from the day on which they were known
  (:mod:`kg.known`); an event, and all else, stays from the day on which something about it was.
- Until the value that the editors prefer is known, nothing was settled: what is known of its rivals
  stands with equal rank, in order of the editors' ranks and then of the record.
- Without a statement of its date, an event has the date of the last known status that plans one,
  else of the first known claim that gives one, else none. A plan also stands before statements that
  the editors hold to be overtaken, while no better one is known.
- What the editors say in their own voice waits for the day on which the record entered.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from kg.dataset import KINDS
from kg.edtf import parse
from kg.known import NEVER, Known
from kg.records import (
    Actor,
    Claim,
    Coverage,
    Document,
    Event,
    Record,
    Signature,
    Source,
    Statement,
    Track,
    Venue,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.dataset import Dataset
    from kg.edtf import Edtf
    from kg.records import LifecycleEntry

T = TypeVar("T")
S = TypeVar("S", bound=Signature)

_RANKS = ("preferred", "normal", "deprecated")
# Who says it in one of these ways does not hold the value to be true.
NOT_HELD = frozenset({"denied", "no-comment"})
LAST = date(9999, 12, 30)
"""The day before NEVER, on which all that ever becomes known is known."""


class _At:
    """A day, and all days that it was compared with."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.asked: set[date] = set()

    def knows(self, since: date) -> bool:
        """Tell whether something known since a day is known on this one."""
        self.asked.add(since)
        return since <= self.day and since != NEVER


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
            at = _At(LAST)
            self._project(record, at)
            found = tuple(sorted(at.asked - {NEVER, date.min}))
            self._days[record.id] = found
        return found

    def state(self, record: Record, day: date) -> int:
        """Return a number that changes whenever more became known of a record; 0: nothing yet."""
        return bisect_right(self.days(record), day)

    def record(self, record: Record, day: date) -> Record | None:
        """Return a record as known on a day, None when nothing of it was."""
        key = record.id, self.state(record, day)
        if key not in self._made:
            made = self._project(record, _At(day))
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

    def _project(self, record: Record, at: _At) -> Record | None:
        # Coverage tells of our search and not of the world: only its tracks must be known.
        ours = isinstance(record, Coverage) and not self.known.is_gone(record.id)
        if not at.knows(self.known.thing(record.id)) and not ours:
            return None
        with_parts = _PARTS.get(type(record))
        parts = with_parts(self, record, at) if with_parts else {}
        if parts is None:
            return None
        if not at.knows(self.known.entered(record)):
            parts |= {"note": None, "explained": ()}
        return record.model_copy(update=parts)

    def _sources(self, ids: Iterable[str], at: _At) -> tuple[str, ...]:
        return tuple(one for one in ids if at.knows(self.known.source(one)))

    def _things(self, ids: Iterable[str], at: _At) -> tuple[str, ...]:
        return tuple(one for one in ids if at.knows(self.known.thing(one)))

    def _own_voice(self, record: Record, at: _At, *fields: str) -> dict[str, Any]:
        return {} if at.knows(self.known.entered(record)) else dict.fromkeys(fields)

    def _source(self, source: Source, at: _At) -> dict[str, Any]:
        return {"derived_from": self._sources(source.derived_from, at)}

    def _venue(self, venue: Venue, at: _At) -> dict[str, Any]:
        return {"sources": self._sources(venue.sources, at)}

    def _track(self, track: Track, at: _At) -> dict[str, Any]:
        # Its description is ours, but tells what the track is rather than what became of it.
        return {"parties": self._things(track.parties, at)}

    def _coverage(self, coverage: Coverage, at: _At) -> dict[str, Any] | None:
        tracks = self._things(coverage.tracks, at)
        return {"tracks": tracks} if tracks else None

    def _actor(self, actor: Actor, at: _At) -> dict[str, Any]:
        found = self._own_voice(actor, at, "description")
        offices = []
        for office in actor.offices:
            if at.knows(self.known.office(actor, office)):
                end = office.end
                known_end = end is None or at.knows(end.earliest_end or end.latest_end or NEVER)
                less: dict[str, Any] = {"sources": self._sources(office.sources, at)}
                less |= {} if known_end else {"end": None}
                less |= self._own_voice(actor, at, "note")
                offices.append(office.model_copy(update=less))
        return found | {"offices": tuple(offices), "sources": self._sources(actor.sources, at)}

    def _document(self, document: Document, at: _At) -> dict[str, Any]:
        day = self.known.document(document.id)
        signatories = tuple(
            self._part(document, one, at)
            for one in document.signatories
            if at.knows(self.known.first(one.sources) if one.sources else day)
        )
        links = ("supplements", "revises", "endorses")
        found: dict[str, Any] = {name: self._things(getattr(document, name), at) for name in links}
        return (
            found
            | self._own_voice(document, at, "description")
            | {
                "signatories": signatories,
                "text": self._sources(document.text, at),
                "sources": self._sources(document.sources, at),
            }
        )

    def _part(self, record: Record, part: S, at: _At) -> S:
        less = {"sources": self._sources(part.sources, at)}
        return part.model_copy(update=less | self._own_voice(record, at, "note"))

    def _event(self, event: Event, at: _At) -> dict[str, Any]:
        known = self.known
        claims = tuple(
            self._claim(event, one, at) for one in event.claims if at.knows(known.claim(event, one))
        )
        lifecycle = tuple(
            one.model_copy(
                update={"sources": self._sources(one.sources, at)}
                | self._own_voice(event, at, "note")
            )
            for one in event.lifecycle
            if at.knows(known.entry(event, one))
        )
        parts = tuple(
            self._part(event, one, at)
            for one in event.participants
            if at.knows(known.own(event, one.sources))
        )
        found: dict[str, Any] = {
            "claims": claims,
            "lifecycle": lifecycle,
            "participants": parts,
            "sources": tuple(one for one in event.sources if at.knows(known.source(one.source))),
            "date": self._statements(event, event.date, at),
            "venue": self._statements(event, event.venue, at),
            "summary": self._statements(event, event.summary, at),
        }
        found["date"] = self._dated(event, found["date"], lifecycle, claims, at)
        for name in ("part_of", "follows", "led_to", "about", "responds_to", "produced"):
            found[name] = self._things(getattr(event, name), at)
        if not at.knows(known.own(event)):
            # Said by the record alone, which rests on sources that were not out yet.
            found |= {"format": None, "round": None, "topics": ()}
            found |= dict.fromkeys(_LINKS, ())
        return found

    def _dated(
        self,
        event: Event,
        dates: tuple[Statement[Edtf], ...],
        lifecycle: tuple[LifecycleEntry, ...],
        claims: tuple[Claim, ...],
        at: _At,
    ) -> tuple[Statement[Edtf], ...]:
        """Return the dates with the last plan first, as long as only overtaken ones are known."""
        ranks = {one.rank for one in event.date if at.knows(self.known.own(event, one.sources))}
        if not ranks <= {"deprecated"}:
            return dates
        plan = next(_planned(lifecycle, () if dates else claims), None)
        if plan is None:
            return dates
        stated = next((one for one in dates if one.value == plan.value), plan)
        return (stated, *(one for one in dates if one is not stated))

    def _statements(
        self, event: Event, statements: tuple[Statement[T], ...], at: _At
    ) -> tuple[Statement[T], ...]:
        found = [
            one.model_copy(
                update={"sources": self._sources(one.sources, at)}
                | self._own_voice(event, at, "note")
            )
            for one in statements
            if at.knows(self.known.own(event, one.sources))
        ]
        settled = any(one.rank == "preferred" for one in found)
        if settled or len(statements) == 1:
            return tuple(found)
        found.sort(key=lambda one: _RANKS.index(one.rank))
        return tuple(one.model_copy(update={"rank": "normal"}) for one in found)

    def _claim(self, event: Event, claim: Claim, at: _At) -> Claim:
        known = self.known
        claims = {
            name: tuple(one for one in getattr(claim, name) if at.knows(known.claim_id(one)))
            for name in ("confirms", "disputes")
        }
        cited = {
            name: tuple(one for one in getattr(claim, name) if at.knows(known.source(one.source)))
            for name in ("corroborated_by", "contradicted_by")
        }
        less: dict[str, Any] = {
            "sources": self._sources(claim.sources, at),
            "about": self._things(claim.about, at),
            **claims,
            **cited,
            **self._own_voice(event, at, "note"),
        }
        if claim.outcome is not None:
            by = claim.outcome.event
            shown = claim.outcome.model_copy(
                update={
                    "sources": self._sources(claim.outcome.sources, at),
                    "event": by if by is not None and at.knows(known.thing(by)) else None,
                    **self._own_voice(event, at, "note"),
                }
            )
            less["outcome"] = shown if at.knows(known.outcome(event, claim)) else None
        return claim.model_copy(update=less)


_LINKS = ("part_of", "follows", "led_to", "about", "responds_to", "produced")
_PARTS: Mapping[type[Record], Callable[[AsOf, Any, _At], dict[str, Any] | None]] = {
    Actor: AsOf._actor,
    Coverage: AsOf._coverage,
    Document: AsOf._document,
    Event: AsOf._event,
    Source: AsOf._source,
    Track: AsOf._track,
    Venue: AsOf._venue,
}


def _planned(
    lifecycle: tuple[LifecycleEntry, ...], claims: tuple[Claim, ...]
) -> Iterator[Statement[Edtf]]:
    """Yield the date that an event has by plan or hearsay, as a statement; or nothing."""
    for entry in reversed(lifecycle):
        if entry.date is not None:
            yield Statement(value=entry.date, sources=entry.sources)
            return
    for claim in claims:
        gives = claim.field == "date" and claim.modality not in NOT_HELD and claim.sources
        if gives and claim.value is not None:
            yield Statement(value=parse(claim.value), sources=claim.sources)
            return
