"""What the rows of a result are about: a thing on record, how it is called, and a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.edtf import Edtf, EdtfError, parse
from kg.shape import record
from kg.ui import opened
from kg.ui.sparql_labels import label_column, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.shape import Column, Shape
    from kg.timeline import Event
    from kg.values import Result, Term

    Row = Sequence[Term | None]

_BOUNDS = ("earliest", "latest")


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about: ``event`` if it is one of ours.

    ``id`` is that of the thing on record, or of the row; ``title`` is None where neither the row
    nor the graph has a name for it.
    """

    row: Row
    id: str
    title: str | None
    date: Edtf | None
    event: Event | None


def subject(shaped: Shape, *but: Column) -> Column | None:
    """Return the column of what the rows are about: events, else the first things."""
    things = [one for one in shaped.columns if one.kind == "thing" and one not in but]
    return next((one for one in things if one.of == "event"), things[0] if things else None)


def about(
    found: Result,
    shaped: Shape,
    thing: Column | None,
    events: Mapping[str, Event],
    label: Column | None = None,
) -> Iterator[About]:
    """Yield what each row is about, ``thing`` being the column of it and ``label`` of its name.

    ``events`` are those of the view: the date of the row stands before theirs.
    """
    names = opened.graph().names
    called = named(found, shaped, thing) if thing else {}
    for number, row in enumerate(found.rows):
        term = row[thing.place] if thing else None
        ours = record(term.value, names) if term else None
        known = events.get(ours[1]) if ours and ours[0] == "event" else None
        yield About(
            row=row,
            id=ours[1] if ours else f"row {number + 1}",
            title=text_of(row, label) or (called.get(term.value) if term else None),
            date=date_of(row, shaped.when) if shaped.when else known.date if known else None,
            event=known,
        )


def name_column(shaped: Shape, thing: Column | None) -> Column | None:
    """Return the column that names the rows."""
    label = label_column(shaped, thing) if thing else None
    if thing and thing.of == "claim":  # of many claims about one event, its title tells nothing
        label = shaped.named("text") or label
    return label or shaped.named("title", "name", "label", "text")


def date_of(row: Row, when: tuple[Column, Column | None]) -> Edtf | None:
    """Return the date of a row by one column, or by two: bounds, or begin and end."""
    begin, end = when
    if end is None:
        return _edtf(text_of(row, begin))
    first, last = _edtf(text_of(row, begin)), _edtf(text_of(row, end))
    if begin.name.lower() == _BOUNDS[0] and first and last:
        if first.text == last.text:
            return first
        low, high = first.earliest_begin, last.latest_end
        return Edtf(f"{first.text}/{last.text}", low, high, low, high, "interval")
    if first is None and last is None:
        return None
    return _edtf(f"{first.text if first else ''}/{last.text if last else ''}")


def text_of(row: Row, column: Column | None) -> str | None:
    """Return what a row has in a column."""
    term = row[column.place] if column else None
    return term.value if term else None


def _edtf(text: str | None) -> Edtf | None:
    for one in (text or "", (text or "")[:10]):  # a day may come with a zone
        try:
            return parse(one)
        except EdtfError:
            continue
    return None
