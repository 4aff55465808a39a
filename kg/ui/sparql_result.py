"""The answer to a query: in words, as what it can be shown as, and to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg import settings
from kg.errors import QueryError, QueryLimitError
from kg.queries import recognized
from kg.shape import VIEWS, Shape, default_view, shape
from kg.ui import opened, share, state
from kg.ui.cite import cite_answer, show_answer
from kg.ui.sparql_chart import chart
from kg.ui.sparql_map import places
from kg.ui.sparql_network import network
from kg.ui.sparql_snippets import elsewhere
from kg.ui.sparql_table import table
from kg.ui.sparql_timeline import timeline
from kg.ui.text import esc, many, md
from kg.values import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.ui.sparql_state import Ran

_SHOWN = 20_000
_DRAWN: dict[str, Callable[[Result, Shape], None]] = {
    "table": table,
    "timeline": timeline,
    "network": network,
    "map": places,
    "chart": chart,
}


def trouble(ran: Ran | None) -> None:
    """Tell why a query gave nothing, if it did."""
    if ran is None:
        return
    if isinstance(ran.found, QueryError):
        told = str(ran.found)
        st.error(f"The query can’t be run. {md(told[0].upper() + told[1:])}")
    elif isinstance(ran.found, QueryLimitError):
        st.warning(f"The query was not answered: {md(ran.found)}. Try a LIMIT or a filter.")


def result(ran: Ran | None) -> None:
    """Show what a query gave."""
    if ran is None:
        st.html(
            '<div class="p-page"><p class="p-empty">Run the query as it stands, or take another '
            "from the list.</p></div>"
        )
    elif not isinstance(ran.found, QueryError | QueryLimitError):
        st.html('<div class="p-page p-section"><h2>Answer</h2></div>')
        _answer(ran, ran.found)
        _take_away(ran, ran.found)


def _answer(ran: Ran, found: Result) -> None:
    took = f"in {found.seconds:.2f} s" if found.seconds >= 0.005 else "in less than 0.01 s"
    if found.answer is not None:
        st.html(
            f'<div class="p-page"><h2>{"Yes" if found.answer else "No"}</h2>'
            f'<p class="p-quiet">Answered {took}.</p></div>'
        )
    elif found.turtle is not None:
        st.caption(f"A graph, made {took}.{_cut(found, 'triples')}")
        st.code(found.turtle[:_SHOWN], language="turtle", height=420)
        if len(found.turtle) > _SHOWN:
            st.caption("Only its beginning is shown; the download has it all.")
    elif not found.rows:
        st.html('<div class="p-page"><p class="p-empty">No row matches.</p></div>')
    else:
        told = f"{many(len(found.rows), 'row')} {took}.{_cut(found, 'rows')}"
        _rows(ran, found, shape(found, opened.graph().names), told)


def _rows(ran: Ran, found: Result, shaped: Shape, told: str) -> None:
    missing = shaped.missing
    wished = default_view(ran.text)
    usual = wished if wished and missing[wished] is None else "table"
    now = state.get("show", dict.fromkeys(VIEWS)) or usual
    now = now if missing[now] is None else usual
    with st.container(horizontal=True, key="sparql-views", vertical_alignment="center"):
        for one in VIEWS:
            st.button(
                one.capitalize(),
                key=f"show.{one}",
                type="primary" if one == now else "secondary",
                disabled=missing[one] is not None,
                help=f"{one.capitalize()} {md(missing[one])}." if missing[one] else None,
                on_click=lambda one=one: state.put("show", None if one == usual else one),
            )
        st.caption(f"{told} Shown as {now}.")
    why = [f"<li>{one.capitalize()} {esc(missing[one])}.</li>" for one in VIEWS if missing[one]]
    if why:
        st.html(
            '<div class="p-page"><details class="p-src"><summary>What the others would need'
            f'</summary><ul class="p-plain">{"".join(why)}</ul></details></div>'
        )
    _DRAWN[now](found, shaped)


def _cut(found: Result, noun: str) -> str:
    if not found.truncated:
        return ""
    return f" There were more: only the first {settings.query_rows():,} {noun} are here."


def _take_away(ran: Ran, found: Result) -> None:
    same = recognized(ran.text, opened.graph().names)
    # A named query with other values is cited by its text.
    named = same[0].name if same and not same[1] else ran.text
    with st.container(horizontal=True, key="sparql-take", vertical_alignment="center"):
        if found.turtle is not None:
            _download(found, "Turtle", "result.ttl", "text/turtle")
        else:
            if found.answer is None:
                _download(found, "CSV", "result.csv", "text/csv")
            _download(found, "JSON", "result.json", "application/sparql-results+json")
        cite_answer(named, found, ran.view)
        share.menu({}, key="sparql-share")
    elsewhere(ran, found)
    share.cited(lambda: show_answer(named, found, ran.view))


def _download(found: Result, label: str, name: str, mime: str) -> None:
    # Streamlit can write a file when it is asked for, but loses it when the page runs meanwhile.
    data = _written(found, label)[1]
    st.download_button(f"Download {label}", data, file_name=name, mime=mime, on_click="ignore")


# A result is known by itself, and kept as long as what was written of it.
@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Result: id})
def _written(found: Result, label: str) -> tuple[Result, bytes]:
    """Return a result, and its bytes in a format."""
    if found.turtle is not None:
        return found, found.turtle.encode()
    return found, (found.csv() if label == "CSV" else found.json()).encode()
