"""What can be known of a record on a day: the same record, with less in it.

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
- What the editors say in their own voice waits for the day on which the record entered: notes,
  descriptions of people, tracks and documents, and what was searched.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from kg.edtf import parse
from kg.known import NEVER, Known
from kg.records import (
    Actor,
    Claim,
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

    from kg.edtf import Edtf
    from kg.records import LifecycleEntry

T = TypeVar("T")
S = TypeVar("S", bound=Signature)

_RANKS = ("preferred", "normal", "deprecated")
# Who says it in one of these ways does not hold the value to be true.
NOT_HELD = frozenset({"denied", "no-comment"})


class Glimpse:
    """A day, what of records is known on it, and the days that this depended on (``asked``)."""

    def __init__(self, known: Known, day: date) -> None:
        self.known, self.day = known, day
        self.asked: set[date] = set()

    def knows(self, since: date) -> bool:
        """Tell whether something known since a day is known on this one."""
        self.asked.add(since)
        return since <= self.day and since != NEVER

    def record(self, record: Record) -> Record | None:
        """Return a record as it is known on the day, None when nothing of it is."""
        if not self.knows(self.known.thing(record.id)):
            return None
        with_parts = _PARTS.get(type(record))
        parts = with_parts(self, record) if with_parts else {}
        if not self.knows(self.known.entered(record)):
            parts |= {"note": None, "explained": ()}
        return record.model_copy(update=parts)

    def _sources(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in ids if self.knows(self.known.source(one)))

    def _things(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in ids if self.knows(self.known.thing(one)))

    def _own_voice(self, record: Record, *fields: str) -> dict[str, Any]:
        return {} if self.knows(self.known.entered(record)) else dict.fromkeys(fields)

    def _source(self, source: Source) -> dict[str, Any]:
        return {"derived_from": self._sources(source.derived_from)}

    def _venue(self, venue: Venue) -> dict[str, Any]:
        return {"sources": self._sources(venue.sources)}

    def _track(self, track: Track) -> dict[str, Any]:
        return {
            "parties": self._things(track.parties),
            **self._own_voice(track, "description"),
        }

    def _actor(self, actor: Actor) -> dict[str, Any]:
        found = self._own_voice(actor, "description")
        offices = []
        for office in actor.offices:
            if self.knows(self.known.office(actor, office)):
                end = office.end
                known_end = end is None or self.knows(end.latest_end or NEVER)
                less: dict[str, Any] = {"sources": self._sources(office.sources)}
                less |= {} if known_end else {"end": None}
                less |= self._own_voice(actor, "note")
                offices.append(office.model_copy(update=less))
        return found | {"offices": tuple(offices), "sources": self._sources(actor.sources)}

    def _document(self, document: Document) -> dict[str, Any]:
        day = self.known.document(document.id)
        signatories = tuple(
            self._part(document, one)
            for one in document.signatories
            if self.knows(self.known.first(one.sources) if one.sources else day)
        )
        links = ("supplements", "revises", "endorses")
        found: dict[str, Any] = {name: self._things(getattr(document, name)) for name in links}
        return (
            found
            | self._own_voice(document, "description")
            | ({} if self.knows(self.known.entered(document)) else {"aliases": ()})
            | {
                # What was put forward before it was signed has no date yet.
                "date": document.date if self.knows(max(day, _last(document.date))) else None,
                "signatories": signatories,
                "text": self._sources(document.text),
                "sources": self._sources(document.sources),
            }
        )

    def _part(self, record: Record, part: S) -> S:
        less = {"sources": self._sources(part.sources)}
        return part.model_copy(update=less | self._own_voice(record, "note"))

    def _event(self, event: Event) -> dict[str, Any]:
        known = self.known
        claims = tuple(
            self._claim(event, one) for one in event.claims if self.knows(known.claim(event, one))
        )
        lifecycle = tuple(
            one.model_copy(
                update={"sources": self._sources(one.sources)} | self._own_voice(event, "note")
            )
            for one in event.lifecycle
            if self.knows(known.entry(event, one))
        )
        parts = tuple(
            self._part(event, one)
            for one in event.participants
            if self.knows(known.own(event, one.sources))
        )
        settled = any(one.rank == "preferred" for one in parts)
        if not settled and not self.knows(known.entered(event)):
            # Who was held to take part by mistake was held to do so then.
            parts = tuple(one.model_copy(update={"rank": "normal"}) for one in parts)
        found: dict[str, Any] = {
            "claims": claims,
            "lifecycle": lifecycle,
            "participants": parts,
            "sources": tuple(one for one in event.sources if self.knows(known.source(one.source))),
            "date": self._statements(event, event.date),
            "venue": self._statements(event, event.venue),
            "summary": self._statements(event, event.summary),
        }
        found["date"] = self._dated(event, found["date"], lifecycle, claims)
        for name in ("part_of", "follows", "led_to", "about", "responds_to", "produced"):
            found[name] = self._things(getattr(event, name))
        if not self.knows(known.own(event)):
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
    ) -> tuple[Statement[Edtf], ...]:
        """Return the dates with the last plan first, as long as only overtaken ones are known."""
        ranks = {one.rank for one in event.date if self.knows(self.known.own(event, one.sources))}
        if not ranks <= {"deprecated"}:
            return dates
        plan = next(_planned(lifecycle, () if dates else claims), None)
        if plan is None:
            return dates
        stated = next((one for one in dates if one.value == plan.value), plan)
        return (stated, *(one for one in dates if one is not stated))

    def _statements(
        self, event: Event, statements: tuple[Statement[T], ...]
    ) -> tuple[Statement[T], ...]:
        found = [
            one.model_copy(
                update={"sources": self._sources(one.sources)} | self._own_voice(event, "note")
            )
            for one in statements
            if self.knows(self.known.own(event, one.sources))
        ]
        settled = any(one.rank == "preferred" for one in found)
        if settled or len(statements) == 1:
            return tuple(found)
        found.sort(key=lambda one: _RANKS.index(one.rank))
        return tuple(one.model_copy(update={"rank": "normal"}) for one in found)

    def _claim(self, event: Event, claim: Claim) -> Claim:
        known = self.known
        claims = {
            name: tuple(one for one in getattr(claim, name) if self.knows(known.claim_id(one)))
            for name in ("confirms", "disputes")
        }
        cited = {
            name: tuple(one for one in getattr(claim, name) if self.knows(known.source(one.source)))
            for name in ("corroborated_by", "contradicted_by")
        }
        less: dict[str, Any] = {
            "sources": self._sources(claim.sources),
            "about": self._things(claim.about),
            **claims,
            **cited,
            **self._own_voice(event, "note"),
        }
        if claim.outcome is not None:
            by = claim.outcome.event
            shown = claim.outcome.model_copy(
                update={
                    "sources": self._sources(claim.outcome.sources),
                    "event": by if by is not None and self.knows(known.thing(by)) else None,
                    **self._own_voice(event, "note"),
                }
            )
            less["outcome"] = shown if self.knows(known.outcome(event, claim)) else None
        return claim.model_copy(update=less)


_LINKS = ("part_of", "follows", "led_to", "about", "responds_to", "produced")
_PARTS: Mapping[type[Record], Callable[[Glimpse, Any], dict[str, Any]]] = {
    Actor: Glimpse._actor,
    Document: Glimpse._document,
    Event: Glimpse._event,
    Source: Glimpse._source,
    Track: Glimpse._track,
    Venue: Glimpse._venue,
}


def _last(when: Edtf) -> date:
    return when.latest_end or date.min


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
