"""The page of an actor: names, offices, events, claims, and whom they met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import claim_parts, knowledge, opened, parts, timeline_parts
from kg.ui.links import explored, link
from kg.ui.record import asked_id, foot, titled, tools
from kg.ui.text import esc, many
from kg.ui.thing_page import fact_rows

if TYPE_CHECKING:
    from kg.page import ActorPage
    from kg.page.actor import Office


def actor() -> None:
    """Show the actor that the address names."""
    page = opened.actor(asked_id("actor"), knowledge.current())
    about = page.about
    titled(about.label)
    tools("actor", about.id)
    kind = next((items[0].text for head, items in about.facts if head == "Type"), "Actor")
    st.html(
        f'<div class="p-page"><p class="p-over">{esc(kind)} · {explored(about.id)}</p>'
        f"<h1>{esc(about.label)}</h1>"
        f'<p class="p-lead">{esc(about.description or "")}{parts.checked(about.verified)}</p>'
        f"{parts.note(about.note)}{parts.sources(page.citations) if page.citations else ''}</div>"
    )
    wide, narrow = st.columns([1.9, 1], gap="large")
    with wide:
        st.html(f'<div class="p-page">{_main(page)}</div>')
    with narrow:
        rows = [row for row in fact_rows(about) if row[0] not in ("Type", "Sources")]
        st.html(f'<div class="p-page">{parts.facts([*rows, ("Met", _met(page))])}</div>')
    foot("actor", about.id)


def _main(page: ActorPage) -> str:
    offices = "".join(_office(one) for one in page.offices)
    head = '<tr><th scope="col">Office</th><th scope="col">When</th></tr>'
    table = f'<table class="p-table"><thead>{head}</thead><tbody>{offices}</tbody></table>'
    none = '<p class="p-empty">No event on record has a role for it.</p>'
    return (
        parts.section("Offices", table if offices else "")
        + parts.section(
            f"Events ({len(page.events)})",
            timeline_parts.years(page.events) + parts.events(page.events) or none,
        )
        + parts.section(
            f"What they said ({len(page.claims)}), and what became of it",
            "".join(
                f'<h3 class="p-became">{esc(one.label)} ({one.count})</h3>'
                + claim_parts.listed(one.claims, event=True, speaker=page.about.id)
                for one in page.outcomes
            ),
        )
    )


def _office(one: Office) -> str:
    body = f'<span class="p-imprint">{link(one.body)}</span>' if one.body else ""
    return (
        f"<tr><td>{esc(one.title)}{body}{parts.note(one.note)}</td>"
        f"<td>{esc(_period(one))}{parts.checked(one.verified)}{parts.sources(one.citations)}</td></tr>"
    )


def _period(one: Office) -> str:
    if one.begin and one.end:
        return f"{one.begin} to {one.end}"
    if one.begin:
        return f"since {one.begin}; end not on record"
    return f"until {one.end}; begin not on record" if one.end else "dates not on record"


def _met(page: ActorPage) -> str:
    items = [
        f'<li>{link(one.person)} <span class="p-quiet">{many(one.events, "event")}</span></li>'
        for one in page.met
    ]
    return parts.few(items, "persons", css="")
