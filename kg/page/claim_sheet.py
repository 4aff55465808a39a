"""Claims as a table for spreadsheets: CSV, written as :mod:`kg.sheet` writes events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kg.column import Column, Table
from kg.edtf import parse
from kg.rdf.quads import FIRST_DAY, LAST_DAY
from kg.sheet import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.column import Cell
    from kg.page.claim import Claim

ABOUT = "Claims about events of a diplomatic timeline, one a row: who said what, when, where."
# What each holds, and how it is read from a claim.
_COLUMNS: dict[str, tuple[Column, Callable[[Claim], Cell]]] = {
    "id": (Column("id of the claim", required=True), lambda one: one.id),
    "event": (Column("id of the event", required=True), lambda one: one.event.id),
    "event_title": (Column("title of the event", required=True), lambda one: one.event.label),
    "who": (Column("who says it, in words", required=True), lambda one: one.who),
    "speakers": (
        Column("ids of the actors, or of the publishers where no actor speaks", many=True),
        lambda one: tuple(who.id for who in one.speakers),
    ),
    "when": (Column("when it was said, in words"), lambda one: one.when),
    "said": (Column("when it was said (EDTF)", "edtf"), lambda one: one.said),
    "earliest": (
        Column("first day on which it may have been said", "day"),
        lambda one: _first(one),
    ),
    "latest": (Column("last day on which it may have been said", "day"), lambda one: _last(one)),
    "known_from": (
        Column("first day on which it was certainly public", "day", required=True),
        lambda one: one.known_from,
    ),
    "modality": (Column("how surely it is said", required=True), lambda one: one.modality.label),
    "text": (Column("what is said", required=True), lambda one: one.text),
    "question": (Column("question that it answers"), lambda one: one.question),
    "answer": (Column("its answer"), lambda one: one.answer),
    "outcome": (Column("what became of it"), lambda one: one.outcome),
    "verification": (
        Column("how the record was checked", required=True),
        lambda one: one.verified,
    ),
    "sources": (
        Column("ids of the sources", many=True),
        lambda one: tuple(cited.source.id for cited in one.citations),
    ),
}
COLUMNS = {name: column for name, (column, _) in _COLUMNS.items()}


def claim_sheet(claims: Iterable[Claim]) -> bytes:
    """Return claims in their order, one a row; what is not known is an empty cell."""
    return written(claim_table(claims))


def claim_table(claims: Iterable[Claim]) -> Table:
    """Return claims in their order as a table."""
    rows = [{name: cell(one) for name, (_, cell) in _COLUMNS.items()} for one in claims]
    return replace(claim_columns(), rows=rows)


def claim_columns() -> Table:
    """Return the table without any row: what its columns hold."""
    return Table("claims", ABOUT, COLUMNS, key="id")


def _first(one: Claim) -> date | None:
    if one.said is None:
        return None
    return parse(one.said).earliest_begin or date.fromisoformat(FIRST_DAY)


def _last(one: Claim) -> date | None:
    if one.said is None:
        return None
    return parse(one.said).latest_end or date.fromisoformat(LAST_DAY)
