"""References: every id that a record names is the id of a record that belongs there."""

from __future__ import annotations

import difflib
import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, get_args

from kg.checks.finding import Finding, Path
from kg.dataset import KINDS, Dataset
from kg.edtf import EdtfError, parse
from kg.records.claim import ClaimField
from kg.vocabulary import FORMATS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.records import Document, Event, Signature

_ANY = tuple(kind for kind in KINDS if kind not in ("sources", "coverage"))


class Reference(NamedTuple):
    """An id that a record names at a path, and the kinds of records that it may be of."""

    path: Path
    target: str
    kinds: tuple[str, ...]


def _each(path: Path, ids: Iterable[str], *kinds: str) -> Iterator[Reference]:
    for index, target in enumerate(ids):
        yield Reference((*path, index), target, kinds)


def _maybe(path: Path, target: str | None, *kinds: str) -> Iterator[Reference]:
    if target is not None:
        yield Reference(path, target, kinds)


def _event_references(event: Event) -> Iterator[Reference]:
    yield from _each(("tracks",), event.tracks, "tracks")
    yield from _each(("topics",), event.topics, "topics")
    for name in ("part_of", "follows", "led_to", "responds_to"):
        yield from _each((name,), getattr(event, name), "events")
    yield from _each(("about",), event.about, "events", "documents")
    yield from _each(("produced",), event.produced, "documents")
    for index, citation in enumerate(event.sources):
        yield Reference(("sources", index, "source"), citation.source, ("sources",))
    for name in ("date", "venue", "summary"):
        for index, statement in enumerate(getattr(event, name)):
            yield from _each((name, index, "sources"), statement.sources, "sources")
    for index, place in enumerate(event.venue):
        yield Reference(("venue", index, "value"), place.value, ("venues",))
    for index, entry in enumerate(event.lifecycle):
        at: Path = ("lifecycle", index)
        yield from _maybe((*at, "by"), entry.by, "actors")
        yield from _maybe((*at, "venue"), entry.venue, "venues")
        yield from _each((*at, "sources"), entry.sources, "sources")
    yield from _part_references("participants", event.participants)


def _part_references(name: str, parts: Sequence[Signature]) -> Iterator[Reference]:
    for index, part in enumerate(parts):
        at: Path = (name, index)
        yield Reference((*at, "actor"), part.actor, ("actors",))
        yield from _maybe((*at, "party"), part.party, "actors")
        yield from _each((*at, "sources"), part.sources, "sources")


def _document_references(document: Document) -> Iterator[Reference]:
    yield from _part_references("signatories", document.signatories)
    for name in ("supplements", "revises", "endorses"):
        yield from _each((name,), getattr(document, name), "documents")
    for name in ("text", "sources"):
        yield from _each((name,), getattr(document, name), "sources")


def _claim_references(event: Event) -> Iterator[Reference]:
    for index, claim in enumerate(event.claims):
        at: Path = ("claims", index)
        yield from _maybe((*at, "speaker"), claim.speaker, "actors")
        yield from _each((*at, "about"), claim.about, *_ANY)
        yield from _each((*at, "topics"), claim.topics, "topics")
        yield from _each((*at, "sources"), claim.sources, "sources")
        for name in ("corroborated_by", "contradicted_by"):
            for i, citation in enumerate(getattr(claim, name)):
                yield Reference((*at, name, i, "source"), citation.source, ("sources",))
        if claim.outcome is not None:
            yield from _maybe((*at, "outcome", "event"), claim.outcome.event, "events")
            yield from _each((*at, "outcome", "sources"), claim.outcome.sources, "sources")


def _references(dataset: Dataset) -> Iterator[tuple[str, str, Reference]]:
    for event in dataset.events.values():
        for reference in (*_event_references(event), *_claim_references(event)):
            yield "events", event.id, reference
    for document in dataset.documents.values():
        for reference in _document_references(document):
            yield "documents", document.id, reference
    for coverage in dataset.coverage.values():
        for reference in _each(("tracks",), coverage.tracks, "tracks"):
            yield "coverage", coverage.id, reference
    for actor in dataset.actors.values():
        found = [
            *_maybe(("affiliation",), actor.affiliation, "actors"),
            *_maybe(("part_of",), actor.part_of, "actors"),
            *_each(("sources",), actor.sources, "sources"),
        ]
        for index, office in enumerate(actor.offices):
            found += _maybe(("offices", index, "of"), office.of, "actors")
            found += _each(("offices", index, "sources"), office.sources, "sources")
        for reference in found:
            yield "actors", actor.id, reference
    for venue in dataset.venues.values():
        for reference in (
            *_maybe(("within",), venue.within, "venues"),
            *_each(("sources",), venue.sources, "sources"),
        ):
            yield "venues", venue.id, reference
    for topic in dataset.topics.values():
        for reference in _maybe(("broader",), topic.broader, "topics"):
            yield "topics", topic.id, reference
    for track in dataset.tracks.values():
        for reference in (
            *_maybe(("part_of",), track.part_of, "tracks"),
            *_each(("parties",), track.parties, "actors"),
        ):
            yield "tracks", track.id, reference
    for source in dataset.sources.values():
        perspective = None if source.perspective == "independent" else source.perspective
        for reference in (
            *_each(("derived_from",), source.derived_from, "sources"),
            *_maybe(("perspective",), perspective, "actors"),
        ):
            yield "sources", source.id, reference


