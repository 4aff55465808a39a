"""Where a query is wrong, and what is wrong there, in words.

The engine's parser tells the farthest place that it looked at. When it looks for a keyword, it
takes as many characters as the longest keyword has, so that the place it tells lies up to a dozen
characters after the mistake, and at the end of a text it is lost. :func:`explained` finds the very
word: it is the first one with which the text can no longer become a query.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    # The parser: what it says against a text, None for nothing.
    Parse = Callable[[str], SyntaxError | None]

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_TOLD = re.compile(r"line (\d+), column (\d+): (.*)", re.DOTALL)
_WORD = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|[?$@]?[\w:][\w:.-]*|\S")
_NAME = re.compile(r"([\w.-]*):[^\s<>:]*$")
_SPACES = re.compile(r"(\s|#[^\n]*+$)+$")
# More than the longest keyword has: with so much behind it, no text ends under the parser's eyes.
_AFTER = "\n" * 40
_LONGEST = 20
_WORDS = (
    *("SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "WHERE", "DISTINCT", "OPTIONAL", "UNION"),
    *("MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET"),
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and from where to where in the text (characters from 0); None: nowhere."""

    words: str
    start: int | None = None
    end: int | None = None


def explained(error: SyntaxError, text: str, prefixes: Mapping[str, str], parse: Parse) -> str:
    """Tell a syntax error with line and column (from 1, in characters)."""
    found = _PLACE.match(str(error))
    if found is None:
        return f"not SPARQL: {error}"
    place, expected = _offset(text, int(found[1]), int(found[2])), found[3]
    name = _NAME.search(_before(text, place))
    declared = {one.lower() for one in re.findall(r"PREFIX\s+([\w.-]*):", text, re.IGNORECASE)}
    if name and name[1].lower() not in declared | set(prefixes):
        hint = f"declare it with PREFIX {name[1]}: <…>"
        return f"{_at(text, name.start())}: unknown prefix '{name[1]}' ({hint})"
    reason = next((one for one in _items(expected) if " " in one), None)
    if reason is not None:
        return f"{_at(text, place)}: not SPARQL here ({reason})"
    place = _culprit(text, parse, place)
    word = _WORD.match(text, place)
    if word is None:
        return f"{_at(text, place)}: not SPARQL here (the query ends before it is complete)"
    near = difflib.get_close_matches(word[0].upper(), _WORDS, n=1, cutoff=0.75)
    meant = f" (meant is perhaps {near[0]})" if near and near[0] != word[0].upper() else ""
    return f"{_at(text, place)}: not SPARQL here, at '{word[0]}'{meant}"


def mistake(told: str, text: str) -> Mistake:
    """Return the place that the message of a QueryError speaks of.

    A message without line and column may still name a word of the query.
    """
    if found := _TOLD.match(told):
        start = _offset(text, int(found[1]), int(found[2]))
        word = _WORD.match(text, start)
        if word is None:  # at the end: its last word is to be seen
            before = [one for one in _WORD.finditer(text) if one.start() < start]
            word = before[-1] if before else None
        return Mistake(told, *(word.span() if word else (0, 0)))
    for name in _named(told):
        if found := re.search(rf"(?<![\w:]){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            return Mistake(told, *found.span())
    return Mistake(told)


def _named(told: str) -> Iterator[str]:
    """Yield how what a message is about may stand in a query."""
    if found := re.match(r"unknown function <([^>]*)>", told):
        yield f"<{found[1]}>"
        yield f"kg:{re.split('[/#]', found[1])[-1]}"
    elif found := re.match(r"(\w+) (?:takes|is not allowed)", told):
        yield found[1]
        yield f"kg:{found[1]}"


def _culprit(text: str, parse: Parse, told: int) -> int:
    """Return where the first word stands that spoils the text; its end when none does."""
    # As far as the parser may have looked beyond the mistake, and some more for safety.
    error = parse(text + _AFTER)
    found = _PLACE.match(str(error)) if error else None
    if found is None:
        return told
    last = _offset(text + _AFTER, int(found[1]), int(found[2]))
    for word in _WORD.finditer(text):
        if word.start() > last:
            break  # the parser never looked at what comes now
        if word.end() > last - _LONGEST and _is_spoilt(text[: word.end()], parse):
            return word.start()
    return len(text.rstrip())


def _is_spoilt(part: str, parse: Parse) -> bool:
    """Whether nothing that could follow makes a query of it."""
    whole = part + _AFTER
    error = parse(whole)
    found = _PLACE.match(str(error)) if error else None
    # What is only incomplete is read to its end.
    return found is not None and _offset(whole, int(found[1]), int(found[2])) < len(whole)


def _items(expected: str) -> list[str]:
    """Return what the parser says in words of its own, without characters and their classes."""
    parts = re.split(r",\s+|\s+\|\s+", expected)
    return [one.strip() for one in parts if one.strip() and one.strip()[0] not in "[\"'"]


def _before(text: str, place: int) -> str:
    """Return what stands before a place, up to the end of the word there."""
    head = text[:place]
    rest = re.match(r"\w*", text[place:])
    return head + rest[0] if rest and rest[0] else _SPACES.sub("", head)


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return min(sum(len(one) + 1 for one in lines[: line - 1]) + column - 1, len(text))


def _at(text: str, place: int) -> str:
    line = text.count("\n", 0, place) + 1
    return f"line {line}, column {place - (text.rfind(chr(10), 0, place) + 1) + 1}"
