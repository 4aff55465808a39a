"""Small drawings of time for pages, as HTML: counts by year, and neighbours in time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.page import Ref
from kg.ui import parts
from kg.ui.links import link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.around import Around
    from kg.page.thing import EventRow
    from kg.timeline import Event

_FEWEST = 4
# More empty years than that are left out, and that they are is shown.
_GAP = 3


def years(rows: Sequence[EventRow]) -> str:
    """Return how many events there are in each year; nothing for a few, or for one year."""
    count = Counter(row.year for row in rows if row.year is not None)
    if count.total() < _FEWEST or len(count) < 2:
        return ""
    most = max(count.values())
    items, last = "", min(count)
    for year in sorted(count):
        empty = range(last + 1, year)
        if len(empty) > _GAP:
            items += f'<li class="p-gap" title="{empty[0]}–{empty[-1]}: no event">…</li>'
        else:
            items += "".join(_year(one, 0, 0.0) for one in empty)
        items += _year(year, count[year], count[year] / most)
        last = year
    return f'<ol class="p-yearly" aria-label="Events by year">{items}</ol>'


def _year(year: int, count: int, share: float) -> str:
    return (
        f'<li title="{year}: {many(count, "event")}">'
        f'<span class="p-bar" style="--share:{share:.2f}"></span>'
        f'<span class="p-n">{count or ""}</span><span class="p-y">{year}</span></li>'
    )


def neighbours(found: Around, here: str, when: str, track: Ref) -> str:
    """Return what came before and after an event in its track, and what else happened then."""
    own = [*map(_event, found.before)]
    own.append(f'<li aria-current="true"><span class="p-date">{esc(when)}</span> {esc(here)}</li>')
    own += map(_event, found.after)
    if len(own) == 1 and not found.week:
        return ""
    week = parts.few([_event(one, track=True) for one in found.week], "events")
    elsewhere = (
        f"<div><h3>Elsewhere in those days</h3>{week}</div>"
        if week
        else '<div><h3>Elsewhere in those days</h3><p class="p-quiet">Nothing on record.</p></div>'
    )
    return (
        f'<div class="p-around"><div><h3>In {link(track)}</h3>'
        f'<ul class="p-plain p-near">{"".join(own)}</ul></div>{elsewhere}</div>'
    )


def _event(one: Event, *, track: bool = False) -> str:
    date = one.date.describe() if one.date else "no date known yet"
    where = f' <span class="p-quiet">{esc(one.track_title)}</span>' if track else ""
    shown = link(Ref("event", one.id, one.title))
    return f'<li><span class="p-date">{esc(date)}</span> <span>{shown}{where}</span></li>'
