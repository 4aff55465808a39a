"""A result as a table; what is on record links to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.shape import record
from kg.ui import opened, sparql_state
from kg.ui.links import RECORD_KINDS, href
from kg.ui.sparql_open import opener

if TYPE_CHECKING:
    import pandas as pd

    from kg.shape import Shape
    from kg.values import Result

_FRAME = "sparql.frame"


def table(found: Result, shaped: Shape) -> None:
    """Show the rows; what is on record in the cell that is chosen is offered below, in this tab."""
    linked = [one.name for one in shaped.columns if one.of in RECORD_KINDS]
    kept = st.session_state.get(_FRAME)
    if kept is None or kept[0] is not found:
        # Reruns for another widget show the same table again.
        kept = st.session_state[_FRAME] = (found, frame(found, linked))
    told = st.dataframe(
        kept[1],
        hide_index=True,
        column_config={
            # What is shown is the id, which an address of ours ends in or goes on after.
            one: st.column_config.LinkColumn(
                display_text=r"[?&]id=([^&]*)",
                help="The link opens its page in a new tab; a row that is chosen, below the table.",
            )
            for one in linked
        },
        alt=f"Result of the query, columns: {', '.join(found.variables)}",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"sparql.cells.{sparql_state.runs()}",
    )
    for row, variable in told.get("selection", {}).get("cells", []):
        for kind, ident in _records(found, shaped, row, variable):
            opener(kind, ident, opened.graph().names)


def _records(found: Result, shaped: Shape, row: int, variable: str) -> list[tuple[str, str]]:
    """Return kind and id of the record in a cell; of those in its row, if it holds none."""
    names = opened.graph().names
    terms = {
        one.name: term
        for one in shaped.columns
        if one.of in RECORD_KINDS and row < len(found.rows) and (term := found.rows[row][one.place])
    }
    wanted = [terms[variable]] if variable in terms else list(terms.values())
    ours = (record(one.value, names) for one in wanted)
    return list(dict.fromkeys(one for one in ours if one))


def frame(found: Result, linked: list[str] | None = None) -> pd.DataFrame:
    """Return the rows as they are shown; ``linked`` columns hold addresses of pages."""
    import pandas as pd  # noqa: PLC0415 - half a second that the other pages need not wait

    names = opened.graph().names
    places = [name in (linked or ()) for name in found.variables]

    def cell(term: Any, is_link: bool) -> object:
        if term is None:
            return None
        if is_link and (ours := record(term.value, names)):
            return href(*ours)
        return _short(term.plain, term.kind, names.base)

    rows = [[cell(term, one) for term, one in zip(row, places, strict=True)] for row in found.rows]
    made = pd.DataFrame(rows, columns=list(found.variables))
    # A column of texts and numbers has no type that the table could show.
    mixed = [name for name in made if made[name].map(type).nunique() > 1]
    return made.astype(dict.fromkeys(mixed, "string"))


def _short(value: object, kind: str, base: str) -> object:
    """Show names of this graph without what they all begin with."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)  # no column of numbers holds it
    if kind == "uri" and isinstance(value, str):
        return value.removeprefix(base + "id/").removeprefix(base)
    return value
