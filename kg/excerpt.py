"""The part of a graph that a view shows, whole in itself.

It holds the events of the view with all that is said of them: their roles, statements, lifecycle
entries, citations and claims. Then everything that these refer to, and what that refers to in turn:
actors with their offices, venues, topics, documents, tracks with what was searched of them, sources
with publishers and origins, and claims that are disputed or confirmed. An event outside the view is
only named (its label), so that a query over the excerpt counts the events of the view and no
others. What every graph shares comes along whole: the description of the dataset, the concept
schemes and the ontology. The shapes do not: they ask that a link to an event lead to one described,
which holds of the whole graph only.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf.names import PREFIXES, Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store
    from kg.view import View

_SHARED = ("dataset", "ontology", "vocabulary")


def events_of(store: Store, view: View, names: Names) -> set[str]:
    """Return the IRIs of the events of a view."""
    pattern = view.pattern("?event", names, alone=True)
    text = f"SELECT ?event {{ ?event a <{PREFIXES['sem']}Event> . {pattern} }}"
    return {str(row["event"]) for row in store.select(text)}


def excerpt(store: Store, view: View, names: Names) -> Iterator[ox.Quad]:
    """Yield the quads of the part that a view shows, in no order."""
    chosen = events_of(store, view, names)
    by_subject: dict[str, list[ox.Quad]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    shared = {names.graph(one) for one in _SHARED}
    queue: list[str] = sorted(chosen)
    event, label = names.thing("event", ""), PREFIXES["rdfs"] + "label"
    # These point at what they are a part of; all else points at its parts.
    upward = {names.expand(one) for one in ("rdf:subject", "kg:event", "org:member")}
    for quad in store.find():
        graph, subject = quad.graph_name, quad.subject
        if not isinstance(subject, ox.NamedNode):
            continue
        if isinstance(graph, ox.NamedNode) and graph.value in shared:
            yield quad
            if isinstance(quad.object, ox.NamedNode):
                queue.append(quad.object.value)
            continue
        by_subject[subject.value].append(quad)
        if quad.predicate.value in upward and isinstance(quad.object, ox.NamedNode):
            parts[quad.object.value].append(subject.value)
    queue = list(dict.fromkeys(queue))
    seen = set(queue)
    while queue:
        subject_iri = queue.pop()
        outside = subject_iri.startswith(event) and subject_iri not in chosen
        found = [] if outside else parts[subject_iri]
        for quad in by_subject[subject_iri]:
            if outside and quad.predicate.value != label:
                continue
            yield quad
            if isinstance(quad.object, ox.NamedNode):
                found.append(quad.object.value)
        new = [one for one in dict.fromkeys(found) if one not in seen]
        seen.update(new)
        queue += new
    # What was searched of these tracks; the other tracks of a statement stay out.
    covers = names.expand("kg:covers")
    for quads in by_subject.values():
        known = [
            quad.predicate.value != covers
            or (isinstance(quad.object, ox.NamedNode) and quad.object.value in seen)
            for quad in quads
        ]
        if any(quad.predicate.value == covers for quad in compress(quads, known)):
            yield from compress(quads, known)
