"""Reading YAML: what is taken, what is refused and where, and lines found again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from kg.yamlfile import MAX_BYTES, YamlProblem, compose, line_of, parse, read_text, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
# a comment
- id: first
  date: 2022-03
  sources: [a,
    b]
- id: second
  date:
    - {value: 2022, rank: normal}
    - value: 2023
      sources: c
  long: >-
    words
    and words
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- 2022-03-29\n", "2022-03-29"),
        ("- 2022-03-29T10:30:00+03:00\n", "2022-03-29T10:30:00+03:00"),
        ("- 2022\n", 2022),
        ("- yes\n", "yes"),  # YAML 1.2: only true and false are truth values
        ("- no\n", "no"),
        ("- on: 1\n", {"on": 1}),
        ("- true\n", True),
        ("- ~\n", None),
        ("- 1.5\n", 1.5),
        ("- 'it''s'\n", "it's"),
        ("- >-\n  a\n  b\n", "a b"),
        ("- &x [1]\n", [1]),
    ],
)
def test_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    assert parse(text, "f") == [value]


def test_an_empty_text_holds_nothing() -> None:
    assert parse("", "f") is None
    assert parse("# only a comment\n", "f") is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- id: a\n  title: b: c\n", 2, "not YAML"),
        ("- id: a\n- id: [b\n", None, "not YAML"),
        ("- {id: a, why: He flew: so.}\n", 1, "inside { } needs quotation marks"),
        ("- a: 1\n- b: *x\n", 2, "not YAML"),
        ("- id: a\n  id: b\n", 2, "key 'id' twice in one record (each key once)"),
        ("- {id: a, id: b}\n", 1, "key 'id' twice in one record (each key once)"),
        ("- a: {x: 1}\n- b:\n    x: 1\n    x: 2\n", 4, "key 'x' twice in one record"),
        ("- a\n---\n- b\n", 2, "one document a file"),
        ("--- a\n", 1, "one document a file"),
        ("- a\n- b: \x07\n", 2, "U+0007"),
        ("- a\n- b: \x00\n", 2, "U+0000"),
        ("- a\n- !!python/object:os.system b\n", 2, "tag"),
        ("- a\n- !mine b\n", 2, "tag"),
        ("[" * 1000 + "]" * 1000, 1, "nested"),
        ("- " * 1000 + "a\n", 1, "nested"),
        ("\n".join(" " * i + "a:" for i in range(200)), None, "nested"),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(YamlProblem) as caught:
        parse(text, "data/x.yaml")
    problem = caught.value.problem
    assert problem.file == "data/x.yaml"
    assert said in problem.message
    assert line is None or problem.line == line


@pytest.mark.parametrize("unit", ["[", "- [", "{a: ", "- ", "? ", "- - ", "\n- [", "[\n- "])
def test_nesting_beyond_measure_ends_soon(unit: str) -> None:
    began = time.perf_counter()
    with pytest.raises(YamlProblem):
        parse(unit * 50_000, "f")
    assert time.perf_counter() - began < 5


def test_brackets_in_prose_are_no_nesting() -> None:
    text = "".join(f"- text: 'see [{i}, and (here'\n" for i in range(300))
    assert len(parse(text, "f")) == 300


def test_a_bomb_of_aliases_is_refused_soon() -> None:
    lines = ["- &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"- &a{i} [{','.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    began = time.perf_counter()
    with pytest.raises(YamlProblem, match="too many aliases"):
        parse("\n".join(lines), "f")
    assert time.perf_counter() - began < 5


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(YamlProblem, match=r"52,428,800 bytes \(at most 32 MiB") as caught:
        read_text(path, "data/x.yaml")
    assert caught.value.problem.file == "data/x.yaml"
    assert MAX_BYTES == 32 * 1024 * 1024


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf- a\n")
    assert read_text(path, "x") == "- a\n"


def test_a_missing_file_and_bad_bytes(tmp_path: Path) -> None:
    with pytest.raises(YamlProblem, match="can't be read"):
        read_text(tmp_path / "none.yaml", "x")
    path = tmp_path / "x.yaml"
    path.write_bytes(b"- a\n- \xff\n")
    with pytest.raises(YamlProblem, match="byte 0xff is not UTF-8") as caught:
        read_text(path, "x")
    assert caught.value.problem.line == 2


@pytest.mark.parametrize(
    ("path", "line", "kept"),
    [
        ((), 2, []),
        ((0,), 2, [0]),
        ((0, "date"), 3, [0, "date"]),
        ((0, "date", 0, "value"), 3, [0, "date"]),  # a plain value stands for the list
        ((0, "sources", 0), 4, [0, "sources", 0]),
        ((0, "sources", 1), 5, [0, "sources", 1]),
        ((0, "sources", 1, "source"), 5, [0, "sources", 1]),
        ((0, "title"), 2, [0, "title"]),  # missing: its record's line
        ((1, "date", 0, "rank"), 8, [1, "date", 0, "rank"]),
        ((1, "date", 1, "value"), 9, [1, "date", 1, "value"]),
        ((1, "date", 1, "sources", 0), 10, [1, "date", 1, "sources"]),
        ((1, "date", 5), 7, [1, "date", 5]),
        ((1, "long"), 11, [1, "long"]),
        ((9,), 2, [9]),
    ],
)
def test_lines_and_paths_are_those_of_the_file(
    path: tuple[str | int, ...], line: int, kept: list[str | int]
) -> None:
    root = compose(TEXT)
    assert line_of(root, path) == line
    assert written(root, path) == kept


def test_of_no_yaml_there_is_no_line() -> None:
    root: Any = compose("- [")
    assert root is None
    assert line_of(root, (0,)) is None
    assert written(root, (0, "a")) == [0, "a"]
