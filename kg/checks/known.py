"""What counts as known with the first source of a record, although only a later source tells it.

A part or a summary without sources of its own is known from the day of the first source of the
record, previews apart (:mod:`kg.known`). Where the record itself shows that it came later, a view
as of a day would tell more than could be known. Days that no source gives prove nothing here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.checks.finding import OF_ANY, Finding, Path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.dataset import Dataset
    from kg.records import Event

# In these roles one is known to take part by what one says.
_VOICES = frozenset({"commentator", "observer", "speaker"})
# A shorter name is too easily a word of the summary.
_SHORTEST = 4


def voices_were_heard(dataset: Dataset) -> Iterator[Finding]:
    """Who takes part by speaking has spoken by the day from which the part counts as known."""
    for event in dataset.events.values():
        since = dataset.published(event.attesting)
        if since is None:
            continue
        for index, part in enumerate(event.participants):
            if part.sources or not _VOICES.issuperset(part.role):
                continue
            days = [dataset.uttered(one) for one in event.claims if one.speaker == part.actor]
            heard = min((day for day in days if day is not None), default=since)
            if heard > since and None not in days:
                path: Path = ("participants", index)
                message = (
                    f"'{part.actor}' counts as taking part from {since}, by the first source of "
                    f"the record, but no claim of theirs is older than {heard} (give the part its "
                    "`sources`)"
                )
                yield Finding("events", event.id, path, message, "warning", kinds=(OF_ANY,))


def publishers_had_reported(dataset: Dataset) -> Iterator[Finding]:
    """A publisher whom a summary names had reported by the day from which that is known."""
    for event in dataset.events.values():
        since = dataset.published(event.attesting)
        if since is None:
            continue
        later = {name: day for name, day in _publishers(dataset, event).items() if day > since}
        for index, summary in enumerate(event.summary):
            if summary.sources:
                continue
            for name, day in later.items():
                if not _names(summary.value, name):
                    continue
                path: Path = ("summary", index)
                message = (
                    f"counts as known from {since}, by the first source of the record, but names "
                    f"{name}, of whom no source is older than {day} (give the summary its "
                    "`sources`)"
                )
                yield Finding("events", event.id, path, message, "warning", kinds=(OF_ANY,))


def _names(text: str, name: str) -> bool:
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _publishers(dataset: Dataset, event: Event) -> dict[str, date]:
    """Return the publishers and origins of what an event cites, each with its first day.

    One of whom a source bears no day is left out: it may have been the first.
    """
    cited = [one.source for one in event.sources]
    for sources in event.evidence:
        cited += sources
    for claim in event.claims:
        cited += claim.sources
    by_name: dict[str, list[str]] = {}
    for source_id in dict.fromkeys(cited):
        if (source := dataset.sources.get(source_id)) is not None:
            for name in {source.publisher, source.origin or source.publisher}:
                by_name.setdefault(name.removeprefix("The "), []).append(source_id)
    found: dict[str, date] = {}
    for name, ids in by_name.items():
        days = [dataset.published([one]) for one in ids]
        known = [day for day in days if day is not None]
        if len(known) == len(days) and sum(map(str.isalpha, name)) >= _SHORTEST:
            found[name] = min(known)
    return found
