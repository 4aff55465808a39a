"""Coverage statements as HTML: what was searched, how closely, and what is known to be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ui import parts
from kg.ui.links import link
from kg.ui.text import esc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.page import Coverage


def statements(found: Iterable[Coverage], *, with_tracks: bool = True) -> str:
    """Return coverage statements, in order of time; nothing where there are none."""
    return "".join(_statement(one, with_tracks) for one in found)


def _statement(one: Coverage, with_tracks: bool) -> str:
    tracks = parts.joined(link(ref) for ref in one.tracks) if with_tracks else ""
    gaps = "".join(f"<li>{esc(gap)}</li>" for gap in one.gaps)
    missing = f'<p class="p-imprint">Known to be missing:</p><ul>{gaps}</ul>' if gaps else ""
    return (
        f'<div class="p-cover"><p><strong>{esc(one.span.words)}</strong> '
        f'<span class="p-mark">{esc(one.depth.label)}</span></p>'
        f"<p>{esc(one.description)}</p>"
        + (f'<p class="p-quiet">{tracks}</p>' if tracks else "")
        + missing
        + "</div>"
    )
