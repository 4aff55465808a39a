"""The query that a reader writes and runs, and how it stands in the address.

The address holds the name of a named query with the parameters that were changed, else the whole
text; whatever an address asks is run when it is opened, so that a link shows what it was copied
from. So does one of the SPARQL 1.1 Protocol, with the text as ``query``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import CallError, QueryError, QueryLimitError
from kg.mistake import Mistake, mistake
from kg.queries import NamedQuery, named_queries, read_query, recognized
from kg.ui import knowledge, opened, state
from kg.ui.text import md

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.values import Result
    from kg.view import View

FIRST = "claims-on-day"
# A link with a longer query is cut by some servers and mail programs.
_LINK = 6_000
_TEXT, _REVISION, _RUNS = "sparql.text", "sparql.revision", "sparql.runs"
_ASKED, _DUE, _RAN = "sparql.asked", "sparql.due", "sparql.ran"
_VALUE = "p-"


@dataclass(frozen=True, slots=True)
class Ran:
    """A query that was run, of which view, and what it gave."""

    text: str
    view: View
    found: Result | QueryError | QueryLimitError

    @property
    def mistake(self) -> Mistake | None:
        """Where the query is wrong, if it is."""
        return mistake(str(self.found), self.text) if isinstance(self.found, QueryError) else None


def fill() -> None:
    """Take the query of the address when it is a new one: else the text is the reader's."""
    asked = _address()
    if _TEXT not in st.session_state or (any(asked[:2]) and asked != _kept()):
        name, text, values = asked
        try:
            put(text or body(named_queries()[name or FIRST], dict(values)))
        except CallError as error:
            st.warning(f"The address can’t be meant: {md(error)}. The query is shown without it.")
            put(body(named_queries()[name or FIRST]))
        st.session_state[_ASKED] = asked
        st.session_state.pop(_RAN, None)
        st.session_state[_DUE] = bool(name or text)
    last = st.session_state.get(_RAN)
    if last and last.view != knowledge.current():  # of another day
        st.session_state.pop(_RAN)
        st.session_state[_DUE] = bool(asked[0] or asked[1])


def text() -> str:
    """Return the query as far as the server knows it."""
    found: str = st.session_state[_TEXT]
    return found


def revision() -> int:
    """Return a number that is another one whenever the text is to replace what the field holds."""
    found: int = st.session_state.get(_REVISION, 0)
    return found


def runs() -> int:
    """Return how many queries this reader has run."""
    found: int = st.session_state.get(_RUNS, 0)
    return found


def heard(written: str) -> None:
    """Take over what the reader wrote."""
    st.session_state[_TEXT] = written.replace("\r\n", "\n")


def put(written: str) -> None:
    """Put another text into the field."""
    heard(written)
    st.session_state[_REVISION] = revision() + 1


def body(query: NamedQuery, values: Mapping[str, str] | None = None) -> str:
    """Return a named query for a reader, without the documentation that is shown beside it.

    Raises CallError: a value that can't be.
    """
    whole = query.sparql(values=values, names=opened.graph().names)
    return read_query(query.name, whole).body


def current() -> tuple[NamedQuery, dict[str, str]] | None:
    """Return the named query that the text is, with the values that were changed."""
    return recognized(text(), opened.graph().names)


def use(name: str, values: Mapping[str, str] | None = None) -> None:
    """Take a named query, and run it. Raises CallError: a value that can't be."""
    put(body(named_queries()[name], values))
    state.put("show", None)
    run()


def run() -> None:
    """Have the text run in this pass over the page, and put it into the address."""
    same = current()
    fits = same is None and len(text()) <= _LINK
    for one in [one for one in st.query_params if one.startswith(_VALUE)]:
        state.put(one, None)
    state.put("query", same[0].name if same else None)
    state.put("q", text() if fits else None)
    for name, value in (same[1] if same else {}).items():
        state.put(_VALUE + name, value)
    st.session_state[_ASKED] = _address()
    st.session_state[_DUE] = True
    st.session_state[_RUNS] = runs() + 1


def answered() -> Ran | None:
    """Return the answer to what was run last; runs what is due, which may take its time."""
    if st.session_state.pop(_DUE, False):
        view = knowledge.current()
        found: Result | QueryError | QueryLimitError
        with st.spinner("Running the query …", show_time=True):
            try:
                found = opened.worker(view).run(text())
            except (QueryError, QueryLimitError) as error:
                found = error
        st.session_state[_RAN] = Ran(text(), view, found)
        if isinstance(found, QueryError):
            st.rerun()  # the editor, which stands above, marks the place
    last: Ran | None = st.session_state.get(_RAN)
    return last


def wrong() -> Mistake | None:
    """Return the mistake of the text, once it was run and is still the same."""
    last: Ran | None = st.session_state.get(_RAN)
    return last.mistake if last and last.text == text() else None


def _kept() -> object:
    return st.session_state.get(_ASKED)


def _address() -> tuple[str | None, str | None, tuple[tuple[str, str], ...]]:
    values = (
        (one.removeprefix(_VALUE), st.query_params[one])
        for one in st.query_params
        if one.startswith(_VALUE)
    )
    # The protocol's "query" is a text; ours has the name of one.
    asked = state.get("query")
    if asked in named_queries():
        return asked, state.get("q"), tuple(sorted(values))
    return None, state.get("q") or asked, tuple(sorted(values))
