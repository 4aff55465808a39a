"""Events as calendars and stories tell them: what, when, where, who, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.places import places
from kg.sheet import events
from kg.timeline import timeline

if TYPE_CHECKING:
    from kg.edtf import Edtf
    from kg.rdf.names import Names
    from kg.store import Store
    from kg.view import View


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``status`` is an id, what else is of a vocabulary stands in words.

    ``point`` (latitude, longitude in degrees) is that of a building; a town has no point here.
    """

    id: str
    iri: str
    title: str
    date: Edtf | None
    status: str | None
    status_label: str | None
    kind: str
    track: str
    tracks: tuple[str, ...]
    topics: tuple[str, ...]
    participants: tuple[str, ...]
    where: str | None
    point: tuple[float, float] | None
    summary: str | None
    disputed: bool

    @property
    def certain(self) -> bool:
        """Whether its first and its last day are known, without a doubt."""
        date = self.date
        return (
            date is not None
            and None not in (date.earliest_begin, date.latest_end)
            and date.earliest_begin == date.latest_begin
            and date.earliest_end == date.latest_end
            and not (date.approximate or date.uncertain)
        )

    @property
    def told(self) -> list[str]:
        """What there is to tell of it, a sentence or more each."""
        said = [
            self.summary,
            f"{self.kind}. Date: {self.date.describe() if self.date else 'not known'}.",
            f"Status: {self.status_label}." if self.status_label else None,
            f"Place: {self.where}." if self.where else None,
            f"Took part: {', '.join(self.participants)}." if self.participants else None,
            "Claims or values about it disagree." if self.disputed else None,
        ]
        return [one for one in said if one]


def entries(store: Store, view: View, names: Names) -> list[Entry]:
    """Return the events of a view, in order of time; those without a date come last."""
    rows = {str(row["id"]): row for row in events(store, view, names).rows}
    map_of = places(store, view, names)
    placed = {one.id: map_of.places.get(one.place) for one in map_of.events if one.place}

    def many(event: str, column: str) -> tuple[str, ...]:
        cell = rows[event][column]
        return cell if isinstance(cell, tuple) else ()

    found = []
    for one in timeline(store, view, names).events:
        row, place = rows[one.id], placed.get(one.id)
        exact = place is not None and place.precision == "building"
        where = (place.name, place.city, place.country) if place else ()
        found.append(
            Entry(
                id=one.id,
                iri=str(row["iri"]),
                title=one.title,
                date=one.date,
                status=one.status,
                status_label=str(row["status"]) if row["status"] else None,
                kind=str(row["kind"]),
                track=one.track_title,
                tracks=many(one.id, "tracks"),
                topics=many(one.id, "topics"),
                participants=many(one.id, "participants"),
                where=", ".join(dict.fromkeys(part for part in where if part)) or None,
                point=(place.lat, place.lon)
                if exact and place and place.lat is not None and place.lon is not None
                else None,
                summary=str(row["summary"]) if row["summary"] else None,
                disputed=one.disputed,
            )
        )
    return found
