"""The result that a citation stands for: rows of terms in a form that no order changes.

A term is written as in canonical N-Triples, the columns are in order of their names, the rows are
sorted. So neither the order of rows or variables nor the engine makes a difference. Only what a
query computes itself, such as a mean, is as the engine writes it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import CallError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Answer
    from kg.values import Result as Worked

Row = tuple[str | None, ...]
KEPT_ROWS = 10_000
"""Rows that a document holds; of a longer result it holds the hash of each row instead."""

_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Result:
    """``form`` is SELECT, ASK, CONSTRUCT (DESCRIBE too) or RECORDS; None is an unbound variable.

    Of RECORDS the columns are ``id``, ``kind`` and ``sha256``, as plain text.
    """

    form: str
    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, form: str, variables: Iterable[str], rows: Iterable[Row]) -> Result:
        """Return a result in its stable order."""
        names = tuple(variables)
        order = list(range(len(names)))
        if form != "CONSTRUCT":  # the columns of triples have an order of their own
            order.sort(key=names.__getitem__)
        ordered = (tuple(row[i] for i in order) for row in rows)
        return cls(form, tuple(names[i] for i in order), tuple(sorted(ordered, key=line)))

    @classmethod
    def of_answer(cls, answer: Answer) -> Result:
        """Read an engine's answer. Raises QueryError: it has blank nodes, or can't be had."""
        try:
            if isinstance(answer, ox.QueryBoolean):
                return cls.of("ASK", ("answer",), [("true" if answer else "false",)])
            if isinstance(answer, ox.QuerySolutions):
                names = [one.value for one in answer.variables]
                rows = [tuple(_term(one) for one in solution) for solution in answer]
                return cls.of("SELECT", names, rows)
            triples = {
                (_term(one.subject), _term(one.predicate), _term(one.object)) for one in answer
            }
        except RuntimeError as error:  # the engine's, while it works on an answer
            msg = f"can't be answered: {error}"
            raise QueryError(msg) from error
        return cls.of("CONSTRUCT", _TRIPLE, triples)

    @property
    def lines(self) -> list[str]:
        """The rows as lines, sorted; one line a row, terms parted by tabs."""
        return [line(row) for row in self.rows]

    @property
    def sha256(self) -> str:
        """The hash of the result: of its form, its columns and its lines."""
        return digest(self.form, self.variables, self.lines)


def digest(form: str, variables: Iterable[str], lines: Iterable[str]) -> str:
    """Return the hash of a result; ``lines`` are sorted."""
    head = "\t".join((form, *variables))
    return sha256("".join(f"{one}\n" for one in (head, *lines)))


def line(row: Row) -> str:
    """Return a row as one line. A term has no tab in it, since N-Triples escapes it."""
    return "\t".join(one or "" for one in row)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def answer_of(result: Worked) -> Answer:
    """Return what a worker answered within its limits as an engine would.

    Raises CallError for a result that was cut: it can't be checked.
    """
    if result.truncated:
        msg = "the result was cut at the limit of rows, so it can't be cited (ask kg cite)"
        raise CallError(msg)
    if result.turtle is not None:
        store = ox.Store()
        store.load(result.turtle.encode(), format=ox.RdfFormat.TURTLE)
        answer: Answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return answer
    return ox.parse_query_results(result.json(), format=ox.QueryResultsFormat.JSON)


def differences(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the lines that are gone and those that are new, sorted, as often as each counts."""
    before, now = Counter(old), Counter(new)
    return sorted((before - now).elements()), sorted((now - before).elements())


def _term(term: Any) -> str | None:
    if term is None:
        return None
    # The engine writes canonical N-Triples, with its escapes.
    text = str(term)
    if isinstance(term, ox.BlankNode) or (isinstance(term, ox.Triple) and _blank(term)):
        msg = "the result has blank nodes, whose names change each time (give them IRIs to cite it)"
        raise QueryError(msg)
    return text


def _blank(triple: ox.Triple) -> bool:
    parts = (triple.subject, triple.object)
    return any(
        isinstance(one, ox.BlankNode) or (isinstance(one, ox.Triple) and _blank(one))
        for one in parts
    )
