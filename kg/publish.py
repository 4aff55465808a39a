"""Loading the graph into another engine, by the SPARQL 1.1 Graph Store HTTP Protocol.

Each named graph is put in the place of the one that is there, in parts that a server will take.
What the graph says of itself comes last: an engine that tells its release holds all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.bulk import gathered
from kg.errors import EngineError
from kg.rdf.names import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.rdf.names import Names
    from kg.wire import Wire

_PART = 4_000_000  # characters
_LAST = "dataset"
_DONE, _GONE = (200, 201, 204), (200, 202, 204, 404)


def publish(lines: Iterable[str], names: Names, wire: Wire) -> Iterator[tuple[str, int]]:
    """Put the quads of N-Quads lines into an engine; yield each graph with its size when it is in.

    ``wire`` leads to its Graph Store service. Raises EngineError when it does not take them.
    """
    found: dict[str, list[str]] = {names.graph(one): [] for one in GRAPHS}
    for line in lines:
        triple, _, graph = line.rstrip(" .\n").rpartition(" ")
        found[graph[1:-1]].append(triple + " .\n")
    last = names.graph(_LAST)
    # Whoever wants to know us says so to a question without a body.
    wire.send("GET", b"", {"accept": "application/n-triples"}, _at(wire, last))
    for graph in sorted(found, key=lambda one: (one == last, one)):
        _put(wire, graph, found[graph])
        yield graph, len(found[graph])


def _put(wire: Wire, graph: str, triples: list[str]) -> None:
    asked = _at(wire, graph)
    if not triples:
        _send(wire, "DELETE", "", asked, _GONE)
        return
    method = "PUT"
    for part in gathered(triples, _PART):
        _send(wire, method, part, asked, _DONE)
        method = "POST"  # adds to what is there


def _at(wire: Wire, graph: str) -> str:
    return f"{'&' if '?' in wire.url else '?'}graph={quote(graph, safe='')}"


def _send(wire: Wire, method: str, body: str, asked: str, wanted: tuple[int, ...]) -> None:
    heard = wire.send(method, body.encode(), {"content-type": "application/n-triples"}, asked)
    if heard.status not in wanted:
        msg = f"the engine at {wire.url} answers with HTTP {heard.status}: {wire.said(heard)}"
        raise EngineError(msg)
