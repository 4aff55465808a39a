"""The codebook: every field and every word of the records, with an example from the data.

It is made from the models, the vocabularies and the table of terms, so it can't fall behind them.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from kg.rdf.things import THINGS
from kg.records import (
    Actor,
    Citation,
    Claim,
    ClaimOutcome,
    Coverage,
    Document,
    Event,
    Explanation,
    LifecycleEntry,
    Office,
    Participation,
    Signature,
    Source,
    Statement,
    Topic,
    Track,
    Venue,
    Withdrawal,
)
from kg.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from kg.dataset import Dataset
    from kg.vocabulary import Scheme

# Records, each followed by the parts that first occur in it.
MODELS: tuple[type[BaseModel], ...] = (
    Event,
    Statement,
    LifecycleEntry,
    Participation,
    Citation,
    Explanation,
    Withdrawal,
    Claim,
    ClaimOutcome,
    Actor,
    Office,
    Venue,
    Topic,
    Track,
    Document,
    Signature,
    Coverage,
    Source,
)
# An example is taken from these, where they have one: they are known best.
_FIRST = ("2022-03-29-istanbul-talks", "2022-03-29-istanbul-communique", "istanbul-communique")
# A statement, a citation or a status that says no more may be written as its value alone.
_SHORT = {"value", "source", "status"}
_WIDTH = 72
_SUMMARY = (
    "Everything a record can say. Fields marked ● are needed; all others may be left out. "
    "“In the graph” names the property that carries a field; a part stands on a node of its own. "
    "Examples are from the data, some cut short."
)


def codebook(dataset: Dataset) -> str:
    """Return the codebook as a page of Markdown."""
    instances = list(_instances(dataset))
    parts = ["# Codebook", _SUMMARY + " This page is made from the models and the data."]
    for model in MODELS:
        name = _words(model.__name__)
        parts += [f"## {name}", " ".join(inspect.cleandoc(model.__doc__ or "").split())]
        parts.append(_fields(model, instances))
    parts.append("# Vocabularies")
    parts.append(
        "Closed lists: a record uses these words and no others. The graph publishes each as a SKOS "
        "concept scheme; a notation is the PLOVER event mode where one fits."
    )
    for scheme in SCHEMES:
        parts += [f"## {scheme.title}", _concepts(scheme, instances)]
    return "\n\n".join(parts) + "\n"


def _instances(dataset: Dataset) -> Iterator[tuple[str, BaseModel]]:
    """Yield every record and part with the id of its record, the best known first."""
    records = [record for _, record in dataset.records()]
    records.sort(key=lambda record: record.id not in _FIRST)
    for record in records:
        yield from ((record.id, one) for one in _with_parts(record))


def _with_parts(model: BaseModel) -> Iterator[BaseModel]:
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, BaseModel):
                yield from _with_parts(one)


def _is(instance: BaseModel, model: type[BaseModel]) -> bool:
    """Tell whether something is just of a model; a generic one counts with any kind of value."""
    found = type(instance)
    return found is model or found.__pydantic_generic_metadata__["origin"] is model


def _fields(model: type[BaseModel], instances: list[tuple[str, BaseModel]]) -> str:
    rows = ["| field | | means | in the graph | example |", "|---|---|---|---|---|"]
    for name, field in model.model_fields.items():
        example = _example(model, name, field, instances)
        needed = "●" if field.is_required() else ""
        graph = " ".join(f"`{one}`" for one in _predicates(model, name))
        means = _cell(field.description or "")
        rows.append(f"| `{name}` | {needed} | {means} | {graph} | {example} |")
    return "\n".join(rows)


def _predicates(model: type[BaseModel], name: str) -> list[str]:
    found = [
        row.predicate
        for thing in THINGS
        for row in thing.rows
        if row.field == name
        and (row.model or thing.model) is not None
        and issubclass(model, row.model or thing.model or model)
    ]
    return list(dict.fromkeys(found))


def _example(
    model: type[BaseModel],
    name: str,
    field: FieldInfo,
    instances: list[tuple[str, BaseModel]],
) -> str:
    """Return the first value that fits into a cell and is not the default; else one cut short."""
    default = field.get_default(call_default_factory=True)
    longer = ""
    for record, instance in instances:
        if not _is(instance, model) or getattr(instance, name) == default:
            continue
        told = _flow(instance.model_dump(mode="json", exclude_unset=True)[name])
        if len(told) <= _WIDTH:
            return _quoted(told, record)
        longer = longer or _quoted(told[: _WIDTH - 1].rsplit(" ", 1)[0] + " …", record)
    return longer


def _quoted(told: str, record: str) -> str:
    place = "" if told == record else f" ({record})"
    return f"`{_cell(told)}`{place}"


def _flow(value: Any) -> str:
    """Write a value as YAML in one line; of a list of parts, the first."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and value[0].keys() <= _SHORT:
            return _flow(*value[0].values())  # the short form, as one writes it
        if value and isinstance(value[0], dict):
            return f"- {_flow(value[0])}"
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    told = str(value)
    return f'"{told}"' if re.search(r": |^[\[{*&!|>%@`\"']| #", told) else told


def _concepts(scheme: Scheme, instances: list[tuple[str, BaseModel]]) -> str:
    users = _users(scheme, instances)
    rows = ["| word | means | notation | example |", "|---|---|---|---|"]
    for one in scheme:
        example = f"`{users[one.id]}`" if one.id in users else "none on record"
        words = f"{one.label}: {one.definition}"
        rows.append(f"| `{one.id}` | {_cell(words)} | {one.notation or ''} | {example} |")
    return "\n".join(rows)


def _users(scheme: Scheme, instances: list[tuple[str, BaseModel]]) -> dict[str, str]:
    """Return for each concept the first record that uses it."""
    places: set[tuple[type[BaseModel] | None, str | None]] = {
        (row.model or thing.model, row.field)
        for thing in THINGS
        for row in thing.rows
        if row.field and row.value == f"voc:{scheme.id}"
    }
    # These stand in the graph as terms of their own, not as a scheme's.
    if scheme.id == "rank":
        places |= {(Statement, "rank"), (Signature, "rank")}
    elif scheme.id == "perspective":
        places.add((Source, "perspective"))
    found: dict[str, str] = {}
    for record, instance in instances:
        for model, name in places:
            if model is None or name is None or not isinstance(instance, model):
                continue
            value = getattr(instance, name)
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str):
                    found.setdefault(one, record)
    return found


def _cell(text: str) -> str:
    """Return a text that a cell of a table can hold."""
    return " ".join(text.split()).replace("|", "\\|")


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
