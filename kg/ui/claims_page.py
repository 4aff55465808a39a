"""The page of claims: who said what on a day, and where answers rival each other."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import claim_parts, opened, state
from kg.ui.filters import view_with_filters
from kg.ui.links import link
from kg.ui.text import esc, many, md

if TYPE_CHECKING:
    from kg.page import Claim
    from kg.view import View

_SHOWN = {"day": "Said on a day", "rivals": "Rival answers, event by event"}
_KEY = "claims.shown"
_DAY = "claims.day"
# The eve of the Istanbul round, when four voices gave four dates for it.
_PROOF = datetime.date(2022, 3, 28)
_FIRST, _LAST = datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)


def claims() -> None:
    """Show claims about the events of the view."""
    view = view_with_filters()
    st.html('<div class="p-page"><h1>Who said what, and who disagrees</h1></div>')
    shown = state.get("show", _SHOWN) or "day"
    if st.session_state.get(_KEY) != shown:
        st.session_state[_KEY] = shown
    st.segmented_control(
        "Show claims",
        list(_SHOWN),
        key=_KEY,
        format_func=lambda one: _SHOWN[one],
        label_visibility="collapsed",
        required=True,
        on_change=_show_changed,
    )
    if shown == "day":
        _of_day(view)
    else:
        _rivals(view)


def _show_changed() -> None:
    value = st.session_state[_KEY]
    state.put("show", None if value == "day" else value)


def _of_day(view: View) -> None:
    day = _day()
    if st.session_state.get(_DAY) != day:
        st.session_state[_DAY] = day
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Day on which they spoke",
            key=_DAY,
            min_value=_FIRST,
            max_value=_LAST,
            format="YYYY-MM-DD",
            on_change=_day_changed,
            width=180,
        )
        for step, label in ((-1, "Day before"), (1, "Day after")):
            st.button(label, on_click=_step, args=(day, step))
    found = opened.claims_on(day, view)
    if not found:
        st.html(
            '<div class="p-page"><p class="p-empty">No claim on record was made on that day about '
            "the events of this view.</p></div>"
        )
        return
    modalities = Counter(one.modality.label.lower() for one in found)
    told = ", ".join(f"{count} {name}" for name, count in modalities.most_common())
    st.html(
        f'<div class="p-page"><p class="p-quiet">{many(len(found), "claim")} '
        f"by {many(len({one.who for one in found}), 'voice')}: {esc(told)}. A claim without a day "
        "stands on the day when its first source came out.</p>"
        f"{''.join(_event_group(same) for same in _by_event(found))}</div>"
    )


def _day() -> datetime.date:
    text = state.get("day")
    if text:
        try:
            return min(max(datetime.date.fromisoformat(text), _FIRST), _LAST)
        except ValueError:
            st.warning(f"The address asks for the day ‘{md(text)}’, which is none (YYYY-MM-DD).")
    return _PROOF


def _day_changed() -> None:
    day = st.session_state[_DAY]
    state.put("day", day.isoformat() if day else None)


def _step(day: datetime.date, days: int) -> None:
    state.put("day", (day + datetime.timedelta(days=days)).isoformat())


def _rivals(view: View) -> None:
    found = opened.rivals(view)
    if not found:
        st.html(
            '<div class="p-page"><p class="p-empty">No two claims about the events of this view '
            "answer one question differently.</p></div>"
        )
        return
    groups = _by_event(found)
    questions = sum(len(claim_parts.by_question(same)[0]) for same in groups)
    body = "".join(_rival_group(same) for same in groups)
    st.html(
        f'<div class="p-page"><p class="p-quiet">{many(questions, "question")} about '
        f"{many(len(groups), 'event')} on which those who speak disagree.</p>{body}</div>"
    )


def _by_event(claims_found: tuple[Claim, ...]) -> list[list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for one in claims_found:
        groups.setdefault(one.event.id, []).append(one)
    return list(groups.values())


def _event_group(same: list[Claim]) -> str:
    return (
        f'<section class="p-section"><h2>{link(same[0].event)}</h2>'
        f"{claim_parts.listed(same)}</section>"
    )


def _rival_group(same: list[Claim]) -> str:
    asked, _ = claim_parts.by_question(same)
    body = "".join(claim_parts.question(text, answers) for text, answers in asked)
    return f'<section class="p-section"><h2>{link(same[0].event)}</h2>{body}</section>'
