"""A table as Apache Parquet, for pandas, R, DuckDB, Spark: with types, and lists as lists.

Source of the form: https://parquet.apache.org/docs/file-format/. Texts are as recorded: nothing
here is a formula. A cell with no value is null, a list with none is empty.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from kg.column import Column, Table
    from kg.page import About

MEDIA_TYPE = "application/vnd.apache.parquet"

_TYPES = {
    "text": pa.string(),
    "edtf": pa.string(),
    "day": pa.date32(),
    "truth": pa.bool_(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "iri": pa.string(),
}


def parquet(table: Table, about: About) -> bytes:
    """Return a table as a Parquet file; the same table, the same bytes."""
    told = {
        "title": f"{table.name.capitalize()} of {about.title}",
        "description": table.about,
        "version": about.version,
        "license": about.licence,
        "publisher": about.publisher,
    }
    schema = pa.schema([_field(*one) for one in table.columns.items()], metadata=told)
    columns = [
        pa.array([row[name] for row in table.rows], type=schema.field(name).type)
        for name in table.columns
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _field(name: str, column: Column) -> pa.Field:
    kind = _TYPES[column.kind]
    return pa.field(
        name,
        pa.list_(kind) if column.many else kind,
        nullable=not column.required,
        metadata={"description": column.about},
    )
