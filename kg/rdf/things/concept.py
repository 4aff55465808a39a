"""What every record has in the graph; tracks, coverage, topics and the dataset."""

from __future__ import annotations

from kg.rdf.terms import EDTF, IRI, TEXT, Row, Thing
from kg.rdf.things.common import NOTE, SOURCE, VERIFIED
from kg.records import Catalogue, Coverage, Record, Topic, Track, Withdrawal

THINGS: tuple[Thing, ...] = (
    Thing(
        "record",
        ("sem:Event", "sem:Actor", "sem:Place", SOURCE, "kg:Track", "kg:Document", "kg:Coverage"),
        Record,
        (
            Row("id", "dcterms:identifier", "xsd:string"),
            NOTE,
            Row("same_as", "skos:exactMatch", IRI),
            VERIFIED,
            Row("recorded", "prov:generatedAtTime", "xsd:dateTime", at_least=1),
            Row("explained", "kg:explanation", TEXT),
        ),
        elsewhere=(("withdrawn", "a withdrawn record leaves only a tombstone"),),
    ),
    Thing(
        "tombstone",
        ("kg:Withdrawn",),
        Withdrawal,
        (
            Row(None, "rdfs:label", TEXT),
            Row(None, "prov:generatedAtTime", "xsd:dateTime", at_least=1),
            Row("on", "prov:invalidatedAtTime", "xsd:dateTime"),
            Row("why", "kg:withdrawal", TEXT),
            Row("instead", "dcterms:isReplacedBy", IRI),
        ),
    ),
    Thing(
        "track",
        ("kg:Track",),
        Track,
        (
            Row("title", "rdfs:label", TEXT),
            Row("description", "schema:description", TEXT),
            Row("part_of", "sem:subEventOf", "kg:Track"),
            Row("parties", "kg:party", "sem:Actor"),
        ),
    ),
    Thing(
        "coverage",
        ("kg:Coverage",),
        Coverage,
        (
            Row("description", "schema:description", TEXT),
            Row("tracks", "kg:covers", "kg:Track"),
            Row("span", "kg:date", EDTF),
            Row("depth", "kg:depth", "voc:coverage-depth"),
            Row("gaps", "kg:gap", TEXT),
        ),
    ),
    Thing(
        "concept",
        ("skos:Concept",),
        Topic,
        (
            Row("label", "skos:prefLabel", TEXT),
            Row(None, "rdfs:label", TEXT, equals="skos:prefLabel"),
            Row("definition", "skos:definition", TEXT),
            Row("broader", "skos:broader", "skos:Concept"),
            Row(None, "skos:inScheme", "skos:ConceptScheme", at_least=1),
            Row(None, "skos:notation", "xsd:string"),
            Row(None, "skos:broadMatch", IRI),
        ),
    ),
    Thing("scheme", ("skos:ConceptScheme",), None, (Row(None, "rdfs:label", TEXT, 1),)),
    Thing(
        "dataset",
        ("dcat:Dataset",),
        Catalogue,
        (
            Row("title", "dcterms:title", TEXT),
            Row("description", "dcterms:description", TEXT),
            Row("version", "dcat:version", "xsd:string"),
            Row("released", "dcterms:issued", "xsd:date"),
            Row("licence", "dcterms:license", IRI),
            Row("publisher", "dcterms:publisher", "prov:Agent"),
            Row("coverage", "kg:coverage", TEXT),
            Row(
                None,
                "kg:asOf",
                "xsd:date",
                comment="Day of which this graph holds what was known; without it, all is known.",
            ),
            Row(
                None,
                "kg:policy",
                "xsd:string",
                comment="What decided among competing values, where not the editors' rank.",
            ),
            Row(
                None,
                "kg:recordedBy",
                "xsd:date",
                comment="Day by which the records of this graph had entered the dataset.",
            ),
        ),
        elsewhere=(("earlier", "earlier releases are told by the changelog"),),
    ),
)
