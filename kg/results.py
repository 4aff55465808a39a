"""Answers of queries as bytes: a table to read, or a W3C format for programs.

CSV and TSV are exactly as SPARQL 1.1 has them: a program must get the very values. So formulas are
not defused there, unlike in the tables for people (:mod:`kg.sheet`); ``docs/export.md`` tells so.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import CallError
from kg.rdf.names import PREFIXES
from kg.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.rdf.names import Names
    from kg.store import Answer

# The formats that each form of query has; the first is the one taken when none is asked for.
# SPARQL 1.1 gives CSV and TSV to tables only.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "SELECT": ("table", "csv", "tsv", "json", "xml"),
    "ASK": ("table", "json", "xml"),
    "CONSTRUCT or DESCRIBE": ("ttl", "nt"),
}
_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
# Kinds of things that have a prefix of their own: a name such as event:2022-03-29-x needs no
# escapes, as it would under one prefix for all.
_KINDS = (
    "actor",
    "citation",
    "claim",
    "dataset",
    "event",
    "geometry",
    "lifecycle",
    "membership",
    "period",
    "post",
    "publisher",
    "role",
    "shape",
    "source",
    "statement",
    "track",
    "venue",
)


def render(
    answer: Answer, wanted: str | None, names: Names, width: int | None = None
) -> tuple[str, bytes, int]:
    """Return the format taken, an answer in it, and the number of rows or triples.

    ``width`` is that of the terminal, into which lines of a table are cut; None cuts nothing.
    Triples are sorted; rows are in the order of the query. Raises CallError for a format that the
    form of the query does not have.
    """
    if isinstance(answer, ox.QuerySolutions):
        form = "SELECT"
    elif isinstance(answer, ox.QueryBoolean):
        form = "ASK"
    else:
        form = "CONSTRUCT or DESCRIBE"
    chosen = wanted or FORMATS[form][0]
    if chosen not in FORMATS[form]:
        allowed = ", ".join(FORMATS[form])
        msg = f"{form} gives no '{chosen}' (formats for it: {allowed})"
        raise CallError(msg)
    if isinstance(answer, ox.QuerySolutions):
        return chosen, *_rows(answer, chosen, names, width)
    if isinstance(answer, ox.QueryBoolean):
        if chosen == "table":
            return chosen, b"true\n" if answer else b"false\n", 1
        return chosen, _bytes(answer, chosen), 1
    triples = sorted({str(one): one for one in answer}.items())
    return chosen, turtle([one for _, one in triples], names, chosen), len(triples)


def turtle(triples: Sequence[ox.Triple], names: Names, name: str = "ttl") -> bytes:
    """Return triples as Turtle with the prefixes that they use, or as N-Triples (``nt``)."""
    if name == "nt":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used(triples, names))
    return sorted_head(text or b"")


def sorted_head(text: bytes) -> bytes:
    """Return Turtle or TriG with its prefixes in order of their names (the engine has none)."""
    lines = text.split(b"\n")
    count = next((i for i, one in enumerate(lines) if not one.startswith(b"@prefix ")), 0)
    return b"\n".join(sorted(lines[:count]) + lines[count:])


def prefixes(names: Names) -> dict[str, str]:
    """Return the prefixes of output: one for each kind of thing and each scheme of concepts."""
    found = {"kg": names.base + "ns#", "graph": names.base + "graph/"}
    found |= {kind: f"{names.base}id/{kind}/" for kind in _KINDS}
    for scheme in ("topic", *(one.id for one in SCHEMES)):
        # A role in an event and the concept of a role are not the same thing.
        prefix = scheme if scheme not in found else f"{scheme}-concept"
        found[prefix] = names.concept(scheme) + "/"
    return found | PREFIXES


def used(statements: Iterable[ox.Triple | ox.Quad], names: Names) -> dict[str, str]:
    """Return those prefixes that some term of the statements can be written with."""
    spaces: set[str] = set()
    for one in statements:
        terms: list[Any] = [one.subject, one.predicate, one.object]
        if isinstance(one, ox.Quad):
            terms.append(one.graph_name)
        for term in terms:
            node = term.datatype if isinstance(term, ox.Literal) else term
            if isinstance(node, ox.NamedNode):
                spaces.add(node.value[: _cut(node.value)])
    return {prefix: iri for prefix, iri in prefixes(names).items() if iri in spaces}


def _cut(iri: str) -> int:
    return max(iri.rfind("/"), iri.rfind("#")) + 1


def _bytes(answer: ox.QuerySolutions | ox.QueryBoolean, name: str) -> bytes:
    return answer.serialize(format=_RESULTS[name]) or b""


def _rows(
    answer: ox.QuerySolutions, chosen: str, names: Names, width: int | None
) -> tuple[bytes, int]:
    variables = [one.value for one in answer.variables]
    spaces = {iri: prefix for prefix, iri in prefixes(names).items()}
    if chosen == "table":
        rows = [[_cell(term, spaces) for term in solution] for solution in answer]
        return _table(variables, rows, width), len(rows)
    text = _bytes(answer, chosen)
    return text, _count(text, chosen)


def _count(text: bytes, chosen: str) -> int:
    """Count the rows of a result by its text, since the engine tells no number."""
    if chosen == "json":
        import json  # noqa: PLC0415 - for one of five formats

        return len(json.loads(text)["results"]["bindings"])
    if chosen == "xml":
        return text.count(b"<result>")
    if chosen == "tsv":
        return text.count(b"\n") - 1
    quoted = text.split(b'"')[::2]  # line ends within quotes are no rows
    return sum(part.count(b"\n") for part in quoted) - 1


def _cell(term: Any, spaces: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        text = term.value
    elif isinstance(term, ox.NamedNode):
        cut = _cut(term.value)
        prefix = spaces.get(term.value[:cut])
        text = f"{prefix}:{term.value[cut:]}" if prefix else f"<{term.value}>"
    else:
        text = str(term)
    # A line end would break the table, and an escape sequence could command the terminal.
    return "".join(" " if one.isspace() else one if one.isprintable() else "\ufffd" for one in text)


def _table(variables: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> bytes:
    heads = list(variables)
    widths = [
        max(_width(head), *(_width(row[i]) for row in rows)) if rows else _width(head)
        for i, head in enumerate(heads)
    ]
    lines = [_line(heads, widths), _line(["─" * one for one in widths], widths)]
    lines += [_line(row, widths) for row in rows]
    if width is not None:
        lines = [_shortened(line, width) for line in lines]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (room - _width(cell)) for cell, room in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(one) in "WF" else 0 if unicodedata.combining(one) else 1
        for one in text
    )


def _shortened(line: str, width: int) -> str:
    if _width(line) <= width:
        return line
    kept, room = "", width - 1
    for one in line:
        room -= _width(one)
        if room < 0:
            break
        kept += one
    return kept + "…"
