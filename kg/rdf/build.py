"""The whole graph of a dataset, as sorted N-Quads."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.known import Known
from kg.rdf.about import about_iri
from kg.rdf.actor import add_actor
from kg.rdf.claim import add_claims
from kg.rdf.concept import add_coverage, add_scheme, add_topic, add_track
from kg.rdf.document import add_document
from kg.rdf.event import add_event
from kg.rdf.names import PREFIXES, Names
from kg.rdf.ontology import add_ontology
from kg.rdf.place import add_venue
from kg.rdf.quads import Quads, text, typed
from kg.rdf.shapes import add_shapes
from kg.rdf.source import add_agent, add_source
from kg.records import Actor, Coverage, Document, Event, Source, Topic, Track, Venue
from kg.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.dataset import Dataset
    from kg.edtf import Edtf
    from kg.records import Catalogue, Record

# Records whose text is written at a time: some megabytes.
_PART = 200


def build(
    dataset: Dataset, names: Names | None = None, elsewhere: Collection[str] = ()
) -> list[str]:
    """Return all quads as N-Quads lines, sorted; the same records give the same bytes.

    Left out are the records whose ids are in ``elsewhere``: they are mapped with others.
    """
    quads = Quads(names or Names())
    for _ in _filled(quads, dataset, elsewhere):
        pass
    return quads.lines()


def event_lines(known: Known, events: Mapping[str, Event], names: Names) -> list[str]:
    """Return the quads of some events as N-Quads lines, each once, in the order of the events.

    ``known`` is of all other records. The events speak of those, and of no event but each other
    (:func:`kg.checks.alone.stands_alone`): then their quads are the same in any company, and no
    other record has one of them.
    """
    quads = Quads(names)
    known = known.with_events(events)
    lines: list[str] = []
    for record in events.values():
        add(quads, known, "events", record)
        lines += quads.drained()  # a few lines at a time stay in the processor's cache
    return lines


def parts(
    dataset: Dataset, names: Names | None = None, elsewhere: Collection[str] = ()
) -> Iterator[str]:
    """Yield all quads as N-Quads text, some records at a time, for an engine to load.

    Lines are in no order, and the same may come again: an engine minds neither. ``elsewhere`` as of
    ``build``.
    """
    quads = Quads(names or Names())
    for _ in _filled(quads, dataset, elsewhere):
        yield quads.taken()


def _filled(quads: Quads, dataset: Dataset, elsewhere: Collection[str] = ()) -> Iterator[None]:
    """Add everything, and stop after some records each time."""
    known = Known(dataset)
    for index, (kind, record) in enumerate(dataset.records(), 1):
        if record.id not in elsewhere:
            add(quads, known, kind, record)
        if index % _PART == 0:
            yield
    add_catalogue(quads, dataset.catalogue)
    quads.extend(shared_lines(quads.names))
    quads.extend(shape_lines(quads.names))
    yield


def add(quads: Quads, known: Known, kind: str, record: Record) -> None:
    """Add a record, or what is left of one that counts no more; otherwise as ``add_record``."""
    if known.is_gone(record.id):
        add_tombstone(quads, known.dataset, kind, record)
    else:
        add_record(quads, known, kind, record)


def add_record(quads: Quads, known: Known, kind: str, record: Record) -> None:
    """Add a record of a kind (a key of ``KINDS``), or what was known of it on some day.

    ``known`` is of the whole dataset: it tells of the records that this one speaks of.
    """
    dataset = known.dataset
    match record:
        case Actor():
            add_actor(quads, record)
        case Venue():
            add_venue(quads, dataset, record)
        case Topic():
            add_topic(quads, record)
        case Track():
            add_track(quads, record)
        case Source():
            add_source(quads, record)
        case Coverage():
            add_coverage(quads, record)
        case Document():
            add_document(quads, record)
        case Event():
            add_event(quads, known, record)
            add_claims(quads, known, record)
    _add_common(quads, dataset, kind, record)


def add_tombstone(quads: Quads, dataset: Dataset, kind: str, record: Record) -> None:
    """Add what is left of a withdrawn record: that it was one, until when, and why."""
    withdrawn = record.withdrawn
    if withdrawn is None:
        return
    names = quads.names
    node = quads.subject(kind, about_iri(dataset, names, record.id))
    node.a("kg:Withdrawn")
    node.says("rdfs:label", record.heading)
    node.add(
        "prov:generatedAtTime", _moment(names, record.recorded or dataset.catalogue.first_released)
    )
    node.add("prov:invalidatedAtTime", _moment(names, withdrawn.on))
    node.says("kg:withdrawal", withdrawn.why)
    if withdrawn.instead is not None:
        node.link("dcterms:isReplacedBy", about_iri(dataset, names, withdrawn.instead))


@cache
def shared_lines(names: Names) -> list[str]:
    """Return what every graph shares: ontology and concept schemes, sorted."""
    quads = Quads(names)
    for scheme in SCHEMES:
        add_scheme(quads, scheme)
    add_ontology(quads)
    return quads.lines()


def shape_lines(names: Names) -> list[str]:
    """Return the shapes, sorted. They ask what only a whole graph of all that is known has."""
    quads = Quads(names)
    add_shapes(quads)
    return quads.lines()


def _add_common(quads: Quads, dataset: Dataset, kind: str, record: Record) -> None:
    names = quads.names
    node = quads.subject(kind, about_iri(dataset, names, record.id))
    node.add("dcterms:identifier", text(record.id))
    node.says("rdfs:comment", record.note)
    node.link("skos:exactMatch", *record.same_as)
    for one in record.explained:
        node.says("kg:explanation", f"{one.rule}: {one.why}")
    node.link("kg:verification", names.concept("verification", record.verified))
    recorded = record.recorded or dataset.catalogue.first_released
    node.add("prov:generatedAtTime", _moment(names, recorded))


def _moment(names: Names, value: Edtf) -> str | None:
    """Write a day as the moment that PROV wants: its first, since the day is all we know."""
    if value.earliest_begin is None:
        return None
    return typed(f"{value.earliest_begin.isoformat()}T00:00:00Z", names.expand("xsd:dateTime"))


def add_catalogue(quads: Quads, catalogue: Catalogue) -> None:
    """Add what the dataset says of itself."""
    names = quads.names
    node = quads.subject("dataset", names.thing("dataset", "parley"))
    node.a("dcat:Dataset", "void:Dataset")
    node.says("dcterms:title", catalogue.title)
    node.says("rdfs:label", catalogue.title)
    node.says("dcterms:description", catalogue.description)
    node.add("dcat:version", text(catalogue.version))
    if catalogue.released.earliest_begin is not None:
        released = catalogue.released.earliest_begin
        node.add("dcterms:issued", typed(released, names.expand("xsd:date")))
    node.link("dcterms:license", catalogue.licence)
    node.link("dcterms:publisher", add_agent(quads, catalogue.publisher))
    node.says("kg:coverage", catalogue.coverage)
    node.add("void:uriSpace", text(names.base + "id/"))
    node.link("void:vocabulary", names.base + "ns#", *PREFIXES.values())
