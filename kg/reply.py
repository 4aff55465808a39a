"""What a query process has answered, in the format that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Self

from kg.errors import QueryError, QueryLimitError

if TYPE_CHECKING:
    from collections.abc import Mapping

READ = {"SELECT": "json", "ASK": "json", "CONSTRUCT": "ttl"}
"""Formats that values are read from, by the form of a query (DESCRIBE is as CONSTRUCT)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the format that was wanted for its form (SELECT, ASK or CONSTRUCT).

    ``body`` is open at its beginning, in memory or in a file without a name, and has ``size``
    bytes. ``truncated`` tells that there were more rows, or triples, than the limit.
    """

    form: str
    format: str
    body: IO[bytes]
    size: int
    truncated: bool
    seconds: float

    @classmethod
    def of(cls, head: Mapping[str, Any], body: IO[bytes]) -> Self:
        """Return what a process says. Raises QueryError or QueryLimitError when it refuses."""
        if "error" in head or "limit" in head:
            body.close()
            raise QueryError(head["error"]) if "error" in head else QueryLimitError(head["limit"])
        return cls(
            form=head["form"],
            format=head["format"],
            body=body,
            size=head["size"],
            truncated=head.get("truncated", False),
            seconds=head["seconds"],
        )
