"""The ontology (OWL 2) of the terms that no standard has, worded by the record models."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from kg.rdf.quads import FIRST_DAY, LAST_DAY, text
from kg.rdf.terms import IRI, LITERAL, TERM, VOCABULARY
from kg.rdf.things import THINGS
from kg.records import (
    Citation,
    Claim,
    Coverage,
    Document,
    LifecycleEntry,
    Signature,
    Statement,
    Track,
    Withdrawal,
)

if TYPE_CHECKING:
    from kg.rdf.quads import Quads
    from kg.rdf.terms import Row, Thing
    from kg.records import Model

VERSION = "1.0.0"  # of the terms; the data has its own
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ABOUT = (
    "Terms of a diplomatic timeline: what happened, who said so, when that became known, how sure "
    "it is, and who disagrees. Only what no standard vocabulary has. Every uncertain date stands "
    "twice: without loss as an EDTF literal, and as the four properties "
    "sem:hasEarliestBeginTimeStamp, sem:hasLatestBeginTimeStamp, sem:hasEarliestEndTimeStamp and "
    "sem:hasLatestEndTimeStamp, for queries. These four are computed from the EDTF literal, are "
    "each one xsd:date (never a year or month), and are always present together. An absent bound "
    f"(open, or not known) is {FIRST_DAY} where it is an earliest one and {LAST_DAY} where it is "
    "a latest one, so that a comparison of days never drops it. An end is never earlier than its "
    "begin."
)

# Own classes: the model that words them, the classes they are a kind of, and what to see also.
_CLASSES: dict[str, tuple[type[Model], tuple[str, ...], tuple[str, ...]]] = {
    "Citation": (Citation, ("prov:Entity",), ("cito:Citation",)),
    "Claim": (Claim, ("prov:Entity",), ("schema:Claim",)),
    "Coverage": (Coverage, ("prov:Entity",), ("dcterms:PeriodOfTime",)),
    "Document": (Document, ("prov:Entity",), ("schema:DigitalDocument",)),
    "LifecycleEntry": (LifecycleEntry, ("prov:Entity",), ()),
    "Signature": (Signature, ("prov:Entity",), ("sem:Role",)),
    "Statement": (Statement, ("rdf:Statement", "prov:Entity"), ()),
    "Track": (Track, ("schema:EventSeries",), ()),
    "Withdrawn": (Withdrawal, ("prov:Entity",), ()),
}
# Wider standard properties, where whoever reads only those is told the truth.
_WIDER = {
    "event": "schema:about",
    "mainTrack": "sem:subEventOf",
    "sourceKind": "dcterms:type",
    "documentKind": "dcterms:type",
}
# Where the words of a name do not make a label.
_LABELS = {
    "date": "date (EDTF)",
    "on": "on day (EDTF)",
    "begin": "begin (EDTF)",
    "end": "end (EDTF)",
    "plannedDate": "planned date (EDTF)",
    "ledTo": "led to",
    "citation": "has citation",
    "lifecycle": "has lifecycle entry",
    "paxId": "PA-X agreement id",
    "ucdpId": "UCDP agreement id",
    "city": "city or district",
    "country": "country code",
    "preview": "is preview",
    "disputed": "is disputed",
}


def add_ontology(quads: Quads) -> None:
    """Add the header, the classes and the properties."""
    names = quads.names
    head = quads.subject("ontology", names.expand("kg:"))
    head.a("owl:Ontology")
    head.says("rdfs:label", "Parley ontology")
    head.says("rdfs:comment", _ABOUT)
    head.add("vann:preferredNamespacePrefix", text("kg"))
    head.add("vann:preferredNamespaceUri", text(head.iri))
    head.add("owl:versionInfo", text(VERSION))
    head.link("dcterms:license", _LICENCE)
    edtf = quads.subject("ontology", names.expand("edtf:EDTF"))
    edtf.a("rdfs:Datatype")
    edtf.says("rdfs:label", "Extended Date/Time Format (levels 0 and 1)")
    for name, (model, parents, see_also) in _CLASSES.items():
        node = quads.subject("ontology", names.expand(f"kg:{name}"))
        node.a("owl:Class")
        node.says("rdfs:label", _words(name).capitalize())
        node.says("rdfs:comment", _first_sentence(model))
        node.link("rdfs:subClassOf", *map(names.expand, parents))
        node.link("rdfs:seeAlso", *map(names.expand, see_also))
        node.link("rdfs:isDefinedBy", head.iri)
    for name, places in sorted(_own_properties().items()):
        _add_property(quads, head.iri, name, places)


def _own_properties() -> dict[str, list[tuple[Thing, Row]]]:
    """Return the places (thing and row) of each property of ours, by its local name."""
    found: dict[str, list[tuple[Thing, Row]]] = {}
    for thing in THINGS:
        for row in thing.rows:
            prefix, _, local = row.predicate.partition(":")
            if prefix == "kg":
                found.setdefault(local, []).append((thing, row))
    return found


def _add_property(quads: Quads, ontology: str, name: str, places: list[tuple[Thing, Row]]) -> None:
    names = quads.names
    node = quads.subject("ontology", names.expand(f"kg:{name}"))
    values = {_range(row.value) for _, row in places}
    literal = all(_is_literal(row.value) for _, row in places)
    node.a("owl:DatatypeProperty" if literal else "owl:ObjectProperty")
    node.says("rdfs:label", _LABELS.get(name, _words(name)))
    node.says("rdfs:comment", _comment(places))
    if len(values) == 1:
        node.link("rdfs:range", *(names.expand(one) for one in values if one is not None))
    classes = {one for thing, _ in places for one in thing.classes}
    # Several domains would mean that a subject is all of them at once.
    if len(classes) == 1:
        node.link("rdfs:domain", *map(names.expand, classes))
    if name in _WIDER:
        node.link("rdfs:subPropertyOf", names.expand(_WIDER[name]))
    node.link("rdfs:isDefinedBy", ontology)


def _comment(places: list[tuple[Thing, Row]]) -> str:
    """Return the meaning; where it differs from thing to thing, that of each."""
    meanings: dict[str, list[str]] = {}
    for thing, row in places:
        if meaning := thing.comment(row):
            meanings.setdefault(meaning, []).append(thing.label)
    if len(meanings) == 1:
        return next(iter(meanings))
    return " ".join(f"{', '.join(labels)}: {one}" for one, labels in meanings.items())


def _range(value: str) -> str | None:
    if value in (IRI, LITERAL, TERM):
        return None
    return "skos:Concept" if value.startswith(VOCABULARY) else value


def _is_literal(value: str) -> bool:
    return value == LITERAL or value.partition(":")[0] in ("xsd", "rdf", "edtf")


def _words(name: str) -> str:
    """Write a name in camel case as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _first_sentence(model: type[Model]) -> str:
    """Return what a model is; what follows tells curators how to write it."""
    words = " ".join(inspect.cleandoc(model.__doc__ or "").split())
    return re.split(r"\. | \(|\.$", words)[0] + "."
