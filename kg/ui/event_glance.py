"""What a reader of an event's page looks for first: when, where, who, and what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.around import Around, around
from kg.ui import opened, parts
from kg.ui.links import link
from kg.ui.text import esc, many
from kg.vocabulary import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.page import EventPage
    from kg.page.event import Part
    from kg.view import View

# Whoever speaks about an event had no part in it.
_BESIDE = ("commentator",)
_HEAD = ROLES["head-of-delegation"].label
_MOST = 4


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs=opened.BY_VIEW)
def around_of(event_id: str, view: View) -> Around:
    """Return what happened around an event."""
    return around(opened.timeline_of(view.knowledge), event_id)


def glance(page: EventPage) -> str:
    """Return when, where and who, each in a line; what differs stands beside it."""
    return parts.glance(
        [
            ("When", _when(page)),
            ("Where", _where(page)),
            ("Who", _who(page.parts)),
            ("Rests on", _rests(page)),
        ]
    )


def _when(page: EventPage) -> str:
    flag = ""
    if page.disputed:
        flag = parts.flag("disputed", "Sources or speakers disagree about it: see below.")
    rivals = len(page.dates) - 1
    told = f' <span class="p-quiet">{many(rivals, "other date")} on record</span>'
    checked = parts.checked(page.verified)
    return f"{parts.standing(page)}{flag}{checked}{told if rivals > 0 else ''}"


def _where(page: EventPage) -> str:
    if not page.venues:
        return esc(page.format or "")
    place = page.venues[0]
    shown = link(place.ref) if place.ref else esc(place.text)
    exact = f' <span class="p-quiet">{esc(place.exactness)}</span>' if place.exactness else ""
    return shown + exact


def _who(found: Sequence[Part]) -> str:
    """Return each side with those who act for it, then who else had a part."""
    beside = {ROLES[one].label for one in _BESIDE if one in ROLES}
    counted = [one for one in found if one.rank != "deprecated" and set(one.roles) - beside]
    sides: dict[str, list[Part]] = {}
    for one in counted:
        if one.party:
            sides.setdefault(one.party.id, []).append(one)
    lines = []
    for same in sides.values():
        party = same[0].party
        assert party is not None  # noqa: S101 - gathered by it
        heads_first = sorted(same, key=lambda one: _HEAD not in one.roles)
        lines.append(f"{link(party)}, through {_named(heads_first)}")
    alone = [one for one in counted if not one.party and one.actor.id not in sides]
    if alone:
        lines.append(_named(alone, roles=True))
    return "<br>".join(lines)


def _named(found: Sequence[Part], *, roles: bool = False) -> str:
    people = {one.actor.id: one for one in reversed(found)}
    same = list(reversed(people.values()))
    shown = [
        link(one.actor)
        + (f' <span class="p-quiet">{esc(", ".join(one.roles).lower())}</span>' if roles else "")
        for one in same[:_MOST]
    ]
    rest = f" and {len(same) - _MOST} more" if len(same) > _MOST else ""
    return parts.joined(shown) + rest


def _rests(page: EventPage) -> str:
    claims = sum(one.event.id == page.id for one in page.claims)
    told = [
        f'<a href="#sources">{many(len(page.citations), "source")}</a> '
        f"of {many(page.origins, 'independent origin')}"
    ]
    if claims:
        told.append(f'<a href="#claims">{many(claims, "claim")}</a>')
    return " · ".join(told) if page.citations or claims else ""
