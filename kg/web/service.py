"""What ``/sparql`` says of itself when no query is asked: SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.export import FORMATS
from kg.functions import NAMES
from kg.rdf.names import PREFIXES
from kg.ui import opened
from kg.web.formats import GRAPH, OFFERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

SD = "http://www.w3.org/ns/sparql-service-description#"
# Names that W3C has for formats.
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}


def described(request: Request, media: str) -> bytes:
    """Return the description as RDF of a media type."""
    url = request.url
    host = url.netloc or "localhost"  # none is named, or a strange one
    endpoint = f"{url.scheme or 'http'}://{host}{request.scope.get('root_path', '')}/sparql"
    engine = FORMATS[GRAPH.get(media) or OFFERED["CONSTRUCT"][media]].engine
    prefixes = {"sd": SD, "kg": f"{opened.graph().names.base}ns#"}
    prefixes |= {one: PREFIXES[one] for one in ("dcterms", "rdfs", "void", "xsd")}
    return ox.serialize(_triples(endpoint), format=engine, prefixes=prefixes) or b""


def _triples(endpoint: str) -> Iterator[ox.Triple]:
    graph = opened.graph()
    about = opened.catalogue()
    dataset, union = f"{endpoint}#dataset", f"{endpoint}#union"
    yield from _says(
        endpoint,
        ("rdf:type", SD + "Service"),
        ("rdfs:label", ox.Literal(f"{about.title}: SPARQL", language="en")),
        (SD + "endpoint", endpoint),
        (SD + "supportedLanguage", SD + "SPARQL11Query"),
        (SD + "feature", SD + "UnionDefaultGraph"),
        (SD + "defaultDataset", dataset),
        ("dcterms:license", graph.dataset.catalogue.licence),
    )
    formats = dict.fromkeys(name for one in OFFERED.values() for name in one.values())
    yield from _says(
        endpoint,
        *(
            (SD + "resultFormat", f"http://www.w3.org/ns/formats/{_FORMATS[one]}")
            for one in formats
        ),
        *((SD + "extensionFunction", graph.names.expand(f"kg:{one}")) for one in NAMES),
    )
    yield from _says(
        dataset,
        ("rdf:type", SD + "Dataset"),
        (SD + "defaultGraph", union),
        ("dcterms:isPartOf", graph.names.thing("dataset", "parley")),
    )
    yield from _says(union, ("rdf:type", SD + "Graph"), ("void:triples", ox.Literal(len(graph))))
    for one in graph.store.graphs():
        name = one.rpartition("/")[2]
        node = f"{endpoint}#{name}"
        yield from _says(dataset, (SD + "namedGraph", node))
        yield from _says(
            node,
            ("rdf:type", SD + "NamedGraph"),
            (SD + "name", one),
            (SD + "graph", f"{node}-graph"),
        )
        size = ox.Literal(len(graph.store.quads(one)))
        yield from _says(f"{node}-graph", ("rdf:type", SD + "Graph"), ("void:triples", size))


def _says(subject: str, *pairs: tuple[str, str | ox.Literal]) -> Iterator[ox.Triple]:
    """Yield triples of a subject; a predicate is a full IRI or a prefixed name."""
    for predicate, value in pairs:
        prefix, _, local = predicate.partition(":")
        known = PREFIXES[prefix] + local if prefix in PREFIXES else predicate
        node = ox.NamedNode(value) if isinstance(value, str) else value
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(known), node)
