"""SKOS: the closed vocabularies and the topics; the tracks, and what of them was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.quads import text

if TYPE_CHECKING:
    from kg.rdf.quads import Quads
    from kg.records import Coverage, Topic, Track
    from kg.vocabulary import Scheme


def add_scheme(quads: Quads, scheme: Scheme) -> None:
    """Add a closed vocabulary as a concept scheme (SKOS Reference, section 4)."""
    names = quads.names
    node = quads.subject("vocabulary", names.concept(scheme.id))
    node.a("skos:ConceptScheme")
    node.says("rdfs:label", scheme.title)
    for concept in scheme:
        one = quads.subject("vocabulary", names.concept(scheme.id, concept.id))
        one.a("skos:Concept")
        one.link("skos:inScheme", node.iri)
        one.link("skos:topConceptOf", node.iri)
        node.link("skos:hasTopConcept", one.iri)
        one.says("skos:prefLabel", concept.label)
        one.says("rdfs:label", concept.label)
        one.says("skos:definition", concept.definition)
        one.add("skos:notation", text(concept.notation) if concept.notation else None)
        one.link("skos:broadMatch", concept.broad_match)


def add_topic(quads: Quads, topic: Topic) -> None:
    """Add a topic as a concept of the scheme of topics."""
    names = quads.names
    scheme = quads.subject("topics", names.concept("topic"))
    scheme.a("skos:ConceptScheme")
    scheme.says("rdfs:label", "Topics of negotiation")
    node = quads.subject("topics", names.concept("topic", topic.id))
    node.a("skos:Concept")
    node.link("skos:inScheme", scheme.iri)
    node.says("skos:prefLabel", topic.label)
    node.says("rdfs:label", topic.label)
    node.says("skos:definition", topic.definition)
    if topic.broader is None:
        node.link("skos:topConceptOf", scheme.iri)
        scheme.link("skos:hasTopConcept", node.iri)
    else:
        node.link("skos:broader", names.concept("topic", topic.broader))


def add_track(quads: Quads, track: Track) -> None:
    """Add a track, the process that events belong to."""
    names = quads.names
    node = quads.subject("tracks", names.thing("track", track.id))
    node.a("kg:Track", "schema:EventSeries")
    node.says("rdfs:label", track.title)
    node.says("schema:description", track.description)
    if track.part_of is not None:
        node.link("sem:subEventOf", names.thing("track", track.part_of))
    node.refers("kg:party", "actor", track.parties)


def add_coverage(quads: Quads, coverage: Coverage) -> None:
    """Add a coverage statement: which time of which tracks was searched."""
    names = quads.names
    node = quads.subject("coverage", names.thing("coverage", coverage.id))
    node.a("kg:Coverage")
    node.says("schema:description", coverage.description)
    node.refers("kg:covers", "track", coverage.tracks)
    node.edtf("kg:date", coverage.span)
    node.bounds(coverage.span, coverage.span)
    node.link("kg:depth", names.concept("coverage-depth", coverage.depth))
    for gap in coverage.gaps:
        node.says("kg:gap", gap)
