"""Reading JSON Lines: one record a line, under the rules that hold for YAML files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kg.errors import Problem
from kg.yamlfile import UNPRINTABLE, YamlProblem, unprintable_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# A record has some kilobytes: far beyond that, a file is not what it seems.
MAX_LINE = 4 * 1024 * 1024
# An escape that may stand for a character which no text may hold.
_ESCAPED = re.compile(r"\\[bfu]")


def values(path: Path, name: str, begin: int = 0, end: int | None = None) -> Iterator[Any]:
    """Yield the value of each line of a file of any length, in bounded memory. Dates stay text.

    ``begin`` and ``end``: only of lines that begin at these bytes or between them, and before the
    latter; messages then count lines from there. ``name`` is what they call the file. Refused are
    empty and very long lines, what is not UTF-8, duplicate keys, NaN, and characters that don't
    print. Raises YamlProblem.
    """
    try:
        if not path.is_file():
            raise YamlProblem(Problem(name, "is not a file (but a folder, pipe or device)"))
        with path.open("rb") as file:
            number = 0
            if begin:
                file.seek(begin - 1)
                while (raw := file.readline(MAX_LINE)) and not raw.endswith(b"\n"):
                    pass  # the rest of a line that began before
            while (end is None or file.tell() < end) and (raw := file.readline(MAX_LINE + 1)):
                number += 1
                yield _value(_text(raw, name, number), name, number)
    except OSError as error:
        raise YamlProblem(Problem(name, f"can't be read: {error.strerror}")) from error


def _text(raw: bytes, name: str, number: int) -> str:
    if len(raw) > MAX_LINE:
        message = f"line is longer than {MAX_LINE:,} bytes (a record of some kilobytes a line)"
        raise YamlProblem(Problem(name, message, number))
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8 (save the file as UTF-8)"
        raise YamlProblem(Problem(name, message, number)) from error


def line_of(steps: Sequence[str | int]) -> int:
    """Return the line (from 1) of a value, given its path from the list of records on."""
    return int(steps[0]) + 1 if steps else 1


def _value(line: str, name: str, number: int) -> Any:
    try:
        value = json.loads(line, object_pairs_hook=_unique, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        hint = "one record a line" if line.endswith("\n") else "the file ends here: is it whole?"
        message = f"not JSON: {error.msg}, at column {error.colno} ({hint})"
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
