"""Files of what a page shows, over HTTP."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.ui import downloads
from kg.view import View
from tests.web.asked import ask, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.asked import Web


@pytest.fixture
def web(data: Path) -> Iterator[Web]:
    with serving(data):
        yield ask


def test_a_file_is_of_the_view_that_its_address_names(web: Web) -> None:
    every = web("/download/events.csv")
    assert every.headers["content-type"].startswith("text/csv")
    assert 'filename="parley-events.csv"' in every.headers["content-disposition"]
    assert len(list(csv.DictReader(io.StringIO(every.text)))) == 4
    chosen = web("/" + downloads.href("events.csv", View(kinds=("talks-round",))))
    assert {row["kind"] for row in csv.DictReader(io.StringIO(chosen.text))} == {"Round of talks"}
    assert list(ox.parse(web("/download/view.ttl").body, format=ox.RdfFormat.TURTLE))


def test_claims_are_taken_away_as_they_are_shown(web: Web) -> None:
    def speakers(**asked: str) -> list[str]:
        answer = web("/" + downloads.href("claims.csv", View(), **asked))
        return [row["speakers"] for row in csv.DictReader(io.StringIO(answer.text))]

    every = speakers()
    day = speakers(day="2022-03-27")
    assert len(day) == 2
    assert len(every) > len(day)
    assert speakers(day="2022-03-27", speaker="arakhamia") == ["arakhamia"]
    assert set(speakers(show="rivals")) == {"arakhamia", "medinsky"}
    known = View.of_params({"as-of": ["2022-03-26"]})
    answer = web("/" + downloads.href("claims.csv", known))
    assert list(csv.DictReader(io.StringIO(answer.text))) == []


@pytest.mark.parametrize(
    ("target", "status", "told"),
    [
        ("/download/nothing.csv", 404, "events.csv"),
        ("/download/claims.csv?day=yesterday", 400, "yesterday"),
        ("/download/events.csv?kinds=party", 400, "party"),
        ("/download/events.csv?as-of=tomorrow", 400, "YYYY-MM-DD"),
        ("/download/events.csv?policy=party:nobody", 400, "nobody"),
    ],
)
def test_what_cannot_be_meant_is_refused(web: Web, target: str, status: int, told: str) -> None:
    answer = web(target)
    assert answer.status == status
    assert told in answer.text
    assert "Traceback" not in answer.text


def test_the_menu_names_files_and_their_origin(web: Web) -> None:
    menu = downloads.offered(View.of_params({"as-of": ["2022-03-28"]}))
    assert [one["label"] for one in menu["downloads"]] == ["Events (CSV)", "Graph (Turtle)"]  # type: ignore[attr-defined]
    assert "as known on 28 March 2022" in str(menu["imprint"])
    for one in menu["downloads"]:  # type: ignore[attr-defined]
        assert web("/" + one["href"]).status == 200


@pytest.mark.parametrize("name", ["network.gexf", "network.graphml"])
def test_what_a_reader_types_breaks_no_file(web: Web, name: str) -> None:
    for text in ("%0B", "%00", "%ED%A0%80", "%EF%BF%BE", "%3C%26"):
        ET.fromstring(web(f"/download/{name}?text=talks{text}").body)  # noqa: S314 - our own
