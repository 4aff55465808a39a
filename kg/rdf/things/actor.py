"""What actors become in the graph, with the offices of persons."""

from __future__ import annotations

from kg.rdf.terms import EDTF, TEXT, Row, Thing
from kg.rdf.things.common import ALIASES, NAMES, NOTE, SOURCES, VERIFIED
from kg.records import Actor, Office

THINGS: tuple[Thing, ...] = (
    Thing(
        "actor",
        ("sem:Actor",),
        Actor,
        (
            Row("name", "rdfs:label", TEXT),
            NAMES,
            ALIASES,
            Row("type", "sem:actorType", "voc:actor-type"),
            Row("country", "schema:identifier", "xsd:string"),
            Row("affiliation", "schema:affiliation", "sem:Actor"),
            Row("part_of", "org:subOrganizationOf", "sem:Actor"),
            Row("offices", "org:holds", "org:Post"),
            Row("description", "schema:description", TEXT),
            SOURCES,
        ),
    ),
    Thing(
        "membership",
        ("org:Membership",),
        Office,
        (
            Row("title", "rdfs:label", TEXT),
            Row(None, "org:member", "sem:Actor", at_least=1),
            Row("of", "org:organization", "sem:Actor"),
            Row(
                None,
                "kg:post",
                "org:Post",
                at_least=1,
                comment="Post that the person held by this membership.",
            ),
            Row(None, "org:memberDuring", "time:ProperInterval", at_least=1),
            SOURCES,
            VERIFIED,
            NOTE,
        ),
        elsewhere=(("id", "the end of its IRI"),),
    ),
    Thing(
        "period",
        ("time:ProperInterval",),
        Office,
        (Row("begin", "kg:begin", EDTF), Row("end", "kg:end", EDTF)),
    ),
    Thing(
        "post",
        ("org:Post",),
        None,
        (
            Row(None, "rdfs:label", TEXT, at_least=1, many=True),
            Row(None, "org:postIn", "sem:Actor"),
        ),
    ),
)
