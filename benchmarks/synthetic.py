"""Datasets of any size for benchmarks. The same number of events gives the same records.

Curated: talks that were announced, moved, and mostly held. They have what queries ask for: sources
of three sides, planned and final dates, participants with roles, topics, places and rival claims;
some 230 quads an event. Coded: what a machine-coded data set has, a day, two participants, a place
and one source; some 110 quads an event. The rules find no error in either.

``python benchmarks/synthetic.py EVENTS FOLDER`` writes curated ones as YAML files of 100 records
each, ``… EVENTS FOLDER coded`` coded ones as JSON Lines, without holding them all in memory.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from kg.dataset import KINDS, Dataset
from kg.records import Actor, Catalogue, Event, Source, Topic, Track, Venue

if TYPE_CHECKING:
    from collections.abc import Iterator

A_FILE = 100  # records; about what a curated file has
FIRST = date(2014, 1, 1)
_KINDS = ("meeting", "call", "talks-round", "statement")
_SIDES = ("side-a", "side-b", "independent")


def dataset(events: int) -> Dataset:
    """Return a dataset of so many events, spread over twelve years, with as many sources."""
    choose = random.Random(20220328)  # noqa: S311 - nobody's secret
    around = _around(max(events // 50, 20))
    people = _people(around)
    sources: dict[str, Source] = {}
    found: dict[str, Event] = {}
    for index in range(events):
        on = FIRST + timedelta(choose.randrange(365 * 12))
        said, held = f"s{index}-plan", f"s{index}-report"
        told = on - timedelta(choose.randrange(2, 20))
        for name, day in ((said, told), (held, on)):
            sources[name] = _source(name, index, day, choose)
        found[f"event-{index}"] = Event.model_validate(
            _event(index, on, told, said, held, choose, people)
        )
    return replace(around, events=found, sources=sources)


def coded(events: int) -> tuple[Dataset, Iterator[dict[str, object]]]:
    """Return all records but the events, and the events one by one, as JSON has them."""
    choose = random.Random(20220329)  # noqa: S311 - nobody's secret
    around = _around(max(round(4 * events**0.5), 20))
    days = (date(2026, 12, 31) - FIRST).days
    sources = {
        f"s{i}": _source(f"s{i}", i, FIRST + timedelta(i), choose) for i in range(1, days, 10)
    }
    return replace(around, sources=sources), _coded(events, _people(around), choose)


def _coded(events: int, people: list[str], choose: random.Random) -> Iterator[dict[str, object]]:
    for index in range(events):
        after = choose.randrange(365 * 12)
        yield {
            "id": f"event-{index}",
            "title": f"Talks number {index}",
            "kind": choose.choice(_KINDS),
            "tracks": [f"track-{choose.randrange(30)}"],
            "date": (FIRST + timedelta(after)).isoformat(),
            "lifecycle": "held",
            "venue": f"venue-{choose.randrange(60)}",
            "participants": [
                {"actor": one, "role": "participant"} for one in choose.sample(people, 2)
            ],
            "topics": [f"topic-{choose.randrange(40)}"],
            "summary": f"They met, and spoke of matter {index}.",
            "verified": "machine",
            "sources": [f"s{(after // 10 + 1) * 10 + 1}"],
        }


def _around(people: int) -> Dataset:
    """Return what events take part in, with so many people in it."""
    catalogue = Catalogue.model_validate(
        {
            "title": "Synthetic", "description": "For benchmarks.", "version": "1",
            "released": "2026-12-31", "licence": "https://example.org/", "publisher": "Nobody",
            "coverage": "Nothing.",
        }
    )  # fmt: skip
    actors = [Actor(id=one, name=one, type="state") for one in _SIDES[:2]]
    named = [f"person-{i}" for i in range(people)]
    actors += [Actor(id=one, name=one.title(), type="person") for one in named]
    topics = [Topic(id=f"topic-{i}", label=f"Topic {i}") for i in range(40)]
    tracks = [Track(id=f"track-{i}", title=f"Track {i}", description="D.") for i in range(30)]
    venues = [
        Venue(id=f"venue-{i}", name=f"V {i}", country="CH", precision="none") for i in range(60)
    ]
    return Dataset(
        catalogue,
        actors={one.id: one for one in actors},
        topics={one.id: one for one in topics},
        tracks={one.id: one for one in tracks},
        venues={one.id: one for one in venues},
    )


def _people(around: Dataset) -> list[str]:
    return [one.id for one in around.actors.values() if one.type == "person"]


def _source(name: str, index: int, day: date, choose: random.Random) -> Source:
    return Source.model_validate(
        {
            "id": name, "title": f"Report {name}", "publisher": f"Outlet {index % 200}",
            "published": day.isoformat(), "kind": "newspaper",
            "perspective": choose.choice(_SIDES),
        }
    )  # fmt: skip


def _event(
    index: int,
    on: date,
    told: date,
    said: str,
    held: str,
    choose: random.Random,
    people: list[str],
) -> dict[str, object]:
    planned, uttered = (on - timedelta(1)).isoformat(), told.isoformat()
    who = choose.sample(people, 3)
    return {
        "id": f"event-{index}",
        "title": f"Talks number {index}",
        "kind": choose.choice(_KINDS),
        "tracks": [f"track-{choose.randrange(30)}"],
        "date": [
            {"value": on.isoformat(), "rank": "preferred", "sources": [held]},
            {"value": f"{planned}/{on}", "rank": "deprecated", "sources": [said]},
        ],
        "lifecycle": [
            {"status": "announced", "on": uttered, "by": who[0], "date": planned,
             "sources": [said]},
            {"status": choose.choice(["held", "held", "held", "cancelled"]), "sources": [held]},
        ],
        "venue": f"venue-{choose.randrange(60)}",
        "participants": [
            {"actor": one, "role": "participant", "party": f"side-{'ab'[i % 2]}"}
            for i, one in enumerate(who)
        ],
        "topics": [f"topic-{choose.randrange(40)}"],
        "summary": f"They met, and spoke of matter {index}.",
        "claims": [
            {
                "id": f"claim-{index}-{i}", "speaker": who[i], "on": uttered, "text": "It will be.",
                "question": "When?", "answer": planned if i else on.isoformat(),
                "field": "date", "value": planned if i else on.isoformat(), "sources": [said],
            }
            for i in range(2)
        ],
        "sources": [held, {"source": said, "preview": True}],
    }  # fmt: skip


def write(data: Dataset, folder: Path) -> None:
    """Write a dataset as a curator would: a folder a kind, files of ``A_FILE`` records."""
    folder.mkdir(parents=True)
    _write(data.catalogue.model_dump_json(exclude_defaults=True), folder / "dataset.yaml")
    for kind in KINDS:
        records = [
            one.model_dump_json(exclude_defaults=True) for one in data.of_kind(kind).values()
        ]
        for first in range(0, len(records), A_FILE):
            path = folder / kind / f"{first // A_FILE:06}.yaml"
            path.parent.mkdir(exist_ok=True)
            _write(f"[{','.join(records[first : first + A_FILE])}]", path)


def _write(content: str, path: Path) -> None:
    # The models leave out what has its default; through JSON the rest is plain.
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(json.loads(content), file, yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def write_coded(events: int, folder: Path) -> None:
    """Write coded events as an importer would: JSON Lines, the rest as ``write`` does."""
    around, rows = coded(events)
    write(around, folder)
    path = folder / "events" / "coded.jsonl"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    count, place, *how = sys.argv[1:]
    if how == ["coded"]:
        write_coded(int(count), Path(place))
    else:
        write(dataset(int(count)), Path(place))
