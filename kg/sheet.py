"""The events of a view as a table for spreadsheets: CSV after RFC 4180, in UTF-8.

One row an event; what is not known of it is an empty cell. Several values in a cell are joined by
`` | ``. A cell that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``,
``@``, one of these in full width, a tab or a line end) has an apostrophe put before it, which
spreadsheets hide; so has one that begins with an apostrophe before such a sign, so that taking one
apostrophe away gives the text back in every case.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from kg.column import Cell, Column, Table
from kg.excerpt import events_of
from kg.rdf.names import PREFIXES
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.names import Names
    from kg.store import Store

ABOUT = "Events of a diplomatic timeline, one a row, in order of time; undated ones last."
COLUMNS: dict[str, Column] = {
    "id": Column("id of the event", required=True),
    "title": Column("title", required=True),
    "date": Column("date as recorded (EDTF)", "edtf"),
    "earliest": Column("first day on which it may have begun", "day"),
    "latest": Column("last day on which it may have ended", "day"),
    "kind": Column("kind", required=True),
    "status": Column("latest status"),
    "format": Column("format"),
    "tracks": Column("tracks", many=True),
    "venue": Column("venue"),
    "participants": Column("who took part", many=True),
    "topics": Column("topics", many=True),
    "summary": Column("what came of it"),
    "public": Column("first day on which it was certainly public", "day"),
    "disputed": Column("true when claims or values disagree", "truth", required=True),
    "independent_origins": Column("agencies and outlets behind it", "whole", required=True),
    "sources": Column("ids of the sources", many=True),
    "iri": Column("address of the event", "iri", required=True),
}
# From the event to what a column holds. A track's own larger track is none of the event's.
_PATHS = {
    "id": "dcterms:identifier",
    "title": "rdfs:label",
    "date": "kg:date",
    "earliest": "sem:hasEarliestBeginTimeStamp",
    "latest": "sem:hasLatestEndTimeStamp",
    "kind": "sem:eventType/skos:prefLabel",
    "status": "kg:status/skos:prefLabel",
    "format": "kg:format/skos:prefLabel",
    "tracks": "sem:subEventOf/rdfs:label",
    "venue": "sem:hasPlace/rdfs:label",
    "participants": "(schema:participant|schema:organizer)/rdfs:label",
    "topics": "dcterms:subject/skos:prefLabel",
    "summary": "schema:description",
    "public": "dcterms:issued",
    "disputed": "kg:disputed",
    "independent_origins": "kg:independentOrigins",
    "sources": "prov:hadPrimarySource/dcterms:identifier",
}
JOINT = " | "
_NUMBER = int | float | None
# OWASP, "CSV Injection"; those of full width are what a Japanese or Chinese keyboard writes.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def defused(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def sheet(store: Store, view: View | None, names: Names) -> bytes:
    """Return the table of events as CSV."""
    return written(events(store, view, names))


def events(store: Store, view: View | None, names: Names) -> Table:
    """Return the events of a view, ordered by first possible day, then by id; undated ones last."""
    chosen = events_of(store, view or View(), names)
    found: dict[str, dict[str, set[str]]] = {one: defaultdict(set) for one in chosen}
    for name, path in _PATHS.items():
        for event, value in _values(store, path, names):
            if event in found:
                found[event][name].add(value)
    for event, values in found.items():
        values["iri"] = {event}
        if "date" not in values:
            # Its bounds are the first and the last day that there are, which tell nothing.
            values.pop("earliest", None), values.pop("latest", None)
    ordered = sorted(
        chosen, key=lambda one: ("date" not in found[one], *sorted(found[one]["earliest"]), one)
    )
    rows = [
        {name: _cell(column, found[one][name]) for name, column in COLUMNS.items()}
        for one in ordered
    ]
    return Table("events", ABOUT, COLUMNS, rows, "id")


def _cell(column: Column, values: set[str]) -> Cell:
    if column.many:
        return tuple(sorted(values))
    text = JOINT.join(sorted(values))
    if not text:
        return None
    match column.kind:
        case "day":
            return date.fromisoformat(text)
        case "truth":
            return text == "true"
        case "whole":
            return int(text)
        case _:
            return text


def written(one: Table) -> bytes:
    """Return a table as CSV."""
    return table(one.columns, ([row[name] for name in one.columns] for row in one.rows))


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as such a table; None is an empty cell, and several values are joined.

    Numbers are numbers: a longitude west of Greenwich is no formula.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_said(cell) for cell in row])
    return out.getvalue().encode()


def _said(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, _NUMBER):
        return cell
    return defused(JOINT.join(cell) if isinstance(cell, tuple) else str(cell))


def _values(store: Store, path: str, names: Names) -> list[tuple[str, str]]:
    text = (
        f"SELECT ?event (STR(?found) AS ?value) {{ ?event a <{PREFIXES['sem']}Event> ; "
        f"{path} ?found }}"
    )
    return [(str(row["event"]), str(row["value"])) for row in store.select(text, names.prefixes)]
