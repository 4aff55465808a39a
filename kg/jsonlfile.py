"""Reading JSON Lines: one record a line, under the rules that hold for YAML files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kg.errors import Problem
from kg.yamlfile import UNPRINTABLE, YamlProblem, unprintable_in

if TYPE_CHECKING:
    from collections.abc import Sequence

# An escape that may stand for a character which no text may hold.
_ESCAPED = re.compile(r"\\[bfu]")


def parse(text: str, name: str) -> list[Any]:
    """Return the value of each line. Dates stay text.

    Refused are empty lines, duplicate keys, NaN, and characters that don't print. Raises
    YamlProblem.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [_value(line, name, number) for number, line in enumerate(lines, 1)]


def line_of(steps: Sequence[str | int]) -> int:
    """Return the line (from 1) of a value, given its path from the list of records on."""
    return int(steps[0]) + 1 if steps else 1


def _value(line: str, name: str, number: int) -> Any:
    try:
        value = json.loads(line, object_pairs_hook=_unique, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg}, at column {error.colno} (one record a line)"
        raise YamlProblem(Problem(name, message, number)) from error
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        reason = reason.partition(";")[0]
        raise YamlProblem(Problem(name, f"not a value: {reason}", number)) from error
    found = UNPRINTABLE.search(line)
    bad = found[0] if found else unprintable_in(value) if _ESCAPED.search(line) else None
    if bad is not None:
        message = f"character U+{ord(bad):04X} is not allowed in a text file"
        raise YamlProblem(Problem(name, message, number))
    return value


def _refuse(word: str) -> None:
    msg = f"{word} is no number"
    raise ValueError(msg)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        msg = f"key '{twice}' twice in one record (each key once)"
        raise ValueError(msg)
    return found
