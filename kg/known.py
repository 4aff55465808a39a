"""When each part of a dataset became public: the clock that views as of a day go by.

A source is public from the latest day of its date; one without a date is certainly public only from
the day on which its record entered. What rests on sources is known when the first of them is. A
claim is an utterance: known on its own day too, if that is earlier. What the editors add in their
own voice (notes, explanations, descriptions) is known from the day of the record.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kg.vocabulary import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.dataset import Dataset
    from kg.records import Actor, Claim, Event, LifecycleEntry, Office, Record, Track
    from kg.records.fields import Withdrawal

NEVER = date.max
"""The day of what does not become known."""


class Known:
    """Tells, for every part of a dataset, the first day on which it was certainly public.

    ``recorded`` is the day whose records count: one that entered later, or was withdrawn by then,
    is never known. Without it all records count that have not been withdrawn. An actor, a place, a
    topic or a track that entered later counts all the same where one that counts speaks of it.
    """

    def __init__(self, dataset: Dataset, recorded: date | None = None) -> None:
        self.dataset = dataset
        self._recorded = recorded
        self._released = dataset.catalogue.first_released.latest_end or NEVER
        self._gone = {record.id for _, record in dataset.records() if self._is_gone(record)}
        self._sources = {
            one.id: NEVER
            if one.id in self._gone
            else (one.published.latest_end if one.published else None) or self.entered(one)
            for one in dataset.sources.values()
        }
        self._settle()
        self._offices: dict[tuple[str, str], date] = {}
        self._things: dict[str, date] = {}
        for record_id, day in self._mentions():
            self._things[record_id] = min(day, self._things.get(record_id, NEVER))
        self._widen()
        for _, record in dataset.records():
            if self.withdrawn(record) != NEVER:
                self._things[record.id] = NEVER
            elif self._things.get(record.id, NEVER) == NEVER:  # nobody speaks of it: known from us
                self._things[record.id] = NEVER if self.is_gone(record.id) else self.entered(record)

    def _settle(self) -> None:
        dataset = self.dataset
        self._events = {one.id: min(self._of_event(one)) for one in dataset.events.values()}
        self._claims = {claim.id: self.claim(event, claim) for event, claim in dataset.claims()}

    def with_events(self, events: Mapping[str, Event]) -> Known:
        """Return the same beside other events, without going through all other records once more.

        From when an actor, a place, a topic or a track is known stays as it was: whoever asks for
        that needs all events at once.
        """
        found = copy.copy(self)
        found.dataset = replace(self.dataset, events=events)
        found._gone = self._gone | {one.id for one in events.values() if self._is_gone(one)}
        found._settle()
        return found

    def entered(self, record: Record) -> date:
        """Return the day on which a record entered the dataset."""
        entered = record.recorded.latest_end if record.recorded else None
        return entered or self._released

    def is_gone(self, record_id: str) -> bool:
        """Tell whether a record does not count: it entered later, or was withdrawn."""
        return record_id in self._gone

    def withdrawn(self, record: Record) -> date:
        """Return the day on which a record that had entered was withdrawn; NEVER if it counts."""
        if record.withdrawn is None or not self.is_gone(record.id):
            return NEVER
        unseen = self._recorded is not None and self.entered(record) > self._recorded
        return NEVER if unseen else _begin(record.withdrawn)

    def turns(self) -> list[date]:
        """Return the days of recording on which other records began to count, in order."""
        found = set()
        for _, record in self.dataset.records():
            found.add(self.entered(record))
            if record.withdrawn is not None:
                found.add(_begin(record.withdrawn))
        return sorted(found)

    def first(self, source_ids: Iterable[str]) -> date:
        """Return the day on which the first of some sources was public; NEVER for none."""
        return min(map(self._sources.__getitem__, source_ids), default=NEVER)

    def source(self, source_id: str) -> date:
        """Return the day on which a source was public."""
        return self._sources[source_id]

    def own(self, event: Event, sources: Sequence[str] = ()) -> date:
        """Return the day of a part of an event; without sources of its own, by the event's."""
        if event.id in self._gone:
            return NEVER
        return self.first(sources or event.attesting)

    def entry(self, event: Event, entry: LifecycleEntry) -> date:
        """Return the day on which a status was known."""
        return self.own(event, entry.sources)

    def claim(self, event: Event, claim: Claim) -> date:
        """Return the day on which a claim was public.

        Where nobody but a publisher speaks, the utterance is the publication. Of what only undated
        sources tell, nothing says that it was uttered in public.
        """
        if event.id in self._gone:
            return NEVER
        published = self.first(claim.sources)
        said = claim.on.latest_end if claim.on else None
        if published == NEVER or said is None:
            return published
        dated = any(self.dataset.sources[one].published for one in claim.sources)
        uttered = dated == (claim.speaker is not None)
        return min(published, said) if uttered else published

    def outcome(self, event: Event, claim: Claim) -> date:
        """Return the day on which one could know what became of a claim."""
        outcome = claim.outcome
        if outcome is None or event.id in self._gone:
            return NEVER
        shown = self.dataset.events.get(outcome.event or "")
        if outcome.sources:
            day = self.first(outcome.sources)
        elif shown is not None:
            day = self.happened(shown)
        else:
            day = self.entered(event)
        return max(day, self.claim(event, claim))

    def happened(self, event: Event) -> date:
        """Return the day on which it was known that an event had taken place, or had not.

        Without such a status it is the day on which its latest status was known.
        """
        entries = [one for one in event.lifecycle if one.status in HAPPENED] or event.lifecycle[-1:]
        return min(self.entry(event, one) for one in entries)

    def event(self, event_id: str) -> date:
        """Return the day from which an event exists: when anything about it was known."""
        return self._events[event_id]

    def claim_id(self, claim_id: str) -> date:
        """Return the day on which a claim of the dataset was public, by its id."""
        return self._claims[claim_id]

    def document(self, document_id: str) -> date:
        """Return the day on which a document was known, by the sources of its record."""
        if document_id in self._gone:
            return NEVER
        return self.first(self.dataset.documents[document_id].sources)

    def office(self, actor: Actor, office: Office) -> date:
        """Return the day on which it was known that somebody holds an office.

        That is when a source says so, when a known part is taken in it, or, where it has no source
        at all, when it began.
        """
        used = self._offices.get((actor.id, office.id), NEVER)
        begin = office.begin.latest_begin if office.begin else None
        stated = self.first(office.sources) if office.sources else begin
        return min(used, self.thing(actor.id) if stated is None else stated)

    def thing(self, record_id: str) -> date:
        """Return the day on which a record of any kind first appears in what is known."""
        if record_id in self._sources:
            return self._sources[record_id]
        if record_id in self._events:
            return self._events[record_id]
        if record_id in self.dataset.documents:
            return self.document(record_id)
        return self._things[record_id]

    def track(self, track: Track) -> date:
        """Return the day on which the first event of a track was known."""
        return self.thing(track.id)

    def _is_gone(self, record: Record) -> bool:
        recorded = self._recorded
        if recorded is None:
            return record.withdrawn is not None
        late = self.entered(record) > recorded
        return late or (record.withdrawn is not None and _begin(record.withdrawn) <= recorded)

    def _of_event(self, event: Event) -> Iterator[date]:
        yield NEVER
        for sources in event.evidence:
            yield self.own(event, sources)
        for claim in event.claims:
            yield self.claim(event, claim)

    def _mentions(self) -> Iterator[tuple[str, date]]:
        """Yield every record that a known part speaks of, with the day of that part."""
        for event in self.dataset.events.values():
            born, plain = self._events[event.id], self.own(event)
            for track in event.tracks:
                yield track, born
            for topic in event.topics:
                yield topic, plain
            for place in event.venue:
                yield place.value, self.own(event, place.sources)
            for part in event.participants:
                day = self.own(event, part.sources)
                yield from self._part(part.actor, part.party, part.office, day)
            for entry in event.lifecycle:
                for one in (entry.by, entry.venue):
                    if one is not None:
                        yield one, self.entry(event, entry)
            for claim in event.claims:
                day = self.claim(event, claim)
                value = claim.value if claim.field in _IDS else None
                for one in (claim.speaker, value, *claim.about, *claim.topics):
                    if one is not None:
                        yield one, day
        for document in self.dataset.documents.values():
            born = self.document(document.id)
            for sign in document.signatories:
                day = max(self.first(sign.sources), born) if sign.sources else born
                yield from self._part(sign.actor, sign.party, sign.office, day)
        for source in self.dataset.sources.values():
            if source.perspective is not None and source.perspective in self.dataset.actors:
                yield source.perspective, self._sources[source.id]
        for actor in self.dataset.actors.values():
            yield actor.id, self.first(actor.sources)
        for venue in self.dataset.venues.values():
            yield venue.id, self.first(venue.sources)

    def _part(
        self, actor: str, party: str | None, office: str | None, day: date
    ) -> Iterator[tuple[str, date]]:
        yield actor, day
        if party is not None:
            yield party, day
        if office is not None:
            self._offices[actor, office] = min(day, self._offices.get((actor, office), NEVER))

    def _widen(self) -> None:
        """Let what is known bring along what it belongs to: bodies, states, places, tracks."""
        queue = sorted(self._things)
        while queue:
            record_id = queue.pop()
            day = self._things[record_id]
            for other, since in self._belongs_to(record_id):
                if other is not None and max(day, since) < self._things.get(other, NEVER):
                    self._things[other] = max(day, since)
                    queue.append(other)

    def _belongs_to(self, record_id: str) -> Iterator[tuple[str | None, date]]:
        """Yield what a record belongs to, and since when at the earliest it is known to."""
        data = self.dataset
        found: tuple[str | None, ...] = ()
        if (actor := data.actors.get(record_id)) is not None:
            found = (actor.affiliation, actor.part_of)
            for office in actor.offices:
                yield office.of, self.office(actor, office)
        elif (venue := data.venues.get(record_id)) is not None:
            found = (venue.within, *data.states.get(venue.country, ()))
        elif (topic := data.topics.get(record_id)) is not None:
            found = (topic.broader,)
        elif (track := data.tracks.get(record_id)) is not None:
            found = (track.part_of, *track.parties)
        for other in found:
            yield other, date.min


def _begin(withdrawn: Withdrawal) -> date:
    """Return the first day on which a record may have been withdrawn."""
    return withdrawn.on.earliest_begin or date.min


_IDS = ("venue", "participants", "topics")
