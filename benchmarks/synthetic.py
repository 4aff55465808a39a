"""A dataset of any size for benchmarks: talks that were announced, moved, and mostly held.

The same number of events gives the same records. They have what queries ask for: sources of three
sides, planned and final dates, participants with roles, topics, places and rival claims. The rules
find no error in them.

``python benchmarks/synthetic.py EVENTS FOLDER`` writes them as YAML files of 100 records each.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path

import yaml

from kg.dataset import KINDS, Dataset
from kg.records import Actor, Catalogue, Event, Source, Topic, Track, Venue

A_FILE = 100  # records; about what a curated file has
FIRST = date(2014, 1, 1)
_KINDS = ("meeting", "call", "talks-round", "statement")
_SIDES = ("side-a", "side-b", "independent")


def dataset(events: int) -> Dataset:
    """Return a dataset of so many events, spread over twelve years, with as many sources."""
    choose = random.Random(20220328)  # noqa: S311 - nobody's secret
    catalogue = Catalogue.model_validate(
        {
            "title": "Synthetic", "description": "For benchmarks.", "version": "1",
            "released": "2026-12-31", "licence": "https://example.org/", "publisher": "Nobody",
            "coverage": "Nothing.",
        }
    )  # fmt: skip
    people = [f"person-{i}" for i in range(max(events // 50, 20))]
    actors = [Actor(id=one, name=one, type="state") for one in _SIDES[:2]]
    actors += [Actor(id=one, name=one.title(), type="person") for one in people]
    topics = [Topic(id=f"topic-{i}", label=f"Topic {i}") for i in range(40)]
    tracks = [Track(id=f"track-{i}", title=f"Track {i}", description="D.") for i in range(30)]
    venues = [
        Venue(id=f"venue-{i}", name=f"V {i}", country="CH", precision="none") for i in range(60)
    ]
    sources: dict[str, Source] = {}
    found: dict[str, Event] = {}
    for index in range(events):
        on = FIRST + timedelta(choose.randrange(365 * 12))
        said, held = f"s{index}-plan", f"s{index}-report"
        told = on - timedelta(choose.randrange(2, 20))
        for name, day in ((said, told), (held, on)):
            sources[name] = Source.model_validate(
                {
                    "id": name, "title": f"Report {name}", "publisher": f"Outlet {index % 200}",
                    "published": day.isoformat(), "kind": "newspaper",
                    "perspective": choose.choice(_SIDES),
                }
            )  # fmt: skip
        found[f"event-{index}"] = Event.model_validate(
            _event(index, on, told, said, held, choose, people)
        )
    return Dataset(
        catalogue,
        actors={one.id: one for one in actors},
        events=found,
        sources=sources,
        topics={one.id: one for one in topics},
        tracks={one.id: one for one in tracks},
        venues={one.id: one for one in venues},
    )


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


if __name__ == "__main__":
    write(dataset(int(sys.argv[1])), Path(sys.argv[2]))
