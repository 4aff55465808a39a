"""Which country a point lies in, told by its time zone.

tzfpy finds the zone without a network; the zone table of the IANA time zone database tells its
countries. Where states dispute a territory that table names both, and so do we.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tzfpy


@cache
def _zone_countries() -> dict[str, frozenset[str]]:
    """Map each zone to ISO 3166-1 codes, from both tables of the database."""
    countries: dict[str, frozenset[str]] = {}
    for table in ("zone.tab", "zone1970.tab"):
        text = (files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8")
        for line in text.splitlines():
            if line and not line.startswith("#"):
                codes, _, zone = line.split("\t")[:3]
                countries[zone] = countries.get(zone, frozenset()) | set(codes.split(","))
    return countries


def countries_at(lat: float, lon: float) -> frozenset[str]:
    """Return the ISO 3166-1 codes of the countries at a point (degrees); empty at sea."""
    found: set[str] = set()
    for zone in tzfpy.get_tzs(lon, lat):
        found |= _zone_countries().get(zone, frozenset())
    return frozenset(found)
