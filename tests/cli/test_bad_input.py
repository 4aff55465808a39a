"""Bad records: a clear message with file and line, exit 1, no traceback, nothing written, soon."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Kg, Process

# Generous: a test machine may be busy. By itself each takes a tenth of this or less.
_SECONDS = 5.0
_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)

TEXTS: dict[str, tuple[str | bytes, str]] = {
    "malformed": ("- id: a\n  label: [1,\n- id: b\n", "data/topics.yaml:3: not YAML"),
    "unclosed quote": ('- id: a\n  label: "b\n- id: c\n', "data/topics.yaml:3: not YAML"),
    "bomb of aliases": (_BOMB, "data/topics.yaml: too many aliases"),
    "not UTF-8": (b"- id: a\n  label: caf\xe9\n", "data/topics.yaml:2: byte 0xe9 is not UTF-8"),
    "UTF-16": ("- id: a\n".encode("utf-16"), "data/topics.yaml:1: byte 0xff is not UTF-8"),
    "NUL": (b"- id: a\n  label: b\0c\n", "data/topics.yaml:2: character U+0000 is not allowed"),
    "escaped NUL": ('- id: a\n  label: "b\\0"\n', "character U+0000 is not allowed"),
    "terminal escape": ('- id: a\n  label: "b\\e[31m"\n', "character U+001B is not allowed"),
    "duplicate key": (
        "- id: a\n  label: b\n  label: c\n",
        "data/topics.yaml:3: key 'label' twice in one record",
    ),
    "duplicate id": ("- {id: a, label: b}\n- {id: a, label: c}\n", "data/topics.yaml:2: topic 'a'"),
    "wrong type": ("- id: a\n  label: [b]\n", "data/topics.yaml:2: topic 'a': label: "),
    "number for a text": ("- id: a\n  label: 12\n", "data/topics.yaml:2: topic 'a': label: "),
    "huge number": (f"- id: a\n  label: {'9' * 50_000}\n", "data/topics.yaml"),
    "unknown key": ("- id: a\n  label: b\n  lable: c\n", "data/topics.yaml:3: topic 'a': "),
    "no list": ("id: a\nlabel: b\n", "data/topics.yaml:1: holds "),
    "a word": ("hello\n", "data/topics.yaml:1: holds "),
    "list of words": ("- a\n- b\n", "data/topics.yaml:1: topic 1: "),
    "keys that are no text": ("- {id: a, label: b, 1: c}\n", "data/topics.yaml:1: "),
    "a list as key": ("? [a, b]\n: c\n", "data/topics.yaml"),
    "a mapping as key": ("? {a: [b]}\n: c\n", "data/topics.yaml"),
    "tag": ("!!python/object/apply:os.system [ls]\n", "data/topics.yaml:1: tag "),
    "set": ("- id: a\n  label: !!set {b, c}\n", "data/topics.yaml:2: tag "),
    "two documents": ("- {id: a, label: b}\n---\n", "data/topics.yaml:2: '---' is not allowed"),
    "lone tab": ("\t", "data/topics.yaml:1: not YAML: a tab can't indent"),
    "tab as indent": ("- id: a\n\tlabel: b\n", "data/topics.yaml:2: not YAML"),
    "10,000 brackets": ("[" * 10_000, "data/topics.yaml:1: nested deeper than 64"),
    "100,000 dashes": ("- " * 100_000, "data/topics.yaml:1: nested deeper than 64"),
    "100,000 dashes, wider": ("-  " * 100_000, "data/topics.yaml:1: nested deeper than 64"),
    "100,000 question marks": ("? " * 100_000, "data/topics.yaml:1: nested deeper than 64"),
    "100,000 tabbed dashes": ("-\t" * 100_000, "data/topics.yaml:1: n"),
    "staircase": (
        "".join(f"{' ' * i}-\n" for i in range(3000)),
        "data/topics.yaml:65: nested deeper than 64",
    ),
    "100,000 mistakes": ("- a\n" * 100_000, "data/topics.yaml: has more problems than these 1,000"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_that_holds_no_records(name: str, small: Path, kg: Kg) -> None:
    text, expected = TEXTS[name]
    raw = text if isinstance(text, bytes) else text.encode()
    (small / "topics.yaml").write_bytes(raw)
    begin = time.monotonic()
    result = kg("validate")
    assert result.exit_code == 1
    assert expected in result.stdout
    assert max(map(len, result.stdout.splitlines())) < 1000
    assert time.monotonic() - begin < _SECONDS


@pytest.mark.parametrize("name", ["10,000 brackets", "100,000 dashes, wider", "NUL", "huge number"])
def test_a_process_of_its_own_tells_it_too(name: str, small: Path, process: Process) -> None:
    """A parser that overflows the stack would end the process, not raise."""
    text, expected = TEXTS[name]
    raw = text if isinstance(text, bytes) else text.encode()
    (small / "topics.yaml").write_bytes(raw)
    result = process("stats")
    assert result.returncode == 1
    assert result.stdout == b""
    assert expected in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def _too_large(folder: Path) -> None:
    with (folder / "events.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)  # a hole: takes no room on the disk


def _folder_for_file(folder: Path) -> None:
    (folder / "topics.yaml").unlink()
    (folder / "topics.yaml").mkdir()


def _folder_within(folder: Path) -> None:
    (folder / "tracks.yaml").unlink()
    (folder / "tracks" / "x.yaml").mkdir(parents=True)


def _loop(folder: Path) -> None:
    (folder / "topics.yaml").unlink()
    (folder / "topics.yaml").symlink_to("topics.yaml")


def _pipe(folder: Path) -> None:
    (folder / "topics.yaml").unlink()
    os.mkfifo(folder / "topics.yaml")


def _endless(folder: Path) -> None:
    (folder / "topics.yaml").unlink()
    (folder / "topics.yaml").symlink_to("/dev/zero")


def _unknown_kind(folder: Path) -> None:
    (folder / "wars.yaml").write_text("- {id: a}\n")


def _empty_folder(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


PLACES: dict[str, tuple[Callable[[Path], None], str]] = {
    "50 MB": (_too_large, "data/events.yaml: file has 52,428,800 bytes (at most 32 MiB"),
    "folder named x.yaml": (_folder_for_file, "data/topics.yaml: "),
    "folder within a kind": (_folder_within, "data/tracks/x.yaml: is not a record file"),
    "loop of links": (_loop, "data/topics.yaml: "),
    "named pipe": (_pipe, "data/topics.yaml: is not a"),
    "endless device": (_endless, "data/topics.yaml: is not a"),
    "unknown kind": (_unknown_kind, "data/wars.yaml: unknown kind of records"),
    "empty folder": (_empty_folder, "no records here"),
}


@pytest.mark.parametrize("name", PLACES)
def test_place_that_holds_no_records(name: str, small: Path, kg: Kg) -> None:
    spoil, expected = PLACES[name]
    spoil(small)
    begin = time.monotonic()
    result = kg("validate")
    assert result.exit_code == 1
    assert expected in result.stdout
    assert time.monotonic() - begin < _SECONDS


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n", "\ufeff"])
def test_empty_file_holds_no_records_and_is_allowed(text: str, small: Path, kg: Kg) -> None:
    (small / "sources").mkdir()
    (small / "sources.yaml").rename(small / "sources" / "all.yaml")
    (small / "sources" / "later.yaml").write_text(text, encoding="utf-8")
    assert kg("validate").exit_code == 0


def test_nothing_is_written_for_bad_records(small: Path, tmp_path: Path, kg: Kg) -> None:
    (small / "topics.yaml").write_text("- {id: a}\n")
    before = sorted(tmp_path.rglob("*"))
    for args in (
        ("export", "ttl", "-o", str(tmp_path / "x.ttl")),
        ("build", "--out", str(tmp_path / "out")),
        ("query", "timeline", "-o", str(tmp_path / "x.csv")),
    ):
        result = kg(*args)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "data/topics.yaml:1: topic 'a': label: is missing" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before
