"""Rows that several things share."""

from __future__ import annotations

from kg.rdf.terms import IRI, TEXT, Row

SOURCE = "schema:CreativeWork"
RANKS = ("wikibase:PreferredRank", "wikibase:NormalRank", "wikibase:DeprecatedRank")

SOURCES = Row("sources", "prov:hadPrimarySource", SOURCE)
# Of a part: its own sources, or else those of its record.
OWN_SOURCES = Row("sources", "prov:hadPrimarySource", SOURCE, at_least=1)
VERIFIED = Row("verified", "kg:verification", "voc:verification", at_least=1)
RANK = Row("rank", "wikibase:rank", IRI, choices=RANKS)
KNOWN = Row(
    None,
    "kg:knownFrom",
    "xsd:date",
    at_least=1,
    comment="First day on which it was certainly public: a source was out, or a claim was uttered. "
    "What has no dated source counts from the day on which its record entered.",
)
PERIOD = Row(
    None,
    "kg:period",
    "xsd:string",
    many=True,
    comment="Month (2022-03) in which an event may lie by its days, to look it up by; of more than "
    "twelve months each year (2022), of over a hundred years, or without a bound, the word open. "
    "Of a claim by the day on which it was said; one side that is open, or all of it, is taken by "
    "the day on which the claim came out.",
)
NOTE = Row("note", "rdfs:comment", TEXT)
# Of whoever takes part in an event, or signs a document.
PART = (
    Row("actor", "rdf:value", "sem:Actor"),
    Row("party", "kg:party", "sem:Actor"),
    Row("office", "kg:office", "org:Membership"),
    RANK,
    OWN_SOURCES,
    VERIFIED,
    NOTE,
)
NAMES = Row("names", "schema:name", TEXT)
ALIASES = Row("aliases", "skos:altLabel", TEXT)
