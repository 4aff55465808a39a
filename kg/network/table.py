"""The ties of a network one by one, a pair once for each channel: what files of it hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.network.projection import events_of
from kg.network.tie import TIES
from kg.sheet import table

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import networkx as nx

    from kg.network.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Row:
    """Two that are tied by a channel, and the events that tie them, in order of time."""

    source: str
    target: str
    channel: str
    events: tuple[Occasion, ...]
    roles: tuple[str, ...]
    known: date | None
    """The first day on which one of them could be known."""

    @property
    def first(self) -> date | None:
        """The first day on which one of them may have been."""
        return min((day for one in self.events if (day := _begin(one))), default=None)

    @property
    def last(self) -> date | None:
        """The last day on which one of them may have been; None also when that is open."""
        ends = [one.date.latest_end for one in self.events if one.date]
        return max((day for day in ends if day), default=None) if None not in ends else None

    @property
    def exact(self) -> bool:
        """Whether of each event the first and the last day are known, without a doubt."""
        dates = [one.date for one in self.events]
        return all(
            one is not None
            and one.earliest_begin == one.latest_begin
            and one.earliest_end == one.latest_end
            and not (one.approximate or one.uncertain)
            for one in dates
        )


def rows(graph: nx.Graph[str], channels: Collection[str] | None = None) -> list[Row]:
    """Return the ties of a network by pair and channel; by default by every channel."""
    events = events_of(graph)
    order = {event: index for index, event in enumerate(events)}
    found = []
    for one, other, data in graph.edges(data=True):
        for how in TIES:
            if how not in data["channels"] or (channels is not None and how not in channels):
                continue
            ids = sorted(data["channels"][how], key=order.__getitem__)
            days = [day for event in ids if (day := data["known"][event])]
            found.append(
                Row(
                    *(one, other, how),
                    tuple(events[event] for event in ids),
                    tuple(data.get("roles", ())),
                    min(days, default=None),
                )
            )
    return found


_COLUMNS = (
    *("source", "source_label", "source_kind", "target", "target_label", "target_kind"),
    *("channel", "events", "first", "last", "exact_days", "known_from", "event_ids", "roles"),
)


def edges_csv(graph: nx.Graph[str], channels: Collection[str] | None = None) -> bytes:
    """Return the ties of a network as CSV, written as the sheet of events is (see kg.sheet)."""
    return table(
        _COLUMNS,
        (
            [
                *(
                    value
                    for node in (one.source, one.target)
                    for value in (node, graph.nodes[node]["label"], graph.nodes[node]["kind"])
                ),
                *(one.channel, len(one.events), one.first, one.last),
                *(str(one.exact).lower(), one.known),
                *(" | ".join(event.id for event in one.events), " | ".join(one.roles)),
            ]
            for one in rows(graph, channels)
        ),
    )


def _begin(one: Occasion) -> date | None:
    return one.date.earliest_begin if one.date else None
