"""Things that are no record: what is said of one, and the record that it is a part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.rdf.names import Names
    from kg.store import Store

# The way from a part to its whole, tried in this order; ^ is from the object to the subject.
_WAYS: Mapping[str, tuple[str, ...]] = {
    "citation": ("^kg:citation",),
    "claim": ("kg:event",),
    "coverage": ("kg:covers",),
    "geometry": ("^geo:hasGeometry",),
    "lifecycle": ("^kg:lifecycle",),
    "membership": ("org:member",),
    "period": ("^org:memberDuring",),
    "post": ("org:postIn", "^org:holds"),
    "publisher": (),
    "role": ("^sem:hasActor",),
    "signature": ("^kg:signature",),
    "statement": ("rdf:subject",),
}
PARTS = tuple(_WAYS)
"""Kinds of things (as in ``/id/<kind>/…``) that are no record with a page of its own."""

_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def whole(store: Store, iri: str, names: Names) -> tuple[str, str] | None:
    """Return kind and id of the record that a thing is a part of; None when it is of none."""
    head = names.base + "id/"
    seen: set[str] = set()
    while iri.startswith(head) and iri not in seen:
        seen.add(iri)
        kind, _, name = iri.removeprefix(head).partition("/")
        if kind not in _WAYS:
            return kind, name
        found = (one for way in _WAYS[kind] for one in _along(store, iri, way, names))
        iri = next(found, "")
    return None


def _along(store: Store, iri: str, way: str, names: Names) -> list[str]:
    node, step = ox.NamedNode(iri), ox.NamedNode(names.expand(way.removeprefix("^")))
    if way.startswith("^"):
        backward = store.find(None, step, node)
        return _sorted(one.subject for one in backward)
    return _sorted(one.object for one in store.find(node, step, None))


def _sorted(nodes: Iterable[object]) -> list[str]:
    return sorted(one.value for one in nodes if isinstance(one, ox.NamedNode))


def is_told(store: Store, iri: str) -> bool:
    """Tell whether anything is said of a thing. False for a text that can't be an IRI."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(store.find(node, None, None), None) is not None


def described(store: Store, iri: str) -> list[ox.Quad]:
    """Return what is said of a thing and what points at it, with the labels of all else.

    Each quad is in its named graph.
    """
    node = ox.NamedNode(iri)
    own = list(store.find(node, None, None))
    toward = list(store.find(None, None, node))
    others = {one.object for one in own} | {one.subject for one in toward}
    return [*own, *toward, *_labels(store, others)]


def in_graphs(store: Store, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads of the store with the same triples, each in its named graph."""
    return [found for one in quads for found in store.find(one.subject, one.predicate, one.object)]


def merged(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads out of their named graphs."""
    return [ox.Quad(one.subject, one.predicate, one.object) for one in quads]


def in_graph(store: Store, iri: str) -> list[ox.Quad]:
    """Return all quads of a named graph; none for a text that can't be an IRI."""
    try:
        graph = ox.NamedNode(iri)
    except ValueError:
        return []
    return list(store.find(None, None, None, graph))


def _labels(store: Store, nodes: Iterable[object]) -> Iterator[ox.Quad]:
    for node in nodes:
        if isinstance(node, ox.NamedNode):
            yield from store.find(node, _LABEL, None)


def of_concepts(store: Store, iri: str, names: Names) -> list[ox.Quad]:
    """Return what is said of a concept, or of a scheme and all that is in it, with labels.

    What is narrower is told too. Each quad is in its named graph.
    """
    node = ox.NamedNode(iri)
    inside = ox.NamedNode(names.expand("skos:inScheme"))
    members = [one.subject for one in store.find(None, inside, node)]
    found = [one for member in (node, *members) for one in store.find(member, None, None)]
    narrower = ox.NamedNode(names.expand("skos:broader"))
    found += store.find(None, narrower, node)
    others = {one.object for one in found} | {one.subject for one in found}
    return [*found, *_labels(store, others)]
