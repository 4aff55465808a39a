"""Rules across records: what one record says must fit what the others say.

A certain contradiction is an error, a possible one a warning, unless the record explains it. Each
rule is one function that yields findings, known by its name; the order of ``RULES`` is the order in
which they are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.checks.claims import (
    claimed_participants_stand,
    corroboration_is_independent,
    speakers_are_named,
)
from kg.checks.finding import OF_ANY, OF_EVENTS, Finding
from kg.checks.known import publishers_had_reported, voices_were_heard
from kg.checks.plausible import (
    documents_are_produced,
    events_are_placed,
    perspectives_agree,
    rounds_are_complete,
    travel_is_possible,
    two_places,
)
from kg.checks.references import (
    addresses_are_unique,
    claim_values_fit,
    claims_are_unique,
    dangling,
)
from kg.checks.shape import (
    ids_fit_dates,
    no_cycles,
    parties_are_no_persons,
    templates_are_filled,
    venues_lie_in_their_country,
)
from kg.checks.time import (
    claims_precede_sources,
    coverage_is_past,
    events_are_covered,
    held_events_are_reported,
    links_fit_time,
    lives_run_forward,
    offices_are_held,
    previews_are_told,
    sources_follow_events,
    sources_follow_sources,
)
from kg.dataset import Dataset

if TYPE_CHECKING:
    from kg.errors import Severity
    from kg.records import Explanation

__all__ = ["OF_ANY", "OF_EVENTS", "RULES", "WARNING", "Finding", "check", "errors", "name_of"]

Rule = Callable[[Dataset], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    dangling,
    claims_are_unique,
    parties_are_no_persons,
    offices_are_held,
    sources_follow_events,
    held_events_are_reported,
    previews_are_told,
    claims_precede_sources,
    claim_values_fit,
    speakers_are_named,
    corroboration_is_independent,
    claimed_participants_stand,
    lives_run_forward,
    links_fit_time,
    sources_follow_sources,
    coverage_is_past,
    events_are_covered,
    no_cycles,
    venues_lie_in_their_country,
    addresses_are_unique,
    two_places,
    travel_is_possible,
    rounds_are_complete,
    events_are_placed,
    documents_are_produced,
    perspectives_agree,
    voices_were_heard,
    publishers_had_reported,
    ids_fit_dates,
    templates_are_filled,
)

# These find nothing but warnings: who asks for errors alone need not run them.
WARNING: frozenset[Rule] = frozenset(
    {
        held_events_are_reported,
        previews_are_told,
        speakers_are_named,
        corroboration_is_independent,
        claimed_participants_stand,
        events_are_covered,
        two_places,
        travel_is_possible,
        events_are_placed,
        perspectives_agree,
        voices_were_heard,
        publishers_had_reported,
        ids_fit_dates,
    }
)


def name_of(rule: Rule) -> str:
    """Return the name by which a warning tells a rule, and a record explains it."""
    return rule.__name__.replace("_", "-")


def errors(dataset: Dataset) -> Iterator[Finding]:
    """Yield the errors that ``check`` finds, in half of its time."""
    for rule in RULES:
        if rule not in WARNING:
            yield from (one for one in rule(dataset) if one.severity == "error")
    for kind, record in dataset.records():
        for index, one in enumerate(record.explained):
            if one.rule not in _names():
                yield _no_rule(kind, record.id, index, one.rule)


@cache
def _names() -> tuple[str, ...]:
    return tuple(name_of(rule) for rule in RULES)


def _no_rule(kind: str, record_id: str, index: int, name: str) -> Finding:
    message = f"'{name}' is no rule (one of: {', '.join(_names())})"
    return Finding(kind, record_id, ("explained", index, "rule"), message)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Yield what every rule finds; a warning that its record explains is marked ``explained``.

    An explanation of what no rule warns of is a warning itself: it would hide the next slip.
    """
    explained: dict[tuple[str, str, str], list[tuple[int, Explanation]]] = defaultdict(list)
    for kind, record in dataset.records():
        for index, one in enumerate(record.explained):
            explained[kind, record.id, one.rule].append((index, one))
    needed: set[tuple[str, str, int]] = set()
    # What each rule warns of at each record, by the other records that it is as much about.
    warned: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for rule in RULES:
        name = name_of(rule)
        for finding in rule(dataset):
            if finding.severity != "warning":
                yield finding
                continue
            severity: Severity = "warning"
            whole = {finding.record, *finding.also}
            for record_id in whole:
                warned[finding.kind, record_id, name] |= whole - {record_id}
                for index, one in explained[finding.kind, record_id, name]:
                    if whole - {record_id} <= set(one.about):
                        needed.add((finding.kind, record_id, index))
                        severity = "explained"
            yield replace(finding, message=f"{finding.message} [{name}]", severity=severity)
    for (kind, record_id, name), entries in explained.items():
        for index, one in entries:
            path = ("explained", index, "rule")
            if name not in _names():
                yield _no_rule(kind, record_id, index, name)
            elif (kind, record_id, index) not in needed:
                about = ", ".join(sorted(warned[kind, record_id, name] - set(one.about)))
                message = (
                    f"'{name}' warns here about {about} (explain it with about: {about})"
                    if about
                    else f"'{name}' warns of nothing here (leave the explanation out)"
                )
                yield Finding(kind, record_id, path, message, "warning", kinds=(OF_ANY,))
