"""The ways to make a network of a view: at which level actors stand, and what they are tied to."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, get_args

import networkx as nx

from kg.channel import taking_part
from kg.network import tie
from kg.network.occasion import raised
from kg.vocabulary import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.network.occasion import Material, Occasion, Part

Projection = Literal["sides", "offices", "people", "participation", "topics", "venues"]
PROJECTIONS: tuple[Projection, ...] = get_args(Projection)


@dataclass(slots=True)
class _Present:
    """One node in one event: the roles of all who stand behind it, and who they are."""

    side: str
    roles: frozenset[str] = frozenset()
    known: date | None = None
    behind: dict[str, None] = field(default_factory=dict)


def contacts(material: Material, level: Projection) -> nx.Graph[str]:
    """Return who was in contact with whom, at the level of sides, offices or people."""
    graph = _empty(material)
    for event, parts in material.parts.items():
        occasion = material.occasions[event]
        present = _at_level(material, parts, level)
        for node, one in present.items():
            _add_actor(graph, material, node, one.behind)
        for (a, one), (b, other) in combinations(present.items(), 2):
            if one.side == other.side:
                continue
            how = tie.between(occasion, one.roles, other.roles)
            if how is not None:
                known = _latest(one.known, other.known, occasion.known)
                _tie(graph, (a, b), how, occasion, known)
    return graph


def participation(material: Material) -> nx.Graph[str]:
    """Return actors and events; an edge says in which roles somebody took part."""
    graph = _empty(material)
    for event, parts in material.parts.items():
        occasion = material.occasions[event]
        for node, one in _at_level(material, parts, "participation").items():
            graph.add_node(event, label=occasion.title, kind="event")
            _add_actor(graph, material, node, one.behind)
            how = tie.with_event(occasion, one.roles)
            _tie(graph, (node, event), how, occasion, _latest(one.known, occasion.known))
            graph.edges[node, event]["roles"] = _roles(one.roles)
    return graph


def tied_to(
    material: Material, found: Mapping[str, Mapping[str, str]], kind: Literal["topic", "venue"]
) -> nx.Graph[str]:
    """Return sides and the topics (or venues) of the events in which they took part."""
    graph = _empty(material)
    for event, parts in material.parts.items():
        occasion = material.occasions[event]
        here = found.get(event, {})
        if kind == "venue" and not tie.took_place(occasion):
            continue  # nobody was there
        present = {
            node: one
            for node, one in _at_level(material, parts, "sides").items()
            # What somebody says in public is about its topics too; but nobody votes at a place.
            if kind == "topic" or taking_part(occasion.kind, occasion.format, one.roles)
        }
        for thing, label in here.items():
            for node, one in present.items():
                graph.add_node(thing, label=label, kind=kind)
                _add_actor(graph, material, node, one.behind)
                how = "about" if kind == "topic" else "at"
                _tie(graph, (node, thing), how, occasion, _latest(one.known, occasion.known))
    return graph


def events_of(graph: nx.Graph[str]) -> Mapping[str, Occasion]:
    """Return the events of a network by id, in order of time."""
    events: Mapping[str, Occasion] = graph.graph["events"]
    return events


def _at_level(material: Material, parts: Iterable[Part], level: Projection) -> dict[str, _Present]:
    parts = list(parts)
    through = {one.side for one in parts if _is_person(material, one.actor)}
    present: dict[str, _Present] = {}
    for one in parts:
        side = one.side or one.actor
        person = _is_person(material, one.actor)
        whole = raised(one.actor, material.actors)
        if level in ("offices", "people") and not person and whole in through:
            continue  # a state is there through those who act for it
        node = {"sides": side, "offices": one.office or side}.get(level, one.actor)
        found = present.setdefault(node, _Present(side))
        found.roles |= one.roles
        # What several attest of one side is known as soon as one of them is known.
        days = [day for day in (found.known, one.known) if day is not None]
        found.known = min(days, default=None)
        if one.actor != node:
            found.behind[one.actor] = None
    return present


def _empty(material: Material) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.graph["events"] = dict(material.occasions)
    return graph


def _add_actor(graph: nx.Graph[str], material: Material, node: str, behind: Iterable[str]) -> None:
    if node not in graph:
        if node in material.posts:
            graph.add_node(node, label=material.posts[node], kind="office", behind=[])
        else:
            one = material.actors.get(node)
            label, kind = (one.name, one.kind) if one else (node, "body")
            graph.add_node(node, label=label, kind=kind, behind=[])
    known: list[str] = graph.nodes[node].setdefault("behind", [])
    known += [one for one in behind if one not in known]


def _tie(
    graph: nx.Graph[str], ends: tuple[str, str], how: str, event: Occasion, known: date | None
) -> None:
    one, other = ends
    if not graph.has_edge(one, other):
        graph.add_edge(one, other, weight=0, channels={}, known={})
    data: dict[str, Any] = graph.edges[one, other]
    if event.id not in data["known"]:
        data["weight"] += 1
        data["channels"].setdefault(how, []).append(event.id)
    # A contact is known once one could know of both, and that it took place.
    day = known if how in ("planned", "aside", "about") else _latest(known, event.shown)
    before = data["known"].get(event.id)
    data["known"][event.id] = day if before is None or day is None else min(before, day)


def _latest(*days: date | None) -> date | None:
    return max((one for one in days if one is not None), default=None)


def _roles(roles: frozenset[str]) -> list[str]:
    return sorted(ROLES[one].label for one in roles)


def _is_person(material: Material, actor: str) -> bool:
    return actor in material.actors and material.actors[actor].type == "person"
