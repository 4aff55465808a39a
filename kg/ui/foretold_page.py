"""The page of what was foretold and what came of it, and of how soon one knew what happened."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import opened, parts, state
from kg.ui.filters import view_with_filters
from kg.ui.knowledge import spelled
from kg.ui.links import link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.page import ForetoldPage
    from kg.page.foretold import Announcement, Foretold
    from kg.page.when import When

_KEY = "foretold.shown"
# As many groups of rows are shown at first, and at most.
_FEW, _MOST = 12, 500
_SHOWN = {
    "held": "Foretold and held",
    "unconfirmed": "Announced, never confirmed",
    "denied": "Denied, then held",
    "lag": "How soon one knew",
}


def foretold() -> None:
    """Show what was foretold about the events of the view."""
    view = view_with_filters()
    st.html(
        '<div class="p-page"><h1>Foretold and held</h1><p class="p-lead">What was said of events '
        "before they were held, and how soon it was known that they were.</p></div>"
    )
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
        format_func=lambda one: f"{_SHOWN[one]} ({counts[one]:,})",
        label_visibility="collapsed",
        required=True,
        on_change=_changed,
    )
    tell, told = _TELLING[shown]
    body = told(page) or '<p class="p-empty">Nothing of the kind among the events of this view.</p>'
    st.html(f'<div class="p-page"><p>{tell}</p>{body}</div>')


def _changed() -> None:
    value = st.session_state[_KEY]
    state.put("show", None if value == "held" else value)


def _held(page: ForetoldPage) -> str:
    events: dict[str, list[Foretold]] = {}
    for one in page.foretold:
        events.setdefault(one.event.id, []).append(one)
    groups = [_foretold(same) for same in islice(events.values(), _MOST)]
    heads = ("Event", "Said", "Foretold for", "Days ahead", "What became of it")
    return _folded(heads, groups, "events", total=len(events))


def _foretold(same: Sequence[Foretold]) -> list[tuple[str, ...]]:
    """Return what was foretold of one event: its rows, of which the first names the event."""
    named = f"{link(same[0].event)}<span class='p-imprint'>held {esc(same[0].held.words)}</span>"
    return [
        (
            named if index == 0 else "",
            f"{esc(one.said_on.words)}<span class='p-imprint'>{esc(one.by or '')}</span>",
            esc(one.foretold.words),
            _days(one.least, one.most),
            esc(one.outcome or ""),
        )
        for index, one in enumerate(same)
    ]


def _unconfirmed(page: ForetoldPage) -> str:
    rows = [
        [
            (
                link(one.event),
                parts.status(one.status.id),
                "".join(_announced(each) for each in one.announcements),
            )
        ]
        for one in page.unconfirmed
    ]
    return _folded(("Event", "Last status", "What was said of it"), rows, "events")


def _announced(one: Announcement) -> str:
    told = [esc(one.status.label.lower())]
    told += [f"by {esc(one.by)}"] if one.by else []
    told += [f"for {esc(one.planned.words)}"] if one.planned else []
    return (
        f"<p>{esc(one.on.words) if one.on else 'day not known'}: {' '.join(told)}"
        f'<span class="p-imprint">known since {esc(spelled(one.known_from))}</span></p>'
    )


def _denied(page: ForetoldPage) -> str:
    rows = [
        [
            (
                f"<span class='p-day'>{esc(_words(one.on))}</span>"
                f"<span class='p-imprint'>{esc(', '.join(one.by))}</span>",
                esc(one.said),
                f"{link(one.shown_by)}<span class='p-imprint'>{esc(_words(one.held))}</span>",
                f"{esc(one.outcome or '')}<span class='p-imprint'>{esc(one.note or '')}</span>",
            )
        ]
        for one in page.denied
    ]
    return _folded(
        ("Denied", "What was denied", "What was held", "What became of it"), rows, "denials"
    )


def _lag(page: ForetoldPage) -> str:
    tracks = [
        [(esc(one.track or "All tracks"), f"{one.events:,}", _days(one.least, one.most))]
        for one in page.lags
    ]
    longest = [
        [
            (
                f"{link(one.event)}<span class='p-imprint'>{esc(one.track or '')}</span>",
                esc(one.held.words),
                esc(spelled(one.public)),
                _days(one.least, one.most),
            )
        ]
        for one in page.longest
    ]
    return parts.section(
        "Median days from the event to the first source that says it took place",
        _folded(("Track", "Events", "Days"), tracks, "tracks", css="p-lags"),
    ) + parts.section(
        "The longest", _folded(("Event", "Held", "Public by", "Days"), longest, "events")
    )


_TELLING: dict[str, tuple[str, Callable[[ForetoldPage], str]]] = {
    "held": (
        "Dates that somebody named ahead for an event that was then held, and how far ahead. What "
        "became of it is empty where the editors have not assessed it.",
        _held,
    ),
    "unconfirmed": (
        "Events that were proposed, announced or scheduled, and of which no source on record says "
        "that they were held, cancelled or denied. That nothing is on record need not mean that "
        "nothing happened: see <a href='quality#coverage'>what was searched</a>.",
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


def _folded(
    heads: tuple[str, ...],
    groups: Sequence[Sequence[tuple[str, ...]]],
    noun: str,
    css: str = "p-stack",
    total: int = 0,
) -> str:
    """Return a table of groups of rows; of many the first, and the rest on demand.

    ``total`` is how many there are, if more than are given.
    """
    total = max(total, len(groups))
    if len(groups) <= _FEW + 2:
        return _table(heads, groups, css)
    shown, rest = groups[:_FEW], groups[_FEW:_MOST]
    told = ""
    if total > _MOST:
        told = (
            f'<p class="p-quiet">These are the first {_MOST:,} of {total:,}; filters narrow '
            "them down.</p>"
        )
    more = parts.more(min(total, _MOST), noun, _table(heads, rest, css, head=False) + told)
    return _table(heads, shown, css) + more


def _table(
    heads: tuple[str, ...],
    groups: Iterable[Iterable[tuple[str, ...]]],
    css: str,
    *,
    head: bool = True,
) -> str:
    """Return a table; where rows are blocks on a narrow screen, each cell has its heading."""
    body = "".join(f"<tbody>{''.join(_row(heads, row) for row in rows)}</tbody>" for rows in groups)
    if not body:
        return ""
    named = "".join(f'<th scope="col">{esc(one)}</th>' for one in heads)
    hidden = "" if head else ' class="p-hidden"'
    top = f"<thead{hidden}><tr>{named}</tr></thead>"
    return f'<table class="p-table p-foretold {css} p-of-{len(heads)}">{top}{body}</table>'


def _row(heads: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<td data-label="{esc(head)}"><div>{cell}</div></td>' if cell else "<td></td>"
        for head, cell in zip(heads, row, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _words(when: When | None) -> str:
    return when.words if when else "day not known"


def _days(least: float, most: float) -> str:
    if least == most:
        return many(int(most), "day") if most == int(most) else f"{most:g} days"
    return f"{least:g} to {most:g} days"
