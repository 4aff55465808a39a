"""A store on another machine: any server of the SPARQL 1.1 Protocol, asked over HTTP.

It sees the graphs of our names and no others, told with each query (``default-graph-uri`` and
``named-graph-uri``): what a server takes for its default graph differs from engine to engine.
An answer is read whole, and checked, before anything of it is used: half of one, or an error that
comes as a success, never looks like an answer.
"""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg import settings
from kg.address import Credentials
from kg.errors import CallError, EngineError, EngineSlowError, QueryError
from kg.functions import called, miscalled, names_graphs
from kg.guard import explain, form, refuse_unsafe, refused
from kg.rdf.names import GRAPHS
from kg.store import Store
from kg.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.rdf.names import Names
    from kg.store import Answer, Node, Scope
    from kg.wire import Heard

_MOST_BYTES = 512_000_000
_JSON, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_ASK_AS_ROWS = "__ASK_RETVAL"  # Virtuoso answers ASK by a row, or none
_TIMES = 2  # a broken answer is asked for once more


class RemoteStore(Store):
    """The graph of some names in another engine; reading is safe from several threads.

    ``wire`` leads to its SPARQL service. What asks it raises EngineError when it can't be asked.
    """

    def __init__(self, wire: Wire, names: Names) -> None:
        self.wire = wire
        self._names = names
        self._graphs = tuple(map(names.graph, GRAPHS))
        # An address that tells of graphs itself is believed: all that is there is ours.
        self._chosen = "graph" in urlsplit(wire.url).query

    def __len__(self) -> int:
        counted = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
        return int(str(self.select(counted).rows[0][0]))

    def query(
        self,
        text: str,
        prefixes: Mapping[str, str] | None = None,
        scope: Scope | None = None,
        base: str | None = None,
    ) -> Answer:
        """Answer a query, as the store of our own does. Raises EngineError too.

        FROM, and our functions on dates, are refused (QueryError): other engines have neither the
        functions, nor a way to tell our graphs from those of others.
        """
        refuse_unsafe(text, prefixes, base)
        if mistake := miscalled(text):
            raise QueryError(mistake)
        known = dict(prefixes or {})
        if error := refused(text, known, base):
            raise QueryError(explain(error, text, known, base)) from error
        return self.answer(text, prefixes, scope, base)

    def answer(
        self,
        text: str,
        prefixes: Mapping[str, str] | None = None,
        scope: Scope | None = None,
        base: str | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer a query that is known to be a sound one; see ``query``."""
        if own := called(text):
            msg = f"kg:{own} is a function of Parley's own engine, and this graph is in another one"
            raise QueryError(msg)
        if names_graphs(text):
            msg = "FROM is not allowed with another engine (name graphs by GRAPH)"
            raise QueryError(msg)
        begin = {"base": base} if base and not re.search(r"\bBASE\b", text, re.IGNORECASE) else {}
        head = "".join(f"BASE <{one}> " for one in begin.values())
        head += "".join(f"PREFIX {name}: <{iri}> " for name, iri in (prefixes or {}).items())
        until = time.monotonic() + (seconds or self.wire.seconds)
        for left in reversed(range(_TIMES)):
            try:
                return self._asked(head + text, scope, until - time.monotonic())
            except _BrokenError as error:
                if left and time.monotonic() < until:
                    continue
                msg = f"the engine at {self.wire.url} gave a broken answer: {error}"
                raise EngineError(msg) from error
        raise AssertionError  # the loop returns or raises

    def find(
        self,
        subject: Node | None = None,
        predicate: ox.NamedNode | None = None,
        value: Node | ox.Literal | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that have these terms; None stands for any."""
        given = {"s": subject, "p": predicate, "o": value}
        triple = " ".join(f"?{name}" if term is None else str(term) for name, term in given.items())
        only = "" if graph is None else f"VALUES ?g {{ {graph} }} "
        found = self.answer(f"SELECT * WHERE {{ {only}GRAPH ?g {{ {triple} }} }}")
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - of a SELECT
        for row in found:
            yield ox.Quad(
                row["s"] if subject is None else subject,
                row["p"] if predicate is None else predicate,
                row["o"] if value is None else value,
                row["g"],
            )

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, in order."""
        found = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(str(row[0]) for row in found.rows)

    def ping(self) -> None:
        """Raise EngineError when it can't be asked; it is tried once."""
        self._heard("ASK { }", self._dataset(None), 2.0, tries=1)

    def _asked(self, text: str, scope: Scope | None, seconds: float) -> Answer:
        heard = self._heard(text, self._dataset(scope), max(seconds, 0.001))
        if heard.media_type == _TRIPLES:
            return _triples(heard)
        if heard.media_type not in (_JSON, "application/json"):
            msg = f"'{heard.media_type}' in place of results"
            raise _BrokenError(msg)
        return _results(heard)

    def _heard(
        self, text: str, dataset: list[tuple[str, str]], seconds: float, tries: int = 3
    ) -> Heard:
        body = urlencode([("query", text), *dataset]).encode()
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "accept": _TRIPLES if form(text) in ("CONSTRUCT", "DESCRIBE") else _JSON,
            "accept-encoding": "identity",
        }
        heard = self.wire.send("POST", body, headers, seconds=seconds, tries=tries)
        if heard.status == 200:
            return heard
        said = self.wire.said(heard)
        if heard.status in (408, 504) or re.search(r"time.?(?:d )?out", said, re.IGNORECASE):
            msg = f"the engine at {self.wire.url} stopped the query at its own time limit"
            raise EngineSlowError(msg)
        if heard.status == 400:
            msg = f"the engine can't answer it: {said}"
            raise QueryError(msg)
        msg = f"the engine at {self.wire.url} answers with HTTP {heard.status}: {said}"
        raise EngineError(msg)

    def _dataset(self, scope: Scope | None) -> list[tuple[str, str]]:
        """Return the graphs of a query; of others than ours an engine could tell, so they go."""
        if scope is None and self._chosen:
            return []
        default = self._graphs if scope is None else scope.default
        named = self._graphs if scope is None else scope.named
        none = (self._names.graph("none"),)  # a query without any graph would see all of them
        told = [("default-graph-uri", one) for one in self._own(default) or none]
        return told + [("named-graph-uri", one) for one in self._own(named) or none]

    def _own(self, graphs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in graphs if one in self._graphs)


