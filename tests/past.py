"""Records in Python for tests of what was known on a day: one event, two sides, a few sources.

``early`` and ``late`` are two origins; ``copy`` repeats ``early``; ``ours`` speaks for ``land``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.dataset import KINDS, Dataset
from kg.records import Catalogue, Event

CATALOGUE = {
    "title": "T",
    "description": "D",
    "version": "1",
    "released": "2022-12-31",
    "licence": "https://example.org/",
    "publisher": "P",
    "coverage": "C",
}
RECORDS: dict[str, list[dict[str, Any]]] = {
    "sources": [
        {"id": "early", "published": "2022-03-27", "publisher": "Agency"},
        {"id": "copy", "published": "2022-03-28", "publisher": "Site", "derived_from": "early"},
        {"id": "ours", "published": "2022-03-28", "publisher": "Voice", "perspective": "land"},
        {"id": "late", "published": "2022-03-29", "publisher": "Daily"},
        {"id": "later", "published": "2022-04", "publisher": "Monthly"},
    ],
    "actors": [
        {"id": "land", "name": "Land", "type": "state"},
        {"id": "rival", "name": "Rival", "type": "state"},
        {"id": "ministry", "name": "Ministry", "type": "government-body", "part_of": "land"},
        {"id": "envoy", "name": "Envoy", "type": "person", "affiliation": "ministry"},
        {"id": "guest", "name": "Guest", "type": "person"},
    ],
    "venues": [
        {"id": "town", "name": "Town", "country": "TR", "precision": "none"},
        {"id": "hall", "name": "Hall", "country": "TR", "within": "town", "precision": "none"},
    ],
    "topics": [{"id": "peace", "label": "Peace"}],
    "tracks": [{"id": "track", "title": "Track", "description": "D"}],
}
COMMON: dict[str, dict[str, Any]] = {"sources": {"title": "A source", "kind": "newspaper"}}


def day(text: str) -> date:
    """Return a day of March 2022 (``"27"``), or any other in full."""
    return date.fromisoformat(text if "-" in text else f"2022-03-{text}")


def event(event_id: str = "talks", **more: Any) -> Event:
    """Return an event that rests on ``late``, but for what is told otherwise."""
    return Event.model_validate(
        {
            "id": event_id,
            "title": event_id.capitalize(),
            "kind": "meeting",
            "tracks": ["track"],
            "date": "2022-03-29",
            "lifecycle": "held",
            "summary": "They met.",
            "sources": ["late"],
        }
        | more
    )


def claim(claim_id: str = "says", **more: Any) -> dict[str, Any]:
    """Return a claim of the envoy in ``early``, but for what is told otherwise."""
    return {"id": claim_id, "speaker": "envoy", "text": "So it is.", "sources": ["early"]} | more


def dataset(*events: Event, **more: list[dict[str, Any]]) -> Dataset:
    """Return a dataset of events; further records by kind, which replace ours of the same id."""
    found: dict[str, Any] = {"events": {one.id: one for one in events}}
    for kind in {**RECORDS, **more}:
        written = {one["id"]: one for one in (*RECORDS.get(kind, ()), *more.get(kind, ()))}
        found[kind] = {
            name: KINDS[kind].model_validate(COMMON.get(kind, {}) | one)
            for name, one in written.items()
        }
    return Dataset(Catalogue.model_validate(CATALOGUE), **found)
