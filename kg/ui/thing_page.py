"""The pages of sources, venues, topics, tracks and documents: one page, five names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import (
    claim_parts,
    coverage_parts,
    founded,
    knowledge,
    opened,
    parts,
    thing_glance,
    timeline_parts,
)
from kg.ui.links import explored, link, outward
from kg.ui.record import asked_id, foot, titled, tools
from kg.ui.text import esc

if TYPE_CHECKING:
    from kg.page import ThingPage
    from kg.page.thing import Item

_EVENTS = {
    "source": "What rests on it",
    "venue": "Events there",
    "topic": "Events about it",
    "track": "Events of the track",
    "document": "Events that it came out of, or that speak of it",
}


def source() -> None:
    """Show the source that the address names."""
    _show("source")


def venue() -> None:
    """Show the venue that the address names."""
    _show("venue")


def topic() -> None:
    """Show the topic that the address names."""
    _show("topic")


def track() -> None:
    """Show the track that the address names."""
    _show("track")


def document() -> None:
    """Show the document that the address names."""
    _show("document")


def fact_rows(page: ThingPage) -> list[tuple[str, str]]:
    """Return what the graph says of a record, as headings and HTML."""
    return [
        (heading, parts.listed(parts.explained(one.text) for one in items))
        if heading == "Looked into"
        else (heading, _items(items))
        for heading, items in page.facts
    ]


def _show(kind: str) -> None:
    page = opened.thing(kind, asked_id(kind), knowledge.current())
    titled(page.label)
    tools(kind, page.id)
    language = f' lang="{esc(page.language)}"' if page.language else ""
    explored_from = f" · {explored(page.id)}" if kind == "venue" else ""
    st.html(
        f'<div class="p-page"><p class="p-over">{kind.capitalize()}{explored_from}</p>'
        f"<h1{language}>{esc(page.label)}</h1>"
        f'<p class="p-lead">{esc(page.description or "")}{parts.checked(page.verified)}</p>'
        f"{parts.note(page.note)}{thing_glance.glance(page)}</div>"
    )
    wide, narrow = st.columns([1.9, 1], gap="large")
    with wide:
        st.html(f'<div class="p-page">{_main(page)}</div>')
    with narrow:
        told = thing_glance.TOLD.get(kind, ())
        rows = [row for row in fact_rows(page) if row[0] not in told]
        st.html(f'<div class="p-page">{parts.facts(rows)}</div>')
    foot(kind, page.id)


def _main(page: ThingPage) -> str:
    searched = tuple(
        one
        for one in founded.coverage(knowledge.current())
        if page.kind == "track" and any(ref.id == page.id for ref in one.tracks)
    )
    return (
        _events(page)
        + parts.section(
            f"Claims {'in' if page.kind == 'source' else 'about'} it ({len(page.claims)})",
            claim_parts.listed(page.claims, event=True),
        )
        + parts.section("What was searched", coverage_parts.statements(searched, with_tracks=False))
    )


def _events(page: ThingPage) -> str:
    if page.kind == "source":
        return thing_glance.rests(page, _EVENTS["source"])
    heading = f"{_EVENTS[page.kind]} ({len(page.events)})"
    none = '<p class="p-empty">No event on record.</p>'
    return parts.section(
        heading, timeline_parts.years(page.events) + parts.events(page.events) or none
    )


def _items(items: tuple[Item, ...]) -> str:
    shown = []
    for one in items:
        if one.ref:
            shown.append(link(one.ref, one.text))
        elif one.url:
            shown.append(outward(one.url, one.url))
        else:
            text = (
                f'<span lang="{esc(one.language)}">{esc(one.text)}</span>'
                if one.language
                else (esc(one.text))
            )
            known = one.language and one.language != "en"
            shown.append(
                f'{text} <span class="p-quiet">{esc(one.language)}</span>' if known else text
            )
    if len(shown) > 4:
        return parts.few([f"<li>{one}</li>" for one in shown], "of them", css="")
    return parts.joined(shown)
