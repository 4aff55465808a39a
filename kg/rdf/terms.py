"""How a field of a record stands in the graph: rows of a table, and what the models say of them.

The table itself is in ``kg.rdf.things``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_origin

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from kg.records import Model

TEXT = "rdf:langString"
EDTF = "edtf:EDTF"
IRI = "iri"  # a link, to things of several classes
LITERAL = "literal"  # a text, with or without a language
TERM = "term"  # link or literal
# Prefix of the value of a row that takes its values from a vocabulary: voc:status.
VOCABULARY = "voc:"


@dataclass(frozen=True, slots=True)
class Row:
    """A predicate of a thing, with the field behind it (None: it is computed).

    ``value`` is a datatype, a class, a vocabulary, IRI, LITERAL or TERM. ``at_least`` and ``many``
    override what the field says of the number of values; ``choices`` closes the list of values
    (prefixed names); ``equals`` names a predicate with the very same values. A ``shared`` predicate
    carries the values of other fields too, so that class and count hold for some values only.
    """

    field: str | None
    predicate: str
    value: str
    at_least: int | None = None
    many: bool | None = None
    comment: str = ""
    choices: tuple[str, ...] = ()
    equals: str = ""
    shared: bool = False
    model: type[Model] | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What a model becomes: the classes of its node, and its predicates.

    ``elsewhere`` tells of the fields that stand on no predicate of the node.
    """

    name: str
    classes: tuple[str, ...]
    model: type[Model] | None
    rows: tuple[Row, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """Its name in words."""
        return self.name.replace("-", " ").capitalize()

    def info(self, row: Row) -> FieldInfo | None:
        """Return the field behind a row, or None."""
        model = row.model or self.model
        return model.model_fields[row.field] if model and row.field else None

    def comment(self, row: Row) -> str:
        """Say what a row's predicate means: in its own words, else in the model's."""
        info = self.info(row)
        return row.comment or (info.description if info else None) or ""

    def counts(self, row: Row) -> tuple[int, int | None]:
        """Return how many values there must and may be at least and at most (None: any)."""
        info = self.info(row)
        if info is None:
            return row.at_least or 0, None if row.many else 1
        always = info.is_required() or info.get_default(call_default_factory=True) not in (
            None,
            (),
            {},
        )
        least = int(always) if row.at_least is None else row.at_least
        many = _is_many(info) if row.many is None else row.many
        return least, None if many else 1

    def facets(self, row: Row) -> dict[str, Any]:
        """Return what the JSON Schema of the field says of one value (pattern, enum …)."""
        model = row.model or self.model
        if model is None or row.field is None:
            return {}
        return _flat(_schema(model)[row.field])


def _is_many(info: FieldInfo) -> bool:
    return get_origin(info.annotation) in (tuple, dict)


def _flat(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the keywords of a schema with those of its alternatives and items."""
    found = {key: value for key, value in schema.items() if key not in ("anyOf", "items")}
    for part in schema.get("anyOf", ()):
        found |= _flat(part)
    # A tuple says "array" of itself, and the rest of its items.
    return _flat(schema["items"]) | found if "items" in schema else found


@cache
def _schema(model: type[Model]) -> dict[str, Any]:
    """Return the JSON Schema of each field of a model."""
    fields: dict[str, Any] = model.model_json_schema()["properties"]
    return fields
