"""The short record below the timeline: of what was chosen, and who said what about it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import NotFoundError
from kg.page import ActorPage, EventPage, Ref, ThingPage
from kg.ui import claim_parts, knowledge, links, opened, parts
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.view import View

_MOST = 6


def detail(chosen: str | None, view: View) -> None:
    """Show what is chosen, and who said what about it; or where to begin in the view."""
    if chosen is None:
        _where_to_begin(view)
        return
    if not any(shown(chosen, view.knowledge) for shown in (_event_of, _actor_of, _venue_of)):
        _none(
            f"There is no event, actor or venue ‘{chosen}’."
            if view.as_of is None
            else f"Nothing was known of ‘{chosen}’ by {knowledge.spelled(view.as_of)}."
        )


def _event_of(chosen: str, known: View) -> bool:
    with contextlib.suppress(NotFoundError):
        _event(opened.event(chosen, known))
        return True
    return False


def _actor_of(chosen: str, known: View) -> bool:
    with contextlib.suppress(NotFoundError):
        _actor(opened.actor(chosen, known))
        return True
    return False


def _venue_of(chosen: str, known: View) -> bool:
    with contextlib.suppress(NotFoundError):
        _venue(opened.thing("venue", chosen, known))
        return True
    return False


def _none(first: str) -> None:
    st.html(
        f'<div class="p-page p-card"><p>{esc(first)}</p><p class="p-quiet">Click a mark on the '
        "timeline, the network or the map, or walk there with Tab and the arrow keys and press "
        "Enter. Escape lets go again.</p></div>"
    )


def _where_to_begin(view: View) -> None:
    """Name the events on which most questions are in dispute."""
    asked: dict[str, set[str]] = {}
    events = {}
    for one in opened.rivals(view):
        asked.setdefault(one.event.id, set()).add(one.question or "")
        events[one.event.id] = one.event
    most = sorted(asked, key=lambda event: (-len(asked[event]), event))[:_MOST]
    items = "".join(
        f"<li>{links.link(events[one])} "
        f'<span class="p-quiet">{many(len(asked[one]), "question")}</span></li>'
        for one in most
    )
    if items:
        st.html(
            '<div class="p-page p-card"><h2>Where accounts differ most</h2>'
            f'<ul class="p-plain p-begin">{items}</ul></div>'
        )


def _event(page: EventPage) -> None:
    who = list(dict.fromkeys(one.actor for one in page.parts if one.rank != "deprecated"))
    actors = [links.link(one) for one in who[:_MOST]]
    if len(who) > _MOST:
        actors.append(f"and {len(who) - _MOST} more")
    rivals = [esc(one.text) for one in page.dates[1:]]
    summary = page.summaries[0].text if page.summaries else ""
    ref = Ref("event", page.id, page.title)
    _card(
        f'<p class="p-over">{esc(page.kind)} · {esc(page.main_track.label)}</p>'
        f"<h2>{links.link(ref)}</h2>"
        f'<p class="p-meta">{parts.standing(page)}'
        f"{_disputed(page)}</p><p>{esc(summary)}</p>"
        + parts.facts(
            [
                ("Other dates on record", "; ".join(rivals)),
                ("Place", esc(page.venues[0].text) if page.venues else ""),
                ("Who", parts.joined(actors)),
                (
                    "Rests on",
                    f"{many(len(page.citations), 'source')} of "
                    f"{many(page.origins, 'independent origin')}; "
                    f"{many(len(page.claims), 'claim')}",
                ),
            ]
        ),
        claim_parts.brief(page.claims),
    )
    with st.container(key="onward"):
        links.page_link(ref, "Open the event’s page, with every source →")


def _card(own: str, said: str) -> None:
    """Show a record, and beside it what was said about it."""
    beside = (
        f'<div class="p-said-beside" tabindex="0" role="region" aria-label="Claims">{said}</div>'
        if said
        else ""
    )
    st.html(f'<div class="p-page p-card p-chosen"><div>{own}</div>{beside}</div>')


def _disputed(page: EventPage) -> str:
    if not page.disputed:
        return ""
    return parts.flag("disputed", "Sources or speakers disagree about it; its page tells how.")


def _actor(page: ActorPage) -> None:
    about = page.about
    offices = [esc(one.title) for one in page.offices[:3]]
    kind = next((items[0].text for head, items in about.facts if head == "Type"), "")
    ref = Ref("actor", about.id, about.label)
    _card(
        f'<p class="p-over">{esc(kind)}</p><h2>{links.link(ref)}</h2>'
        f"<p>{esc(about.description or '')}</p>"
        + parts.facts(
            [
                ("Offices", "<br>".join(offices)),
                (
                    "On record",
                    f"{many(len(page.events), 'event')}, {many(len(page.claims), 'claim')}",
                ),
                ("Met most", parts.joined(links.link(one.person) for one in page.met[:5])),
            ]
        ),
        claim_parts.brief(page.claims[:_MOST], speaker=about.id),
    )
    with st.container(key="onward"):
        links.page_link(ref, "Open the actor’s page →")


def _venue(page: ThingPage) -> None:
    facts = dict(page.facts)
    told = {
        head: parts.joined(esc(one.text) for one in facts.get(head, ()))
        for head in ("Town", "The point stands for", "Exact to")
    }
    latest = [links.link(one.event) for one in reversed(page.events[-_MOST:])]
    if len(page.events) > _MOST:
        latest.append(f"and {len(page.events) - _MOST} more")
    ref = Ref("venue", page.id, page.label)
    _card(
        f'<p class="p-over">Venue</p><h2>{links.link(ref)}</h2>'
        + parts.note(page.note)
        + parts.facts(
            [
                *told.items(),
                ("On record", many(len(page.events), "event")),
                ("Latest", parts.listed(latest)),
            ]
        ),
        claim_parts.brief(page.claims[:_MOST], speaker=page.id),
    )
    with st.container(key="onward"):
        links.page_link(ref, "Open the venue’s page →")
