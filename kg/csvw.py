"""The description of a table as W3C has it: CSV on the Web, *Metadata Vocabulary for Tabular Data*.

It lies beside the CSV at the name that the *Model for Tabular Data* (section 5.3) tells,
``<name>.csv-metadata.json``: names of the columns, datatypes, how several values in a cell are
parted, licence, and what the rows are about.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.rdf.names import EDTF
from kg.sheet import JOINT

if TYPE_CHECKING:
    from kg.column import Column, Table
    from kg.page import About

MEDIA_TYPE = "application/csvm+json"

# Section 5.11.1 of the metadata vocabulary; a date that may be uncertain is a text of its own kind.
_DATATYPES: dict[str, str | dict[str, str]] = {
    "text": "string",
    "edtf": {"@id": EDTF, "base": "string"},
    "day": "date",
    "truth": "boolean",
    "whole": "integer",
    "number": "number",
    "iri": "anyURI",
}
_DEFUSED = (
    "A cell that a spreadsheet would take for a formula has an apostrophe put before it; taking "
    "one away gives the text back."
)


def csvw(table: Table, url: str, about: About) -> bytes:
    """Return the description of the table that is at ``url`` (relative to the description)."""
    schema: dict[str, Any] = {"columns": [_column(*one) for one in table.columns.items()]}
    if table.key:
        schema["primaryKey"] = table.key
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": f"{table.name.capitalize()} of {about.title}",
        "dc:description": f"{table.about} {_DEFUSED}",
        "dc:license": {"@id": about.licence},
        "dc:publisher": about.publisher,
        "schema:version": about.version,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": schema,
    }
    if about.released:
        found["dc:modified"] = about.released.edtf
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _column(name: str, column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": name,
        "titles": name,
        "dc:description": column.about,
        "datatype": _DATATYPES[column.kind],
    }
    if column.many:
        told["separator"] = JOINT
    if column.required:
        told["required"] = True
    return told
