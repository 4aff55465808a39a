"""The named queries beside the editor; what the present one tells, and its parameters as fields."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import CallError
from kg.queries import named_queries
from kg.ui import knowledge, opened, sparql_state
from kg.ui.sparql_editor import hear
from kg.ui.text import esc, md

if TYPE_CHECKING:
    from kg.queries import NamedQuery, Parameter

_FIND = "sparql.find"
_KINDS = ("actor", "event", "track", "venue", "topic")


def examples() -> None:
    """List the named queries by theme; a click runs one."""
    st.html(
        '<div class="p-page"><h2>Named queries</h2><p class="p-quiet">A click runs one. The same '
        "names work on the command line (<code>kg query NAME</code>) and in Python.</p></div>"
    )
    sought = st.text_input(
        "Find a query", key=_FIND, placeholder="Find a query", label_visibility="collapsed"
    )
    shown: dict[str, list[NamedQuery]] = {}
    for one in named_queries().values():
        if all(word in _said(one) for word in sought.lower().split()):
            shown.setdefault(one.theme or "Others", []).append(one)
    with st.container(key="examples"):
        if not shown:
            st.caption("No query has these words.")
        for theme in sorted(shown):
            st.html(f'<div class="p-page p-theme">{esc(theme)}</div>')
            for one in shown[theme]:
                st.button(
                    md(one.title),
                    key=f"use.{one.name}",
                    help=md(one.about),
                    type="tertiary",
                    on_click=_use,
                    args=(one.name,),
                )


def parameters() -> None:
    """Show the parameters of the named query in the field, to be changed."""
    now = sparql_state.current()
    if now is None:
        return
    query, values = now
    if query.parameters:
        with st.container(horizontal=True, key="sparql-parameters"):
            for one in query.parameters:
                _field(query, one, values)
    with st.expander(f"About this query: {md(query.title)}"):
        st.html(f'<div class="p-page">{_about(query)}</div>')


def _field(query: NamedQuery, one: Parameter, values: dict[str, str]) -> None:
    value = values.get(one.name, one.plain)
    # With another text in the editor, the field begins anew.
    key = f"sparql.value.{query.name}.{one.name}.{value}"
    label = md(one.about[0].upper() + one.about[1:])

    def changed() -> None:
        hear()
        given = st.session_state[key]
        if given is None or given == "":
            return
        try:
            sparql_state.use(query.name, {**values, one.name: str(given)})
        except CallError as error:
            st.toast(md(error))

    if one.kind == "day":
        st.date_input(
            label,
            value=knowledge.within(datetime.date.fromisoformat(value)),
            min_value=knowledge.FIRST,
            max_value=knowledge.LAST,
            format="YYYY-MM-DD",
            key=key,
            on_change=changed,
            width=260,
        )
    elif one.kind in _KINDS and value in (names := _names(one.kind)):
        st.selectbox(
            label,
            list(names),
            index=list(names).index(value),
            format_func=lambda one: names[one],
            key=key,
            on_change=changed,
            width=320,
        )
    else:
        st.text_input(label, value=value, key=key, on_change=changed, width=260)


@st.cache_resource(show_spinner=False, max_entries=10)
def _names(kind: str) -> dict[str, str]:
    """Return the records of a kind by id, in order of their names."""
    dataset = opened.graph().dataset
    found = {
        "actor": {one.id: one.name for one in dataset.actors.values()},
        "venue": {one.id: one.name for one in dataset.venues.values()},
    }.get(kind, {})
    return dict(sorted(found.items(), key=lambda one: one[1].lower()))


def _said(query: NamedQuery) -> str:
    return f"{query.name} {query.title} {query.about} {query.theme}".lower()


def _about(query: NamedQuery) -> str:
    columns = "".join(
        f"<dt><code>{esc(name)}</code></dt><dd>{esc(text)}</dd>"
        for name, text in query.columns.items()
    )
    return (
        f"<p>{esc(query.about)}</p><p>Its name is <code>{esc(query.name)}</code>.</p>"
        f'<h3>Columns</h3><dl class="p-scale">{columns}</dl>'
    )


def _use(name: str) -> None:
    hear()
    sparql_state.use(name)
