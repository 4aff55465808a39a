"""What a search gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.page.ref import Ref


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    ``told`` sets it apart in a list; ``why`` says where the words stand, if not in its name.
    """

    ref: Ref
    told: str
    why: str
    events: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The records that match, best first, and how many they are of each kind before any limit.

    If there are none, ``unknown`` are the words that nothing on record has, and ``closest`` are
    records whose names come nearest.
    """

    words: tuple[str, ...]
    hits: tuple[Hit, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    closest: tuple[Hit, ...] = ()

    @property
    def total(self) -> int:
        """How many records match."""
        return sum(self.counts.values())
