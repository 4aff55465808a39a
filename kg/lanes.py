"""The lanes of a timeline: a track each, and the smallest tracks together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Beyond these a lane is too thin to be read: the smallest tracks go into that of the larger track
# which they are a part of, and what is still too many shares one lane.
MOST_LANES = 12
OTHER = "other-tracks"
# The larger track still tells something, the rest nothing: an event lost to that weighs so much.
_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Track:
    """A track, with the id of the one that it is a part of."""

    title: str
    parent: str | None


def lanes_of(events: Iterable[str], tracks: Mapping[str, Track]) -> dict[str, str]:
    """Return the lane of each track: itself, or a larger one, or the rest.

    ``events`` are the main tracks of the events. Lanes with most events come first, the rest last.
    """
    count = Counter(events)
    lane = {track: track for track in count}

    def parent(track: str) -> str | None:
        return tracks[track].parent if track in tracks else None

    def loss(track: str) -> tuple[int, str]:
        return count[track] * (1 if parent(track) else _WEIGHT), track

    went: dict[str, str] = {}
    while len(count) > MOST_LANES:
        lanes = count.keys() - {OTHER}
        wholes = {parent(track) for track in lanes}
        small = min(lanes - wholes or lanes, key=loss)  # parts before what they are a part of
        into, seen = parent(small) or OTHER, {small}
        while into in went and into not in seen:  # gone itself: on to where it went
            seen.add(into)
            into = went[into]
        went[small] = into = OTHER if into in seen else into
        count[into] += count.pop(small)
        lane = {track: into if one == small else one for track, one in lane.items()}

    def order(track: str) -> tuple[bool, int, str]:
        return lane[track] == OTHER, -count[lane[track]], lane[track]

    return {track: lane[track] for track in sorted(lane, key=order)}
