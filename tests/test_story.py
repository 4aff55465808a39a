"""The story of a view, by the description of TimelineJS: dates as precise as known, safe HTML."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kg.edtf import parse
from kg.entry import entries
from kg.page import about
from kg.story import story
from kg.view import View

from .test_ical import ABOUT, ONE

if TYPE_CHECKING:
    from kg.graph import Graph


def slide(**changes: object) -> dict[str, Any]:
    (found,) = json.loads(story([replace(ONE, **changes)], ABOUT))["events"]  # type: ignore[arg-type]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2022-03-29", (2022, 3, 29), None, None),
        ("2022-03-29T10:30:00Z", (2022, 3, 29), None, None),
        ("2022-03-28/2022-03-30", (2022, 3, 28), (2022, 3, 30), "28–30 March 2022"),
        ("2022-03-29~", (2022, 3, 29), None, "about 29 March 2022"),
        ("2022-03", (2022, 3), None, "March 2022"),
        ("2022-03-XX", (2022, 3), None, None),
        ("2022", (2022,), None, "2022"),
        ("202X", (2020,), (2029,), "some year from 2020 to 2029"),
        ("2022-21", (2022, 3), (2022, 5), "spring 2022 (March–May)"),
        ("2022-02/2022-03-30", (2022, 2), (2022, 3, 30), None),
        ("2022-03-28/..", (2022, 3, 28), None, "from 28 March 2022 on (open)"),
        ("../2022-03-28", (2022, 3, 28), None, "until 28 March 2022 (open start)"),
    ],
)
def test_dates_are_as_precise_as_known(
    text: str, start: tuple[int, ...], end: tuple[int, ...] | None, words: str | None
) -> None:
    found = slide(date=parse(text))
    assert tuple(found["start_date"].values()) == start
    assert list(found["start_date"]) == ["year", "month", "day"][: len(start)]
    assert (tuple(found["end_date"].values()) if "end_date" in found else None) == end
    if words:
        assert found["display_date"] == words
    assert ("display_date" in found) == ("T" not in text and text != "2022-03-29")


def test_texts_are_html_and_nothing_gets_out() -> None:
    bad = '<img src=x onerror="alert(1)"> & \x00'
    found = slide(title=bad, summary=bad, track=bad, where=bad, participants=(bad,))
    words = json.dumps(found)
    assert "<img" not in words
    assert "\\u0000" not in words
    assert found["text"]["headline"] == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp;"
    assert found["group"] == found["text"]["headline"]
    assert "media" not in found
    assert "background" not in found


def test_what_has_no_date_is_counted() -> None:
    found = json.loads(story([ONE, replace(ONE, id="y", date=None)], ABOUT))
    assert [one["unique_id"] for one in found["events"]] == ["x"]
    assert "left out: 1." in found["title"]["text"]["text"]


@pytest.mark.parametrize("day", ["", "2022-03-05", "2022-03-28"])
def test_the_story_has_the_dated_events_of_its_day(real_graph: Graph, day: str) -> None:
    view = View.of_params({"as-of": [day]})
    store = real_graph.of(view)
    told = about(store, real_graph.names)
    content = story(entries(store, view, real_graph.names), told)
    assert content == story(entries(store, view, real_graph.names), told)
    found = json.loads(content)
    assert set(found) == {"scale", "title", "events"}
    records = real_graph.editions.records(view).events
    assert {one["unique_id"] for one in found["events"]} == {
        one.id for one in records.values() if one.date
    }
    for one in found["events"]:
        assert set(one) <= {
            *("unique_id", "start_date", "end_date", "display_date", "group", "text"),
        }
        for which in ("start_date", "end_date"):
            assert all(isinstance(part, int) for part in one.get(which, {}).values())
        if day:
            year, month = (int(part) for part in day.split("-")[:2])
            assert (one["start_date"]["year"], one["start_date"].get("month", 1)) <= (
                year + 1,
                month,
            )
