"""The first page: numbers, the case to begin with, and the ways on."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from kg.ui import opened
from kg.ui.proof import proof
from kg.view import View

from .conftest import shown

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from .conftest import Open


MEDINSKY = """
    - status: announced
      on: 2022-03-27
      by: medinsky
      date: 2022-03-29
      sources: [announcement]"""


@pytest.fixture
def rivalled(data: Path) -> Path:
    """The tiny folder with a second voice that names the day of the round."""
    path = data / "events" / "2022.yaml"
    text = path.read_text(encoding="utf-8")
    held = "\n    - {status: held, sources: [wire, wire-copy]}"
    assert held in text
    path.write_text(text.replace(held, MEDINSKY + held), encoding="utf-8")
    return data


def test_it_tells_the_numbers_of_the_graph(visit: Open) -> None:
    text = shown(visit())
    figures = opened.figures()
    for name, count in (("events", figures.events), ("claims", figures.claims)):
        assert f"<dt>{name}</dt><dd>{count:,}</dd>" in text


def test_its_numbers_are_of_now_which_a_past_day_is_told(visit: Open) -> None:
    assert "as they are now" not in shown(visit())
    told = shown(visit(**{"as-of": "2022-03-28"}))
    assert "about the records as they are now" in told
    assert "as known on 28 March 2022" in told
    assert f"<dd>{opened.figures().events:,}</dd>" in told


def test_the_case_is_seen_on_its_eve(visit: Open, rivalled: Path) -> None:
    assert rivalled.is_dir()
    text = shown(visit())
    case = proof()
    assert case is not None
    assert case.event.id == "round"
    assert case.eve == datetime.date(2022, 3, 28)
    named = [(one.by.id, one.first.day, one.last.day) for one in case.voices]
    assert named == [("arakhamia", 28, 30), ("medinsky", 29, 29)]
    assert (case.held, case.status) == ((datetime.date(2022, 3, 29),) * 2, "held")
    assert text.count('class="p-named"') == 4
    assert text.count('class="p-was"') == 1


def test_pages_that_are_asked_for_nothing_begin_with_the_case(visit: Open, rivalled: Path) -> None:
    assert rivalled.is_dir()
    text = shown(visit("claims"))
    assert "this is the eve of an event (" in text
    assert "different dates" in text
    (eve,) = re.findall(r"<strong>(\d+ \w+ \d{4}):</strong>", text)
    compared = shown(visit("compare"))
    (chosen,) = re.findall(r'aria-current="page">([^<]*)', compared)
    assert chosen.startswith("Eve and day: ")
    assert f"By {eve}" in compared


def test_the_case_opens_on_the_page_to_explore(visit: Open, rivalled: Path) -> None:
    assert rivalled.is_dir()
    app: AppTest = visit()
    button = app.button(key="open-proof")
    assert button.label == "Open 28 March 2022"
    button.click().run()
    assert not app.exception
    assert "Negotiations, and who said what" in shown(app)
    assert "As known on 28 March 2022" in shown(app)


def test_no_past_day_is_made_where_no_two_voices_ever_differed(visit: Open) -> None:
    visit("about")
    assert opened.rivals(View())
    assert proof() is None
    assert not opened.graph().editions._stores  # each takes seconds where events are many


def test_of_many_disputes_only_the_first_are_looked_into(
    visit: Open, rivalled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rivalled.is_dir()
    visit("about")
    monkeypatch.setattr("kg.ui.proof._TRIED", 0)
    assert proof() is None


@pytest.mark.parametrize("folder", ["data", "empty"])
def test_where_no_two_voices_differ_there_is_no_case(
    visit: Open, request: pytest.FixtureRequest, folder: str
) -> None:
    request.getfixturevalue(folder)
    app = visit()
    assert not app.exception
    assert proof() is None
    assert "What was known on" not in shown(app)
