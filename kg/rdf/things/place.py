"""What venues become in the graph."""

from __future__ import annotations

from kg.rdf.terms import IRI, TEXT, Row, Thing
from kg.rdf.things.common import NAMES, SOURCES
from kg.records import Venue

THINGS: tuple[Thing, ...] = (
    Thing(
        "venue",
        ("sem:Place",),
        Venue,
        (
            Row("name", "rdfs:label", TEXT),
            NAMES,
            Row("city", "kg:city", TEXT),
            Row("country", "kg:country", "xsd:string"),
            Row("within", "schema:containedInPlace", "sem:Place", many=True, shared=True),
            Row("precision", "kg:precision", "voc:venue-precision"),
            Row(None, "geo:hasGeometry", "geo:Geometry"),
            Row("geonames", "skos:exactMatch", IRI, many=True),
            SOURCES,
        ),
    ),
    Thing(
        "geometry",
        ("geo:Geometry",),
        Venue,
        (
            Row(
                "lat",
                "geo:asWKT",
                "geo:wktLiteral",
                at_least=1,
                comment="Its point: longitude, then latitude, in degrees (CRS84).",
            ),
            Row("accuracy_m", "geo:hasMetricSpatialAccuracy", "xsd:double", at_least=1),
            Row("coordinate_source", "kg:coordinateSource", TEXT),
        ),
        elsewhere=(("lon", "in the point, before lat"),),
    ),
)
