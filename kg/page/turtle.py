"""The Turtle of one record: what is said of it and of its parts, with the names of all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import NotFoundError
from kg.page.ref import known_id
from kg.results import turtle

if TYPE_CHECKING:
    from kg.rdf.names import Names
    from kg.store import Store

Quads = list[ox.Quad]

# A part points at its whole (the first line of paths), or is pointed at by it (the second).
_QUERY = """
CONSTRUCT { ?node ?property ?value . ?value rdfs:label ?label . ?source ?about ?said } WHERE {
  {
    BIND(<RECORD> AS ?node)
  } UNION {
    ?node kg:asOf|kg:policy|kg:recordedBy ?view
  } UNION {
    <RECORD> ^rdf:subject|^kg:event|^org:member|(^org:member/org:memberDuring) ?node
  } UNION {
    <RECORD> sem:hasActor|kg:signature|kg:lifecycle|kg:citation|geo:hasGeometry ?node
  } UNION {
    <RECORD> ^kg:event/kg:citation ?node
  }
  ?node ?property ?value .
  FILTER(?property != void:vocabulary)
  OPTIONAL { ?value rdfs:label ?label }
  OPTIONAL {
    ?value a schema:CreativeWork .
    BIND(?value AS ?source)
    ?source ?about ?said
  }
}
"""


def record_turtle(store: Store, kind: str, record_id: str, names: Names) -> bytes:
    """Return a record as Turtle, sorted. Raises NotFoundError."""
    return turtle([one.triple for one in record_quads(store, kind, record_id, names)], names)


def record_quads(store: Store, kind: str, record_id: str, names: Names) -> Quads:
    """Return what is said of a record, sorted, in one graph. Raises NotFoundError.

    In the graph of a view, that it is one is said too: of which day, under which policy.
    """
    iri = known_id(kind, record_id, names)
    answer = store.query(_QUERY.replace("RECORD", iri), names.prefixes)
    if not isinstance(answer, ox.QueryTriples):  # pragma: no cover - it is a CONSTRUCT
        raise TypeError(type(answer))
    triples = {str(one): one for one in answer}
    if not any(str(one.subject) == f"<{iri}>" for one in triples.values()):
        raise NotFoundError(kind, record_id)
    found = (triples[key] for key in sorted(triples))
    return [ox.Quad(one.subject, one.predicate, one.object) for one in found]
