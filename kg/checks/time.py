"""Time: nothing is reported, held or answered before it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.checks.finding import Finding, Path
from kg.edtf import Edtf, before, overlaps
from kg.vocabulary import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.dataset import Dataset
    from kg.errors import Severity
    from kg.records import Office, Signature


def _held_on(office: Office, day: Edtf) -> bool | None:
    """Tell whether an office was held at a time: True, False, or None when it can't be told."""
    too_early = before(day, office.begin) if office.begin is not None else None
    too_late = before(office.end, day) if office.end is not None else None
    if too_early is True or too_late is True:
        return False
    if too_early is False and (too_late is False or office.end is None):
        return True
    return None


def _at_the_edge(office: Office, day: Edtf) -> bool:
    """Tell whether a begin or end is known, but too coarsely. Not known is no contradiction."""
    starts = office.begin is not None and before(day, office.begin) is None
    ends = office.end is not None and before(office.end, day) is None
    return starts or ends


def offices_are_held(dataset: Dataset) -> Iterator[Finding]:
    """Who takes part in an office, or signs in it, held it on the day."""
    for event in dataset.events.values():
        for index, part in enumerate(event.participants):
            path: Path = ("participants", index, "office")
            for message, severity in _of_office(dataset, part, event.when):
                yield Finding("events", event.id, path, message, severity)
    for document in dataset.documents.values():
        for index, one in enumerate(document.signatories):
            path = ("signatories", index, "office")
            for message, severity in _of_office(dataset, one, document.date):
                yield Finding("documents", document.id, path, message, severity)


def _of_office(dataset: Dataset, part: Signature, day: Edtf) -> Iterator[tuple[str, Severity]]:
    """Yield what is wrong with the office in which somebody acts on a day."""
    actor = dataset.actors.get(part.actor)
    if part.office is None or actor is None:
        return
    office = actor.office(part.office)
    if office is None:
        known = ", ".join(one.id for one in actor.offices) or "none on record"
        yield f"{actor.id} has no office '{part.office}' (offices: {known})", "error"
        return
    begin, end = office.begin or "unknown", office.end or "open"
    if _held_on(office, day) is False:
        yield f"office '{office.id}' was not held on {day} ({begin} to {end})", "error"
    elif _at_the_edge(office, day) and not (office.note or part.note):
        message = (
            f"office '{office.id}' ({begin} to {end}) may not have been held on {day} "
            "(date it closer, or tell of it in a note)"
        )
        yield message, "warning"


def sources_follow_events(dataset: Dataset) -> Iterator[Finding]:
    """A source published before an event can't report that it was held."""
    for event in dataset.events.values():
        cited: list[tuple[Path, str]] = []
        if event.status.status in HAPPENED:
            cited += [
                (("sources", i), one.source)
                for i, one in enumerate(event.sources)
                if not one.preview
            ]
        for index, entry in enumerate(event.lifecycle):
            if entry.status in HAPPENED:
                cited += [
                    (("lifecycle", index, "sources", i), one) for i, one in enumerate(entry.sources)
                ]
        for path, source_id in cited:
            source = dataset.sources.get(source_id)
            if source is None or source.published is None:
                continue
            if before(source.published, event.when) is True:
                message = (
                    f"source '{source_id}' of {source.published} is older than the event of "
                    f"{event.when} that it reports as held (mark it preview: true, or cite it "
                    "where the event is announced)"
                )
                yield Finding("events", event.id, path, message)


def previews_are_told(dataset: Dataset) -> Iterator[Finding]:
    """What a source foretold is a step in the life of the event, such as announced."""
    for event in dataset.events.values():
        if event.status.status not in HAPPENED or len(event.lifecycle) > 1:
            continue
        for index, citation in enumerate(event.sources):
            if citation.preview:
                path: Path = ("sources", index)
                message = (
                    f"'{citation.source}' foretells the event, but its life has no such step (give "
                    "an entry: announced, scheduled …, with the day if the source tells it)"
                )
                yield Finding("events", event.id, path, message, "warning")
                break


def held_events_are_reported(dataset: Dataset) -> Iterator[Finding]:
    """Some source says that a held event was held, and some source tells when it was public."""
    for event in dataset.events.values():
        if event.status.status not in HAPPENED:
            continue
        sources = [dataset.sources.get(citation.source) for citation in event.sources]
        if all(citation.preview for citation in event.sources):
            message = "all foretell the event, none reports it as held (add one, or explain it)"
            yield Finding("events", event.id, ("sources",), message, "warning")
        elif not any(source is None or source.published for source in sources):
            message = "none is dated, so nothing tells when it was public (date one, or explain it)"
            yield Finding("events", event.id, ("sources",), message, "warning")


