"""Claims: who says it is named as an actor, and a second witness is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.checks.finding import Finding, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.dataset import Dataset


def speakers_are_named(dataset: Dataset) -> Iterator[Finding]:
    """Who is named in the words of an attribution alone, though on record, is its speaker."""
    known: dict[str, str] = {}
    for actor in dataset.actors.values():
        for name in (actor.name, *actor.aliases):
            known.setdefault(name.casefold().removeprefix("the "), actor.id)
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            words = (claim.attribution or "").casefold().removeprefix("the ")
            found = known.get(words)
            if claim.speaker is None and found is not None:
                path: Path = ("claims", index, "attribution")
                message = f"'{claim.attribution}' is on record (give it as speaker: {found})"
                yield Finding("events", event.id, path, message, "warning")


def corroboration_is_independent(dataset: Dataset) -> Iterator[Finding]:
    """What corroborates a claim is of another origin than the sources that carry it."""
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            own = dataset.roots(claim.sources)
            for i, citation in enumerate(claim.corroborated_by):
                roots = dataset.roots([citation.source])
                if roots and roots <= own:
                    path: Path = ("claims", index, "corroborated_by", i)
                    message = (
                        f"'{citation.source}' is of the same origin ({', '.join(sorted(roots))}) "
                        "as the claim's own sources (it belongs among these)"
                    )
                    yield Finding("events", event.id, path, message, "warning")


def claimed_participants_stand(dataset: Dataset) -> Iterator[Finding]:
    """Of whom a claim says that they took part or not, the event has an entry, of some rank."""
    for event in dataset.events.values():
        present = {part.actor for part in event.participants}
        for index, claim in enumerate(event.claims):
            if claim.field != "participants" or claim.value in present:
                continue
            if claim.value in dataset.actors:
                path: Path = ("claims", index, "value")
                message = (
                    f"'{claim.value}' is no participant of the event (give an entry, of rank "
                    "deprecated where they were not there)"
                )
                yield Finding("events", event.id, path, message, "warning")
