"""The life of an event: dated status entries, from proposed to held, cancelled or denied."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from kg.records.fields import Date, Ids, Model, RecordId, Status, Text


class LifecycleEntry(Model):
    """One status of an event, from the day it took it on. In YAML the bare status will do."""

    status: Status = Field(description="The status.")
    on: Date | None = Field(
        default=None, description="Day the event took it on; of held, by default the event's date."
    )
    by: RecordId | None = Field(default=None, description="Actor who made it so, or said so.")
    date: Date | None = Field(default=None, description="Date of the event as then planned.")
    venue: RecordId | None = Field(default=None, description="Venue as then planned.")
    sources: Ids = Field(default=(), description="Sources; by default those of the record.")
    note: Text | None = Field(default=None, description="For readers.")


def _entries(value: Any) -> Any:
    items = value if isinstance(value, list | tuple) else [value]
    return [{"status": item} if isinstance(item, str) else item for item in items]


_Written = Status | LifecycleEntry
Lifecycle = Annotated[
    tuple[LifecycleEntry, ...],
    BeforeValidator(_entries, json_schema_input_type=_Written | tuple[_Written, ...]),
]
