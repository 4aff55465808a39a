"""What a result can be shown as."""

from __future__ import annotations

import pytest

from kg.queries import named_queries
from kg.rdf.names import Names
from kg.shape import Shape, default_view, record, shape
from kg.values import Result, Term

BASE = "https://w3id.org/parley/"
XSD = "http://www.w3.org/2001/XMLSchema#"
DATE, INTEGER = XSD + "date", XSD + "integer"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


def thing(path: str) -> Term:
    return Term("uri", BASE + path)


def text(value: str, datatype: str | None = None) -> Term:
    return Term("literal", value, datatype)


def of(**columns: Term | None) -> Shape:
    return shape(Result(tuple(columns), (tuple(columns.values()),)), Names())


EVENT, ACTOR = thing("id/event/round"), thing("id/actor/one")


@pytest.mark.parametrize(
    ("columns", "views"),
    [
        ({"event": EVENT}, {"timeline"}),
        ({"event": EVENT, "actor": ACTOR}, {"timeline", "network"}),
        ({"a": ACTOR, "b": thing("id/actor/two")}, {"network"}),
        ({"day": text("2022-03-28", DATE)}, {"timeline"}),
        ({"date": text("2022-03-28/2022-03-30", EDTF)}, {"timeline"}),
        ({"month": text("2022-03")}, {"timeline"}),
        ({"year": text("2022")}, set()),
        ({"n": text("3", INTEGER)}, {"chart"}),
        ({"venue": thing("id/venue/istanbul")}, {"map"}),
        ({"where": text("POINT(28.9 41.0)", WKT)}, {"map"}),
        ({"lat": text("41", INTEGER), "long": text("28", INTEGER)}, {"map", "chart"}),
        ({"lat": text("41", INTEGER)}, {"chart"}),
        ({"name": text("Istanbul"), "p": Term("uri", BASE + "ns#date")}, set()),
        ({"none": None}, set()),
    ],
)
def test_the_columns_choose(columns: dict[str, Term | None], views: set[str]) -> None:
    missing = of(**columns).missing
    assert {name for name, why in missing.items() if why is None} == {"table"} | views


def test_what_is_missing_is_named() -> None:
    missing = of(event=EVENT).missing
    assert "such as ?event and ?actor; there is only ?event" in str(missing["network"])
    assert "?venue, or ?lat and ?long" in str(missing["map"])
    assert "(COUNT(*) AS ?count)" in str(missing["chart"])
    assert "such as ?date" in str(of(name=text("x")).missing["timeline"])


def test_a_column_of_different_things_is_of_no_kind() -> None:
    rows = ((EVENT,), (ACTOR,))
    assert shape(Result(("x",), rows), Names()).columns[0].kind == "name"
    mixed = Result(("x",), ((text("2022-03-28"),), (text("soon"),)))
    assert shape(mixed, Names()).columns[0].kind == "text"


def test_the_date_on_record_goes_before_other_dates() -> None:
    day = text("2022-03-28", DATE)
    found = of(knownFrom=day, earliest=day, latest=day, date=text("2022-03", EDTF)).when
    assert found is not None
    assert (found[0].name, found[1]) == ("date", None)
    found = of(knownFrom=day, begin=day, end=day).when
    assert found is not None
    assert (found[0].name, found[1] and found[1].name) == ("begin", "end")


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("#defaultView:Timeline\nSELECT * {}", "timeline"),
        ("# defaultView: Graph\nSELECT * {}", "network"),
        ("PREFIX a: <b>\n#defaultview:linechart\nSELECT * {}", "chart"),
        ("#defaultView:ImageGrid\nSELECT * {}", None),
        ("SELECT * { ?s ?p '#defaultView:Map' }", None),
        ("SELECT * {}", None),
    ],
)
def test_a_query_says_how_it_is_shown(query: str, view: str | None) -> None:
    assert default_view(query) == view


def test_queries_that_say_how_they_are_shown() -> None:
    said = {name: default_view(one.text) for name, one in named_queries().items()}
    assert said["timeline"] == "timeline"
    assert said["who-met-whom"] == said["participation"] == "network"
    assert said["topics-by-month"] == "chart"
    assert all(one.body.startswith(("PREFIX", "#defaultView:")) for one in named_queries().values())


@pytest.mark.parametrize(
    ("iri", "found"),
    [
        (BASE + "id/event/round", ("event", "round")),
        (BASE + "voc/topic/peace", ("topic", "peace")),
        (BASE + "id/event", None),
        (BASE + "id/event/a/b", None),
        (BASE + "ns#Event", None),
        ("https://example.org/id/event/round", None),
    ],
)
def test_records_are_known_by_their_names(iri: str, found: tuple[str, str] | None) -> None:
    assert record(iri, Names()) == found
