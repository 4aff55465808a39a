"""Which country a point lies in, told by its time zone.

tzfpy finds the zone without a network; ``zone.tab`` of the IANA time zone database tells its
country. Its other table, ``zone1970.tab``, names several for a zone wherever their clocks have
agreed since 1970 (Berlin: also Sweden), so it can't tell whether a point is right, except where
it records that states dispute the territory; those zones are named here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tzfpy

# Zones of territory that two states claim, by zone1970.tab: both are taken, we give no verdict.
_DISPUTED = {"Europe/Simferopol": frozenset({"RU", "UA"})}


@cache
def _zone_countries() -> dict[str, frozenset[str]]:
    """Map each zone to ISO 3166-1 codes."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {zone: frozenset({code}) for code, _, zone, *_ in rows} | _DISPUTED


def countries_at(lat: float, lon: float) -> frozenset[str]:
    """Return the ISO 3166-1 codes of the countries at a point (degrees); empty at sea."""
    found: set[str] = set()
    for zone in tzfpy.get_tzs(lon, lat):
        found |= _zone_countries().get(zone, frozenset())
    return frozenset(found)
