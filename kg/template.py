"""Fresh records to fill in, made from the models: every field with what it means.

A field that is required stands with an example as its value. A field that is not begins with ``#``
and takes effect when that is removed. What explains begins with ``# ``.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from kg.dataset import KINDS
from kg.errors import CallError, NotFoundError
from kg.records import Citation, Claim, ClaimOutcome
from kg.records.fields import RecordId
from kg.records.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pydantic.fields import FieldInfo

MODELS: dict[str, type[BaseModel]] = {
    **{kind.removesuffix("s"): model for kind, model in KINDS.items()},
    "claim": Claim,
}
_PLACES = {
    "claim": "under 'claims:' of its event",
    "coverage": "data/coverage.yaml",
    "document": "data/documents.yaml",
    "topic": "data/topics.yaml",
    "track": "data/tracks.yaml",
    "venue": "data/venues.yaml",
}
_IDS = {
    "actor": "example-person",
    "claim": "example-claim",
    "coverage": "example-coverage",
    "document": "example-document",
    "event": "2022-03-29-example-talks",
    "source": "example-source",
    "topic": "example-topic",
    "track": "example-track",
    "venue": "example-venue",
}
# Examples by field; those of one model stand with its name. Values fit each other, so that a
# record with every field taken as it is passes the checks (a test does that).
_EXAMPLES: dict[str, str] = {
    "about": "2022-03-28-example-announcement",
    "accuracy_m": "50",
    "actor": "example-person",
    "address": "https://example.org/page",
    "affiliation": "example-state",
    "aliases": "[Another spelling]",
    "answer": "two days",
    "attribution": "the delegation, by its spokesman",
    "begin": "2020-05-01",
    "broader": "wider-topic",
    "by": "example-state",
    "city": "Istanbul",
    "confirms": "[other-claim]",
    "contradicted_by": "other-source",
    "coordinate_source": "OpenStreetMap",
    "corroborated_by": "other-source",
    "country": "TR",
    "date": "2022-03-29",
    "depth": "selective",
    "definition": '"What the topic covers."',
    "derived_from": "[other-source]",
    "description": '"A sentence that says who or what this is."',
    "disputes": "[other-claim]",
    "end": "2022-12-31",
    "endorses": "[other-document]",
    "event": "2022-03-29-example-talks",
    "field": "date",
    "follows": "2022-03-28-example-announcement",
    "format": "in-person",
    "gaps": '["A call that others report."]',
    "geonames": "745044",
    "kind": "talks-round",
    "label": "Example topic",
    "language": "en",
    "lat": "41.0392",
    "led_to": "2022-03-30-example-statement",
    "lon": "29.0001",
    "modality": "asserted",
    "name": "Example name",
    "names": "{uk: Приклад}",
    "note": '"What a reader should keep in mind."',
    "of": "example-state",
    "office": "example-office",
    "on": "2022-03-29",
    "origin": "Example Agency",
    "outcome": "{verdict: confirmed, event: 2022-03-29-example-talks}",
    "parties": "[example-state]",
    "part_of": "2022-03-30-example-statement",
    "party": "example-state",
    "pax": "1234",
    "perspective": "independent",
    "precision": "building",
    "preview": "false",
    "produced": "[example-document]",
    "published": "2022-03-29",
    "publisher": "Example News",
    "question": '"How long did the talks last?"',
    "quotation": "paraphrase",
    "rank": "normal",
    "recorded": "2022-11-01",
    "revises": "[earlier-document]",
    "responds_to": "2022-03-28-example-announcement",
    "role": "[delegate]",
    "round": "1",
    "rule": "events-are-placed",
    "same_as": "[https://www.wikidata.org/entity/Q4115189]",
    "source": "example-source",
    "sources": "[example-source]",
    "span": "2022-02/2022-05",
    "speaker": "example-person",
    "status": "held",
    "symbol": "S/RES/2202 (2015)",
    "supplements": "[other-document]",
    "summary": '"What came of it, in a sentence or two."',
    "text": '"The talks lasted two days."',
    "title": "Example title",
    "title_from": "page",
    "topics": "[example-topic]",
    "tracks": "[example-track]",
    "type": "person",
    "ucdp": "1234",
    "url": "https://example.org/page",
    "value": "2022-03-29",
    "venue": "example-venue",
    "verified": "read",
    "where": "third paragraph",
    "why": "No place was made known.",
    "within": "wider-venue",
    "Actor.country": "TR",
    "Actor.part_of": "example-state",
    "Document.kind": "agreement",
    "Document.text": "example-source",
    "Source.kind": "newspaper",
    "Track.part_of": "wider-track",
    "Claim.about": "[2022-03-28-example-announcement]",
}
# What the models' rules across fields add to the descriptions.
_HINTS = {
    ("Actor", "country"): "only of a state",
    ("Actor", "part_of"): "only of a body",
    ("Venue", "precision"): "none: without lat, lon and accuracy_m",
}
# Optional by themselves, but not with the example that stands for another field.
_NEEDED = {("Venue", "lat"), ("Venue", "lon"), ("Venue", "accuracy_m")}
_WIDTH = 90
_SHORT_FORMS: dict[type[BaseModel], str] = {
    Statement: "the value alone, or value: with ",
    Citation: "the id alone, or source: with ",
}


def template(kind: str, record_id: str | None = None, today: date | None = None) -> str:
    """Return a fresh record of a kind (singular or plural; also ``claim``) as commented YAML.

    A day that its id begins with is the date of an event; ``today`` is when it is recorded.
    Raises NotFoundError for an unknown kind, CallError for an id that can't be one.
    """
    name = kind.lower().removesuffix("s")
    if name not in MODELS:
        raise NotFoundError("kind of records", kind, MODELS)
    chosen = record_id or _IDS[name]
    if record_id is not None:
        try:
            TypeAdapter(RecordId).validate_python(record_id)
        except ValueError as error:
            msg = f"'{record_id}' is not an id (lower-case ASCII letters and digits, joined by '-')"
            raise CallError(msg) from error
    place = _PLACES.get(name, f"a file of data/{name}s/")
    lines = [
        f"# A fresh {name}, to go {'' if name == 'claim' else 'into '}{place}.",
        "# Give each field its value. A field that begins with '#' is optional: remove the '#' to",
        "# use it, or the line to do without. Then run: kg validate",
    ]
    model = MODELS[name]
    first, *rest = [line for one in _ordered(model) for line in _field(model, *one, chosen)]
    assert first.startswith("# ")  # noqa: S101 - every field is described
    lines += [first, f"- {rest[0]}", *(f"  {line}" for line in rest[1:])]
    text = "\n".join(lines) + "\n"
    if (day := re.match(r"\d{4}-\d\d-\d\d(?=-)", chosen)) and record_id is not None:
        text = re.sub(r"^  date: .*$", f"  date: {day[0]}", text, flags=re.MULTILINE)
    if today is not None:
        text = re.sub(r"^  #recorded: .*$", f"  recorded: {today}", text, flags=re.MULTILINE)
    return text


def _ordered(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return the fields, id first, then those needed, then the others, as the model has them.

    Nobody begins a record by withdrawing it.
    """
    fields = [one for one in model.model_fields.items() if one[0] != "withdrawn"]
    return sorted(fields, key=lambda one: (one[0] != "id", not _is_needed(model, *one)))


