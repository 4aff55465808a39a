"""Rules across records: what one record says must fit what the others say.

A certain contradiction is an error, a possible one a warning, unless a note explains it. Each rule
is one function that yields findings; the order of ``RULES`` is the order in which they are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.checks.finding import Finding
from kg.checks.references import (
    addresses_are_unique,
    claim_values_fit,
    claims_are_unique,
    dangling,
)
from kg.checks.shape import (
    no_cycles,
    parties_are_no_persons,
    templates_are_filled,
    venues_lie_in_their_country,
)
from kg.checks.time import (
    claims_precede_sources,
    held_events_are_reported,
    links_fit_time,
    lives_run_forward,
    offices_are_held,
    sources_follow_events,
    sources_follow_sources,
)
from kg.dataset import Dataset

__all__ = ["RULES", "Finding", "check"]

Rule = Callable[[Dataset], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    dangling,
    claims_are_unique,
    parties_are_no_persons,
    offices_are_held,
    sources_follow_events,
    held_events_are_reported,
    claims_precede_sources,
    claim_values_fit,
    lives_run_forward,
    links_fit_time,
    sources_follow_sources,
    no_cycles,
    venues_lie_in_their_country,
    addresses_are_unique,
    templates_are_filled,
)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Yield what every rule finds."""
    for rule in RULES:
        yield from rule(dataset)
