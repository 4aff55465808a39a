"""What is asked: every named query, views of them, the pages' own queries, and the panels.

A parameter has a value that hits the synthetic records. Whatever is SPARQL is asked of every
engine; a panel is our own work around its queries, and is asked of ours alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.queries import named, named_queries, page_query
from kg.rdf.names import Names
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.queries import NamedQuery

NAMES = Names()
DAY = "2020-03-28"
VALUES = {
    "day": DAY,
    "speaker": "person-1",
    "actor": "person-1",
    "event": "event-7",
    "track": "track-1",
    "thing": "topic-7",
}
# Of two profiles, sources have two names.
SOURCES = {"curated": "s7-plan", "coded": "s41"}
HALF_YEAR = View(start=date(2020, 1, 1), end=date(2020, 6, 30))
_VIEWS: dict[str, tuple[str, View]] = {
    "timeline, half a year": ("timeline", HALF_YEAR),
    "timeline of an actor": ("timeline", View(actors=("person-1",))),
    "timeline of a track": ("timeline", View(tracks=("track-1",))),
    "timeline of a topic and kind": ("timeline", View(topics=("topic-7",), kinds=("meeting",))),
    "timeline by words": ("timeline", View(text="number 77")),
    "participation, half a year": ("participation", HALF_YEAR),
    "topics-by-month, half a year": ("topics-by-month", HALF_YEAR),
    "who-met-whom, half a year": ("who-met-whom", HALF_YEAR),
    "claims-on-day, of a track": ("claims-on-day", View(tracks=("track-1",))),
}
PANELS = (
    *("timeline", "timeline, half a year", "network of sides", "network of people", "map"),
    *("event", "actor", "topic", "source", "claims of a day", "agenda", "meetings", "foretold"),
    *("quality", "facets", "store of a past day", "timeline of a past day"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``group`` is named, view, page or panel."""

    name: str
    group: str
    query: str = ""
    view: View | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def _query(self) -> NamedQuery:
        return page_query(self.query) if self.group == "page" else named(self.query)

    def sparql(self) -> str:
        """Return the query as any engine takes it; empty for a panel."""
        return self._query.sparql(self.view, self.values, NAMES) if self.query else ""


def questions(profile: str) -> dict[str, Question]:
    """Return all questions by name, for records of a profile (``curated`` or ``coded``)."""
    values = {**VALUES, "source": SOURCES[profile]}

    def asked(name: str, group: str, query: NamedQuery, view: View | None = None) -> Question:
        chosen = {one.name: values[one.name] for one in query.parameters}
        return Question(name, group, query.name, view, chosen)

    pages = sorted(
        one.name.removesuffix(".rq")
        for one in files("kg").joinpath("sparql", "page").iterdir()
        if one.name.endswith(".rq")
    )
    found = [
        *(asked(name, "named", query) for name, query in named_queries().items()),
        *(asked(name, "view", named(query), view) for name, (query, view) in _VIEWS.items()),
        *(asked(f"page/{name}", "page", page_query(name)) for name in pages),
        *(Question(f"panel/{name}", "panel") for name in PANELS),
    ]
    return {one.name: one for one in found}
