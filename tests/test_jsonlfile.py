"""Records as JSON Lines: read under the same rules as YAML, each problem at its line."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from kg import jsonlfile
from kg.load import load

from .support import problems

if TYPE_CHECKING:
    from pathlib import Path

TOPIC = '{"id": "peace", "label": "Peace"}'


def _topics(small: Path, text: str | bytes) -> None:
    (small / "topics.yaml").rename(small / "rest.yaml")
    (small / "topics").mkdir()
    (small / "rest.yaml").rename(small / "topics" / "rest.yaml")
    raw = text if isinstance(text, bytes) else text.encode()
    (small / "topics" / "more.jsonl").write_bytes(raw)


def test_both_formats_stand_side_by_side(small: Path) -> None:
    _topics(small, json.dumps({"id": "gas", "label": "Газ"}) + '\n{"id": "oil", "label": "Oil"}\n')
    assert list(load(small).topics) == ["gas", "oil", "peace", "guarantees"]
    assert load(small).topics["gas"].label == "Газ"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "gas"}\n', "more.jsonl:1: topic 'gas': label: is missing"),
        ('{"id": "gas", "label": "G"}\n{"id": "oil", "lable": "O"}', "more.jsonl:2: topic 'oil'"),
        (f"\n{TOPIC}\n", "more.jsonl:1: not JSON"),
        ('{"id": "gas", "lab\n', "one record a line"),
        (f'{TOPIC}\n{{"id": "gas", "lab', "the file ends here: is it whole?"),
        ('{"id": "gas", "id": "b", "label": "G"}', "more.jsonl:1: not a value: key 'id' twice"),
        ('{"id": "gas", "label": NaN}', "more.jsonl:1: not a value: NaN is no number"),
        ('{"id": "gas", "label": "a\\u001b[31m"}', "more.jsonl:1: character U+001B"),
        ('{"id": "gas", "label": "a\x7f"}', "more.jsonl:1: character U+007F"),
        ("[" * 100_000, "more.jsonl:1: not a value: nested too deeply"),
        ('{"id": "gas", "label": ' + "9" * 5000 + "}", "more.jsonl:1: not a value"),
        (b'{"id": "gas", "label": "caf\xe9"}', "more.jsonl:1: byte 0xe9 is not UTF-8"),
        ("7\n", "more.jsonl:1: topic 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(small: Path, text: str | bytes, said: str) -> None:
    _topics(small, text)
    told = problems(small)
    assert any(said in one for one in told), told


def test_an_id_of_both_files_is_told(small: Path) -> None:
    _topics(small, TOPIC + "\n")
    assert any(
        "this id is taken (first at data/topics/more.jsonl:1" in one for one in problems(small)
    )


def test_a_line_of_any_length_is_refused_in_bounded_memory(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _topics(small, "")
    path = small / "topics" / "more.jsonl"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # one line, that takes no room on disk
    tracemalloc.start()
    told = problems(small)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert any("more.jsonl:1: line is longer than 4,194,304 bytes" in one for one in told), told
    assert peak < 60_000_000
    monkeypatch.setattr(jsonlfile, "MAX_LINE", len(TOPIC))
    path.write_text(f'{{"id": "gas", "label": "G"}}\n{TOPIC} \n')
    assert any("more.jsonl:2: line is longer" in one for one in problems(small))
