"""A track: a process that events belong to."""

from __future__ import annotations

from pydantic import Field

from kg.records.fields import Ids, Record, RecordId, Text


class Track(Record):
    """A process such as the Belarus–Istanbul talks or the Normandy format."""

    title: Text = Field(description="Name of the process.")
    description: Text = Field(description="What belongs to it, in a sentence or two.")
    part_of: RecordId | None = Field(default=None, description="Larger track.")
    parties: Ids = Field(default=(), description="States and bodies that it is between.")
