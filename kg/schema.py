"""JSON Schema of the record files, made from the models, for editors that check while one types."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from kg.dataset import KINDS
from kg.errors import NotFoundError
from kg.records import Catalogue

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES = (*KINDS, "dataset")


def schema(kind: str) -> dict[str, Any]:
    """Return the schema of the files of a kind (``events``, ``event``, …, or ``dataset``).

    A file of records is a list, or empty. Raises NotFoundError for an unknown kind.
    """
    name = kind_named(kind)
    model: Any = Catalogue if name == "dataset" else list[KINDS[name]] | None  # type: ignore[valid-type]
    found = TypeAdapter(model).json_schema()
    title = "The dataset as a whole" if name == "dataset" else f"Records of {name}"
    return {"$schema": _DIALECT, **_renamed(found), "title": title}


def kind_named(kind: str) -> str:
    """Return the kind of records of a name in singular or plural. Raises NotFoundError."""
    for name in FILES:
        if kind.lower() in (name, name.removesuffix("s")):
            return name
    raise NotFoundError("kind of records", kind, FILES)


def _renamed(found: dict[str, Any]) -> dict[str, Any]:
    """Give definitions short names: pydantic writes out how a generic model was made."""
    names: dict[str, str] = {}
    for name in found.get("$defs", {}):
        short = name.partition("_")[0]
        taken = sum(1 for one in names.values() if re.fullmatch(rf"{short}\d*", one))
        names[name] = f"{short}{taken + 1}" if taken else short

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: f"#/$defs/{names[one.removeprefix('#/$defs/')]}"
                if key == "$ref" and isinstance(one, str)
                else {names[name]: walk(inner) for name, inner in one.items()}
                if key == "$defs"
                else walk(one)
                for key, one in value.items()
            }
        return [walk(one) for one in value] if isinstance(value, list) else value

    walked: dict[str, Any] = walk(found)
    return walked
