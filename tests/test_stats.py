"""The figures from the graph are those of the records, counted another way."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.rdf.event import is_disputed
from kg.stats import Stats, stats

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph(DATA)


@pytest.fixture(scope="module")
def found(graph: Graph) -> Stats:
    return stats(graph.store, graph.names)


def test_figures_are_those_of_the_records(graph: Graph, found: Stats) -> None:
    data = graph.dataset
    events = data.events.values()
    types = Counter(
        one.type if one.type in ("person", "state") else "body" for one in data.actors.values()
    )
    answers: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for event, claim in data.claims():
        if claim.question is not None:
            answers[event.id, claim.question].add(claim.position)
    expected = {
        "events": len(events),
        "claims": sum(1 for _ in data.claims()),
        "seed_claims": sum(one.id.startswith("seed-") for _, one in data.claims()),
        "persons": types["person"],
        "states": types["state"],
        "bodies": types["body"],
        "venues": len(data.venues),
        "topics": len(data.topics),
        "tracks": len(data.tracks),
        "sources": len(data.sources),
        "roles": sum(len(one.participants) for one in events),
        "lifecycle_entries": sum(len(one.lifecycle) for one in events),
        "quads": len(graph.lines),
        "disputed_events": sum(is_disputed(one) for one in events),
        "disputed_questions": sum(len(one) > 1 for one in answers.values()),
        "corroborated_events": sum(
            len(data.roots(cited.source for cited in one.sources)) > 1 for one in events
        ),
        "events_by_year": Counter(str(one.when.earliest_begin)[:4] for one in events),
        "events_by_track": Counter(track for one in events for track in one.tracks),
        "events_by_kind": Counter(one.kind for one in events),
        "events_by_status": Counter(one.status.status for one in events),
    }
    figures = found.as_dict()
    assert {name: figures[name] for name in expected} == expected


def test_the_slice_is_as_large_as_promised(found: Stats) -> None:
    assert found.events >= 95
    assert found.seed_claims >= 30


def test_parts_from_memory_are_counted(small: Path) -> None:
    graph = open_graph(small)
    figures = stats(graph.store, graph.names)
    assert figures.unverified_parts == 1  # the office of the envoy
    assert (figures.events, figures.claims, figures.disputed_questions) == (2, 3, 1)
    assert figures.statements == 9
    assert figures.events_by_track == {"east-talks": 1, "other": 1}
