"""Parts that the pages of records are set from, as HTML. All text goes through ``esc``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ui.links import href, link, outward
from kg.ui.text import esc, many
from kg.vocabulary import STATUSES, VERIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.page import Citation, EventPage, Source
    from kg.page.thing import EventRow

FEW = 8
"""So much of a list is shown; the rest, if it is more than two, on demand."""

# Never by colour alone: each status has a mark of its own, the same as on the timeline.
_MARKS = {
    "held": "●",
    "concluded": "●",
    "proposed": "○",
    "announced": "○",
    "scheduled": "○",
    "moved": "○",
    "postponed": "⊘",
    "cancelled": "⊘",
    "suspended": "⊘",
    "denied": "✕",
    "alleged": "◌",
}


def date(words: str | None) -> str:
    """Return a date that is in words already, or say that none is known yet."""
    return esc(words) if words else '<span class="p-quiet">no date known yet</span>'


def standing(page: EventPage) -> str:
    """Return when an event is, and its status."""
    when = date(page.when.words if page.when else None)
    return f'<span class="p-when">{when}</span>{status(page.status.id if page.status else None)}'


def status(status_id: str | None) -> str:
    """Return a status with its mark, or say that none is known yet."""
    if status_id is None:
        return '<span class="p-status p-quiet">no status known yet</span>'
    concept = next((one for one in STATUSES if one.id == status_id), None)
    words, meaning = (concept.label, concept.definition) if concept else (status_id, "")
    mark = _MARKS.get(status_id, "◌")
    return (
        f'<span class="p-status p-{esc(status_id)}" title="{esc(meaning)}">'
        f'<span aria-hidden="true">{mark}</span> {esc(words)}</span>'
    )


def checked(verified: str) -> str:
    """Return a mark where something was not read in a source, else nothing."""
    if verified == "read" or verified not in VERIFICATIONS:
        return ""
    concept = VERIFICATIONS[verified]
    words = "unverified" if verified == "memory" else concept.label.lower()
    return f' <span class="p-mark" title="{esc(concept.definition)}">{esc(words)}</span>'


def flag(text: str, meaning: str) -> str:
    """Return a small flag with its meaning on hover."""
    return f'<span class="p-mark" title="{esc(meaning)}">{esc(text)}</span>'


def note(text: str | None) -> str:
    """Return a note for readers, or nothing."""
    return f'<p class="p-note">{esc(text)}</p>' if text else ""


def sources(citations: Sequence[Citation], *, label: str | None = None) -> str:
    """Return citations behind one click; a plain word where there are none."""
    if not citations:
        return '<span class="p-mark">no source</span>'
    heading = label or many(len(citations), "source")
    items = "".join(f"<li>{citation(one)}</li>" for one in citations)
    return (
        f'<details class="p-src"><summary>{esc(heading)}</summary>'
        f'<ol class="p-cites">{items}</ol></details>'
    )


def citation(one: Citation) -> str:
    """Return one citation: the document, and what it is cited for."""
    parts = [document(one.source)]
    if one.how != "cited":
        parts.insert(0, f'<span class="p-mark">{esc(one.how)}</span> ')
    if one.preview:
        parts.append(" " + flag("foretells", "Published before the event, which it foretells."))
    if one.remark:
        parts.append(f'<span class="p-remark">{esc(one.remark)}</span>')
    return "".join(parts)


def document(source: Source) -> str:
    """Return a source: title, publisher, origin, date, language, link."""
    title = f'<cite lang="{esc(source.language or "")}">{esc(source.title)}</cite>'
    told = [esc(source.publisher)]
    if source.origin:
        told.append(f"text by {esc(source.origin)}")
    told.append(esc(source.date or "date not known"))
    if source.language:
        told.append(esc(source.language))
    told.append(esc(source.kind.lower()))
    if source.perspective and source.perspective != "Independent":
        told.append(f"speaks from the side of {esc(source.perspective)}")
    links = [f'<a href="{esc(href("source", source.id))}">record</a>']
    links.insert(0, outward(source.url, "open")) if source.url else None
    return f'{title}<span class="p-imprint">{" · ".join(told)} · {" · ".join(links)}</span>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return facts: headings, and values that are HTML already; empty ones are left out."""
    items = "".join(
        f"<div><dt>{esc(head)}</dt><dd>{value}</dd></div>" for head, value in rows if value
    )
    return f'<dl class="p-facts">{items}</dl>' if items else ""


