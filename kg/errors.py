"""The exceptions of Parley, and what each means to a shell and to HTTP.

ParleyError
├── DataError        the records are wrong          exit 1   HTTP 500
├── CallError        the call is wrong              exit 2   HTTP 400
│   ├── NotFoundError    no such record or query    exit 2   HTTP 404
│   ├── UnknownYetError  not known on that day      exit 2   HTTP 404
│   ├── WithdrawnError   the record was withdrawn   exit 2   HTTP 410
│   └── QueryError       the SPARQL can't be run    exit 2   HTTP 400
├── QueryLimitError  the query was stopped          exit 1   HTTP 503
│   └── BusyError        too many other queries     exit 1   HTTP 503
└── EngineError      another engine fails           exit 1   HTTP 503
    └── EngineSlowError  it takes too long          exit 1   HTTP 503
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# An explained warning is one that its record says is right all the same.
Severity = Literal["error", "warning", "explained"]


class ParleyError(Exception):
    """Root of all errors that Parley raises on purpose."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the records: where, what, and what is allowed.

    ``line`` counts from 1; None when the file as a whole is meant.
    """

    file: str
    message: str
    line: int | None = None
    record: str | None = None
    field: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [where, self.record, self.field, self.message]
        text = ": ".join(part for part in parts if part)
        return text if self.severity == "error" else f"{text} [{self.severity}]"


class DataError(ParleyError):
    """The records break rules; ``problems`` has every one of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class CallError(ParleyError):
    """The caller asked for something that can't be asked."""

    exit_code = 2
    http_status = 400


class NotFoundError(CallError):
    """No record, named query or file of that name."""

    http_status = 404

    def __init__(self, kind: str, name: str, known: Iterable[str] = ()) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(kind, name)

    def __str__(self) -> str:
        hint = f" (known: {', '.join(self.known)})" if self.known else ""
        return f"no {self.kind} '{self.name}'{hint}"


class UnknownYetError(CallError):
    """Nothing was known of a record on the day of a view; it is since ``since``."""

    http_status = 404

    def __init__(self, kind: str, record: str, day: date, since: date) -> None:
        self.kind, self.record, self.day, self.since = kind, record, day, since
        super().__init__(kind, record, day, since)

    def __str__(self) -> str:
        return (
            f"nothing was known of {self.kind} '{self.record}' on {self.day} "
            f"(the first was known by {self.since})"
        )


class WithdrawnError(CallError):
    """A record that no longer counts; ``instead`` is the id of what took its place, if any."""

    http_status = 410

    def __init__(self, record: str, on: str, why: str, instead: str | None = None) -> None:
        self.record, self.on, self.why, self.instead = record, on, why, instead
        super().__init__(record, on, why, instead)

    def __str__(self) -> str:
        instead = f" (instead: {self.instead})" if self.instead else ""
        return f"'{self.record}' was withdrawn on {self.on}: {self.why}{instead}"


class QueryError(CallError):
    """A SPARQL query that can't be parsed, or that asks for what is not allowed."""


class QueryLimitError(ParleyError):
    """A query that was stopped at its time or memory limit."""

    http_status = 503


class BusyError(QueryLimitError):
    """A query for which there is no room beside others; the same may be answered later.

    ``begun`` tells that it ran for some time, until others needed its place.
    """

    def __init__(self, told: str, begun: bool = False) -> None:
        self.begun = begun
        super().__init__(told)


class EngineError(ParleyError):
    """The engine that holds the graph can't be asked, or its answer can't be trusted."""

    http_status = 503


class EngineSlowError(EngineError):
    """The engine that holds the graph has not answered in time."""
