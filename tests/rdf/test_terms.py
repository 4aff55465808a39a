"""The table of terms against the models, the mapping, the ontology and the standards."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    GEO,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
)

from kg.dataset import KINDS
from kg.rdf.build import shape_lines, shared_lines
from kg.rdf.claim import PREDICATES
from kg.rdf.names import PREFIXES, Names
from kg.rdf.ontology import VERSION
from kg.rdf.quads import FIRST_DAY, LAST_DAY
from kg.rdf.shapes import BOUNDS
from kg.rdf.terms import VOCABULARY
from kg.rdf.things import CLAIM_PREDICATES, RANKS, STATEMENT_PREDICATES, THINGS
from kg.records import (
    Catalogue,
    Citation,
    Claim,
    ClaimOutcome,
    LifecycleEntry,
    Office,
    Participation,
    Statement,
)
from kg.records.claim import ClaimField
from kg.vocabulary import RANKS as RANK_SCHEME
from kg.vocabulary import SCHEMES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.namespace import DefinedNamespace

    from kg.rdf.terms import Row, Thing
    from kg.records import Model

    from .conftest import Built

NAMES = Names()
OURS = NAMES.expand("kg:")
MODELS: tuple[type[Model], ...] = (
    *KINDS.values(),
    Catalogue,
    Citation,
    Claim,
    ClaimOutcome,
    LifecycleEntry,
    Office,
    Participation,
    Statement,
)
ROWS = [
    pytest.param(thing, row, id=f"{thing.name}-{row.field or row.predicate}")
    for thing in THINGS
    for row in thing.rows
]

# Namespaces of which rdflib knows every term.
CLOSED: dict[str, type[DefinedNamespace]] = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "geo": GEO,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SDO,
    "sh": SH,
    "skos": SKOS,
    "time": TIME,
    "vann": VANN,
    "void": VOID,
    "xsd": XSD,
}
# Terms newer than rdflib's list, with the document that has them.
NEWER = {"dcat:version"}  # DCAT 3
# Of the others, the terms that their specifications have and we use.
OTHERS = {
    "cito": {"Citation", "confirms", "disputes"},
    "edtf": {"EDTF"},
    "sem": {
        *("Actor", "Event", "Place", "Role"),
        *(
            "accordingTo",
            "actorType",
            "eventType",
            "hasActor",
            "hasPlace",
            "roleType",
            "subEventOf",
        ),
        *("hasEarliestBeginTimeStamp", "hasLatestBeginTimeStamp"),
        *("hasEarliestEndTimeStamp", "hasLatestEndTimeStamp"),
    },
    "wikibase": {"rank", "PreferredRank", "NormalRank", "DeprecatedRank"},
}


def terms(lines: list[str]) -> set[str]:
    """Return every IRI in subject, predicate or object place, and every datatype."""
    found: set[str] = set()
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        term = rest.rpartition(" <")[0]
        found |= {subject[1:-1], predicate[1:-1]}
        if term.startswith("<"):
            found.add(term[1:-1])
        elif term.endswith(">"):
            found.add(term.rpartition("^^<")[2][:-1])
    return found


# --- table and models


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_its_place_in_the_graph(model: type[Model]) -> None:
    known: set[str] = set()
    for thing in THINGS:
        if thing.model is not None and issubclass(model, thing.model):
            known |= {row.field for row in thing.rows if row.field and row.model is None}
            known |= {field for field, _ in thing.elsewhere}
        known |= {row.field for row in thing.rows if row.field and row.model is model}
    assert set(model.model_fields) == known


@pytest.mark.parametrize(("thing", "row"), ROWS)
def test_a_vocabulary_is_the_one_that_the_field_takes(thing: Thing, row: Row) -> None:
    assert row.field is None or thing.info(row) is not None
    scheme = next((one for one in SCHEMES if VOCABULARY + one.id == row.value), None)
    assert (scheme is not None) == row.value.startswith(VOCABULARY)
    if scheme is not None and row.field is not None:
        assert thing.facets(row)["enum"] == list(scheme.ids)


def test_closed_lists_are_those_of_the_models_and_the_mapping() -> None:
    assert {NAMES.expand(one) for one in RANKS} == {NAMES.rank(one) for one in RANK_SCHEME.ids}
    assert set(PREDICATES) == set(get_args(ClaimField))
    assert set(PREDICATES.values()) == set(CLAIM_PREDICATES)


# --- table and mapping


@pytest.mark.parametrize(("thing", "row"), ROWS)
def test_the_mapping_writes_each_row(tiny: Built, thing: Thing, row: Row) -> None:
    nodes = {
        node
        for one in thing.classes
        for node in tiny.graph.subjects(RDF.type, URIRef(NAMES.expand(one)))
    }
    written = set(tiny.graph.subjects(URIRef(NAMES.expand(row.predicate))))
    assert nodes & written


def test_the_table_knows_what_the_mapping_writes(built: Built) -> None:
    """Every predicate on a node of a class is a row of it, but for what is named here."""
    bounds = {NAMES.expand(one) for one in BOUNDS}
    elsewhere = {
        "skos:ConceptScheme": {"skos:hasTopConcept"},
        "skos:Concept": {"skos:topConceptOf"},
        "dcat:Dataset": {"rdfs:label", "void:uriSpace", "void:vocabulary"},
    }
    rows: dict[str, set[str]] = {}
    for thing in THINGS:
        for one in thing.classes:
            rows.setdefault(NAMES.expand(one), set()).update(
                NAMES.expand(row.predicate) for row in thing.rows
            )
    record = {NAMES.expand(row.predicate) for row in THINGS[0].rows}  # of topics
    for kind, names in rows.items():
        known = names | bounds | record | {str(RDF.type)}
        for prefixed, others in elsewhere.items():
            if NAMES.expand(prefixed) == kind:
                known |= {NAMES.expand(one) for one in others}
        for node in built.graph.subjects(RDF.type, URIRef(kind)):
            assert {str(p) for p in built.graph.predicates(node)} <= known, node


def test_statements_are_about_the_predicates_that_are_listed(tiny: Built) -> None:
    statement = URIRef(NAMES.expand("kg:Statement"))
    found = {
        str(tiny.graph.value(one, RDF.predicate))
        for one in tiny.graph.subjects(RDF.type, statement)
    }
    assert found == {NAMES.expand(one) for one in STATEMENT_PREDICATES}


# --- ontology


def declared(graph: Graph) -> set[str]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return {str(one) for kind in kinds for one in graph.subjects(RDF.type, kind)}


def test_every_term_of_ours_is_declared_and_every_declared_one_is_used(tiny: Built) -> None:
    lines = (*tiny.lines, *tiny.head)
    data = [line for line in lines if not re.search(r"graph/(ontology|shapes)> \.$", line)]
    used = {one for one in terms(data) if one.startswith(OURS)} - {OURS}
    assert used == declared(tiny.graph)


def test_the_published_data_uses_declared_terms_alone(real: Built) -> None:
    used = {one for one in terms(real.lines) if one.startswith(OURS)} - {OURS}
    assert used <= declared(real.graph)


def test_every_term_is_labelled_commented_and_placed(tiny: Built) -> None:
    for term in declared(tiny.graph):
        for predicate in (RDFS.label, RDFS.comment):
            values = list(tiny.graph.objects(URIRef(term), predicate))
            assert len(values) == 1, (term, predicate)
            assert isinstance(values[0], Literal)
            assert values[0].language == "en"
            assert len(values[0]) > 1
        assert list(tiny.graph.objects(URIRef(term), RDFS.isDefinedBy)) == [URIRef(OURS)]


def test_labels_of_terms_differ(tiny: Built) -> None:
    labels = Counter(str(tiny.graph.value(URIRef(one), RDFS.label)) for one in declared(tiny.graph))
    assert [label for label, count in labels.items() if count > 1] == []


def test_a_property_has_links_or_literals_never_both(built: Built) -> None:
    for prop in declared(built.graph):
        kind = built.graph.value(URIRef(prop), RDF.type)
        literal = {isinstance(one, Literal) for one in built.graph.objects(None, URIRef(prop))}
        assert literal <= {kind == OWL.DatatypeProperty}, prop


def test_domains_and_ranges_hold(built: Built) -> None:
    for prop, domain in built.graph.subject_objects(RDFS.domain):
        for subject in built.graph.subjects(prop, None):
            assert (subject, RDF.type, domain) in built.graph, (prop, subject)
    for prop, kind in built.graph.subject_objects(RDFS.range):
        for value in built.graph.objects(None, prop):
            if isinstance(value, Literal):
                assert (
                    value.datatype or (RDF.langString if value.language else XSD.string)
                ) == kind
            else:
                assert (value, RDF.type, kind) in built.graph, (prop, value)


def test_the_header_tells_what_absent_bounds_are(tiny: Built) -> None:
    comment = str(tiny.graph.value(URIRef(OURS), RDFS.comment))
    for word in (FIRST_DAY, LAST_DAY, *BOUNDS, "xsd:date", "computed"):
        assert word in comment
    assert tiny.graph.value(URIRef(OURS), OWL.versionInfo) == Literal(VERSION)
    assert tiny.graph.value(URIRef(OURS), VANN.preferredNamespaceUri) == Literal(OURS)


# --- standards


def test_every_standard_term_exists(built: Built) -> None:
    for term in terms(built.lines):
        prefix = next((one for one, base in PREFIXES.items() if term.startswith(base)), None)
        if prefix is None or term == PREFIXES[prefix]:
            continue
        local = term.removeprefix(PREFIXES[prefix])
        if prefix in CLOSED:
            assert URIRef(term) in CLOSED[prefix] or f"{prefix}:{local}" in NEWER, term
        else:
            assert local in OTHERS[prefix], term


def test_every_name_has_a_prefix_of_the_list(built: Built) -> None:
    """Predicates and classes are ours, or of a vocabulary that has a prefix."""
    known = tuple(NAMES.prefixes.values())
    predicates = {str(one) for one in built.graph.predicates()}
    kinds = {str(one) for one in built.graph.objects(None, RDF.type)}
    assert sorted(one for one in predicates | kinds if not one.startswith(known)) == []


def test_the_vocabulary_part_needs_no_dataset(tiny: Built) -> None:
    assert {*shared_lines(NAMES), *shape_lines(NAMES)} <= set(tiny.lines)
