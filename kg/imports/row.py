"""A row of a file: its cells as text, and what refuses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What data sets write where they have nothing to say.
_NOTHING = frozenset({"", "NA", "N/A", "NULL", "NaN", "nan"})


class RowError(Exception):
    """Why a row can't be taken over: column, value, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken over; ``line`` counts from 1, ``text`` has 1,000 characters."""

    file: str
    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column; ``line`` is where the row begins in its file, from 1."""

    file: str
    line: int
    cells: Mapping[str, str]
    text: str = ""

    def get(self, column: str) -> str | None:
        """Return a cell without the space around it; None for nothing and for ``NA``."""
        value = self.cells.get(column, "").strip()
        return None if value in _NOTHING else value

    def need(self, column: str) -> str:
        """Return a cell that must say something. Raises RowError."""
        value = self.get(column)
        if value is None:
            msg = f"{column}: is empty (a value belongs here)"
            raise RowError(msg)
        return value

    def number(self, column: str) -> int | None:
        """Return a whole number, also of ``417869.0``. Raises RowError."""
        value = self.get(column)
        if value is None:
            return None
        whole = value.removesuffix(".0")
        if not (whole.isascii() and whole.removeprefix("-").isdigit() and len(whole) < 20):
            msg = f"{column}: '{value:.40}' is no whole number"
            raise RowError(msg)
        return int(whole)

    def key(self, column: str) -> int:
        """Return the number that names the row. Raises RowError."""
        value = self.number(column)
        if value is None or value < 0:
            msg = f"{column}: '{self.get(column) or ''}' is no number of a row"
            raise RowError(msg)
        return value

    def point(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        """Return a point in degrees, or None when the row has none. Raises RowError."""
        texts = self.get(latitude), self.get(longitude)
        if texts[0] is None or texts[1] is None:
            return None
        try:
            lat, lon = float(texts[0]), float(texts[1])
        except ValueError:
            lat = lon = 999.0
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            msg = f"{latitude}, {longitude}: '{texts[0]:.20}', '{texts[1]:.20}' is no point"
            raise RowError(msg)
        return lat, lon


def day(text: str, column: str) -> date:
    """Return the day of ``2022-03-29``, also with a time, or ``20220329``. Raises RowError."""
    head = text.partition(" ")[0].partition("T")[0]
    try:
        return date.fromisoformat(head)
    except ValueError as error:
        msg = f"{column}: '{text:.40}' is no day (YYYY-MM-DD belongs here)"
        raise RowError(msg) from error
