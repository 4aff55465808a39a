"""The page of who met whom: a matrix of sides or people, and the events behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st

from kg.channel import ALL, CHANNELS
from kg.ui import contacts, downloads, parts, share, state
from kg.ui.cite import show_citation
from kg.ui.filters import view_with_filters
from kg.ui.links import link
from kg.ui.matrix import matrix_table, swatch
from kg.ui.switch import pick, switch
from kg.ui.text import esc, many
from kg.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.channel import Channel
    from kg.page import Ref
    from kg.page.meetings import Contact, Level, Matrix, MeetingsPage
    from kg.view import View

# What can be chosen on this page, by the name that it has in the address.
_CHOICES = {
    "level": {"sides": "States and bodies", "people": "People"},
    "channel": {one.id: one.label for one in CHANNELS},
    "top": {"20": "20 busiest", "12": "12 busiest", "40": "40 busiest"},
}

_HELP = """
<p>A number counts the events that were <strong>held</strong> and at which the two came into
contact. What is only planned stands beside it as a small <strong>+1</strong>, and is not counted.
The frame on the diagonal holds all events at which somebody came into contact with anybody. The
line under a number shows the channels that it is made of:</p>
<dl class="p-scale">{channels}</dl>
<p>Nobody writes the channel down: it follows from the kind and format of an event, and from the
roles of the two. Who only observes, interprets, comments or votes comes into contact with nobody,
and of an exchange of captives no record tells how the sides dealt with each other. Rows and columns
stand in such an order that those who deal with each other stand together. Among people, a number in
grey brackets counts events at which two were together on one side.</p>
<p>With the keyboard, the table is one stop: arrows walk, Enter opens the events, Escape closes
them.</p>
"""


def meetings() -> None:
    """Show the matrix of the view, and the events of the pair that the address names."""
    view = view_with_filters()
    st.html(
        '<div class="p-page"><h1>Who meets whom</h1><p class="p-lead">How often two came into '
        "contact at events that were held, and by which channel.</p></div>"
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="meetings-tools"):
        level: Level = (
            "people" if switch("level", _CHOICES["level"], "Show") == "people" else "sides"
        )
        shown = pick("channel", {"": "Any channel", **_CHOICES["channel"]}, "Channel")
        most = int(pick("top", _CHOICES["top"], "Rows"))
        offered = {"meetings.csv": "This table (CSV)", "events.csv": "Events (CSV)"}
        share.menu(downloads.offered(view, offered, level=level), key="meetings.share")
    share.cited(lambda: show_citation(view, "meetings"))
    page = contacts.page_of(view, level)
    channels = ALL if not shown else tuple(one for one in ALL if one == shown)
    matrix = page.matrix(channels, most)
    if not matrix.order:
        st.html(
            '<div class="p-page"><p class="p-empty">Nobody on record came into contact with '
            "anybody at the events of this view, by this channel.</p></div>"
        )
        return
    # What else the address may say for them stood in the link of each cell.
    address = _Address(view, {name: state.get(name, one) for name, one in _CHOICES.items()})
    pair = _asked(page)
    noun = "side" if level == "sides" else "person"
    st.html(
        f'<div class="p-page"><p role="status">{_told(matrix, noun)}</p>'
        f"{matrix_table(matrix, level, address, pair)}{_legend(level)}</div>"
    )
    with st.expander("How to read this"):
        told = "".join(
            f"<dt>{swatch(one.id)} {esc(one.label)}</dt><dd>{esc(one.definition)}</dd>"
            for one in CHANNELS
        )
        st.html(f'<div class="p-page">{_HELP.format(channels=told)}</div>')
    st.html(f'<div class="p-page" id="behind">{_behind(page, pair, channels)}</div>')


class _Address:
    """Addresses of this page with the view, and one thing changed."""

    def __init__(self, view: View, own: Mapping[str, str | None]) -> None:
        self.given = view.params() | {name: value for name, value in own.items() if value}

    def __call__(self, pair: str | None) -> str:
        return urlencode(self.given | ({"pair": pair} if pair else {}), quote_via=quote)


def _asked(page: MeetingsPage) -> tuple[str, str] | None:
    """Return the pair of the address, if both are on the page."""
    given = (state.get("pair") or "").split(",")
    known = [one for one in given if one in page.names]
    if len(given) == 2 and len(known) == 2:
        return known[0], known[1]
    if given != [""]:
        st.warning("The address asks for two who came into no contact at the events of this view.")
    return None


def _told(matrix: Matrix, noun: str) -> str:
    plural = {"side": "sides", "person": "people"}[noun]
    total = len(matrix.order) + matrix.left_out
    said = f"{many(total, noun, plural)} came into contact at {many(matrix.held, 'event')} held."
    if matrix.left_out:
        said += (
            f" Shown are the {len(matrix.order)} with most of them; filters, or more rows, make "
            f"room for the other {matrix.left_out}."
        )
    names = {one.id: one.label for one in matrix.order}
    pairs = [(cell.events, pair) for pair, cell in matrix.cells.items() if pair[0] < pair[1]]
    most, (one, other) = max(pairs, default=(0, ("", "")))
    if most:
        said += f" Most often: {names[one]} and {names[other]}, at {many(most, 'event')}."
    return esc(said)


def _legend(level: Level) -> str:
    ways = "".join(f"<span>{swatch(one.id)} {esc(one.label)}</span>" for one in CHANNELS)
    beside = "<span>(3) together on one side</span>" if level == "people" else ""
    return f'<p class="p-quiet p-key">{ways}<span><sup>+1</sup> planned</span>{beside}</p>'


def _behind(page: MeetingsPage, pair: tuple[str, str] | None, channels: tuple[Channel, ...]) -> str:
    """Return the events of a pair, those held first."""
    if pair is None:
        return (
            '<p class="p-empty">Choose a number in the table: the events behind it are listed '
            "here.</p>"
        )
    one, other = (page.names[each] for each in pair)
    own = one.id == other.id
    found = [
        each
        for each in page.between(one.id, other.id)
        if each.channel in channels or (each.channel is None and not own)
    ]
    title = f"{link(one)} and {'all others' if own else link(other)}"
    held = [each for each in found if each.held]
    ahead = [each for each in found if each.planned]
    rest = [each for each in found if not each.held and not each.planned]
    return (
        f'<section class="p-section"><h2>{title}</h2>'
        + _listed("Held", held, one if own else None)
        + _listed("Planned, as far as is known", ahead, one if own else None)
        + _listed("Neither: called off, denied, broken off or alleged", rest, one if own else None)
        + "</section>"
    )


def _listed(title: str, found: Iterable[Contact], whose: Ref | None) -> str:
    events: dict[str, list[Contact]] = {}
    for each in found:
        events.setdefault(each.event.id, []).append(each)
    if not events:
        return ""
    ordered = sorted(events.values(), key=lambda same: same[0].index)
    rows = "".join(_row(same, whose) for same in ordered)
    return (
        f"<h3>{esc(title)} ({len(events)})</h3>"
        '<table class="p-table p-meetings"><thead><tr><th scope="col">Date</th>'
        '<th scope="col">Event</th><th scope="col">How</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(same: Sequence[Contact], whose: Ref | None) -> str:
    first = same[0]
    told = [esc(EVENT_KINDS[first.kind].label)]
    told += [link(first.place)] if first.place else []
    if whose:
        others = [each.other if each.one.id == whose.id else each.one for each in same]
        told.append("with " + parts.joined(link(each) for each in others))
    ways = [one for one in ALL if one in {each.channel for each in same}]
    how = "<br>".join(f"{swatch(way)} {esc(CHANNELS[way].label)}" for way in ways)
    status = "" if first.held else f"{parts.status(first.status)}"
    return (
        f'<tr><td class="p-date">{parts.date(first.when.words if first.when else None)}</td>'
        f'<td>{link(first.event)}<span class="p-imprint">{" · ".join(told)}</span>{status}</td>'
        f"<td>{how or 'Together'}</td></tr>"
    )
