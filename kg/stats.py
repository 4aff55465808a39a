"""The figures of a graph. Each is asked of the graph, so that any store gives the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kg.queries import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.names import Names
    from kg.store import Store

# The article that the dataset started from, and what ids of the claims taken from it begin with.
SEED_SOURCE, SEED_CLAIM = "seed-aa-20220328", "seed-"

_COUNTS = {
    "events": "?x a sem:Event",
    "claims": "?x a kg:Claim",
    "seed_claims": f"?x a kg:Claim ; prov:hadPrimarySource source:{SEED_SOURCE} "
    f"FILTER(CONTAINS(STR(?x), '/claim/{SEED_CLAIM}'))",
    "persons": "?x sem:actorType actor-type:person",
    "states": "?x sem:actorType actor-type:state",
    "bodies": "?x sem:actorType ?t FILTER(?t NOT IN (actor-type:person, actor-type:state))",
    "venues": "?x a sem:Place",
    "topics": "?x skos:inScheme <topics>",
    "tracks": "?x a kg:Track",
    "documents": "?x a kg:Document",
    "sources": "?x a schema:CreativeWork",
    "statements": "?x a kg:Statement",
    "roles": "?x a sem:Role",
    "lifecycle_entries": "?x a kg:LifecycleEntry",
    "disputed_events": "?x a sem:Event ; kg:disputed true",
    "corroborated_events": "?x a sem:Event ; kg:independentOrigins ?n FILTER(?n >= 2)",
    "unverified_parts": "?x kg:verification verification:memory",
}
_GROUPS = {
    "events_by_year": "?x sem:hasEarliestBeginTimeStamp ?d "
    "BIND(IF(YEAR(?d) = 1, 'unknown', SUBSTR(STR(?d), 1, 4)) AS ?key)",
    "events_by_track": "?x sem:subEventOf ?t . ?t a kg:Track ; dcterms:identifier ?key",
    "events_by_kind": "?x sem:eventType ?k BIND(REPLACE(STR(?k), '^.*/', '') AS ?key)",
    "events_by_status": "OPTIONAL { ?x kg:status ?s } "
    "BIND(IF(BOUND(?s), REPLACE(STR(?s), '^.*/', ''), 'unknown') AS ?key)",
}
# A question is in dispute when claims about one event give it different answers.
_DISPUTED_QUESTIONS = """
  SELECT (COUNT(*) AS ?n) WHERE {
    SELECT DISTINCT ?event ?question WHERE {
      ?claim kg:event ?event ; kg:question ?question ; cito:disputes ?rival .
      ?rival kg:event ?event ; kg:question ?question .
    }
  }
"""


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of a graph, each a count.

    ``bodies`` are actors that are neither persons nor states; ``seed_claims`` were taken from the
    article that the dataset started from; ``corroborated_events`` have two or more independent
    origins; ``unverified_parts`` are records, claims, statements, roles and offices written from
    memory. An event counts in each of its tracks, and in the year in which it may have begun first;
    one without a date or a status, of a view of a past day, in ``unknown``.
    ``quality`` has a row for each track and year, with the columns of the query of that name.
    """

    events: int
    claims: int
    seed_claims: int
    persons: int
    states: int
    bodies: int
    venues: int
    topics: int
    tracks: int
    documents: int
    sources: int
    statements: int
    roles: int
    lifecycle_entries: int
    quads: int
    disputed_events: int
    disputed_questions: int
    corroborated_events: int
    unverified_parts: int
    events_by_year: Mapping[str, int] = field(default_factory=dict)
    events_by_track: Mapping[str, int] = field(default_factory=dict)
    events_by_kind: Mapping[str, int] = field(default_factory=dict)
    events_by_status: Mapping[str, int] = field(default_factory=dict)
    quality: tuple[Mapping[str, str | int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the figures by name, to write as JSON."""
        return asdict(self)


def stats(store: Store, names: Names) -> Stats:
    """Return the figures of a graph."""
    spaces = names.prefixes | {
        "source": names.thing("source", ""),
        "actor-type": names.concept("actor-type") + "/",
        "verification": names.concept("verification") + "/",
    }

    def count(pattern: str) -> int:
        pattern = pattern.replace("<topics>", f"<{names.concept('topic')}>")
        table = store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}", spaces)
        return int(table.rows[0][0] or 0)

    def groups(pattern: str) -> dict[str, int]:
        text = (
            "SELECT ?key (COUNT(DISTINCT ?x) AS ?n) { ?x a sem:Event . "
            f"{pattern} }} GROUP BY ?key ORDER BY ?key"
        )
        return {str(row["key"]): int(row["n"] or 0) for row in store.select(text, spaces)}

    questions = store.select(_DISPUTED_QUESTIONS, spaces)
    figures: dict[str, Any] = {name: count(pattern) for name, pattern in _COUNTS.items()}
    figures |= {name: groups(pattern) for name, pattern in _GROUPS.items()}
    figures["quality"] = tuple(
        {
            name: (str(value).rpartition("/")[2] if name == "track" else value)
            for name, value in row.items()
            if name != "title"
        }
        for row in store.select(named("quality").sparql(names=names))
    )
    figures |= {"quads": len(store), "disputed_questions": int(questions.rows[0][0] or 0)}
    return Stats(**figures)
