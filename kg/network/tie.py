"""What ties two in one event: the channel of their contact, or what stands for it.

How two came into contact tells :mod:`kg.channel`, by the kind, the format and the roles. A network
shows whole sides and whole years, and so needs four rules more:

- Those of **one side** came together: an event is no contact between them.
- Sides that exchange captives, bring relief or prolong an agreement have **dealt** with each other,
  though nobody tells how. That is a tie, with a channel of its own that claims no more.
- What has **not taken place** (announced, scheduled, postponed, moved), or is only alleged, is
  ``planned`` whatever its kind. What was merely proposed, or was cancelled or denied, ties nobody.
- Beside events stand all who had a role in them: who took part, by the channel; who commented,
  voted or was struck, ``aside``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.channel import CHANNELS as CONTACTS
from kg.channel import channel, taking_part
from kg.vocabulary import Concept

if TYPE_CHECKING:
    from kg.network.occasion import Occasion

TIES = {
    one.id: one
    for one in (
        *CONTACTS,
        Concept("dealt", "Dealt", "They exchanged captives, brought relief, or prolonged an "
                "agreement; how they were in contact is not told."),
        Concept("planned", "Planned or alleged", "They were to be in contact, or are said to have "
                "been."),
        Concept("aside", "Other part", "Spoke of it, voted, organized, watched, or was struck."),
        Concept("about", "About", "An event in which they had a part was about it."),
        Concept("at", "At", "They took part in an event there."),
    )
}  # fmt: skip
"""All channels of ties by id, in the order in which they are told."""

_DEALINGS = {"exchange", "humanitarian", "extension"}
_DEAL = {"party", "signatory", "agent", "participant", "guarantor"}
_TOOK_PLACE = {"held", "concluded", "suspended"}
_UNCERTAIN = {"announced", "scheduled", "postponed", "moved", "alleged", None}


def took_place(event: Occasion) -> bool:
    """Tell whether an event took place, at least in part."""
    return event.status in _TOOK_PLACE


def between(event: Occasion, one: frozenset[str], other: frozenset[str]) -> str | None:
    """Return what ties two of different sides in an event, by the roles of each; None: nothing.

    For a side, the roles are those of all who acted for it.
    """
    how: str | None = channel(event.kind, event.format, one, other)
    if how is None and event.kind in _DEALINGS and one & _DEAL and other & _DEAL:
        how = "dealt"
    if how is None or took_place(event):
        return how
    return "planned" if event.status in _UNCERTAIN else None


def with_event(event: Occasion, roles: frozenset[str]) -> str:
    """Return what ties somebody to an event in which they had these roles."""
    how: str | None = taking_part(event.kind, event.format, roles)
    if how is None and event.kind in _DEALINGS and roles & _DEAL:
        how = "dealt"
    if how is None:
        return "aside"
    return how if took_place(event) else "planned"
