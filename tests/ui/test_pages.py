"""Each page, with records and without: it says what it should, and never breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.formats import FILES
from kg.view import View
from tests.support import change

from .conftest import panel, shown

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Open

MAIN_PAGES = (
    "",
    "explore",
    "claims",
    "sparql",
    "export",
    "compare",
    "agenda",
    "meetings",
    "foretold",
    "quality",
    "about",
)


@pytest.mark.parametrize("page", MAIN_PAGES)
def test_each_page_has_a_heading_and_the_way_to_the_others(visit: Open, page: str) -> None:
    app = visit(page)
    assert not app.exception
    assert shown(app).count("<h1") == 1
    labels = [one.proto.label for one in app.get("page_link")]
    main = ["Explore", "Claims", "Meetings", "Agenda", "Foretold", "Compare", "SPARQL"]
    more = ["Export", "Quality", "About"]
    assert labels[:21] == ["Parley", *main, *more, *main, *more]  # the menu of narrow screens


@pytest.mark.parametrize("page", MAIN_PAGES)
def test_each_page_stands_without_any_event(visit: Open, empty: Path, page: str) -> None:
    assert empty.is_dir()
    app = visit(page)
    assert not app.exception
    assert not app.error
    if page in ("explore", "claims"):
        assert "p-empty" in shown(app)


def test_explore_draws_timeline_network_and_table(visit: Open) -> None:
    app = visit("explore")
    events = panel(app, "timeline")["events"]
    assert isinstance(events, dict)
    assert events["id"] == ["answer", "announced", "round", "next-round"]
    nodes = panel(app, "network")["nodes"]
    assert isinstance(nodes, dict)
    assert {"ukraine", "russia", "turkiye"} == set(nodes["id"])
    assert not app.dataframe  # nobody has opened the table
    app.session_state["table-open"] = True
    assert len(app.run().dataframe[0].value) == 4
    assert panel(app, "focus") == {"id": None}
    assert "Where accounts differ most" in shown(app)


def test_explore_shows_what_is_chosen(visit: Open) -> None:
    app = visit("explore", chosen="round")
    assert panel(app, "focus") == {"id": "round"}
    assert "29 March 2022" in shown(app)
    assert "Ukraine put proposals forward." in shown(app)
    assert "Davyd Arakhamia" in shown(visit("explore", chosen="arakhamia"))
    app = visit("explore", chosen="nothing-like-it")
    assert not app.exception
    assert "no event, actor or venue ‘nothing-like-it’" in shown(app)


def test_a_view_of_the_address_fills_the_filters(visit: Open) -> None:
    view = View(tracks=("istanbul",), kinds=("talks-round",), actors=("turkiye",), text="proposals")
    app = visit("explore", **view.params())
    assert not app.warning
    assert [one.value for one in app.multiselect] == [
        ["istanbul"],
        ["talks-round"],
        [],
        ["turkiye"],
        [],
    ]
    events = panel(app, "timeline")["events"]
    assert isinstance(events, dict)
    assert events["id"] == ["round"]


def test_a_filter_that_is_changed_goes_into_the_address(visit: Open) -> None:
    app = visit("explore", chosen="round")
    app.multiselect(key="filter.kinds").set_value(["statement"]).run()
    assert app.query_params["kinds"] == "statement"
    assert app.query_params["chosen"] == "round"
    app.toggle(key="filter.disputed").set_value(True).run()
    assert app.query_params["disputed"] == "1"
    assert "No event matches" in shown(app)
    assert [one.label for one in app.button if (one.key or "").startswith("without.")] == [
        "Kind of event\\: Statement ✕",
        "Disputed only ✕",
    ]
    app.button(key="without.disputed").click().run()
    assert "disputed" not in app.query_params
    assert app.query_params["kinds"] == "statement"
    next(one for one in app.button if one.label == "Clear all filters").click().run()
    assert set(app.query_params) == {"chosen"}


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"kinds": "party"}, "party"),
        ({"tracks": "istanbul,nowhere"}, "nowhere"),
        ({"start": "tomorrow"}, "tomorrow"),
        ({"actors": "*bold*"}, "bold"),
    ],
)
def test_what_the_address_cannot_mean_is_told(
    visit: Open, params: dict[str, str], told: str
) -> None:
    app = visit("explore", **params)
    assert not app.exception
    assert told in app.warning[0].value
    assert panel(app, "timeline")


def test_a_period_that_ends_before_it_begins_is_told(visit: Open) -> None:
    app = visit("explore", start="2022-05-01", end="2022-04-01")
    assert not app.exception
    assert "ends before it begins" in app.warning[0].value


def test_a_day_far_outside_the_calendar_is_no_error(visit: Open) -> None:
    assert not visit("explore", start="0001-01-01", end="9999-12-31").exception
    assert not visit("claims", day="0001-01-01").exception


def test_an_event_page_tells_all_with_sources(visit: Open) -> None:
    page = shown(visit("event", id="round"))
    for told in (
        "<h1>Round of talks</h1>",
        "28–30 March 2022",
        "<code>2022-03-28/2022-03-30</code>",
        "overtaken",
        "point: building, within 200 m",
        "Head of the delegation",
        "When is the round?",
        "2 rival answers",
        "Refuted",
        "says that it was held",
        "text by Agency",
        'href="https://example.org/wire" target="_blank" rel="noopener noreferrer"',
        'href="actor?id=arakhamia"',
        'href="event?id=next-round"',
        "of 2 independent origins",
    ):
        assert told in page, told


def test_a_month_tells_that_it_is_no_day(visit: Open) -> None:
    page = shown(visit("event", id="answer"))
    assert "about March 2022" in page
    assert "Known to the month" in page


def test_an_actor_page_tells_offices_events_and_claims(visit: Open) -> None:
    page = shown(visit("actor", id="arakhamia"))
    for told in (
        "<h1>Davyd Arakhamia</h1>",
        "Давид Арахамія",
        "28 February 2022 to 17 May 2022",
        "since August 2019; end not on record",
        "Events (2)",
        "What they said (1)",
        'href="actor?id=medinsky"',
    ):
        assert told in page, told


@pytest.mark.parametrize(
    ("kind", "record", "told"),
    [
        ("source", "wire-copy", "Claims in it (1)"),
        ("venue", "istanbul-city", "within 15 km"),
        ("topic", "guarantees", "Who vouches for whom."),
        ("track", "process", "Events of the track (4)"),
        ("track", "istanbul", "All that one daily printed."),
        ("document", "proposals", "Davyd Arakhamia (for Ukraine)"),
    ],
)
def test_other_records_have_pages(visit: Open, kind: str, record: str, told: str) -> None:
    app = visit(kind, id=record)
    assert not app.exception
    assert told in shown(app)


@pytest.mark.parametrize(
    "kind", ["event", "actor", "source", "venue", "topic", "track", "document"]
)
def test_a_record_that_is_not_there_is_told(visit: Open, kind: str) -> None:
    for params in ({"id": "nope"}, {}, {"id": "<script>"}):
        app = visit(kind, **params)
        assert not app.exception
        assert "Not on record" in shown(app)
        assert "<script>" not in shown(app)


def test_titles_with_markup_are_shown_as_they_are(visit: Open, data: Path) -> None:
    change(data, "events/2022.yaml", "title: Round of talks", 'title: "<i>*R* $x$</i> :red[y]"')
    app = visit("event", id="round")
    assert not app.exception
    assert "<h1>&lt;i&gt;*R* $x$&lt;/i&gt; :red[y]</h1>" in shown(app)
    assert "&lt;i&gt;*R* $x$&lt;/i&gt;" in shown(visit("event", id="announced"))


def test_claims_of_a_day(visit: Open) -> None:
    app = visit("claims", day="2022-03-27")
    assert "2 claims by 2 voices: 2 expected" in shown(app)
    assert "No day was asked for" not in shown(app)
    assert "No claim on record" in shown(visit("claims", day="2022-03-26"))


def test_claims_without_a_day_tell_which_one_is_shown(visit: Open) -> None:
    assert "this is the last one on which somebody spoke" in shown(visit("claims"))
    text = shown(visit("claims", **{"as-of": "2022-03-27"}))
    assert "this is the day of the view" in text
    assert "2 claims by 2 voices" in text


def test_from_a_day_with_claims_to_the_next(visit: Open) -> None:
    app = visit("claims", day="2022-03-20")
    assert [one.key for one in app.button if one.key in ("claims.before", "claims.after")] == [
        "claims.after"
    ]
    app.button(key="claims.after").click().run()
    assert app.query_params["day"] == "2022-03-27"
    assert "2 claims by 2 voices" in shown(app)


def test_claims_of_a_speaker_or_of_a_kind(visit: Open) -> None:
    app = visit("claims", day="2022-03-27")
    app.selectbox(key="claims.speaker").set_value("arakhamia").run()
    assert app.query_params["speaker"] == "arakhamia"
    assert "1 claim by 1 voice" in shown(app)
    text = shown(visit("claims", day="2022-03-27", modality="denied"))
    assert "No claim of that day is left" in text
    # Of rivals all answers stay: one alone would rival nothing.
    text = shown(visit("claims", show="rivals", speaker="arakhamia"))
    assert "1 question about 1 event" in text
    assert "29–30 March 2022" in text
    assert "No two claims" in shown(visit("claims", show="rivals", speaker="nobody"))


def test_rival_claims(visit: Open) -> None:
    page = shown(visit("claims", show="rivals"))
    assert "1 question about 1 event" in page
    assert "28–30 March 2022" in page
    assert "29–30 March 2022" in page
    assert "No two claims" in shown(visit("claims", show="rivals", kinds="statement"))


def test_a_day_that_is_none_is_told(visit: Open) -> None:
    app = visit("claims", day="yesterday")
    assert not app.exception
    assert "yesterday" in app.warning[0].value


def test_the_export_is_of_the_view_or_of_all(visit: Open) -> None:
    assert "All 4 events" in shown(visit("export"))
    app = visit("export", kinds="talks-round")
    assert "The 2 events of this view" in shown(app)
    app.button_group[0].set_value("all").run()
    assert "All 4 events" in shown(app)
    assert app.query_params["scope"] == "all"
    assert "All 4 events" in shown(visit("export", kinds="talks-round", scope="all"))
    assert "This view has no event" in shown(visit("export", text="no such words"))


def test_the_export_page_links_to_every_format_of_the_view(visit: Open) -> None:
    text = shown(visit("export", kinds="talks-round", **{"as-of": "2022-03-29"}))
    for one in FILES.values():
        assert f'href="download/{one.name}?as-of=2022-03-29&amp;kinds=talks-round"' in text
        assert one.about in text


def test_quality_of_nothing_is_told_in_a_sentence(visit: Open, empty: Path) -> None:
    assert empty.is_dir()
    app = visit("quality")
    assert "No event is on record." in shown(app)
    assert '<table class="p-heat"' not in shown(app)


def test_quality_tells_counts_coverage_and_what_was_looked_into(visit: Open) -> None:
    app = visit("quality")
    assert not app.exception
    text = shown(app)
    assert '<a href="track?id=istanbul">Istanbul talks</a>' in text
    assert "Does more than one witness stand behind it?" in text
    assert 'title="2 of 3 events"' in text  # of all years
    assert 'class="p-hatched" title="not searched"' not in text
    assert 'aria-label="March 2022: searched closely"' in text
    assert "All that one daily printed." in text
    assert "No place was proposed." in text
    assert "The records explain 1 warning of theirs" in text
    assert "0 of 3 events" in shown(visit("quality", measure="one_sided"))


def test_what_was_searched_looks_back_and_stands_on_no_past_day(visit: Open) -> None:
    assert "All that one daily printed." in shown(visit("track", id="istanbul"))
    then = shown(visit("track", id="istanbul", **{"as-of": "2022-03-28"}))
    assert "Events of the track (2)" in then
    assert "What was searched" not in then


def test_about_tells_coverage_figures_and_vocabulary(visit: Open) -> None:
    app = visit("about")
    assert "One round of talks, and what was said about it." in shown(app)
    assert "<dt>Events</dt><dd>4</dd>" in shown(app)
    assert any(one.label == "Modalities of claims" for one in app.expander)


@pytest.mark.parametrize("page", MAIN_PAGES)
def test_records_that_break_rules_are_told_with_file_and_line(
    visit: Open, data: Path, page: str
) -> None:
    change(data, "events/2022.yaml", "kind: announcement", "kind: <b>party</b>")
    app = visit(page)
    assert not app.exception
    assert "<code>data/events/2022.yaml:3</code>" in shown(app)
    assert "&lt;b&gt;party&lt;/b&gt;" in shown(app)
    change(data, "events/2022.yaml", "kind: <b>party</b>", "kind: announcement")
    assert "can’t be shown" not in shown(app.run())


def test_a_folder_that_is_not_there_is_told(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_DATA", str(tmp_path / "nowhere"))
    app = visit("explore")
    assert not app.exception
    assert "is not a folder of records" in shown(app)


def test_a_setting_that_cannot_be_is_told(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_BASE", "nowhere")
    app = visit("explore")
    assert not app.exception
    assert "KG_BASE ‘nowhere’ is no base" in shown(app).replace("&#x27;nowhere&#x27;", "‘nowhere’")
