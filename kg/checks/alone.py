"""Which events can be checked and mapped without the other events.

A data set of millions fits no memory. Most of its events are rows that speak of no other event, and
of which no error can only be seen beside others: those pass through a part at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.checks.references import named_events

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.records import Event


def stands_alone(event: Event) -> bool:
    """Tell whether no rule finds an error by looking at the event beside other events.

    Claims have ids of their own, rounds are counted, and a document comes out of one event only.
    (Warnings may need all events: two places on one day, for one.)
    """
    return not (
        event.claims
        or event.produced
        or event.round is not None
        or event.part_of
        or event.follows
        or event.led_to
        or event.responds_to
        or event.about
        or any(one.about for one in event.explained)
        or (event.withdrawn is not None and event.withdrawn.instead is not None)
    )


def needed_events(dataset: Dataset) -> set[str]:
    """Return the ids by which records speak of events that the dataset does not hold."""
    return {one for one in named_events(dataset) if dataset.kind_of(one) is None}
