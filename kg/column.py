"""What the columns of our tables hold: the one description from which other formats are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# ``edtf`` is a date that may be uncertain (level 0 and 1), ``day`` one day, ``whole`` an integer.
Kind = Literal["text", "edtf", "day", "truth", "whole", "number", "iri"]
Cell = str | date | bool | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds in words, of which kind; ``many`` when a cell has several values.

    ``required``: no cell of it is empty.
    """

    about: str
    kind: Kind = "text"
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; each row has a cell for each of them.

    ``key`` is the column that tells the rows apart, if one does.
    """

    name: str
    about: str
    columns: Mapping[str, Column]
    rows: Sequence[Mapping[str, Cell]] = ()
    key: str | None = None
