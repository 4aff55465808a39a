"""The SPARQL page without a browser: what it runs, shows, and puts into the address."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kg.queries import named_queries
from kg.snippets import Question, turtle
from kg.ui import opened
from kg.ui.sparql_chart import _unit
from kg.ui.text import md
from kg.view import View
from tests.web.asked import ask

from .conftest import panels, shown

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from .conftest import Open

BASE = "https://w3id.org/parley/"


def editor(app: AppTest) -> dict[str, Any]:
    """Return what the editor was given."""
    return next(one for one in panels(app, "editor") if "words" not in one)


def run(visit: Open, query: str, **params: str) -> AppTest:
    app = visit("sparql", q=query, **params)
    assert not app.exception
    return app


def test_nothing_is_run_before_it_is_asked_for(visit: Open) -> None:
    app = visit("sparql")
    assert "Run the query as it stands" in shown(app)
    assert editor(app)["ran"] == 0
    app.button(key="sparql.run").click().run()
    assert app.query_params["query"] == "claims-on-day"
    assert "No row matches." in shown(app)
    assert editor(app)["ran"] == 1


def test_a_named_query_is_taken_with_one_click(visit: Open) -> None:
    app = visit("sparql")
    before = editor(app)["rev"]
    app.button(key="use.timeline").click().run()
    assert not app.exception
    assert app.query_params["query"] == "timeline"
    assert editor(app)["rev"] > before
    assert editor(app)["text"] == named_queries()["timeline"].body
    (drawn,) = panels(app, "timeline")
    assert drawn["events"]["id"] == ["answer", "announced", "round", "next-round"]
    app.button(key="show.table").click().run()
    assert app.query_params["show"] == "table"
    assert list(app.dataframe[0].value) == list(named_queries()["timeline"].columns)
    assert len(app.dataframe[0].value) == 4


@pytest.mark.parametrize("name", named_queries())
def test_each_named_query_can_be_linked_to(visit: Open, name: str) -> None:
    app = visit("sparql", query=name)
    assert not app.exception
    assert not app.error
    assert any(md(named_queries()[name].title) in one.label for one in app.expander)


def test_an_address_of_the_protocol_shows_what_it_asks(visit: Open) -> None:
    text = "SELECT ?title { ?event a sem:Event ; rdfs:label ?title }"
    app = visit("sparql", query=text)
    assert not app.exception
    assert editor(app)["text"] == text
    assert len(app.dataframe[0].value) == 4


def test_a_link_holds_the_parameters_that_were_changed(visit: Open) -> None:
    app = visit("sparql", query="claims-on-day", **{"p-day": "2022-03-27"})
    assert '"2022-03-27"^^xsd:date' in editor(app)["text"]
    count = len(app.dataframe[0].value)
    assert count > 0
    app.date_input[0].set_value(date(2022, 3, 28)).run()
    assert "p-day" not in app.query_params  # the default again
    assert app.query_params["query"] == "claims-on-day"
    assert '"2022-03-28"^^xsd:date' in editor(app)["text"]
    assert "q" not in app.query_params


def test_a_parameter_that_cannot_be_is_told(visit: Open) -> None:
    app = visit("sparql", query="claims-on-day", **{"p-day": "tomorrow"})
    assert not app.exception
    assert "tomorrow" in app.warning[0].value


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_no_field_takes_is_asked_all_the_same(visit: Open, day: str) -> None:
    app = visit("sparql", query="claims-on-day", **{"p-day": day})
    assert not app.exception
    assert f'"{day}"^^xsd:date' in editor(app)["text"]


def test_queries_are_found_by_their_words(visit: Open) -> None:
    app = visit("sparql")
    app.text_input(key="sparql.find").set_value("met whom").run()
    assert [one.key for one in app.button if str(one.key).startswith("use.")] == [
        "use.who-met-whom"
    ]
    app.text_input(key="sparql.find").set_value("xyzzy").run()
    assert any("No query has these words" in one.value for one in app.caption)


def test_a_query_that_cannot_run_tells_where(visit: Open) -> None:
    text = "SELECT * {\n  ?s ?p '😀' .\n  OPTIONL { ?s ?p ?o }\n}"
    app = run(visit, text)
    assert "Line 3, column 3" in app.error[0].value.replace("\\", "")
    assert app.query_params["q"] == text
    found = editor(app)["mistake"]
    units = text.encode("utf-16-le")
    assert units[2 * found["from"] : 2 * found["to"]].decode("utf-16-le") == "OPTIONL"


def test_a_query_that_takes_too_long_is_told(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIMEOUT", "0.5")
    app = run(
        visit, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    )
    assert "0\\.5 s" in app.warning[0].value
    assert any("0.5 seconds" in one.value for one in app.caption)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ?s a sem:Event }", "<h2>Yes</h2>"),
        ("SELECT * { ?s a <http://example.org/none> }", "No row matches."),
        ("SELECT (1 AS ?x) (?x AS ?y) {}", ""),
        ("SELECT ?x { VALUES ?x { 1 'one' true UNDEF <http://example.org/> } }", ""),
        ("SELECT ?n { VALUES ?n { 99999999999999999999999 5 } }", ""),
        ("#defaultView:Timeline\nSELECT ?d { VALUES ?d { '2022-13-45'^^xsd:date UNDEF } }", ""),
        ("#defaultView:Chart\nSELECT ?n { VALUES ?n { 'x'^^xsd:integer } }", ""),
        ("#defaultView:Map\nSELECT ?p { VALUES ?p { 'POINT(x)'^^geo:wktLiteral } }", ""),
        ("#defaultView:Graph\nSELECT ?a ?b { ?a kg:claim ?b }", "No row matches."),
    ],
)
def test_answers_of_any_shape_are_shown(visit: Open, query: str, told: str) -> None:
    app = run(visit, query)
    assert not app.error
    assert told in shown(app)


def test_a_graph_as_an_answer_is_shown_as_turtle(visit: Open) -> None:
    app = run(visit, "CONSTRUCT WHERE { ?s a sem:Event }")
    assert "sem:Event" in app.code[0].value


def test_rows_beyond_the_cap_are_told(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ROWS", "5")
    app = run(visit, "SELECT * { ?s ?p ?o }")
    assert any("only the first 5 rows" in one.value for one in app.caption)


def test_what_cannot_be_drawn_is_off_and_says_why(visit: Open) -> None:
    app = run(visit, "SELECT ?event { ?event a sem:Event }")
    off = {one.key: one.disabled for one in app.button if str(one.key).startswith("show.")}
    assert off == {
        "show.table": False,
        "show.timeline": False,
        "show.network": True,
        "show.map": True,
        "show.chart": True,
    }
    assert "there is only ?event" in shown(app)


def test_records_link_to_their_pages_of_the_same_day(visit: Open) -> None:
    query = "SELECT ?event ?kind { ?event a sem:Event ; sem:eventType ?kind }"
    app = run(visit, query, **{"as-of": "2022-03-28"})
    rows = app.dataframe[0].value
    assert set(rows["event"]) <= {
        f"event?id={one}&as-of=2022-03-28" for one in ("answer", "announced", "round", "next-round")
    }
    assert all(one.startswith("voc/event-kind/") for one in rows["kind"])


def test_events_without_a_date_in_the_row_have_that_of_the_day(visit: Open) -> None:
    query = "#defaultView:Timeline\nSELECT ?event { ?event a sem:Event }"
    now = panels(run(visit, query), "timeline")[0]["events"]
    then = panels(run(visit, query, **{"as-of": "2022-03-27"}), "timeline")[0]["events"]
    assert set(then["id"]) < set(now["id"])
    assert now["b0"][now["id"].index("round")] == "2022-03-29"
    assert "Round of talks" in now["kindLabel"]
    assert None not in now["status"]


def test_rows_that_are_no_events_are_drawn_by_their_dates(visit: Open) -> None:
    app = run(
        visit,
        "#defaultView:Timeline\nSELECT ?claim ?text ?day ?modality {"
        " ?claim a kg:Claim ; schema:text ?text ; dcterms:issued ?day ; kg:modality/skos:prefLabel"
        " ?modality }",
    )
    (drawn,) = panels(app, "timeline")
    assert len(drawn["lanes"]) > 1
    assert set(drawn["events"]["kindLabel"]) == {""}
    assert set(drawn["events"]["status"]) == {None}
    assert drawn["statuses"] == []
    assert (drawn["noun"], drawn["laneWord"]) == ("row", "Modality")
    assert any("by ?day, in lanes by ?modality" in one.value for one in app.caption)
    assert drawn["events"]["id"]


def test_bounds_stay_bounds(visit: Open) -> None:
    app = run(
        visit,
        "#defaultView:Timeline\nSELECT ?name ?earliest ?latest { VALUES (?name ?earliest ?latest)"
        " { ('Some day' '2022-03-01'^^xsd:date '2022-03-09'^^xsd:date) } }",
    )
    events = panels(app, "timeline")[0]["events"]
    bounds = [events[one][0] for one in ("b0", "b1", "e0", "e1")]
    assert bounds == ["2022-03-01", "2022-03-09", "2022-03-01", "2022-03-09"]
    assert events["title"] == ["Some day"]


def test_two_columns_of_things_are_tied(visit: Open) -> None:
    (drawn,) = panels(visit("sparql", query="participation"), "network")
    kinds = dict(zip(drawn["nodes"]["id"], drawn["nodes"]["kind"], strict=True))
    assert kinds["round"] == "event"
    assert kinds["arakhamia"] == "person"
    labels = dict(zip(drawn["nodes"]["id"], drawn["nodes"]["label"], strict=True))
    assert labels["arakhamia"] == "Davyd Arakhamia"
    ends = zip(drawn["edges"]["source"], drawn["edges"]["target"], strict=True)
    told = [
        word
        for (one, other), word in zip(ends, drawn["edges"]["label"], strict=True)
        if {drawn["nodes"]["id"][i] for i in (one, other)} == {"round", "arakhamia"}
    ]
    assert len(told) == 1
    assert told[0]


def test_a_weight_that_is_no_number_weighs_as_one_row(visit: Open) -> None:
    app = run(
        visit,
        f"#defaultView:Network\nBASE <{BASE}id/actor/>\n"
        "SELECT ?one ?other ?weight { VALUES (?one ?other ?weight) {"
        " (<russia> <ukraine> 'NaN'^^xsd:double) (<russia> <turkiye> 'INF'^^xsd:double) } }",
    )
    (drawn,) = panels(app, "network")
    assert drawn["edges"]["weight"] == [1, 1]  # a browser's JSON knows no other


def test_rows_stand_at_the_venues_on_record(visit: Open) -> None:
    app = run(
        visit,
        "#defaultView:Map\nSELECT ?event ?claim ?venue { ?event a sem:Event ."
        " OPTIONAL { ?event sem:hasPlace ?venue } OPTIONAL { ?claim kg:event ?event } }",
    )
    (drawn,) = panels(app, "map")
    assert drawn["noun"] == "row"
    assert drawn["share"]["downloads"] == []
    rows, places = drawn["events"], drawn["places"]
    at = [places["id"][i] if i >= 0 else None for i in rows["place"]]
    ids = [one.partition("#")[0] for one in rows["id"]]
    assert len(rows["id"]) == len(set(rows["id"])) > len(set(ids))
    assert {at[i] for i, one in enumerate(ids) if one == "round"} == {"dolmabahce"}
    assert {at[i] for i, one in enumerate(ids) if one == "answer"} == {None}
    assert rows["title"][ids.index("round")] == "Round of talks"
    assert "2022" in rows["date"][ids.index("round")]
    venue = opened.graph().dataset.venues["dolmabahce"]
    told = {name: column[0] for name, column in places.items()}
    assert (told["accuracy"], told["precision"]) == (venue.accuracy_m, venue.precision)


def test_a_bare_point_is_not_said_to_be_exact(visit: Open) -> None:
    app = run(
        visit,
        "#defaultView:Map\nSELECT ?name ?lat ?long { VALUES (?name ?lat ?long)"
        " { ('Here' 41 28.5) ('There too' 41 28.5) ('Far' 1 2) ('Nowhere' 91 0) } }",
    )
    (drawn,) = panels(app, "map")
    places = drawn["places"]
    assert places["name"] == ["41, 28.5", "Far"]  # the one is called by two names
    assert set(places["accuracy"]) == set(places["precision"]) == {None}
    assert drawn["events"]["place"] == [0, 0, 1, -1]
    assert drawn["events"]["title"] == ["Here", "There too", "Far", "Nowhere"]
    assert any("How exact a bare point is" in one.value for one in app.caption)


def test_a_point_of_a_venue_is_that_venue(visit: Open) -> None:
    app = run(
        visit,
        "#defaultView:Map\nSELECT ?venue ?wkt ?n { VALUES ?n { 1 2 } ?venue"
        " geo:hasGeometry/geo:asWKT ?own . BIND(IF(?n = 1, ?own, 'POINT(1 2)'^^geo:wktLiteral)"
        " AS ?wkt) } ORDER BY ?n",
    )
    (drawn,) = panels(app, "map")
    assert drawn["places"]["precision"][-1] is None
    assert None not in drawn["places"]["precision"][:-1]
    assert drawn["events"]["title"][0] == "n 1"


def test_numbers_are_bars_by_name_and_by_day(visit: Open) -> None:
    app = visit("sparql", query="topics-by-month")
    assert not app.exception
    assert any("?events by ?month, for each ?label" in one.value for one in app.caption)
    app = run(
        visit,
        "#defaultView:Chart\nSELECT ?name ?side ?n { VALUES (?name ?side ?n)"
        " { ('a' 'x' 1) ('a' 'y' 2) ('b' 'x' 3) } }",
    )
    assert any("?n by ?name and ?side." in one.value for one in app.caption)
    spec = json.loads(app.get("vega_lite_chart")[0].proto.spec)
    assert spec["encoding"]["color"]["scale"]["domain"] == ["x", "y"]
    assert spec["encoding"]["y"]["sort"] == ["a", "b"]


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (["2022-01", "2022-03"], "yearmonth"),
        (["1994-01", "2022-03"], None),
        (["2022-03-28", "2022-03-30"], "yearmonthdate"),
        (["2022-03-28", "2022-03"], None),
        (["2021", "2022"], "year"),
        (["2021", "20x2"], None),
        (["2022-01-01", "2022-1x-01"], None),
        ([], None),
    ],
)
def test_an_axis_of_time_is_true_to_scale_where_it_can_be(
    days: list[str], unit: str | None
) -> None:
    assert _unit(days) == unit


def test_a_day_chosen_later_asks_again(visit: Open) -> None:
    query = (
        "SELECT ?s { ?e a sem:Event ; rdfs:label 'Round of talks'@en ; kg:status/rdfs:label ?s }"
    )
    app = run(visit, query)
    assert list(app.dataframe[0].value["s"]) == ["Held"]
    app.query_params["as-of"] = "2022-03-28"
    app.run()
    assert list(app.dataframe[0].value["s"]) == ["Announced"]


def test_the_plain_field_does_the_same(visit: Open) -> None:
    app = visit("sparql")
    app.toggle(key="sparql.plain").set_value(True).run()
    assert not panels(app, "editor")
    app.text_area[0].set_value("ASK { ?s ?p ?o }").run()
    app.button(key="sparql.run").click().run()
    assert "<h2>Yes</h2>" in shown(app)
    assert app.query_params["q"] == "ASK { ?s ?p ?o }"
    app.toggle(key="sparql.plain").set_value(False).run()
    assert editor(app)["text"] == "ASK { ?s ?p ?o }"


def test_the_editor_is_handed_the_words_once(visit: Open) -> None:
    app = visit("sparql")
    (words,) = [one["words"] for one in panels(app, "editor") if "words" in one]
    assert "sem" in words["prefixes"]
    assert any(name == "sem:Event" for name, _, _ in words["classes"])


def test_snippets_are_of_what_was_run(visit: Open) -> None:
    app = run(visit, "SELECT ?event { ?event a sem:Event }", **{"as-of": "2022-03-28"})
    texts = [one.value for one in app.code]
    assert any("kg.open().frame(query" in one for one in texts)
    assert any("--as-of 2022-03-28" in one for one in texts)
    assert any("/sparql?as-of=2022-03-28" in one for one in texts)


@pytest.mark.parametrize("day", [None, date(2022, 3, 28)])
def test_the_graph_that_snippets_fetch_is_there_under_its_name(
    visit: Open, day: date | None
) -> None:
    visit("sparql")  # which opens the tiny folder
    address, file = turtle(Question("ASK {}", view=View(as_of=day), server=""))
    answer = ask(address)
    assert answer.status == 200
    assert answer.triples
    assert f'filename="{file}"' in answer.headers["content-disposition"]
