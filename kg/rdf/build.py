"""The whole graph of a dataset, as sorted N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from kg.vocabulary import SCHEMES

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.records import Catalogue, Record

# Every quad stands in the one graph of its subject: a union of the graphs counts nothing twice.
GRAPHS = (
    "actors",
    "claims",
    "coverage",
    "dataset",
    "documents",
    "events",
    "ontology",
    "shapes",
    "sources",
    "statements",
    "topics",
    "tracks",
    "venues",
    "vocabulary",
)


def build(dataset: Dataset, names: Names | None = None) -> list[str]:
    """Return all quads as N-Quads lines, sorted; the same records give the same bytes."""
    quads = Quads(names or Names())
    for actor in dataset.actors.values():
        add_actor(quads, actor)
    for venue in dataset.venues.values():
        add_venue(quads, dataset, venue)
    for topic in dataset.topics.values():
        add_topic(quads, topic)
    for track in dataset.tracks.values():
        add_track(quads, track)
    for source in dataset.sources.values():
        add_source(quads, source)
    for coverage in dataset.coverage.values():
        add_coverage(quads, coverage)
    for document in dataset.documents.values():
        add_document(quads, document)
    for event in dataset.events.values():
        add_event(quads, dataset, event)
        add_claims(quads, dataset, event)
    for kind, record in dataset.records():
        _add_common(quads, dataset, kind, record)
    _add_catalogue(quads, dataset.catalogue)
    quads.extend(vocabulary_lines(quads.names))
    return quads.lines()


def vocabulary_lines(names: Names) -> list[str]:
    """Return what every dataset shares: ontology, concept schemes and shapes, sorted."""
    quads = Quads(names)
    for scheme in SCHEMES:
        add_scheme(quads, scheme)
    add_ontology(quads)
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
    recorded = record.recorded or dataset.catalogue.released
    if recorded.earliest_begin is not None:
        # PROV wants a moment; a day is all we know, so it is the day's first.
        moment = f"{recorded.earliest_begin.isoformat()}T00:00:00Z"
        datatype = names.expand("xsd:dateTime")
        node.add("prov:generatedAtTime", typed(moment, datatype))


def _add_catalogue(quads: Quads, catalogue: Catalogue) -> None:
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
