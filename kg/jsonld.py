"""Quads as compacted JSON-LD 1.1 with a context of our own, and that context.

W3C JSON-LD 1.1, sections 3 and 4. The context stands in the document, so nothing is ever fetched
to read it. A term is the last part of a name (``date`` for ``kg:date``) where one name of the
ontology has it, else the name with its prefix. A term has the datatype or the language that its
values mostly have; a value that differs says so itself. So nothing is lost, and a program that
knows nothing of JSON-LD reads plain names, texts and numbers.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.rdf.names import EDTF
from kg.rdf.terms import IRI, LITERAL, TERM, TEXT, VOCABULARY
from kg.rdf.things import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.rdf.names import Names

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_STRING, _INTEGER, _BOOLEAN = _XSD + "string", _XSD + "integer", _XSD + "boolean"
_LINK, _ENGLISH = "@id", "@en"
# JSON writes other numbers in several ways; these are read back as they stand (RFC 8259, 6).
_NATIVE = (_INTEGER, _BOOLEAN)
_SAFE = 2**53
# What things have that no row of the tables tells of, and what vocabulary and ontology say.
_BOUNDS = tuple(
    f"sem:has{end}TimeStamp" for end in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")
)
_LINKS = (
    *("rdf:first", "rdf:rest", "rdfs:domain", "rdfs:isDefinedBy", "rdfs:range", "rdfs:seeAlso"),
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:hasTopConcept", "skos:topConceptOf"),
    *("sh:class", "sh:datatype", "sh:equals", "sh:in", "sh:nodeKind", "sh:path", "sh:property"),
    *("sh:qualifiedValueShape", "sh:targetClass", "sh:targetSubjectsOf", "void:vocabulary"),
)


@cache
def _kinds(names: Names) -> dict[str, str]:
    """Return the properties by their IRIs, each with the kind that its values mostly have.

    A kind is a datatype, ``@id`` for links, ``@en`` for English, or nothing.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for thing in THINGS:
        for row in thing.rows:
            told[names.expand(row.predicate)].add(_kind(row.value, names))
    # A label is English, but for those of sources and of publishers.
    found = {
        one: min(kinds) if len(kinds) == 1 else _ENGLISH if _ENGLISH in kinds else ""
        for one, kinds in told.items()
    }
    found |= {names.expand(one): _XSD + "date" for one in _BOUNDS}
    found |= {names.expand(one): _LINK for one in _LINKS}
    return found


def _kind(value: str, names: Names) -> str:
    if value == TEXT:
        return _ENGLISH
    if value in (LITERAL, TERM):
        return ""
    if value == IRI or value.startswith(VOCABULARY):
        return _LINK
    iri = names.expand(value)
    if iri in _NATIVE or iri == _STRING:
        return ""
    is_datatype = iri.startswith(_XSD) or iri == EDTF or iri.endswith("Literal")
    return iri if is_datatype else _LINK


def _classes(names: Names) -> set[str]:
    # Of ours only: an Event is one of SEM and of schema.org alike.
    every = {one for thing in THINGS for one in thing.classes}
    return {names.expand(one) for one in every if one.startswith("kg:")}


@cache
def _terms(names: Names) -> dict[str, str]:
    """Return the term of each property and class by its IRI; those that share a name have none."""
    iris = sorted({*_kinds(names), *_classes(names)})
    count = Counter(_local(one) for one in iris)
    return {
        one: name
        for one in iris
        if count[name := _local(one)] == 1 and name not in _prefixes(names)
    }


@cache
def _prefixes(names: Names) -> dict[str, str]:
    return {**names.prefixes, "graph": names.base + "graph/"}


def context(names: Names) -> dict[str, Any]:
    """Return the context, as the value of ``@context``; the same for all documents of one base."""
    found: dict[str, Any] = {"@version": 1.1, **_prefixes(names)}
    short = _terms(names)
    for iri, kind in sorted(_kinds(names).items(), key=lambda one: _name(one[0], names).lower()):
        term = _name(iri, names)
        defined = {"@id": _compact(iri, names)}
        if kind == _ENGLISH:
            defined["@language"] = "en"
        elif kind:
            defined["@type"] = kind if kind == _LINK else _compact(kind, names)
        elif iri not in short:
            continue  # the prefix says it all
        found[term] = defined if len(defined) > 1 else defined["@id"]
    classes = {short[one]: _compact(one, names) for one in _classes(names) if one in short}
    return found | dict(sorted(classes.items()))


