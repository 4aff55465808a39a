"""Writing quads as N-Quads lines (W3C RDF 1.1 N-Quads), one subject at a time.

Terms are text from the start: an engine reads N-Quads faster than it takes term objects, and
sorted lines are the same bytes whenever the records are the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.rdf.names import EDTF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.edtf import Edtf
    from kg.rdf.names import Names

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SPECIAL = re.compile(r'["\\\n\r\t]')
# Days that stay written; few are asked for, and each many times.
_KEPT = 20_000
_XSD = "http://www.w3.org/2001/XMLSchema#"
# A query compares days, so an absent bound needs a day: the first and the last that xsd:date
# and Python share. The ontology tells so.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
_FIRST, _LAST = (f'"{one}"^^<{_XSD}date>' for one in (FIRST_DAY, LAST_DAY))


def iri(value: str) -> str:
    """Write an IRI."""
    return f"<{value}>"


def text(value: str, language: str | None = None) -> str:
    """Write a string, with a language tag if one is given."""
    if _SPECIAL.search(value):
        value = value.translate(_ESCAPES)
    return f'"{value}"@{language}' if language else f'"{value}"'


def typed(value: object, datatype: str) -> str:
    """Write a literal of a datatype (full IRI)."""
    return f'"{str(value).translate(_ESCAPES)}"^^<{datatype}>'


@lru_cache(maxsize=_KEPT)
def day(value: date) -> str:
    """Write an xsd:date."""
    return f'"{value.isoformat()}"^^<{_XSD}date>'


def whole(value: int) -> str:
    """Write an xsd:integer."""
    return f'"{value}"^^<{_XSD}integer>'


def number(value: float) -> str:
    """Write an xsd:double, as Oxigraph does, which keeps the value and not how it was written."""
    return typed(repr(float(value)).removesuffix(".0"), _XSD + "double")


def truth(value: bool) -> str:
    """Write an xsd:boolean."""
    return f'"{"true" if value else "false"}"^^<{_XSD}boolean>'


def exact_day(value: Edtf) -> str | None:
    """Write a date as an xsd:date where it is one day without doubt, else None."""
    first, last = value.earliest_begin, value.latest_end
    if first is None or first != last or value.approximate or value.uncertain:
        return None
    return day(first)


class _Predicates(dict[str, str]):
    """Predicates as they stand in a line, by prefixed name; each is made once."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __missing__(self, name: str) -> str:
        self[name] = made = f"<{self._names.expand(name)}> "
        return made


@lru_cache(maxsize=8)
def _predicates(names: Names) -> _Predicates:
    return _Predicates(names)


class Subject:
    """Gathers the quads of one subject in one named graph, as ready lines."""

    __slots__ = ("_head", "_known", "_lines", "_tail", "_things", "iri")

    def __init__(
        self, lines: list[str], names: Names, known: _Predicates, tail: str, subject: str
    ) -> None:
        self._lines, self._known = lines, known
        self._things = f"{names.base}id/"
        self.iri = subject
        self._head, self._tail = f"<{subject}> ", tail

    def add(self, predicate: str, *terms: str | None) -> None:
        """Add one quad for each term that is not None; the predicate is a prefixed name."""
        for term in terms:
            if term is not None:
                self._lines.append(f"{self._head}{self._known[predicate]}{term}{self._tail}")

    def a(self, *classes: str) -> None:
        """Say what it is, by prefixed names of classes."""
        # Names stand as in a predicate, with a space behind.
        head, known, tail = self._head + self._known["rdf:type"], self._known, self._tail
        self._lines += [f"{head}{known[one][:-1]}{tail}" for one in classes]

    def link(self, predicate: str, *targets: str | None) -> None:
        """Add links to full IRIs."""
        for one in targets:
            if one is not None:
                self._lines.append(f"{self._head}{self._known[predicate]}<{one}>{self._tail}")

    def refers(self, predicate: str, kind: str, ids: Iterable[str]) -> None:
        """Add links to things of a kind, by the ids of their records."""
        head, tail = f"{self._head}{self._known[predicate]}<{self._things}{kind}/", self._tail
        self._lines += [f"{head}{one}>{tail}" for one in ids]

    def says(self, predicate: str, value: str | None, language: str | None = "en") -> None:
        """Add a text, in English unless told otherwise."""
        if value is not None:
            self.add(predicate, text(value, language))

    def edtf(self, predicate: str, value: Edtf | None) -> None:
        """Add an uncertain date without loss."""
        if value is not None:
            self.add(predicate, typed(value.text, EDTF))

    def bounds(self, begin: Edtf | None, end: Edtf | None) -> None:
        """Add the four bounds of an uncertain time as full days, an absent one as the limit.

        One date is given twice; two dates are those of a begin and of an end.
        """
        head, known, tail = self._head, self._known, self._tail
        self._lines += [
            f"{head}{known[predicate]}{term}{tail}" for predicate, term in _bounds(begin, end)
        ]


@lru_cache(maxsize=_KEPT)
def _bounds(begin: Edtf | None, end: Edtf | None) -> tuple[tuple[str, str], ...]:
    """Return predicate and term of each bound."""
    earliest_begin = begin.earliest_begin if begin else None
    latest_begin = begin.latest_begin if begin else None
    earliest_end = end.earliest_end if end else None
    latest_end = end.latest_end if end else None
    # What ended has begun before, and what began ends after.
    latest_begin = min((d for d in (latest_begin, latest_end) if d), default=None)
    earliest_end = max((d for d in (earliest_end, earliest_begin) if d), default=None)
    return tuple(
        (f"sem:has{name}TimeStamp", absent if value is None else day(value))
        for name, value, absent in (
            ("EarliestBegin", earliest_begin, _FIRST),
            ("LatestBegin", latest_begin, _LAST),
            ("EarliestEnd", earliest_end, _FIRST),
            ("LatestEnd", latest_end, _LAST),
        )
    )


class Quads:
    """All quads of a graph, subject by subject."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._known = _predicates(names)
        self._lines: list[str] = []
        self._tails: dict[str, str] = {}
        self._told: set[str] = set()

    def subject(self, graph: str, subject: str) -> Subject:
        """Begin a subject, by its full IRI, in a named graph."""
        tail = self._tails.get(graph)
        if tail is None:
            tail = self._tails[graph] = f" <{self.names.graph(graph)}> .\n"
        return Subject(self._lines, self.names, self._known, tail, subject)

    def is_told(self, iri: str) -> bool:
        """Tell whether this was asked of an IRI before: what is shared need be told once only."""
        if iri in self._told:
            return True
        self._told.add(iri)
        return False

    def lines(self) -> list[str]:
        """Return all lines sorted, each once."""
        return sorted(set(self._lines))

    def drained(self) -> list[str]:
        """Return the lines since the last call in the order in which they came, each once."""
        lines = list(dict.fromkeys(self._lines))
        self._lines.clear()
        return lines

    def taken(self) -> str:
        """Return the lines since the last call as they come, and forget them."""
        text = "".join(self._lines)
        self._lines.clear()  # subjects that are at hand go on writing to it
        return text

    def extend(self, lines: Iterable[str]) -> None:
        """Take over lines that are ready."""
        self._lines.extend(lines)
