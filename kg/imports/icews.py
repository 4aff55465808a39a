"""ICEWS coded events (Integrated Crisis Early Warning System), tab-separated with a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.imports import cameo
from kg.imports.country import of_name
from kg.imports.made import DataSet, Made, cut, slug, state, venue, without_nothing
from kg.imports.reading import Layout
from kg.imports.row import Row, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.imports.made import Release

_ID, _HOW = "icews", "machine"
# Sectors of those who act for their state.
_OF_STATE = frozenset({"Government", "Military"})


def _actor(row: Row, end: str) -> list[Made]:
    """Return the actor of a row, and after it the state that it acts for; nothing without one."""
    name, country = row.get(f"{end} Name"), of_name(row.get(f"{end} Country") or "")
    if name is None:
        return []
    sectors = row.get(f"{end} Sectors")
    if "(" not in name and (whole := of_name(name)) is not None and whole == country:
        return [state(_ID, whole, _HOW)]
    of = row.get(f"{end} Country")
    actor = {
        "id": f"{_ID}-actor-{slug(name + ' ' + (of or ''))}",
        "name": cut(name),
        "type": "unassessed",
        "description": f"ICEWS country: {of}." if of else None,
        "verified": _HOW,
    }
    acts_for = not _OF_STATE.isdisjoint((sectors or "").split(","))
    owner = [state(_ID, country, _HOW)] if country and acts_for else []
    return [Made("actors", without_nothing(actor)), *owner]


def _place(row: Row) -> Made | None:
    country = of_name(row.get("Country") or "")
    if country is None:
        return None
    names = [row.get(one) for one in ("City", "District", "Province", "Country")]
    told = [one for one in names if one]
    precision = "city" if names[0] else "region" if names[1] or names[2] else "country"
    point = row.point("Latitude", "Longitude")
    return venue(_ID, ", ".join(dict.fromkeys(told)), country, point, precision, _HOW)


def read(row: Row, release: Release) -> Iterator[Made]:
    """Yield the records of a row. Raises RowError."""
    number, code = row.key("Event ID"), row.need("CAMEO Code")
    kind = cameo.kind_of(code)
    on = day(row.need("Event Date"), "Event Date")
    actors = [_actor(row, "Source"), _actor(row, "Target")]
    place = _place(row)
    story = row.key("Story ID")
    article = f"{_ID}-story-{story}"
    yield from (*actors[0], *actors[1])
    yield Made("sources", {
        "id": article, "title": f"Story {story}", "title_from": "description",
        "publisher": cut(row.get("Publisher") or "unknown"), "kind": "unassessed", "verified": _HOW,
    })  # fmt: skip
    if place is not None:
        yield place
    parts: dict[str, dict[str, str]] = {}
    for made, role in zip(actors, cameo.roles(code), strict=True):
        if made:
            part = {"actor": made[0].record["id"], "role": role}
            if len(made) > 1:
                part["party"] = made[1].record["id"]
            parts.setdefault(part["actor"], part)
    names = [row.get(f"{end} Name") or "(not told)" for end in ("Source", "Target")]
    what = row.get("Event Text") or cameo.ROOTS[code[:2]]
    event = {
        "id": f"{_ID}-{number}",
        "title": cut(f"{names[0]} – {names[1]}: {what}"),
        "kind": kind,
        "tracks": [_ID],
        "date": str(on),
        # What a program found in a report has been reported, and confirmed by nobody.
        "lifecycle": "alleged",
        "format": "phone" if code == "041" else None,
        "venue": place.record["id"] if place else None,
        "participants": list(parts.values()),
        "summary": f"{what} (CAMEO {code}). Intensity {row.get('Intensity') or 'not told'}.",
        "verified": _HOW,
        "sources": [
            release.cite(number),
            {"source": article, "note": f"sentence {row.get('Sentence Number') or 'not told'}"},
        ],
    }
    yield cameo.event(event, code, names, f"{on}|{story}|{row.get('Sentence Number')}")


ICEWS = DataSet(
    id=_ID,
    title="ICEWS Coded Event Data",
    publisher="Lockheed Martin, on Harvard Dataverse",
    licence="https://doi.org/10.7910/DVN/28075",
    terms="Terms on Harvard Dataverse, doi:10.7910/DVN/28075; cite Boschee et al.",
    about="Events that a program found in news reports, one for each side of a meeting.",
    layout=Layout(
        delimiter="\t",
        quoted=False,
        needed=("Event ID", "Event Date", "Source Name", "Target Name", "CAMEO Code", "Story ID"),
    ),
    read=read,
    verified=_HOW,
)
