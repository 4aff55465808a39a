"""The places of a view as files: a table for spreadsheets, and GeoJSON (RFC 7946) for maps.

Both have a row, or a feature, for each place; then one for the events of which no place is on
record, and one for those that need none. What has no point has an empty cell, or a null geometry:
nothing is put at 0, 0.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from kg import sheet
from kg.column import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.column import Cell
    from kg.places import Event, Place, Places

ABOUT = (
    "Places of the events of a diplomatic timeline, one a row; then a row for the events of which "
    "no place is on record, and one for those that need none."
)
COLUMNS: dict[str, Column] = {
    "id": Column("id of the place"),
    "name": Column("its name", required=True),
    "city": Column("city, town or district"),
    "country": Column("ISO 3166-1 code of the country"),
    "precision": Column("what the point stands for"),
    "accuracy_m": Column("radius in metres within which the place lies", "number"),
    "latitude": Column("degrees, WGS 84", "number"),
    "longitude": Column("degrees, WGS 84", "number"),
    "count": Column("number of events of the view", "whole", required=True),
    "earliest": Column("first day on which one of them may have begun", "day"),
    "latest": Column("last day on which one of them may have ended", "day"),
    "events": Column("their ids", many=True),
    "claimed_for": Column("ids of events that somebody places there, others elsewhere", many=True),
}
NOWHERE = "No place on record"
REMOTE = "No place needed: by telephone or video, in writing, through the media"


def table(found: Places) -> bytes:
    """Return CSV after RFC 4180, in UTF-8; several ids in a cell are joined by `` | ``."""
    return sheet.written(listed(found))


def listed(found: Places) -> Table:
    """Return the places as a table; two of its rows are of no place, and have no id."""
    return Table("places", ABOUT, COLUMNS, list(_rows(found)))


def geojson(found: Places) -> bytes:
    """Return a FeatureCollection in WGS 84: longitude first, as RFC 7946 has it."""
    features = [
        {
            "type": "Feature",
            **({"id": row["id"]} if row["id"] else {}),
            "geometry": None
            if row["latitude"] is None
            else {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {
                name: value.isoformat() if isinstance(value := row[name], date) else value
                for name in COLUMNS
                if name not in ("latitude", "longitude") and row[name] is not None
            },
        }
        for row in _rows(found)
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _rows(found: Places) -> Iterator[dict[str, Cell]]:
    claimed: dict[str, list[str]] = {}
    for event in found.events:
        for rival in event.rivals:
            claimed.setdefault(rival.place, []).append(event.id)
    there: dict[str | None, list[Event]] = {}
    for event in found.events:
        there.setdefault(event.place, []).append(event)
    for place in found.places.values():
        yield _row(place, there.get(place.id, []), claimed.get(place.id, []))
    for name, events in ((NOWHERE, found.unplaced), (REMOTE, found.remote)):
        if events:
            yield _row(None, events, []) | {"name": name}


def _row(place: Place | None, events: Sequence[Event], claimed: list[str]) -> dict[str, Cell]:
    first = [one.first for one in events if one.first]
    last = [one.last for one in events if one.last]
    return {
        "id": place.id if place else None,
        "name": place.name if place else None,
        "city": place.city if place else None,
        "country": place.country if place else None,
        "precision": place.precision if place else None,
        "accuracy_m": place.accuracy if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "count": len(events),
        "earliest": min(first, default=None),
        "latest": max(last, default=None),
        "events": tuple(one.id for one in events),
        "claimed_for": tuple(claimed),
    }
