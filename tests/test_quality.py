"""How well the record is founded: counted once in the graph, and once from the records alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kg.graph import open_graph
from kg.page import coverage, explained, quality
from kg.page.quality import COUNTS
from kg.rdf.event import is_disputed
from kg.stats import stats
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

    from kg.dataset import Dataset
    from kg.graph import Graph
    from kg.records import Event

EVENTS = "events/2022.yaml"
REMOTE = ("phone", "video", "media", "written")


def one_sided(dataset: Dataset, event: Event) -> bool:
    sides = {dataset.sources[one.source].perspective for one in event.sources}
    return len(sides) == 1 and sides.isdisjoint({None, "independent"})


def unverified(event: Event) -> bool:
    parts = [
        *(one.verified for one in event.date),
        *(one.verified for one in (*event.venue, *event.summary)),
        *(one.verified for one in event.participants),
    ]
    return "memory" in (event.verified, *parts) or any(
        one.verified == "memory" for one in event.claims
    )


def unplaced(dataset: Dataset, event: Event) -> bool:
    venue = dataset.venues.get(event.where or "")
    took_place = event.status.status in ("held", "concluded")
    return took_place and event.format not in REMOTE and (venue is None or venue.lat is None)


def test_the_counts_are_those_of_the_records(real_graph: Graph) -> None:
    dataset = real_graph.dataset
    expected: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in COUNTS}
    for event in dataset.events.values():
        roots = dataset.roots(one.source for one in event.sources)
        found = {
            "events": True,
            "corroborated": len(roots) >= 2,
            "one_sided": one_sided(dataset, event),
            "disputed": is_disputed(event),
            "unverified": unverified(event),
            "unplaced": unplaced(dataset, event),
        }
        for track in event.tracks:
            key = (track, str(event.when.earliest_begin)[:4])
            for name, holds in found.items():
                expected[name][key] += holds
    rows = [one for _, years in quality(real_graph.store, real_graph.names) for one in years]
    for name in COUNTS:
        counted = {(one.track.id, str(one.year)): getattr(one, name) for one in rows}
        assert counted == dict(expected[name]), name


def test_a_total_is_the_sum_of_its_years(real_graph: Graph) -> None:
    for total, years in quality(real_graph.store, real_graph.names):
        assert total.year is None
        assert total.events == sum(one.events for one in years)
        assert len({one.year for one in years}) == len(years)


def test_the_tiny_counts(tiny_graph: Graph) -> None:
    found = {one.track.id: one for one, _ in quality(tiny_graph.store, tiny_graph.names)}
    track = found["istanbul"]
    assert (track.events, track.corroborated, track.one_sided) == (3, 2, 0)
    assert (track.disputed, track.unverified, track.unplaced) == (1, 0, 0)
    assert found["process"].unplaced == 0  # it was only proposed


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        # from memory: a role, a claim, a statement, the record
        ("party: russia}", "party: russia, verified: memory}", "unverified"),
        ("quotation: none", "verified: memory", "unverified"),
        ("rank: preferred,", "rank: preferred, verified: memory,", "unverified"),
        ("  format: video\n", "  format: video\n  verified: memory\n", "unverified"),
        # one source of one side, and the same beside one that nobody assessed
        ("sources: [wire-copy, undated]", "sources: [wire]", "one_sided"),
        ("sources: [wire-copy, undated]", "sources: [wire, undated]", None),
        # held, and nowhere
        ("  venue: dolmabahce\n", "  venue: unknown-place\n", "unplaced"),
        ("  format: written\n", "  format: in-person\n", "unplaced"),
    ],
)
def test_each_count_counts(data: Path, old: str, new: str, counts: str | None) -> None:
    def totals() -> Counter[str]:
        graph = open_graph(data)
        rows = [total for total, _ in quality(graph.store, graph.names)]
        return Counter({name: sum(getattr(one, name) for one in rows) for name in COUNTS})

    before = totals()
    change(data, EVENTS, old, new)
    grown = totals() - before
    grown.pop("corroborated", None)
    assert grown == (Counter({counts: 1}) if counts else Counter())


def test_an_event_of_unknown_begin_has_no_year(data: Path) -> None:
    change(data, EVENTS, "  date: 2022-03-27\n", "  date: ../2022-03-27\n")
    graph = open_graph(data)
    years = {one.year for _, found in quality(graph.store, graph.names) for one in found}
    assert years == {"unknown", "2022"}
    assert stats(graph.store, graph.names).events_by_year == {"2022": 3, "unknown": 1}


def test_a_view_narrows_the_counts(tiny_graph: Graph) -> None:
    table = tiny_graph.run("quality", View(kinds=("statement",)))
    assert [(row["events"], row["year"]) for row in table] == [(1, "2022")]


def test_stats_have_the_same_rows(tiny_graph: Graph) -> None:
    rows = stats(tiny_graph.store, tiny_graph.names).quality
    assert [(row["track"], row["year"], row["events"]) for row in rows] == [
        ("istanbul", "2022", 3),
        ("process", "2022", 1),
    ]
    assert set(rows[0]) == {"track", "year", *COUNTS}


def test_coverage_is_of_the_tracks_that_it_names(tiny_graph: Graph, real_graph: Graph) -> None:
    (one,) = coverage(tiny_graph.store, tiny_graph.names)
    assert (one.id, one.span.words, one.depth.id) == ("march", "March 2022", "systematic")
    assert [ref.id for ref in one.tracks] == ["istanbul"]
    assert one.gaps == ()
    by_id = {one.id: one for one in coverage(real_graph.store, real_graph.names)}
    for record in real_graph.dataset.coverage.values():
        told = by_id[record.id]
        assert set(record.tracks) == {ref.id for ref in told.tracks}
        assert set(told.gaps) == set(record.gaps)


def test_every_track_is_in_a_coverage_statement(real_dataset: Dataset) -> None:
    named = {track for one in real_dataset.coverage.values() for track in one.tracks}
    parents = {one.part_of for one in real_dataset.tracks.values()}
    assert set(real_dataset.tracks) - named - parents == set()


def test_explanations_are_told_with_rule_and_record(tiny_graph: Graph) -> None:
    (one,) = explained(tiny_graph.store, tiny_graph.names)
    assert (one.record.id, one.text) == (
        "next-round",
        "events-are-placed: No place was proposed.",
    )


@pytest.mark.parametrize("kind", ["events", "documents"])
def test_what_is_explained_is_a_sentence(real_dataset: Dataset, kind: str) -> None:
    wrong = [
        record.id
        for record in real_dataset.of_kind(kind).values()
        if any(not one.why.endswith(".") for one in record.explained)
    ]
    assert wrong == []
