"""The network on the page: what the address asks for is drawn, told, and goes into files."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st

from kg.ui import networks, opened
from kg.view import View
from tests.support import DATA
from tests.web.asked import ask

from .conftest import panel, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

    from tests.web.asked import Web

    from .conftest import Open


def drawn(app: AppTest) -> dict[str, Any]:
    return panel(app, "network")


def captions(app: AppTest) -> str:
    return " ".join(one.value for one in app.caption)


@pytest.fixture
def web(data: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("KG_DATA", str(data))
    st.cache_resource.clear()
    yield ask
    opened.close()
    st.cache_resource.clear()


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KG_DATA", str(DATA))
    st.cache_resource.clear()
    yield
    opened.close()
    st.cache_resource.clear()


def test_it_is_of_states_and_bodies_first(visit: Open) -> None:
    app = visit("explore")
    found = drawn(app)
    assert found["nodes"]["kind"] == ["state"] * 3
    assert [one["id"] for one in found["channels"]] == ["met", "mediated"]
    assert found["measure"] == "events"
    assert set(found["events"]["id"]) == {"round"}
    assert "All 3 states and bodies with a tie, by 1 event" in captions(app)
    links = [one["href"] for one in found["share"]["downloads"]]
    assert [one.partition("?")[0] for one in links] == [
        "download/network.gexf",
        "download/network.graphml",
        "download/network-edges.csv",
    ]


@pytest.mark.parametrize(
    ("network", "kinds"),
    [
        ("offices", {"office", "state"}),
        ("people", {"person", "state"}),
        ("participation", {"person", "state", "event"}),
        ("topics", {"state", "topic"}),
        ("venues", {"state", "venue"}),
        ("no-such", {"state"}),
    ],
)
def test_it_can_be_of_others(visit: Open, network: str, kinds: set[str]) -> None:
    app = visit("explore", network=network)
    assert not app.exception
    assert set(drawn(app)["nodes"]["kind"]) == kinds


def test_a_choice_goes_into_the_address(visit: Open) -> None:
    app = visit("explore", chosen="ukraine")
    app.selectbox(key="network.network").set_value("people").run()
    assert app.query_params["network"] == "people"
    app.selectbox(key="network.size").set_value("between").run()
    assert app.query_params["size"] == "between"
    assert drawn(app)["measure"] == "between"
    app.selectbox(key="network.network").set_value("sides").run()
    assert "network" not in app.query_params
    assert app.query_params["chosen"] == "ukraine"


def test_around_what_is_chosen(visit: Open) -> None:
    app = visit("explore", chosen="cavusoglu", network="participation", steps="1")
    assert set(drawn(app)["nodes"]["id"]) == {"cavusoglu", "answer"}
    assert "Mevlüt Çavuşoğlu and 1 tied to it" in captions(app)
    # Nothing is chosen: then there is nothing to be around.
    assert len(drawn(visit("explore", network="participation", steps="1"))["nodes"]["id"]) == 7


def test_a_path_is_drawn_and_told(visit: Open) -> None:
    address = {"network": "participation", "from": "medinsky", "to": "arakhamia"}
    app = visit("explore", **address)
    assert drawn(app)["path"] == ["medinsky", "round", "arakhamia"]
    text = shown(app)
    assert "Vladimir Medinsky → Round of talks → Davyd Arakhamia" in text
    assert "2 steps" in text
    app.button(key="network.letgo").click().run()
    assert "from" not in app.query_params
    assert drawn(app)["path"] == []


def test_a_person_is_found_in_the_side_that_they_act_for(visit: Open) -> None:
    app = visit("explore", **{"from": "medinsky", "to": "turkiye"})
    assert drawn(app)["path"] == ["russia", "turkiye"]
    assert "Mediated: 1 event" in shown(app)
    assert 'href="event?id=round' in shown(app)


@pytest.mark.parametrize("end", ["cavusoglu", "nobody-like-that", "<b>"])
def test_a_path_that_there_is_not(visit: Open, end: str) -> None:
    app = visit("explore", network="people", **{"from": "medinsky", "to": end})
    assert not app.exception
    assert drawn(app)["path"] == []
    assert ("No way leads from" in shown(app)) == (end == "cavusoglu")


def test_channels_of_the_address_are_off(visit: Open) -> None:
    assert drawn(visit("explore", channels="mediated"))["off"] == ["met"]
    assert drawn(visit("explore", channels="none"))["off"] == ["met", "mediated"]
    assert drawn(visit("explore", channels="<script>"))["off"] == ["met", "mediated"]


def test_a_view_of_a_past_day_tells_of_nothing_later(visit: Open) -> None:
    app = visit("explore", network="participation", **{"as-of": "2022-03-27"})
    found = drawn(app)
    assert "cavusoglu" not in found["nodes"]["id"]
    assert all(known <= "2022-03-27" for known in found["events"]["known"])


@pytest.mark.usefixtures("real")
def test_nodes_keep_their_places_from_view_to_view() -> None:
    places: dict[str, set[object]] = {}
    for view in (View(), View(kinds=("call",)), View.of_params({"as-of": ["2022-03-28"]})):
        nodes = networks.drawing_of(view, networks.Shown()).payload["nodes"]
        for node, *place in zip(nodes["id"], nodes["x"], nodes["y"], strict=True):
            places.setdefault(node, set()).add(tuple(place))
    assert len(places) > 30
    assert all(len(found) == 1 for found in places.values())


@pytest.mark.usefixtures("real")
def test_what_both_sides_of_a_comparison_have_stands_at_one_place() -> None:
    days = [View.of_params({"as-of": [day]}) for day in ("2022-03-28", "2022-03-29")]
    found = []
    for one, other in (days, days[::-1]):
        nodes = networks.drawing_against(one, other).payload["nodes"]
        at = zip(nodes["x"], nodes["y"], strict=True)
        found.append(dict(zip(nodes["id"], at, strict=True)))
    left, right = found
    both = left.keys() & right.keys()
    assert len(both) > 5
    assert all(left[node] == right[node] for node in both)


def test_files_are_of_the_network_that_is_asked_for(web: Web) -> None:
    answer = web("/download/network.gexf?network=people")
    assert answer.headers["content-type"].startswith("application/gexf+xml")
    assert b'id="medinsky"' in answer.body
    assert b"Network of people" in answer.body
    assert b'id="medinsky"' in web("/download/network.graphml?network=people").body
    edges = csv.DictReader(io.StringIO(web("/download/network-edges.csv?channels=mediated").text))
    assert {one["channel"] for one in edges} == {"mediated"}
    past = web("/download/network.gexf?as-of=2022-03-27&network=participation")
    assert b"announced" in past.body
    assert b"cavusoglu" not in past.body


@pytest.mark.parametrize(
    "params", ["network=actors", "size=beauty", "channels=telepathy", "as-of=tomorrow"]
)
def test_a_file_that_can_not_be_meant(web: Web, params: str) -> None:
    answer = web(f"/download/network.gexf?{params}")
    assert answer.status == 400
    assert params.partition("=")[0] in answer.text
