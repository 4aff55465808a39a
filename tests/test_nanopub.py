"""Nanopublications: well-formed by the rules of the guidelines, one for each claim of a view."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from kg.nanopub import NAMESPACE, nanopubs
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

NP = rdflib.Namespace(NAMESPACE)
PARTS = (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)
Quad = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node, rdflib.URIRef]


def parsed(content: bytes) -> dict[rdflib.URIRef, list[Quad]]:
    """Read by rdflib; by graph."""
    found: dict[rdflib.URIRef, list[Quad]] = defaultdict(list)
    for s, p, o, g in rdflib.Dataset().parse(data=content, format="trig").quads():
        found[rdflib.URIRef(str(g))].append((s, p, o, rdflib.URIRef(str(g))))
    return found


def check(graphs: dict[rdflib.URIRef, list[Quad]]) -> list[str]:
    """Check the rules of *Well-formed nanopublications*; return their addresses."""
    every = [one for quads in graphs.values() for one in quads]
    assert not any(isinstance(term, rdflib.BNode) for one in every for term in one)
    heads = [one for one in every if one[1:3] == (rdflib.RDF.type, NP.Nanopublication)]
    seen: set[rdflib.term.Node] = set()
    for this, _, _, head in heads:
        # All four are named once, in the head, and differ from each other and from the whole.
        parts = []
        for part in PARTS:
            named = [one for one in every if one[:2] == (this, part)]
            assert len(named) == 1
            assert named[0][3] == head
            parts.append(rdflib.URIRef(str(named[0][2])))
        assert len({this, head, *parts}) == 5
        assert len(graphs[head]) == 4
        assertion, provenance, pubinfo = parts
        assert graphs[assertion]
        assert any(assertion in (s, o) for s, _, o, _ in graphs[provenance])
        assert any(this in (s, o) for s, _, o, _ in graphs[pubinfo])
        assert not seen & {head, *parts}
        seen |= {head, *parts}
    assert seen == set(graphs)  # and no quad is outside of them
    return [str(this) for this, *_ in heads]


def one_of(graph: Graph, view: View) -> bytes:
    return nanopubs(graph.of(view), view, graph.names)


# rdflib warns of what its own parsers do.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")


@pytest.mark.parametrize("day", ["", "2022-03-28"])
def test_each_claim_is_a_well_formed_one(real_graph: Graph, day: str) -> None:
    view = View.of_params({"as-of": [day], "tracks": ["belarus-istanbul-talks"]})
    found = check(parsed(one_of(real_graph, view)))
    records = real_graph.editions.records(view).events.values()
    claims = {
        claim.id
        for one in records
        for claim in one.claims
        if "belarus-istanbul-talks" in one.tracks
    }
    assert {one.rpartition("/")[2] for one in found} >= claims
    assert len(found) > 20


def test_a_claim_tells_what_is_said_who_said_it_and_where_it_is_from(tiny_graph: Graph) -> None:
    names = tiny_graph.names
    graphs = parsed(one_of(tiny_graph, View()))
    claims = [claim for event in tiny_graph.dataset.events.values() for claim in event.claims]
    assert len(check(graphs)) == len(claims)
    for claim in claims:
        whole = names.thing("nanopub", claim.id)
        parts = {part: rdflib.Graph() for part in ("Head", "assertion", "provenance", "pubinfo")}
        for part, one in parts.items():
            for s, p, o, _ in graphs[rdflib.URIRef(f"{whole}#{part}")]:
                one.add((s, p, o))
        told = rdflib.URIRef(names.thing("claim", claim.id))
        text = parts["assertion"].value(told, rdflib.URIRef(names.expand("schema:text")))
        assert str(text) == claim.text
        assertion = rdflib.URIRef(f"{whole}#assertion")
        sources = parts["provenance"].objects(assertion, rdflib.PROV.hadPrimarySource)
        assert {str(one).rpartition("/")[2] for one in sources} == set(claim.sources)
        assert parts["provenance"].value(assertion, rdflib.PROV.wasAttributedTo)
        this = rdflib.URIRef(whole)
        assert parts["pubinfo"].value(this, rdflib.DCTERMS.license)
        assert parts["pubinfo"].value(this, rdflib.DCTERMS.creator)
        created = parts["pubinfo"].value(this, rdflib.DCTERMS.created)
        assert isinstance(created, rdflib.Literal)
        assert created.datatype == rdflib.XSD.dateTime


def test_only_what_is_said_as_a_fact_stands_plain(real_graph: Graph) -> None:
    graphs = parsed(one_of(real_graph, View()))
    names = real_graph.names
    plain = 0
    for event in real_graph.dataset.events.values():
        for claim in event.claims:
            quads = graphs[rdflib.URIRef(names.thing("nanopub", claim.id) + "#assertion")]
            about = [one for one in quads if str(one[0]) == names.thing("event", event.id)]
            assert bool(about) == (claim.modality == "asserted" and claim.field is not None)
            plain += len(about)
    assert plain > 10


def test_the_same_claims_give_the_same_bytes_and_nothing_gives_none(tiny_graph: Graph) -> None:
    assert one_of(tiny_graph, View()) == one_of(tiny_graph, View())
    nothing = one_of(tiny_graph, View(text="no such words"))
    assert list(ox.parse(nothing, format=ox.RdfFormat.TRIG)) == []
