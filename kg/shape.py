"""What a result can be shown as, by the shape of its columns; nothing here reads the graph.

The convention of Wikidata's query service is kept: a query may say how it wants to be shown by the
comment ``#defaultView:Timeline``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.rdf.names import EDTF, PREFIXES, WKT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.names import Names
    from kg.values import Result, Term

VIEWS = ("table", "timeline", "network", "map", "chart")
"""Ways to show a table, in the order in which they are offered."""

# As Wikidata's query service calls them, and as we do.
_CALLED = {one: one for one in VIEWS} | {
    "graph": "network",
    **dict.fromkeys(("barchart", "linechart", "areachart", "bubblechart", "scatterchart"), "chart"),
}
_DEFAULT = re.compile(r"^[ \t]*#[ \t]*defaultView:[ \t]*(\w+)", re.MULTILINE | re.IGNORECASE)
_XSD = PREFIXES["xsd"]
_DATES = {EDTF, *(_XSD + name for name in ("date", "dateTime", "gYearMonth", "gYear"))}
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float")}
_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}(-[0-9]{2})?(/(-?[0-9]{4}-[0-9]{2}(-[0-9]{2})?)?)?")
_UNKNOWN = ("", "unknown")
# Things that a network is made of.
NODES = ("actor", "event", "venue", "topic", "track", "source", "document", "publisher", "post")
# What a bound of a period may be called: the beginning, and the end that goes with it.
_PERIODS = {"begin": "end", "start": "end", "from": "until", "since": "until", "earliest": "latest"}
_LATITUDE, _LONGITUDE = ("lat", "latitude"), ("lon", "long", "lng", "longitude")


@dataclass(frozen=True, slots=True)
class Column:
    """One variable: ``kind`` is thing, date, number, point, truth or text.

    ``of`` is the kind of record of a column of things, ``distinct`` how many values there are.
    """

    name: str
    place: int
    kind: str
    of: str | None
    distinct: int
    filled: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a result, and those that each way to show it takes."""

    columns: tuple[Column, ...]

    def things(self, *kinds: str) -> list[Column]:
        """Return the columns of records of those kinds, or of any."""
        return [one for one in self.columns if one.kind == "thing" and (one.of or "") in kinds]

    def of_kind(self, kind: str) -> list[Column]:
        """Return the columns of a kind."""
        return [one for one in self.columns if one.kind == kind]

    def named(self, *names: str) -> Column | None:
        """Return the first column that has one of the names, in any case."""
        found = {one.name.lower(): one for one in self.columns}
        return next((found[name] for name in names if name in found), None)

    @property
    def when(self) -> tuple[Column, Column | None] | None:
        """The column of the date; or those of begin and end."""
        dates = {one.name.lower(): one for one in self.of_kind("date")}
        if "date" in dates:
            return dates["date"], None
        for begin, end in _PERIODS.items():
            if begin in dates and end in dates:
                return dates[begin], dates[end]
        return (next(iter(dates.values())), None) if dates else None

    @property
    def point(self) -> tuple[Column, ...]:
        """The column of a point, or those of latitude and longitude, or that of a venue."""
        if points := self.of_kind("point"):
            return (points[0],)
        numbers = self.of_kind("number")
        pair = [
            next((one for one in numbers if one.name.lower() in names), None)
            for names in (_LATITUDE, _LONGITUDE)
        ]
        if pair[0] and pair[1]:
            return pair[0], pair[1]
        return tuple(self.things("venue")[:1])

    @property
    def ends(self) -> tuple[Column, Column] | None:
        """The first two columns of things: what each row ties together."""
        found = self.things(*NODES)
        return (found[0], found[1]) if len(found) > 1 else None

    @property
    def missing(self) -> Mapping[str, str | None]:
        """For each way to show it: what is missing for that, None where nothing is."""
        return {
            "table": None,
            "timeline": None
            if self.when or self.things("event")
            else "needs a variable with dates, such as ?date, or with events, such as ?event",
            "network": None
            if self.ends
            else "needs two variables with things, such as ?event and ?actor"
            + self._short("thing", 1),
            "map": None
            if self.point
            else "needs a variable with venues or points, such as ?venue, or ?lat and ?long",
            "chart": None
            if self.of_kind("number")
            else "needs a variable with numbers, such as (COUNT(*) AS ?count)",
        }

    def _short(self, kind: str, count: int) -> str:
        found = [one for one in self.of_kind(kind) if one.of in NODES]
        return f"; there is only ?{found[0].name}" if len(found) == count else ""


def shape(found: Result, names: Names) -> Shape:
    """Return the shape of a table."""
    columns = []
    for place, name in enumerate(found.variables):
        terms = [row[place] for row in found.rows if row[place] is not None]
        kind, of = _kind([one for one in terms if one is not None], names)
        distinct = len({one.value for one in terms if one is not None})
        columns.append(Column(name, place, kind, of, distinct, len(terms)))
    return Shape(tuple(columns))


def default_view(query: str) -> str | None:
    """Return how a query says that it wants to be shown; None when it says nothing we know."""
    found = _DEFAULT.search(query)
    return _CALLED.get(found[1].lower()) if found else None


def record(iri: str, names: Names) -> tuple[str, str] | None:
    """Return kind and id of what an IRI of ours names; None for any other."""
    for root in ("id/", "voc/"):
        if iri.startswith(names.base + root):
            kind, _, found = iri.removeprefix(names.base + root).partition("/")
            return (kind, found) if found and "/" not in found else None
    return None


def _kind(terms: list[Term], names: Names) -> tuple[str, str | None]:
    if not terms:
        return "text", None
    if all(one.kind == "uri" for one in terms):
        kinds = {found[0] if (found := record(one.value, names)) else None for one in terms}
        return ("thing", kinds.pop()) if len(kinds) == 1 and None not in kinds else ("name", None)
    types = {one.datatype for one in terms if one.kind == "literal"}
    if any(one.kind != "literal" for one in terms):
        return "text", None
    if types <= _NUMBERS:
        return "number", None
    if types <= _DATES:
        return "date", None
    if types == {WKT}:
        return "point", None
    if types == {_XSD + "boolean"}:
        return "truth", None
    told = [one.value for one in terms if one.value not in _UNKNOWN]
    dated = types <= {None, *_DATES} and bool(told) and all(map(_is_date, told))
    return ("date" if dated else "text"), None


def _is_date(text: str) -> bool:
    """Whether a plain text is a day or month, or a period of them."""
    return _DAY.fullmatch(text) is not None
