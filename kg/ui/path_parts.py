"""A path through a network in words: each step, and the events that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network import TIES, events_of
from kg.page import Ref
from kg.ui.links import link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from kg.network import Occasion
    from kg.network.path import Step

_MOST = 4
_ALONE = 12


def told(graph: nx.Graph[str], start: str, end: str, steps: Sequence[Step]) -> str:
    """Return HTML: the way from one to another, or that there is none."""
    names = {node: esc(graph.nodes[node]["label"]) for node in (start, end)}
    if start == end:
        return _framed(f"<p>{names[start]} is chosen twice: a path needs two.</p>")
    if not steps:
        return _framed(f"<p>No way leads from {names[start]} to {names[end]} in this network.</p>")
    names |= {one.other: esc(graph.nodes[one.other]["label"]) for one in steps}
    way = " → ".join([names[start], *(names[one.other] for one in steps)])
    if len(steps) == 1:
        return _framed(f"<h3>{names[start]} – {names[end]}</h3>{_events(graph, steps[0], _ALONE)}")
    items = "".join(
        f"<li><strong>{names[one.one]} – {names[one.other]}</strong>"
        f"{_events(graph, one, _MOST)}</li>"
        for one in steps
    )
    return _framed(
        f'<h3>{way}</h3><p class="p-quiet">{many(len(steps), "step")}; no way is shorter, and of '
        f"as many steps none goes by stronger ties.</p><ol>{items}</ol>"
    )


def _framed(inner: str) -> str:
    return f'<div class="p-page p-card p-path" role="status">{inner}</div>'


def _events(graph: nx.Graph[str], step: Step, most: int) -> str:
    """Return the events of a step by channel, the latest first."""
    events = events_of(graph)
    order = {event: index for index, event in enumerate(events)}
    parts = []
    for how in TIES:
        ids = sorted(step.channels.get(how, ()), key=order.__getitem__, reverse=True)
        if not ids:
            continue
        items = "".join(_event(events[one]) for one in ids[:most])
        if len(ids) > most:
            items += f'<li class="p-quiet">and {len(ids) - most:,} earlier</li>'
        parts.append(
            f"<h4>{esc(TIES[how].label)}: {many(len(ids), 'event')}</h4>"
            f'<ul class="p-plain">{items}</ul>'
        )
    return "".join(parts)


def _event(one: Occasion) -> str:
    when = one.date.describe() if one.date else "no date known yet"
    return (
        f'<li>{link(Ref("event", one.id, one.title))} <span class="p-quiet">{esc(when)}</span></li>'
    )
