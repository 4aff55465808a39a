"""The store: N-Quads in, SPARQL 1.1 answers out. Oxigraph does the work.

The default graph of a query is the union of all named graphs. That union is a bag in Oxigraph;
since each triple stands in one graph only, counts are right all the same. Every query may call the
functions on uncertain dates (:mod:`kg.functions`).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.bulk import bulk_load, gathered
from kg.errors import CallError, QueryError
from kg.functions import miscalled
from kg.garbage import uncollected
from kg.guard import explain, functions_known, refuse_unsafe, unanswered, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Node = ox.NamedNode | ox.BlankNode | ox.Triple
Value = str | int | float | bool | None

_NUMBERS: Mapping[str, type[int] | type[float]] = {
    "http://www.w3.org/2001/XMLSchema#integer": int,
    "http://www.w3.org/2001/XMLSchema#double": float,
    "http://www.w3.org/2001/XMLSchema#decimal": float,
}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


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
        union = scope is None and without("FROM", text, known, base) is None
        try:
            return self.engine.query(
                text,
                base_iri=base,
                use_default_graph_as_union=union,
                default_graph=None if scope is None else [*map(graph_node, scope.default)],
                named_graphs=None if scope is None else [*map(graph_node, scope.named)],
                prefixes=known,
                custom_functions=functions_known(known),
            )
        except SyntaxError as error:
            raise QueryError(explain(error, text, known, base)) from error
        except RuntimeError as error:
            raise unanswered(error) from error

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
            raise unanswered(error) from error
        return Table(variables, rows)

    def find(
        self,
        subject: Node | None = None,
        predicate: ox.NamedNode | None = None,
        value: Node | ox.Literal | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that have these terms; None stands for any."""
        return self.engine.quads_for_pattern(subject, predicate, value, graph)

    def quads(self, graph: str | None = None) -> list[ox.Quad]:
        """Return the quads of one named graph, or of all. Raises QueryError: not an IRI."""
        return list(self.find(graph=None if graph is None else graph_node(graph)))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, in order."""
        names = self.engine.named_graphs()
        return sorted(one.value for one in names if isinstance(one, ox.NamedNode))

    def values(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield who has a property, and its value, as texts: for those who read the whole graph.

        It takes a tenth of the time of a query.
        """
        for one in self.find(predicate=ox.NamedNode(iri)):
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


def graph_node(iri: str) -> ox.NamedNode:
    """Return the name of a graph. Raises QueryError: not an IRI."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        msg = f"'{iri}' is no IRI of a graph"
        raise QueryError(msg) from error


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
