"""Which claims an address asks for: said on a day, or rivals; by whom, and how surely said."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import CallError
from kg.page import Claim, claim_days, claim_sheet, claims_of_day, claims_of_view, rival_claims
from kg.ui import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.view import View


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left of claims: those of a speaker (an id), said in a way (the id of a modality)."""

    speaker: str | None = None
    modality: str | None = None

    def __call__(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims that are left, in their order."""
        return tuple(
            one
            for one in claims
            if self.speaker in (None, *(who.id for who in one.speakers))
            and self.modality in (None, one.modality.id)
        )


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=opened.BY_VIEW)
def on_day(day: datetime.date, view: View) -> tuple[Claim, ...]:
    """Return the claims of a day about events of a view."""
    graph = opened.graph()
    return claims_of_day(graph.of(view), day, view, graph.names)


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=opened.BY_VIEW)
def days(view: View) -> dict[datetime.date, int]:
    """Return the days on which claims about events of a view were made, with how many."""
    graph = opened.graph()
    return claim_days(graph.of(view), view, graph.names)


def written(view: View, asked: Mapping[str, str]) -> bytes:
    """Write the claims that the parameters of an address ask for; all of the view without a day.

    Raises CallError for a day that is none.
    """
    graph = opened.graph()
    if asked.get("show") == "rivals":
        found = rival_claims(graph.of(view), view, graph.names)
    elif text := asked.get("day"):
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError as error:
            msg = f"day: '{text}' is no day (YYYY-MM-DD)"
            raise CallError(msg) from error
        found = claims_of_day(graph.of(view), day, view, graph.names)
    else:
        found = claims_of_view(graph.of(view), view, graph.names)
    return claim_sheet(Narrowed(asked.get("speaker"), asked.get("modality"))(found))
