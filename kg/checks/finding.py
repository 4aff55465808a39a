"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kg.errors import Severity

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes that lead from a record to a value within it."""


# Stand among the kinds of a finding that a lost event, or any lost record, may be the answer to.
OF_EVENTS = "of-events"
OF_ANY = "of-any"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a record, at a path of keys and indexes within it.

    ``also`` are other records of the kind that it is as much about: each may explain it, by naming
    the others.

    Where an id is unknown, ``target`` is that id, and ``kinds`` those that it could be of
    (``claims`` besides the kinds of records). A finding that something is missing doesn't hold
    while records of ``kinds`` can't be read; ``OF_EVENTS`` is any event,
    ``OF_ANY`` any record.
    """

    kind: str
    record: str
    path: Path
    message: str
    severity: Severity = "error"
    also: tuple[str, ...] = ()
    target: str | None = None
    kinds: tuple[str, ...] = ()
