"""A result on the timeline: each row with a date, or each event with the date on record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.timeline import Event, Timeline
from kg.ui import components, knowledge, opened
from kg.ui.sparql_labels import label_column
from kg.ui.sparql_open import opener
from kg.ui.sparql_rows import about, name_column, subject, text_of
from kg.ui.text import many
from kg.ui.timeline_panel import drawing
from kg.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.edtf import Edtf
    from kg.shape import Column, Shape
    from kg.values import Result

_KEY = "sparql-timeline"
_MOST_LANES = 12
# What a lane would best be, by the name of the variable; else any text with a few values.
_LANES = ("track", "lane", "group", "kind", "status", "role", "modality")


def timeline(found: Result, shaped: Shape) -> None:
    """Draw the rows that have a date."""
    names = opened.graph().names
    whole = opened.timeline_of(knowledge.current())
    events = {one.id: one for one in whole.events}
    thing = subject(shaped)
    marks = rows_of(found, shaped, thing, events)
    drawn = Timeline(marks, {}, {}, (), whole.tracks)
    laid = layout(drawn, events) | _words(shaped, thing)
    made = drawing(laid, drawn.extras([one.id for one in drawn.drawn]))
    components.timeline(made, key=_KEY, height=520)
    same = len(found.rows) - len(marks)
    st.caption(_told(shaped, thing, same, len(drawn.undated)))
    if thing is not None:
        chosen = components.chosen(_KEY)
        opener(thing.of, chosen.partition("#")[0] if chosen else None, names)


def rows_of(
    found: Result, shaped: Shape, thing: Column | None, events: Mapping[str, Event]
) -> tuple[Event, ...]:
    """Return a mark for each row; rows that tell the same of the same thing are one."""
    lane = _lane(shaped, thing)
    in_tracks = _in_tracks(shaped, thing)
    marks: dict[tuple[object, ...], Event] = {}
    count: dict[str, int] = {}
    for one in about(found, shaped, thing, events, name_column(shaped, thing)):
        title = one.title or one.id
        where = text_of(one.row, lane) or "Without " + lane.name if lane else "Result"
        told = (one.id, one.date.text if one.date else None, title, where)
        if told in marks:
            continue
        count[one.id] = count.get(one.id, 0) + 1
        unique = one.id if count[one.id] == 1 else f"{one.id}#{count[one.id]}"
        if one.event and in_tracks:  # which may share lanes with the tracks that they are parts of
            marks[told] = replace(one.event, id=unique, title=title, date=one.date)
        else:
            marks[told] = _mark(one.event, unique, title, one.date, where)
    return tuple(marks.values())


def layout(drawn: Timeline, events: Mapping[str, Event]) -> dict[str, Any]:
    """Return what the panel lays out; ``events`` are those on record.

    What is no event of ours has neither kind nor status, and nothing is said of them.
    """
    made = drawn.layout()
    columns = made["events"]
    for i, ident in enumerate(columns["id"]):
        if ident.partition("#")[0] not in events:
            columns["kind"][i] = columns["kindLabel"][i] = ""
            columns["status"][i] = None
    used = set(columns["status"])
    made["statuses"] = [one for one in made["statuses"] if one["id"] in used]
    return made


def _words(shaped: Shape, thing: Column | None) -> dict[str, str]:
    """Return what the panel calls its marks, and what its lanes are of."""
    lane = _lane(shaped, thing)
    return {
        "noun": "event" if thing and thing.of == "event" else "row",
        "laneWord": "Track"
        if _in_tracks(shaped, thing)
        else lane.name.capitalize()
        if lane
        else "",
    }


def _told(shaped: Shape, thing: Column | None, same: int, undated: int) -> str:
    """Say by which variables the rows are placed, and which have no place of their own."""
    when, lane = shaped.when, _lane(shaped, thing)
    names = " and ".join(f"?{one.name}" for one in when if one) if when else ""
    said = f"Placed by {names}" if names else "Placed by the dates on record"
    if lane is not None and not _in_tracks(shaped, thing):
        said += f", in lanes by ?{lane.name}"
    if same:
        said += (
            f". {many(same, 'row')} {'tells' if same == 1 else 'tell'} no more than another does"
        )
    if undated:
        said += f". {many(undated, 'row')} without a date can’t be drawn"
    return said + "."


def _mark(known: Event | None, ident: str, title: str, date: Edtf | None, lane: str) -> Event:
    if known is not None:
        return replace(known, id=ident, title=title, date=date, track=lane, track_title=lane)
    kind = next(iter(EVENT_KINDS.ids))  # taken out again: it has none
    return Event(ident, title, date, kind, None, lane, lane, False, 0, None)


def _in_tracks(shaped: Shape, thing: Column | None) -> bool:
    """Whether the rows are events in the lanes of their tracks."""
    return bool(shaped.named(_LANES[0]) and thing and thing.of == "event")


def _lane(shaped: Shape, thing: Column | None) -> Column | None:
    texts = [
        one
        for one in shaped.columns
        if one.kind == "text" and 1 < one.distinct <= _MOST_LANES and one.distinct < one.filled
    ]
    labels = label_column(shaped, thing) if thing else None
    texts = [one for one in texts if one is not labels]
    return next(
        (one for name in _LANES for one in texts if one.name.lower() == name),
        texts[0] if texts else None,
    )
