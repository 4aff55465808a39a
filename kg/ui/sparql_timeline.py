"""A result on the timeline: each row with a date, or each event with the date on record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.edtf import Edtf, EdtfError, parse
from kg.shape import record
from kg.timeline import Event, Timeline
from kg.ui import components, knowledge, opened
from kg.ui.sparql_labels import label_column, named
from kg.ui.sparql_open import opener
from kg.ui.text import many
from kg.ui.timeline_panel import drawing
from kg.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.shape import Column, Shape
    from kg.worker import Result, Term

    Row = Sequence[Term | None]

_KEY = "sparql-timeline"
_MOST_LANES = 12
# What a lane would best be, by the name of the variable; else any text with a few values.
_LANES = ("track", "lane", "group", "kind", "status", "role", "modality")
# The panel draws what has no status as if it were only alleged.
_WHOLE = "held"
_BOUNDS = ("earliest", "latest")


def timeline(found: Result, shaped: Shape) -> None:
    """Draw the rows that have a date."""
    names = opened.graph().names
    whole = opened.timeline_of(knowledge.current())
    events = {one.id: one for one in whole.events}
    thing = next(iter(shaped.things("event")), None) or next(
        (one for one in shaped.columns if one.kind == "thing"), None
    )
    marks = rows_of(found, shaped, thing, events)
    drawn = Timeline(marks, {}, {}, (), whole.tracks)
    made = drawing(layout(drawn, events), drawn.extras([one.id for one in drawn.drawn]))
    components.timeline(made, key=_KEY, height=520)
    st.caption(_told(shaped, thing, len(drawn.undated)))
    if thing is not None:
        chosen = components.chosen(_KEY)
        opener(thing.of, chosen.partition("#")[0] if chosen else None, names)


def rows_of(
    found: Result, shaped: Shape, thing: Column | None, events: Mapping[str, Event]
) -> tuple[Event, ...]:
    """Return a mark for each row; rows that tell the same of the same thing are one."""
    names = opened.graph().names
    lane = _lane(shaped, thing)
    in_tracks = shaped.named(_LANES[0]) is not None
    label = label_column(shaped, thing) if thing else None
    if thing and thing.of == "claim":  # of many claims about one event, its title tells nothing
        label = shaped.named("text") or label
    label = label or shaped.named("title", "name", "label", "text")
    called = named(found, shaped, thing) if thing else {}
    when = shaped.when
    marks: dict[tuple[object, ...], Event] = {}
    count: dict[str, int] = {}
    for number, row in enumerate(found.rows):
        term = row[thing.place] if thing else None
        ours = record(term.value, names) if term else None
        ident = ours[1] if ours else f"row {number + 1}"
        known = events.get(ident) if thing and thing.of == "event" else None
        date = _date(row, when) if when else known.date if known else None
        title = _text(row, label) or (called.get(term.value) if term else None) or ident
        where = _text(row, lane) or "Without " + lane.name if lane else "Result"
        told = (ident, date.text if date else None, title, where)
        if told in marks:
            continue
        count[ident] = count.get(ident, 0) + 1
        unique = ident if count[ident] == 1 else f"{ident}#{count[ident]}"
        if known and in_tracks:  # which may share lanes with the tracks that they are parts of
            marks[told] = replace(known, id=unique, title=title, date=date)
        else:
            marks[told] = _mark(known, unique, title, date, where)
    return tuple(marks.values())


def layout(drawn: Timeline, events: Mapping[str, Event]) -> dict[str, Any]:
    """Return what the panel lays out; ``events`` are those on record.

    What is no event of ours has no kind and no status: it is drawn whole, without a word of them.
    """
    made = drawn.layout()
    columns = made["events"]
    for i, ident in enumerate(columns["id"]):
        if ident.partition("#")[0] not in events:
            columns["kind"][i] = columns["kindLabel"][i] = ""
            columns["status"][i] = _WHOLE
    if not any(one.id.partition("#")[0] in events for one in drawn.events):
        made["statuses"] = [{"id": _WHOLE, "label": ""}]
    return made


def _told(shaped: Shape, thing: Column | None, undated: int) -> str:
    """Say by which variables the rows are placed, and which have no place."""
    when, lane = shaped.when, _lane(shaped, thing)
    names = " and ".join(f"?{one.name}" for one in when if one) if when else ""
    said = f"Placed by {names}" if names else "Placed by the dates on record"
    if lane is not None and not (shaped.named(_LANES[0]) and thing and thing.of == "event"):
        said += f", in lanes by ?{lane.name}"
    return (
        f"{said}. {many(undated, 'row')} without a date can’t be drawn." if undated else f"{said}."
    )


def _mark(known: Event | None, ident: str, title: str, date: Edtf | None, lane: str) -> Event:
    if known is not None:
        return replace(known, id=ident, title=title, date=date, track=lane, track_title=lane)
    kind = next(iter(EVENT_KINDS.ids))  # taken out again: it has none
    return Event(ident, title, date, kind, None, lane, lane, False, 0, None)


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


def _date(row: Row, when: tuple[Column, Column | None]) -> Edtf | None:
    begin, end = when
    if end is None:
        return _edtf(_text(row, begin))
    first, last = _edtf(_text(row, begin)), _edtf(_text(row, end))
    if begin.name.lower() == _BOUNDS[0] and first and last:
        if first.text == last.text:
            return first
        low, high = first.earliest_begin, last.latest_end
        return Edtf(f"{first.text}/{last.text}", low, high, low, high, "interval")
    if first is None and last is None:
        return None
    return _edtf(f"{first.text if first else ''}/{last.text if last else ''}")


def _edtf(text: str | None) -> Edtf | None:
    for one in (text or "", (text or "")[:10]):  # a day may come with a zone
        try:
            return parse(one)
        except EdtfError:
            continue
    return None


def _text(row: Row, column: Column | None) -> str | None:
    term = row[column.place] if column else None
    return term.value if term else None
