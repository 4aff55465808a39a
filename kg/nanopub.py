"""Claims as nanopublications: each a small publication of its own, with its origin.

Source of the form: https://nanopub.net/guidelines/working_draft/ (a head that names the parts, an
assertion, its provenance, and what is to be known of the publication), here as TriG. The assertion
is the claim: what is said, of which event, and how surely. A value that is said as a fact is there
as a plain triple too. The provenance tells who said it, when, and in which sources. Addresses are
plain ones under ours, not trusty ones: a later release may correct a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.excerpt import events_of
from kg.export import serialized
from kg.rdf.names import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.names import Names
    from kg.store import Store
    from kg.view import View

NAMESPACE = "http://www.nanopub.org/nschema#"
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_ASSERTED = (
    *("rdf:type", "schema:text", "kg:event", "schema:about", "dcterms:subject", "kg:modality"),
    *("kg:question", "kg:answer", "rdf:subject", "rdf:predicate", "rdf:object", "kg:quotation"),
)
# Of the claim in the graph, and what they are of the assertion.
_ORIGIN = {
    "sem:accordingTo": "prov:wasAttributedTo",
    "prov:hadPrimarySource": "prov:hadPrimarySource",
    "kg:attribution": "kg:attribution",
    "kg:on": "kg:on",
    "kg:locator": "kg:locator",
    "kg:knownFrom": "kg:knownFrom",
    "kg:verification": "kg:verification",
}
_CITED = ("rdfs:label", "schema:url", "dcterms:publisher", "schema:datePublished")


def nanopubs(store: Store, view: View, names: Names) -> bytes:
    """Return a nanopublication for each claim about the events of a view, as TriG."""
    quads = [one for claim in _claims(store, view, names) for one in _nanopub(store, claim, names)]
    return serialized(quads, ox.RdfFormat.TRIG, names, {"np": NAMESPACE})


def _claims(store: Store, view: View, names: Names) -> list[ox.NamedNode]:
    of = ox.NamedNode(names.expand("kg:event"))
    found = {
        quad.subject.value
        for event in events_of(store, view, names)
        for quad in store.find(None, of, ox.NamedNode(event))
        if isinstance(quad.subject, ox.NamedNode)
    }
    return [ox.NamedNode(one) for one in sorted(found)]


def _nanopub(store: Store, claim: ox.NamedNode, names: Names) -> Iterator[ox.Quad]:
    whole = names.thing("nanopub", claim.value.rpartition("/")[2])
    this = ox.NamedNode(whole)
    head, assertion, provenance, pubinfo = (
        ox.NamedNode(f"{whole}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )

    def node(name: str) -> ox.NamedNode:
        return ox.NamedNode(names.expand(name))

    def terms(subject: ox.NamedNode, name: str) -> list[ox.NamedNode | ox.Literal]:
        found = store.find(subject, node(name), None)
        return [one.object for one in found if isinstance(one.object, ox.NamedNode | ox.Literal)]

    yield ox.Quad(this, ox.NamedNode(_TYPE), ox.NamedNode(NAMESPACE + "Nanopublication"), head)
    for name, part in (
        ("hasAssertion", assertion),
        ("hasProvenance", provenance),
        ("hasPublicationInfo", pubinfo),
    ):
        yield ox.Quad(this, ox.NamedNode(NAMESPACE + name), part, head)

    for name in _ASSERTED:
        for term in terms(claim, name):
            yield ox.Quad(claim, node(name), term, assertion)
    said = ox.NamedNode(names.concept("modality", "asserted"))
    if said in terms(claim, "kg:modality"):
        for event in terms(claim, "rdf:subject"):
            for predicate in terms(claim, "rdf:predicate"):
                for value in terms(claim, "rdf:object"):
                    if isinstance(event, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
                        yield ox.Quad(event, predicate, value, assertion)

    for name, told in _ORIGIN.items():
        for term in terms(claim, name):
            yield ox.Quad(assertion, node(told), term, provenance)
            if isinstance(term, ox.NamedNode):
                for detail in _CITED:
                    for value in terms(term, detail):
                        yield ox.Quad(term, node(detail), value, provenance)

    dataset = ox.NamedNode(names.thing("dataset", "parley"))
    yield ox.Quad(this, node("prov:wasDerivedFrom"), dataset, pubinfo)
    for version in terms(dataset, "dcat:version"):
        yield ox.Quad(dataset, node("dcat:version"), version, pubinfo)
    for publisher in terms(dataset, "dcterms:publisher"):
        yield ox.Quad(this, node("dcterms:creator"), publisher, pubinfo)
        if isinstance(publisher, ox.NamedNode):
            for label in terms(publisher, "rdfs:label"):
                yield ox.Quad(publisher, ox.NamedNode(_LABEL), label, pubinfo)
    for licence in terms(dataset, "dcterms:license"):
        yield ox.Quad(this, node("dcterms:license"), licence, pubinfo)
    for issued in terms(dataset, "dcterms:issued"):
        moment = ox.Literal(f"{issued.value}T00:00:00Z", datatype=node("xsd:dateTime"))
        yield ox.Quad(this, node("dcterms:created"), moment, pubinfo)
