"""The whole graph: its form as text, and what each record becomes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from kg.dataset import KINDS
from kg.edtf import parse
from kg.rdf.build import build
from kg.rdf.names import EDTF, GRAPHS, PREFIXES, Names
from kg.rdf.quads import FIRST_DAY, LAST_DAY, Quads, exact_day, text
from kg.rdf.shapes import BOUNDS
from kg.records import best

from .tiny import tiny_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Built

NAMES = Names()
KG = Namespace(NAMES.expand("kg:"))
SCHEMA = Namespace(PREFIXES["schema"])
ROUND = URIRef(NAMES.thing("event", "round"))


def name(prefixed: str) -> URIRef:
    return URIRef(NAMES.expand(prefixed))


def literals(graph: Graph) -> Iterator[Literal]:
    return (o for _, _, o in graph if isinstance(o, Literal))


# --- form


def test_lines_are_sorted_and_each_stands_once(built: Built) -> None:
    assert built.lines == sorted(set(built.lines))


def test_oxigraph_reads_every_line(built: Built) -> None:
    quads = pyoxigraph.parse("".join(built.lines).encode(), pyoxigraph.RdfFormat.N_QUADS)
    assert sum(1 for _ in quads) == len(built.lines)


def test_there_is_no_blank_node(built: Built) -> None:
    quads = pyoxigraph.parse("".join(built.lines).encode(), pyoxigraph.RdfFormat.N_QUADS)
    blank = [
        quad
        for quad in quads
        if isinstance(quad.subject, pyoxigraph.BlankNode)
        or isinstance(quad.object, pyoxigraph.BlankNode)
    ]
    assert blank == []


def test_no_literal_is_ill_typed(built: Built) -> None:
    found = [*literals(built.graph), *literals(built.shapes)]
    assert [one for one in found if one.ill_typed] == []
    # rdflib knows nothing of EDTF, so these are read by the module that knows.
    dates = [str(one) for one in found if one.datatype == URIRef(EDTF)]
    assert dates
    assert [str(parse(one)) for one in dates] == dates


def test_each_triple_stands_in_one_known_graph(built: Built) -> None:
    found: dict[str, set[str]] = {}
    for line in built.lines:
        triple, _, graph = line.rpartition(" <")
        found.setdefault(triple, set()).add(graph.removesuffix("> .\n"))
    assert {triple: graphs for triple, graphs in found.items() if len(graphs) > 1} == {}
    assert set.union(*found.values()) == {NAMES.graph(one) for one in GRAPHS}


def test_each_subject_stands_in_one_graph(built: Built) -> None:
    found: dict[str, set[str]] = {}
    for line in built.lines:
        found.setdefault(line.partition(" ")[0], set()).add(line.rpartition(" <")[2])
    assert {subject: graphs for subject, graphs in found.items() if len(graphs) > 1} == {}


def test_two_processes_write_the_same_bytes(tiny: Built) -> None:
    program = (
        "import hashlib, runpy; from kg.rdf.build import build; "
        f"tiny = runpy.run_path({str(Path(__file__).with_name('tiny.py'))!r})['tiny_dataset']; "
        "print(hashlib.sha256(''.join(build(tiny())).encode()).hexdigest())"
    )
    found = {hashlib.sha256("".join(tiny.lines).encode()).hexdigest()}
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout.strip())
    assert len(found) == 1


def test_another_base_moves_all_our_names_and_no_other(tiny: Built) -> None:
    moved = build(tiny.dataset, Names("https://example.org/kg/"))
    assert len(moved) == len(tiny.lines)
    assert not [line for line in moved if NAMES.base in line]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_as_it_was(value: str) -> None:
    line = f"<http://example.org/s> <http://example.org/p> {text(value)} .\n"
    (triple,) = pyoxigraph.parse(line.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, pyoxigraph.Literal)
    assert triple.object.value == value


# --- dates


def test_every_event_has_each_bound_once_as_a_full_day(built: Built) -> None:
    events = list(built.graph.subjects(RDF.type, name("sem:Event")))
    assert len(events) == len(built.dataset.events)
    for event in events:
        for bound in BOUNDS:
            values = list(built.graph.objects(event, name(bound)))
            assert [getattr(one, "datatype", None) for one in values] == [XSD.date], event
            assert isinstance(values[0].toPython(), date)  # type: ignore[attr-defined]


def test_bounds_stand_in_order(built: Built) -> None:
    """The shapes leave the order of the bounds to this test."""
    values = [dict(built.graph.subject_objects(name(bound))) for bound in BOUNDS]
    earliest_begin, latest_begin, earliest_end, latest_end = values
    for subject, first in earliest_begin.items():
        last = latest_end[subject]
        assert str(first) <= str(latest_begin[subject]) <= str(last), subject
        assert str(first) <= str(earliest_end[subject]) <= str(last), subject


@pytest.mark.parametrize(
    ("begin", "end", "bounds"),
    [
        ("2022-03-29", "2022-03-29", ("2022-03-29",) * 4),
        ("2022-03", "2022-03", ("2022-03-01", "2022-03-31", "2022-03-01", "2022-03-31")),
        (None, None, (FIRST_DAY, LAST_DAY, FIRST_DAY, LAST_DAY)),
        ("2021-05-01", None, ("2021-05-01", "2021-05-01", "2021-05-01", LAST_DAY)),
        (None, "2021-05-01", (FIRST_DAY, "2021-05-01", "2021-05-01", "2021-05-01")),
        # Coarse dates that overlap: it has begun before it ended.
        ("2022", "2022-06", ("2022-01-01", "2022-06-30", "2022-06-01", "2022-06-30")),
        ("2022-06", "2022", ("2022-06-01", "2022-06-30", "2022-06-01", "2022-12-31")),
        ("2022-04-01/..", "2022-04-01/..", ("2022-04-01", "2022-04-01", "2022-04-01", LAST_DAY)),
    ],
)
def test_bounds(begin: str | None, end: str | None, bounds: tuple[str, ...]) -> None:
    quads = Quads(NAMES)
    node = quads.subject("events", "http://example.org/s")
    node.bounds(parse(begin) if begin else None, parse(end) if end else None)
    triples = "".join(line.rpartition(" <")[0] + " .\n" for line in quads.lines())
    graph = Graph().parse(data=triples, format="nt")
    found = tuple(str(graph.value(URIRef(node.iri), name(bound))) for bound in BOUNDS)
    assert found == bounds


@pytest.mark.parametrize("value", ["2022", "2022-03", "2022-03-28?", "2022-03-28~", "2022-03-XX"])
def test_what_is_not_surely_one_day_is_not_written_as_one(value: str) -> None:
    assert exact_day(parse(value)) is None


def test_a_planned_day_is_written_only_where_it_is_sure(tiny: Built) -> None:
    # The round was first planned for 25 March, then for about the 26th.
    assert [str(one) for one in tiny.graph.objects(ROUND, SCHEMA.previousStartDate)] == [
        "2022-03-25"
    ]


def test_time_of_day_keeps_its_offset(tiny: Built) -> None:
    call = URIRef(NAMES.thing("event", "call"))
    assert str(tiny.graph.value(call, SCHEMA.startDate)) == "2022-03-19T10:30:00+03:00"


# --- statements: the truthy rule


def test_plain_triples_hold_the_preferred_values_alone(tiny: Built) -> None:
    values = {
        "kg:date": ["2022-03-28/2022-03-30"],
        "sem:hasPlace": [NAMES.thing("venue", "palace")],
        "schema:location": [NAMES.thing("venue", "palace")],
        "schema:description": ["They met."],
    }
    found = {key: [str(one) for one in tiny.graph.objects(ROUND, name(key))] for key in values}
    assert found == values


def test_every_value_has_its_statement_with_rank(tiny: Built) -> None:
    rows = tiny.graph.query(
        "SELECT ?value ?rank WHERE { ?s a kg:Statement ; rdf:subject ?e ; rdf:predicate kg:date ; "
        "rdf:object ?value ; wikibase:rank ?rank }",
        initNs=NAMES.prefixes,
        initBindings={"e": ROUND},
    )
    assert {(str(value), str(rank).rpartition("#")[2]) for value, rank in rows} == {  # type: ignore[misc]
        ("2022-03-28/2022-03-30", "PreferredRank"),
        ("2022-03-29", "NormalRank"),
        ("2022-03?", "DeprecatedRank"),
    }


def test_plain_and_ranked_values_agree(built: Built) -> None:
    """What the statements say by rank is what the plain triples say."""
    for event in built.dataset.events.values():
        node = URIRef(NAMES.thing("event", event.id))
        places = {NAMES.thing("venue", one.value) for one in best(event.venue)}
        assert {str(one) for one in built.graph.objects(node, name("sem:hasPlace"))} == places
        texts = {one.value for one in best(event.summary)}
        assert {str(one) for one in built.graph.objects(node, name("schema:description"))} == texts
        dates = {one.value.text for one in best(event.date)} or {event.when.text}
        assert {str(one) for one in built.graph.objects(node, KG.date)} == dates


def test_a_deprecated_participant_is_no_plain_participant(tiny: Built) -> None:
    actors = {
        str(one).rpartition("/")[2]
        for predicate in (SCHEMA.participant, SCHEMA.organizer)
        for one in tiny.graph.objects(ROUND, predicate)
    }
    assert actors == {"person-a", "state-b"}
    assert len(list(tiny.graph.objects(ROUND, name("sem:hasActor")))) == 3


def test_statements_have_sources_even_where_all_of_the_record_are_previews(built: Built) -> None:
    for statement in built.graph.subjects(RDF.type, KG.Statement):
        assert built.graph.value(statement, name("prov:hadPrimarySource"), any=True), statement


# --- claims


def pairs(graph: Graph, predicate: str) -> set[tuple[str, str]]:
    return {
        (str(a).rpartition("/")[2], str(b).rpartition("/")[2])
        for a, b in graph.subject_objects(name(predicate))
    }


def test_rival_answers_dispute_each_other(tiny: Built) -> None:
    found = pairs(tiny.graph, "cito:disputes")
    others = {"a-says-28", "a-again", "daily-says-28", "daily-again"}
    mutual = {("b-says-29", one) for one in others} | {(one, "b-says-29") for one in others}
    assert found == mutual | {("b-says-29", "a-says-place")}  # the last one is said by the record


def test_only_another_voice_confirms(tiny: Built) -> None:
    found = pairs(tiny.graph, "cito:confirms")
    own, daily = {"a-says-28", "a-again"}, {"daily-says-28", "daily-again"}
    mutual = {(a, b) for a in own for b in daily} | {(b, a) for a in own for b in daily}
    assert found == mutual | {("b-says-29", "a-says-place")}


def test_a_claim_without_speaker_is_said_by_its_publisher(tiny: Built) -> None:
    claim = URIRef(NAMES.thing("claim", "daily-says-28"))
    assert list(tiny.graph.objects(claim, name("sem:accordingTo"))) == [
        URIRef(NAMES.agent("Daily"))
    ]


def test_each_claim_of_a_field_gives_it_a_value(tiny: Built) -> None:
    found = {
        (str(predicate).removeprefix(PREFIXES["schema"]), str(tiny.graph.value(claim, RDF.object)))
        for claim, predicate in tiny.graph.subject_objects(RDF.predicate)
        if (claim, RDF.type, KG.Claim) in tiny.graph
    }
    assert found == {
        (str(KG.date), "2022-03-28"),
        (PREFIXES["sem"] + "hasPlace", NAMES.thing("venue", "palace")),
        (str(KG.status), NAMES.concept("status", "denied")),
        ("participant", NAMES.thing("actor", "person-b")),
        (PREFIXES["dcterms"] + "subject", NAMES.concept("topic", "guarantees")),
        (str(KG["format"]), NAMES.concept("format", "video")),
    }


# --- concepts and links


def test_every_concept_is_named_and_belongs_to_a_scheme(built: Built) -> None:
    concepts = list(built.graph.subjects(RDF.type, name("skos:Concept")))
    assert concepts
    for concept in concepts:
        for predicate in ("skos:prefLabel", "skos:definition", "skos:inScheme", "rdfs:label"):
            values = list(built.graph.objects(concept, name(predicate)))
            assert len(values) == 1, (concept, predicate)
        scheme = built.graph.value(concept, name("skos:inScheme"))
        assert (scheme, RDF.type, name("skos:ConceptScheme")) in built.graph


def test_every_link_of_ours_leads_to_something(built: Built) -> None:
    """A name under our base that is an object is a subject too."""
    heads = re.compile(re.escape(NAMES.base) + "(id|voc)/")
    ours = {o for _, _, o in built.graph if isinstance(o, URIRef) and heads.match(o)}
    assert sorted(ours - set(built.graph.subjects())) == []


def test_everything_has_a_label_or_stands_on_something_that_has(built: Built) -> None:
    parts = {"sem:Role", "kg:Statement", "kg:LifecycleEntry", "kg:Citation", "kg:Claim"}
    parts |= {"kg:Coverage", "kg:Signature", "prov:Entity"}
    parts |= {"geo:Geometry", "rdf:Statement", "time:ProperInterval"}
    unlabelled = {
        kind
        for subject, kind in built.graph.subject_objects(RDF.type)
        if built.graph.value(subject, RDFS.label, any=True) is None
    }
    assert unlabelled <= {name(one) for one in parts}


def test_the_same_records_in_another_order_are_the_same_graph(tiny: Built) -> None:
    dataset = tiny_dataset()
    turned = type(dataset)(
        dataset.catalogue,
        **{
            kind: dict(reversed(list(dataset.of_kind(kind).items())))  # type: ignore[arg-type]
            for kind in KINDS
        },
    )
    assert build(turned) == tiny.lines
