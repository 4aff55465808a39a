"""The table of what the records become in the graph: thing by thing, row by row.

The ontology takes the meaning of our own terms from it, the shapes take counts and kinds of
values. Both read the models for the rest: descriptions, which fields are required, patterns. A
test holds the table to the models, and to what the mapping writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.things import actor, claim, concept, event, place, source
from kg.rdf.things.claim import CLAIM_PREDICATES
from kg.rdf.things.common import RANKS
from kg.rdf.things.event import STATEMENT_PREDICATES

if TYPE_CHECKING:
    from kg.rdf.terms import Thing

__all__ = ["CLAIM_PREDICATES", "RANKS", "STATEMENT_PREDICATES", "THINGS"]

THINGS: tuple[Thing, ...] = (
    *concept.THINGS,
    *event.THINGS,
    *claim.THINGS,
    *actor.THINGS,
    *place.THINGS,
    *source.THINGS,
)
