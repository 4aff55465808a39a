"""Sources as quads: documents, who published them, whose text they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.quads import day, exact_day, text

if TYPE_CHECKING:
    from kg.rdf.quads import Quads
    from kg.records import Source


def add_source(quads: Quads, source: Source) -> None:
    """Add a source, its publisher and its origin."""
    names = quads.names
    node = quads.subject("sources", names.thing("source", source.id))
    node.a("schema:CreativeWork", "prov:Entity")
    node.add("rdfs:label", text(source.title, source.language))
    node.add("kg:titleFrom", text(source.title_from))
    node.link("dcterms:publisher", add_agent(quads, source.publisher))
    node.link("prov:wasAttributedTo", add_agent(quads, source.origin or source.publisher))
    node.refers("prov:wasDerivedFrom", "source", source.derived_from)
    node.link("schema:url", source.url)
    node.edtf("kg:date", source.published)
    if source.published is not None:
        node.bounds(source.published, source.published)
        node.add("schema:datePublished", exact_day(source.published))
        if source.published.latest_end is not None:
            node.add("dcterms:issued", day(source.published.latest_end))
    node.add("dcterms:language", text(source.language) if source.language else None)
    node.link("kg:sourceKind", names.concept("source-kind", source.kind))
    if source.perspective == "independent":
        node.link("kg:perspective", names.concept("perspective", "independent"))
    elif source.perspective is not None:
        node.link("kg:perspective", names.thing("actor", source.perspective))


def add_agent(quads: Quads, name: str) -> str:
    """Add a publisher or agency, and return its IRI; one spelling, one agent."""
    iri = quads.names.agent(name)
    # Two spellings may have one IRI: each is a label.
    if not quads.is_told(f"{iri} {name}"):
        node = quads.subject("sources", iri)
        node.a("org:Organization", "prov:Agent")
        node.says("rdfs:label", name, None)
    return iri
