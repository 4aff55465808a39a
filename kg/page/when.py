"""Dates in words, and why they are no more exact than they are."""

from __future__ import annotations

from dataclasses import dataclass

from kg.edtf import Edtf, parse

_UNITS = {
    "month": "Known to the month: it was some day, or days, in it.",
    "season": "Known to the season: it was some day, or days, in it.",
    "year": "Known to the year: it was some day, or days, in it.",
    "decade": "Known to the decade only.",
    "century": "Known to the century only.",
}


@dataclass(frozen=True, slots=True)
class When:
    """A date as written (``edtf``), in words, and the reasons for which it is uncertain."""

    edtf: str
    words: str
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, text: object) -> When:
        """Return what is to be said of an EDTF text from the graph."""
        date = parse(str(text))
        return cls(date.text, date.describe(), tuple(_reasons(date)))

    @classmethod
    def known(cls, text: object) -> When | None:
        """Return the same, or None where a view of a past day has no date yet."""
        return None if text is None else cls.of(text)


def _reasons(date: Edtf) -> list[str]:
    found = []
    if date.precision in _UNITS:
        found.append(_UNITS[date.precision])
    if date.approximate:
        found.append("Approximate (~): sources place it about then.")
    if date.uncertain:
        found.append("Uncertain (?): the dating itself is in doubt.")
    if date.is_open_end:
        found.append("No end is set.")
    if date.is_unknown_end:
        found.append("Nobody on record says when it ended.")
    if date.is_unknown_start:
        found.append("Nobody on record says when it began.")
    return found