def wide(label: str, table: str) -> str:
    """Return a table that may be wider than the screen; it can be moved with the keyboard too."""
    return f'<div class="p-wide" tabindex="0" role="region" aria-label="{esc(label)}">{table}</div>'


def section(title: str, body: str, mark: str = "") -> str:
    """Return a section with a heading, or nothing when it would be empty."""
    anchor = f' id="{esc(mark)}"' if mark else ""
    return (
        f'<section class="p-section"{anchor}><h2>{esc(title)}</h2>{body}</section>' if body else ""
    )


def few(items: Sequence[str], noun: str, *, tag: str = "ul", css: str = "p-plain") -> str:
    """Return a list of HTML items (``<li>``); of a long one the first, and the rest on demand."""
    if not items:
        return ""
    most = FEW if len(items) > FEW + 2 else len(items)
    shown = f'<{tag} class="{css}">{"".join(items[:most])}</{tag}>'
    if most == len(items):
        return shown
    rest = f'<{tag} class="{css}" start="{most + 1}">{"".join(items[most:])}</{tag}>'
    return shown + more(len(items), noun, rest)


def more(count: int, noun: str, rest: str) -> str:
    """Return the rest of a long list behind one click."""
    return (
        f'<details class="p-more"><summary>Show all {count:,} {esc(noun)}</summary>{rest}</details>'
    )


def glance(rows: Iterable[tuple[str, str]]) -> str:
    """Return the facts that a reader looks for first: headings, and values that are HTML."""
    items = "".join(
        f"<div><dt>{esc(head)}</dt><dd>{value}</dd></div>" for head, value in rows if value
    )
    return f'<dl class="p-glance">{items}</dl>' if items else ""


def events(rows: Sequence[EventRow]) -> str:
    """Return events in order of time, as a table; of many the first, and the rest on demand."""
    if len(rows) <= FEW + 2:
        return _events(rows)
    rest = _events(rows[FEW:], head=False)
    return _events(rows[:FEW]) + more(len(rows), "events", rest)


def _events(rows: Sequence[EventRow], *, head: bool = True) -> str:
    if not rows:
        return ""
    body = "".join(
        f'<tr><td class="p-date">{date(row.date)}</td>'
        f'<td>{link(row.event)}<span class="p-imprint">{esc(row.kind)}'
        f"{' · ' + esc(row.part) if row.part else ''}</span></td>"
        f"<td>{status(row.status)}</td></tr>"
        for row in rows
    )
    hidden = "" if head else ' class="p-hidden"'
    return (
        f'<table class="p-table p-events"><thead{hidden}><tr><th scope="col">Date</th>'
        f'<th scope="col">Event</th><th scope="col">Status</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def explained(text: str) -> str:
    """Return why a record is right although a rule warned of it, and which rule."""
    rule, _, why = text.partition(": ")
    return f'{esc(why)}<span class="p-imprint">rule: {esc(rule.replace("-", " "))}</span>'


def listed(values: Iterable[str]) -> str:
    """Return HTML values as a list, or nothing."""
    items = "".join(f"<li>{one}</li>" for one in values)
    return f"<ul>{items}</ul>" if items else ""


def joined(values: Iterable[str]) -> str:
    """Return HTML values one after the other; a comma in one of them parts no two."""
    every = list(values)
    return ("; " if any("," in one for one in every) else ", ").join(every)
