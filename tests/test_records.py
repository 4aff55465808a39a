"""The record models: what may be written short, what is refused, what the schema says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from kg.dataset import KINDS
from kg.edtf import parse
from kg.records import Actor, Catalogue, Claim, Event, Source, Statement, Venue, best
from kg.schema import schema
from kg.vocabulary import (
    ACTOR_TYPES,
    COVERAGE_DEPTHS,
    DOCUMENT_KINDS,
    EVENT_KINDS,
    FORMATS,
    MODALITIES,
    OUTCOMES,
    RANKS,
    ROLES,
    SCHEMES,
    SOURCE_KINDS,
    STATUSES,
    VENUE_PRECISIONS,
    VERIFICATIONS,
    Scheme,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENT: dict[str, Any] = {
    "id": "a-call",
    "title": "A call",
    "kind": "call",
    "tracks": "talks",
    "date": "2022-03-29",
    "lifecycle": "held",
    "summary": "They spoke.",
    "sources": "wire",
}
CLAIM: dict[str, Any] = {"id": "c", "text": "It was so.", "sources": "wire"}
VENUE: dict[str, Any] = {
    "id": "v",
    "name": "V",
    "country": "TR",
    "lat": 41,
    "lon": 29.5,
    "precision": "city",
    "accuracy_m": 1000,
}
ACTOR: dict[str, Any] = {"id": "a", "name": "A", "type": "person"}


def event(**fields: Any) -> Event:
    return Event.model_validate(EVENT | fields)


def refusals(model: type[BaseModel], value: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return [detail["msg"].removeprefix("Value error, ") for detail in caught.value.errors()]


# -- short forms


def test_a_plain_value_is_a_statement_with_the_records_own_sources() -> None:
    long = {"value": "2022-03-29", "rank": "normal", "sources": []}
    assert event().date == event(date=["2022-03-29"]).date == event(date=long).date
    statement = event().date[0]
    assert statement.value == parse("2022-03-29")
    assert (statement.rank, statement.sources, statement.verified) == ("normal", (), None)


def test_rivals_may_mix_plain_and_long() -> None:
    found = event(date=["2022-03-28", {"value": "2022-03-29", "rank": "preferred"}])
    assert [(str(one.value), one.rank) for one in found.date] == [
        ("2022-03-28", "normal"),
        ("2022-03-29", "preferred"),
    ]
    assert found.when.text == "2022-03-29"


@pytest.mark.parametrize("name", ["tracks", "topics", "follows", "led_to", "part_of", "about"])
def test_one_id_may_stand_for_a_list(name: str) -> None:
    assert getattr(event(**{name: "x"}), name) == ("x",)
    assert getattr(event(**{name: ["x", "y"]}), name) == ("x", "y")


def test_one_source_may_stand_for_a_citation() -> None:
    assert event(sources="wire").sources == event(sources=[{"source": "wire"}]).sources
    mixed = event(sources=["wire", {"source": "b", "preview": True, "note": "n"}]).sources
    assert [(one.source, one.preview, one.note) for one in mixed] == [
        ("wire", False, None),
        ("b", True, "n"),
    ]


def test_a_bare_word_is_a_lifecycle_entry() -> None:
    assert event(lifecycle="held").lifecycle == event(lifecycle=[{"status": "held"}]).lifecycle
    found = event(lifecycle=["announced", {"status": "held", "on": "2022-03-29"}])
    assert [one.status for one in found.lifecycle] == ["announced", "held"]
    assert found.status.on == parse("2022-03-29")


def test_one_role_may_stand_for_a_list() -> None:
    part = {"actor": "a", "role": "host"}
    roles = event(participants=[part, {"actor": "b", "role": ["host", "mediator"]}]).participants
    assert [one.role for one in roles] == [("host",), ("host", "mediator")]


def test_a_bare_year_is_a_number_in_yaml_and_a_date_here() -> None:
    assert event(date=2022).when == parse("2022")


def test_records_can_not_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(event(), "title", "B")  # noqa: B010 - mypy refuses it as well


# -- what is refused


def models() -> Iterator[type[BaseModel]]:
    """Every model that a record file may hold, nested ones too."""
    queue: list[Any] = [*KINDS.values(), Catalogue]
    seen: set[type[BaseModel]] = set()
    while queue:
        one = queue.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in seen:
                seen.add(one)
                yield one
                queue += [field.annotation for field in one.model_fields.values()]
        else:
            queue += get_args(one)


MODELS = sorted(models(), key=lambda one: one.__name__)


def test_nested_models_are_looked_at_too() -> None:
    names = {one.__name__.partition("[")[0] for one in MODELS}
    assert {"Office", "Claim", "ClaimOutcome", "Citation", "Statement", "Participation"} <= names


@pytest.mark.parametrize("model", MODELS, ids=lambda one: str(one.__name__))
def test_every_field_is_described(model: type[BaseModel]) -> None:
    assert model.__doc__ or "[" in model.__name__  # a generic model, made for one type
    for name, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{name}"
        assert field.description.rstrip("…").rstrip().endswith((".", ":")) or "…" in (
            field.description
        ), f"{model.__name__}.{name}: {field.description}"


@pytest.mark.parametrize("model", MODELS, ids=lambda one: str(one.__name__))
def test_unknown_keys_are_refused(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate({"surplus": 1})
    found = [one for one in caught.value.errors() if one["type"] == "extra_forbidden"]
    assert [one["loc"] for one in found] == [("surplus",)]


@pytest.mark.parametrize(
    "given", ["", "A-Call", "a call", "a_call", "-a", "a-", "a--b", "ä", "a\n", "a/b", "a.b", 5]
)
def test_an_id_is_lower_case_words(given: object) -> None:
    assert refusals(Event, EVENT | {"id": given})


@pytest.mark.parametrize("given", ["", "2022-13", "29.03.2022", True, 22, 20220329, 2022.03, None])
def test_a_date_is_edtf(given: object) -> None:
    assert refusals(Event, EVENT | {"date": given})


@pytest.mark.parametrize(
    "given",
    [
        "",
        "example.org",
        "ftp://example.org",
        "http://",
        "https:///x",
        "https://a b",
        "javascript:x",
    ],
)
def test_an_address_is_of_the_web(given: str) -> None:
    said = refusals(
        Source, {"id": "s", "title": "T", "publisher": "P", "kind": "agency", "url": given}
    )
    assert len(said) == 1


RANKED = [
    (["2022-03-28", "2022-03-29"], "date: 2 values, so one of them must be rank: preferred"),
    (
        [{"value": "2022-03-28", "rank": "preferred"}, {"value": "2022-03", "rank": "preferred"}],
        "date: 2 values, so one of them must be rank: preferred",
    ),
    (
        [{"value": "2022-03-28", "rank": "deprecated"}],
        "date: its only value is deprecated (give the better one, or rank: normal)",
    ),
    (
        [{"value": "2022-03-28", "rank": "preferred"}, "2022-03-28"],
        "date: entry 2 repeats an earlier one (each once)",
    ),
]


@pytest.mark.parametrize(("given", "said"), RANKED)
def test_of_rivals_exactly_one_is_preferred(given: object, said: str) -> None:
    assert refusals(Event, EVENT | {"date": given}) == [said]


def test_best_are_the_preferred_else_the_normal_never_the_deprecated() -> None:
    def ranked(*ranks: str) -> list[int]:
        every = tuple(
            Statement[int].model_validate({"value": i, "rank": r}) for i, r in enumerate(ranks)
        )
        return [one.value for one in best(every)]

    assert ranked("normal", "preferred", "deprecated") == [1]
    assert ranked("normal", "deprecated", "normal") == [0, 2]
    assert ranked("deprecated") == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"field": "date"}, "'field' and 'value' go together (give both, or neither)"),
        ({"value": "2022"}, "'field' and 'value' go together (give both, or neither)"),
        (
            {"question": "Was it?"},
            "a claim on a question needs an answer (give 'answer', or 'field' and 'value')",
        ),
        ({"answer": "yes"}, "an answer needs its question (give 'question')"),
        ({"sources": []}, "Tuple should have at least 1 item after validation, not 0"),
    ],
)
def test_a_claim_is_whole(fields: dict[str, Any], said: str) -> None:
    assert refusals(Claim, CLAIM | fields) == [said]


def test_a_claims_position_is_its_answer_else_its_value() -> None:
    valued = {"question": "When?", "field": "date", "value": "2022"}
    assert Claim.model_validate(CLAIM | valued).position == "2022"
    assert Claim.model_validate(CLAIM | valued | {"answer": "then"}).position == "then"
    assert Claim.model_validate(CLAIM).position is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"lon": None}, "'lat' and 'lon' go together (give both, or neither)"),
        ({"precision": "none"}, "precision is 'none' exactly when there are no coordinates"),
        (
            {"lat": None, "lon": None, "accuracy_m": None},
            "precision is 'none' exactly when there are no coordinates",
        ),
        (
            {"accuracy_m": None},
            "coordinates and 'accuracy_m' go together (say how exact the point is)",
        ),
        ({"lat": True}, "Input should be a valid number"),
        ({"accuracy_m": "9"}, "Input should be a valid integer"),
        ({"lat": float("nan")}, "Input should be greater than or equal to -90"),
    ],
)
def test_a_point_is_whole(fields: dict[str, Any], said: str) -> None:
    found = refusals(Venue, VENUE | fields)
    assert found[0] == said or "nan" in str(fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"type": "state", "affiliation": "b"},
            "a state has no offices and no affiliation (only a person has)",
        ),
        (
            {"type": "media", "offices": [{"id": "o", "title": "O"}]},
            "a media has no offices and no affiliation (only a person has)",
        ),
        ({"country": "TR"}, "'country' is for states (a body says part_of)"),
        (
            {"offices": [{"id": "o", "title": "O"}, {"id": "o", "title": "P"}]},
            "offices: two offices have one id (each needs its own)",
        ),
    ],
)
def test_an_actor_has_what_its_type_has(fields: dict[str, Any], said: str) -> None:
    assert refusals(Actor, ACTOR | fields) == [said]


def test_an_office_is_found_by_its_id() -> None:
    actor = Actor.model_validate(ACTOR | {"offices": [{"id": "o", "title": "O"}]})
    found = actor.office("o")
    assert found is not None
    assert found.title == "O"
    assert actor.office("p") is None


# -- the schema for editors

VOCABULARY = {
    ("events", "kind"): EVENT_KINDS,
    ("events", "format"): FORMATS,
    ("events", "status"): STATUSES,
    ("events", "role"): ROLES,
    ("events", "modality"): MODALITIES,
    ("events", "verdict"): OUTCOMES,
    ("events", "rank"): RANKS,
    ("actors", "type"): ACTOR_TYPES,
    ("sources", "kind"): SOURCE_KINDS,
    ("venues", "precision"): VENUE_PRECISIONS,
    ("topics", "verified"): VERIFICATIONS,
    ("documents", "kind"): DOCUMENT_KINDS,
    ("coverage", "depth"): COVERAGE_DEPTHS,
}


def properties(value: Any, name: str) -> Iterator[Any]:
    if isinstance(value, dict):
        found = value.get("properties")
        if isinstance(found, dict) and name in found:
            yield found[name]
        for inner in value.values():
            yield from properties(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from properties(inner, name)


@pytest.mark.parametrize("kind", [*KINDS, "dataset"])
def test_every_kind_has_a_schema(kind: str) -> None:
    made = schema(kind)
    assert made["$schema"].endswith("2020-12/schema")
    assert made["title"]
    assert made == schema(kind)


@pytest.mark.parametrize(("place", "scheme"), VOCABULARY.items(), ids=lambda one: str(one)[:40])
def test_the_schemas_words_are_those_of_the_vocabulary(
    place: tuple[str, str], scheme: Scheme
) -> None:
    kind, name = place
    fields = list(properties(schema(kind), name))
    assert fields
    for field in fields:
        words = re.findall(r"'enum': (\[[^]]*\])", str(field))
        assert words, field
        assert all(one == str(list(scheme.ids)) for one in words)


def test_every_vocabulary_but_that_of_perspectives_is_used_by_a_model() -> None:
    # A perspective is an actor's id, or the one word 'independent'.
    used = {scheme.id for scheme in VOCABULARY.values()}
    assert {scheme.id for scheme in SCHEMES} - used == {"perspective"}


def test_concepts_have_one_id_and_are_described() -> None:
    for scheme in SCHEMES:
        assert len(set(scheme.ids)) == len(scheme.ids), scheme.id
        for concept in scheme:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", concept.id), concept
            assert concept.definition.endswith("."), concept
            assert concept.id in scheme
            assert scheme[concept.id] is concept
    with pytest.raises(KeyError):
        RANKS["best"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_survives_its_own_json(real_dataset: Any, kind: str) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(KINDS[kind])
    for record in real_dataset.of_kind(kind).values():
        assert adapter.validate_json(adapter.dump_json(record)) == record, record.id
