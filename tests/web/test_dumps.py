"""The whole graph as files, and what the dataset says of itself to catalogues."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
import streamlit as st

from kg.graph import open_graph
from kg.ui import opened
from kg.web import dumps
from kg.web.dumps import FILES, Dumps
from tests.small import write_small
from tests.web.asked import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("folder")
BASE = "https://w3id.org/parley/"
DATASET = rdflib.URIRef(f"{BASE}id/dataset/parley")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
TERMS = rdflib.Namespace("http://purl.org/dc/terms/")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
HOST = "data.example.org"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small folder, with two places."""
    made = write_small(tmp_path_factory.mktemp("dumps"))
    venues = made / "venues.yaml"
    venues.write_text(
        "- {id: town, name: Town, country: TR, precision: city, lat: 41.0, lon: 29.0,"
        " accuracy_m: 5000, coordinate_source: A map.}\n"
        "- {id: hall, name: Hall, country: TR, within: town, precision: city, lat: 40, lon: 28.5,"
        " accuracy_m: 5000, coordinate_source: A map.}\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_DATA", str(made))
        st.cache_resource.clear()
        yield made
        opened.close()
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def described(folder: Path) -> rdflib.Graph:
    """The description, as another program reads it."""
    assert folder.is_dir()
    found = ask("/catalog.ttl", host=HOST)
    assert found.status == 200
    return rdflib.Graph().parse(data=found.body, format="turtle")


# -- files


def test_every_dump_holds_the_whole_graph() -> None:
    whole = set(opened.graph().store.engine)
    for name in FILES:
        suffix = name.partition(".")[2]
        found = ask(f"/dumps/{name}")
        assert found.status == 200
        parsed = set(ox.parse(found.body, format=FORMS[suffix]))
        if suffix in ("trig", "nq", "jsonld"):
            assert parsed == whole
        else:
            assert {getattr(one, "triple", one) for one in parsed} == {one.triple for one in whole}
        packed = ask(f"/dumps/{name}.gz")
        assert packed.headers["content-type"] == "application/gzip"
        assert gzip.decompress(packed.body) == found.body


def test_the_sums_are_those_of_the_files() -> None:
    found = ask("/dumps/SHA256SUMS")
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    lines = [line.split("  ") for line in found.text.splitlines()]
    assert sorted(name for _, name in lines) == sorted([*FILES, *(f"{one}.gz" for one in FILES)])
    for told, name in lines:
        assert hashlib.sha256(ask(f"/dumps/{name}").body).hexdigest() == told


def test_the_same_records_give_the_same_bytes(folder: Path) -> None:
    first = {one.name: one.sha256 for one in Dumps(open_graph(folder)).all()}
    assert {one.name: one.sha256 for one in Dumps(open_graph(folder)).all()} == first


def test_the_folder_goes_with_the_graph(folder: Path) -> None:
    made = Dumps(open_graph(folder))
    path = made.dump("parley.nt").path
    assert path.exists()
    del made
    assert not path.parent.exists()


def test_the_folder_goes_with_the_server() -> None:
    path = dumps.dumps(opened.graph()).dump("parley.nt").path
    dumps.close()
    assert not path.parent.exists()
    assert ask("/dumps/parley.nt").status == 200  # made anew


