"""Claims as a table for spreadsheets: CSV, written as :mod:`kg.sheet` writes events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.sheet import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.page.claim import Claim

# Several values in a cell are joined as in the table of events.
_CELLS: dict[str, Callable[[Claim], str | None]] = {
    "id": lambda one: one.id,
    "event": lambda one: one.event.id,
    "event_title": lambda one: one.event.label,
    "who": lambda one: one.who,
    "speakers": lambda one: " | ".join(who.id for who in one.speakers),
    "when": lambda one: one.when,
    "known_from": lambda one: one.known_from.isoformat(),
    "modality": lambda one: one.modality.label,
    "text": lambda one: one.text,
    "question": lambda one: one.question,
    "answer": lambda one: one.answer,
    "outcome": lambda one: one.outcome,
    "verification": lambda one: one.verified,
    "sources": lambda one: " | ".join(cited.source.id for cited in one.citations),
}


def claim_sheet(claims: Iterable[Claim]) -> bytes:
    """Return claims in their order, one a row; what is not known is an empty cell."""
    return table(_CELLS, ([cell(one) for cell in _CELLS.values()] for one in claims))
