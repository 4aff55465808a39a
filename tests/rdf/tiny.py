"""A small dataset that touches each field of each model and each term of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from kg.dataset import Dataset
from kg.records import (
    Actor,
    Catalogue,
    Coverage,
    Document,
    Event,
    Record,
    Source,
    Topic,
    Track,
    Venue,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

R = TypeVar("R", bound=Record)

CATALOGUE: dict[str, Any] = {
    "title": "Tiny",
    "description": "For tests.",
    "version": "1.0.0",
    "released": "2022-12-31",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "publisher": "Ministry of A",  # a publisher of sources too: its label may not stand twice
    "coverage": "Nothing.",
}

SOURCES: list[dict[str, Any]] = [
    {
        "id": "report",
        "title": 'Звіт "А"\n\\ second line',
        "title_from": "url",
        "publisher": "Ministry of A",
        "url": "https://example.org/report?a=1&b=%2F",
        "published": "2022-03-21",
        "language": "uk",
        "kind": "official",
        "perspective": "state-a",
    },
    {
        "id": "copy",
        "title": "Copy of the report",
        "publisher": "Daily",
        "origin": "Agency",
        "derived_from": "report",
        "published": "2022-03-22~",
        "kind": "wire-copy",
        "perspective": "independent",
    },
    {"id": "undated", "title": "Page", "publisher": "Daily", "kind": "reference"},
    {
        "id": "double",
        "title": "Report",
        "publisher": "Ministry of A",
        "kind": "official",
        "withdrawn": {"on": "2023-01-15", "why": "The same as another.", "instead": "report"},
    },
    {
        "id": "month",
        "title": "M",
        "publisher": "Daily",
        "published": "2022-04",
        "kind": "reference",
    },
]

ACTORS: list[dict[str, Any]] = [
    {"id": "state-a", "name": "State A", "type": "state", "country": "XA"},
    {"id": "state-b", "name": "State B", "type": "state", "country": "XB", "verified": "memory"},
    {
        "id": "ministry-a",
        "name": "Ministry of A",
        "type": "government-body",
        "part_of": "state-a",
    },
    {
        "id": "person-a",
        "name": "Person A",
        "names": {"uk": "Особа А", "ru": "Лицо А"},
        "aliases": ["A Person", "P. A."],
        "type": "person",
        "affiliation": "state-a",
        "offices": [
            {
                "id": "minister",
                "title": "Minister",
                "of": "ministry-a",
                "begin": "2022",
                "end": "2022-06",
                "sources": "report",
                "note": "Month of the end only.",
            },
            {"id": "deputy", "title": "Deputy minister", "end": "2021", "verified": "memory"},
        ],
        "description": "Speaks for A.",
        "sources": "report",
        "same_as": ["https://www.wikidata.org/entity/Q42"],
        "note": "A note.",
        "recorded": "2022-11",
    },
    {"id": "person-b", "name": "Person B", "type": "person"},
]

VENUES: list[dict[str, Any]] = [
    {"id": "town", "name": "Town", "country": "XA", "precision": "none"},
    {
        "id": "palace",
        "name": "Palace",
        "names": {"uk": "Палац"},
        "city": "Town",
        "country": "XA",
        "within": "town",
        "lat": 41.0391,
        "lon": 29.0,
        "precision": "building",
        "accuracy_m": 100,
        "coordinate_source": "A gazetteer",
        "geonames": 1234,
        "sources": "report",
    },
]

TOPICS: list[dict[str, Any]] = [
    {"id": "security", "label": "Security", "definition": "Who keeps whom safe."},
    {"id": "guarantees", "label": "Guarantees", "definition": "Vows.", "broader": "security"},
]

TRACKS: list[dict[str, Any]] = [
    {"id": "process", "title": "Process", "description": "All of it."},
    {
        "id": "talks",
        "title": "Talks",
        "description": "The talks.",
        "part_of": "process",
        "parties": ["state-a", "state-b"],
    },
]

COVERAGE: list[dict[str, Any]] = [
    {
        "id": "searched",
        "tracks": "process",
        "span": "2022-03/2022-04",
        "depth": "systematic",
        "description": "All newspapers.",
        "gaps": ["The calls."],
    },
]

DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": "draft",
        "title": "Draft",
        "kind": "draft",
        "date": "2022-03",
        "description": "A draft.",
        "sources": "report",
        "verified": "memory",
    },
    {
        "id": "accord",
        "title": "Accord",
        "names": {"uk": "Угода", "ru": "Соглашение"},
        "aliases": ["Full title of the accord"],
        "kind": "agreement",
        "symbol": "S/2022/1",
        "date": "2022-03-28/2022-03-30",
        "signatories": [
            {
                "actor": "person-a",
                "party": "state-a",
                "office": "minister",
                "sources": "copy",
                "verified": "derived",
                "note": "Initialled.",
            },
            {"actor": "state-b", "rank": "deprecated"},
        ],
        "description": "They agreed.",
        "supplements": "draft",
        "revises": "draft",
        "endorses": "draft",
        "text": "report",
        "pax": 12,
        "ucdp": 34,
        "sources": ["report", "copy"],
    },
]

CLAIMS: list[dict[str, Any]] = [
    {
        "id": "a-says-28",
        "speaker": "person-a",
        "attribution": "Person A, for the delegation",
        "on": "2022-03-20",
        "modality": "expected",
        "text": "The round begins on the 28th.",
        "about": ["talks", "security"],
        "topics": "security",
        "question": "When does it begin?",
        "field": "date",
        "value": "2022-03-28",
        "quotation": "direct",
        "where": "p. 2",
        "sources": "report",
        "corroborated_by": [{"source": "copy", "note": "Same text."}, "undated"],
        "contradicted_by": [{"source": "month", "note": "Gives April."}],
        "outcome": {
            "verdict": "came-true",
            "event": "round",
            "sources": ["report"],
            "note": "It began then.",
        },
        "note": "A note.",
    },
    {
        "id": "b-says-29",
        "speaker": "person-b",
        "text": "On the 29th.",
        "question": "When does it begin?",
        "answer": "2022-03-29",
        "sources": "copy",
        "disputes": "a-says-place",
        "confirms": "a-says-place",
    },
    {
        "id": "a-again",
        "speaker": "person-a",
        "text": "As said, on the 28th.",
        "question": "When does it begin?",
        "field": "date",
        "value": "2022-03-28",
        "sources": "undated",
    },
    {
        "id": "daily-says-28",
        "text": "It will be the 28th.",
        "question": "When does it begin?",
        "answer": "2022-03-28",
        "quotation": "none",
        "sources": ["copy"],
    },
    {
        "id": "daily-again",
        "text": "It was the 28th.",
        "question": "When does it begin?",
        "answer": "2022-03-28",
        "quotation": "none",
        "sources": ["month"],
    },
    *(
        {"id": f"a-says-{mark}", "text": mark, "field": field, "value": value, "sources": "report"}
        for mark, field, value in (
            ("place", "venue", "palace"),
            ("status", "lifecycle", "denied"),
            ("who", "participants", "person-b"),
            ("topic", "topics", "guarantees"),
            ("format", "format", "video"),
        )
    ),
]

EVENTS: list[dict[str, Any]] = [
    {
        "id": "call",
        "title": "Call",
        "kind": "call",
        "tracks": "process",
        "date": "2022-03-19T10:30:00+03:00",
        "lifecycle": "held",
        "summary": "They spoke.",
        "led_to": "round",
        "sources": "report",
    },
    {
        "id": "round",
        "title": "Round",
        "kind": "talks-round",
        "tracks": ["talks"],
        "date": [
            {"value": "2022-03-28/2022-03-30", "rank": "preferred", "note": "Both days."},
            {"value": "2022-03-29", "sources": "copy", "verified": "memory"},
            {"value": "2022-03?", "rank": "deprecated"},
        ],
        "lifecycle": [
            {
                "status": "announced",
                "on": "2022-03-20",
                "by": "person-a",
                "date": "2022-03-25",
                "venue": "town",
                "sources": "report",
                "note": "On air.",
            },
            {"status": "moved", "on": "2022-03-21", "date": "2022-03-26~"},
            {"status": "held"},
        ],
        "format": "in-person",
        "venue": [
            {"value": "palace", "rank": "preferred"},
            {"value": "town", "rank": "deprecated"},
        ],
        "participants": [
            {
                "actor": "person-a",
                "role": ["head-of-delegation", "signatory"],
                "party": "state-a",
                "office": "minister",
                "sources": "report",
                "verified": "derived",
                "note": "As minister.",
            },
            {"actor": "state-b", "role": "host"},
            {"actor": "person-b", "role": "delegate", "rank": "deprecated"},
        ],
        "topics": ["security", "guarantees"],
        "summary": [
            {"value": "They met.", "rank": "preferred"},
            {"value": "They quarrelled."},
        ],
        "follows": "call",
        "round": 1,
        "about": ["call", "draft"],
        "produced": ["accord", "draft"],
        "responds_to": "call",
        "claims": CLAIMS,
        "sources": [
            {"source": "report", "note": "Foretells it.", "preview": True},
            {"source": "copy", "note": "Says who came."},
            "undated",
        ],
        "note": "A note.",
        "explained": [{"rule": "two-places", "why": "They flew."}],
    },
    {
        "id": "foretold",
        "title": "Session",
        "kind": "meeting",
        "tracks": "talks",
        "date": "2022-04-01/..",
        "lifecycle": [{"status": "scheduled", "on": "2022-03-21"}],
        "part_of": "round",
        "format": "shuttle",
        "summary": "Not yet.",
        "sources": [{"source": "report", "preview": True}],
        "verified": "memory",
    },
]


def _by_id(model: type[R], items: Iterable[dict[str, Any]]) -> dict[str, R]:
    return {item["id"]: model.model_validate(item) for item in items}


def tiny_dataset() -> Dataset:
    """Return the dataset, made anew."""
    return Dataset(
        Catalogue.model_validate(CATALOGUE),
        actors=_by_id(Actor, ACTORS),
        coverage=_by_id(Coverage, COVERAGE),
        documents=_by_id(Document, DOCUMENTS),
        events=_by_id(Event, EVENTS),
        sources=_by_id(Source, SOURCES),
        topics=_by_id(Topic, TOPICS),
        tracks=_by_id(Track, TRACKS),
        venues=_by_id(Venue, VENUES),
    )
