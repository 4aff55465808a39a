"""The store: N-Quads in, SPARQL 1.1 answers out. Oxigraph does the work.

The default graph of a query is the union of all named graphs. That union is a bag in Oxigraph;
since each triple stands in one graph only, counts are right all the same. Every query may call the
functions on uncertain dates (:mod:`kg.functions`).
"""

from __future__ import annotations

import difflib
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.bulk import bulk_load, gathered
from kg.errors import CallError, QueryError
from kg.functions import NAMES, functions, miscalled
from kg.garbage import uncollected
from kg.mistake import explained
from kg.nesting import too_deep
from kg.rdf.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.functions import Function

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Value = str | int | float | bool | None

_NUMBERS: Mapping[str, type[int] | type[float]] = {
    "http://www.w3.org/2001/XMLSchema#integer": int,
    "http://www.w3.org/2001/XMLSchema#double": float,
    "http://www.w3.org/2001/XMLSchema#decimal": float,
}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_TRUTH = {"true": True, "1": True, "false": False, "0": False}

_UNKNOWN = re.compile(r"The custom function <([^>]*)> is not supported")
# The first word after the prologue; possessive, so that no text makes it try long.
_FIRST_WORD = re.compile(r"(?:\s|#[^\n\r]*+|(?:PREFIX|BASE)\b[^>]*+>)*+([A-Z]+)", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Scope:
    """The graphs that a query sees: IRIs of those merged as the default graph, and by name.

    One that is not there is empty (SPARQL 1.1 Protocol, section 2.1.4).
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store:
    """A set of quads that answers SPARQL queries. Reading is safe from several threads."""

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine

    @classmethod
    def in_memory(cls, lines: Iterable[str], ours: bool = False) -> Store:
        """Return a store of N-Quads lines, held in memory.

        Lines that are ``ours`` come from checked records: the engine need not check their IRIs and
        language tags once more, which is a quarter of its work.
        """
        engine = ox.Store()
        with uncollected():
            for part in gathered(lines):
                engine.load(part, format=ox.RdfFormat.N_QUADS, lenient=ours)
        return cls(engine)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a store built before, to read. Raises CallError when there is none."""
        if not (folder / "CURRENT").is_file():
            msg = f"'{folder}' is no store (make one with: kg build --out FOLDER)"
            raise CallError(msg)
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:  # the latter of a damaged one
            msg = f"the store '{folder}' can't be opened: {error}"
            raise CallError(msg) from error

    @staticmethod
    def write(lines: Iterable[str], folder: Path, ours: bool = False) -> None:
        """Make a store on disk; it appears whole, or not at all. ``ours`` as of ``in_memory``.

        A store of that name is replaced. Raises CallError when something else stands there.
        """
        if folder.exists() and not (folder / "CURRENT").is_file() and not _is_empty(folder):
            msg = f"'{folder}' is there already, and is no store (choose another folder)"
            raise CallError(msg)
        half = folder.with_name(folder.name + ".part")
        shutil.rmtree(half, ignore_errors=True)
        try:
            engine = ox.Store(str(half))
            with uncollected():
                bulk_load(engine, lines, ours)
            engine.flush()
            del engine
            shutil.rmtree(folder, ignore_errors=True)
            half.rename(folder)
        finally:
            shutil.rmtree(half, ignore_errors=True)

    def __len__(self) -> int:
        return len(self.engine)

    def query(
        self,
        text: str,
        prefixes: Mapping[str, str] | None = None,
        scope: Scope | None = None,
        base: str | None = None,
    ) -> Answer:
        """Answer a query. Raises QueryError: it can't be parsed, or asks for what is not allowed.

        ``prefixes`` need not be declared in the query. Functions on dates have the namespace of
        the prefix ``kg``; that of our own address is always known too. ``scope`` takes the place
        of what the query names by FROM; relative IRIs are refused without a ``base``.
        """
        refuse_unsafe(text, prefixes, base)
        if mistake := miscalled(text):
            raise QueryError(mistake)
        known = dict(prefixes or {})
        # The union would override FROM, so a query that names its graphs gets those.
        union = scope is None and _without("FROM", text, known, base) is None
        try:
            return self.engine.query(
                text,
                base_iri=base,
                use_default_graph_as_union=union,
                default_graph=None if scope is None else [*map(_graph, scope.default)],
                named_graphs=None if scope is None else [*map(_graph, scope.named)],
                prefixes=known,
                custom_functions=_functions(known),
            )
        except SyntaxError as error:
            raise QueryError(_explain(error, text, known, base)) from error
        except RuntimeError as error:
            raise _unanswered(error) from error

    def select(self, text: str, prefixes: Mapping[str, str] | None = None) -> Table:
        """Answer a SELECT query in plain values. Raises QueryError, also for other query forms."""
        answer = self.query(text, prefixes)
        if not isinstance(answer, ox.QuerySolutions):
            msg = "not a SELECT query (only SELECT gives a table)"
            raise QueryError(msg)
        variables = tuple(one.value for one in answer.variables)
        try:
            rows = tuple(tuple(plain(term) for term in solution) for solution in answer)
        except RuntimeError as error:
            raise _unanswered(error) from error
        return Table(variables, rows)

    def quads(self, graph: str | None = None) -> list[ox.Quad]:
        """Return the quads of one named graph, or of all. Raises QueryError: not an IRI."""
        name = None if graph is None else _graph(graph)
        return list(self.engine.quads_for_pattern(None, None, None, name))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, in order."""
        names = self.engine.named_graphs()
        return sorted(one.value for one in names if isinstance(one, ox.NamedNode))

    def values(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield who has a property, and its value, as texts: for those who read the whole graph.

        It takes a tenth of the time of a query.
        """
        for one in self.engine.quads_for_pattern(None, ox.NamedNode(iri), None, None):
            if not isinstance(one.subject, ox.Triple) and not isinstance(one.object, ox.Triple):
                yield one.subject.value, one.object.value


def plain(term: Any) -> Value:
    """Return a term as a plain value; None for an unbound variable."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
    return native(term.value, term.datatype.value)


def native(text: str, datatype: str | None) -> Value:
    """Return the value of a literal: a number or truth value as itself, anything else as text.

    ``datatype`` is its full IRI, None for a plain text.
    """
    if number := _NUMBERS.get(datatype or ""):
        try:
            return number(text)
        except ValueError:  # a query may make a literal that is no number, or a huge one
            return text
    return _TRUTH.get(text, text) if datatype == _BOOLEAN else text


def refuse_unsafe(
    text: str, prefixes: Mapping[str, str] | None = None, base: str | None = None
) -> None:
    """Raise QueryError when a query would reach out (SERVICE), write, or nest beyond reason."""
    if deep := too_deep(text):
        raise QueryError(deep)
    if error := _without("SERVICE", text, prefixes or {}, base):
        msg = "SERVICE is not allowed (a query reads this graph alone)"
        plainly = re.search(r"\bSERVICE\s*(?:SILENT\s*)?[<?$:\w]", text, re.IGNORECASE)
        told = msg if plainly else _explain(error, text, prefixes or {}, base)
        raise QueryError(told) from error
    first = _FIRST_WORD.match(text)
    if first and first[1].upper() in _UPDATES:
        word = first[1].upper()
        msg = f"{word} is not allowed (the graph is read-only: SELECT, ASK, CONSTRUCT, DESCRIBE)"
        raise QueryError(msg)


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        msg = f"'{iri}' is no IRI of a graph"
        raise QueryError(msg) from error


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _without(
    word: str, text: str, prefixes: Mapping[str, str], base: str | None
) -> SyntaxError | None:
    """Return the error of a query in which a word is no longer one of the grammar, None if none.

    Only the engine's own grammar tells for sure whether a word is a keyword, or a part of a text,
    name, address or comment: a query that does not need it as one is still a query without it.
    """
    found = re.compile(word, re.IGNORECASE)
    if not found.search(text):
        return None
    mask = "x" * len(word)
    masked = {found.sub(mask, name): iri for name, iri in prefixes.items()}
    try:
        return _refused(found.sub(mask, text), masked, base, prefixes)
    except RuntimeError as error:
        raise _unanswered(error) from error


def _refused(
    text: str,
    prefixes: Mapping[str, str],
    base: str | None,
    ours: Mapping[str, str] | None = None,
) -> SyntaxError | None:
    """Return what the engine's parser says against a query, None for nothing."""
    known = _functions(prefixes if ours is None else ours)
    try:
        ox.Store().query(text, base_iri=base, prefixes=dict(prefixes), custom_functions=known)
    except SyntaxError as error:
        return error
    return None


def _explain(error: SyntaxError, text: str, prefixes: Mapping[str, str], base: str | None) -> str:
    return explained(error, text, prefixes, lambda part: _refused(part, prefixes, base))


def _functions(prefixes: Mapping[str, str]) -> dict[ox.NamedNode, Function]:
    ours = Names().expand("kg:")
    return functions(*dict.fromkeys((ours, prefixes.get("kg", ours))))


def _unanswered(error: RuntimeError) -> QueryError:
    if found := _UNKNOWN.match(str(error)):
        # A plain kg:before is missing on purpose: whoever asks has to choose.
        last = re.split(r"[/#]", found[1])[-1]
        near = [name for name in NAMES if last and name.lower().endswith(f"ly{last.lower()}")]
        near = near or difflib.get_close_matches(last, NAMES, cutoff=0.8)
        hint = f" (there is {', '.join(f'kg:{name}' for name in near)})" if near else ""
        return QueryError(f"unknown function <{found[1]}>{hint}")
    return QueryError(f"can't be answered: {error}")
