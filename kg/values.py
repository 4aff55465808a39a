"""What a query gave, as values that Python code reads."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.store import native

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.reply import Reply
    from kg.store import Value


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a result: ``kind`` is ``uri`` or ``literal``, with datatype or language if any."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None

    @property
    def plain(self) -> Value:
        """The value as Python has it: numbers and truth values as themselves."""
        return native(self.value, self.datatype)


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: a table (SELECT), a truth value (ASK), or Turtle (CONSTRUCT, DESCRIBE).

    ``truncated`` tells that there were more rows, or triples, than the limit.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    answer: bool | None = None
    turtle: str | None = None
    truncated: bool = False
    seconds: float = 0.0

    def json(self) -> str:
        """Return the result in the SPARQL 1.1 Query Results JSON Format."""
        if self.answer is not None:
            return json.dumps({"head": {}, "boolean": self.answer})
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        whole = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(whole, ensure_ascii=False, indent=1)

    def csv(self) -> str:
        """Return the table in the SPARQL 1.1 Query Results CSV Format."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.variables)
        writer.writerows([term.value if term else "" for term in row] for row in self.rows)
        return text.getvalue()


def _json_term(term: Term) -> dict[str, str]:
    found = {"type": term.kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


def result(reply: Reply) -> Result:
    """Return the values of an answer that is in the formats of :data:`kg.reply.READ`."""
    with reply.body as body:
        text = body.read().decode()
    if reply.form == "CONSTRUCT":
        # A comment at the end may say that it is cut, which is told beside it.
        return Result(turtle=text, truncated=reply.truncated, seconds=reply.seconds)
    found = json.loads(text)
    if reply.form == "ASK":
        return Result(answer=found["boolean"], seconds=reply.seconds)
    names = tuple(found["head"]["vars"])
    rows = found["results"]["bindings"]
    return Result(
        variables=names,
        rows=tuple(tuple(_term(row[one]) if one in row else None for one in names) for row in rows),
        truncated=reply.truncated,
        seconds=reply.seconds,
    )


def _term(told: Mapping[str, Any]) -> Term:
    if told["type"] == "triple":
        return Term("literal", json.dumps(told["value"], ensure_ascii=False))
    return Term(told["type"], told["value"], told.get("datatype"), told.get("xml:lang"))