def claims_precede_sources(dataset: Dataset) -> Iterator[Finding]:
    """A source can't carry what was said after it came out."""
    for event in dataset.events.values():
        for index, claim in enumerate(event.claims):
            for i, source_id in enumerate(claim.sources):
                source = dataset.sources.get(source_id)
                if claim.on is None or source is None or source.published is None:
                    continue
                if before(source.published, claim.on) is True:
                    message = (
                        f"source '{source_id}' of {source.published} is older than the utterance "
                        f"of {claim.on} (another source, or another day)"
                    )
                    yield Finding("events", event.id, ("claims", index, "sources", i), message)


def lives_run_forward(dataset: Dataset) -> Iterator[Finding]:
    """Lifecycle entries stand oldest first; nothing is held on another day, or in the future."""
    for event in dataset.events.values():
        last: Edtf | None = None
        for index, entry in enumerate(event.lifecycle):
            day = entry.on or (event.when if entry.status in HAPPENED else None)
            if day is None:
                continue
            if last is not None and before(day, last) is True:
                message = (
                    f"'{entry.status}' of {day} stands after an entry of {last} (oldest first)"
                )
                yield Finding("events", event.id, ("lifecycle", index), message)
            last = day
            if entry.status == "held" and entry.on and overlaps(entry.on, event.when) is False:
                message = (
                    f"held on {entry.on}, but the event is of {event.when} (one of them is wrong)"
                )
                yield Finding("events", event.id, ("lifecycle", index, "on"), message)
        if event.status.status in HAPPENED and before(dataset.catalogue.released, event.when):
            message = f"is held on {event.when}, after the release of {dataset.catalogue.released}"
            yield Finding("events", event.id, ("date",), message)


def links_fit_time(dataset: Dataset) -> Iterator[Finding]:
    """An event follows, answers or speaks of earlier ones, and leads to later ones."""
    for event in dataset.events.values():
        for name in ("follows", "responds_to", "led_to"):
            for index, target in enumerate(getattr(event, name)):
                other = dataset.events.get(target)
                if other is None:
                    continue
                first, then = (event, other) if name == "led_to" else (other, event)
                if before(then.when, first.when) is True:
                    message = (
                        f"'{target}' of {other.when} can't be linked so from {event.when} "
                        f"({name} points {'forward' if name == 'led_to' else 'back'} in time)"
                    )
                    yield Finding("events", event.id, (name, index), message)


def sources_follow_sources(dataset: Dataset) -> Iterator[Finding]:
    """A source comes out after what it was derived from, and before the release."""
    for source in dataset.sources.values():
        if source.published is None:
            continue
        if before(dataset.catalogue.released, source.published) is True:
            message = f"{source.published} lies after the release {dataset.catalogue.released}"
            yield Finding("sources", source.id, ("published",), message)
        for index, root_id in enumerate(source.derived_from):
            root = dataset.sources.get(root_id)
            if root is None or root.published is None:
                continue
            if before(source.published, root.published) is True:
                message = f"'{root_id}' of {root.published} is newer than this source"
                yield Finding("sources", source.id, ("derived_from", index), message)


def coverage_is_past(dataset: Dataset) -> Iterator[Finding]:
    """Nobody has searched a time that was still to come at the release."""
    for coverage in dataset.coverage.values():
        end, released = coverage.span.latest_end, dataset.catalogue.released.latest_end
        if end is not None and released is not None and end > released:
            message = f"{coverage.span} ends after the release {dataset.catalogue.released}"
            yield Finding("coverage", coverage.id, ("span",), message)


def events_are_covered(dataset: Dataset) -> Iterator[Finding]:
    """What was held lies in a time that somebody searched for one of its tracks."""
    spans: dict[str, list[Edtf]] = {}
    for coverage in dataset.coverage.values():
        for track in coverage.tracks:
            spans.setdefault(track, []).append(coverage.span)
    for event in dataset.events.values():
        if not spans or event.status.status not in HAPPENED:
            continue
        first, last = event.when.earliest_begin, event.when.latest_end
        if not any(
            (first is None or span.earliest_begin is None or span.earliest_begin <= first)
            and (last is None or span.latest_end is None or last <= span.latest_end)
            for track in event.tracks
            for span in spans.get(track, ())
        ):
            message = (
                f"{event.when} lies in no time that was searched for {' or '.join(event.tracks)} "
                "(a coverage statement of its own is due: kg new coverage)"
            )
            yield Finding("events", event.id, ("date",), message, "warning")
