"""Outcome documents as quads, with who signed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.names import digest
from kg.rdf.quads import text, whole
from kg.rdf.role import describe_part

if TYPE_CHECKING:
    from kg.rdf.quads import Quads
    from kg.records import Document

_LINKS = {
    "supplements": "kg:supplements",
    "revises": "prov:wasRevisionOf",
    "endorses": "kg:endorses",
}


def add_document(quads: Quads, document: Document) -> None:
    """Add a document; the event that produced it is linked from there."""
    names = quads.names
    node = quads.subject("documents", names.thing("document", document.id))
    node.a("kg:Document", "prov:Entity")
    node.says("rdfs:label", document.title)
    for language, name in document.names.items():
        node.says("schema:name", name, language)
    for alias in document.aliases:
        node.says("skos:altLabel", alias)
    node.link("kg:documentKind", names.concept("document-kind", document.kind))
    node.add("schema:identifier", text(document.symbol) if document.symbol else None)
    node.edtf("kg:date", document.date)
    node.bounds(document.date, document.date)
    node.says("schema:description", document.description)
    for field, predicate in _LINKS.items():
        others = getattr(document, field)
        node.refers(predicate, "document", others)
    node.refers("kg:text", "source", document.text)
    node.add("kg:paxId", whole(document.pax) if document.pax else None)
    node.add("kg:ucdpId", whole(document.ucdp) if document.ucdp else None)
    node.refers("prov:hadPrimarySource", "source", document.sources)
    for part in document.signatories:
        mark = digest(part.party, part.office, part.rank)
        where = names.thing("signature", document.id, part.actor, mark)
        signature = quads.subject("documents", where)
        node.link("kg:signature", where)
        signature.a("kg:Signature")
        describe_part(quads, signature, part, document.verified, document.sources)
