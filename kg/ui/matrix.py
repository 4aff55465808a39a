"""The matrix of contacts as HTML: numbers in shaded cells that lead to the events behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.channel import ALL, CHANNELS
from kg.ui import parts
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.page import Ref
    from kg.page.meetings import Cell, Level, Matrix

    Pair = tuple[str, str]

# So many shades there are; the last is set in the colour of the paper.
_SHADES = 5


def matrix_table(
    matrix: Matrix, level: Level, address: Callable[[str | None], str], pair: Pair | None
) -> str:
    """Return a matrix; ``address`` gives the query of this page with a pair, or without any.

    The keyboard comes to the cell of ``pair``; the arrows walk on (see ``shared/grid.js``).
    """
    short = _short([one.label for one in matrix.order], level)
    chosen = {*pair} if pair else set()
    top = max((cell.events for key, cell in matrix.cells.items() if key[0] != key[1]), default=0)
    heads = "".join(
        f'<th scope="col"{_picked(one, chosen)}><span title="{esc(one.label)}">'
        f"{_label(one, short)}</span></th>"
        for one in matrix.order
    )
    first = matrix.order[0].id
    stop = pair if pair and pair in matrix.cells else (first, first)
    rows = ""
    for one in matrix.order:
        cells = "".join(
            _cell(matrix.cells.get((one.id, other.id)), one, other, top, address, stop, chosen)
            for other in matrix.order
        )
        rows += (
            f'<tr><th scope="row"{_picked(one, chosen)} title="{esc(one.label)}">'
            f"{_label(one, short)}</th>{cells}</tr>"
        )
    rest = esc("?" + address(None))
    return parts.wide(
        "Who met whom",
        f'<table class="p-grid p-matrix" data-rest="{rest}" data-behind="behind">'
        '<caption class="p-hidden">Numbers of events at which the row and the column came into '
        "contact</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>",
    )


def _cell(
    cell: Cell | None,
    one: Ref,
    other: Ref,
    top: int,
    address: Callable[[str | None], str],
    stop: Pair,
    chosen: set[str],
) -> str:
    own = one.id == other.id
    if cell is None or not (cell.events or cell.planned or cell.together):
        return '<td class="p-own"></td>' if own else "<td></td>"
    styles = ["p-own"] if own else [f"p-s{_shade(cell.events, top)}"] if cell.events else ["p-low"]
    styles += ["p-picked"] if {one.id, other.id} == chosen else []
    number = str(cell.events) if cell.events else f"({cell.together})" if cell.together else ""
    plan = f"<sup>+{cell.planned}</sup>" if cell.planned else ""
    bar = "".join(
        f'<i class="p-{way}" style="flex:{cell.channels[way]}"></i>'
        for way in ALL
        if way in cell.channels
    )
    key = f"{one.id},{other.id}"
    said = esc(_said(cell, one, other))
    return (
        f'<td class="{" ".join(styles)}"><a href="meetings?{esc(address(key))}" target="_self" '
        f'data-cell="{esc(key)}" tabindex="{0 if (one.id, other.id) == stop else -1}" '
        f'aria-label="{said}" title="{said}">{number}{plan}'
        f'<span class="p-ways">{bar}</span></a></td>'
    )


def _shade(count: int, top: int) -> int:
    """Return the shade of a number, 1 to the last: by its root, as most are small."""
    return min(_SHADES, 1 + int(_SHADES * (count / top) ** 0.5 * 0.999))


def _said(cell: Cell, one: Ref, other: Ref) -> str:
    who = f"{one.label} and {other.label}" if one.id != other.id else f"{one.label} and all others"
    ways = [
        f"{cell.channels[way]} {CHANNELS[way].label.lower()}" for way in ALL if way in cell.channels
    ]
    said = f"{who}: {many(cell.events, 'event')}" + (f" ({', '.join(ways)})" if ways else "")
    said += f", {cell.planned} planned" if cell.planned else ""
    return said + (f", {cell.together} together on one side" if cell.together else "")


def _label(one: Ref, short: Mapping[str, str]) -> str:
    brief = short[one.label]
    if brief == one.label:
        return esc(brief)
    seen = f'<span aria-hidden="true">{esc(brief)}</span>'
    return f'{seen}<span class="p-hidden">{esc(one.label)}</span>'


def _short(labels: Sequence[str], level: Level) -> dict[str, str]:
    """Return short labels: family names, and initials of long names of bodies; never twice one."""
    brief = {one: _brief(one, level) for one in labels}
    taken = list(brief.values())
    return {one: text if taken.count(text) == 1 else one for one, text in brief.items()}


def _brief(label: str, level: Level) -> str:
    if level == "people":
        return label.rpartition(" ")[2]
    words = label.split()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals if len(label) > 18 and len(capitals) > 1 else label


def _picked(one: Ref, chosen: set[str]) -> str:
    return ' class="p-picked"' if one.id in chosen else ""


def swatch(way: str) -> str:
    """Return the mark of a channel."""
    return f'<i class="p-swatch p-{way}" aria-hidden="true"></i>'
