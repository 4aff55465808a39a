"""The field for a query: an editor that completes and marks, or a plain field instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from kg import settings
from kg.completion import Words
from kg.completion import words as words_of
from kg.ui import knowledge, opened, sparql_state

if TYPE_CHECKING:
    from kg.view import View

_editor = st.components.v2.component(
    "kg.editor", html='<div id="root"></div>', js="editor-*.js", css="editor-*.css"
)
_KEY, _AT, _PLAIN = "editor", "sparql.heard", "sparql.plain"
_LONGEST = 200_000


def editor() -> None:
    """Show the field, the button, and what a query may take.

    The payload of the component holds

    - ``text``, and ``rev``, a number: the browser owns the text, and takes ``text`` over only when
      ``rev`` is another one;
    - ``ran``: how many queries were run; with each, the text goes into the browser's history;
    - ``mistake``: ``{"from", "to", "message"}`` (in UTF-16, as browsers count) or None.

    It tells ``run`` and ``text``, both ``{"text", "at"}``. Mounted with ``words`` (:class:`Words`)
    it shows nothing, and hands them to the editor for completion.
    """
    if st.session_state.get(_PLAIN):
        _plain()
    else:
        _editor(
            key=_KEY,
            data={
                "text": sparql_state.text(),
                "rev": sparql_state.revision(),
                "ran": sparql_state.runs(),
                "mistake": _mistake(),
            },
            on_run_change=_run,
            on_text_change=hear,
        )
    with st.container(horizontal=True, vertical_alignment="center", key="sparql-run-row"):
        st.button("Run the query", on_click=_run, type="primary", key="sparql.run")
        st.toggle("Plain text field", key=_PLAIN, on_change=hear)
        st.caption(
            f"Read-only; prefixes are known. At most {settings.query_seconds():g} seconds and "
            f"{settings.query_rows():,} rows."
        )


def words() -> None:
    """Hand the words of the graph to the editor; shows nothing."""
    if not st.session_state.get(_PLAIN):
        data = {"words": _words(knowledge.current()).payload()}
        _editor(key="editor-words", data=data, on_run_change=_nothing, on_text_change=_nothing)


def hear() -> None:
    """Take over what the browser tells of the text, if it is news.

    Callbacks come in no certain order: each that depends on the text, or replaces it, calls this.
    """
    told = st.session_state.get(_KEY)
    for name in ("text", "run"):
        said = _of(told, name)
        written, at = _of(said, "text"), _of(said, "at")
        news = isinstance(at, int) and at > st.session_state.get(_AT, 0)
        if news and isinstance(written, str) and len(written) <= _LONGEST:
            st.session_state[_AT] = at
            sparql_state.heard(written)


def _run() -> None:
    hear()
    sparql_state.run()


def _plain() -> None:
    key = f"sparql.area.{sparql_state.revision()}"

    def changed() -> None:
        sparql_state.heard(st.session_state[key])

    st.text_area(
        "SPARQL query",
        value=sparql_state.text(),
        key=key,
        height=380,
        on_change=changed,
        help="SELECT, ASK, CONSTRUCT or DESCRIBE. Prefixes of the graph need not be declared.",
    )


def _mistake() -> dict[str, Any] | None:
    found = sparql_state.wrong()
    if found is None or found.start is None:
        return None
    text = sparql_state.text()

    def place(characters: int | None) -> int:
        return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2

    return {"from": place(found.start), "to": place(found.end), "message": found.words}


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs=opened.BY_VIEW)
def _words(view: View) -> Words:
    graph = opened.graph()
    return words_of(graph.of(view), graph.names)


def _of(told: Any, name: str) -> Any:
    return told.get(name) if hasattr(told, "get") else None


def _nothing() -> None:
    """Streamlit keeps a component's state only for keys that have a callback."""
