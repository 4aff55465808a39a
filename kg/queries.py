"""Named queries: each a ``.rq`` file in ``kg/sparql`` that also runs as it stands, anywhere.

# title: Claims made on a day
# about: Who said what …        (may go on over several lines)
# column who: …                 (one line a column, in order)
VALUES ?day { "2022-03-28"^^xsd:date }  # param: the day of the utterance
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


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its documentation, as read from its file."""

    name: str
    title: str
    about: str
    columns: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str

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
    title, about, columns = "", [], {}
    for line in text.splitlines():
        if line.startswith("# title: "):
            title = line.removeprefix("# title: ")
        elif line.startswith("# about: "):
            about.append(line.removeprefix("# about: "))
        elif found := re.match(r"# column (\w+): (.*)", line):
            columns[found[1]] = found[2]
        elif line.startswith("#   ") and about:
            about.append(line.removeprefix("#   "))
    parameters = tuple(Parameter(one[2], one[3], one[5]) for one in _PARAM.finditer(text))
    return NamedQuery(name, title, " ".join(about), columns, parameters, text)
