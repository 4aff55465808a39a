"""The ties of a network one by one, a pair once for each channel: what files of it hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.column import Column, Table
from kg.network.projection import events_of
from kg.network.tie import TIES
from kg.sheet import written

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import networkx as nx

    from kg.column import Cell
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


ABOUT = "Ties of a network, a pair once for each channel, one a row."
COLUMNS: dict[str, Column] = {
    "source": Column("id of the one", required=True),
    "source_label": Column("its name", required=True),
    "source_kind": Column("what it is", required=True),
    "target": Column("id of the other", required=True),
    "target_label": Column("its name", required=True),
    "target_kind": Column("what it is", required=True),
    "channel": Column("how they were in contact", required=True),
    "events": Column("number of events that tie them", "whole", required=True),
    "first": Column("first day on which one of the events may have been", "day"),
    "last": Column("last day on which one of the events may have been", "day"),
    "exact_days": Column("true when the days of each event are certain", "truth", required=True),
    "known_from": Column("first day on which one of them could be known", "day"),
    "event_ids": Column("their ids", many=True),
    "roles": Column("roles, in a network of actors and events", many=True),
}


def edges_csv(graph: nx.Graph[str], channels: Collection[str] | None = None) -> bytes:
    """Return the ties of a network as CSV, written as the sheet of events is (see kg.sheet)."""
    return written(edges(graph, channels))


def edges(graph: nx.Graph[str], channels: Collection[str] | None = None) -> Table:
    """Return the ties of a network as a table."""
    found: list[dict[str, Cell]] = [
        {
            **_end("source", one.source, graph),
            **_end("target", one.target, graph),
            "channel": one.channel,
            "events": len(one.events),
            "first": one.first,
            "last": one.last,
            "exact_days": one.exact,
            "known_from": one.known,
            "event_ids": tuple(event.id for event in one.events),
            "roles": one.roles,
        }
        for one in rows(graph, channels)
    ]
    return Table("ties", ABOUT, COLUMNS, found)


def _end(which: str, node: str, graph: nx.Graph[str]) -> dict[str, Cell]:
    data = graph.nodes[node]
    return {which: node, f"{which}_label": data["label"], f"{which}_kind": data["kind"]}


def _begin(one: Occasion) -> date | None:
    return one.date.earliest_begin if one.date else None
