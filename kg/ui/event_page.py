"""The page of an event: every fact with its sources, every rival answer side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.ui import change_parts, claim_parts, event_glance, knowledge, opened, parts, timeline_parts
from kg.ui.links import address, explored, link
from kg.ui.record import asked_id, foot, titled, tools
from kg.ui.text import esc, many
from kg.vocabulary import ROLES

if TYPE_CHECKING:
    from kg.page import EventPage
    from kg.page.event import Entry, Linked, Part, Statement

_OVERTAKEN = parts.flag("overtaken", "On record, but held to be wrong or overtaken.")


def event() -> None:
    """Show the event that the address names."""
    page = opened.event(asked_id("event"), knowledge.current())
    titled(page.title)
    tools("event", page.id)
    st.html(f'<div class="p-page">{_head(page)}{event_glance.glance(page)}</div>')
    wide, narrow = st.columns([1.9, 1], gap="large")
    with wide:
        st.html(f'<div class="p-page">{_main(page)}</div>')
    with narrow:
        st.html(f'<div class="p-page">{_aside(page)}</div>')
    st.html(f'<div class="p-page">{_claims(page)}{_history(page)}{_all_sources(page)}</div>')
    foot("event", page.id)


def _head(page: EventPage) -> str:
    return (
        f'<p class="p-over">{esc(page.kind)} · {link(page.main_track)} · '
        f"{explored(page.id)}</p>"
        f"<h1>{esc(page.title)}</h1>"
    )


def _main(page: EventPage) -> str:
    openings = ['<div class="p-lead">', '<div class="p-rival"><p class="p-over">Also on record</p>']
    summaries = "".join(
        f"{openings[min(index, 1)]}<p>{esc(one.text)}</p>"
        f"{_ranked(one)}{parts.note(one.note)}{parts.sources(one.citations)}</div>"
        for index, one in enumerate(page.summaries)
    )
    return (
        f"{summaries}{parts.note(page.note)}"
        + parts.section("Who took part, and as what", _participants(page.parts))
        + parts.section("Around it in time", _around(page), "around")
        + parts.section("What it is linked to", _links(page.links))
    )


def _around(page: EventPage) -> str:
    found = event_glance.around_of(page.id, knowledge.current())
    when = page.when.words if page.when else ""
    return timeline_parts.neighbours(found, page.title, when, page.main_track)


def _ranked(one: Statement) -> str:
    if one.rank == "deprecated":
        return " " + _OVERTAKEN
    return parts.checked(one.verified)


def _participants(found: tuple[Part, ...]) -> str:
    """Return a table of sides: each party with those who act for it, then all others."""
    sides: dict[str, list[Part]] = {}
    for one in found:
        sides.setdefault(one.party.id if one.party else "", []).append(one)
    own = sides.pop("", [])
    for one in own:
        if ROLES["party"].label in one.roles:  # a side, though nobody who acts for it is named
            sides.setdefault(one.actor.id, [])
    body = ""
    for side, members in sides.items():
        heads = [one for one in own if one.actor.id == side]
        own = [one for one in own if one.actor.id != side]
        party = members[0].party if members else None
        named = f'<tr class="p-party"><td colspan="2">For {link(party)}</td></tr>' if party else ""
        body += "".join(_participant(one, "p-party") for one in heads) or named
        body += "".join(_participant(one, "p-member") for one in members)
    if body and own:
        body += '<tr class="p-party"><td colspan="2">Others</td></tr>'
        body += "".join(_participant(one, "p-member") for one in own)
    else:
        body += "".join(_participant(one) for one in own)
    return (
        '<table class="p-table"><thead><tr><th scope="col">Who</th><th scope="col">As what</th>'
        f"</tr></thead><tbody>{body}</tbody></table>"
        if body
        else ""
    )


def _participant(one: Part, row: str = "") -> str:
    office = f'<span class="p-imprint">{esc(one.office)}</span>' if one.office else ""
    doubt = f" {_OVERTAKEN}" if one.rank == "deprecated" else ""
    return (
        f'<tr class="{row}"><td>{link(one.actor)}{office}</td>'
        f"<td>{esc(', '.join(one.roles))}{doubt}{parts.checked(one.verified)}"
        f"{parts.note(one.note)}{parts.sources(one.citations)}</td></tr>"
    )


def _links(found: tuple[Linked, ...]) -> str:
    """Return events and documents, those of one relation together."""
    relations: dict[str, list[Linked]] = {}
    for one in found:
        relations.setdefault(one.relation, []).append(one)
    body = ""
    for relation, same in relations.items():
        items = [
            f'<li><span class="p-date">{parts.date(one.date)}</span> '
            f"<span>{link(one.other)}</span></li>"
            for one in same
        ]
        shown = parts.few(items, "of them", css="p-plain p-near")
        body += f'<div class="p-relation"><h3>{esc(relation)}</h3>{shown}</div>'
    return body


def _aside(page: EventPage) -> str:
    tracks = [link(one) for one in page.tracks]
    return (
        '<aside aria-label="Facts">'
        + parts.facts(
            [
                ("Date", _date(page.dates[0]) if page.dates else parts.date(None)),
                ("Other dates on record", _others(page.dates[1:])),
                ("Place", _place(page.venues[0]) if page.venues else ""),
                ("Other places on record", _others(page.venues[1:])),
                ("How it went: status by status", _life(page.lifecycle)),
                ("Format", esc(page.format or "")),
                ("Round", str(page.round or "")),
                ("Topics", parts.joined(link(one) for one in page.topics)),
                ("Tracks" if len(tracks) > 1 else "Track", parts.joined(tracks)),
                ("First public", f"by {esc(page.public_since)}" if page.public_since else ""),
                ("Independent origins", _origins(page) if page.origins == 1 else ""),
                ("Looked into", parts.listed(map(parts.explained, page.explained))),
            ]
        )
        + "</aside>"
    )


def _date(one: Statement) -> str:
    when = one.when
    if when is None:
        return esc(one.text)
    reasons = "".join(f'<span class="p-imprint">{esc(reason)}</span>' for reason in when.reasons)
    return (
        f"<strong>{esc(when.words)}</strong> <code>{esc(when.edtf)}</code>{reasons}"
        f"{_ranked(one)}{parts.note(one.note)}{parts.sources(one.citations)}"
    )


def _place(one: Statement) -> str:
    shown = link(one.ref) if one.ref else esc(one.text)
    exact = f'<span class="p-imprint">{esc(one.exactness)}</span>' if one.exactness else ""
    return f"{shown}{exact}{_ranked(one)}{parts.note(one.note)}{parts.sources(one.citations)}"


def _others(rest: tuple[Statement, ...]) -> str:
    items = "".join(f"<li>{_place(one) if one.ref else _date(one)}</li>" for one in rest)
    return f"<ul>{items}</ul>" if items else ""


def _life(entries: tuple[Entry, ...]) -> str:
    return f"<ol>{''.join(f'<li>{_entry(one)}</li>' for one in entries)}</ol>"


def _entry(one: Entry) -> str:
    told = [parts.date(one.on.words if one.on else None)]
    if one.by:
        told.append(f"by {link(one.by)}")
    planned = []
    if one.planned:
        planned.append(f"for {esc(one.planned.words)}")
    if one.place:
        planned.append(f"in {link(one.place)}")
    meant = f' <span class="p-quiet">{" ".join(planned)}</span>' if planned else ""
    return (
        f'{parts.status(one.status.id)}{meant}<span class="p-imprint">{" · ".join(told)}</span>'
        f"{parts.note(one.note)}{parts.sources(one.citations)}"
    )


def _origins(page: EventPage) -> str:
    doubt = ""
    if page.origins == 1:
        doubt = '<span class="p-imprint">All sources go back to one: read it with care.</span>'
    return f"{page.origins} behind {many(len(page.citations), 'source')}{doubt}"


def _claims(page: EventPage) -> str:
    asked, others = claim_parts.by_question(page.claims)
    own = [one for one in others if one.event.id == page.id]
    elsewhere = [one for one in others if one.event.id != page.id]
    return (
        parts.section(
            "Questions, and who answers them how",
            "".join(claim_parts.question(text, same) for text, same in asked),
            "claims",
        )
        + parts.section("Further claims", claim_parts.listed(own))
        + _as_table(page)
        + parts.section(
            "Claims on other records that speak of it", claim_parts.listed(elsewhere, event=True)
        )
    )


def _as_table(page: EventPage) -> str:
    found = claim_parts.table(page.disputes)
    if not found:
        return ""
    count = many(sum(one.event.id == page.id for one in page.claims), "claim")
    return (
        '<details class="p-section"><summary>Who said what, when and how surely: '
        f"{count} as a table</summary>{found}</details>"
    )


def _history(page: EventPage) -> str:
    steps = opened.history_of(page.id, knowledge.current())
    told = (
        '<p class="p-quiet">Day by day, by the dates of its sources: what was added, and what that '
        "changed. "
        f'<a href="{esc(address("compare", {"event": page.id}))}">Compare two days</a></p>'
    )
    return parts.section(
        "What became known when", told + change_parts.steps(steps, page.id), "history"
    )


def _all_sources(page: EventPage) -> str:
    items = [f"<li>{parts.citation(one)}</li>" for one in page.citations]
    told = (
        f'<p class="p-quiet">{many(len(page.citations), "source")} with '
        f"{many(page.origins, 'independent origin')}. A copy of an agency’s text counts with its "
        "agency; since outlets reprint without saying so, the number is an upper bound.</p>"
    )
    return parts.section(
        "Sources of the record",
        told + parts.few(items, "sources", tag="ol", css="p-cites"),
        "sources",
    )
