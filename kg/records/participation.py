"""Who takes part in an event, or signs a document: for whom, and in which office."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from kg.records.fields import Ids, Model, Rank, RecordId, RoleName, Text, Verification, one_or_many


class Signature(Model):
    """An actor signs or adopts a document: for a party, as the holder of an office."""

    actor: RecordId = Field(description="Id of the actor.")
    party: RecordId | None = Field(
        default=None, description="State or body that a person acts for."
    )
    office: RecordId | None = Field(
        default=None, description="Office (of the person's own list) in which they act."
    )
    rank: Rank = Field(default="normal", description="How the editors hold it among its rivals.")
    sources: Ids = Field(default=(), description="Sources; by default those of the record.")
    verified: Verification | None = Field(
        default=None, description="How it was checked; by default as the record."
    )
    note: Text | None = Field(default=None, description="For readers.")


class Participation(Signature):
    """An actor takes part: in a role, for a party, as the holder of an office."""

    role: Annotated[
        tuple[RoleName, ...],
        BeforeValidator(one_or_many, json_schema_input_type=RoleName | tuple[RoleName, ...]),
    ] = Field(description="Role, or roles, in the event.", min_length=1)
