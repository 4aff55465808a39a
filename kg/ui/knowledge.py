"""The day and the policy that every page goes by, read from the address and written into it.

They are taken along from page to page; filters belong to the pages that show many events.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import CallError
from kg.policy import EDITOR, Policy
from kg.ui import opened
from kg.ui.text import md
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("as-of", "policy", "recorded")
POLICIES = {
    "editor": "The editors’ choice",
    "earliest": "What was reported first",
    "corroborated": "What most independent origins say",
}
_KEPT = "parley.knowledge"
# What a field for a day takes; an address may ask for any day there is.
FIRST, LAST = datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)


def given(names: Mapping[str, str] | None = None) -> tuple[View, list[str]]:
    """Return the day and policy of the address, and what in it could not be meant.

    ``names``: what each is called there, where not by its own name.
    """
    view, complaints = View(), []
    for name in NAMES:
        values = st.query_params.get_all((names or {}).get(name, name))
        field = name.replace("-", "_")
        try:
            asked = View.of_params({name: values})
            opened.graph().editions.check(asked)
        except CallError as error:
            complaints.append(str(error))
        else:
            view = replace(view, **{field: getattr(asked, field)})
    return view, complaints


def complain(complaints: list[str]) -> None:
    """Tell what in the address could not be meant, and was left out."""
    if complaints:
        st.warning(
            "The address asks for something that is not known; it was left out: "
            + md("; ".join(complaints))
            + "."
        )


def read() -> View:
    """Return the day and policy of the address; tell what could not be meant, and keep the rest."""
    view, complaints = given()
    complain(complaints)
    st.session_state[_KEPT] = view.params()
    return view


def current() -> View:
    """Return the day and policy of the present run."""
    return View.of_params({name: [value] for name, value in params().items()})


def params() -> dict[str, str]:
    """Return the parameters that links to other pages take along; those of the present run."""
    kept: dict[str, str] = st.session_state.get(_KEPT, {})
    return kept


def write(view: View) -> None:
    """Put a day and policy into the address; what else stands there stays."""
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in NAMES}
    st.query_params.from_dict({**view.knowledge.params(), **others})


def within(day: datetime.date | None) -> datetime.date | None:
    """Return a day as a field can show it: the nearest that it takes."""
    return min(max(day, FIRST), LAST) if day else None


def words(view: View) -> str:
    """Tell the day and policy of a view in words, for a reader."""
    parts = []
    if view.as_of is not None:
        parts.append(f"as known on {spelled(view.as_of)}")
    if view.policy != EDITOR:
        parts.append(policy_words(view.policy))
    if view.recorded is not None:
        until = view.recorded
        when = f"release {until}" if isinstance(until, str) else spelled(until)
        parts.append(f"by records entered until {when}")
    return ", ".join(parts) or "as known now"


def policy_words(policy: Policy) -> str:
    """Name a policy for a reader."""
    if policy.actor is not None:
        return f"as told by {name_of(policy.actor)}"
    return POLICIES[policy.name].lower()


def name_of(actor: str) -> str:
    """Return the name of an actor on record."""
    found = opened.graph().dataset.actors.get(actor)
    return found.name if found else actor


def spelled(day: datetime.date) -> str:
    """Return a day in words, such as 28 March 2022."""
    return f"{day.day} {day:%B} {day.year}"
