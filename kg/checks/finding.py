"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kg.errors import Severity

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes that lead from a record to a value within it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a record, at a path of keys and indexes within it.

    Where an id is unknown, ``target`` is that id, and ``kinds`` those that it could be of
    (``claims`` besides the kinds of records).
    """

    kind: str
    record: str
    path: Path
    message: str
    severity: Severity = "error"
    target: str | None = None
    kinds: tuple[str, ...] = ()
