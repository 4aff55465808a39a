"""Differences as HTML: what came and what went, field by field, marked by more than colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.page import Ref
from kg.ui.knowledge import spelled
from kg.ui.links import address, link
from kg.ui.text import esc, many
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.compare import Change, Difference, Item, Step

# More of one field are folded away.
_SHOWN = 3
_LOST = ("gone", "come")
_MARKS = {"new": "+", "gone": "−", "changed": "Δ"}


def changes(found: Sequence[Change]) -> str:
    """Return a table of fields with what each lost and gained."""
    rows = "".join(
        f'<tr><th scope="row">{esc(one.field)}</th>'
        f"<td>{_items(one.gone, '−', 'p-gone')}{_items(one.come, '+', 'p-come')}</td></tr>"
        for one in found
    )
    return f'<table class="p-table p-changes"><tbody>{rows}</tbody></table>' if rows else ""


def beside(found: Sequence[Change], sides: tuple[str, str], *, named: bool = True) -> str:
    """Return a table of fields with what only the one and only the other of two sides has.

    A side that has nothing of its own gets no column. ``named``: with the sides above the columns,
    where nothing else names them.
    """
    both = [
        (side, [getattr(one, name) for one in found])
        for side, name in zip(sides, _LOST, strict=True)
    ]
    label = ' data-label="{}"' if named else ""
    shown = [(f"Only {side}", items) for side, items in both if any(items)]
    rows = "".join(
        f'<tr><th scope="row">{esc(one.field)}</th>'
        + "".join(
            f"<td{label.format(esc(head))}>{_cell(items[index])}</td>" for head, items in shown
        )
        + "</tr>"
        for index, one in enumerate(found)
    )
    heads = "".join(f'<th scope="col">{esc(head)}</th>' for head, _ in shown)
    head = f"<thead><tr><td></td>{heads}</tr></thead>" if named else ""
    return f'<table class="p-table p-beside p-stack">{head}<tbody>{rows}</tbody></table>'


def difference(one: Difference, sides: tuple[str, str]) -> str:
    """Return how one event differs between two sides, which are named by phrases."""
    mark = _MARKS[one.kind]
    words = {"gone": f"only {sides[0]}", "new": f"only {sides[1]}"}.get(
        one.kind, "told differently"
    )
    return (
        f'<article class="p-difference" id="{esc(one.event)}"><h3>{link(ref(one))} '
        f'<span class="p-mark"><span aria-hidden="true">{mark} </span>{esc(words)}</span></h3>'
        f"{beside(one.changes, sides, named=one.kind == 'changed')}</article>"
    )


def ref(one: Difference) -> Ref:
    """Return the event that differs."""
    return Ref("event", one.event, one.title)


def steps(found: Sequence[Step], event_id: str) -> str:
    """Return what became known of an event day by day, the first day first."""
    items = "".join(
        f'<li><details{" open" if index == 0 else ""}><summary><span class="p-when">'
        f"{esc(spelled(one.day))}</span> "
        f'<span class="p-quiet">{esc(_brief(one.changes))}</span></summary>'
        f"{changes(one.changes)}<p>{_as_of(event_id, one)}</p></details></li>"
        for index, one in enumerate(found)
    )
    return f'<ol class="p-steps">{items}</ol>' if items else ""


def _as_of(event_id: str, one: Step) -> str:
    there = address("event", {"id": event_id}, View(as_of=one.day))
    return f'<a href="{esc(there)}">The record as known on that day</a>'


def _brief(found: Iterable[Change]) -> str:
    """Tell in a few words what a day brought."""
    told = [
        f"{one.field.lower()}: {one.come[0].text}"
        for one in found
        if one.field in ("Status", "Date", "Place") and one.come
    ]
    counts = {one.field: len(one.come) for one in found}
    for field, noun in (("Claims", "claim"), ("Sources", "source")):
        if counts.get(field):
            told.append(f"+{many(counts[field], noun)}")
    return " · ".join(told)


def _cell(items: Sequence[Item]) -> str:
    """Return what a side has of its own, as one block; nothing of nothing."""
    return f"<div>{_items(items)}</div>" if items else ""


def _items(items: Sequence[Item], mark: str = "", style: str = "") -> str:
    shown = [_item(one, mark, style) for one in items]
    if len(shown) <= _SHOWN:
        return "".join(shown)
    rest = "".join(shown[_SHOWN:])
    return (
        "".join(shown[:_SHOWN])
        + f'<details class="p-src"><summary>{len(items) - _SHOWN} more</summary>{rest}</details>'
    )


def _item(one: Item, mark: str, style: str) -> str:
    text = (
        link(Ref(one.kind, one.id, one.text))
        if one.kind and one.id and one.kind not in ("claim", "outcome")
        else esc(one.text)
    )
    if not mark:
        return f"<p>{text}</p>"
    word = {"+": "added: ", "−": "gone: "}[mark]
    return (
        f'<p class="{style}"><span aria-hidden="true">{mark}</span>'
        f'<span class="p-hidden">{word}</span> {text}</p>'
    )
