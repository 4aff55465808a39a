"""The SPARQL page: ask, start from a named query, take the answer away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg import settings
from kg.errors import QueryError, QueryLimitError
from kg.queries import named_queries
from kg.ui import knowledge, opened, state
from kg.ui.cite import cite_answer
from kg.ui.text import esc, many, md

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from kg.queries import NamedQuery
    from kg.worker import Result

_TEXT = "sparql.text"
_RESULT = "sparql.result"
_ASKED = "sparql.asked"
_RAN = "sparql.ran"
_FIRST = "claims-on-day"
# A link with a longer query is cut by some servers and mail programs.
_LINK = 6_000
_SHOWN = 20_000
_FRAME = "sparql.frame"


def sparql() -> None:
    """Show the editor, the examples, and the answer to the last query."""
    st.html('<div class="p-page"><h1>Ask the graph</h1></div>')
    _fill()
    if st.session_state.get(_RAN, ("", knowledge.current()))[1] != knowledge.current():
        st.session_state.pop(_RESULT, None)  # of another day
    wide, narrow = st.columns([2.1, 1], gap="large")
    with wide:
        _editor()
        _answer()
    with narrow:
        _examples()


def _fill() -> None:
    """Take the query of the address when it is a new one: else the text is the reader's."""
    asked = _address()
    if _TEXT in st.session_state and (not any(asked) or asked == st.session_state.get(_ASKED)):
        # Without this Streamlit drops the text when the reader comes back from another page.
        st.session_state[_TEXT] = st.session_state[_TEXT]
        return
    name, text = asked
    st.session_state[_TEXT] = text or _body(named_queries()[name or _FIRST])
    st.session_state[_ASKED] = asked
    st.session_state.pop(_RESULT, None)


def _address() -> tuple[str | None, str | None]:
    return state.get("query", named_queries()), state.get("q")


def _write_address(name: str | None, text: str | None) -> None:
    state.put("query", name)
    state.put("q", text)
    st.session_state[_ASKED] = _address()


def _body(query: NamedQuery) -> str:
    """Return a query without the documentation at its top, which is shown beside it."""
    lines = query.text.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if line.strip() and line[0] != "#"), 0)
    return "".join(lines[first:])


