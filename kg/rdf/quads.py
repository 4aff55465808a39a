"""Writing quads as N-Quads lines (W3C RDF 1.1 N-Quads), one subject at a time.

Terms are text from the start: an engine reads N-Quads faster than it takes term objects, and
sorted lines are the same bytes whenever the records are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.names import EDTF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.edtf import Edtf
    from kg.rdf.names import Names

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_XSD = "http://www.w3.org/2001/XMLSchema#"
# A query compares days, so an absent bound needs a day: the first and the last that xsd:date
# and Python share. The ontology tells so.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def iri(value: str) -> str:
    """Write an IRI."""
    return f"<{value}>"


def text(value: str, language: str | None = None) -> str:
    """Write a string, with a language tag if one is given."""
    return f'"{value.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def typed(value: object, datatype: str) -> str:
    """Write a literal of a datatype (full IRI)."""
    return f'"{str(value).translate(_ESCAPES)}"^^<{datatype}>'


def day(value: date) -> str:
    """Write an xsd:date."""
    return typed(value.isoformat(), _XSD + "date")


def whole(value: int) -> str:
    """Write an xsd:integer."""
    return typed(value, _XSD + "integer")


def number(value: float) -> str:
    """Write an xsd:double, as Oxigraph does, which keeps the value and not how it was written."""
    return typed(repr(float(value)).removesuffix(".0"), _XSD + "double")


def truth(value: bool) -> str:
    """Write an xsd:boolean."""
    return typed("true" if value else "false", _XSD + "boolean")


def exact_day(value: Edtf) -> str | None:
    """Write a date as an xsd:date where it is one day without doubt, else None."""
    first, last = value.earliest_begin, value.latest_end
    if first is None or first != last or value.approximate or value.uncertain:
        return None
    return day(first)


class Subject:
    """Gathers the quads of one subject in one named graph, as ready lines."""

    def __init__(self, lines: list[str], names: Names, graph: str, subject: str) -> None:
        self._lines, self._names = lines, names
        self.iri = subject
        self._head, self._tail = f"<{subject}> <", f" <{names.graph(graph)}> .\n"

    def add(self, predicate: str, *terms: str | None) -> None:
        """Add one quad for each term that is not None; the predicate is a prefixed name."""
        head = f"{self._head}{self._names.expand(predicate)}> "
        self._lines += [head + term + self._tail for term in terms if term is not None]

    def a(self, *classes: str) -> None:
        """Say what it is, by prefixed names of classes."""
        self.add("rdf:type", *(iri(self._names.expand(one)) for one in classes))

    def link(self, predicate: str, *targets: str | None) -> None:
        """Add links to full IRIs."""
        self.add(predicate, *(iri(one) for one in targets if one is not None))

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
        earliest_begin = begin.earliest_begin if begin else None
        latest_begin = begin.latest_begin if begin else None
        earliest_end = end.earliest_end if end else None
        latest_end = end.latest_end if end else None
        # What ended has begun before, and what began ends after.
        latest_begin = min((d for d in (latest_begin, latest_end) if d), default=None)
        earliest_end = max((d for d in (earliest_end, earliest_begin) if d), default=None)
        for name, value, absent in (
            ("EarliestBegin", earliest_begin, FIRST_DAY),
            ("LatestBegin", latest_begin, LAST_DAY),
            ("EarliestEnd", earliest_end, FIRST_DAY),
            ("LatestEnd", latest_end, LAST_DAY),
        ):
            written = absent if value is None else value.isoformat()
            self.add(f"sem:has{name}TimeStamp", typed(written, _XSD + "date"))


class Quads:
    """All quads of a graph, subject by subject."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._lines: list[str] = []

    def subject(self, graph: str, subject: str) -> Subject:
        """Begin a subject, by its full IRI, in a named graph."""
        return Subject(self._lines, self.names, graph, subject)

    def lines(self) -> list[str]:
        """Return all lines sorted, each once."""
        return sorted(set(self._lines))

    def extend(self, lines: Iterable[str]) -> None:
        """Take over lines that are ready."""
        self._lines.extend(lines)
