"""An actor: a person, state or body; a person holds dated offices."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kg.records.fields import (
    ActorType,
    Country,
    Date,
    Ids,
    Language,
    Model,
    Record,
    RecordId,
    Text,
    Verification,
)


class Office(Model):
    """An office that a person held, from a day to a day, as far as known."""

    id: RecordId = Field(description="Name of the office, unique among the person's offices.")
    title: Text = Field(description="Title of the office.")
    of: RecordId | None = Field(default=None, description="State or body that it belongs to.")
    begin: Date | None = Field(default=None, description="When it began; empty when not known.")
    end: Date | None = Field(default=None, description="When it ended; empty: not known, or held.")
    sources: Ids = Field(default=(), description="Sources.")
    verified: Verification = Field(default="read", description="How it was checked.")
    note: Text | None = Field(default=None, description="For readers.")


class Actor(Record):
    """A person, state, body or group."""

    name: Text = Field(description="Name in English, as it is best known.")
    names: dict[Language, Text] = Field(
        default_factory=dict, description="Names in other languages, by language tag."
    )
    aliases: tuple[Text, ...] = Field(default=(), description="Other spellings and names.")
    type: ActorType = Field(description="Type of actor.")
    country: Country | None = Field(
        default=None, description="A state's own ISO 3166-1 code (two letters)."
    )
    affiliation: RecordId | None = Field(
        default=None, description="State or body that a person belongs to in this record."
    )
    part_of: RecordId | None = Field(default=None, description="Larger body or state of a body.")
    offices: tuple[Office, ...] = Field(default=(), description="Offices that a person held.")
    description: Text | None = Field(default=None, description="Who this is, in a sentence.")
    sources: Ids = Field(default=(), description="Sources.")

    @model_validator(mode="after")
    def _fields_fit_type(self) -> Self:
        if self.type != "person" and (self.offices or self.affiliation):
            msg = f"a {self.type} has no offices and no affiliation (only a person has)"
            raise ValueError(msg)
        if self.country and self.type != "state":
            msg = "'country' is for states (a body says part_of)"
            raise ValueError(msg)
        ids = [office.id for office in self.offices]
        if len(ids) != len(set(ids)):
            msg = "offices: two offices have one id (each needs its own)"
            raise ValueError(msg)
        return self

    def office(self, office_id: str) -> Office | None:
        """Return the office of that id, or None."""
        return next((one for one in self.offices if one.id == office_id), None)
