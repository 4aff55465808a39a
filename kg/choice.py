"""Choosing, under a policy, which of the competing values of an event stands for it.

The chosen value is the preferred one of the view, and the one that was is normal. Nothing is left
out: the others stay as its rivals. Only the status entries of other sides are left out of what a
side tells, unless there are no others; the statuses that it claims stand in their time among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from kg.edtf import parse
from kg.glimpse import NOT_HELD
from kg.records import Event, LifecycleEntry, Statement
from kg.vocabulary import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kg.dataset import Dataset
    from kg.known import Known
    from kg.policy import Policy
    from kg.records import Claim

T = TypeVar("T")

_RANKS = ("preferred", "normal", "deprecated")
_FIELDS = ("date", "venue", "summary")


def under(policy: Policy, known: Known, event: Event) -> Event:
    """Return an event, as known on some day, with the values that a policy chooses.

    Where it chooses what stands already, or is that of nobody on record, that is the event itself.
    """
    chosen: dict[str, Any] = {}
    if policy.actor in known.dataset.actors:
        chosen = _as_told(known, event, str(policy.actor))
    elif policy.name in ("earliest", "corroborated"):
        weigh = _first(known) if policy.name == "earliest" else _origins(known.dataset)
        for field in _FIELDS:
            statements = getattr(event, field)
            if len(statements) > 1:
                best = min(
                    statements,
                    key=lambda one: (weigh(event, field, one), _RANKS.index(one.rank)),
                )
                chosen[field] = _preferring(statements, best)
    chosen = {field: value for field, value in chosen.items() if value != getattr(event, field)}
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


def _as_told(known: Known, event: Event, side: str) -> dict[str, Any]:
    """Return the fields of an event of which a side says something, as it tells them."""
    dataset = known.dataset
    acting = {
        one.actor
        for one in event.participants
        if one.party is not None and side in sides(dataset, one.party)
    }

    def speaks(speaker: str | None) -> bool:
        return speaker is not None and (speaker in acting or side in sides(dataset, speaker))

    def theirs(statement: Statement[Any]) -> bool:
        perspectives = (dataset.sources[one].perspective for one in statement.sources)
        return any(one is not None and side in sides(dataset, one) for one in perspectives)

    told: dict[str, Any] = {}
    for field in _FIELDS:
        statements: tuple[Statement[Any], ...] = getattr(event, field)
        own = _last_said(known, event, field, speaks)
        if own is None:
            own = next((one for one in statements if theirs(one)), None)
        if own is not None:
            same = next((one for one in statements if one.value == own.value), None)
            if same is None:
                told[field] = _preferring(statements, own)
            elif len(statements) > 1:
                told[field] = _preferring(statements, same)
    return told | {"lifecycle": _life(known, event, speaks) or event.lifecycle}


def _life(
    known: Known, event: Event, speaks: Callable[[str | None], bool]
) -> tuple[LifecycleEntry, ...]:
    """Return the statuses by nobody or by a side, with those that it claims in their time."""
    life = [one for one in event.lifecycle if one.by is None or speaks(one.by)]
    for claim in _held(event, "lifecycle"):
        # A status that was claimed and entered the record is one, whatever else is known of it.
        twice = any(
            (one.status, one.by, one.on) == (claim.value, claim.speaker, claim.on) for one in life
        )
        if speaks(claim.speaker) and claim.sources and claim.value in STATUSES and not twice:
            place, since = len(life), known.claim(event, claim)
            while place and _set(known, event, life[place - 1]) > since:
                place -= 1
            said = LifecycleEntry(
                status=claim.value, on=claim.on, by=claim.speaker, sources=claim.sources
            )
            life.insert(place, said)
    return tuple(life)


def _set(known: Known, event: Event, entry: LifecycleEntry) -> date:
    """Return the day on which a status was set, or else known."""
    since = known.entry(event, entry)
    return min(since, (entry.on.latest_end if entry.on else None) or since)


def _last_said(
    known: Known, event: Event, field: str, speaks: Callable[[str | None], bool]
) -> Statement[Any] | None:
    """Return the value that a side gave last: in a claim, or by a status that it set.

    Of both on one day it is that of the claim. What has no source yet can be no statement.
    """
    said: list[tuple[date, Statement[Any]]] = []
    for entry in event.lifecycle:
        planned = {"date": entry.date, "venue": entry.venue}.get(field)
        if speaks(entry.by) and planned is not None:
            plan: Statement[Any] = Statement(value=planned, sources=entry.sources)
            said.append((_set(known, event, entry), plan))
    for claim in _held(event, field):
        if speaks(claim.speaker) and claim.sources and claim.value is not None:
            value = parse(claim.value) if field == "date" else claim.value
            said.append((known.claim(event, claim), Statement(value=value, sources=claim.sources)))
    # The last of those on the last day.
    return max(reversed(said), key=lambda one: one[0])[1] if said else None
