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

# A part points at its whole (the first line of paths), or is pointed at by it (the second).
_QUERY = """
CONSTRUCT { ?node ?property ?value . ?value rdfs:label ?label . ?source ?about ?said } WHERE {
  {
    BIND(<RECORD> AS ?node)
  } UNION {
    <RECORD> ^rdf:subject|^kg:event|^org:member|(^org:member/org:memberDuring) ?node
  } UNION {
    <RECORD> sem:hasActor|kg:lifecycle|kg:citation|geo:hasGeometry|(^kg:event/kg:citation) ?node
  }
  ?node ?property ?value .
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
    iri = known_id(kind, record_id, names)
    answer = store.query(_QUERY.replace("RECORD", iri), names.prefixes)
    if not isinstance(answer, ox.QueryTriples):  # pragma: no cover - it is a CONSTRUCT
        raise TypeError(type(answer))
    triples = {str(one): one for one in answer}
    if not triples:
        raise NotFoundError(kind, record_id)
    return turtle([triples[key] for key in sorted(triples)], names)
