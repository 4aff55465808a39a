"""Pages as of a day and by an account: what they leave out, mark, and take along."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.ui import opened
from kg.view import View
from tests.support import change

from .conftest import panel, panels, shown

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Open


def test_a_day_leaves_out_what_came_later(visit: Open) -> None:
    text = shown(visit("event", id="round", **{"as-of": "2022-03-28"}))
    assert "Announced" in text
    assert "28–30 March 2022" in text
    assert "Ukraine put proposals forward" not in text
    assert "Talks end in Istanbul" not in text  # the source of the next day
    assert "Refuted" not in text
    assert "As known on 28 March 2022" in text


def test_links_take_day_and_account_along(visit: Open) -> None:
    app = visit("event", id="round", **{"as-of": "2022-03-28", "policy": "party:russia"})
    assert "actor?id=arakhamia&amp;as-of=2022-03-28&amp;policy=party%3Arussia" in shown(app)
    assert 'href="event?id=round"' in shown(app)  # back to now
    for one in app.get("page_link")[:9]:
        assert "as-of=2022-03-28" in one.proto.query_string


def test_what_is_not_known_yet_says_since_when_it_is(visit: Open) -> None:
    text = shown(visit("event", id="round", **{"as-of": "2022-03-26"}))
    assert "Not known yet" in text
    assert "27 March 2022" in text
    assert "as-of=2022-03-27" in text


def test_what_can_not_be_meant_is_told_and_left_out(visit: Open) -> None:
    app = visit("event", id="round", **{"as-of": "yesterday", "policy": "party:nobody"})
    told = app.warning[0].value
    assert "yesterday" in told
    assert "nobody" in told
    assert "As known on" not in shown(app)


@pytest.mark.parametrize(
    "page", ["", "claims", "compare", "agenda", "meetings", "foretold", "export"]
)
@pytest.mark.parametrize("day", ["0001-01-01", "1991-01-01", "9999-12-31"])
def test_any_day_there_is_can_be_asked_for(visit: Open, page: str, day: str) -> None:
    app = visit(page, **{"as-of": day})
    assert not app.exception
    assert not app.error


def test_the_day_is_chosen_beside_the_filters_too(visit: Open) -> None:
    app = visit("claims", tracks="istanbul")
    app.date_input(key="account.day").set_value(date(2022, 3, 28)).run()
    assert app.query_params["as-of"] == "2022-03-28"
    assert app.query_params["tracks"] == "istanbul"


def test_an_account_changes_what_stands(visit: Open) -> None:
    payload = panel(visit("explore", policy="party:ukraine"), "timeline")
    events = payload["events"]
    assert isinstance(events, dict)
    place = events["id"].index("round")
    assert events["date"][place] == "28–30 March 2022"
    plain = panel(visit("explore"), "timeline")["events"]
    assert isinstance(plain, dict)
    assert plain["date"][place] == "29 March 2022"


def test_choosing_an_account_writes_the_address(visit: Open) -> None:
    app = visit("explore", **{"as-of": "2022-03-28", "tracks": "istanbul"})
    app.selectbox(key="account.policy").set_value("earliest").run()
    assert app.query_params["policy"] == "earliest"
    assert app.query_params["as-of"] == "2022-03-28"
    assert app.query_params["tracks"] == "istanbul"


def test_the_panel_has_all_states_and_the_day(visit: Open) -> None:
    payload = panel(visit("explore", **{"as-of": "2022-03-28"}), "timeline")
    events, history = payload["events"], payload["history"]
    assert isinstance(events, dict)
    assert isinstance(history, dict)
    place = events["id"].index("round")
    states = [
        (history["from"][i], history["status"][i], history["date"][i])
        for i, event in enumerate(history["event"])
        if event == place
    ]
    assert states == [
        ("2022-03-27", "announced", "28–30 March 2022"),
        ("2022-03-29", "held", "29 March 2022"),
    ]
    assert payload["asOf"] == "2022-03-28"
    now = panel(visit("explore"), "timeline")
    assert payload["layout"] == now["layout"]  # nothing is laid out anew, or fetched
    assert payload["day"] != now["day"]


def test_a_filter_of_a_later_day_leaves_nothing_and_is_no_mistake(visit: Open) -> None:
    app = visit("explore", **{"as-of": "2022-03-28", "statuses": "held", "actors": "turkiye"})
    assert not app.warning
    assert panel(app, "timeline")["shown"] == []


def test_the_day_bar_has_the_days_of_news(visit: Open) -> None:
    payload = panel(visit("explore", **{"as-of": "2022-03-28"}), "asof")
    assert payload["day"] == "2022-03-28"
    assert {"2022-03-27", "2022-03-29"} <= set(payload["days"])


def test_compare_marks_what_differs(visit: Open) -> None:
    app = visit("compare", **{"as-of": "2022-03-28", "with-as-of": "2022-03-29"})
    text = shown(app)
    assert "told differently" in text
    assert "By 28 March 2022" in text
    assert "Only by 29 March 2022" in text
    assert "on the left" not in text
    assert "changed" in panel(app, "timeline")["changed"]["how"]
    labels = [
        label
        for one in app.get("bidi_component")
        if one.proto.component_name == "kg.network"
        for label in json.loads(one.proto.json)["nodes"]["label"]
    ]
    assert "Δ Round of talks" in labels
    assert [one["legend"] for one in panels(app, "timeline")] == [False, True]


def test_compare_of_the_same_tells_so(visit: Open) -> None:
    app = visit("compare", **{"as-of": "2022-03-28", "with-as-of": "2022-03-28"})
    assert "Both sides are the same view" in shown(app)


def test_compare_of_accounts(visit: Open) -> None:
    address = {"policy": "party:ukraine", "with-policy": "party:russia"}
    text = shown(visit("compare", **address))
    (chosen,) = re.findall(r'aria-current="page">([^<]*)', text)
    assert chosen == "Ukraine and Russia"
    assert "As told by Russia" in text
    assert "As told by Ukraine" in text
    assert "28–30 March 2022" in text


def test_the_record_tells_what_became_known_when(visit: Open) -> None:
    text = shown(visit("event", id="round"))
    history = text[text.index('id="history"') :]
    assert history.index("27 March 2022") < history.index("29 March 2022")
    assert "added: " in history
    assert "event?id=round&amp;as-of=2022-03-27" in history


@pytest.mark.parametrize("show", ["", "unconfirmed", "denied", "lag"])
def test_foretold_and_held(visit: Open, show: str) -> None:
    app = visit("foretold", **({"show": show} if show else {}))
    assert not app.exception
    assert "p-table" in shown(app) or "p-empty" in shown(app)


def test_an_event_is_named_once_with_all_that_foretold_it(visit: Open) -> None:
    text = shown(visit("foretold"))
    assert text.count('href="event?id=round"') == 1
    assert text.count('data-label="Foretold for"') > 1


def test_of_many_that_were_foretold_the_rest_is_on_demand(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.ui.foretold_page._FEW", -2)  # one is many
    shown_first, _, rest = shown(visit("foretold")).partition("<summary>Show all 1 events")
    assert "event?id=round" not in shown_first
    assert "event?id=round" in rest


def test_a_query_is_asked_of_the_day(visit: Open) -> None:
    ask = "SELECT ?s { ?e a sem:Event ; rdfs:label 'Round of talks'@en ; kg:status/rdfs:label ?s }"
    app = visit("sparql", q=ask, **{"as-of": "2022-03-28"})
    frame = app.dataframe[0].value
    assert list(frame["s"]) == ["Announced"]


def test_a_withdrawn_record_is_not_on_record(visit: Open, data: Path) -> None:
    change(
        data,
        "sources.yaml",
        "- id: undated\n",
        "- id: wrong\n  title: Wrong\n  publisher: P\n  kind: newspaper\n"
        "  withdrawn: {on: 2023-01-01, why: A mistake.}\n- id: undated\n",
    )
    text = shown(visit("source", id="wrong"))
    assert "Withdrawn" in text
    assert "A mistake." in text
    assert "wrong" not in opened.graph().editions.records(View()).sources