def wire_of(name: str) -> Wire:
    """Return what leads to an engine (``http://…``), with the credentials of the settings.

    Raises CallError for an address that is none.
    """
    known = Credentials(settings.store_user(), settings.store_password(), settings.store_token())
    if known.token and known.user:
        msg = "KG_STORE_TOKEN and KG_STORE_USER are both set (an engine takes one of them)"
        raise CallError(msg)
    return Wire(name.removeprefix("sparql+"), known, settings.store_seconds(), _MOST_BYTES)


def remote_store(name: str, names: Names) -> RemoteStore:
    """Return the store that a setting names (``sparql+http://…``). Raises CallError."""
    return RemoteStore(wire_of(name), names)


class _BrokenError(Exception):
    """What came as an answer is none."""


def _results(heard: Heard) -> Answer:
    """Return a table or a truth value. Raises _BrokenError when it is not whole."""
    try:
        told = json.loads(heard.body)
        if "boolean" in told:
            return _parsed(heard.body)
        rows, variables = told["results"]["bindings"], told["head"]["vars"]
        if _cut(heard, len(rows)):
            msg = f"only the first {len(rows):,} rows of a longer result (raise the engine's limit)"
            raise _BrokenError(msg)
        if variables == [_ASK_AS_ROWS]:
            truth = any(str(one[_ASK_AS_ROWS]["value"]) in ("1", "true") for one in rows)
            return _parsed(json.dumps({"head": {}, "boolean": truth}).encode())
        whole = _parsed(heard.body)
        assert isinstance(whole, ox.QuerySolutions)  # noqa: S101 - it has bindings
        for _ in whole:  # terms that are none show only so
            pass
        return _parsed(heard.body)
    except (ValueError, KeyError, TypeError, IndexError, SyntaxError, RecursionError) as error:
        msg = f"its JSON ends too early or is no result ({len(heard.body):,} bytes)"
        raise _BrokenError(msg) from error


def _parsed(body: bytes) -> Answer:
    read: Answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    return read


def _triples(heard: Heard) -> Answer:
    """Return a graph. Raises _BrokenError when it is not whole."""
    # N-Triples may end after any line, so only its length tells that it is all.
    if not heard.sized:
        msg = "a graph that does not tell where it ends"
        raise _BrokenError(msg)
    engine = ox.Store()
    try:
        engine.load(heard.body, format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        msg = f"a graph that breaks off, or is none: {str(error)[:200]}"
        raise _BrokenError(msg) from error
    if _cut(heard, len(engine)):
        msg = f"only the first {len(engine):,} triples of a larger graph (raise the engine's limit)"
        raise _BrokenError(msg)
    found: Answer = engine.query("CONSTRUCT WHERE { ?s ?p ?o }")
    return found


def _cut(heard: Heard, count: int) -> bool:
    """Tell whether Virtuoso has left something out, which it says in its headers only."""
    most = heard.headers.get("x-sparql-maxrows", "")
    partial = heard.headers.get("x-sql-state", "") == "S1TAT"
    return partial or (most.isdigit() and count >= int(most))
