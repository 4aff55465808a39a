"""What the pages of records tell, asked of the store alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import rdflib

from kg.edtf import parse
from kg.errors import NotFoundError
from kg.graph import Graph, open_graph
from kg.page import (
    about,
    actor_page,
    claims_of_day,
    event_page,
    rival_claims,
    thing_page,
)
from kg.page.rests import rests_on
from kg.page.turtle import record_turtle
from kg.page.when import When
from kg.view import View

from .support import change

if TYPE_CHECKING:
    from pathlib import Path

    from kg.dataset import Dataset


def test_an_event_tells_its_facts_with_their_sources(tiny_graph: Graph) -> None:
    page = event_page(tiny_graph.store, "round", tiny_graph.names)
    assert (page.title, page.kind, page.status and page.status.id) == (
        "Round of talks",
        "Round of talks",
        "held",
    )
    assert [(one.text, one.rank) for one in page.dates] == [
        ("29 March 2022", "preferred"),
        ("28–30 March 2022", "deprecated"),
    ]
    assert [one.source.id for one in page.dates[0].citations] == ["wire"]
    assert page.venues[0].ref is not None
    assert page.venues[0].ref.id == "dolmabahce"
    assert page.venues[0].exactness == "TR · point: building, within 200 m"
    assert [one.source.id for one in page.citations] == ["announcement", "wire", "wire-copy"]
    assert page.citations[0].preview
    assert page.citations[1].remark == "says that it was held"
    assert page.citations[2].source.origin == "Agency"
    assert page.origins == 2
    assert [one.id for one in page.topics] == ["guarantees"]
    assert page.main_track.id == "istanbul"


def test_each_part_tells_since_when_it_is_known(tiny_graph: Graph) -> None:
    page = event_page(tiny_graph.store, "round", tiny_graph.names)
    before, after = date(2022, 3, 27), date(2022, 3, 29)
    assert page.known_from == before
    assert [one.known_from for one in page.dates] == [after, before]
    assert [one.known_from for one in page.lifecycle] == [before, after]
    assert {one.known_from for one in page.parts} == {after}
    assert {one.id: one.known_from for one in page.claims}["arakhamia-28"] == before


def test_before_a_day_is_known_there_is_none(tiny_dataset: Dataset) -> None:
    """A speaker is quoted the week before any source; nothing else is known of the event."""
    event = tiny_dataset.events["round"]
    claim = event.claims[2].model_copy(update={"speaker": "medinsky", "on": parse("2022-03-20")})
    event = event.model_copy(update={"claims": (*event.claims[:2], claim)})
    graph = Graph(replace(tiny_dataset, events={**tiny_dataset.events, "round": event}))
    view = View(as_of=date(2022, 3, 21))
    store, names = graph.of(view), graph.names
    page = event_page(store, "round", names)
    assert (page.when, page.status, page.dates, page.lifecycle) == (None, None, (), ())
    assert (page.parts, page.summaries, page.citations, page.origins) == ((), (), (), 0)
    assert [(one.id, one.citations) for one in page.claims] == [("daily-result", ())]
    (row,) = thing_page(store, "track", "istanbul", names).events
    assert (row.date, row.status) == (None, None)
    assert [one["certainty"] for one in graph.run("perhaps-on-day", view)] == ["possible"]
    assert [one["month"] for one in graph.run("topics-by-month", view)] == []


def test_participants_have_roles_party_and_office(tiny_graph: Graph) -> None:
    page = event_page(tiny_graph.store, "round", tiny_graph.names)
    found = {one.actor.id: one for one in page.parts}
    assert found["turkiye"].roles == ("Host", "Mediator")
    assert found["turkiye"].party is None
    head = found["arakhamia"]
    assert head.party is not None
    assert (head.party.id, head.office) == ("ukraine", "Head of the delegation")
    assert head.citations


def test_the_lifecycle_is_told_step_by_step(tiny_graph: Graph) -> None:
    page = event_page(tiny_graph.store, "round", tiny_graph.names)
    announced, held = page.lifecycle
    assert announced.by is not None
    assert announced.planned is not None
    assert (announced.status.id, announced.by.id) == ("announced", "arakhamia")
    assert announced.planned.words == "28–30 March 2022"
    assert (held.status.id, held.on and held.on.words) == ("held", "29 March 2022")


def test_links_go_in_both_directions(tiny_graph: Graph) -> None:
    page = event_page(tiny_graph.store, "round", tiny_graph.names)
    assert {(one.relation, one.other.id) for one in page.links} == {
        ("Follows", "announced"),
        ("Followed by", "next-round"),
        ("Answered by", "answer"),
        ("Spoken of in", "answer"),
        ("Produced", "proposals"),
        ("Produced", "protocol"),
    }


def test_a_document_tells_who_signed_and_whence_it_came(tiny_graph: Graph) -> None:
    page = thing_page(tiny_graph.store, "document", "proposals", tiny_graph.names)
    facts = {heading: [one.text for one in items] for heading, items in page.facts}
    assert page.description == "What Ukraine put forward in writing."
    assert facts["Kind of document"] == ["Proposal"]
    assert facts["Signed or adopted by"] == ["Davyd Arakhamia (for Ukraine)"]
    assert facts["Came out of"] == ["Round of talks"]
    assert facts["Added to by"] == ["Protocol"]
    assert facts["Date"] == ["29 March 2022"]
    assert facts["Sources"] == ["Talks end in Istanbul"]
    assert [one.event.id for one in page.events] == ["round"]


def test_a_document_page_has_the_claims_about_it(real_graph: Graph) -> None:
    page = thing_page(real_graph.store, "document", "us-28-point-plan", real_graph.names)
    expected = {c.id for _, c in real_graph.dataset.claims() if "us-28-point-plan" in c.about}
    assert len(expected) > 3
    assert {one.id for one in page.claims} == expected


def test_a_source_page_names_the_documents_that_rest_on_it(tiny_graph: Graph) -> None:
    page = thing_page(tiny_graph.store, "source", "wire", tiny_graph.names)
    facts = {heading: [one.text for one in items] for heading, items in page.facts}
    assert facts["Documents that rest on it"] == ["Protocol", "Ukrainian proposals"]
    assert facts["Holds the text of"] == ["Ukrainian proposals"]


def test_a_deprecated_signature_is_not_shown_as_one(data: Path) -> None:
    change(data, "documents.yaml", "party: ukraine}", "party: ukraine, rank: deprecated}")
    graph = open_graph(data)
    page = thing_page(graph.store, "document", "proposals", graph.names)
    assert "Signed or adopted by" not in {heading for heading, _ in page.facts}


def test_what_was_looked_into_is_told(tiny_graph: Graph) -> None:
    page = event_page(tiny_graph.store, "next-round", tiny_graph.names)
    assert page.explained == ("events-are-placed: No place was proposed.",)


def test_claims_have_speaker_modality_and_outcome(tiny_graph: Graph) -> None:
    claims = {one.id: one for one in event_page(tiny_graph.store, "round", tiny_graph.names).claims}
    first = claims["arakhamia-28"]
    assert (first.who, first.when, first.modality.id) == (
        *("Davyd Arakhamia", "27 March 2022"),
        "expected",
    )
    assert (first.question, first.answer) == ("When is the round?", "28–30 March 2022")
    assert first.outcome == "Refuted"
    assert first.shown_by is not None
    assert first.shown_by.id == "round"
    own_voice = claims["daily-result"]
    assert (own_voice.who, own_voice.when) == ("Daily", "published by 30 March 2022")
    assert [(one.how, one.source.id) for one in own_voice.citations] == [
        ("cited", "wire-copy"),
        ("says the same", "undated"),
    ]


def test_claims_of_a_day_and_rival_claims(tiny_graph: Graph) -> None:
    store, names = tiny_graph.store, tiny_graph.names
    day = date(2022, 3, 27)
    assert [one.id for one in claims_of_day(store, day, View(), names)] == [
        "arakhamia-28",
        "medinsky-29",
    ]
    assert [one.id for one in claims_of_day(store, date(2022, 3, 30), View(), names)] == [
        "daily-result"
    ]
    assert claims_of_day(store, day, View(kinds=("statement",)), names) == ()
    assert [one.id for one in rival_claims(store, View(), names)] == ["arakhamia-28", "medinsky-29"]


def test_an_actor_has_offices_events_and_meetings(tiny_graph: Graph) -> None:
    page = actor_page(tiny_graph.store, "arakhamia", tiny_graph.names)
    assert [(one.title, one.begin, one.end) for one in page.offices] == [
        ("Member of parliament", "August 2019", None),
        ("Head of the delegation", "28 February 2022", "17 May 2022"),
    ]
    assert [(one.event.id, one.part) for one in page.events] == [
        ("announced", "Speaker · as Head of the delegation"),
        ("round", "Head of delegation · as Head of the delegation"),
    ]
    assert [(one.person.id, one.events) for one in page.met] == [("medinsky", 1)]
    assert [one.id for one in page.claims] == ["arakhamia-28"]
    heads = dict(page.about.facts)
    assert [(one.text, one.language) for one in heads["In other languages"]] == [
        ("Давид Арахамія", "uk")
    ]


def test_a_party_is_told_through_whom_it_acted(tiny_graph: Graph) -> None:
    page = actor_page(tiny_graph.store, "ukraine", tiny_graph.names)
    assert [(one.event.id, one.part) for one in page.events] == [
        ("announced", "through Davyd Arakhamia"),
        ("round", "through Davyd Arakhamia"),
    ]
    assert page.met == ()


@pytest.mark.parametrize(
    ("kind", "thing_id", "events"),
    [
        ("venue", "dolmabahce", ["round"]),
        ("venue", "istanbul-city", ["round"]),
        ("topic", "guarantees", ["round"]),
        ("track", "istanbul", ["answer", "announced", "round"]),
        ("track", "process", ["answer", "announced", "round", "next-round"]),
        ("source", "wire", ["round"]),
        ("source", "undated", ["answer", "next-round"]),
    ],
)
def test_things_lead_to_their_events(
    tiny_graph: Graph, kind: str, thing_id: str, events: list[str]
) -> None:
    page = thing_page(tiny_graph.store, kind, thing_id, tiny_graph.names)
    assert [one.event.id for one in page.events] == events
    assert page.facts


def test_a_source_tells_what_rests_on_it(tiny_graph: Graph) -> None:
    page = thing_page(tiny_graph.store, "source", "wire", tiny_graph.names)
    facts = {head: [one.text for one in items] for head, items in page.facts}
    assert facts["Published"] == ["29 March 2022"]
    assert facts["Copied or used by"] == ["Talks end in Istanbul"]
    assert facts["Perspective"] == ["Türkiye"]
    copy = thing_page(tiny_graph.store, "source", "wire-copy", tiny_graph.names)
    assert [one.id for one in copy.claims] == ["daily-result"]


def test_it_is_told_which_facts_rest_on_a_source(tiny_graph: Graph) -> None:
    (found,) = rests_on(tiny_graph.store, "announcement", tiny_graph.names)[-1:]
    facts = dict(found.facts)
    assert found.record.id == "round"
    assert facts["Date"] == ("28–30 March 2022",)
    assert facts["Status"] == ("Announced",)
    assert "28–30 March 2022" in found.overtaken
    heads = dict(rests_on(tiny_graph.store, "wire", tiny_graph.names)[0].facts)
    assert "Davyd Arakhamia (head of delegation)" in heads["Who"]


def test_what_rests_on_a_source_is_what_cites_it(real_graph: Graph) -> None:
    events = real_graph.dataset.events.values()
    for source_id in ("wnp-555774", "rubryka-0802", "republic"):
        if source_id not in real_graph.dataset.sources:
            continue
        cited = {
            one.id
            for one in events
            if any(source_id in part.sources for part in one.participants)
            or any(source_id in entry.sources for entry in one.lifecycle)
        }
        found = rests_on(real_graph.store, source_id, real_graph.names)
        assert cited <= {one.record.id for one in found}


def test_a_row_of_an_event_tells_its_year(tiny_graph: Graph) -> None:
    rows = thing_page(tiny_graph.store, "track", "process", tiny_graph.names).events
    assert [one.year for one in rows] == [2022] * 4


@pytest.mark.parametrize("bad", ["nope", "", "a b", "x> . ?s ?p ?o", "../round", "Ж"])
def test_an_id_that_is_none_is_not_found(tiny_graph: Graph, bad: str) -> None:
    store, names = tiny_graph.store, tiny_graph.names
    with pytest.raises(NotFoundError):
        event_page(store, bad, names)
    with pytest.raises(NotFoundError):
        actor_page(store, bad, names)
    with pytest.raises(NotFoundError):
        thing_page(store, "source", bad, names)
    with pytest.raises(NotFoundError):
        record_turtle(store, "event", bad, names)


def test_every_record_that_we_publish_has_its_page(real_graph: Graph) -> None:
    store, names, records = real_graph.store, real_graph.names, real_graph.dataset
    for event_id, event in records.events.items():
        page = event_page(store, event_id, names)
        assert page.origins == len(records.roots(one.source for one in event.sources)), event_id
        own = [one.id for one in page.claims if one.event.id == event_id]
        assert sorted(own) == sorted(one.id for one in event.claims), event_id
        assert len(page.parts) == len(event.participants), event_id
        assert len(page.lifecycle) == len(event.lifecycle), event_id
        assert all(one.citations for one in page.dates + page.lifecycle + page.parts), event_id
    for actor_id, actor in records.actors.items():
        assert len(actor_page(store, actor_id, names).offices) == len(actor.offices), actor_id
    for kind in ("venues", "topics", "tracks"):
        for thing_id in records.of_kind(kind):
            thing_page(store, kind.removesuffix("s"), thing_id, names)


def test_the_turtle_of_a_record_parses_and_is_stable(tiny_graph: Graph) -> None:
    store, names = tiny_graph.store, tiny_graph.names
    text = record_turtle(store, "event", "round", names)
    assert text == record_turtle(store, "event", "round", names)
    graph = rdflib.Graph().parse(data=text, format="turtle")
    event = rdflib.URIRef(names.thing("event", "round"))
    assert graph.value(event, rdflib.RDFS.label) == rdflib.Literal("Round of talks", lang="en")
    about_it = set(graph.subjects(rdflib.URIRef(names.expand("kg:event")), event))
    assert len(about_it) == 3
    wire = rdflib.URIRef(names.thing("source", "wire"))
    assert graph.value(wire, rdflib.URIRef("https://schema.org/url")) is not None
    assert record_turtle(store, "topic", "guarantees", names)


@pytest.mark.parametrize(
    ("text", "words", "reasons"),
    [
        ("2022-03-29", "29 March 2022", 0),
        ("2022-03", "March 2022", 1),
        ("2022-03~", "about March 2022", 2),
        ("2022-03-29?", "29 March 2022 (uncertain)", 1),
        ("2022-03-29/..", "from 29 March 2022 on (open)", 1),
        ("2022-03-29/", "from 29 March 2022, end unknown", 1),
        ("/2022-03-29", "until 29 March 2022, start unknown", 1),
    ],
)
def test_a_date_tells_why_it_is_uncertain(text: str, words: str, reasons: int) -> None:
    when = When.of(text)
    assert (when.edtf, when.words, len(when.reasons)) == (text, words, reasons)


def test_the_dataset_tells_how_to_cite_it(tiny_graph: Graph) -> None:
    found = about(tiny_graph.store, tiny_graph.names)
    assert found.citation() == "The tests (2022): Tiny. Version 0.0.1. CC BY 4.0."
    assert found.coverage.startswith("One round")
