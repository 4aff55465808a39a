"""The shapes: good graphs conform, and each kind of broken graph is caught where it is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyshacl
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SH

from kg.rdf.names import Names
from kg.rdf.things import THINGS

if TYPE_CHECKING:
    from rdflib.term import Node

    from .conftest import Built

NAMES = Names()
ID = Namespace(NAMES.base + "id/")
ROUND = "id:event/round"


def failing(graph: Graph, shapes: Graph) -> set[str]:
    """Return the names of the shapes that a graph breaks."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    assert isinstance(report, Graph)
    found = {str(one) for one in report.objects(None, SH.sourceShape)}
    return {one.removeprefix(ID["shape/"]) for one in found}


def test_the_graph_conforms(built: Built) -> None:
    assert failing(built.graph, built.shapes) == set()


def test_the_shapes_are_shapes(tiny: Built) -> None:
    """The shapes conform to the shapes of shapes (SHACL, appendix C)."""
    conforms, _, message = pyshacl.validate(Graph(), shacl_graph=tiny.shapes, meta_shacl=True)
    assert conforms, message


def test_each_shape_meets_something(tiny: Built) -> None:
    for shape in tiny.shapes.subjects(RDF.type, SH.NodeShape):
        classes = list(tiny.shapes.objects(shape, SH.targetClass))
        predicates = list(tiny.shapes.objects(shape, SH.targetSubjectsOf))
        for one in classes:
            assert (None, RDF.type, one) in tiny.graph
        for one in predicates:
            assert (None, one, None) in tiny.graph
        # What has no target of its own is the value of a property shape.
        assert classes or predicates or (None, SH.qualifiedValueShape, shape) in tiny.shapes


def test_there_is_a_shape_for_each_thing_and_row(tiny: Built) -> None:
    nodes = {str(one) for one in tiny.shapes.subjects(RDF.type, SH.NodeShape)}
    assert {str(ID[f"shape/{thing.name}"]) for thing in THINGS} <= nodes
    for thing in THINGS:
        shape = ID[f"shape/{thing.name}"]
        assert len(list(tiny.shapes.objects(shape, SH.property))) == len(thing.rows)


class Break(NamedTuple):
    """A mutation: every value of a predicate of a subject goes, and others come."""

    shape: str
    subject: str
    predicate: str
    values: tuple[str, ...] = ()
    keep: bool = False


def label(one: Break) -> str:
    return f"{one.shape}={'+' if one.keep else ''}{' '.join(one.values)[:20]}"


