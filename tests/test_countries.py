"""Points and the countries that they lie in."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kg import countries
from kg.countries import countries_at


@pytest.mark.parametrize(
    ("place", "lat", "lon", "country"),
    [
        ("Istanbul", 41.04, 29.0, "TR"),
        ("Kyiv", 50.45, 30.52, "UA"),
        ("Luhansk", 48.57, 39.3, "UA"),
        ("Uzhhorod", 48.62, 22.29, "UA"),
        ("Moscow", 55.75, 37.62, "RU"),
        ("Minsk", 53.9, 27.57, "BY"),
        ("Geneva", 46.2, 6.15, "CH"),
        ("Berlin", 52.52, 13.4, "DE"),
        ("Brussels", 50.85, 4.35, "BE"),
        ("Jeddah", 21.49, 39.19, "SA"),
        ("New York", 40.75, -73.97, "US"),
        ("Vatican", 41.9033, 12.4534, "VA"),
    ],
)
def test_a_point_lies_in_one_country(place: str, lat: float, lon: float, country: str) -> None:
    assert countries_at(lat, lon) == {country}, place


def test_crimea_is_claimed_by_two_states_and_both_are_named() -> None:
    assert countries_at(44.95, 34.1) == {"RU", "UA"}


def test_the_open_sea_is_no_country() -> None:
    assert countries_at(0.0, -30.0) == frozenset()


def test_disputed_zones_are_those_of_the_zone_table() -> None:
    text = (files("tzdata") / "zoneinfo" / "zone1970.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    told = {zone: frozenset(codes.split(",")) for codes, _, zone, *_ in rows}
    for zone, states in countries._DISPUTED.items():
        assert told[zone] == states