def test_a_part_may_be_asked_for_and_what_is_held_is_not_sent_again() -> None:
    whole = ask("/dumps/parley.nt")
    part = ask("/dumps/parley.nt", range="bytes=10-29")
    assert (part.status, part.body) == (206, whole.body[10:30])
    assert part.headers["content-range"] == f"bytes 10-29/{len(whole.body)}"
    tag = whole.headers["etag"]
    assert (part.headers["etag"], whole.headers["accept-ranges"]) == (tag, "bytes")
    assert ask("/dumps/parley.nt", range="bytes=0-3", if_range='"other"').status == 200
    again = ask("/dumps/parley.nt", if_none_match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask("/dumps/parley.nt", range="bytes=99999999-").status == 416


@pytest.mark.parametrize(
    "target", ["/dumps/parley.ttl", "/dumps/parley.ttl.gz", "/dumps/SHA256SUMS", "/catalog.ttl"]
)
def test_head_tells_what_get_would(target: str) -> None:
    get, head = ask(target, host=HOST), ask(target, method="HEAD", host=HOST)
    assert (head.status, head.headers) == (200, get.headers)
    assert get.headers["access-control-allow-origin"] == "*"
    assert get.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("query", ["as-of=2022-03-28", "policy=earliest", "recorded=1.0.0"])
def test_a_dump_is_of_no_day(query: str) -> None:
    found = ask(f"/dumps/parley.ttl?{query}")
    assert found.status == 400
    assert found.text.startswith("dumps hold all that is known now")


@pytest.mark.parametrize(
    "name", ["nothing.ttl", "parley.csv", "..%2Fparley.ttl", "%00", "%ED%A0%80", "parley.ttl/x", ""]
)
def test_what_is_not_there_is_not_found(name: str) -> None:
    found = ask(f"/dumps/{name}")
    assert found.status == 404
    assert found.text.startswith("no ")


# -- the description


def test_there_is_a_distribution_for_each_dump(described: rdflib.Graph) -> None:
    found = list(described.objects(DATASET, DCAT.distribution))
    assert len(found) == 2 * len(FILES)
    for one in found:
        address = str(described.value(one, DCAT.downloadURL))
        assert address.startswith(f"http://{HOST}/dumps/parley.")
        answer = ask(address.removeprefix(f"http://{HOST}"))
        assert str(described.value(one, DCAT.byteSize)) == str(len(answer.body))
        media = str(described.value(one, DCAT.mediaType)).partition("media-types/")[2]
        packed = described.value(one, DCAT.compressFormat) is not None
        sent = answer.headers["content-type"].partition(";")[0]
        assert sent == ("application/gzip" if packed else media)
        checksum = described.value(one, SPDX.checksum)
        assert described.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        told = described.value(checksum, SPDX.checksumValue)
        assert str(told).lower() == hashlib.sha256(answer.body).hexdigest()
        assert described.value(one, TERMS.license) == described.value(DATASET, TERMS.license)
        assert described.value(one, TERMS.conformsTo)


def test_what_is_told_to_be_in_it_is_in_it(described: rdflib.Graph) -> None:
    graph = opened.graph()
    assert int(str(described.value(DATASET, VOID.triples))) == len(graph.store)
    partition = rdflib.URIRef(f"{BASE}catalog#class-sem-Event")
    assert (DATASET, VOID.classPartition, partition) in described
    assert int(str(described.value(partition, VOID.entities))) == 2
    properties = [
        (described.value(one, VOID.property), int(str(described.value(one, VOID.triples))))
        for one in described.objects(DATASET, VOID.propertyPartition)
    ]
    assert sum(count for _, count in properties) == len(graph.store)
    assert len({name for name, _ in properties}) == len(properties)
    count = graph.select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }").rows[0][0]
    assert int(str(described.value(DATASET, VOID.distinctSubjects))) == count


def test_its_coverage_is_told(described: rdflib.Graph) -> None:
    time = described.value(DATASET, TERMS.temporal)
    assert str(described.value(time, DCAT.startDate)) == "2022-03-29"
    assert str(described.value(time, DCAT.endDate)) == "2022-04-30"
    place = described.value(DATASET, TERMS.spatial)
    assert str(described.value(place, DCAT.bbox)) == (
        "POLYGON((28.5 40.0, 29.0 40.0, 29.0 41.0, 28.5 41.0, 28.5 40.0))"
    )


def test_it_leads_to_the_endpoint_and_back(described: rdflib.Graph) -> None:
    endpoint = rdflib.URIRef(f"http://{HOST}/sparql")
    assert described.value(DATASET, VOID.sparqlEndpoint) == endpoint
    service = described.value(predicate=DCAT.endpointURL, object=endpoint)
    assert (service, DCAT.servesDataset, DATASET) in described
    catalogue = described.value(predicate=DCAT.dataset, object=DATASET)
    assert str(catalogue) == f"{BASE}catalog"
    assert not any(isinstance(term, rdflib.BNode) for row in described for term in row)


def test_addresses_are_those_of_the_server_that_was_asked() -> None:
    found = ask("/catalog.nt", root="/parley", host="example.org:8443").text
    assert "<http://example.org:8443/parley/dumps/parley.ttl>" in found
    assert "<http://example.org:8443/parley/sparql>" in found
    assert ask("/catalog.ttl", host="a b").status == 400


@pytest.mark.parametrize("suffix", FORMS)
def test_it_comes_in_every_format(suffix: str) -> None:
    whole = {str(one) for one in ox.parse(ask("/catalog.nt", host=HOST).body, format=FORMS["nt"])}
    found = ox.parse(ask(f"/catalog.{suffix}", host=HOST).body, format=FORMS[suffix])
    assert {str(getattr(one, "triple", one)) for one in found} == whole


@pytest.mark.parametrize("target", ["/.well-known/void", "/catalog", "/id/dataset/parley"])
def test_names_of_the_dataset_lead_to_it(target: str) -> None:
    found = ask(target, accept="application/ld+json")
    assert (found.status, found.headers["location"]) == (303, "/catalog.jsonld")
    assert ask(target, root="/x").headers["location"] == "/x/catalog.ttl"
    browser = ask(target, accept="text/html, */*;q=0.1").headers["location"]
    assert browser == ("/catalog.ttl" if "void" in target else "/about")
    assert ask(target, accept="image/png").status == 406


def test_of_a_day_it_tells_which_day_it_is() -> None:
    lead = ask("/id/dataset/parley?as-of=2022-03-29").headers["location"]
    assert lead == "/catalog.ttl?as-of=2022-03-29"
    found = ask(lead, host=HOST)
    assert found.headers["memento-datetime"] == "Tue, 29 Mar 2022 23:59:59 GMT"
    assert 'kg:asOf "2022-03-29"' in found.text
    assert "triples" not in found.text  # nothing of what came later
