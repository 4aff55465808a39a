"""A coverage statement: which time of which tracks was searched, and how closely."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kg.records.fields import CoverageDepth, Date, Ids, Record, Text


class Coverage(Record):
    """What was searched. Where no statement reaches, nothing was: a gap there tells nothing."""

    tracks: Ids = Field(description="Tracks that were searched.", min_length=1)
    span: Date = Field(description="Time that was searched, an interval such as 2022-02/2022-05.")
    depth: CoverageDepth = Field(description="How closely.")
    description: Text = Field(description="What was looked for, and where.")
    gaps: tuple[Text, ...] = Field(
        default=(), description="What is known to be missing all the same."
    )

    @model_validator(mode="after")
    def _span_has_two_ends(self) -> Self:
        if self.span.earliest_begin is None or self.span.latest_end is None:
            msg = f"span: '{self.span}' has no two ends (a search begins and ends somewhere)"
            raise ValueError(msg)
        return self
