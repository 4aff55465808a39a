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
from typing import TYPE_CHECKING

from kg.excerpt import events_of
from kg.rdf.names import PREFIXES
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.names import Names
    from kg.store import Store

# Column: what it holds (told in the docs), and the path from the event to it.
COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("id of the event", "dcterms:identifier"),
    "title": ("title", "rdfs:label"),
    "date": ("date as recorded (EDTF)", "kg:date"),
    "earliest": ("first day on which it may have begun", "sem:hasEarliestBeginTimeStamp"),
    "latest": ("last day on which it may have ended", "sem:hasLatestEndTimeStamp"),
    "kind": ("kind", "sem:eventType/skos:prefLabel"),
    "status": ("latest status", "kg:status/skos:prefLabel"),
    "format": ("format", "kg:format/skos:prefLabel"),
    "tracks": ("tracks", "sem:subEventOf/rdfs:label"),
    "venue": ("venue", "sem:hasPlace/rdfs:label"),
    "participants": ("who took part", "(schema:participant|schema:organizer)/rdfs:label"),
    "topics": ("topics", "dcterms:subject/skos:prefLabel"),
    "summary": ("what came of it", "schema:description"),
    "public": ("first day on which it was certainly public", "dcterms:issued"),
    "disputed": ("true when claims or values disagree", "kg:disputed"),
    "independent_origins": ("agencies and outlets behind it", "kg:independentOrigins"),
    "sources": ("ids of the sources", "prov:hadPrimarySource/dcterms:identifier"),
    "iri": ("address of the event", ""),
}
_PLAIN = int | float | None
# OWASP, "CSV Injection"; those of full width are what a Japanese or Chinese keyboard writes.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def defused(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def sheet(store: Store, view: View | None, names: Names) -> bytes:
    """Return the table of events, ordered by first possible day, then by id; undated ones last."""
    chosen = events_of(store, view or View(), names)
    columns: dict[str, dict[str, set[str]]] = {}
    for name, (_, path) in COLUMNS.items():
        columns[name] = defaultdict(set)
        if path:
            for event, value in _values(store, path, names):
                columns[name][event].add(value)
    for event in chosen - columns["date"].keys():
        # Its bounds are the first and the last day that there are, which tell nothing.
        columns["earliest"].pop(event, None)
        columns["latest"].pop(event, None)
    ordered = sorted(
        chosen, key=lambda one: (one not in columns["date"], *sorted(columns["earliest"][one]), one)
    )
    for event in ordered:
        columns["iri"][event].add(event)
    return table(
        COLUMNS,
        ([" | ".join(sorted(columns[name][event])) for name in COLUMNS] for event in ordered),
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as such a table; None is an empty cell.

    Numbers are numbers: a longitude west of Greenwich is no formula.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([cell if isinstance(cell, _PLAIN) else defused(str(cell)) for cell in row])
    return out.getvalue().encode()


def _values(store: Store, path: str, names: Names) -> list[tuple[str, str]]:
    # A track's own larger track is no track of the event: only one step is taken.
    text = (
        f"SELECT ?event (STR(?found) AS ?value) {{ ?event a <{PREFIXES['sem']}Event> ; "
        f"{path} ?found }}"
    )
    return [(str(row["event"]), str(row["value"])) for row in store.select(text, names.prefixes)]
