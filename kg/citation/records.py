"""What record a name of the graph leads to, and the hash of every record that a view holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.citation.result import Result, Row, sha256
from kg.excerpt import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.dataset import Dataset
    from kg.graph import Graph
    from kg.rdf.names import Names
    from kg.view import View

COLUMNS = ("id", "kind", "sha256")
_IRI = re.compile(r"<([^<>]*)>")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"')
# What every graph shares: descriptions of the whole, and no records.
_SHARED = ("dataset", "ontology", "shapes", "vocabulary")


class Record(NamedTuple):
    """A record by its id and its kind (``event``, ``source`` …; ``publisher`` for an agent)."""

    id: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Records:
    """Leads from the IRIs of a graph to the records that speak of them."""

    def __init__(self, dataset: Dataset, names: Names) -> None:
        self._things, self._topics = names.base + "id/", names.concept("topic") + "/"
        self._kinds = {one.id: kind.removesuffix("s") for kind, one in dataset.records()}
        self._events = {claim.id: event.id for event, claim in dataset.claims()}

    def of(self, iri: str) -> Record | None:
        """Return the record of an IRI; None for what no record speaks of, such as a term.

        A claim, statement, role, status or citation leads to its event, an office to who holds it.
        A record that is no longer there is named as its IRI names it.
        """
        if iri.startswith(self._topics):
            return Record(iri.removeprefix(self._topics), "topic")
        kind, _, name = iri.removeprefix(self._things).partition("/")
        if not iri.startswith(self._things) or not name or kind in ("dataset", "shape"):
            return None
        if kind == "publisher":
            return Record(name, kind)
        head = name.partition(".")[0]
        if head in self._kinds and kind != "claim":
            return Record(head, self._kinds[head])
        if head in self._events and kind in ("claim", "citation"):
            return Record(self._events[head], "event")
        return Record(head, _OWNERS.get(kind, kind))

    def behind(self, lines: Iterable[str]) -> list[Record]:
        """Return the records whose IRIs occur in lines of terms, in order of their ids."""
        found = {self.of(iri) for one in lines for iri in _IRI.findall(_TEXT.sub(" ", one))}
        return sorted(one for one in found if one is not None)


# Of a record that is gone only the IRI is left to tell of what kind it was.
_OWNERS = {
    "statement": "event",
    "role": "event",
    "lifecycle": "event",
    "signature": "document",
    "membership": "actor",
    "period": "actor",
    "geometry": "venue",
}


def records_of(graph: Graph, view: View, record: str | None = None) -> Result:
    """Return the records of a view, each with the hash of all quads about it, sorted.

    About a record is every quad whose subject leads to it. With filters, the view holds what its
    export holds (:mod:`kg.excerpt`): its events, what is said of them, and what these refer to.
    With a ``record``, only the one of that id.
    """
    store, names = graph.of(view), graph.names
    quads = excerpt(store, view, names) if view.filters.params() else store.find()
    lines = {f"{one} .\n" for one in quads}
    return Result.of(
        "RECORDS", COLUMNS, _hashed(lines, Records(graph.dataset, names), names, record)
    )


def _hashed(
    lines: Iterable[str], records: Records, names: Names, wanted: str | None
) -> Iterator[Row]:
    about: dict[Record, list[str]] = {}
    shared = tuple(f" <{names.graph(one)}> .\n" for one in _SHARED)
    known: dict[str, Record | None] = {}
    for one in lines:
        if one.endswith(shared):
            continue
        subject = one[1 : one.index(">")]
        if subject not in known:
            known[subject] = records.of(subject)
        record = known[subject]
        if record is not None and wanted in (None, record.id):
            about.setdefault(record, []).append(one)
    for record, quads in about.items():
        yield record.id, record.kind, sha256("".join(sorted(quads)))
