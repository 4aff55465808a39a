"""Policies: which of the competing values of an event stands for it.

``editor``         the rank that the editors gave (the default)
``earliest``       the value that was reported first
``corroborated``   the value with the most independent origins, claims that agree counted in
``party:ID``       the value as that side tells it, last; where it is silent, the editors' value

The chosen value is the preferred one of the view, and the one that was is normal. Nothing is left
out: the others stay as its rivals. Only the status entries of other sides are left out of what a
side tells, unless there are no others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kg.asof import NOT_HELD
from kg.edtf import EdtfError, parse
from kg.errors import CallError
from kg.records import Event, LifecycleEntry, Statement
from kg.vocabulary import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kg.dataset import Dataset
    from kg.known import Known
    from kg.records import Claim

T = TypeVar("T")

PLAIN = ("editor", "earliest", "corroborated")
_RANKS = ("preferred", "normal", "deprecated")
_FIELDS = ("date", "venue", "summary")


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by name; ``actor`` is set for that of a side."""

    name: str = "editor"
    actor: str | None = None

    @classmethod
    def of(cls, text: str) -> Policy:
        """Read a policy as an address or a command has it. Raises CallError."""
        if text in PLAIN:
            return cls(text)
        found = re.fullmatch(r"party:([a-z0-9]+(?:-[a-z0-9]+)*)", text)
        if found is None:
            msg = f"policy '{text}' is not known ({', '.join(PLAIN)}, or party:ID of an actor)"
            raise CallError(msg)
        return cls("party", found[1])

    def __str__(self) -> str:
        return f"party:{self.actor}" if self.actor else self.name


EDITOR = Policy()


def under(policy: Policy, known: Known, event: Event) -> Event:
    """Return an event, as known on some day, with the values that a policy chooses."""
    if policy == EDITOR:
        return event
    if policy.actor is not None:
        return _as_told(known.dataset, event, policy.actor)
    weigh = _first(known) if policy.name == "earliest" else _origins(known.dataset)
    chosen: dict[str, Any] = {}
    for field in _FIELDS:
        statements = getattr(event, field)
        if len(statements) > 1:
            best = min(
                statements,
                key=lambda one: (weigh(event, field, one), _RANKS.index(one.rank)),
            )
            chosen[field] = _preferring(statements, best)
    return event.model_copy(update=chosen) if chosen else event


def sides(dataset: Dataset, actor_id: str) -> set[str]:
    """Return the actors that somebody speaks for: themselves, and what they belong to."""
    found: set[str] = set()
    queue: list[str | None] = [actor_id]
    while queue:
        one = queue.pop()
        actor = dataset.actors.get(one or "")
        if actor is not None and actor.id not in found:
            found.add(actor.id)
            queue += [actor.affiliation, actor.part_of]
    return found


def _preferring(
    statements: tuple[Statement[T], ...], best: Statement[T]
) -> tuple[Statement[T], ...]:
    """Return statements with the chosen one first and preferred, and no other so."""
    others = (
        one.model_copy(update={"rank": "normal"}) if one.rank == "preferred" else one
        for one in statements
        if one is not best
    )
    return (best.model_copy(update={"rank": "preferred"}), *others)


def _first(known: Known) -> Callable[[Event, str, Statement[Any]], date]:
    def weigh(event: Event, _: str, statement: Statement[Any]) -> date:
        return known.own(event, statement.sources)

    return weigh


def _origins(dataset: Dataset) -> Callable[[Event, str, Statement[Any]], int]:
    def weigh(event: Event, field: str, statement: Statement[Any]) -> int:
        sources = set(statement.sources or event.attesting)
        for claim in _held(event, field):
            if claim.value == str(statement.value):
                sources.update(claim.sources)
                sources.update(one.source for one in claim.corroborated_by)
        return -len(dataset.roots(sources))

    return weigh


def _held(event: Event, field: str) -> Iterator[Claim]:
    """Yield the claims that give a value to a field and hold it to be true, or to come."""
    for claim in event.claims:
        if claim.field == field and claim.modality not in NOT_HELD:
            yield claim


def _as_told(dataset: Dataset, event: Event, actor: str) -> Event:
    acting = {one.actor for one in event.participants if one.party == actor}

    def speaks(speaker: str | None) -> bool:
        return speaker is not None and (speaker in acting or actor in sides(dataset, speaker))

    def theirs(statement: Statement[Any]) -> bool:
        perspectives = (dataset.sources[one].perspective for one in statement.sources)
        return any(one is not None and actor in sides(dataset, one) for one in perspectives)

    told: dict[str, Any] = {}
    said = {
        field: [one for one in _held(event, field) if speaks(one.speaker)]
        for field in ("date", "venue", "lifecycle")
    }
    entries = [one for one in event.lifecycle if speaks(one.by)]
    for field in _FIELDS:
        statements: tuple[Statement[Any], ...] = getattr(event, field)
        own = _last_said(field, said.get(field, ()), entries)
        if own is None:
            own = next((one for one in statements if theirs(one)), None)
        if own is not None:
            same = next((one for one in statements if one.value == own.value), own)
            rest = statements if same is not own or own in statements else (*statements, own)
            told[field] = _preferring(rest, same)
    neutral = [one for one in event.lifecycle if one.by is None or speaks(one.by)]
    stated = [
        LifecycleEntry(status=one.value, on=one.on, by=one.speaker, sources=one.sources)
        for one in said["lifecycle"]
        if one.value in STATUSES
    ]
    life = (*neutral, *stated)
    if life:
        told["lifecycle"] = life
    return event.model_copy(update=told) if told else event


def _last_said(
    field: str, claims: list[Claim] | tuple[()], entries: list[LifecycleEntry]
) -> Statement[Any] | None:
    """Return the value that a side gave last: in a claim, else by a status that it set."""
    if field == "summary":
        return None
    dated = sorted(claims, key=lambda one: str(one.on.latest_end) if one.on else "")
    for claim in reversed([one for one in dated if one.sources]):
        try:
            value = parse(claim.value or "") if field == "date" else claim.value
        except EdtfError:  # the rules for records refuse it; a claim in a test may have it
            continue
        return Statement(value=value, sources=claim.sources)
    for entry in reversed(entries):
        planned = entry.date if field == "date" else entry.venue
        if planned is not None and entry.sources:
            return Statement(value=planned, sources=entry.sources)
    return None
