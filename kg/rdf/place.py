"""Venues as quads: a place, its point, and how exact the point is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.names import WKT
from kg.rdf.quads import number, text, typed

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.rdf.quads import Quads
    from kg.records import Venue


def add_venue(quads: Quads, dataset: Dataset, venue: Venue) -> None:
    """Add a venue; WKT points are longitude, then latitude, in CRS84 (GeoSPARQL 1.1, 8.5)."""
    names = quads.names
    node = quads.subject("venues", names.thing("venue", venue.id))
    node.a("sem:Place", "schema:Place")
    node.says("rdfs:label", venue.name)
    for language, name in venue.names.items():
        node.says("schema:name", name, language)
    node.says("kg:city", venue.city)
    node.add("kg:country", text(venue.country))
    states = dataset.states.get(venue.country, ())
    node.refers("schema:containedInPlace", "actor", states)
    if venue.within is not None:
        node.link("schema:containedInPlace", names.thing("venue", venue.within))
    if venue.geonames is not None:
        node.link("skos:exactMatch", f"https://sws.geonames.org/{venue.geonames}/")
    node.refers("prov:hadPrimarySource", "source", venue.sources)
    node.link("kg:precision", names.concept("venue-precision", venue.precision))
    if venue.lat is None or venue.lon is None:
        return
    point = quads.subject("venues", names.thing("geometry", venue.id))
    node.link("geo:hasGeometry", point.iri)
    point.a("geo:Geometry")
    point.add("geo:asWKT", typed(f"POINT({venue.lon} {venue.lat})", WKT))
    if venue.accuracy_m is not None:
        point.add("geo:hasMetricSpatialAccuracy", number(float(venue.accuracy_m)))
    point.says("kg:coordinateSource", venue.coordinate_source)
