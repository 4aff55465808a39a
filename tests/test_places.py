"""The places of a view, and the files of them: nothing is put where nobody says it was."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kg.gazetteer import COLUMNS, NOWHERE, REMOTE, geojson, table
from kg.graph import Graph
from kg.load import load
from kg.places import Places, Presence, places
from kg.records import best
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

HELD = "status: held, sources: [wire, wire-copy]"


def seen(graph: Graph, view: View | None = None) -> Places:
    return places(graph.of(view), view, graph.names)


def of_records(data: Path, view: View | None = None) -> Places:
    return seen(Graph(load(data)), view)


def test_places_of_events_are_those_of_the_records(real_graph: Graph) -> None:
    found = seen(real_graph)
    records = real_graph.dataset.events
    assert {one.id for one in found.events} == set(records)
    for one in found.events:
        told = best(records[one.id].venue)
        assert one.place == (told[0].value if told else None), one.id
        record = records[one.id]
        values = {rival.value for rival in record.venue}
        claimed = {claim.value for claim in record.claims if claim.field == "venue"}
        assert values <= {one.place, *(rival.place for rival in one.rivals)}, one.id
        assert {rival.place for rival in one.rivals} <= values | claimed, one.id
    venue = real_graph.dataset.venues["dolmabahce"]
    palace = found.places["dolmabahce"]
    assert (palace.lat, palace.lon, palace.accuracy) == (venue.lat, venue.lon, venue.accuracy_m)


def test_every_event_is_on_the_map_or_told_apart(real_graph: Graph) -> None:
    found = seen(real_graph)
    placed = [one for one in found.events if one.place and found.places[one.place].drawn]
    without = [one for one in found.events if one.place and not found.places[one.place].drawn]
    parts = (placed, found.remote, found.unplaced, without)
    assert all(parts)
    assert sorted(one.id for part in parts for one in part) == sorted(real_graph.dataset.events)
    # What needs no place is not among what nobody can place.
    assert {one.format for one in found.remote} <= {"phone", "video", "media", "written", None}
    assert {one.kind for one in found.remote if one.format is None} <= {"call"}


def test_a_place_that_became_known_later_is_not_known_before(real_graph: Graph) -> None:
    before = View(as_of=date(2022, 3, 28))
    talks = {one.id: one for one in seen(real_graph, before).events}["2022-03-29-istanbul-talks"]
    assert (talks.place, talks.held) == ("istanbul", None)
    for day in (date(2022, 3, 5), date(2022, 3, 28)):
        found = seen(real_graph, View(as_of=day))
        for one in found.events:
            days = [one.known, one.since, one.held, *(rival.known for rival in one.rivals)]
            assert max(known for known in days if known) <= day, one.id
        assert all(one.since <= day for one in found.present)
        used = {one.place for one in found.events} | {
            rival.place for one in found.events for rival in one.rivals
        }
        assert set(found.places) == used - {None}


def test_who_has_a_role_in_person_was_there(tiny_graph: Graph) -> None:
    found = seen(tiny_graph)
    since = date(2022, 3, 30)
    known = {one.id: one for one in found.events}["round"]
    assert {(one.event, one.actor) for one in found.present} == {
        ("round", "arakhamia"),
        ("round", "medinsky"),
    }
    assert isinstance(found.present[0], Presence)
    assert known.in_person
    assert known.held is not None
    assert known.held <= since
    assert found.names["medinsky"] == "Vladimir Medinsky"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: in-person", "format: phone"),
        ("format: in-person", "format: mixed"),
        ("format: in-person\n  venue", "venue"),
        ("  kind: talks-round\n  tracks: [istanbul]", "  kind: exchange\n  tracks: [istanbul]"),
        (HELD, "status: cancelled, sources: [wire, wire-copy]"),
    ],
    ids=["by telephone", "mixed", "format not told", "no meeting", "not held"],
)
def test_nobody_is_said_to_have_been_where_they_need_not_have_been(
    data: Path, old: str, new: str
) -> None:
    change(data, "events/2022.yaml", old, new)
    assert of_records(data).present == ()


@pytest.mark.parametrize("role", ["organizer", "mediator", "guarantor", "subject", "speaker"])
def test_a_role_from_afar_is_no_presence(data: Path, role: str) -> None:
    medinsky = "{actor: medinsky, role: head-of-delegation, party: russia}"
    change(data, "events/2022.yaml", medinsky, medinsky.replace("head-of-delegation", role))
    assert {one.actor for one in of_records(data).present} == {"arakhamia"}


def test_a_rival_place_names_who_claims_it(real_graph: Graph) -> None:
    events = {one.id: one for one in seen(real_graph).events}
    rivals = events["2022-03-07-brest-round-3"].rivals
    assert [(one.place, one.who) for one in rivals] == [
        ("belovezhskaya", ("Gazeta do Povo", "Global Times"))
    ]


@pytest.mark.parametrize(("modality", "rivals"), [("expected", {"antalya"}), ("denied", set())])
def test_a_denial_claims_no_place(data: Path, modality: str, rivals: set[str]) -> None:
    said = "text: The round is to take place on 29 and 30 March."
    old = (
        f"modality: expected\n      {said}\n      question: When is the round?\n"
        "      field: date\n      value: 2022-03-29/2022-03-30"
    )
    new = f"modality: {modality}\n      {said}\n      field: venue\n      value: antalya"
    change(data, "events/2022.yaml", old, new)
    found = {one.id: one for one in of_records(data).events}["round"]
    assert {one.place for one in found.rivals} == rivals


def test_only_events_of_the_view_are_told(real_graph: Graph) -> None:
    found = seen(real_graph, View(tracks=("belarus-istanbul-talks",), kinds=("talks-round",)))
    ids = {one.id for one in found.events}
    assert 0 < len(ids) < 30
    assert {one.event for one in found.present} <= ids
    assert {one for pair in found.followed for one in pair} <= ids
    assert found.followed


def test_the_table_has_every_event_once(real_graph: Graph) -> None:
    found = seen(real_graph)
    rows = list(csv.DictReader(io.StringIO(table(found).decode())))
    assert list(rows[0]) == list(COLUMNS)
    told = [event for row in rows for event in row["events"].split(" | ") if event]
    assert sorted(told) == sorted(real_graph.dataset.events)
    assert all(
        int(row["count"]) == len([e for e in row["events"].split(" | ") if e]) for row in rows
    )
    assert {row["name"] for row in rows if not row["id"]} == {NOWHERE, REMOTE}
    west = next(row for row in rows if row["id"] == "un-headquarters")
    assert west["longitude"] == "-74.00597"


def test_geojson_keeps_to_its_standard(real_graph: Graph) -> None:
    found = seen(real_graph)
    whole = json.loads(geojson(found))
    assert whole["type"] == "FeatureCollection"
    assert not {"crs", "geometry", "properties", "coordinates"} & set(whole)  # RFC 7946, 4 and 7.1
    for feature in whole["features"]:
        assert (
            {"type", "geometry", "properties"}
            <= set(feature)
            <= {*("type", "geometry", "properties", "id")}
        )
        assert feature["type"] == "Feature"
        assert not {"coordinates", "geometries", "features"} & set(feature)
        _point(feature["geometry"])
    by_id: dict[str, Any] = {one.get("id", ""): one for one in whole["features"]}
    palace = by_id["dolmabahce"]
    assert palace["geometry"] == {"type": "Point", "coordinates": [29.00167, 41.03944]}
    assert palace["properties"]["accuracy_m"] == 200
    assert palace["properties"]["precision"] == "building"
    assert "2022-03-29-istanbul-talks" in palace["properties"]["events"]
    assert by_id["belarus-border"]["geometry"] is None
    nowhere = next(one for one in whole["features"] if one["properties"]["name"] == NOWHERE)
    assert nowhere["geometry"] is None
    assert len(nowhere["properties"]["events"]) == len(found.unplaced)


def _point(geometry: dict[str, Any] | None) -> None:
    if geometry is None:
        return
    assert set(geometry) == {"type", "coordinates"}
    lon, lat = geometry["coordinates"]
    assert geometry["type"] == "Point"
    assert -180 <= lon <= 180
    assert -90 <= lat <= 90
