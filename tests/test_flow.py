"""A folder read a part at a time: it has the quads, and the problems, of one that is read whole."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from benchmarks.synthetic import write_coded
from kg.checks.alone import stands_alone
from kg.dataset import KINDS
from kg.errors import DataError
from kg.flow import flow, texts
from kg.load import Parts, load
from kg.rdf.build import build
from kg.rdf.names import Names

from .support import DATA, TINY, change
from .test_imports import OUTSIDE, real, run

if TYPE_CHECKING:
    from pathlib import Path


def as_json_lines(folder: Path, out: Path) -> Path:
    """Write the records of a folder as JSON Lines, three files of events among them."""
    dataset = load(folder)
    out.mkdir()
    shutil.copy(folder / "dataset.yaml", out)
    for kind in KINDS:
        lines = [
            one.model_dump_json(exclude_defaults=True) for one in dataset.of_kind(kind).values()
        ]
        (out / kind).mkdir()
        third = len(lines) // 3 + 1
        for index in range(3):
            some = lines[index * third : (index + 1) * third]
            (out / kind / f"{index}.jsonl").write_text("".join(f"{one}\n" for one in some))
    return out


def same(folder: Path, at_once: int) -> int:
    """Hold the quads of all parts against those of the whole, and return the number of parts."""
    parts = list(flow(folder, Names(), at_once=at_once))
    lines = [line for part in parts for line in part]
    whole = build(load(folder))
    assert sorted(lines) == whole
    assert set("".join(texts(folder, Names(), at_once)).splitlines(keepends=True)) == set(whole)
    return len(parts)


@pytest.mark.parametrize("at_once", [1, 3, 5000])
@pytest.mark.parametrize("source", [TINY, DATA], ids=["tiny", "curated"])
def test_quads_are_those_of_the_whole(source: Path, at_once: int, tmp_path: Path) -> None:
    folder = as_json_lines(source, tmp_path / "data")
    alone = sum(map(stands_alone, load(folder).events.values()))
    assert same(folder, at_once) == alone // at_once + 1
    assert build(load(folder)) == build(load(source))


def test_quads_of_coded_events(tmp_path: Path) -> None:
    write_coded(100, tmp_path / "data")
    assert same(tmp_path / "data", 30) == 4
    told: list[int] = []
    for _ in flow(tmp_path / "data", Names(), told.append, at_once=30):
        pass
    assert told == [30, 60, 90, 100]


@real
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("ucdp-ged", "ucdp/ged_sample_200.csv"),
        ("gdelt", "gdelt/20191024143000.export.RU_UA_slice.CSV"),
        ("icews", "icews/events.2018.sample-300.tab"),
        ("pax", "pax/pax_v6_ukraine_rows.csv"),
    ],
)
def test_quads_of_real_imports(name: str, file: str, tmp_path: Path) -> None:
    run(tmp_path, name, (OUTSIDE / file).read_bytes(), day="2024-06-01")
    # Each event of PA-X has a document, of which no other event may tell.
    assert same(tmp_path / "out", 7) == 1 if name == "pax" else same(tmp_path / "out", 7) > 10


def test_a_small_folder_is_one_sorted_part() -> None:
    assert list(flow(TINY, Names())) == [build(load(TINY))]


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    write_coded(12, tmp_path / "data")
    return tmp_path / "data"


EVENTS = "events/coded.jsonl"


def both(folder: Path, at_once: int) -> list[str]:
    """Return the problems that are told of a folder, read whole and in parts."""
    with pytest.raises(DataError) as whole:
        load(folder)
    with pytest.raises(DataError) as parts:
        list(flow(folder, Names(), at_once=at_once))
    told = [str(one) for one in whole.value.problems]
    assert [str(one) for one in parts.value.problems] == told
    return told


@pytest.mark.parametrize("at_once", [1, 4, 100])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"id":"event-7"',
            '"id":"event-3"',
            "coded.jsonl:8: event 'event-3': this id is taken",
        ),
        ('"id":"event-7"', '"id":"s1"', "this id is taken (first at data/sources"),
        ('"title":"Talks number 7"', '"title":""', "coded.jsonl:8: event 'event-7': title"),
        ('"title":"Talks number 7"', '"title":"Example title"', "the template's text"),
        (
            'matter 7."',
            'matter 7.","follows":"event-70"',
            "coded.jsonl:8: event 'event-7': foll",
        ),
        ('matter 7."', 'matter 7.","follows":"event-7"', "no circles"),
        ('number 7","kind"', 'number 7","knd"', "coded.jsonl:8: event 'event-7'"),
        ('"title":"Talks number 7",', '"title":"Talks', "coded.jsonl:8: not JSON"),
    ],
)
def test_problems_are_those_of_the_whole(
    coded: Path, at_once: int, old: str, new: str, said: str
) -> None:
    change(coded, EVENTS, old, new)
    told = both(coded, at_once)
    assert any(said in one for one in told), told


def test_what_is_wrong_is_told_of_events_of_all_parts(coded: Path) -> None:
    text = (coded / EVENTS).read_text()
    (coded / EVENTS).write_text(text.replace('"venue":"venue-', '"venue":"no-venue-'))
    assert len(both(coded, 5)) == 12


@pytest.mark.parametrize("at_once", [1, 4])
def test_events_that_were_handed_on_are_found_when_others_speak_of_them(
    coded: Path, at_once: int
) -> None:
    change(coded, EVENTS, 'matter 11."', 'matter 11.","about":["event-1","event-2"]')
    assert same(coded, at_once) > 1
    parts = Parts(coded, at_once)
    assert sum(len(one) for one in parts.events()) >= 8
    dataset, elsewhere = parts.rest()
    assert elsewhere == {"event-1", "event-2"}
    assert "event-11" in dataset.events
    change(coded, EVENTS, '"id":"event-1",', '"id":"event-1","withdrawn":{"on":"2026","why":"W."},')
    assert any("is withdrawn" in one for one in both(coded, at_once))


def test_nothing_is_yielded_beside_broken_records(coded: Path) -> None:
    (coded / "topics.yaml").write_text("- {id: broken}\n")
    parts = Parts(coded, 2)
    assert list(parts.events()) == []
    with pytest.raises(DataError):
        parts.rest()
    with pytest.raises(DataError):
        list(flow(coded / "none", Names()))