DATE = "sem:hasLatestEndTimeStamp"
BREAKS = (
    # time
    Break(f"dated.{DATE.replace(':', '-')}", ROUND, DATE),
    Break(f"dated.{DATE.replace(':', '-')}", ROUND, DATE, ('"2022"^^xsd:date',)),
    Break(f"dated.{DATE.replace(':', '-')}", ROUND, DATE, ('"2022"^^xsd:gYear',)),
    Break(f"dated.{DATE.replace(':', '-')}", ROUND, DATE, ('"2023-01-01"^^xsd:date',), keep=True),
    Break("event.date", ROUND, "kg:date", ('"2022-03-28"',)),
    Break("event.date", ROUND, "kg:date"),
    Break("record.recorded", ROUND, "prov:generatedAtTime", ('"2022-12-31"^^xsd:date',)),
    # vocabularies
    Break("event.kg-status", ROUND, "kg:status", ("<https://w3id.org/parley/voc/status/nice>",)),
    Break("event.kind", ROUND, "sem:eventType", ('"meeting"',)),
    Break("lifecycle-entry.status", "a kg:LifecycleEntry", "kg:status"),
    Break("claim.modality", "id:claim/b-says-29", "kg:modality", ("voc:status/held",)),
    Break("claim.quotation", "id:claim/b-says-29", "kg:quotation", ('"hearsay"',)),
    Break("claim.field", "id:claim/a-says-28", "rdf:predicate", ("kg:on",)),
    # links
    Break("event.tracks", ROUND, "sem:subEventOf"),
    Break("event.tracks", ROUND, "sem:subEventOf", ("id:event/call",)),
    Break("event.schema-superEvent", ROUND, "schema:superEvent", ("id:track/process",)),
    Break("event.follows", ROUND, "kg:follows", ("id:actor/person-a",)),
    Break("event.sources", ROUND, "prov:hadPrimarySource"),
    Break("event.venue", ROUND, "sem:hasPlace", ('"Istanbul"',)),
    Break("role.actor", "a sem:Role", "rdf:value"),
    Break("role.role", "a sem:Role", "sem:roleType", ("voc:role/guest",)),
    Break("role.office", "a sem:Role", "kg:office", ("id:actor/person-a",)),
    Break("statement.rank", "a kg:Statement", "wikibase:rank", ("wikibase:BestRank",)),
    Break("statement.sources", "a kg:Statement", "prov:hadPrimarySource"),
    Break("statement.rdf-predicate", "a kg:Statement", "rdf:predicate", ("rdfs:label",)),
    Break("claim.sources", "id:claim/b-says-29", "prov:hadPrimarySource"),
    Break("claim.speaker", "id:claim/b-says-29", "sem:accordingTo"),
    Break("claim.kg-event", "id:claim/b-says-29", "kg:event", (ROUND, "id:event/call")),
    Break("membership.org-member", "a org:Membership", "org:member"),
    Break("source.publisher", "id:source/report", "dcterms:publisher", ('"The Times"',)),
    Break("event.produced", ROUND, "kg:produced", ("id:event/call",)),
    Break("document.kind", "id:document/accord", "kg:documentKind", ("voc:status/held",)),
    Break("document.date", "id:document/accord", "kg:date"),
    Break("document.signatories", "id:document/accord", "kg:signature", ("id:actor/person-a",)),
    Break("document.endorses", "id:document/accord", "kg:endorses", ("id:source/report",)),
    Break("signature.actor", "a kg:Signature", "rdf:value"),
    Break("signature.sources", "a kg:Signature", "prov:hadPrimarySource"),
    Break("coverage.tracks", "id:coverage/searched", "kg:covers"),
    Break("coverage.depth", "id:coverage/searched", "kg:depth", ("voc:coverage-depth/deep",)),
    Break("dataset.licence", "id:dataset/parley", "dcterms:license"),
    # texts and numbers
    Break("event.title", ROUND, "rdfs:label", ('"Second label"@en',), keep=True),
    Break("event.title", ROUND, "rdfs:label", ('"No language"',)),
    Break("event.title", ROUND, "rdfs:label", ('""@en',)),
    Break("event.round", ROUND, "kg:round", ('"first"',)),
    Break("document.pax", "id:document/accord", "kg:paxId", ('"12"',)),
    Break("event.kg-disputed", ROUND, "kg:disputed", ('"yes"',)),
    Break("actor.names", "id:actor/person-a", "schema:name", ('"Інша"@uk',), keep=True),
    Break("record.id", ROUND, "dcterms:identifier", ('"Round One"',)),
    Break("record.verified", "voc:topic/security", "kg:verification"),
    Break("record.same_as", "id:actor/person-a", "skos:exactMatch", ('"Q42"',)),
    Break("venue.country", "id:venue/palace", "kg:country", ('"Türkiye"',)),
    Break("geometry.accuracy_m", "a geo:Geometry", "geo:hasMetricSpatialAccuracy", ("0.0e0",)),
    Break("geometry.lat", "a geo:Geometry", "geo:asWKT", ('"POINT(29 41)"',)),
    Break("concept.label", "voc:status/held", "skos:prefLabel"),
    Break("concept.skos-inScheme", "voc:topic/security", "skos:inScheme"),
)


@pytest.mark.parametrize("broken", BREAKS, ids=label)
def test_what_is_broken_is_caught(tiny: Built, broken: Break) -> None:
    graph = Graph()
    graph += tiny.graph
    subject = _subject(graph, broken.subject)
    predicate = URIRef(NAMES.expand(broken.predicate))
    if not broken.keep:
        assert (subject, predicate, None) in graph, "there is nothing to break"
        graph.remove((subject, predicate, None))
    for value in broken.values:
        graph.add((subject, predicate, _term(value)))
    assert broken.shape in failing(graph, tiny.shapes)


def _subject(graph: Graph, text: str) -> Node:
    """Return the node of that name, or the first one of a class ("a kg:Claim")."""
    if text.startswith("a "):
        return min(graph.subjects(RDF.type, _term(text[2:])), key=str)
    return _term(text)


def _term(text: str) -> Node:
    """Read a term in Turtle, with the one liberty that a local part may hold a slash."""
    prefix, _, local = text.partition(":")
    if not text.startswith(('"', "<")) and prefix in NAMES.prefixes:
        return URIRef(NAMES.prefixes[prefix] + local)
    heads = "".join(f"@prefix {key}: <{value}> .\n" for key, value in NAMES.prefixes.items())
    (found,) = Graph().parse(data=f"{heads} <x:s> <x:p> {text} .", format="turtle").objects()
    return found
