"""The page of claims: who said what on a day, and where answers rival each other."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import claim_parts, claims_asked, downloads, knowledge, opened, proof, share, state
from kg.ui.cite import open_query
from kg.ui.filters import view_with_filters
from kg.ui.links import link
from kg.ui.text import esc, many, md

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.page import Claim
    from kg.view import View

_SHOWN = {"day": "Said on a day", "rivals": "Rival answers, event by event"}
_KEY = "claims."
# Rival answers to no more events are shown at once.
_MOST = 200


def claims() -> None:
    """Show claims about the events of the view."""
    view = view_with_filters()
    st.html(
        '<div class="p-page"><h1>Who said what, and who disagrees</h1><p class="p-lead">'
        "Each claim tells who spoke, when, how surely, and in which source it stands. "
        "No claim is a fact by that alone.</p></div>"
    )
    shown = state.get("show", _SHOWN) or "day"
    if st.session_state.get(_KEY + "show") != shown:
        st.session_state[_KEY + "show"] = shown
    st.segmented_control(
        "Show claims",
        list(_SHOWN),
        key=_KEY + "show",
        format_func=lambda one: _SHOWN[one],
        label_visibility="collapsed",
        required=True,
        on_change=_put,
        args=("show", "day"),
    )
    if shown == "day":
        _of_day(view)
    else:
        _rivals(view)


def _put(name: str, usual: str = "") -> None:
    """Put what a widget has into the address."""
    value = st.session_state[_KEY + name]
    state.put(name, None if value == usual else value)


def _of_day(view: View) -> None:
    day, why = _day(view)
    if st.session_state.get(_KEY + "day") != day:
        st.session_state[_KEY + "day"] = day
    found = claims_asked.on_day(day, view)
    with st.container(horizontal=True, vertical_alignment="bottom", key="claims-bar"):
        st.date_input(
            "Day on which they spoke",
            key=_KEY + "day",
            min_value=knowledge.FIRST,
            max_value=knowledge.LAST,
            format="YYYY-MM-DD",
            on_change=_day_changed,
            width=160,
        )
        _step(day, view)
        left, only = _narrowed(found)
        asked = {"day": day.isoformat(), **only}
        share.menu(_files(view, "Claims of this day (CSV)", asked), key="claims.share")
    share.cited(lambda: open_query(view, "claims-on-day", day=day.isoformat()))
    told = f"<strong>{esc(knowledge.spelled(day))}:</strong> "
    if why:
        told = f"{esc(why)} {told}"
    if not left:
        text = (
            "No claim of that day is left: choose anybody and any way of saying it."
            if found
            else "No claim on record was made on that day about the events of this view."
        )
        st.html(f'<div class="p-page"><p class="p-empty">{told}{text}</p></div>')
        return
    modalities = Counter(one.modality.label.lower() for one in left)
    counted = ", ".join(f"{count} {name}" for name, count in modalities.most_common())
    st.html(
        f'<div class="p-page"><p class="p-quiet" role="status">{told}{many(len(left), "claim")} '
        f"by {many(len({one.who for one in left}), 'voice')}: {esc(counted)}. A claim without a "
        "day stands on the day when its first source came out.</p>"
        f"{''.join(_event_group(same) for same in _by_event(left))}</div>"
    )


def _day(view: View) -> tuple[datetime.date, str]:
    """Return the day that is shown, and why that one if the address names none."""
    text = state.get("day")
    if text:
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            st.warning(f"The address asks for the day ‘{md(text)}’, which is none (YYYY-MM-DD).")
        else:
            return min(max(day, knowledge.FIRST), knowledge.LAST), ""
    if view.as_of is not None:
        why = "No other day was asked for, so this is the day of the view."
        return min(max(view.as_of, knowledge.FIRST), knowledge.LAST), why
    case = proof.proof()
    if case:
        dates = len({(one.first, one.last) for one in case.voices})
        return case.eve, (
            f"No day was asked for, so this is the eve of an event ({case.event.label}) for which "
            f"{many(len({one.by.id for one in case.voices}), 'voice')} named "
            f"{many(dates, 'different date')}."
        )
    last = max(claims_asked.days(view), default=knowledge.LAST)
    return last, "No day was asked for, so this is the last one on which somebody spoke."


def _day_changed() -> None:
    day = st.session_state[_KEY + "day"]
    state.put("day", day.isoformat() if day else None)


def _step(day: datetime.date, view: View) -> None:
    """Lead to the nearest days before and after that have claims."""
    every = claims_asked.days(view)
    before = max((one for one in every if one < day), default=None)
    after = min((one for one in every if one > day), default=None)
    for key, to, words in (("before", before, "← {}"), ("after", after, "{} →")):
        if to is not None:
            st.button(
                words.format(f"{knowledge.spelled(to)} ({every[to]})"),
                key=_KEY + key,
                help=f"The nearest day {key} it on which claims were made.",
                on_click=state.put,
                args=("day", to.isoformat()),
            )


def _narrowed(found: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], Mapping[str, str]]:
    """Let the reader choose a speaker and a way of saying it; return what is left, and what."""
    speakers = Counter(who for one in found for who in one.speakers)
    ways = Counter(one.modality for one in found)
    who = _choice("speaker", "Who", "Anybody", {one.id: one.label for one in speakers})
    how = _choice("modality", "How", "Any way", {one.id: one.label for one in ways})
    only = {name: one for name, one in (("speaker", who), ("modality", how)) if one}
    return claims_asked.Narrowed(who, how)(found), only


def _choice(name: str, title: str, anything: str, labels: Mapping[str, str]) -> str | None:
    """Let the reader choose one of the ids; one that is only in the address is kept."""
    now = state.get(name) or ""
    key = _KEY + name
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    known = sorted(labels, key=lambda one: labels[one].casefold())
    st.selectbox(
        title,
        ["", *known, *([now] if now and now not in labels else [])],
        key=key,
        format_func=lambda one: labels.get(one, one) if one else anything,
        on_change=_put,
        args=(name,),
        width=168,
    )
    return now or None


def _files(view: View, label: str, asked: Mapping[str, str]) -> dict[str, object]:
    """Return what the menu offers: the claims that are shown, and all of the view."""
    every = downloads.offered(view, {"claims.csv": "All claims of the view (CSV)"})
    shown = downloads.offered(view, {"claims.csv": label}, **asked)
    return {**every, "downloads": [*_listed(shown), *_listed(every)]}


def _listed(offered: Mapping[str, object]) -> list[object]:
    files = offered["downloads"]
    return files if isinstance(files, list) else []


def _rivals(view: View) -> None:
    every = opened.rivals(view)
    with st.container(horizontal=True, vertical_alignment="bottom", key="claims-bar"):
        found, only = _narrowed(every)
        asked = {"show": "rivals", **only}
        share.menu(_files(view, "Rival claims (CSV)", asked), key="claims.share")
    share.cited(lambda: open_query(view, "rival-claims"))
    groups = _rival_groups(every, {one.id for one in found})
    if not groups:
        st.html(
            '<div class="p-page"><p class="p-empty">No two claims about the events of this view '
            "answer one question differently.</p></div>"
        )
        return
    questions = sum(len(asked) for _, asked in groups)
    body = "".join(
        f'<section class="p-section"><h2>{link(same[0].event)}</h2>'
        f"{''.join(claim_parts.question(text, answers) for text, answers in asked)}</section>"
        for same, asked in groups[:_MOST]
    )
    if len(groups) > _MOST:
        body += (
            f'<p class="p-empty">These are the first {_MOST} of {len(groups):,} events; filters '
            "narrow them down.</p>"
        )
    st.html(
        f'<div class="p-page"><p class="p-quiet" role="status">{many(questions, "question")} about '
        f"{many(len(groups), 'event')} on which those who speak disagree.</p>{body}</div>"
    )


def _rival_groups(
    every: tuple[Claim, ...], kept: set[str]
) -> list[tuple[list[Claim], list[tuple[str, list[Claim]]]]]:
    """Return by event the questions in which a claim that is kept takes part, with all answers."""
    found = []
    for same in _by_event(every):
        asked = [
            (text, answers)
            for text, answers in claim_parts.by_question(same)[0]
            if any(one.id in kept for one in answers)
        ]
        if asked:
            found.append((same, asked))
    return found


def _by_event(found: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for one in found:
        groups.setdefault(one.event.id, []).append(one)
    return list(groups.values())


def _event_group(same: list[Claim]) -> str:
    return (
        f'<section class="p-section"><h2>{link(same[0].event)}</h2>'
        f"{claim_parts.listed(same)}</section>"
    )
