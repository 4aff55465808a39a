"""``kg schema``: editors accept what Parley accepts, and mark what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg import yamlfile
from kg.schema import FILES, schema

if TYPE_CHECKING:
    from .conftest import Kg

jsonschema: Any = pytest.importorskip("jsonschema")
DATA = Path(__file__).parents[2] / "data"


def files(kind: str) -> list[Path]:
    return [one for one in (DATA / f"{kind}.yaml", *(DATA / kind).glob("*.yaml")) if one.is_file()]


def errors(kind: str, value: object) -> list[str]:
    found = schema(kind)
    checker = jsonschema.validators.validator_for(found)
    checker.check_schema(found)
    return [
        f"{list(one.absolute_path)}: {one.message}" for one in checker(found).iter_errors(value)
    ]


@pytest.mark.parametrize("kind", FILES)
def test_our_own_records_fit(kind: str) -> None:
    assert files(kind)
    for path in files(kind):
        assert errors(kind, yamlfile.parse(path.read_text(encoding="utf-8"), path.name)) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("topics", "- {id: a, label: b, lable: c}"),
        ("topics", "- {id: A b, label: c}"),
        ("topics", "- {label: c}"),
        ("topics", "id: a"),
        ("sources", "- {id: a, title: b, publisher: c, kind: nope}"),
        ("actors", "- {id: a, name: b, type: state, country: Türkiye}"),
        ("dataset", "title: a"),
    ],
)
def test_mistakes_are_marked(kind: str, text: str) -> None:
    assert errors(kind, yamlfile.parse(text, "x")) != []


def test_empty_file_and_short_forms_fit() -> None:
    assert errors("topics", None) == []
    text = (
        "- {id: a, title: b, kind: call, tracks: c, date: 2022, lifecycle: held, summary: d,"
        " sources: e}"
    )
    assert errors("events", yamlfile.parse(text, "x")) == []


def test_names_of_definitions_are_short() -> None:
    assert all(len(name) < 20 for name in schema("events")["$defs"])


def test_command_prints_one_kind_or_all_or_writes_files(tmp_path: Path, kg: Kg) -> None:
    assert json.loads(kg("schema", "events").stdout) == schema("events")
    assert kg("schema", "event").stdout == kg("schema", "events").stdout
    assert list(json.loads(kg("schema").stdout)) == list(FILES)
    out = tmp_path / "schemas"
    assert kg("schema", "--out", str(out)).stdout == ""
    assert sorted(one.name for one in out.iterdir()) == sorted(
        f"{one}.schema.json" for one in FILES
    )
    assert json.loads((out / "topics.schema.json").read_text()) == schema("topics")
