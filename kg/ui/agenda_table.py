"""The agenda as an HTML table: a row a topic, a column an event, a mark where they meet."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from kg.page.agenda import LONG_GAP
from kg.ui import parts
from kg.ui.links import link
from kg.ui.text import esc, many
from kg.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from kg.page.agenda import AgendaPage, Column, How, Row
    from kg.page.when import When

# Each mark has a shape of its own; the words are heard, and stand in the legend.
HOW: dict[How, tuple[str, str]] = {
    "discussed": ("discussed", "at talks, a meeting, a call"),
    "proposed": ("proposed", "in a draft, a plan or an offer"),
    "decided": ("agreed or decided", "signed, adopted, voted"),
    "said": ("spoken of in public", "in a statement or a publication"),
    "ahead": ("foreseen", "the event is not known to have been held"),
    "claimed": ("claimed", "only a claim about the event names it"),
    "denied": ("denied", "somebody said that it is not on the agenda"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def agenda_table(page: AgendaPage) -> str:
    """Return the table, in a region that moves sideways under its row headers."""
    years = groupby(page.columns, key=lambda one: one.begin.year if one.begin else None)
    over = "".join(
        f'<th scope="colgroup" colspan="{len(list(same))}">{year or "no date"}</th>'
        for year, same in years
    )
    heads = "".join(_head(one) for one in page.columns)
    rows = "".join(_row(one, page.columns) for one in page.rows)
    totals = "".join(
        f"<td>{sum(one.event.id in row.marks for row in page.rows)}</td>" for one in page.columns
    )
    return parts.wide(
        "Topics by event",
        '<table class="p-agenda"><caption class="p-hidden">Which topic was on the table at which '
        'event</caption><thead><tr><th scope="col" rowspan="2" class="p-topic">Topic</th>'
        f'<th scope="col" rowspan="2">Events</th>{over}</tr><tr>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody><tfoot><tr><th scope="row" class="p-topic">Topics</th><td></td>'
        f"{totals}</tr></tfoot></table>",
    )


def legend(page: AgendaPage) -> str:
    """Return the marks that the table has, in words."""
    used = {mark.how for row in page.rows for mark in row.marks.values()}
    shown = [(how, *words) for how, words in HOW.items() if how in used]
    return (
        '<p class="p-quiet p-key">'
        + "".join(
            f"<span>{_shape(how)} {esc(name)} <small>({esc(meaning)})</small></span>"
            for how, name, meaning in shown
        )
        + '<span><i class="p-silent"></i> more than two months of silence</span></p>'
    )


def returns(page: AgendaPage) -> str:
    """Return the topics that came back after a long silence, as a list."""
    items = [
        f"<li>{link(row.topic)}: silent from {_day(row.gap[0])} to {_day(row.gap[1])}, "
        f"{many((row.gap[1].begin - row.gap[0].begin).days, 'day')}</li>"
        for row in page.rows
        if row.gap and row.gap[0].begin and row.gap[1].begin
    ]
    return f'<ul class="p-plain">{"".join(items)}</ul>' if items else ""


def short(when: When | None) -> str:
    """Return a date in few letters, without its year; ≈ before one that is uncertain."""
    if when is None:
        return "no date"
    text = re.sub(r",? \d{4}\b", "", when.words)
    for name in re.findall(r"\b[A-Z][a-z]{3,}", text):
        text = text.replace(name, name[:3])
    return ("≈ " if when.reasons else "") + text


def _day(one: Column) -> str:
    return link(one.event, one.when.words if one.when else "")


def _head(one: Column) -> str:
    what = f"Round {one.round}" if one.round else EVENT_KINDS[one.kind].label
    date = one.when.words if one.when else "no date known yet"
    unsure = " " + " ".join(one.when.reasons) if one.when and one.when.reasons else ""
    seen = f'<span aria-hidden="true">{esc(short(one.when))} · {esc(what)}</span>'
    heard = f'<span class="p-hidden">{esc(one.event.label)}, {esc(date)}.{esc(unsure)}</span>'
    told = link(one.event, "§").replace("§", seen + heard)
    style = ' class="p-round"' if one.round else ""
    title = esc(f"{date}: {one.event.label}.{unsure}")
    return f'<th scope="col"{style} title="{title}">{told}</th>'


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    places = [index for index, one in enumerate(columns) if one.event.id in row.marks]
    first, last = (places[0], places[-1]) if places else (0, -1)
    cells = ""
    for index, one in enumerate(columns):
        mark = row.marks.get(one.event.id)
        if mark is None:
            inside = first < index < last
            style = (
                ("p-silent" if _silent(index, places, columns) else "p-thread") if inside else ""
            )
            cells += f'<td class="{style}"></td>' if style else "<td></td>"
            continue
        name, _ = HOW[mark.how]
        said = f"{name}; {many(mark.claims, 'claim')}" if mark.claims else name
        title = f"{one.when.words if one.when else 'no date'}, {one.event.label}: {said}"
        line = " p-thread" if first < index < last else ""
        line = line or {first: " p-thread p-from", last: " p-thread p-to"}[index] * (first < last)
        cells += (
            f'<td class="p-on{line}" title="{esc(title)}">{_shape(mark.how)}'
            f'<span class="p-hidden">{esc(said)}</span></td>'
        )
    inner = " p-inner" if row.wider else ""
    return (
        f'<tr><th scope="row" class="p-topic{inner}">{link(row.topic)}</th>'
        f'<td class="p-count">{len(row.marks)}</td>{cells}</tr>'
    )


def _silent(index: int, places: list[int], columns: tuple[Column, ...]) -> bool:
    """Tell whether a column lies in a long silence of a topic that has these places."""
    before = columns[max(one for one in places if one < index)].begin
    after = columns[min(one for one in places if one > index)].begin
    return before is not None and after is not None and (after - before).days > LONG_GAP


def _shape(how: How) -> str:
    return f'<i class="p-how p-how-{how}" aria-hidden="true"></i>'
