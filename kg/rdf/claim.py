"""Claims as quads: who said what, how surely, in which source, and which claims dispute it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kg.rdf.about import about_iri
from kg.rdf.names import EDTF
from kg.rdf.period import periods
from kg.rdf.quads import day, iri, text, typed

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.known import Known
    from kg.rdf.names import Names
    from kg.rdf.quads import Quads, Subject
    from kg.records import Claim, Event

# The property that a claim's field stands for.
PREDICATES = {
    "date": "kg:date",
    "venue": "sem:hasPlace",
    "lifecycle": "kg:status",
    "participants": "schema:participant",
    "topics": "dcterms:subject",
    "format": "kg:format",
}


def add_claims(quads: Quads, known: Known, event: Event) -> None:
    """Add the claims of an event, and who of them disputes or confirms whom."""
    dataset = known.dataset
    for claim in event.claims:
        node = _add_claim(quads, dataset, event, claim)
        node.add("kg:knownFrom", day(known.claim_id(claim.id)))
    for one, other in combinations(event.claims, 2):
        if one.question is None or one.question != other.question:
            continue
        # One who repeats their own answer is no second witness.
        if one.position != other.position:
            _link_both(quads, "cito:disputes", one, other)
        elif _speakers(dataset, quads.names, one).isdisjoint(
            _speakers(dataset, quads.names, other)
        ):
            _link_both(quads, "cito:confirms", one, other)


def _link_both(quads: Quads, predicate: str, one: Claim, other: Claim) -> None:
    for a, b in ((one, other), (other, one)):
        node = quads.subject("claims", quads.names.thing("claim", a.id))
        node.link(predicate, quads.names.thing("claim", b.id))


def _add_claim(quads: Quads, dataset: Dataset, event: Event, claim: Claim) -> Subject:
    names = quads.names
    node = quads.subject("claims", names.thing("claim", claim.id))
    node.a("kg:Claim")
    node.says("schema:text", claim.text)
    node.link("kg:event", names.thing("event", event.id))
    node.link("schema:about", names.thing("event", event.id))
    node.link("schema:about", *(about_iri(dataset, names, one) for one in claim.about))
    node.link("dcterms:subject", *(names.concept("topic", one) for one in claim.topics))
    node.link("sem:accordingTo", *_speakers(dataset, names, claim))
    node.says("kg:attribution", claim.attribution)
    node.link("kg:modality", names.concept("modality", claim.modality))
    node.edtf("kg:on", claim.on)
    if claim.on is not None:
        node.bounds(claim.on, claim.on)
    public = dataset.uttered(claim)
    node.add("dcterms:issued", day(public) if public else None)
    begin, end = (claim.on.earliest_begin, claim.on.latest_end) if claim.on else (None, None)
    if begin or public or end:
        # What is open to one side counts as the query claims-on-day has it.
        between = periods(begin or public or end, end or public or begin)
        node.add("kg:period", *map(text, between))
    node.says("kg:question", claim.question)
    node.says("kg:answer", claim.answer)
    node.add("kg:quotation", text(claim.quotation))
    node.says("kg:locator", claim.where)
    node.link("kg:verification", names.concept("verification", claim.verified))
    node.says("rdfs:comment", claim.note)
    node.refers("prov:hadPrimarySource", "source", claim.sources)
    for field in ("confirms", "disputes"):
        targets = getattr(claim, field)
        node.refers(f"cito:{field}", "claim", targets)
    if claim.field is not None and claim.value is not None:
        node.link("rdf:subject", names.thing("event", event.id))
        node.link("rdf:predicate", names.expand(PREDICATES[claim.field]))
        node.add("rdf:object", _value(names, claim.field, claim.value))
    for field, predicate in (
        ("corroborated_by", "kg:corroboratedBy"),
        ("contradicted_by", "kg:contradictedBy"),
    ):
        for citation in getattr(claim, field):
            source = names.thing("source", citation.source)
            node.link(predicate, source)
            if citation.note is not None:
                mark = field.removesuffix("_by")
                where = names.thing("citation", claim.id, mark, citation.source)
                node.link("kg:citation", where)
                note = quads.subject("claims", where)
                note.a("kg:Citation")
                note.link("prov:hadPrimarySource", source)
                note.says("rdfs:comment", citation.note)
    if claim.outcome is not None:
        node.link("kg:outcome", names.concept("outcome", claim.outcome.verdict))
        if claim.outcome.event is not None:
            node.link("kg:shownBy", names.thing("event", claim.outcome.event))
        node.says("kg:outcomeNote", claim.outcome.note)
        shown = (names.thing("source", one) for one in claim.outcome.sources)
        node.link("kg:outcomeSource", *shown)
    return node


def _speakers(dataset: Dataset, names: Names, claim: Claim) -> set[str]:
    """Return who says it: the speaker, else the publishers of its sources, in their own voice."""
    if claim.speaker is not None:
        return {names.thing("actor", claim.speaker)}
    publishers = (dataset.sources[one].publisher for one in claim.sources)
    return {names.agent(one) for one in publishers}


def _value(names: Names, field: str, value: str) -> str:
    if field == "date":
        return typed(value, EDTF)
    if field in ("venue", "participants"):
        return iri(names.thing({"venue": "venue", "participants": "actor"}[field], value))
    scheme = {"lifecycle": "status", "topics": "topic", "format": "format"}[field]
    return iri(names.concept(scheme, value))
