"""A topic: what events are about."""

from __future__ import annotations

from pydantic import Field

from kg.records.fields import Record, RecordId, Text


class Topic(Record):
    """A subject of negotiation."""

    label: Text = Field(description="Name in English.")
    definition: Text | None = Field(default=None, description="What it covers.")
    broader: RecordId | None = Field(default=None, description="Wider topic.")