def _successors(dataset: Dataset) -> Iterator[tuple[str, str, Reference]]:
    for kind, record in dataset.records():
        if record.withdrawn is not None:
            for reference in _maybe(("withdrawn", "instead"), record.withdrawn.instead, kind):
                yield kind, record.id, reference


def _explanations(dataset: Dataset) -> Iterator[tuple[str, str, Reference]]:
    for kind, record in dataset.records():
        for index, one in enumerate(record.explained):
            for reference in _each(("explained", index, "about"), one.about, *KINDS):
                yield kind, record.id, reference


def references(dataset: Dataset) -> Iterator[tuple[str, str, Reference]]:
    """Yield every id that a record names, with kind and id of that record."""
    return chain(_references(dataset), _explanations(dataset), _successors(dataset))


def named_events(dataset: Dataset) -> Iterator[str]:
    """Yield the ids that records name where that of an event may stand."""
    for _, _, reference in references(dataset):
        if "events" in reference.kinds:
            yield reference.target


def _noun(kind: str) -> str:
    return ("an " if kind[0] in "ae" else "a ") + kind.removesuffix("s")


def _letters(name: str) -> str:
    return re.sub(r"\d+", "", name)


# Ids that are compared, over all hints: some seconds.
_HINTED = 1_000_000


def dangling(dataset: Dataset) -> Iterator[Finding]:
    """Every id that a record names must be the id of a record of the right kind."""
    of_kind = {kind: dataset.of_kind(kind) for kind in KINDS}
    hinted = 0
    for kind, record, reference in references(dataset):
        target = None
        for one in reference.kinds:
            if (target := of_kind[one].get(reference.target)) is not None:
                break
        if target is not None:
            if target.withdrawn is not None and dataset.of_kind(kind)[record].withdrawn is None:
                message = f"'{target.id}' is withdrawn (take it out, or name what took its place)"
                yield Finding(kind, record, reference.path, message)
            continue
        found = dataset.kind_of(reference.target)
        nouns = " or ".join(_noun(one) for one in reference.kinds)
        what = f"is one of the {found}" if found else "is the id of no record"
        ids = [one for name in reference.kinds for one in dataset.of_kind(name)]
        # Each takes a look at every id: who has very many slips gets fewer hints.
        hinted += len(ids)
        near = difflib.get_close_matches(reference.target, ids, 1, 0.8) if hinted < _HINTED else []
        # Numbers of articles differ little, and mean another article.
        alike = bool(near) and _letters(near[0]) != _letters(reference.target)
        hint = f"did you mean '{near[0]}'? " if alike and not found else ""
        message = f"'{reference.target}' {what} ({hint}the id of {nouns} belongs here)"
        unknown = reference.kinds if found is None else ()
        yield Finding(kind, record, reference.path, message, target=reference.target, kinds=unknown)


def claims_are_unique(dataset: Dataset) -> Iterator[Finding]:
    """Claim ids are unique, and the claims that a claim names exist."""
    seen: dict[str, str] = {}
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            if claim.id in seen or dataset.kind_of(claim.id):
                owner = seen.get(claim.id) or f"a record of {dataset.kind_of(claim.id)}"
                message = f"claim id '{claim.id}' is taken by {owner} (ids are unique)"
                yield Finding("events", event.id, ("claims", index, "id"), message)
            seen.setdefault(claim.id, f"event '{event.id}'")
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            for name in ("confirms", "disputes"):
                for i, target in enumerate(getattr(claim, name)):
                    if target not in seen or target == claim.id:
                        message = f"'{target}' is not another claim's id (a claim belongs here)"
                        path: Path = ("claims", index, name, i)
                        yield Finding(
                            "events", event.id, path, message, target=target, kinds=("claims",)
                        )


def claim_values_fit(dataset: Dataset) -> Iterator[Finding]:
    """The value that a claim gives to a field is one that the field can have."""
    kinds = {"venue": "venues", "participants": "actors", "topics": "topics"}
    schemes = {"lifecycle": STATUSES, "format": FORMATS}
    assert set(kinds) | set(schemes) | {"date"} == set(get_args(ClaimField))  # noqa: S101
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            if claim.field is None or claim.value is None:
                continue
            path: Path = ("claims", index, "value")
            if claim.field == "date":
                try:
                    parse(claim.value)
                except EdtfError as error:
                    yield Finding("events", event.id, path, str(error))
            elif claim.field in kinds:
                kind = kinds[claim.field]
                if claim.value not in dataset.of_kind(kind):
                    message = f"'{claim.value}' is no id of {kind} (claim on '{claim.field}')"
                    yield Finding(
                        "events", event.id, path, message, target=claim.value, kinds=(kind,)
                    )
            elif claim.value not in schemes[claim.field]:
                scheme = schemes[claim.field]
                message = f"'{claim.value}' is not known (one of: {', '.join(scheme.ids)})"
                yield Finding("events", event.id, path, message)


def addresses_are_unique(dataset: Dataset) -> Iterator[Finding]:
    """One document is one source."""
    seen: dict[str, str] = {}
    for source in dataset.sources.values():
        if source.url is None:
            continue
        if source.url in seen:
            message = f"source '{seen[source.url]}' has the same address (one document, one source)"
            yield Finding("sources", source.id, ("url",), message)
        seen.setdefault(source.url, source.id)
