"""The store: N-Quads in, SPARQL 1.1 answers out. Oxigraph does the work.

The default graph of a query is the union of all named graphs. That union is a bag in Oxigraph;
since each triple stands in one graph only, counts are right all the same.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import CallError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Value = str | int | float | bool | None

_NUMBERS: Mapping[str, type[int] | type[float]] = {
    "http://www.w3.org/2001/XMLSchema#integer": int,
    "http://www.w3.org/2001/XMLSchema#double": float,
    "http://www.w3.org/2001/XMLSchema#decimal": float,
}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"

# What a query is made of, as far as needed to see its words: strings, IRIs, comments and names
# are skipped, since SERVICE inside of them means nothing (SPARQL 1.1 Query, section 19.8).
_TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|\#[^\n\r]*"
    r"|[?$]\w+"
    r"|[\w.\-]*:[\w.\-:%\\]*"
    r"|(?P<word>[A-Za-z]+)",
    re.DOTALL,
)
_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"})


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values: IRIs and texts as str, numbers and truth values as themselves."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.rows:
            yield dict(zip(self.variables, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)


class Store:
    """A set of quads that answers SPARQL queries. Reading is safe from several threads."""

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine

    @classmethod
    def in_memory(cls, lines: Iterable[str]) -> Store:
        """Return a store of N-Quads lines, held in memory."""
        engine = ox.Store()
        engine.load("".join(lines), format=ox.RdfFormat.N_QUADS)
        return cls(engine)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a store built before, to read. Raises CallError when there is none."""
        if not (folder / "CURRENT").is_file():
            msg = f"'{folder}' is no store (make one with: kg build --out FOLDER)"
            raise CallError(msg)
        try:
            return cls(ox.Store.read_only(str(folder)))
        except OSError as error:
            msg = f"the store '{folder}' can't be opened: {error}"
            raise CallError(msg) from error

    @staticmethod
    def write(lines: Iterable[str], folder: Path) -> None:
        """Make a store on disk; it appears whole, or not at all."""
        half = folder.with_name(folder.name + ".part")
        shutil.rmtree(half, ignore_errors=True)
        try:
            engine = ox.Store(str(half))
            engine.bulk_load("".join(lines), format=ox.RdfFormat.N_QUADS)
            engine.flush()
            del engine
            shutil.rmtree(folder, ignore_errors=True)
            half.rename(folder)
        finally:
            shutil.rmtree(half, ignore_errors=True)

    def __len__(self) -> int:
        return len(self.engine)

    def query(self, text: str, prefixes: Mapping[str, str] | None = None) -> Answer:
        """Answer a query. Raises QueryError: it can't be parsed, or asks for what is not allowed.

        ``prefixes`` need not be declared in the query.
        """
        refuse_unsafe(text)
        try:
            return self.engine.query(
                text, use_default_graph_as_union=True, prefixes=dict(prefixes or {})
            )
        except SyntaxError as error:
            raise QueryError(_explain(error)) from error

    def select(self, text: str, prefixes: Mapping[str, str] | None = None) -> Table:
        """Answer a SELECT query in plain values. Raises QueryError, also for other query forms."""
        answer = self.query(text, prefixes)
        if not isinstance(answer, ox.QuerySolutions):
            msg = "not a SELECT query (only SELECT gives a table)"
            raise QueryError(msg)
        variables = tuple(one.value for one in answer.variables)
        rows = tuple(tuple(plain(term) for term in solution) for solution in answer)
        return Table(variables, rows)


def plain(term: Any) -> Value:
    """Return a term as a plain value; None for an unbound variable."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
    kind = term.datatype.value
    if kind in _NUMBERS:
        return _NUMBERS[kind](term.value)
    return term.value == "true" if kind == _BOOLEAN else term.value


def refuse_unsafe(text: str) -> None:
    """Raise QueryError when a query would reach out (SERVICE) or write (updates)."""
    words = [found["word"].upper() for found in _TOKENS.finditer(text) if found["word"]]
    if "SERVICE" in words:
        msg = "SERVICE is not allowed (a query reads this graph alone)"
        raise QueryError(msg)
    if words and not {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"} & set(words):
        first = next((one for one in words if one in _UPDATES), None)
        if first:
            msg = (
                f"{first} is not allowed (the graph is read-only: SELECT, ASK, CONSTRUCT, DESCRIBE)"
            )
            raise QueryError(msg)


def _explain(error: SyntaxError) -> str:
    """Say where and what, without the character classes that the parser also lists."""
    found = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", str(error), re.DOTALL)
    if found is None:
        return f"not SPARQL: {error}"
    line, column, expected = found.groups()
    if "Prefix not found" in expected:
        return f"line {line}, column {column}: unknown prefix (declare it with PREFIX name: <…>)"
    unhelpful = ("[", "'", "LATERAL", "SERVICE")  # character classes, and what we refuse anyway
    items = re.split(r",\s+|\s+\|\s+", expected)
    words = [one for one in items if not one.startswith(unhelpful)]
    allowed = f" (expected: {', '.join(words)})" if words else ""
    return f"line {line}, column {column}: not SPARQL here{allowed}"
