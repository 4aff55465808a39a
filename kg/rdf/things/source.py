"""What sources and documents become in the graph."""

from __future__ import annotations

from kg.rdf.terms import EDTF, IRI, LITERAL, TEXT, Row, Thing
from kg.rdf.things.common import ALIASES, NAMES, PART, SOURCE, SOURCES
from kg.records import Document, Signature, Source

THINGS: tuple[Thing, ...] = (
    Thing(
        "source",
        (SOURCE,),
        Source,
        (
            Row("title", "rdfs:label", LITERAL),
            Row("title_from", "kg:titleFrom", "xsd:string"),
            Row("publisher", "dcterms:publisher", "prov:Agent"),
            Row("origin", "prov:wasAttributedTo", "prov:Agent", at_least=1),
            Row("derived_from", "prov:wasDerivedFrom", SOURCE),
            Row("url", "schema:url", IRI),
            Row("published", "kg:date", EDTF),
            Row(None, "schema:datePublished", "xsd:date"),
            Row(None, "dcterms:issued", "xsd:date", comment="Day by which it was public."),
            Row("language", "dcterms:language", "xsd:string"),
            Row("kind", "kg:sourceKind", "voc:source-kind"),
            Row("perspective", "kg:perspective", IRI),
        ),
    ),
    Thing(
        "document",
        ("kg:Document",),
        Document,
        (
            Row("title", "rdfs:label", TEXT),
            NAMES,
            ALIASES,
            Row("kind", "kg:documentKind", "voc:document-kind"),
            Row("symbol", "schema:identifier", "xsd:string"),
            Row("date", "kg:date", EDTF),
            Row("signatories", "kg:signature", "kg:Signature"),
            Row("description", "schema:description", TEXT),
            Row("supplements", "kg:supplements", "kg:Document"),
            Row("revises", "prov:wasRevisionOf", "kg:Document"),
            Row("endorses", "kg:endorses", "kg:Document"),
            Row("text", "kg:text", SOURCE),
            Row("pax", "kg:paxId", "xsd:integer"),
            Row("ucdp", "kg:ucdpId", "xsd:integer"),
            SOURCES,
            Row(None, "prov:wasGeneratedBy", "sem:Event", many=True),
        ),
    ),
    Thing("signature", ("kg:Signature",), Signature, PART),
    Thing("agent", ("prov:Agent",), None, (Row(None, "rdfs:label", LITERAL, 1, many=True),)),
)
