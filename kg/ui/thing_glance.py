"""What a reader of a venue's or a source's page looks for first, and what rests on a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.page.rests import Rests, rests_on
from kg.ui import knowledge, opened, parts
from kg.ui.links import link, outward
from kg.ui.text import esc

if TYPE_CHECKING:
    from kg.page import ThingPage
    from kg.page.thing import Item
    from kg.view import View

TOLD = {
    "source": (
        *("Publisher", "Published", "Kind", "Language", "Origin of the text"),
        *("Copies or uses", "Perspective", "Address"),
    ),
    "venue": (
        *("Town", "Country", "In", "The point stands for", "Point", "Exact to", "Point from"),
    ),
}
"""Headings of facts that are told at a glance, and not again."""


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs=opened.BY_VIEW)
def rests_of(source_id: str, view: View) -> tuple[Rests, ...]:
    """Return what rests on a source."""
    graph = opened.graph()
    return rests_on(graph.of(view), source_id, graph.names)


def glance(page: ThingPage) -> str:
    """Return the first facts of a venue or a source; nothing for others."""
    facts = dict(page.facts)
    if page.kind == "venue":
        return parts.glance([("Where", _where(facts, page.label)), ("Point", _point(facts))])
    if page.kind == "source":
        return parts.glance(
            [
                ("Published", _published(facts)),
                ("Text", _text(facts)),
                (
                    "Read it",
                    "".join(outward(one.text, one.text) for one in facts.get("Address", ())),
                ),
            ]
        )
    return ""


def _said(facts: dict[str, tuple[Item, ...]], heading: str) -> str:
    return ", ".join(link(one.ref) if one.ref else esc(one.text) for one in facts.get(heading, ()))


def _where(facts: dict[str, tuple[Item, ...]], name: str) -> str:
    code = next((one.text for one in facts.get("Country", ())), "")
    states = opened.graph().dataset.actors.values()
    country = next((one.name for one in states if one.country == code), "")
    known = f"{esc(country)} ({esc(code)})" if country else esc(code)
    inside = [one for one in facts.get("In", ()) if one.text != country]
    town = [
        one
        for one in facts.get("Town", ())
        if one.text not in {name, *(near.text for near in inside)}
    ]
    places = [link(one.ref) if one.ref else esc(one.text) for one in (*town, *inside)]
    return ", ".join([*places, f"{known}, as recorded"])


def _point(facts: dict[str, tuple[Item, ...]]) -> str:
    point, exact = _said(facts, "Point"), _said(facts, "Exact to")
    if not point:
        return "not known: no point is on record"
    stands = _said(facts, "The point stands for").lower()
    origin = _said(facts, "Point from")
    said = f"{point}; it stands for the {stands}, which lies {exact} of it"
    return said + (f'<span class="p-imprint">from {origin}</span>' if origin else "")


def _published(facts: dict[str, tuple[Item, ...]]) -> str:
    told = [_said(facts, "Publisher"), _said(facts, "Published") or "date not known"]
    told += [_said(facts, "Kind").lower(), _said(facts, "Language")]
    return " · ".join(one for one in told if one)


def _text(facts: dict[str, tuple[Item, ...]]) -> str:
    origin, copied = _said(facts, "Origin of the text"), _said(facts, "Copies or uses")
    told = []
    if origin and origin != _said(facts, "Publisher"):
        told.append(f"by {origin}")
    told.append(f"derived from {copied}" if copied else "not derived from another source on record")
    perspective = _said(facts, "Perspective")
    if perspective and perspective != "Independent":
        told.append(f"speaks from the side of {perspective}")
    return "; ".join(told)


def rests(page: ThingPage, heading: str) -> str:
    """Return what rests on a source, record by record, and the events that cite it for no more."""
    found = rests_of(page.id, knowledge.current())
    named = {one.record.id for one in found}
    rows = {one.event.id: one for one in page.events}
    items = []
    for one in found:
        row = rows.get(one.record.id)
        date = f'<span class="p-imprint">{parts.date(row.date)}</span>' if row else ""
        items.append(f"<li>{link(one.record)}{date}{_facts(one)}</li>")
    items += [
        f'<li>{link(row.event)}<span class="p-imprint">{parts.date(row.date)} · cited for the '
        "record as a whole, or for a claim</span></li>"
        for row in page.events
        if row.event.id not in named
    ]
    body = parts.few(items, "records", tag="ol", css="p-hits")
    return parts.section(
        f"{heading} ({len(items)})", body or '<p class="p-empty">No event on record.</p>', "rests"
    )


def _facts(one: Rests) -> str:
    rows = ""
    for heading, values in one.facts:
        told = "; ".join(_value(one, value) for value in values)
        rows += f"<div><dt>{esc(heading)}</dt><dd>{told}</dd></div>"
    return f'<dl class="p-rests">{rows}</dl>'


def _value(one: Rests, value: str) -> str:
    mark = f" {parts.flag('overtaken', 'On record, but held to be wrong or overtaken.')}"
    return esc(value) + (mark if value in one.overtaken else "")
