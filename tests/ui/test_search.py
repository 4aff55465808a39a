"""The page of a search, and the address that the box asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.asked import ask

from .conftest import panel, shown

if TYPE_CHECKING:
    from .conftest import Open


def found(target: str) -> Any:
    answer = ask(target)
    assert answer.status == 200, answer.text
    return json.loads(answer.body)


def test_the_box_stands_on_every_page_and_knows_the_pages(visit: Open) -> None:
    for page in ("", "search", "about"):
        given = panel(visit(page), "search")
        pages = given["pages"]
        assert isinstance(pages, list)
        assert {"event", "source", "explore", "search"} <= set(pages)


@pytest.mark.usefixtures("visit")
def test_search_json_gives_hits_with_addresses() -> None:
    told = found("/search.json?q=%D0%90%D1%80%D0%B0%D1%85%D0%B0%D0%BC%D1%96%D1%8F")
    first = told["hits"][0]
    assert (first["kind"], first["id"]) == ("actor", "arakhamia")
    assert first["why"] == "also known as Давид Арахамія"
    assert first["href"] == "actor?id=arakhamia"
    assert told["total"] == sum(told["counts"].values())


@pytest.mark.usefixtures("visit")
def test_search_json_is_of_the_day_that_is_asked_for() -> None:
    target = "/search.json?q=dolmabahce&kind=event"
    assert [one["id"] for one in found(target)["hits"]] == ["round"]
    assert found(f"{target}&as-of=2022-03-27")["hits"] == []
    (hit,) = found("/search.json?q=round&kind=event&limit=1&as-of=2022-03-29")["hits"]
    assert hit["href"].endswith("&as-of=2022-03-29")


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("limit=0", "limit: '0' is no number from 1 to 100"),
        ("limit=%C2%B2", "is no number"),
        (f"limit={'9' * 5000}", "is no number"),
        ("each=x", "each: 'x'"),
        ("kind=cat", "there is no kind of record 'cat'"),
        ("as-of=tomorrow", "is no day"),
        ("policy=party:nobody", "there is no actor 'nobody'"),
    ],
)
def test_search_json_refuses_what_cannot_be_meant(wrong: str, told: str) -> None:
    answer = ask(f"/search.json?q=x&{wrong}")
    assert answer.status == 400
    assert told in answer.text


def test_the_page_groups_what_was_found_by_kind(visit: Open) -> None:
    page = shown(visit("search", q="istanbul"))
    for told in (
        '<h2>Venues <span class="p-quiet">',
        '<a href="venue?id=istanbul-city">Istanbul</a>',
        'href="search?q=istanbul&amp;kind=track"',
        "in Istanbul",
    ):
        assert told in page, told


def test_a_kind_of_the_address_leaves_only_that(visit: Open) -> None:
    page = shown(visit("search", q="istanbul", kind="track"))
    assert '<a href="track?id=istanbul">' in page
    assert 'href="venue?id=istanbul-city"' not in page
    assert "venue?id=istanbul-city" in shown(visit("search", q="istanbul", kind="cat"))
    assert "venue?id=istanbul-city" in shown(visit("search", q="istanbul", kind="topic"))


def test_without_words_there_are_examples_and_without_result_what_is_near(visit: Open) -> None:
    assert 'href="search?q=neutrality"' in shown(visit("search"))
    page = shown(visit("search", q="qwrtz <b>arakhamia"))
    assert "No result for ‘qwrtz &lt;b&gt;arakhamia’" in page
    assert "Nothing on record has ‘qwrtz’" in page
    assert 'href="actor?id=arakhamia"' in page


def test_words_typed_on_the_page_go_into_the_address(visit: Open) -> None:
    app = visit("search", q="istanbul", kind="track")
    app.text_input(key="search.words").set_value("arakhamia").run()
    assert app.query_params["q"] == "arakhamia"
    assert "kind" not in app.query_params
    assert 'href="actor?id=arakhamia"' in shown(app)


def test_the_page_is_of_the_day_of_the_view(visit: Open) -> None:
    params = {"q": "arakhamia dolmabahçe", "as-of": "2022-03-27"}
    page = shown(visit("search", **params))
    assert "event?id=round" not in page
    assert "Only what was known by 27 March 2022 is looked through" in page
    assert "as-of=2022-03-27" in page
