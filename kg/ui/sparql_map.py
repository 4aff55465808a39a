"""A result on the map: rows at venues of our record, or at points that they hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

import streamlit as st

from kg.places import Event, Place, Places, venues
from kg.shape import record
from kg.ui import components, downloads, knowledge, map_panel, opened
from kg.ui.map_drawing import drawing
from kg.ui.sparql_labels import label_column
from kg.ui.sparql_open import opener
from kg.ui.sparql_rows import about, name_column, subject, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.shape import Column, Shape
    from kg.ui.sparql_rows import About, Row
    from kg.values import Result

_KEY = "sparql-map"
_POINT = re.compile(r"POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)", re.IGNORECASE)
# What names a point, where no variable is called after it.
_NAMES = ("place", "venue", "city", "name", "label")
# The rows are of the day that is asked about: nothing in them is left out for a day.
_ALWAYS = date(1970, 1, 1)
_LONG = 90


def places(found: Result, shaped: Shape) -> None:
    """Draw the rows that have a place."""
    names = opened.graph().names
    venue = _venue(shaped)
    thing = subject(shaped, *([venue] if venue else []))
    drawn = places_of(found, shaped, thing)
    map_panel.show(
        drawing(drawn, noun="row"),
        key=_KEY,
        height=520,
        # The files of a view are not what was asked for; those of the answer stand below.
        shared={"downloads": [], "imprint": downloads.imprint(knowledge.current())},
        on_selected=lambda: None,
    )
    st.caption(_told(shaped, drawn))
    chosen = components.chosen(_KEY)
    if chosen in drawn.places:
        opener("venue", chosen, names)
    elif chosen is not None and thing is not None:
        opener(thing.of, chosen.partition("#")[0], names)


def places_of(found: Result, shaped: Shape, thing: Column | None) -> Places:
    """Return the rows as events at places, in their order; ``thing`` is what they are about."""
    graph, view = opened.graph(), knowledge.current()
    known = venues(graph.of(view), graph.names)
    events = {one.id: one for one in opened.timeline_of(view).events}
    there, label = _place_name(shaped, thing), name_column(shaped, thing)
    if thing is None and label == there:
        label = None
    seen: dict[str, Place] = {}
    called: dict[str, set[str]] = {}
    rows = []
    count: Counter[str] = Counter()
    for one in about(found, shaped, thing, events, label):
        place = _place(one.row, shaped, known)
        name = text_of(one.row, there)
        if place is not None:
            seen[place.id] = place
            called.setdefault(place.id, set()).add(name or place.name)
        count[one.id] += 1
        ident = one.id if count[one.id] == 1 else f"{one.id}#{count[one.id]}"
        title = one.title or _rest(one.row, shaped, there) or name or one.id.capitalize()
        rows.append(_event(one, ident, title, place))
    named = {one: _named(place, called[one]) for one, place in seen.items()}
    return Places(named, tuple(rows))


def _place(row: Row, shaped: Shape, known: Mapping[str, Place]) -> Place | None:
    """Return the venue of a row, unless it has a point that is not that of the venue."""
    venue = _venue(shaped)
    told = text_of(row, venue)
    ours = record(told, opened.graph().names) if told else None
    found = known.get(ours[1]) if ours else None
    if shaped.point == (venue,):
        return found
    at = _point(*(text_of(row, one) or "" for one in shaped.point))
    if at is None or (found and (found.lat, found.lon) == at):
        return found
    lat, lon = at
    return Place(f"{lat}, {lon}", f"{lat:g}, {lon:g}", None, None, None, lat, lon, None)


def _named(place: Place, names: set[str]) -> Place:
    """Return a bare point by its name, if all rows call it the same."""
    bare = place.precision is None and len(names) == 1
    return replace(place, name=next(iter(names))) if bare else place


def _event(one: About, ident: str, title: str, place: Place | None) -> Event:
    return Event(
        id=ident,
        title=title,
        kind="",
        status=one.event.status if one.event else None,
        format=None,
        when=one.date,
        first=one.date.earliest_begin if one.date else None,
        last=one.date.latest_end if one.date else None,
        known=_ALWAYS,
        track="",
        place=place.id if place else None,
        since=_ALWAYS,
        held=None,
    )


def _venue(shaped: Shape) -> Column | None:
    return next(iter(shaped.things("venue")), None)


def _place_name(shaped: Shape, thing: Column | None) -> Column | None:
    """Return the column that names the place, and not what is there."""
    where = [one for one in (_venue(shaped), *shaped.point) if one]
    found = [shaped.named(f"{one.name}label".lower()) for one in where]
    found += [shaped.named(one) for one in _NAMES]
    taken = label_column(shaped, thing) if thing else None
    texts = [one for one in found if one and one.kind == "text" and one != taken]
    return texts[0] if texts else None


def _rest(row: Row, shaped: Shape, there: Column | None) -> str:
    """Return what a row tells beside its place."""
    but = {there, _venue(shaped), *shaped.point}
    told = [
        f"{one.name} {text_of(row, one)}"
        for one in shaped.columns
        if one not in but and one.kind != "name" and text_of(row, one)
    ]
    return shorten(", ".join(told), _LONG, placeholder=" …")


def _told(shaped: Shape, drawn: Places) -> str:
    """Say by which variables the rows are placed, and how exactly."""
    said = f"Placed by {' and '.join(f'?{one.name}' for one in shaped.point)}."
    if any(one.precision is None for one in drawn.places.values()):
        said += " How exact a bare point is, the answer doesn’t tell."
    return said


def _point(*told: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a WKT point, or of two numbers."""
    if len(told) == 1 and (found := _POINT.search(told[0])):
        told = (found[2], found[1])
    try:
        lat, long = (float(one) for one in told)
    except ValueError:
        return None
    return (lat, long) if -90 <= lat <= 90 and -180 <= long <= 180 else None
