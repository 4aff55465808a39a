"""Search: whoever is meant is found, in any spelling, and nothing that was not known yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.graph import Graph, open_graph
from kg.search import Index, index
from kg.search.folding import folded, sound
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def real(real_graph: Graph) -> Index:
    return index(real_graph.store, real_graph.names)


@pytest.fixture(scope="module")
def tiny(tiny_graph: Graph) -> Index:
    return index(tiny_graph.store, tiny_graph.names)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dolmabahçe Palace", ("dolmabahce", "palace")),
        ("Зеленський", ("zelenskiy",)),
        ("Ко́стин", ("kostin",)),  # with a mark of stress
        ("İstanbul’un", ("istanbulun",)),
        ("Zelensky's visit, 28–30 March", ("zelensky", "visit", "28", "30", "march")),
        ("", ()),
    ],
)
def test_words_are_folded_to_latin_letters(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


@pytest.mark.parametrize(
    "same",
    [
        ("zelensky", "zelenskyy", "zelenskiy", "zelenskyi", "zelenskij", "zelenski"),
        ("kyiv", "kiev", "kiiv"),
        ("kharkiv", "kharkov", "harkiv"),
        ("lukashenko", "lukashenka"),
        ("luhansk", "lugansk"),
        ("odesa", "odessa"),
        ("shcherbak", "scherbak"),
        ("yermak", "ermak"),
    ],
)
def test_spellings_of_one_name_sound_alike(same: tuple[str, ...]) -> None:
    assert len({sound(one) for one in same}) == 1


def test_names_that_differ_do_not_sound_alike() -> None:
    apart = ("minsk", "moscow", "istanbul", "lavrov", "peskov", "putin", "macron", "geneva")
    assert len({sound(one) for one in apart}) == len(apart)


@pytest.mark.parametrize(
    ("words", "kind", "record"),
    [
        *(
            (words, "actor", "volodymyr-zelensky")
            for words in (
                "Zelensky",
                "Zelenskyy",
                "Zelenskiy",
                "Zelenskyi",
                "Зеленський",
                "Зеленский",
                "zelen",
                "zelenksy",
                "zelensky volodymyr",
                "Q3874799",
            )
        ),
        ("Kyiv", "venue", "kyiv"),
        ("Kiev", "venue", "kyiv"),
        ("Lukashenka", "actor", "alexander-lukashenko"),
        ("Erdogan", "actor", "recep-tayyip-erdogan"),
        ("Dolmabahce", "venue", "dolmabahce"),
        ("istambul", "venue", "istanbul"),
        ("istamb", "venue", "istanbul"),
        ("2022-03-29-istanbul-talks", "event", "2022-03-29-istanbul-talks"),
    ],
)
def test_the_record_that_is_meant_stands_first(
    real: Index, words: str, kind: str, record: str
) -> None:
    first = real.find(words).hits[0].ref
    assert (first.kind, first.id) == (kind, record)


@pytest.mark.parametrize(
    "words", ["talks istanbul 2022", "2022 Istanbul talks", "29 march 2022", "2022-03-29 talks"]
)
def test_an_event_is_found_by_words_in_any_order_and_by_its_date(real: Index, words: str) -> None:
    assert real.find(words, "event").hits[0].ref.id == "2022-03-29-istanbul-talks"


def test_a_word_that_means_nothing_finds_nothing(real: Index) -> None:
    assert real.find("qqqqq").total == 0


def test_a_number_is_never_guessed(real: Index) -> None:
    events = real.find("march 2022", "event", 1000).hits
    assert len(events) > 20
    assert all("2022" in one.told + one.ref.label + one.why for one in events)
    assert real.find("2 may 2097").total == 0


def test_every_record_is_found_by_its_name_and_by_its_id(real: Index, real_graph: Graph) -> None:
    """Also those of which several have one name: then all of them are."""
    records = real_graph.dataset
    for kind in ("actors", "venues", "topics", "tracks", "documents", "events", "sources"):
        for record_id, record in records.of_kind(kind).items():
            name = next(
                getattr(record, one) for one in ("name", "title", "label") if hasattr(record, one)
            )
            found = {one.ref.id for one in real.find(name, limit=2000).hits}
            assert record_id in found or not folded(name), name
            assert record_id in {one.ref.id for one in real.find(record_id).hits[:2]}


def test_it_is_told_why_a_record_was_found(tiny: Index) -> None:
    def why(words: str, record: str) -> str:
        return next(one.why for one in tiny.find(words).hits if one.ref.id == record)

    assert why("Davyd", "arakhamia") == ""
    assert why("Арахамія", "arakhamia") == "also known as Давид Арахамія"
    assert why("head delegation", "arakhamia") == "Head of the delegation"
    assert why("dolmabahçe", "round") == "in Dolmabahçe Palace"
    assert why("arakhamia", "round") == "with Davyd Arakhamia"
    assert why("vouches", "guarantees") == "Who vouches for whom."


def test_names_come_before_texts_and_more_events_first(tiny: Index, real: Index) -> None:
    hits = tiny.find("davyd arakhamia").hits
    assert [one.ref.id for one in hits[:1]] == ["arakhamia"]
    assert hits[0].score > 1 > hits[1].score  # the whole of a name; a part in an event
    equals = [one for one in real.find("talks").hits if one.ref.kind == "track" and one.score == 1]
    assert len(equals) > 3
    assert [one.events for one in equals] == sorted((e.events for e in equals), reverse=True)


def test_kinds_are_counted_before_any_limit(tiny: Index) -> None:
    whole = tiny.find("istanbul")
    part = tiny.find("istanbul", "event", limit=1)
    assert part.counts == whole.counts
    assert [one.ref.kind for one in part.hits] == ["event"]
    few = tiny.find("istanbul", each=1).hits
    assert len({one.ref.kind for one in few}) == len(few)


def test_without_a_result_the_words_and_what_is_near_are_told(tiny: Index) -> None:
    found = tiny.find("qwrtz arakhamia")
    assert (found.hits, found.total, found.unknown) == ((), 0, ("qwrtz",))
    assert "arakhamia" in {one.ref.id for one in found.closest}
    apart = tiny.find("auckland arakhamia")
    assert (apart.total, apart.unknown) == (0, ())
    assert {"auckland", "arakhamia"} <= {one.ref.id for one in apart.closest}
    assert tiny.find("").total == tiny.find("?!").total == 0


@pytest.mark.parametrize(
    "odd", ["a" * 5000, "\ud800", "%s{0}\\", "\x00", "ا" * 300, "🙂", "-- ; ("]
)
def test_no_text_breaks_it(tiny: Index, odd: str) -> None:
    assert tiny.find(odd).total >= 0


def test_what_was_not_known_yet_is_not_found(real_graph: Graph) -> None:
    """On the eve nobody knew of the palace; and the day itself was only foretold."""
    view = View(as_of=date(2022, 3, 27))
    eve = index(real_graph.of(view), real_graph.names)
    assert eve.find("2022-03-30-kremlin-reaction").total == 0
    known = {one.id for one in real_graph.editions.records(view).events.values()}
    for words in ("talks", "istanbul", "2022", "peskov", "2025"):
        hits = eve.find(words, "event", 1000).hits
        assert {one.ref.id for one in hits} <= known
    assert eve.find("dolmabahce", "event").hits == ()
    assert eve.find("2025", "event").hits == ()


def test_every_text_that_is_searched_was_known(real_graph: Graph) -> None:
    view = View(as_of=date(2022, 3, 28))
    then = index(real_graph.of(view), real_graph.names)
    records = real_graph.editions.records(view)
    texts = {one.text for one in then._texts if one.field == "claim"}
    assert texts == {one.text for _, one in records.claims()}


def test_a_withdrawn_record_is_not_found(data: Path) -> None:
    change(
        data,
        "venues.yaml",
        "- id: auckland\n",
        "- id: auckland\n  withdrawn: {on: 2022-04-01, why: A mistake.}\n",
    )
    graph = open_graph(data)
    assert index(graph.store, graph.names).find("auckland").total == 0
