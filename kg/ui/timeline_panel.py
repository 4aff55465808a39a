"""The timeline of a view as the panel draws it: what is known now, and what was from day to day.

Where events stand is laid out from what is known now, so that nothing jumps while the reader moves
the day; the panel takes what was known on a day from the states.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.states import columns
from kg.timeline import signature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.compare import Kind
    from kg.states import State
    from kg.timeline import Timeline


def drawing(
    whole: Timeline,
    then: Timeline,
    as_of: date | None,
    known: Mapping[str, tuple[State, ...]],
    changed: Mapping[str, Kind] | None = None,
) -> dict[str, Any]:
    """Return what the panel draws.

    ``whole`` has the events as known now: those that the filters leave now, and those that they
    leave as of the day; ``then`` has the latter as known on the day. ``changed`` marks events.
    """
    laid_out = replace(whole, rivals={}, announced={}).payload()
    payload = replace(whole, rivals=then.rivals, announced=then.announced).payload()
    ids: list[str] = payload["events"]["id"]
    there = {one.id for one in then.events}
    payload["events"]["changed"] = [(changed or {}).get(one, "") for one in ids]
    return payload | {
        "history": columns(ids, known),
        "asOf": as_of.isoformat() if as_of else None,
        "shown": None if there >= set(ids) else [i for i, one in enumerate(ids) if one in there],
        "undated": [{"id": one.id, "title": one.title} for one in then.undated],
        "sig": signature(laid_out),
    }
