"""Events as quads: plain triples for reading, statements with rank and sources beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.rdf.about import about_iri
from kg.rdf.names import EDTF, digest
from kg.rdf.period import periods
from kg.rdf.quads import day, exact_day, iri, text, truth, typed, whole
from kg.rdf.role import describe_part
from kg.records import best
from kg.vocabulary import FORMATS, HAPPENED, STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.edtf import Edtf
    from kg.known import Known
    from kg.rdf.quads import Quads, Subject
    from kg.records import Event, LifecycleEntry, Participation, Statement

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LINKS = {
    "part_of": ("sem:subEventOf", "schema:superEvent"),
    "follows": ("kg:follows",),
    "led_to": ("kg:ledTo",),
    "responds_to": ("kg:respondsTo",),
}


def add_event(quads: Quads, known: Known, event: Event) -> None:
    """Add an event with its roles, lifecycle, statements and citations."""
    names, dataset = quads.names, known.dataset
    node = quads.subject("events", names.thing("event", event.id))
    node.a("sem:Event", "schema:Event")
    node.says("rdfs:label", event.title)
    when = _when(event)
    node.edtf("kg:date", when)
    node.bounds(when, when)
    span = (when.earliest_begin, when.latest_end) if when else (None, None)
    node.add("kg:period", *map(text, periods(*span)))
    if when is not None and when.time is not None and when.time.tzinfo is not None:
        node.add("schema:startDate", typed(when.time.isoformat(), _XSD + "dateTime"))
    # A drawing shows an event once, on the track that its record names first.
    node.link("kg:mainTrack", names.thing("track", event.tracks[0]))
    for track in event.tracks:
        node.link("sem:subEventOf", names.thing("track", track))
        node.link("schema:superEvent", names.thing("track", track))
    for field, predicates in _LINKS.items():
        for predicate in predicates:
            node.refers(predicate, "event", getattr(event, field))
    node.link("schema:about", *(about_iri(dataset, names, one) for one in event.about))
    node.add("kg:round", whole(event.round) if event.round else None)
    for one in event.produced:
        document = quads.subject("documents", names.thing("document", one))
        node.link("kg:produced", document.iri)
        document.link("prov:wasGeneratedBy", node.iri)
    cited = [citation.source for citation in event.sources]
    node.refers("prov:hadPrimarySource", "source", cited)
    since = dataset.public_since(event)
    node.add("dcterms:issued", day(since) if since else None)
    node.add("kg:independentOrigins", whole(len(dataset.roots(cited))))
    node.add("kg:disputed", truth(is_disputed(event)))
    node.add("kg:knownFrom", day(known.event(event.id)))
    _add_status(quads, known, node, event)
    _add_statements(quads, known, node, event)
    for part in event.participants:
        _add_role(quads, known, node, event, part)
    for citation in event.sources:
        if citation.note is not None or citation.preview:
            where = names.thing("citation", event.id, citation.source)
            node.link("kg:citation", where)
            note = quads.subject("statements", where)
            note.a("kg:Citation")
            note.link("prov:hadPrimarySource", names.thing("source", citation.source))
            note.says("rdfs:comment", citation.note)
            note.add("kg:preview", truth(citation.preview))


def _when(event: Event) -> Edtf | None:
    """Return the date that stands for an event; None when a view of a past day has none yet."""
    chosen = best(event.date)
    return chosen[0].value if chosen else None


def is_disputed(event: Event) -> bool:
    """Tell whether claims on one question answer it differently, or a field has rival values."""
    answers: dict[str, set[str | None]] = {}
    for claim in event.claims:
        if claim.question is not None:
            answers.setdefault(claim.question, set()).add(claim.position)
    rivals = any(len(getattr(event, field)) > 1 for field in ("date", "venue", "summary"))
    return rivals or any(len(found) > 1 for found in answers.values())


def _add_status(quads: Quads, known: Known, node: Subject, event: Event) -> None:
    names = quads.names
    if event.lifecycle:
        status = STATUSES[event.status.status]
        node.link("kg:status", names.concept("status", status.id))
        node.link("schema:eventStatus", status.broad_match)
    if event.format is not None:
        mode = FORMATS[event.format].broad_match
        node.link("kg:format", names.concept("format", event.format))
        node.link("schema:eventAttendanceMode", mode)
    for index, entry in enumerate(event.lifecycle):
        life = _add_entry(quads, node, event, index, entry)
        life.add("kg:knownFrom", day(known.entry(event, entry)))


def _add_entry(
    quads: Quads, node: Subject, event: Event, index: int, entry: LifecycleEntry
) -> Subject:
    names = quads.names
    mark = digest(entry.status, entry.on, entry.by, entry.date, entry.venue)
    where = names.thing("lifecycle", event.id, entry.status, mark)
    node.link("kg:lifecycle", where)
    # What is planned was said on a day before, which is not known unless it is given.
    when = entry.on or (_when(event) if entry.status in HAPPENED else None)
    life = quads.subject("statements", where)
    life.a("kg:LifecycleEntry")
    life.link("kg:status", names.concept("status", entry.status))
    life.add("kg:position", whole(index + 1))
    life.edtf("kg:on", when)
    life.bounds(when, when)
    life.link("sem:accordingTo", names.thing("actor", entry.by) if entry.by else None)
    life.edtf("kg:plannedDate", entry.date)
    life.link("kg:plannedPlace", names.thing("venue", entry.venue) if entry.venue else None)
    life.says("rdfs:comment", entry.note)
    _add_sources(life, event, entry.sources)
    if entry.date is not None and entry.date != _when(event):
        node.add("schema:previousStartDate", exact_day(entry.date))
    return life


def _add_sources(node: Subject, event: Event, own: Sequence[str]) -> None:
    node.refers("prov:hadPrimarySource", "source", own or event.attesting)


def _add_statements(quads: Quads, known: Known, node: Subject, event: Event) -> None:
    names = quads.names
    own = day(known.own(event))
    for topic in event.topics:
        subject = iri(names.concept("topic", topic))
        _add_plain(quads, node, event, "dcterms:subject", subject).add("kg:knownFrom", own)
    # What kind of thing it is names the event, and is known as soon as it is.
    kind = iri(names.concept("event-kind", event.kind))
    since = day(known.event(event.id))
    _add_plain(quads, node, event, "sem:eventType", kind).add("kg:knownFrom", since)
    for date in event.date:
        term = typed(date.value.text, EDTF)
        statement = _add_statement(quads, node, event, "kg:date", term, date)
        statement.bounds(date.value, date.value)
        statement.add("kg:knownFrom", day(known.own(event, date.sources)))
    for venue in event.venue:
        term = iri(names.thing("venue", venue.value))
        statement = _add_statement(quads, node, event, "sem:hasPlace", term, venue)
        statement.add("kg:knownFrom", day(known.own(event, venue.sources)))
    for place in best(event.venue)[:1]:
        node.link("sem:hasPlace", names.thing("venue", place.value))
        node.link("schema:location", names.thing("venue", place.value))
    for summary in event.summary:
        term = text(summary.value, "en")
        statement = _add_statement(quads, node, event, "schema:description", term, summary)
        statement.add("kg:knownFrom", day(known.own(event, summary.sources)))
    for summary in best(event.summary)[:1]:
        node.says("schema:description", summary.value)


def _add_plain(quads: Quads, node: Subject, event: Event, predicate: str, term: str) -> Subject:
    """Add a value that has no rivals: the plain triple, and its statement by the record."""
    node.add(predicate, term)
    return _add_statement(quads, node, event, predicate, term, None)


def _add_statement(
    quads: Quads,
    node: Subject,
    event: Event,
    predicate: str,
    term: str,
    statement: Statement[Any] | None,
) -> Subject:
    names = quads.names
    field = predicate.partition(":")[2]
    one = quads.subject("statements", names.thing("statement", event.id, field, digest(term)))
    one.a("kg:Statement", "rdf:Statement")
    one.link("rdf:subject", node.iri)
    one.link("rdf:predicate", names.expand(predicate))
    one.add("rdf:object", term)
    one.link("wikibase:rank", names.rank(statement.rank if statement else "normal"))
    verified = (statement.verified if statement else None) or event.verified
    one.link("kg:verification", names.concept("verification", verified))
    if statement is not None:
        one.says("rdfs:comment", statement.note)
    _add_sources(one, event, statement.sources if statement else ())
    return one


def _add_role(quads: Quads, known: Known, node: Subject, event: Event, part: Participation) -> None:
    names = quads.names
    actor = names.thing("actor", part.actor)
    mark = digest(part.role, part.party, part.office, part.rank)
    role = quads.subject("statements", names.thing("role", event.id, part.actor, mark))
    node.link("sem:hasActor", role.iri)
    role.a("sem:Role")
    role.link("sem:roleType", *(names.concept("role", one) for one in part.role))
    role.add("kg:knownFrom", day(known.own(event, part.sources)))
    describe_part(quads, role, part, event.verified, event.attesting)
    if part.rank != "deprecated":
        organizes = {"organizer", "host", "chair"} & set(part.role)
        node.link("schema:organizer" if organizes else "schema:participant", actor)
