"""What events become in the graph, with their lifecycles, roles, statements and citations."""

from __future__ import annotations

from kg.rdf.terms import EDTF, IRI, TERM, TEXT, Row, Thing
from kg.rdf.things.common import (
    KNOWN,
    NOTE,
    OWN_SOURCES,
    PART,
    PERIOD,
    RANK,
    SOURCE,
    SOURCES,
    VERIFIED,
)
from kg.records import Citation, Event, LifecycleEntry, Participation, Statement

STATEMENT_PREDICATES = (
    "dcterms:subject",
    "kg:date",
    "schema:description",
    "sem:eventType",
    "sem:hasPlace",
)

THINGS: tuple[Thing, ...] = (
    Thing(
        "event",
        ("sem:Event",),
        Event,
        (
            Row("title", "rdfs:label", TEXT),
            Row("kind", "sem:eventType", "voc:event-kind"),
            Row("tracks", "sem:subEventOf", "kg:Track", shared=True),
            Row(
                None,
                "kg:mainTrack",
                "kg:Track",
                at_least=1,
                comment="Track on which a drawing shows the event, where it belongs to several.",
            ),
            Row("part_of", "sem:subEventOf", "sem:Event", shared=True),
            Row(None, "schema:superEvent", IRI, many=True, equals="sem:subEventOf"),
            Row("date", "kg:date", EDTF, many=False),
            Row(
                None,
                "schema:startDate",
                "xsd:dateTime",
                comment="Moment it began, where time of day and offset are known.",
            ),
            Row("lifecycle", "kg:lifecycle", "kg:LifecycleEntry"),
            Row(
                None,
                "kg:status",
                "voc:status",
                at_least=1,
                comment="The latest of its statuses.",
            ),
            Row(None, "schema:eventStatus", IRI),
            Row(
                None,
                "schema:previousStartDate",
                "xsd:date",
                many=True,
                comment="Day that it was planned for before.",
            ),
            Row("format", "kg:format", "voc:format"),
            Row(None, "schema:eventAttendanceMode", IRI),
            Row("venue", "sem:hasPlace", "sem:Place", many=False),
            Row(None, "schema:location", IRI, equals="sem:hasPlace"),
            Row("participants", "sem:hasActor", "sem:Role"),
            Row(None, "schema:participant", "sem:Actor", many=True),
            Row(None, "schema:organizer", "sem:Actor", many=True),
            Row("topics", "dcterms:subject", "skos:Concept"),
            Row("summary", "schema:description", TEXT, many=False),
            Row("round", "kg:round", "xsd:integer"),
            Row("follows", "kg:follows", "sem:Event"),
            Row("led_to", "kg:ledTo", "sem:Event"),
            Row("about", "schema:about", IRI),
            Row("responds_to", "kg:respondsTo", "sem:Event"),
            Row("produced", "kg:produced", "kg:Document"),
            SOURCES,
            KNOWN,
            PERIOD,
            Row(
                None,
                "kg:citation",
                "kg:Citation",
                many=True,
                comment="What a source is cited for, where there is more to say than that it is.",
            ),
            Row(None, "dcterms:issued", "xsd:date", comment="First day it was certainly public."),
            Row(
                None,
                "kg:independentOrigins",
                "xsd:integer",
                at_least=1,
                comment="Number of agencies and outlets whose texts its sources go back to. Copies "
                "of one text are one. An upper bound, since outlets reprint without saying so.",
            ),
            Row(
                None,
                "kg:disputed",
                "xsd:boolean",
                at_least=1,
                comment="True when claims answer one question differently, or a field has rival "
                "values.",
            ),
        ),
        elsewhere=(("claims", "each claim points to its event by kg:event"),),
    ),
    Thing(
        "lifecycle-entry",
        ("kg:LifecycleEntry",),
        LifecycleEntry,
        (
            Row("status", "kg:status", "voc:status"),
            Row("on", "kg:on", EDTF),
            Row("by", "sem:accordingTo", "sem:Actor"),
            Row("date", "kg:plannedDate", EDTF),
            Row("venue", "kg:plannedPlace", "sem:Place"),
            OWN_SOURCES,
            KNOWN,
            NOTE,
            Row(
                None,
                "kg:position",
                "xsd:integer",
                at_least=1,
                comment="Its place among the statuses of its event, counted from 1.",
            ),
        ),
    ),
    Thing(
        "role",
        ("sem:Role",),
        Participation,
        (Row("role", "sem:roleType", "voc:role"), *PART, KNOWN),
    ),
    Thing(
        "statement",
        ("kg:Statement",),
        Statement,
        (
            Row(None, "rdf:subject", "sem:Event", at_least=1),
            Row(None, "rdf:predicate", IRI, at_least=1, choices=STATEMENT_PREDICATES),
            Row("value", "rdf:object", TERM),
            RANK,
            OWN_SOURCES,
            KNOWN,
            VERIFIED,
            NOTE,
        ),
    ),
    Thing(
        "citation",
        ("kg:Citation",),
        Citation,
        (
            Row("source", "prov:hadPrimarySource", SOURCE),
            NOTE,
            Row("preview", "kg:preview", "xsd:boolean", at_least=0),  # of events, not of claims
        ),
    ),
)
