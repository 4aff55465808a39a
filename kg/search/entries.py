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
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.edtf import Edtf
    from kg.rdf.names import Names
    from kg.store import Store

    Reader = Callable[[str], "Read"]

KINDS = ("event", "actor", "venue", "topic", "track", "document", "source")
"""Kinds of records that are found, in the order in which a list shows them."""

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


Read = dict[str, list[str]]


def entries(store: Store, names: Names) -> list[Entry]:
    """Return all records that a store knows."""

    def read(name: str) -> Read:
        found: Read = defaultdict(list)
        for subject, value in store.values(names.expand(name)):
            found[subject].append(value)
        return found

    labels = read("rdfs:label")
    gone = read("kg:withdrawal")
    made = {}
    for iri, (label, *_) in labels.items():
        ref = Ref.of(iri, label)
        if ref.kind in KINDS and iri not in gone and _is_record(iri, ref, names):
            name = "title" if ref.kind == "source" else "name"
            made[iri] = Entry(ref, label, codes=[ref.id], texts=[Text(name, label)])
    _add_values(made, read, labels)
    _add_parts(made, read, labels, names)
    return list(made.values())


def _is_record(iri: str, ref: Ref, names: Names) -> bool:
    whole = names.concept if ref.kind == "topic" else names.thing
    return iri == whole(ref.kind, ref.id)


def _add_values(made: Mapping[str, Entry], read: Reader, labels: Read) -> None:
    for name, known in (("schema:name", "other"), ("skos:altLabel", "other")):
        _add(made, known, read(name).items())
    for name in ("schema:description", "skos:definition"):
        _add(made, "about", read(name).items())
    for iri, values in [*read("skos:exactMatch").items(), *read("schema:identifier").items()]:
        if iri in made:
            made[iri].codes += [local(one.rstrip("/")) for one in values]
    # What sets a record apart in a list, in this order.
    told: dict[str, list[str]] = defaultdict(list)
    for iri, (first, *_) in read("kg:date").items():
        if iri in made:
            date = parse(first)
            told[iri].append(date.describe())
            if made[iri].ref.kind == "event":
                made[iri].texts.append(Text("date", " ".join(_date_words(date))))
                made[iri].order = str(date.earliest_begin or "")
    for name in ("sem:eventType", "kg:status", "sem:actorType", "kg:documentKind"):
        for iri, (first, *_) in read(name).items():
            told[iri] += labels.get(first, [])[:1]
            if name in ("sem:eventType", "kg:documentKind"):
                _add(made, "kind", [(iri, labels.get(first, []))])
    for name in ("kg:city", "kg:country", "dcterms:publisher"):
        for iri, (first, *_) in read(name).items():
            shown = labels.get(first, [first])[0]
            if iri in made and shown != made[iri].ref.label:
                told[iri].append(shown)
    _add(made, "where", read("kg:city").items())
    for iri, entry in made.items():
        entry.told = " · ".join(told[iri])


def _add_parts(made: Mapping[str, Entry], read: Reader, labels: Read, names: Names) -> None:
    """Add offices, claims, participants and places; count the events of each thing."""
    titles = {office: labels[office] for office in read("org:member") if office in labels}
    for office, persons in read("org:member").items():
        _add(made, "office", ((one, titles.get(office, [])) for one in persons))
    texts = read("schema:text")
    for claim, (event, *_) in read("kg:event").items():
        _add(made, "claim", [(event, texts.get(claim, []))])
    of_events: dict[str, set[str]] = defaultdict(set)
    overtaken = names.rank("deprecated")
    ranks, actors, parties = read("wikibase:rank"), read("rdf:value"), read("kg:party")
    for event, roles in read("sem:hasActor").items():
        for role in roles:
            if overtaken not in ranks.get(role, []):
                of_events[event].update(actors.get(role, []), parties.get(role, []))
    within = read("schema:containedInPlace")
    places = {
        event: [*same, *(wider for one in same for wider in within.get(one, []))]
        for event, same in read("sem:hasPlace").items()
    }
    for event, found in of_events.items():
        _add(made, "who", [(event, (labels[one][0] for one in sorted(found) if one in labels))])
    for event, same in places.items():
        of_events[event].update(same)
        _add(made, "where", [(event, (labels[one][0] for one in same if one in labels))])
    wider_tracks = read("sem:subEventOf")
    for name in ("dcterms:subject", "sem:subEventOf", "kg:produced"):
        for event, values in read(name).items():
            of_events[event].update(values)
    for event, found in of_events.items():
        if event in made and made[event].ref.kind == "event":
            for one in found | {wide for near in found for wide in wider_tracks.get(near, [])}:
                if one in made:
                    made[one].events += 1


def _add(
    made: Mapping[str, Entry], known: str, values: Iterable[tuple[str, Iterable[str]]]
) -> None:
    for iri, texts in values:
        if iri in made:
            made[iri].texts += [Text(known, one) for one in texts]


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
