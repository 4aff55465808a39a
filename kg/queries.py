"""Named queries: each a ``.rq`` file in ``kg/sparql`` that also runs as it stands, anywhere.

# title: Claims made on a day
# about: Who said what …        (may go on over several lines)
# theme: Who said what          (queries of one theme are listed together)
# column who: …                 (one line a column, in order)
#defaultView:Timeline           (what to show the rows as, as in Wikidata's query service)
VALUES ?day { "2022-03-28"^^xsd:date }  # param: the day of the utterance
                                (the same line may stand in several branches)
# view: ?event                  (here the filters of a view go in)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.edtf import EdtfError, parse
from kg.errors import CallError, NotFoundError
from kg.rdf.names import Names
from kg.settings import DEFAULT_BASE
from kg.view import View, string_term

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARAM = re.compile(r"^(\s*VALUES \?(\w+) \{ )(.*?)( \}\s+# param: (.*))$", re.MULTILINE)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_VIEW = re.compile(r"^\s*# view: (\?\w+)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the caller may choose; ``default`` is the term as the query has it."""

    name: str
    default: str
    about: str

    @property
    def plain(self) -> str:
        """The default as a caller gives a value: a day, the id of a thing, a number, a text."""
        return _plain(self.default)

    @property
    def kind(self) -> str:
        """What it takes: ``day``, ``number``, ``text``, or the kind of a thing (``actor``)."""
        if self.default.startswith("<"):
            return self.default.split("/")[-2]
        if self.default.endswith("xsd:date"):
            return "day"
        return "number" if _NUMBER.fullmatch(self.default) else "text"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its documentation, as read from its file."""

    name: str
    title: str
    about: str
    columns: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str
    theme: str = ""

    @property
    def body(self) -> str:
        """The query without the documentation at its top."""
        lines = self.text.splitlines(keepends=True)
        return "".join(lines[_prologue(lines) :])

    @property
    def takes_view(self) -> bool:
        """Whether it has a place for the filters of a view."""
        return _VIEW.search(self.text) is not None

    def sparql(
        self,
        view: View | None = None,
        values: Mapping[str, str] | None = None,
        names: Names | None = None,
    ) -> str:
        """Return the query for a view and for chosen parameter values, to run as it is.

        A value for a day is a day, for a thing its id. Raises CallError: unknown parameter, or a
        value that it can't have.
        """
        names = names or Names()
        values = values or {}
        known = [one.name for one in self.parameters]
        for name in values:
            if name not in known:
                allowed = ", ".join(known) or "it has none"
                msg = f"query '{self.name}' has no parameter '{name}' (parameters: {allowed})"
                raise CallError(msg)

        def chosen(found: re.Match[str]) -> str:
            head, name, default, tail, _ = found.groups()
            if name not in values:
                return found[0]
            return f"{head}{_term(name, default, values[name])}{tail}"

        def filtered(found: re.Match[str]) -> str:
            return "  " + (view or View()).pattern(found[1], names)

        # What the caller chose is put in last, so that nothing in it is taken for ours.
        text = self.text.replace(DEFAULT_BASE, names.base)
        text = _PARAM.sub(chosen, text)
        return _VIEW.sub(filtered, text) if view is not None else text


def recognized(text: str, names: Names | None = None) -> tuple[NamedQuery, dict[str, str]] | None:
    """Return the named query that a text is, with the parameters that differ from the default.

    The documentation at its top may be missing. None: it is another query.
    """
    shape = _PARAM.sub(r"\1\4", text).strip()
    for one in named_queries().values():
        whole = one.text.replace(DEFAULT_BASE, (names or Names()).base)
        made = NamedQuery(one.name, one.title, one.about, one.columns, (), whole)
        if shape not in (_PARAM.sub(r"\1\4", part).strip() for part in (whole, made.body)):
            continue
        written = {found[2]: found[3] for found in _PARAM.finditer(text)}
        values = {
            parameter.name: _plain(written[parameter.name])
            for parameter in one.parameters
            if _plain(written[parameter.name]) != parameter.plain
        }
        try:
            again = one.sparql(values=values, names=names)
        except CallError:
            return None
        # Two values in one place, say, are more than a parameter can hold.
        terms = [(found[2], found[3]) for found in _PARAM.finditer(again)]
        given = [(found[2], found[3]) for found in _PARAM.finditer(text)]
        return (one, values) if terms == given else None
    return None


def _prologue(lines: list[str]) -> int:
    """Return the number of lines of documentation; what follows is the query."""
    return next(
        (
            i
            for i, line in enumerate(lines)
            if line.strip() and (line[0] != "#" or line.startswith("#defaultView:"))
        ),
        0,
    )


def _plain(term: str) -> str:
    """Return a term as one types it."""
    if term.startswith("<"):
        return term.rstrip(">").rpartition("/")[2]
    found = re.match(r'"(.*)"', term)
    return found[1] if found else term


def _term(name: str, default: str, value: str) -> str:
    """Write a value as a term of the same kind as the default."""
    if default.startswith("<"):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            msg = f"parameter '{name}': '{value}' is no id (letters, digits and '-')"
            raise CallError(msg)
        return default[: default.rindex("/") + 1] + value + ">"
    if default.endswith("xsd:date"):
        try:
            day = parse(value)
        except EdtfError as error:
            msg = f"parameter '{name}': {error}"
            raise CallError(msg) from error
        if day.precision != "day" or day.text != str(day.earliest_begin):
            msg = f"parameter '{name}': '{value}' is no day (YYYY-MM-DD)"
            raise CallError(msg)
        return f'"{value}"^^xsd:date'
    if _NUMBER.fullmatch(default):
        if not _NUMBER.fullmatch(value):
            msg = f"parameter '{name}': '{value}' is no number (such as 7 or 0.5)"
            raise CallError(msg)
        return value
    # Language and datatype are those of the default.
    return string_term(value) + default[default.rfind('"') + 1 :] * default.startswith('"')


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return all queries for readers by name, in order of names."""
    found = {}
    for file in sorted(files("kg").joinpath("sparql").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".rq"):
            name = file.name.removesuffix(".rq")
            found[name] = read_query(name, file.read_text(encoding="utf-8"))
    return found


def named(name: str) -> NamedQuery:
    """Return the query of that name. Raises NotFoundError."""
    try:
        return named_queries()[name]
    except KeyError:
        raise NotFoundError("named query", name, named_queries()) from None


@cache
def page_query(name: str) -> NamedQuery:
    """Return a query of ``kg/sparql/page``, of which the pages are made."""
    file = files("kg").joinpath("sparql", "page", f"{name}.rq")
    return read_query(name, file.read_text(encoding="utf-8"))


def read_query(name: str, text: str) -> NamedQuery:
    """Return a query with the documentation, parameters and place for a view that its text has."""
    title, theme, about, columns = "", "", [], {}
    for line in text.splitlines():
        if line.startswith("# title: "):
            title = line.removeprefix("# title: ")
        elif line.startswith("# theme: "):
            theme = line.removeprefix("# theme: ")
        elif line.startswith("# about: "):
            about.append(line.removeprefix("# about: "))
        elif found := re.match(r"# column (\w+): (.*)", line):
            columns[found[1]] = found[2]
        elif line.startswith("#   ") and about:
            about.append(line.removeprefix("#   "))
    # A parameter may stand in several branches of a query; it is one all the same.
    parameters = {one[2]: Parameter(one[2], one[3], one[5]) for one in _PARAM.finditer(text)}
    return NamedQuery(
        name, title, " ".join(about), columns, tuple(parameters.values()), text, theme
    )