def jsonld(quads: Iterable[ox.Quad], names: Names) -> bytes:
    """Return quads as a document: a list of graphs, each with its nodes; all in order of name.

    There must be no blank node among them, as there is none in our graphs.
    """
    graphs: dict[str, dict[str, list[ox.Quad]]] = defaultdict(lambda: defaultdict(list))
    for one in set(quads):
        graph = one.graph_name.value if isinstance(one.graph_name, ox.NamedNode) else ""
        graphs[graph][str(one.subject)].append(one)
    found: list[dict[str, Any]] = []
    for graph, subjects in sorted(graphs.items()):
        nodes = [_node(subjects[one], names) for one in sorted(subjects)]
        found += [{"@id": _compact(graph, names), "@graph": nodes}] if graph else nodes
    document = {"@context": context(names), "@graph": found}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _node(quads: list[ox.Quad], names: Names) -> dict[str, Any]:
    """Return what is said of one subject in one graph: what it is first, then by name."""
    subject = quads[0].subject
    assert isinstance(subject, ox.NamedNode)  # noqa: S101 - told above
    values: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    types = []
    kinds = _kinds(names)
    for one in quads:
        if one.predicate.value == _RDF + "type" and isinstance(one.object, ox.NamedNode):
            types.append(_name(one.object.value, names))
        else:
            value = _value(one.object, kinds.get(one.predicate.value, ""), names)
            values[_name(one.predicate.value, names)].append((str(one.object), value))
    node: dict[str, Any] = {"@id": _compact(subject.value, names)}
    if types:
        node["@type"] = types[0] if len(types) == 1 else sorted(types)
    for term in sorted(values, key=lambda name: (name.lower(), name)):
        ordered = [value for _, value in sorted(values[term], key=lambda pair: pair[0])]
        node[term] = ordered[0] if len(ordered) == 1 else ordered
    return node


def _value(term: Any, kind: str, names: Names) -> Any:
    """Return a value as it stands under a term whose values have that kind."""
    if isinstance(term, ox.NamedNode):
        short = _compact(term.value, names)
        return short if kind == _LINK else {"@id": short}
    text, language, datatype = term.value, term.language, term.datatype.value
    if language:
        return text if kind == f"@{language}" else {"@value": text, "@language": language}
    if datatype == kind or (datatype == _STRING and not kind):
        return text
    if datatype == _STRING:
        return {"@value": text}
    if datatype == _BOOLEAN and text in ("true", "false") and not kind:
        return text == "true"
    if datatype == _INTEGER and not kind and _is_plain_number(text):
        return int(text)
    return {"@value": text, "@type": _name(datatype, names)}


def _is_plain_number(text: str) -> bool:
    return (
        text.removeprefix("-").isdecimal() and str(int(text)) == text and -_SAFE < int(text) < _SAFE
    )


def _name(iri: str, names: Names) -> str:
    """Return a property, class or datatype by its term, else with its prefix."""
    return _terms(names).get(iri) or _compact(iri, names)


def _compact(iri: str, names: Names) -> str:
    """Return an IRI with its prefix; whole where none fits, or where it would be read otherwise."""
    best = max(
        ((space, prefix) for prefix, space in _prefixes(names).items() if iri.startswith(space)),
        key=lambda pair: len(pair[0]),
        default=None,
    )
    if best is None:
        return iri
    rest = iri[len(best[0]) :]
    # "//" after the colon makes an address of it (JSON-LD 1.1, section 4.1.5).
    return iri if rest.startswith("//") or not rest else f"{best[1]}:{rest}"


def _local(iri: str) -> str:
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def served(names: Names) -> bytes:
    """Return the context as a document of its own, for who wants to refer to it."""
    document: Mapping[str, Any] = {"@context": context(names)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
