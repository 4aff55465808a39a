"""An event: a round of talks, meeting, call, vote … that happened, was foretold or denied."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kg.edtf import Edtf  # noqa: TC001 - pydantic's plugin resolves it
from kg.records.claim import Claim
from kg.records.fields import EventKind, Format, Ids, Record, Text
from kg.records.lifecycle import Lifecycle, LifecycleEntry
from kg.records.participation import Participation
from kg.records.statement import Citations, DateStatements, IdStatements, TextStatements, best


class Event(Record):
    """Something that happened, was announced, or was denied."""

    title: Text = Field(description="Short neutral title in our words.")
    kind: EventKind = Field(description="Kind of event.")
    tracks: Ids = Field(description="Tracks (processes) that it belongs to.", min_length=1)
    date: DateStatements = Field(description="When it happened, or is to happen.", min_length=1)
    lifecycle: Lifecycle = Field(description="Its statuses, oldest first.", min_length=1)
    format: Format | None = Field(default=None, description="In person, by video, by telephone …")
    venue: IdStatements = Field(default=(), description="Where. Remote events have none.")
    participants: tuple[Participation, ...] = Field(default=(), description="Who took part.")
    round: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        description="Number of a round of talks, as the editors count the rounds of its first "
        "track.",
    )
    topics: Ids = Field(default=(), description="What it was about.")
    summary: TextStatements = Field(description="What came of it, in our words.", min_length=1)
    part_of: Ids = Field(default=(), description="Larger event that it is a part of.")
    follows: Ids = Field(default=(), description="Earlier events of which it is the next step.")
    led_to: Ids = Field(default=(), description="Later events that it brought about.")
    about: Ids = Field(default=(), description="Events and documents that it speaks of.")
    responds_to: Ids = Field(default=(), description="Events that it answers.")
    produced: Ids = Field(default=(), description="Documents that came out of it.")
    claims: tuple[Claim, ...] = Field(default=(), description="Who said what about it.")
    sources: Citations = Field(description="Sources of the record.", min_length=1)

    @model_validator(mode="after")
    def _nothing_stands_twice(self) -> Self:
        keys: dict[str, list[object]] = {
            name: [str(one.value) for one in getattr(self, name)]
            for name in ("date", "venue", "summary")
        }
        keys["lifecycle"] = [
            (one.status, one.on, one.by, one.date, one.venue) for one in self.lifecycle
        ]
        keys["participants"] = [
            (one.actor, one.role, one.party, one.office, one.rank) for one in self.participants
        ]
        keys["sources"] = [one.source for one in self.sources]
        for name, found in keys.items():
            for index, key in enumerate(found):
                if key in found[:index]:
                    msg = f"{name}: entry {index + 1} repeats an earlier one (each once)"
                    raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _rivals_are_ranked(self) -> Self:
        for name in ("date", "venue", "summary"):
            statements = getattr(self, name)
            if len(statements) > 1 and sum(one.rank == "preferred" for one in statements) != 1:
                msg = f"{name}: {len(statements)} values, so one of them must be rank: preferred"
                raise ValueError(msg)
            if len(statements) == 1 and statements[0].rank == "deprecated":
                msg = f"{name}: its only value is deprecated (give the better one, or rank: normal)"
                raise ValueError(msg)
        return self

    @property
    def when(self) -> Edtf:
        """The date that the editors prefer."""
        return best(self.date)[0].value

    @property
    def where(self) -> str | None:
        """Id of the venue that the editors prefer."""
        chosen = best(self.venue)
        return chosen[0].value if chosen else None

    @property
    def status(self) -> LifecycleEntry:
        """The latest lifecycle entry."""
        return self.lifecycle[-1]

    @property
    def evidence(self) -> list[tuple[str, ...]]:
        """The own sources of each statement, status and part; none: it has those of the record."""
        found = [one.sources for one in self.date]
        found += [one.sources for one in self.venue]
        found += [one.sources for one in self.summary]
        found += [one.sources for one in self.lifecycle]
        return found + [one.sources for one in self.participants]

    @property
    def attesting(self) -> list[str]:
        """Ids of the sources that a part without sources of its own rests on.

        They are those of the record but for the previews; of what is only foretold, the previews.
        """
        cited = [one.source for one in self.sources if not one.preview]
        return cited or [one.source for one in self.sources]
