"""What the dataset says of itself to catalogues: DCAT 3 (W3C 2024) and VoID, in one description.

Names in it are ours wherever it is served (``…/catalog#…``); addresses of files and of the endpoint
are those of the server that was asked. There is no blank node, and the same records give the same.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.page.part import in_graph
from kg.rdf.names import WKT
from kg.rdf.quads import Quads, day, iri, typed, whole
from kg.store import Store
from kg.web.figures import figures
from kg.web.memento import last_day

if TYPE_CHECKING:
    from typing import Any

    from kg.graph import Graph
    from kg.rdf.quads import Subject
    from kg.web.dumps import Dump

_IANA = "https://www.iana.org/assignments/media-types/"
_SPDX = "http://spdx.org/rdf/terms#"
_ENGLISH = "http://id.loc.gov/vocabulary/iso639-1/en"
_PROTOCOL = "http://www.w3.org/TR/sparql11-protocol/"
# What a format is told by, and its name as a feature (W3C, Unique URIs for file formats).
_SPECIFICATIONS = {
    "ttl": ("https://www.w3.org/TR/turtle/", "Turtle"),
    "nt": ("https://www.w3.org/TR/n-triples/", "N-Triples"),
    "nq": ("https://www.w3.org/TR/n-quads/", "N-Quads"),
    "trig": ("https://www.w3.org/TR/trig/", "TriG"),
    "jsonld": ("https://www.w3.org/TR/json-ld11/", "JSON-LD"),
    "rdf": ("https://www.w3.org/TR/rdf-syntax-grammar/", "RDF_XML"),
}
_SPAN = """
SELECT (MIN(?from) AS ?begin) (MAX(?to) AS ?end) WHERE {
  ?event a sem:Event ;
    sem:hasEarliestBeginTimeStamp ?from ; sem:hasLatestEndTimeStamp ?to .
  FILTER(?from > "0001-01-01"^^xsd:date && ?to < "9999-12-31"^^xsd:date)
}
"""


def description(graph: Graph, base: str, dumps: list[Dump]) -> list[Any]:
    """Return all quads of the description; ``base`` is the address of the server, with ``/``."""
    quads, names = Quads(graph.names), graph.names
    own = in_graph(graph.store, names.graph("dataset"))
    # What was in the graph, and what its publisher is called.
    quads.extend(f"{one} .\n" for one in own)
    publisher = names.agent(graph.dataset.catalogue.publisher)
    quads.subject("dataset", publisher).says("rdfs:label", graph.dataset.catalogue.publisher, None)
    node = quads.subject("dataset", names.thing("dataset", "parley"))
    _add_catalogue(quads, graph, node)
    _add_coverage(quads, graph, node)
    _add_service(quads, graph, node, base)
    for one in dumps:
        _add_dump(quads, graph, node, base, one)
    _add_figures(quads, graph, node)
    return list(Store.in_memory(quads.lines()).engine)


def _part(quads: Quads, name: str) -> Subject:
    return quads.subject("dataset", f"{quads.names.base}catalog#{name}")


def _add_catalogue(quads: Quads, graph: Graph, node: Subject) -> None:
    about = graph.dataset.catalogue
    whole_of_it = quads.subject("dataset", f"{graph.names.base}catalog")
    whole_of_it.a("dcat:Catalog", "void:DatasetDescription")
    whole_of_it.says("dcterms:title", f"Catalogue of {about.title}")
    whole_of_it.says("dcterms:description", "The dataset, its files and its SPARQL endpoint.")
    whole_of_it.link("dcterms:publisher", graph.names.agent(about.publisher))
    whole_of_it.link("dcterms:license", about.licence)
    whole_of_it.link("dcat:dataset", node.iri)
    whole_of_it.link("dcat:service", f"{graph.names.base}catalog#sparql")
    node.add("dcterms:modified", day(last_day(graph)))
    node.link("dcterms:language", _ENGLISH)
    node.link("dcterms:conformsTo", graph.names.expand("kg:"))
    event = next(iter(graph.dataset.events), None)
    node.link("void:exampleResource", graph.names.thing("event", event) if event else None)


def _add_coverage(quads: Quads, graph: Graph, node: Subject) -> None:
    """Add the time that events lie in, and the box around their places (CRS84)."""
    begin, end = graph.select(_SPAN).rows[0]
    if begin and end:
        time = _part(quads, "temporal")
        node.link("dcterms:temporal", time.iri)
        time.a("dcterms:PeriodOfTime")
        for name, one in (("start", begin), ("end", end)):
            time.add(f"dcat:{name}Date", typed(one, graph.names.expand("xsd:date")))
    venues = [one for one in graph.dataset.venues.values() if one.withdrawn is None]
    points = [(v.lon, v.lat) for v in venues if v.lon is not None and v.lat is not None]
    if points:
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
        box = _part(quads, "spatial")
        node.link("dcterms:spatial", box.iri)
        box.a("dcterms:Location")
        corners = ", ".join(f"{x} {y}" for x, y in ring)
        box.add("dcat:bbox", typed(f"POLYGON(({corners}))", WKT))


def _add_service(quads: Quads, graph: Graph, node: Subject, base: str) -> None:
    endpoint = f"{base}sparql"
    node.link("void:sparqlEndpoint", endpoint)
    node.link("dcat:landingPage", base)
    service = _part(quads, "sparql")
    service.a("dcat:DataService")
    service.says("dcterms:title", "SPARQL endpoint")
    service.link("dcat:endpointURL", endpoint)
    service.link("dcat:endpointDescription", endpoint)
    service.link("dcat:servesDataset", node.iri)
    service.link("dcterms:conformsTo", _PROTOCOL)
    service.link("dcterms:license", graph.dataset.catalogue.licence)


def _add_dump(quads: Quads, graph: Graph, node: Subject, base: str, dump: Dump) -> None:
    about, names = graph.dataset.catalogue, graph.names
    suffix = dump.name.partition(".")[2]
    specification, feature = _SPECIFICATIONS[suffix.removesuffix(".gz")]
    one = _part(quads, suffix)
    address = f"{base}dumps/{dump.name}"
    node.link("dcat:distribution", one.iri)
    node.link("void:dataDump", address)
    node.link("void:feature", f"http://www.w3.org/ns/formats/{feature}")
    one.a("dcat:Distribution")
    one.says("dcterms:title", dump.name)
    one.link("dcat:accessURL", address)
    one.link("dcat:downloadURL", address)
    one.link("dcat:mediaType", _IANA + dump.media_type)
    one.link("dcat:compressFormat", f"{_IANA}application/gzip" if dump.packed else None)
    one.add("dcat:byteSize", typed(dump.size, names.expand("xsd:nonNegativeInteger")))
    one.link("dcterms:conformsTo", specification)
    one.link("dcterms:license", about.licence)
    released = about.released.earliest_begin
    one.add("dcterms:issued", day(released) if released else None)
    one.add("dcterms:modified", day(last_day(graph)))
    # SPDX is not among the prefixes of the graph, which has none of its terms.
    sums = f"{one.iri}-checksum"
    said = (
        (one.iri, f"{_SPDX}checksum", iri(sums)),
        (sums, names.expand("rdf:type"), iri(f"{_SPDX}Checksum")),
        (sums, f"{_SPDX}algorithm", iri(f"{_SPDX}checksumAlgorithm_sha256")),
        (sums, f"{_SPDX}checksumValue", typed(dump.sha256, names.expand("xsd:hexBinary"))),
    )
    where = iri(names.graph("dataset"))
    quads.extend(f"{iri(s)} {iri(p)} {o} {where} .\n" for s, p, o in said)


def _add_figures(quads: Quads, graph: Graph, node: Subject) -> None:
    counts = figures(graph)
    for name, count in (
        ("triples", counts.triples),
        ("entities", counts.entities),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
    ):
        node.add(f"void:{name}", whole(count))
    partitions = chain(
        (("class", one, "entities", count) for one, count in counts.classes.items()),
        (("property", one, "triples", count) for one, count in counts.properties.items()),
    )
    short = {space: prefix for prefix, space in graph.names.prefixes.items()}
    for kind, term, measure, count in partitions:
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        one = _part(quads, f"{kind}-{short.get(term[:cut], 'other')}-{term[cut:]}")
        node.link(f"void:{kind}Partition", one.iri)
        one.link(f"void:{kind}", term)
        one.add(f"void:{measure}", whole(count))
