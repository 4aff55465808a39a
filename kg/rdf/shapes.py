"""SHACL shapes (W3C SHACL Core), made from the table of terms and the record models.

A list of allowed values has IRIs for its cells, since the graph has no blank nodes; each scheme's
list is written once.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.rdf.quads import iri, number, text, truth, whole
from kg.rdf.terms import EDTF, IRI, LITERAL, TERM, TEXT, VOCABULARY
from kg.rdf.things import THINGS
from kg.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rdf.quads import Quads, Subject
    from kg.rdf.terms import Row, Thing

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BOUNDS = (
    "sem:hasEarliestBeginTimeStamp",
    "sem:hasLatestBeginTimeStamp",
    "sem:hasEarliestEndTimeStamp",
    "sem:hasLatestEndTimeStamp",
)
# Whoever has one of these has the four bounds.
_DATED = ("kg:date", "kg:on", "kg:begin", "kg:end", *BOUNDS)


def add_shapes(quads: Quads) -> None:
    """Add one node shape for each thing, with a property shape for each of its rows."""
    names = quads.names
    for scheme in SCHEMES:
        cells = [iri(names.concept(scheme.id, concept.id)) for concept in scheme]
        _add_list(quads, scheme.id, cells)
    for thing in THINGS:
        node = _node_shape(quads, thing.name, thing.label)
        node.link("sh:targetClass", *map(names.expand, thing.classes))
        if thing.name == "record":
            # Topics are records too, but concepts of the vocabularies are not.
            node.link("sh:targetSubjectsOf", names.expand("dcterms:identifier"))
        for row in thing.rows:
            _add_row(quads, node, thing, row)
    _add_dated(quads)


def _node_shape(quads: Quads, name: str, label: str) -> Subject:
    node = quads.subject("shapes", quads.names.thing("shape", name))
    node.a("sh:NodeShape")
    node.says("rdfs:label", label)
    return node


def _property_shape(
    quads: Quads, node: Subject, predicate: str, field: str | None = None
) -> Subject:
    """Begin a property shape, named after the field, else after the predicate."""
    shape = quads.subject("shapes", f"{node.iri}.{field or predicate.replace(':', '-')}")
    node.link("sh:property", shape.iri)
    shape.a("sh:PropertyShape")
    shape.link("sh:path", quads.names.expand(predicate))
    shape.add("sh:name", text(field.replace("_", " ") if field else predicate))
    return shape


def _add_row(quads: Quads, node: Subject, thing: Thing, row: Row) -> None:
    names = quads.names
    # A field of a part (the note on a claim's outcome) may have the name of a field of the whole.
    shape = _property_shape(quads, node, row.predicate, None if row.model else row.field)
    shape.says("sh:description", thing.comment(row) or None)
    least, most = thing.counts(row)
    if row.shared:
        if least:
            some = quads.subject("shapes", f"{shape.iri}.value")
            some.a("sh:NodeShape")
            some.link("sh:class", names.expand(row.value))
            shape.link("sh:qualifiedValueShape", some.iri)
            shape.add("sh:qualifiedMinCount", whole(least))
        shape.link("sh:nodeKind", names.expand("sh:IRI"))
        return
    shape.add("sh:minCount", whole(least) if least else None)
    shape.add("sh:maxCount", None if most is None else whole(most))
    if row.equals:
        shape.link("sh:equals", names.expand(row.equals))
    _add_value(quads, shape, row)
    _add_facets(quads, shape, thing, row)


def _add_value(quads: Quads, shape: Subject, row: Row) -> None:
    """Say what kind of value it is."""
    names = quads.names
    if row.choices:
        terms = [iri(names.expand(one)) for one in row.choices]
        # Ranks are one list, the predicates of a statement and of a claim are two.
        owner = shape.iri.rpartition("/")[2]
        key = "ranks" if row.predicate == "wikibase:rank" else owner
        shape.link("sh:in", _add_list(quads, key, terms))
    elif row.value.startswith(VOCABULARY):
        scheme = row.value.removeprefix(VOCABULARY)
        shape.link("sh:in", _cell(quads, scheme, 1))
    elif row.value == LITERAL:
        shape.link("sh:nodeKind", names.expand("sh:Literal"))
    elif row.value == IRI:
        shape.link("sh:nodeKind", names.expand("sh:IRI"))
    elif row.value == TERM:
        shape.link("sh:nodeKind", names.expand("sh:IRIOrLiteral"))
    elif row.value in (TEXT, EDTF, "geo:wktLiteral") or row.value.startswith("xsd:"):
        shape.link("sh:datatype", names.expand(row.value))
    else:
        shape.link("sh:nodeKind", names.expand("sh:IRI"))
        shape.link("sh:class", names.expand(row.value))


def _add_facets(quads: Quads, shape: Subject, thing: Thing, row: Row) -> None:
    """Say of literals what the JSON Schema of the field says."""
    facets = thing.facets(row)
    if row.value == "xsd:string":
        shape.add("sh:pattern", text(facets["pattern"]) if "pattern" in facets else None)
        if "enum" in facets:
            words = [text(one) for one in facets["enum"]]
            shape.link("sh:in", _add_list(quads, shape.iri.rpartition("/")[2], words))
    if row.value == "xsd:double" and "minimum" in facets:
        shape.add("sh:minInclusive", number(float(facets["minimum"])))
    if row.value in (TEXT, "xsd:string") and "minLength" in facets:
        shape.add("sh:minLength", whole(facets["minLength"]))
    # Names by language are a mapping, so each language has one.
    if row.value == TEXT and facets.get("type") == "object":
        shape.add("sh:uniqueLang", truth(value=True))


def _add_dated(quads: Quads) -> None:
    """Whatever has a date has its four bounds, each once and a full day."""
    # Their order is not told: pySHACL 0.40 breaks off with a TypeError where sh:lessThanOrEquals
    # meets an ill-typed date, and so would not report the year that somebody typed as xsd:date.
    names = quads.names
    node = _node_shape(quads, "dated", "Dated")
    node.link("sh:targetSubjectsOf", *map(names.expand, _DATED))
    node.link("sh:targetClass", names.expand("sem:Event"), names.expand("time:ProperInterval"))
    for bound in BOUNDS:
        shape = _property_shape(quads, node, bound)
        shape.add("sh:minCount", whole(1))
        shape.add("sh:maxCount", whole(1))
        shape.link("sh:datatype", names.expand("xsd:date"))


def _cell(quads: Quads, name: str, index: int) -> str:
    return quads.names.thing("shape", "in", name, str(index))


def _add_list(quads: Quads, name: str, terms: Sequence[str]) -> str:
    """Write an RDF list of terms and return the IRI of its first cell."""
    cells = [_cell(quads, name, index) for index in range(1, len(terms) + 1)]
    for term, (cell, rest) in zip(terms, pairwise([*cells, _RDF + "nil"]), strict=True):
        node = quads.subject("shapes", cell)
        node.add("rdf:first", term)
        node.link("rdf:rest", rest)
    return cells[0]
