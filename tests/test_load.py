"""Loading a folder: all problems at once, each with its line, and nothing but problems."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from kg.errors import DataError
from kg.load import examine, load

from .support import DATA, TINY, change, line_of, problems

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = "events/2022.yaml"


def test_a_whole_folder_becomes_a_dataset() -> None:
    dataset = load(TINY)
    assert list(dataset.events) == ["announced", "round", "answer", "next-round"]
    assert {kind: len(dataset.of_kind(kind)) for kind in ("actors", "sources", "venues")} == {
        "actors": 7,
        "sources": 4,
        "venues": 6,
    }
    assert dataset.catalogue.title == "Tiny"


def test_the_published_records_have_no_problem() -> None:
    assert problems(DATA) == []


def test_all_problems_are_told_at_once_in_order_of_file_and_line(data: Path) -> None:
    """Of every sort: of a file, of one record, and across records."""
    change(data, "dataset.yaml", "version: 0.0.1", "vresion: 0.0.1")
    change(data, "actors.yaml", "type: government-body", "type: ministry")
    change(data, "actors.yaml", "begin: 2022-02-28", "begin: 2022-02-30")
    change(data, EVENTS, "topics: [guarantees]", "topics: [guarantees, secrecy]")
    change(data, EVENTS, "follows: announced", "follows: next-round")
    change(data, EVENTS, "date: 2022-04-01/..", "date: 2022-13")
    change(data, "venues.yaml", "country: TR\n  within", "country: UA\n  within")
    change(data, "sources.yaml", "- id: undated\n", "- id: undated\n  id: undatd\n")
    (data / "plans.yaml").write_text("- id: a\n", encoding="utf-8")
    told = problems(data)
    assert [one.split(": ", 2)[:2] for one in told if "[warning]" not in one] == [
        ["data/actors.yaml:18", "actor 'foreign-ministry'"],
        ["data/actors.yaml:30", "actor 'arakhamia'"],
        ["data/dataset.yaml:1", "version"],
        ["data/dataset.yaml:3", "vresion"],
        [f"data/{EVENTS}:{line_of(data, EVENTS, 'topics: [guarantees, sec')}", "event 'round'"],
        [f"data/{EVENTS}:{line_of(data, EVENTS, 'date: 2022-13')}", "event 'next-round'"],
        ["data/plans.yaml", "unknown kind of records (a .yaml file or folder named"],
        [
            f"data/sources.yaml:{line_of(data, 'sources.yaml', 'id: undatd')}",
            "key 'id' twice in one record (each key once)",
        ],
        [f"data/venues.yaml:{line_of(data, 'venues.yaml', 'lat: 41.03944')}", "venue 'dolmabahce'"],
    ]


def test_load_raises_with_every_error_and_without_warnings(data: Path) -> None:
    change(data, EVENTS, "sources: [wire-copy, undated]", "sources: [undated]")  # a warning
    assert len(load(data).events) == 4
    change(data, EVENTS, "kind: statement", "kind: talk")
    change(data, "topics.yaml", "broader: security", "broader: peace")
    with pytest.raises(DataError) as caught:
        load(data)
    assert len(caught.value.problems) == 2
    assert str(caught.value).count("\n") == 1


@pytest.mark.parametrize("broken", ["type: person", "type: persn"])
def test_an_id_of_a_broken_record_is_not_called_unknown(data: Path, broken: str) -> None:
    change(
        data, "actors.yaml", "type: person\n  affiliation: russia", f"{broken}\n  affiliation: x"
    )
    told = problems(data)
    if broken == "type: person":
        assert told == [
            "data/actors.yaml:41: actor 'medinsky': affiliation: 'x' is the id of no record"
            " (the id of an actor belongs here)"
        ]
    else:
        assert len(told) == 1
        assert "medinsky" in told[0]


def test_ids_of_an_unreadable_file_are_not_called_unknown(data: Path) -> None:
    (data / "sources.yaml").write_text("- id: [\n", encoding="utf-8")
    change(data, "topics.yaml", "broader: security", "broader: peace")
    told = problems(data)
    assert [one.split(": ")[0] for one in told] == ["data/sources.yaml:1", "data/topics.yaml:2"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("topics.yaml", "- {id: secrecy, label: A}\n- {id: secrecy, label: B}\n", "topics.yaml:3"),
        ("topics.yaml", "- {id: round, label: A}\n", "topics.yaml:3"),  # events are read last
        ("tracks.yaml", "- {id: turkiye, title: A, description: B}\n", "actors.yaml:11"),
        ("events/2023.yaml", "", "events/2022.yaml:13"),
    ],
)
def test_an_id_stands_once_over_files_and_kinds(
    data: Path, file: str, text: str, said: str
) -> None:
    path = data / file
    if not path.exists():  # the same record in another file
        whole = (data / EVENTS).read_text(encoding="utf-8")
        text = whole[whole.index("- id: round") : whole.index("- id: answer")]
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")
    told = [one for one in problems(data) if "is taken" in one]
    assert len(told) == 1
    name = said.split(".")[0]
    assert f"this id is taken (first at data/{said}; ids are unique over all kinds)" in told[0], (
        name
    )


LINES = {
    # name: (file, old, new, text on whose line it is told, the whole problem after the line)
    "unknown key": (
        EVENTS,
        "  kind: statement",
        "  kind: statement\n  knd: statement",
        "knd: statement",
        "event 'answer': knd: unknown key (did you mean 'kind'? allowed: about, claims, date,"
        " explained, follows, format, id, kind, led_to, lifecycle, note, part_of, participants,"
        " produced, recorded, responds_to, round, same_as, sources, summary, title, topics,"
        " tracks, venue, verified, withdrawn)",
    ),
    "unknown key in a nested mapping": (
        EVENTS,
        "outcome: {verdict: refuted, event: round}",
        "outcome: {verdict: refuted, evnt: round}",
        "outcome: {",
        "event 'round': claims[1].outcome.evnt: unknown key (did you mean 'event'? allowed: event,"
        " note, sources, verdict)",
    ),
    "unknown key without a like": (
        "actors.yaml",
        "      title: Member of parliament",
        "      title: Member of parliament\n      zzz: 1",
        "zzz: 1",
        "actor 'arakhamia': offices[2].zzz: unknown key (allowed: begin, end, id, note, of,"
        " sources, title, verified)",
    ),
    "missing key": (
        EVENTS,
        "  title: Ankara comments\n",
        "",
        "- id: answer",
        "event 'answer': title: is missing (this field is required)",
    ),
    "shorthand date": (
        EVENTS,
        "date: 2022-03~",
        "date: 2022-02-30",
        "date: 2022-02-30",
        "event 'answer': date: '2022-02-30' has the day 30 (February 2022 has the days 01 to 28)",
    ),
    "date in a list of flow mappings": (
        EVENTS,
        "- {value: 2022-03-28/2022-03-30, rank",
        "- {value: 2022-03-30/2022-03-28, rank",
        "- {value: 2022-03-30/",
        "event 'round': date[2].value: '2022-03-30/2022-03-28' starts after it ends; the earlier"
        " date stands left of the slash",
    ),
    "rank in a flow mapping": (
        EVENTS,
        "rank: deprecated, sources",
        "rank: wrong, sources",
        "rank: wrong",
        "event 'round': date[2].rank: 'wrong' is not known (one of: preferred, normal, deprecated)",
    ),
    "lifecycle in a block": (
        EVENTS,
        "    - status: announced\n      on: 2022-03-27",
        "    - status: announced\n      on: 27 March",
        "on: 27 March",
        None,
    ),
    "bare lifecycle": (
        EVENTS,
        "lifecycle: [held]",
        "lifecycle: [announced, heId]",
        "lifecycle: [announced",
        "event 'answer': lifecycle[2]: 'heId' is not known (one of: proposed, announced,"
        " scheduled, postponed, moved, held, concluded, cancelled, suspended, denied, alleged)",
    ),
    "role in a flow list": (
        EVENTS,
        "role: [host, mediator]",
        "role: [host, mediatr]",
        "role: [host, mediatr]",
        None,
    ),
    "list over several lines": (
        EVENTS,
        "  topics: [guarantees]",
        "  topics:\n    - guarantees\n    - Security",
        "- Security",
        "event 'round': topics[2]: 'Security' is not an id (lower-case ASCII letters and digits,"
        " joined by '-')",
    ),
    "flow list over several lines": (
        EVENTS,
        "  topics: [guarantees]",
        "  topics: [\n    guarantees,\n    Security]",
        "Security]",
        "event 'round': topics[2]: 'Security' is not an id (lower-case ASCII letters and digits,"
        " joined by '-')",
    ),
    "citation": (
        EVENTS,
        "note: says that it was held",
        "nota: says that it was held",
        "nota: says",
        "event 'round': sources[2].nota: unknown key (did you mean 'note'? allowed: note, preview,"
        " source)",
    ),
    "number for text": (
        EVENTS,
        "title: Ankara comments",
        "title: 2022",
        "title: 2022",
        "event 'answer': title: 2022 is a number (text belongs here; put it in quotes)",
    ),
    "nothing for text": (
        EVENTS,
        "title: Ankara comments",
        "title:",
        "title:\n  kind: statement",
        "event 'answer': title: is empty (text belongs here)",
    ),
    "text for truth": (
        EVENTS,
        "preview: true",
        "preview: yes",
        "preview: yes",
        "event 'round': sources[1].preview: 'yes' is text (true or false belongs here)",
    ),
    "text for a number": (
        "venues.yaml",
        "lat: 41.01384",
        "lat: '41.01384'",
        "lat: '41.01384'",
        "venue 'istanbul-city': lat: '41.01384' is text (a number belongs here)",
    ),
    "latitude out of range": (
        "venues.yaml",
        "lat: 41.01384",
        "lat: 141.01384",
        "lat: 141.01384",
        "venue 'istanbul-city': lat: 141.01384 is not allowed (should be less than or equal to 90)",
    ),
    "longitude out of range": (
        "venues.yaml",
        "lon: 28.94966",
        "lon: -181",
        "lon: -181",
        "venue 'istanbul-city': lon: -181 is not allowed (should be greater than or equal to -180)",
    ),
    "empty list": (
        EVENTS,
        "lifecycle: [held]",
        "lifecycle: []",
        "lifecycle: []",
        "event 'answer': lifecycle: is empty (leave the key out, or fill it in)",
    ),
    "country": (
        "actors.yaml",
        "country: UA",
        "country: ua",
        "country: ua",
        "actor 'ukraine': country: 'ua' is no country code (ISO 3166-1, two capital letters, such"
        " as TR)",
    ),
    "language": (
        "actors.yaml",
        "names: {uk: ",
        "names: {Ukrainian: ",
        "names: {Ukrainian: ",
        "actor 'arakhamia': names.Ukrainian: 'Ukrainian' is no language tag (such as en, uk or"
        " zh-Hant)",
    ),
    "key that is no text": (
        "topics.yaml",
        "label: Security",
        "7: Security, label: Security",
        "- {id: security",
        "topic 'security': key 7 is no text (keys are words)",
    ),
    "one perspective": (
        "sources.yaml",
        "perspective: turkiye",
        "perspective: Ankara!",
        "perspective: Ankara!",
        "source 'wire': perspective: 'Ankara!' is not an id (lower-case ASCII letters and digits,"
        " joined by '-')",
    ),
    "web address": (
        "sources.yaml",
        "url: https://example.org/wire",
        "url: example.org/wire",
        "url: example.org/wire",
        "source 'wire': url: 'example.org/wire' is not a web address (http:// or https://, no"
        " spaces or brackets)",
    ),
    "unranked rivals": (
        EVENTS,
        "{value: 2022-03-29, rank: preferred, sources: [wire]}",
        "{value: 2022-03-29, sources: [wire]}",
        "- id: round",
        "event 'round': date: 2 values, so one of them must be rank: preferred",
    ),
    "catalogue": (
        "dataset.yaml",
        "released: 2022-12-31",
        "released: 2022-12-32",
        "released:",
        "released: '2022-12-32' has the day 32 (December 2022 has the days 01 to 31)",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "at", "said"), LINES.values(), ids=LINES)
def test_a_problem_stands_on_its_line(
    data: Path, file: str, old: str, new: str, at: str, said: str | None
) -> None:
    change(data, file, old, new)
    told = problems(data)
    assert len(told) == 1, told
    place, _, rest = told[0].partition(": ")
    assert place == f"data/{file}:{line_of(data, file, at)}"
    assert said is None or rest == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a: b\n",
            "data/topics.yaml:1: holds a mapping (a list of topics, each beginning with '- ')",
        ),
        ("hello\n", "data/topics.yaml:1: holds text (a list of topics, each beginning with '- ')"),
        (
            "- 5\n",
            "data/topics.yaml:1: topic 1: 5 is a number (a mapping of keys to values belongs here)",
        ),
        (
            "- [a]\n",
            "data/topics.yaml:1: topic 1: ['a'] is a list (a mapping of keys to values belongs"
            " here)",
        ),
        ("-\n", "data/topics.yaml:1: topic 1: is empty (a mapping of keys to values belongs here)"),
    ],
)
def test_a_file_of_the_wrong_shape(data: Path, text: str, said: str) -> None:
    (data / "topics.yaml").write_text(text, encoding="utf-8")
    told = problems(data)
    assert said in told
    # References to topics can't be judged while their file can't be read; all else can.
    assert all("topics.yaml" in one or "guarantees" in one for one in told)


def test_an_empty_file_of_records_is_a_kind_without_records(data: Path) -> None:
    (data / "tracks.yaml").write_text("# none yet\n", encoding="utf-8")
    told = problems(data)
    assert len(told) == 5
    assert all("the id of a track belongs here" in one for one in told)


def test_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    assert problems(folder) == [
        "data/dataset.yaml: is missing (title, description, version, released, licence, …)",
        "data: no records here (actors.yaml, coverage.yaml, documents.yaml, events.yaml,"
        " sources.yaml, topics.yaml, tracks.yaml, venues.yaml)",
    ] or problems(folder) == [
        "data: no records here (actors.yaml, coverage.yaml, documents.yaml, events.yaml,"
        " sources.yaml, topics.yaml, tracks.yaml, venues.yaml)",
        "data/dataset.yaml: is missing (title, description, version, released, licence, …)",
    ]


def test_no_folder(tmp_path: Path) -> None:
    dataset, found = examine(tmp_path / "nowhere")
    assert dataset is None
    assert [one.message for one in found] == ["is not a folder of records"]


@pytest.mark.parametrize("name", ["plans.yaml", "events.yml", "notes.txt", "plans"])
def test_what_is_no_kind_of_records_is_told(data: Path, name: str) -> None:
    if "." in name:
        (data / name).write_text("- id: a\n", encoding="utf-8")
    else:
        (data / name).mkdir()
    assert problems(data) == [
        f"data/{name}: unknown kind of records (a .yaml file or folder named: actors, coverage,"
        " documents, events, sources, topics, tracks, venues)"
    ]


def test_a_stranger_in_a_folder_of_records_is_told(data: Path) -> None:
    (data / "events" / "old.bak").write_text("", encoding="utf-8")
    assert problems(data) == [
        "data/events/old.bak: is not a record file (only .yaml and .jsonl files belong here)"
    ]


def test_hidden_files_are_left_alone(data: Path) -> None:
    (data / ".gitkeep").write_text("", encoding="utf-8")
    (data / "events" / ".swp").write_text("", encoding="utf-8")
    assert problems(data) == []


def test_invalid_utf8_is_told_with_its_line(data: Path) -> None:
    path = data / "topics.yaml"
    path.write_bytes(path.read_bytes() + b"# caf\xe9\n")
    assert problems(data)[0] == (
        "data/topics.yaml:3: byte 0xe9 is not UTF-8 (save the file as UTF-8)"
    )


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        examine(TINY)
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


def test_loading_twice_gives_the_same() -> None:
    assert load(TINY) == load(TINY)