def _editor() -> None:
    st.text_area(
        "SPARQL query",
        key=_TEXT,
        height=380,
        help="SELECT, ASK, CONSTRUCT or DESCRIBE. Prefixes of the graph need not be declared.",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Run the query", on_click=_run, type="primary", key="sparql.run")
        st.caption(
            f"Read-only. A query may run for {settings.query_seconds():g} seconds and return "
            f"{settings.query_rows():,} rows."
        )
    if (current := _current()) is not None:
        with st.expander(f"About this query: {md(current.title)}"):
            st.html(f'<div class="p-page">{_about(current)}</div>')


def _current() -> NamedQuery | None:
    text = st.session_state[_TEXT]
    return next((one for one in named_queries().values() if _body(one) == text), None)


def _run() -> None:
    text, same = st.session_state[_TEXT], _current()
    st.session_state[_RAN] = (same.name if same else text, knowledge.current())
    fits = same is None and len(text) <= _LINK
    _write_address(same.name if same else None, text if fits else None)
    try:
        st.session_state[_RESULT] = opened.worker(knowledge.current()).run(text)
    except (QueryError, QueryLimitError) as error:
        st.session_state[_RESULT] = error


def _answer() -> None:
    found = st.session_state.get(_RESULT)
    if found is None:
        st.html(
            '<div class="p-page"><p class="p-empty">Run the query as it stands, or take another '
            "from the list.</p></div>"
        )
    elif isinstance(found, QueryError):
        st.error(f"The query can’t be run. {md(found)}")
    elif isinstance(found, QueryLimitError):
        st.warning(f"The query was not answered: {md(found)}. Try a LIMIT or a filter.")
    else:
        _result(found)


def _result(found: Result) -> None:
    took = f"in {found.seconds:.2f} s" if found.seconds >= 0.005 else "at once"
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
    else:
        st.caption(f"{many(len(found.rows), 'row')} {took}.{_cut(found, 'rows')}")
        _table(found)
    _downloads(found)


def _cut(found: Result, noun: str) -> str:
    if not found.truncated:
        return ""
    return f" There were more: only the first {settings.query_rows():,} {noun} are here."


def _table(found: Result) -> None:
    if not found.rows:
        st.html('<div class="p-page"><p class="p-empty">No row matches.</p></div>')
        return
    kept = st.session_state.get(_FRAME)
    if kept is None or kept[0] is not found:
        # Reruns for another widget show the same table again.
        kept = st.session_state[_FRAME] = (found, _frame(found))
    st.dataframe(
        kept[1],
        hide_index=True,
        alt=f"Result of the query, columns: {', '.join(found.variables)}",
    )


def _frame(found: Result) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - half a second that the other pages need not wait

    base = opened.graph().names.base
    rows = [
        [None if term is None else _short(term.plain, term.kind, base) for term in row]
        for row in found.rows
    ]
    frame = pd.DataFrame(rows, columns=list(found.variables))
    # A column of texts and numbers has no type that the table could show.
    mixed = [name for name in frame if frame[name].map(type).nunique() > 1]
    return frame.astype(dict.fromkeys(mixed, "string"))


def _short(value: object, kind: str, base: str) -> object:
    """Show names of this graph without what they all begin with."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)  # no column of numbers holds it
    if kind == "uri" and isinstance(value, str):
        return value.removeprefix(base + "id/").removeprefix(base)
    return value


def _downloads(found: Result) -> None:
    with st.container(horizontal=True):
        if found.turtle is not None:
            _download("Turtle", found.turtle.encode, "result.ttl", "text/turtle")
            return
        if found.answer is None:
            _download("CSV", lambda: found.csv().encode(), "result.csv", "text/csv")
        mime = "application/sparql-results+json"
        _download("JSON", lambda: found.json().encode(), "result.json", mime)
        cite_answer(st.session_state[_RAN][0], found, knowledge.current())


def _download(label: str, data: Callable[[], bytes], name: str, mime: str) -> None:
    """Offer a download that is written only when somebody wants it."""
    st.download_button(f"Download {label}", data, file_name=name, mime=mime, on_click="ignore")


def _examples() -> None:
    st.html(
        '<div class="p-page"><h2>Named queries</h2><p class="p-quiet">A click puts one into the '
        "editor. The same names work on the command line (<code>kg query NAME</code>) and in "
        "Python.</p></div>"
    )
    with st.container(key="examples"):
        for one in named_queries().values():
            st.button(
                md(one.title),
                key=f"use.{one.name}",
                help=md(one.about),
                type="tertiary",
                on_click=_use,
                args=(one.name,),
            )


def _about(query: NamedQuery) -> str:
    columns = "".join(
        f"<dt><code>{esc(name)}</code></dt><dd>{esc(text)}</dd>"
        for name, text in query.columns.items()
    )
    parameters = "".join(
        f"<dt><code>?{esc(one.name)}</code></dt><dd>{esc(one.about)}</dd>"
        for one in query.parameters
    )
    changed = (
        f'<h3>To change, in its line of VALUES</h3><dl class="p-scale">{parameters}</dl>'
        if parameters
        else ""
    )
    return (
        f"<p>{esc(query.about)}</p><p>Its name is <code>{esc(query.name)}</code>.</p>"
        f'<h3>Columns</h3><dl class="p-scale">{columns}</dl>{changed}'
    )


def _use(name: str) -> None:
    st.session_state[_TEXT] = _body(named_queries()[name])
    st.session_state.pop(_RESULT, None)
    _write_address(name, None)
