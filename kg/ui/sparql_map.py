"""A result as places: of venues, or of points that it holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from kg.shape import record
from kg.ui import knowledge, opened
from kg.ui.sparql_labels import named
from kg.ui.text import many

if TYPE_CHECKING:
    from kg.shape import Shape
    from kg.worker import Result

_POINT = re.compile(r"POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)", re.IGNORECASE)
_ASKED = """
SELECT ?venue ?wkt {{ VALUES ?venue {{ {iris} }} ?venue geo:hasGeometry/geo:asWKT ?wkt }}"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the number of rows that speak of it.

    ``id`` is that of a venue on record; None for a bare point. ``lat`` and ``long`` are degrees
    (WGS 84), None where a venue has no point on record.
    """

    id: str | None
    label: str
    lat: float | None
    long: float | None
    count: int


def places(found: Result, shaped: Shape) -> None:
    """Show the places."""
    import pandas as pd  # noqa: PLC0415 - half a second that the other pages need not wait

    seen = places_of(found, shaped)
    known = [one for one in seen if one.lat is not None]
    frame = pd.DataFrame(
        {
            "Place": [one.label for one in seen],
            "Rows": [one.count for one in seen],
            "Latitude": [one.lat for one in seen],
            "Longitude": [one.long for one in seen],
        }
    )
    st.dataframe(frame, hide_index=True, alt="Places of the result, with latitude and longitude")
    if unknown := len(seen) - len(known):
        st.caption(f"{many(unknown, 'place')} without a point on record.")


def places_of(found: Result, shaped: Shape) -> tuple[Place, ...]:
    """Return the places of a result, those with most rows first; venues without a point too."""
    columns = shaped.point
    if not columns:
        return ()
    names = opened.graph().names
    if len(columns) == 2 or columns[0].kind == "point":
        label = shaped.named("label", "name", "title", f"{columns[0].name}label".lower())
        label = label or next(iter(shaped.of_kind("text")), None)
        seen: Counter[tuple[str, float, float]] = Counter()
        for row in found.rows:
            terms = [row[one.place] for one in columns]
            at = _point(*(one.value for one in terms if one is not None))
            said = row[label.place] if label else None
            if at:
                seen[said.value if said else f"{at[0]:g}, {at[1]:g}", *at] += 1
        return tuple(
            Place(None, text, lat, long, count) for (text, lat, long), count in seen.most_common()
        )
    venue = columns[0]
    called = named(found, shaped, venue)
    rows = Counter(term.value for row in found.rows if (term := row[venue.place]) is not None)
    points = {}
    query = _ASKED.format(iris=" ".join(f"<{iri}>" for iri in sorted(rows)))
    for one in opened.graph().select(query, knowledge.current()):
        points[str(one["venue"])] = _point(str(one["wkt"]))
    seen_venues = []
    for iri, count in rows.most_common():
        lat, long = points.get(iri) or (None, None)
        ident = (record(iri, names) or ("", iri))[1]
        seen_venues.append(Place(ident, called[iri], lat, long, count))
    return tuple(seen_venues)


def _point(*told: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a WKT point, or of two numbers."""
    if len(told) == 1 and (found := _POINT.search(told[0])):
        told = (found[2], found[1])
    try:
        lat, long = (float(one) for one in told)
    except ValueError:
        return None
    return (lat, long) if -90 <= lat <= 90 and -180 <= long <= 180 else None
