"""The page of what was foretold and what came of it, and of how soon one knew what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import opened, parts, state
from kg.ui.filters import view_with_filters
from kg.ui.knowledge import spelled
from kg.ui.links import link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.page import ForetoldPage
    from kg.page.foretold import Announcement
    from kg.page.when import When

_KEY = "foretold.shown"
_SHOWN = {
    "held": "Foretold and held",
    "unconfirmed": "Announced, never confirmed",
    "denied": "Denied, then held",
    "lag": "How soon one knew",
}


def foretold() -> None:
    """Show what was foretold about the events of the view."""
    view = view_with_filters()
    st.html('<div class="p-page"><h1>Foretold and held</h1></div>')
    shown = state.get("show", _SHOWN) or "held"
    if st.session_state.get(_KEY) != shown:
        st.session_state[_KEY] = shown
    page = opened.foretold(view)
    counts = {
        "held": len(page.foretold),
        "unconfirmed": len(page.unconfirmed),
        "denied": len(page.denied),
        "lag": page.lags[0].events if page.lags else 0,
    }
    st.segmented_control(
        "Show",
        list(_SHOWN),
        key=_KEY,
        format_func=lambda one: f"{_SHOWN[one]} ({counts[one]})",
        label_visibility="collapsed",
        required=True,
        on_change=_changed,
    )
    tell, told = _TELLING[shown]
    body = told(page) or '<p class="p-empty">Nothing of the kind among the events of this view.</p>'
    st.html(f'<div class="p-page"><p class="p-lead">{esc(tell)}</p>{body}</div>')


def _changed() -> None:
    value = st.session_state[_KEY]
    state.put("show", None if value == "held" else value)


def _held(page: ForetoldPage) -> str:
    rows = (
        (
            link(one.event),
            f"{esc(one.said_on.words)}<span class='p-imprint'>{esc(one.by or '')}</span>",
            esc(one.foretold.words),
            esc(one.held.words),
            _days(one.least, one.most),
            esc(one.outcome) if one.outcome else '<span class="p-quiet">not assessed</span>',
        )
        for one in page.foretold
    )
    return _table(
        ("Event", "Said", "Foretold for", "Held", "Days ahead", "What became of it"), rows
    )


def _unconfirmed(page: ForetoldPage) -> str:
    rows = (
        (
            link(one.event),
            parts.status(one.status.id),
            "".join(_announced(each) for each in one.announcements),
        )
        for one in page.unconfirmed
    )
    return _table(("Event", "Last status", "What was said of it"), rows)


def _announced(one: Announcement) -> str:
    told = [esc(one.status.label.lower())]
    told += [f"by {esc(one.by)}"] if one.by else []
    told += [f"for {esc(one.planned.words)}"] if one.planned else []
    return (
        f"<p>{esc(one.on.words) if one.on else 'day not known'}: {' '.join(told)}"
        f'<span class="p-imprint">known since {esc(spelled(one.known_from))}</span></p>'
    )


def _denied(page: ForetoldPage) -> str:
    rows = (
        (
            f"{esc(_words(one.on))}<span class='p-imprint'>{esc(', '.join(one.by))}</span>",
            esc(one.said),
            f"{link(one.shown_by)}<span class='p-imprint'>{esc(_words(one.held))}</span>",
            f"{esc(one.outcome or '')}<span class='p-imprint'>{esc(one.note or '')}</span>",
        )
        for one in page.denied
    )
    return _table(("Denied", "What was denied", "What was held", "What became of it"), rows)


def _lag(page: ForetoldPage) -> str:
    tracks = (
        (
            esc(one.track or "All tracks"),
            f"{one.events:,}",
            _days(one.least, one.most),
        )
        for one in page.lags
    )
    longest = (
        (
            f"{link(one.event)}<span class='p-imprint'>{esc(one.track or '')}</span>",
            esc(one.held.words),
            esc(spelled(one.public)),
            _days(one.least, one.most),
        )
        for one in page.longest
    )
    return parts.section(
        "Median days from the event to the first source that says it took place",
        _table(("Track", "Events", "Days"), tracks),
    ) + parts.section("The longest", _table(("Event", "Held", "Public by", "Days"), longest))


_TELLING: dict[str, tuple[str, Callable[[ForetoldPage], str]]] = {
    "held": (
        "Dates that somebody named ahead for an event that was then held, and how far ahead.",
        _held,
    ),
    "unconfirmed": (
        "Events that were proposed, announced or scheduled, and of which no source on record says "
        "that they were held, cancelled or denied. That nothing is on record need not mean that "
        "nothing happened: see what was searched, on the page Quality.",
        _unconfirmed,
    ),
    "denied": (
        "What somebody said would not be, or was not foreseen, and an event held since then that "
        "refutes it, or stands in contrast to it, as the editors hold.",
        _denied,
    ),
    "lag": (
        "How many days passed between an event and the first source on record that says it took "
        "place. It measures our sources as much as the world.",
        _lag,
    ),
}


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table whose rows are blocks on a narrow screen, each cell with its heading."""
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{esc(head)}"><div>{cell}</div></td>' if cell else "<td></td>"
            for head, cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    if not body:
        return ""
    head = "".join(f'<th scope="col">{esc(one)}</th>' for one in heads)
    table = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="p-table p-stack p-foretold">{table}</table>'


def _words(when: When | None) -> str:
    return when.words if when else "day not known"


def _days(least: float, most: float) -> str:
    if least == most:
        return many(int(most), "day") if most == int(most) else f"{most:g} days"
    return f"{least:g} to {most:g} days"
