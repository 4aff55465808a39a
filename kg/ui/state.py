"""The state of a reader: the filters of the view, read from the address and written into it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import CallError
from kg.ui import knowledge
from kg.view import View, parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ui.facets import Facets

NAMES = tuple(name for one in fields(View) if (name := parameter(one.name)) not in knowledge.NAMES)
_NOUNS = {
    "tracks": "track",
    "kinds": "kind of event",
    "statuses": "status",
    "actors": "actor",
    "topics": "topic",
}


def read_view(facets: Facets, known: View) -> tuple[View, list[str]]:
    """Return the view of the address, and what in it could not be meant (and was left out).

    ``known`` has its day and policy; ``facets`` are of all that is known now: what came later
    leaves nothing on an earlier day, but is no slip of the pen.
    """
    given = {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}
    complaints = []
    for name in list(given):
        try:
            View.of_params({name: given[name]})
        except CallError as error:
            complaints.append(str(error))
            del given[name]
    view = View.of_params(given)
    kept = {}
    for name, noun in _NOUNS.items():
        values = getattr(view, name)
        complaints += [
            f"no event on record has the {noun} '{value}'"
            for value in values
            if value not in facets[name]
        ]
        known_values = [value for value in values if value in facets[name]]
        if known_values:
            kept[name] = [",".join(known_values)]
    others = {name: given[name] for name in given if name not in _NOUNS}
    filters = View.of_params(kept | others)
    return (
        replace(filters, as_of=known.as_of, policy=known.policy, recorded=known.recorded),
        complaints,
    )


def write_view(view: View) -> None:
    """Put the filters of a view into the address; what else stands there stays."""
    others = {name: value for name, value in st.query_params.items() if name not in NAMES}
    # What was chosen stays chosen, in the new view or not.
    st.query_params.from_dict(view.filters.params() | others)


def get(name: str, allowed: Mapping[str, object] | None = None) -> str | None:
    """Return another parameter of the address, if it is one of the allowed values."""
    value = st.query_params.get(name)
    return value if value and (allowed is None or value in allowed) else None


def put(name: str, value: str | None) -> None:
    """Put another parameter into the address, or take it out."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def days(name: str) -> tuple[date, date] | None:
    """Return the first and last day of a parameter "YYYY-MM-DD..YYYY-MM-DD", None for no such."""
    first, _, last = (st.query_params.get(name) or "").partition("..")
    try:
        span = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return span if span[0] <= span[1] else None
