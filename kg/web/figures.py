"""How much there is of what in a graph, as VoID counts it (W3C Interest Group Note, 2011)."""

from __future__ import annotations

import weakref
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph import Graph

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over all triples of a graph; classes and properties are full IRIs.

    ``entities`` are subjects named by our own ``id/``, ``classes`` instances of each class,
    ``properties`` triples of each property.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]


_kept: weakref.WeakKeyDictionary[Graph, Figures] = weakref.WeakKeyDictionary()


def figures(graph: Graph) -> Figures:
    """Return the counts of a graph, made once."""
    if graph not in _kept:
        _kept[graph] = _counted(graph)
    return _kept[graph]


def _counted(graph: Graph) -> Figures:
    properties: Counter[str] = Counter()
    instances: defaultdict[str, set[str]] = defaultdict(set)
    subjects: set[str] = set()
    objects: set[str] = set()
    for one in graph.store.find():
        subject, predicate, value = str(one.subject), one.predicate.value, str(one.object)
        subjects.add(subject)
        objects.add(value)
        properties[predicate] += 1
        if predicate == _TYPE:
            instances[value[1:-1]].add(subject)
    own = f"<{graph.names.base}id/"
    return Figures(
        triples=len(graph.store),
        entities=sum(one.startswith(own) for one in subjects),
        subjects=len(subjects),
        objects=len(objects),
        classes={name: len(found) for name, found in sorted(instances.items())},
        properties=dict(sorted(properties.items())),
    )