def _is_needed(model: type[BaseModel], name: str, field: FieldInfo) -> bool:
    return field.is_required() or (model.__name__, name) in _NEEDED


def _field(
    model: type[BaseModel], name: str, field: FieldInfo, record_id: str | None
) -> Iterator[str]:
    mark = "" if _is_needed(model, name, field) else "#"
    for text in _explained(model, name, field):
        for index, line in enumerate(wrap(text, _WIDTH, break_on_hyphens=False)):
            yield f"#   {line}" if index or not text.startswith(f"{name}: ") else f"# {line}"
    part = _part(field.annotation)
    if name == "id":
        yield f"id: {record_id or 'example-office'}"
    elif part is not None and part not in (Statement, Citation, ClaimOutcome):
        yield f"{mark}{name}:"
        yield from _nested(part, mark)
    else:
        yield f"{mark}{name}: {_example(model, name)}"


def _nested(part: type[BaseModel], mark: str) -> Iterator[str]:
    """Show one entry of a list of parts in a line, and name the further keys."""
    needed = [name for name, field in part.model_fields.items() if field.is_required()]
    pairs = ", ".join(f"{name}: {_example(part, name)}" for name in needed)
    yield f"  {mark}- {{{pairs}}}"


def _explained(model: type[BaseModel], name: str, field: FieldInfo) -> Iterator[str]:
    yield f"{name}: {field.description}"
    allowed = _allowed(model, name)
    if allowed:
        yield f"one of: {', '.join(allowed)}"
    if (model.__name__, name) in _HINTS:
        yield _HINTS[model.__name__, name]
    part = _part(field.annotation)
    if part is Claim:
        yield "all keys: kg new claim"
    elif part is not None:
        keys = ", ".join(one for one in part.model_fields if one not in ("value", "source"))
        yield f"{_SHORT_FORMS.get(part, 'keys: ')}{keys}"


def _allowed(model: type[BaseModel], name: str) -> list[str]:
    schema = model.model_json_schema()["properties"][name]
    for one in (schema, *schema.get("anyOf", ())):
        if "enum" in one:
            return [str(value) for value in one["enum"]]
    return []


def _example(model: type[BaseModel], name: str) -> str:
    if name == "id":
        return "example-office"
    return _EXAMPLES.get(f"{model.__name__}.{name}", _EXAMPLES.get(name, "…"))


def _part(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's annotation holds, if any; a generic one without its kind."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        generic = annotation.__pydantic_generic_metadata__["origin"]
        return generic or annotation
    if get_origin(annotation) is None:
        return None
    return next((found for one in get_args(annotation) if (found := _part(one))), None)
