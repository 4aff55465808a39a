"""SPARQL functions on uncertain dates, such as ``kg:certainlyBefore(?a, ?b)``.

For each relation of :mod:`kg.span` there are two, and each name says which it is. There is no
``kg:before``: a filter that drops uncertain dates without meaning to can't be written.

An argument is an uncertain date (``edtf:EDTF``), or a literal of XML Schema, read as XSD 1.1 part 2
has it: ``xsd:date`` is that day, ``xsd:dateTime`` the day in which it lies, ``xsd:gYearMonth`` and
``xsd:gYear`` are the *whole* month and year (whereas EDTF ``2022-03`` is some day or days in it). A
day is taken as written and never moved to another time zone. Of anything else the answer is
unbound, as SPARQL 1.1 (section 17.2) has it for an error.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import span
from kg.edtf import EdtfError, parse
from kg.rdf.names import EDTF, PREFIXES
from kg.span import RELATIONS, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    # What the engine calls: terms in, a term or nothing (unbound) out.
    Function = Callable[..., ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]

_MODES: Mapping[str, Callable[[str, Span, Span], bool]] = {
    "certainly": span.certainly,
    "possibly": span.possibly,
}
NAMES: Mapping[str, tuple[str, str]] = {
    mode + relation[0].upper() + relation[1:]: (mode, relation)
    for relation in RELATIONS
    for mode in _MODES
}
"""Every function by its local name: ``certainly`` or ``possibly``, and the relation."""

_ZONE = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_YEAR, _MONTH = r"-?[0-9]{4}", r"(?:0[1-9]|1[0-2])"  # 21 to 24 would be seasons
_DAY = rf"({_YEAR}-{_MONTH}-[0-9]{{2}})"
_TIME = r"T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\.[0-9]+)?"
_SHAPES = {
    EDTF: re.compile("(.*)", re.DOTALL),
    **{
        f"{PREFIXES['xsd']}{name}": re.compile(shape + _ZONE)
        for name, shape in (
            ("date", _DAY),
            ("dateTime", _DAY + _TIME),
            ("gYearMonth", rf"({_YEAR}-{_MONTH})"),
            ("gYear", rf"({_YEAR})"),
        )
    },
}
_TRUTH = {True: ox.Literal(True), False: ox.Literal(False)}
# A call as text, after the prefix; what hides one: texts (up to the end where the quote is never
# closed, so that no text makes it try long), IRIs and comments.
_MARK = re.compile(r":((?:certainly|possibly)\w+)\s*+\(|[(\[{}\]),]")
_HIDDEN = re.compile(
    r'"(?:[^"\\]|\\.)*+"?|\'(?:[^\'\\]|\\.)*+\'?|<[^<>\s]*+>|#[^\n\r]*+', re.DOTALL
)

_CALL = re.compile(r"[:#/]((?:certainly|possibly)\w++)>?\s*+\(")
_FROM = re.compile(r"(?<![\w?$:@-])FROM\s*(?:NAMED\b|<|[\w.-]*:)", re.IGNORECASE)


@cache
def functions(*namespaces: str) -> dict[ox.NamedNode, Function]:
    """Return all functions by IRI, the same ones in each namespace (``…/ns#``)."""
    made = {name: _function(mode, relation) for name, (mode, relation) in NAMES.items()}
    return {
        ox.NamedNode(namespace + name): function
        for namespace in namespaces
        for name, function in made.items()
    }


@lru_cache(maxsize=2**14)
def read(term: Any) -> Span | None:
    """Return the time that a term of the engine names; None when it is no date."""
    if not isinstance(term, ox.Literal):
        return None
    datatype = term.datatype.value
    shape = _SHAPES.get(datatype)
    found = shape.fullmatch(term.value) if shape else None
    if found is None:
        return None
    try:
        day = parse(found[1])
    except EdtfError:
        return None
    first, last = day.earliest_begin, day.latest_end
    if datatype == EDTF or day.out_of_range or first is None or last is None:
        return Span.of(day)
    return Span.days(first, last)


def miscalled(text: str) -> str | None:
    """Return what is wrong with a query that calls a function with other than two arguments.

    The engine would leave the answer unbound, and a filter would find nothing, without a word.
    """
    bare = _HIDDEN.sub(lambda found: " " if found[0].startswith("#") else '""', text)
    # Brackets that are open: the function before it if any, the place, and the commas in it.
    still_open: list[tuple[str, int, list[str]]] = []
    for found in _MARK.finditer(bare):
        mark = found[0]
        if mark == ",":
            if still_open:
                still_open[-1][2].append(mark)
        elif mark not in (")", "]", "}"):
            still_open.append((found[1] or "", found.end(), []))
        elif still_open:
            name, start, commas = still_open.pop()
            given = len(commas) + 1 if commas or bare[start : found.start()].strip() else 0
            if name in NAMES and given != 2:
                return f"{name} takes two dates ({given} given)"
    return None


def called(text: str) -> str | None:
    """Return the name of a function of ours that a query calls, None when it calls none."""
    bare = _HIDDEN.sub(lambda found: found[0] if found[0].startswith("<") else " ", text)
    return next((one[1] for one in _CALL.finditer(bare) if one[1] in NAMES), None)


def names_graphs(text: str) -> bool:
    """Tell whether a query chooses its graphs itself, by FROM."""
    return (
        _FROM.search(_HIDDEN.sub(lambda one: "<>" if one[0][0] == "<" else " ", text)) is not None
    )


def _function(mode: str, relation: str) -> Function:
    holds = _MODES[mode]

    def function(*terms: Any) -> ox.Literal | None:
        # The engine takes an exception for unbound, so none may be what tells of a mistake here.
        if len(terms) != 2:
            return None
        a, b = map(read, terms)
        return None if a is None or b is None else _TRUTH[holds(relation, a, b)]

    return function
