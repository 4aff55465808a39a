"""What pydantic found, said as a curator reads it: what is wrong, and what is allowed."""

from __future__ import annotations

import difflib
import reprlib
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

# Names that YAML has for what Python calls otherwise.
_TYPES = {
    "NoneType": "nothing",
    "bool": "true or false",
    "dict": "a mapping",
    "float": "a number",
    "int": "a number",
    "list": "a list",
    "str": "text",
    "tuple": "a list",
}
_WANTED = {
    "string_type": "text belongs here",
    "bool_type": "true or false belongs here",
    "float_type": "a number belongs here",
    "int_type": "a whole number belongs here",
    "model_type": "a mapping of keys to values belongs here",
    "model_attributes_type": "a mapping of keys to values belongs here",
    "dict_type": "a mapping of keys to values belongs here",
}


def said(model: type[BaseModel], detail: ErrorDetails) -> str:
    """Return the message for one finding of pydantic about a record of a model."""
    kind, given = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return _unknown_key(model, detail["loc"])
    if kind == "missing":
        return "is missing (this field is required)"
    if kind == "invalid_key":
        return f"key {shown(given)} is no text (keys are words)"
    if kind == "value_error":
        return str(detail["ctx"]["error"]) if "ctx" in detail else detail["msg"]
    if kind in ("too_short", "string_too_short"):
        return "is empty (leave the key out, or fill it in)"
    if kind in _WANTED:
        quotes = "; put it in quotes" if kind == "string_type" and _is_plain(given) else ""
        what = "is empty" if given is None else f"{shown(given)} is {type_word(given)}"
        return f"{what} ({_WANTED[kind]}{quotes})"
    message = detail["msg"].removeprefix("Input ").removeprefix("Value ")
    return f"{shown(given)} is not allowed ({message[:1].lower()}{message[1:]})"


def follows_from_another(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is called empty only because what stands in it is wrong."""
    at = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(one["loc"]) > len(at) and one["loc"][: len(at)] == at for one in details
    )


def dotted(path: Sequence[str | int]) -> str:
    """Write a path as a curator reads it: ``claims[3].on``, list items counted from 1."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return text


def type_word(value: object) -> str:
    """Name the type of a YAML value, with its article."""
    return _TYPES.get(type(value).__name__, type(value).__name__)


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float)


def _unknown_key(model: type[BaseModel], loc: Sequence[str | int]) -> str:
    key = str(loc[-1])
    allowed = sorted(_fields_at(model, loc[:-1]))
    near = difflib.get_close_matches(key, allowed, 1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    # A comma in a text ends it inside { }, and what follows is taken for a key.
    quotes = "; a text with a comma inside { } needs quotation marks" if " " in key else ""
    return f"unknown key ({hint}allowed: {', '.join(allowed)}{quotes})"


def _fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> set[str]:
    """Return the field names that the model has at a place within it."""
    current = model
    for step in loc:
        if isinstance(step, str) and step in current.model_fields:
            current = _inner_model(current.model_fields[step].annotation) or current
    return set(current.model_fields)


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (found := _inner_model(part)) is not None:
            return found
    return None


class _Short(reprlib.Repr):
    """Writes out values of any size and depth in a bounded time."""

    def repr_int(self, x: int, level: int) -> str:
        # Python refuses to write out numbers of more than 4,300 digits.
        return super().repr_int(x, level) if x.bit_length() < 1000 else "a huge number"


def shown(given: object) -> str:
    """Return a value as it was given, cut to about 60 characters."""
    short = _Short()
    short.maxstring = short.maxother = short.maxlong = 60
    return f"{short.repr(given):.60}"
