"""Whether what was cited is still so: the same, or which rows changed and what is behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.citation.model import Release, answered, named_text, release_of
from kg.citation.records import Record, Records, records_of
from kg.citation.result import Result, differences, sha256
from kg.errors import CallError, QueryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.citation.document import Document
    from kg.graph import Graph
    from kg.store import Answer
    from kg.view import View

    Answering = Callable[[View, str], Answer]

# Columns of the rows of records.
_ID, _KIND = 0, 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a citation says, held against the records of today.

    ``gone`` and ``new`` are rows as lines of terms (:mod:`kg.citation.result`). Where the citation
    has the hashes of its rows only, ``gone`` are such hashes. ``query_error`` tells why the cited
    query no longer runs; ``query_changed`` whether the named query has become another since, though
    the cited text is what was run. ``behind`` are the records that the changed rows name.
    """

    cited: Document
    release: Release
    result: Result | None
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    behind: tuple[Record, ...] = ()
    query_error: str | None = None
    query_changed: bool = False

    @property
    def same(self) -> bool:
        """Whether the result is the one that was cited."""
        return self.result is not None and self.result.sha256 == self.cited.sha256

    @property
    def dataset_same(self) -> bool:
        """Whether the whole dataset is the one that was cited."""
        return self.release.sha256 == self.cited.release.sha256

    def as_dict(self) -> dict[str, Any]:
        """Return the verdict as plain values for JSON, in a fixed order."""
        cited, release = self.cited.release, self.release
        return {
            "same": self.same,
            "dataset": {
                "same": self.dataset_same,
                "cited": {"version": cited.version, "sha256": cited.sha256},
                "now": {"version": release.version, "sha256": release.sha256},
            },
            "query": {"error": self.query_error, "changed": self.query_changed},
            "result": {
                "cited": {"count": self.cited.count, "sha256": self.cited.sha256},
                "now": None
                if self.result is None
                else {"count": len(self.result.rows), "sha256": self.result.sha256},
                "variables": list(self.cited.variables),
                "gone_are_hashes": self.cited.hashed,
                "gone": [one.split("\t") for one in self.gone],
                "new": [one.split("\t") for one in self.new],
            },
            "records": [one._asdict() for one in self.behind],
        }


def verify(graph: Graph, cited: Document, answer: Answering | None = None) -> Verdict:
    """Hold a citation against the records of a graph.

    ``answer`` answers the query of the document, which is somebody else's: by default in this
    process, where it can only read this graph, but has no limits. Raises CallError when the graph
    has names under another address than the cited one, and what ``answer`` raises.
    """
    if cited.release.base != graph.names.base:
        msg = (
            f"the citation is of a graph under {cited.release.base}, and this one is under "
            f"{graph.names.base} (set KG_BASE)"
        )
        raise CallError(msg)
    graph.editions.check(cited.view)
    release = release_of(graph)
    try:
        result = _again(graph, cited, answer)
    except QueryError as error:
        return Verdict(cited, release, None, query_error=str(error))
    if cited.hashed:
        by_hash = {sha256(one): one for one in result.lines}
        gone, now = differences(cited.lines, (sha256(one) for one in result.lines))
        new = sorted(by_hash[one] for one in now)
    else:
        gone, new = differences(cited.lines, result.lines)
    return Verdict(
        cited,
        release,
        result,
        tuple(gone),
        tuple(new),
        tuple(_behind(graph, result.form, [*([] if cited.hashed else gone), *new])),
        query_changed=_query_changed(graph, cited),
    )


def _again(graph: Graph, cited: Document, answer: Answering | None) -> Result:
    if cited.asked is None:
        return records_of(graph, cited.view, cited.record)
    if answer is not None:
        return Result.of_answer(answer(cited.view, cited.asked.text))
    return answered(graph, cited.view, cited.asked.text)


def _query_changed(graph: Graph, cited: Document) -> bool:
    """Tell whether the named query of today is another; it may also be there no more."""
    if cited.asked is None or cited.asked.name is None:
        return False
    try:
        now = named_text(graph, cited.view, cited.asked.name, cited.asked.values)
    except CallError:
        return True
    return now != cited.asked.text


def _behind(graph: Graph, form: str, lines: list[str]) -> list[Record]:
    if form == "RECORDS":
        cells = (one.split("\t") for one in lines)
        return sorted({Record(one[_ID], one[_KIND]) for one in cells})
    return Records(graph.dataset, graph.names).behind(lines)
