"""``kg new``: every field is there and told, and what is printed is a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.load import examine
from kg.template import MODELS, template

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg

# What the examples speak of, besides the records that kg new prints.
OTHERS = {
    "documents": "".join(
        f"- {{id: {one}, title: T, kind: draft, date: 2022-03-29, description: D.,"
        " sources: other-source}\n"
        for one in ("earlier-document", "other-document")
    ),
    "coverage": "",
    "sources": (
        "- {id: other-source, title: T, publisher: P, published: 2022-03-29, kind: agency}\n"
    ),
    "topics": "- {id: wider-topic, label: T}\n",
    "tracks": "- {id: wider-track, title: T, description: D.}\n",
    "venues": "- {id: wider-venue, name: N, country: TR, precision: none}\n",
    "actors": "- {id: example-state, name: N, type: state, country: TR}\n",
    "events": """
- id: 2022-03-28-example-announcement
  title: T
  kind: announcement
  tracks: example-track
  date: 2022-03-28
  lifecycle: held
  summary: S.
  sources: [{source: example-source, note: Looks back.}]
  claims:
    - {id: other-claim, text: T., sources: example-source}
- id: 2022-03-30-example-statement
  title: T
  kind: statement
  tracks: example-track
  date: 2022-03-28/2022-03-30
  lifecycle: held
  summary: S.
  sources: [{source: example-source, note: n}]
""",
}


def records(text: str, optional: bool) -> str:
    """Return a template as it stands, or with every optional field in use."""
    if not optional:
        return text
    return re.sub(r"^(\s*)#(?! )", r"\1", text, flags=re.MULTILINE)


def folder(tmp_path: Path, optional: bool) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    (data / "dataset.yaml").write_text(
        "{title: T, description: D., version: 1.0.0, released: 2022-12-31, publisher: P,\n"
        " licence: 'https://example.org/', coverage: C.}\n"
    )
    for kind, others in OTHERS.items():
        text = records(template(kind), optional)
        if kind == "actors" and optional:
            # A person has neither; the template says so.
            text = re.sub(r"^  (country|part_of): .*\n", "", text, flags=re.MULTILINE)
        if kind == "events" and optional:
            claim = records(template("claim"), optional)
            claim = "".join(f"    {line}\n" for line in claim.splitlines())
            head, tail = re.split(r"^  claims:\n.*\n", text, flags=re.MULTILINE)
            text = f"{head}  claims:\n{claim}{tail}"
        (data / f"{kind}.yaml").write_text(text + others.lstrip(), encoding="utf-8")
    return data


@pytest.mark.parametrize("optional", [False, True])
def test_what_is_printed_is_valid_with_its_examples(optional: bool, tmp_path: Path) -> None:
    dataset, problems = examine(folder(tmp_path, optional))
    errors = [str(one) for one in problems if one.severity == "error"]
    assert [one for one in errors if "is the template's text" not in one] == []
    assert sum(": summary" in one for one in errors) == 1
    assert dataset is not None
    event = dataset.events["2022-03-29-example-talks"]
    assert bool(event.participants) == bool(event.claims) == optional


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_told(kind: str, kg: Kg) -> None:
    text = kg("new", kind).stdout
    plain = " ".join(re.sub(r"^\s*#", "", text, flags=re.MULTILINE).split())
    for name, field in MODELS[kind].model_fields.items():
        if name == "withdrawn":  # nobody begins a record by withdrawing it
            continue
        assert re.search(rf"^(- |  )#?{name}:( |$)", text, re.MULTILINE), name
        assert field.description
        assert " ".join(f"{name}: {field.description}".split()) in plain
    assert "…" not in re.sub(r"#.*", "", text), "a field has no example"
    assert max(map(len, text.splitlines())) <= 100


def test_the_day_of_the_id_is_the_date_and_today_is_the_day_of_record(kg: Kg) -> None:
    text = kg("new", "event", "--id", "2022-06-04-sall-in-sochi").stdout
    assert "\n  date: 2022-06-04\n" in text
    assert re.search(r"^  recorded: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert "\n  #recorded: 2022-11-01\n" in template("event")


def test_id_is_taken(kg: Kg) -> None:
    assert (
        "- id: 2022-04-21-pow-exchange\n"
        in kg("new", "event", "--id", "2022-04-21-pow-exchange").stdout
    )
    assert kg("new", "events").stdout == kg("new", "event").stdout
