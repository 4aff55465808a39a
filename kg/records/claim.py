"""A claim: who said what about an event, when, how surely, and in which source."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from kg.records.fields import Date, Ids, Modality, Model, Outcome, RecordId, Text, Verification
from kg.records.statement import Citations

ClaimField = Literal["date", "venue", "lifecycle", "participants", "topics", "format"]


class ClaimOutcome(Model):
    """What became of a claim."""

    verdict: Outcome = Field(description="What became of it.")
    event: RecordId | None = Field(default=None, description="The event that showed it.")
    sources: Ids = Field(
        default=(),
        description="Sources that show it; by default when it was known that the event took place.",
    )
    note: Text | None = Field(default=None, description="How it was shown.")


class Claim(Model):
    """An attributed utterance about the event it stands under (and about more, if ``about``)."""

    id: RecordId = Field(description="Stable name of the claim, unique in the whole dataset.")
    speaker: RecordId | None = Field(
        default=None,
        description="Actor who says it; without one, the publishers of its sources say it.",
    )
    attribution: Text | None = Field(
        default=None, description="Who says it, in words, where the speaker alone is too narrow."
    )
    on: Date | None = Field(
        default=None, description="Day of the utterance; by default when its sources came out."
    )
    modality: Modality = Field(default="asserted", description="How it is said.")
    text: Text = Field(description="What is said, in our words.")
    about: Ids = Field(default=(), description="Further records that it is about.")
    topics: Ids = Field(default=(), description="Topics that it touches.")
    question: Text | None = Field(
        default=None,
        description="The matter in dispute; claims of one event on one question that answer it "
        "differently dispute each other.",
    )
    answer: Text | None = Field(default=None, description="Its answer to the question, in a word.")
    field: ClaimField | None = Field(default=None, description="Field of the event it speaks of.")
    value: Text | None = Field(
        default=None, description="Value it gives to that field: a date (EDTF), an id or a word."
    )
    quotation: Literal["direct", "paraphrase", "none"] = Field(
        default="paraphrase", description="How the source renders it; none for its own voice."
    )
    where: Text | None = Field(default=None, description="Place in the source.")
    sources: Ids = Field(description="Sources that carry it.", min_length=1)
    corroborated_by: Citations = Field(default=(), description="Other sources that say the same.")
    contradicted_by: Citations = Field(default=(), description="Sources that say otherwise.")
    confirms: Ids = Field(default=(), description="Claims that it bears out.")
    disputes: Ids = Field(default=(), description="Claims that it denies, beyond its question.")
    outcome: ClaimOutcome | None = Field(default=None, description="What became of it.")
    verified: Verification = Field(default="read", description="How it was checked.")
    note: Text | None = Field(default=None, description="For readers.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.field is None) != (self.value is None):
            msg = "'field' and 'value' go together (give both, or neither)"
            raise ValueError(msg)
        if self.question is not None and self.answer is None and self.value is None:
            msg = "a claim on a question needs an answer (give 'answer', or 'field' and 'value')"
            raise ValueError(msg)
        if self.answer is not None and self.question is None:
            msg = "an answer needs its question (give 'question')"
            raise ValueError(msg)
        return self

    @property
    def position(self) -> str | None:
        """What it answers: rival claims on one question differ in this."""
        return self.answer or self.value
