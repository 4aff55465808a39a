"""What a search looks at: of each record its names, and texts that speak of it.

It is read from the store property by property and joined here, since it is nearly the whole graph.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.page.ref import Ref, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.edtf import Edtf
    from kg.rdf.names import Names
    from kg.store import Store

    Places = defaultdict[str, set[str]]

KINDS = ("event", "actor", "venue", "topic", "track", "document", "source")
"""Kinds of records that are found, in the order in which a list shows them."""

_FIELDS = {
    "schema:name": "other",
    "skos:altLabel": "other",
    "schema:description": "about",
    "skos:definition": "about",
    "kg:city": "where",
}
# What sets a record apart in a list, in this order, after its date.
_TOLD = (
    "sem:eventType",
    "kg:status",
    "sem:actorType",
    "kg:documentKind",
    "kg:city",
    "kg:country",
    "dcterms:publisher",
)
_DAYS, _MONTHS = timedelta(31), timedelta(366)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that an entry is found by; ``field`` is one of those that the index weighs."""

    field: str
    text: str


@dataclass(slots=True)
class Entry:
    """A record as a search knows it.

    ``told`` sets it apart in a list, ``events`` tells how many it has, ``order`` is what it is
    sorted by among equals, ``codes`` are its id and those that others gave it.
    """

    ref: Ref
    order: str
    told: str = ""
    events: int = 0
    codes: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def add(self, known: str, text: str) -> None:
        """Add a text that it is found by."""
        self.texts.append(Text(known, text))


def entries(store: Store, names: Names) -> list[Entry]:
    """Return all records that a store knows."""
    made = _Made(store, names)
    made.add_values()
    made.add_parts()
    made.count_events()
    return list(made.found.values())


class _Made:
    """Entries while they are made, by IRI; ``labels`` are those of all things."""

    def __init__(self, store: Store, names: Names) -> None:
        self.store, self.names = store, names
        self.labels = self.one("rdfs:label")
        gone = self.one("kg:withdrawal")
        self.found: dict[str, Entry] = {}
        for iri, label in self.labels.items():
            ref = Ref.of(iri, label)
            if ref.kind in KINDS and iri not in gone and self._is_record(iri, ref):
                entry = self.found[iri] = Entry(ref, label, codes=[ref.id])
                entry.add("title" if ref.kind == "source" else "name", label)

    def _is_record(self, iri: str, ref: Ref) -> bool:
        whole = self.names.concept if ref.kind == "topic" else self.names.thing
        return iri == whole(ref.kind, ref.id)

    def _kind(self, iri: str) -> str | None:
        return self.found[iri].ref.kind if iri in self.found else None

    def pairs(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield who has a property, and its value."""
        return self.store.values(self.names.expand(name))

    def one(self, name: str) -> dict[str, str]:
        """Return a property that has one value."""
        return dict(self.pairs(name))

    def add_values(self) -> None:
        """Add names, descriptions, dates and kinds."""
        for name, known in _FIELDS.items():
            for iri, value in self.pairs(name):
                if iri in self.found:
                    self.found[iri].add(known, value)
        for name in ("skos:exactMatch", "schema:identifier"):
            for iri, value in self.pairs(name):
                if iri in self.found:
                    self.found[iri].codes.append(local(value.rstrip("/")))
        told: dict[str, list[str]] = defaultdict(list)
        for iri, value in self.one("kg:date").items():
            entry = self.found.get(iri)
            if entry is not None:
                date = parse(value)
                told[iri].append(date.describe())
                if entry.ref.kind == "event":
                    entry.add("date", " ".join(_date_words(date)))
                    entry.order = str(date.earliest_begin or "")
        for name in _TOLD:
            for iri, value in self.one(name).items():
                entry, shown = self.found.get(iri), self.labels.get(value, value)
                if entry is not None and shown != entry.ref.label:
                    told[iri].append(shown)
                    if name in ("sem:eventType", "kg:documentKind"):
                        entry.add("kind", shown)
        for iri, parts in told.items():
            self.found[iri].told = " · ".join(parts)

    def add_parts(self) -> None:
        """Add offices, claims, and who was where."""
        for office, person in self.pairs("org:member"):
            if person in self.found and office in self.labels:
                self.found[person].add("office", self.labels[office])
        texts = self.one("schema:text")
        for claim, event in self.pairs("kg:event"):
            if event in self.found and claim in texts:
                self.found[event].add("claim", texts[claim])
        for name, events in (("who", self._who()), ("where", self._where())):
            for event, things in events.items():
                for thing in sorted(things):
                    if thing in self.labels:
                        self.found[event].add(name, self.labels[thing])

    def _who(self) -> Places:
        """Return who took part in each event, and for whom; overtaken parts are left out."""
        overtaken = self.names.rank("deprecated")
        wrong = {part for part, rank in self.pairs("wikibase:rank") if rank == overtaken}
        actors, parties = self.one("rdf:value"), self.one("kg:party")
        found: Places = defaultdict(set)
        for event, role in self.pairs("sem:hasActor"):
            if event in self.found and role not in wrong:
                found[event].update(one[role] for one in (actors, parties) if role in one)
        return found

    def _where(self) -> Places:
        """Return where each event was: the place, and what contains it, its country too."""
        within: Places = defaultdict(set)
        for place, wider in self.pairs("schema:containedInPlace"):
            within[place].add(wider)
        found: Places = defaultdict(set)
        for event, place in self.pairs("sem:hasPlace"):
            if event in self.found:
                found[event] |= {place} | within.get(place, set())
        return found

    def count_events(self) -> None:
        """Count the events of each thing; of sources none are counted."""
        wider = self.one("sem:subEventOf")
        found: Places = defaultdict(set)
        for event, things in self._who().items():
            found[event] |= things
        for event, places in self._where().items():
            # A country is a party there only if it has a part.
            found[event].update(one for one in places if self._kind(one) == "venue")
        for name in ("dcterms:subject", "sem:subEventOf", "kg:produced"):
            for event, thing in self.pairs(name):
                found[event].update(one for one in (thing, wider.get(thing)) if one)
        for event, things in found.items():
            if event in self.found and self.found[event].ref.kind == "event":
                for thing in things & self.found.keys():
                    self.found[thing].events += 1


def _date_words(date: Edtf) -> Iterator[str]:
    """Yield the year, and the months and days where the date is as exact as that."""
    first, last = date.earliest_begin, date.latest_end
    first, last = first or last, last or first
    if first is None or last is None:
        return
    yield from (str(year) for year in range(first.year, last.year + 1))
    if last - first > _MONTHS:
        return
    day, seen = first, set()
    while day <= last:
        for word in (f"{day:%B}", f"{day:%m}", *((str(day.day),) if last - first < _DAYS else ())):
            if word not in seen:
                seen.add(word)
                yield word
        day += timedelta(1)
