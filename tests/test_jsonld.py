"""JSON-LD: compacted by our own context, and read back by others to the very same quads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld as theirs

from kg.export import export
from kg.jsonld import context, jsonld, served
from kg.rdf.names import Names
from kg.view import View

if TYPE_CHECKING:
    from kg.graph import Graph

NAMES = Names()


def refused(url: str, *_: object) -> None:
    pytest.fail(f"{url} was asked for")


def by_pyld(content: bytes) -> set[ox.Quad]:
    """Read by the library of those who wrote the specification."""
    options = {"documentLoader": refused, "format": "application/n-quads"}
    return set(ox.parse(theirs.to_rdf(json.loads(content), options), format=ox.RdfFormat.N_QUADS))


def valued(quads: set[ox.Quad]) -> set[tuple[str, ...]]:
    """Take doubles by their value: PyLD writes each in another way."""
    return {
        tuple(
            str(float(term.value))
            if isinstance(term, ox.Literal) and term.datatype.value.endswith("#double")
            else str(term)
            for term in (one.subject, one.predicate, one.object, one.graph_name)
        )
        for one in quads
    }


def document(graph: Graph) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(graph.store, "jsonld", graph.names))
    return found


def test_it_reads_back_in_the_library_of_the_specification(tiny_graph: Graph) -> None:
    ours = set(ox.parse("".join(tiny_graph.lines), format=ox.RdfFormat.N_QUADS))
    content = export(tiny_graph.store, "jsonld", tiny_graph.names)
    assert valued(by_pyld(content)) == valued(ours)


def test_all_that_we_publish_reads_back(real_graph: Graph) -> None:
    ours = set(ox.parse("".join(real_graph.lines), format=ox.RdfFormat.N_QUADS))
    content = export(real_graph.store, "jsonld", real_graph.names)
    assert set(ox.parse(content, format=ox.RdfFormat.JSON_LD)) == ours


def test_it_is_read_by_who_knows_json_only(tiny_graph: Graph) -> None:
    graphs = {one["@id"]: one["@graph"] for one in document(tiny_graph)["@graph"]}
    (event,) = (one for one in graphs["graph:events"] if one["@id"] == "id:event/round")
    assert event["@type"] == ["schema:Event", "sem:Event"]
    assert event["label"] == tiny_graph.dataset.events["round"].title
    assert event["date"] == "2022-03-29"
    assert event["status"] == "voc:status/held"
    assert event["disputed"] in (True, False)
    assert isinstance(event["independentOrigins"], int)
    claims = [one for one in graphs["graph:claims"] if one["@type"] == "Claim"]
    assert all(one["modality"].startswith("voc:modality/") for one in claims)
    assert "@value" not in json.dumps(event)


def test_terms_stand_for_one_name_each(real_graph: Graph) -> None:
    found = context(real_graph.names)
    terms = {name: one for name, one in found.items() if not name.startswith("@")}
    assert terms["date"] == {"@id": "kg:date", "@type": "edtf:EDTF"}
    assert terms["hasPlace"] == {"@id": "sem:hasPlace", "@type": "@id"}
    assert terms["knownFrom"] == {"@id": "kg:knownFrom", "@type": "xsd:date"}
    assert terms["Claim"] == "kg:Claim"
    # Those that several vocabularies have keep their prefixes.
    assert {"dcterms:subject", "rdf:subject"} <= set(terms)
    assert "subject" not in terms
    assert "http" not in json.dumps(document(real_graph)["@graph"][0]["@id"])


def test_what_differs_from_its_term_says_so() -> None:
    subject, date = ox.NamedNode("urn:x"), ox.NamedNode(NAMES.expand("kg:date"))
    label = ox.NamedNode(NAMES.expand("rdfs:label"))
    number = ox.NamedNode(NAMES.expand("kg:round"))
    xsd = "http://www.w3.org/2001/XMLSchema#"
    terms: list[tuple[ox.NamedNode, Any]] = [
        (label, ox.Literal("plain")), (label, ox.Literal("тихо", language="uk")),
        (label, ox.Literal("calm", language="en")), (label, ox.NamedNode("urn:y")),
        (date, ox.Literal("2022", datatype=ox.NamedNode(xsd + "gYear"))), (date, ox.Literal("x")),
        *((number, ox.Literal(one, datatype=ox.NamedNode(xsd + "integer")))
          for one in ("7", "-7", "07", "+7", "9007199254740993", "x")),
        (number, ox.Literal("1", datatype=ox.NamedNode(xsd + "boolean"))),
        (number, ox.Literal("1.50", datatype=ox.NamedNode(xsd + "decimal"))),
        (ox.NamedNode(NAMES.base + "id//odd"), ox.NamedNode(NAMES.base + "id//odd")),
        (ox.NamedNode("urn:p"), ox.NamedNode(NAMES.base + "id/")),
    ]  # fmt: skip
    quads = {ox.Quad(subject, one, value) for one, value in terms}
    quads.add(ox.Quad(ox.NamedNode(NAMES.base + "ns#"), label, ox.Literal(""), subject))
    content = jsonld(quads, NAMES)
    assert by_pyld(content) == quads
    assert set(ox.parse(content, format=ox.RdfFormat.JSON_LD)) == quads


def test_a_part_is_of_its_day(tiny_graph: Graph) -> None:
    view = View.of_params({"as-of": ["2022-03-28"], "kinds": ["talks-round"]})
    content = export(tiny_graph.of(view), "jsonld", tiny_graph.names, view)
    expected = export(tiny_graph.of(view), "nq", tiny_graph.names, view)
    assert valued(by_pyld(content)) == valued(set(ox.parse(expected, format=ox.RdfFormat.N_QUADS)))


# rdflib warns of what its own parser does.
@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
def test_the_context_alone_makes_sense_of_a_record() -> None:
    text = json.dumps(
        json.loads(served(NAMES)) | {"@id": "id:event/x", "label": "X", "date": "2022-03"}
    )
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    event = rdflib.URIRef(NAMES.thing("event", "x"))
    assert str(graph.value(event, rdflib.RDFS.label)) == "X"
    assert len(graph) == 2
