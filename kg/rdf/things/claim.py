"""What claims become in the graph."""

from __future__ import annotations

from kg.rdf.terms import EDTF, IRI, TERM, TEXT, Row, Thing
from kg.rdf.things.common import KNOWN, NOTE, PERIOD, SOURCE, SOURCES, VERIFIED
from kg.records import Claim, ClaimOutcome

CLAIM_PREDICATES = (
    "dcterms:subject",
    "kg:date",
    "kg:format",
    "kg:status",
    "schema:participant",
    "sem:hasPlace",
)

THINGS: tuple[Thing, ...] = (
    Thing(
        "claim",
        ("kg:Claim",),
        Claim,
        (
            Row(
                None,
                "kg:event",
                "sem:Event",
                at_least=1,
                comment="Event that the claim is about in the first place.",
            ),
            Row("speaker", "sem:accordingTo", IRI, at_least=1, many=True),
            Row("attribution", "kg:attribution", TEXT),
            Row("on", "kg:on", EDTF),
            Row(None, "dcterms:issued", "xsd:date", comment="Day by which it was public."),
            Row("modality", "kg:modality", "voc:modality"),
            Row("text", "schema:text", TEXT),
            Row("about", "schema:about", IRI, at_least=1),
            Row("topics", "dcterms:subject", "skos:Concept"),
            Row("question", "kg:question", TEXT),
            Row("answer", "kg:answer", TEXT),
            Row(None, "rdf:subject", "sem:Event"),
            Row("field", "rdf:predicate", IRI, choices=CLAIM_PREDICATES),
            Row("value", "rdf:object", TERM),
            Row("quotation", "kg:quotation", "xsd:string"),
            Row("where", "kg:locator", TEXT),
            SOURCES,
            KNOWN,
            PERIOD,
            Row("corroborated_by", "kg:corroboratedBy", SOURCE),
            Row("contradicted_by", "kg:contradictedBy", SOURCE),
            Row(None, "kg:citation", "kg:Citation", many=True),
            Row("confirms", "cito:confirms", "kg:Claim"),
            Row("disputes", "cito:disputes", "kg:Claim"),
            Row("verdict", "kg:outcome", "voc:outcome", at_least=0, model=ClaimOutcome),
            Row("event", "kg:shownBy", "sem:Event", model=ClaimOutcome),
            Row("sources", "kg:outcomeSource", SOURCE, model=ClaimOutcome),
            Row("note", "kg:outcomeNote", TEXT, model=ClaimOutcome),
            VERIFIED,
            NOTE,
        ),
        elsewhere=(("id", "the end of its IRI"), ("outcome", "its fields stand on the claim")),
    ),
)
