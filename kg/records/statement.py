"""A statement: one value of one field, with rank and sources; and a citation of a source."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, Field

from kg.records.fields import Date, Ids, Model, Rank, RecordId, Text, Verification

T = TypeVar("T")


class Citation(Model):
    """A source, and what it is cited for. In YAML the bare id of the source will do."""

    source: RecordId = Field(description="Id of the source.")
    note: Text | None = Field(default=None, description="What it supports, or says otherwise.")
    preview: bool = Field(
        default=False,
        strict=True,
        description="True when it was published before the event, and foretells it.",
    )


class Statement(Model, Generic[T]):
    """One value that a field has according to some sources. In YAML the bare value will do."""

    value: T = Field(description="The value.")
    rank: Rank = Field(default="normal", description="How the editors hold it among its rivals.")
    sources: Ids = Field(default=(), description="Sources; by default those of the record.")
    verified: Verification | None = Field(
        default=None, description="How it was checked; by default as the record."
    )
    note: Text | None = Field(default=None, description="Why it has this rank, or what to mind.")


def _citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


def _citations(value: Any) -> Any:
    items = value if isinstance(value, list | tuple) else [value]
    return [_citation(item) for item in items]


def _statements(value: Any) -> Any:
    items = value if isinstance(value, list | tuple) else [value]
    return [
        item
        if isinstance(item, Statement) or (isinstance(item, dict) and "value" in item)
        else {"value": item}
        for item in items
    ]


# What a curator may write for each, so that editors (by the JSON Schema) allow it.
_Cited = RecordId | Citation
_DateWritten = Date | Statement[Date]
_IdWritten = RecordId | Statement[RecordId]
_TextWritten = Text | Statement[Text]

Citations = Annotated[
    tuple[Citation, ...],
    BeforeValidator(_citations, json_schema_input_type=_Cited | tuple[_Cited, ...]),
]
DateStatements = Annotated[
    tuple[Statement[Date], ...],
    BeforeValidator(_statements, json_schema_input_type=_DateWritten | tuple[_DateWritten, ...]),
]
IdStatements = Annotated[
    tuple[Statement[RecordId], ...],
    BeforeValidator(_statements, json_schema_input_type=_IdWritten | tuple[_IdWritten, ...]),
]
TextStatements = Annotated[
    tuple[Statement[Text], ...],
    BeforeValidator(_statements, json_schema_input_type=_TextWritten | tuple[_TextWritten, ...]),
]


def best(statements: tuple[Statement[T], ...]) -> tuple[Statement[T], ...]:
    """Return the preferred statements, else the normal ones; never a deprecated one.

    This is the "truthy" rule of the Wikibase data model.
    """
    preferred = tuple(one for one in statements if one.rank == "preferred")
    return preferred or tuple(one for one in statements if one.rank == "normal")
