"""A source: one document, with publisher, day of publication, perspective and derivation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kg.records.fields import Date, Ids, Language, Record, RecordId, SourceKind, Text, Url


class Source(Record):
    """One document that facts rest on."""

    title: Text = Field(description="Title of the document.")
    title_from: Literal["page", "url", "description"] = Field(
        default="page", description="Where the title is from; 'description': our own words."
    )
    publisher: Text = Field(description="Who published it.")
    origin: Text | None = Field(
        default=None,
        description="Agency or outlet whose text it is, where that is not the publisher. "
        "Sources of one origin are one witness.",
    )
    derived_from: Ids = Field(default=(), description="Sources on record that it copies or uses.")
    url: Url | None = Field(default=None, description="Address; none when it has none.")
    published: Date | None = Field(
        default=None, description="Day of publication; empty when not known."
    )
    language: Language | None = Field(default=None, description="Language of the document.")
    kind: SourceKind = Field(description="Kind of source.")
    perspective: RecordId | None = Field(
        default=None,
        description="Actor whose side it speaks from, or 'independent'; empty: not assessed.",
    )
