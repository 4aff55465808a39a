"""An outcome document: an agreement, resolution, plan … that an event produced."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kg.records.fields import Date, DocumentKind, Ids, Language, Record, Text
from kg.records.participation import Signature


class Document(Record):
    """A text that was signed, adopted, issued or put forward. Its event says ``produced``.

    Whether it was signed may be in dispute: then nobody is named as a signatory here, and claims
    under its event say who holds what.
    """

    title: Text = Field(description="Name in English, as it is best known.")
    names: dict[Language, Text] = Field(
        default_factory=dict, description="Names in other languages, by language tag."
    )
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names, such as its full title."
    )
    kind: DocumentKind = Field(description="Kind of document.")
    symbol: Text | None = Field(
        default=None, description="Symbol that the issuing body gave it, such as S/RES/2202 (2015)."
    )
    date: Date = Field(description="When it was signed, adopted, issued or put forward.")
    signatories: tuple[Signature, ...] = Field(
        default=(), description="Who signed it; of a resolution, the body that adopted it."
    )
    description: Text = Field(description="What it is and provides, and how sure its text is.")
    supplements: Ids = Field(default=(), description="Documents that it adds to.")
    revises: Ids = Field(default=(), description="Documents that it is a later version of.")
    endorses: Ids = Field(default=(), description="Documents that it takes up and supports.")
    text: Ids = Field(default=(), description="Sources that hold its text, or parts of it.")
    pax: int | None = Field(
        default=None, strict=True, ge=1, description="Id of the agreement in PA-X."
    )
    ucdp: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        description="Id of the agreement in the UCDP Peace Agreement Dataset.",
    )
    sources: Ids = Field(description="Sources of the record.", min_length=1)

    @model_validator(mode="after")
    def _nobody_signs_twice(self) -> Self:
        keys = [(one.actor, one.party, one.office, one.rank) for one in self.signatories]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                msg = f"signatories: entry {index + 1} repeats an earlier one (each once)"
                raise ValueError(msg)
        return self
