"""How well the record is founded, as HTML: first questions, shares by year, what was searched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.ui import knowledge, parts
from kg.ui.links import address, link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.page import Coverage, Quality, Ref
    from kg.page.quality import Doubts
    from kg.stats import Stats

    Rows = Sequence[tuple[Quality, tuple[Quality, ...]]]

# What can be shown of each cell: its heading, and what it counts.
MEASURES = {
    "corroborated": ("Two origins", "Two or more independent origins stand behind it."),
    "disputed": ("Disputed", "Values or claims stand against each other."),
    "one_sided": ("One side only", "All its sources speak from one and the same party’s side."),
    "unverified": ("Unverified", "The record, or a part of it, was written from memory."),
    "unplaced": ("No point", "It was held, and not remotely, but no coordinates are known."),
}
_SHADES = 5


def first_questions(stats: Stats, found: Doubts, searched: Sequence[Coverage]) -> str:
    """Answer in sentences what a critical reader asks first."""
    closely = sum(one.depth.id == "systematic" for one in searched)
    ends = [end for one in searched if (end := parse(one.span.edtf).latest_end)]
    last = f"Nothing after {knowledge.spelled(max(ends))} was searched." if ends else ""
    rows = [
        (
            "Does more than one witness stand behind it?",
            f"{stats.corroborated_events:,} of {many(stats.events, 'event')} rest on two or more "
            f"independent origins, {found.one_origin:,} on one. Outlets reprint without saying "
            "so: the number is an upper bound.",
            "",
        ),
        (
            "Is it contested?",
            f"{stats.disputed_events:,} of {many(stats.events, 'event')} are disputed: values or "
            f"claims stand against each other. {many(stats.disputed_questions, 'question')} have "
            "answers that exclude each other.",
            f'<a href="{esc(address("claims", {"show": "rivals"}))}">Read them</a>',
        ),
        (
            "Was it read in a source?",
            f"{many(stats.unverified_parts, 'record or part', 'records or parts')} were written "
            "from general knowledge, and are marked as unverified; all else was read in a source, "
            "or follows from what was.",
            "",
        ),
        (
            "When did it become known?",
            f"{found.undated:,} of {many(stats.sources, 'source')} bear no date: what only they "
            "tell stands on no past day.",
            "",
        ),
        (
            "Who looked, and where?",
            f"{many(len(searched), 'statement')} tell what was searched: {closely} closely, "
            f"{len(searched) - closely} for landmarks only. {last}",
            '<a href="#coverage" target="_self">See where</a>',
        ),
    ]
    items = "".join(
        f"<div><dt>{esc(asked)}</dt><dd>{esc(answer)} {more}</dd></div>"
        for asked, answer, more in rows
    )
    return f'<dl class="p-asked">{items}</dl>'


def heat(rows: Rows, measure: str, searched: Sequence[Coverage]) -> str:
    """Return the share of events that have a quality, by track and year.

    Where nobody searched, the cell is hatched; where somebody did and found nothing, it has a dot.
    """
    title, meaning = MEASURES[measure]
    years = sorted({one.year for _, each in rows for one in each if one.year})
    looked = {(ref.id, year) for one in searched for ref in one.tracks for year in _years(one)}
    heads = "".join(f'<th scope="col">{esc(year)}</th>' for year in years)
    body = ""
    for total, each in sorted(rows, key=lambda one: (-one[0].events, one[0].track.label)):
        by_year = {one.year: one for one in each}
        cells = "".join(
            _cell(by_year.get(year), measure, (total.track.id, year) in looked) for year in years
        )
        body += (
            f'<tr><th scope="row" class="p-topic">{link(total.track)}</th>'
            f"{_cell(total, measure, True)}{cells}</tr>"
        )
    return (
        f'<p class="p-quiet">{esc(title)}: {esc(meaning)} Each cell: so many of so many events of '
        "the track in that year, the darker the higher the share. An event counts in each of its "
        "tracks.</p>"
        + parts.wide(
            title,
            '<table class="p-heat"><thead><tr><th scope="col" class="p-topic">Track</th>'
            f'<th scope="col">All years</th>{heads}</tr></thead><tbody>{body}</tbody></table>',
        )
        + '<p class="p-quiet p-key"><span><i class="p-swatch p-hatched"></i> not searched</span>'
        "<span>· searched, and no event found</span></p>"
    )


def strip(searched: Sequence[Coverage]) -> str:
    """Return for each track a band over time of what was searched, and how closely."""
    tracks: dict[Ref, list[Coverage]] = {}
    for one in searched:
        for ref in one.tracks:
            tracks.setdefault(ref, []).append(one)
    years = sorted({int(year) for one in searched for year in _years(one)})
    if not years:
        return ""
    heads = "".join(f'<span style="flex:1">{year}</span>' for year in years)
    rows = "".join(
        f'<tr><th scope="row" class="p-topic">{link(ref)}</th><td><div class="p-band p-hatched" '
        f'role="img" aria-label="{esc(_heard(found))}">'
        f"{''.join(_band(one, years) for one in found)}</div></td></tr>"
        for ref, found in sorted(tracks.items(), key=lambda one: (_begin(one[1][0]), one[0].label))
    )
    return parts.wide(
        "What was searched",
        '<table class="p-strip"><thead><tr><th scope="col" class="p-topic">Track</th>'
        f'<th scope="col"><div class="p-years">{heads}</div></th></tr></thead>'
        f"<tbody>{rows}</tbody></table>",
    ) + (
        '<p class="p-quiet p-key"><span><i class="p-swatch p-closely"></i> searched closely</span>'
        '<span><i class="p-swatch p-landmarks"></i> landmarks only</span>'
        '<span><i class="p-swatch p-hatched"></i> not searched: no event tells nothing</span>'
        "<span>Only years in which something was searched are drawn.</span></p>"
    )


def _cell(one: Quality | None, measure: str, looked: bool) -> str:
    if one is None:
        words, style, sign = (
            ("searched, no event", "", "·") if looked else ("not searched", "p-hatched", "")
        )
        return (
            f'<td class="{style}" title="{words}">{sign}<span class="p-hidden">{words}</span></td>'
        )
    count = getattr(one, measure)
    shade = f"p-s{1 + round((_SHADES - 1) * count / one.events)}" if count else ""
    words = f"{count} of {many(one.events, 'event')}"
    return (
        f'<td class="{shade}" title="{words}"><span aria-hidden="true">{count}<small>/{one.events}'
        f'</small></span><span class="p-hidden">{words}</span></td>'
    )


def _band(one: Coverage, years: Sequence[int]) -> str:
    span = parse(one.span.edtf)
    left = _place(span.earliest_begin or date(years[0], 1, 1), years)
    right = _place(span.latest_end or date(years[-1], 12, 31), years)
    style = "p-closely" if one.depth.id == "systematic" else "p-landmarks"
    title = esc(f"{one.span.words}: {one.depth.label}")
    width = max(right - left, 0.4)
    return f'<i class="{style}" style="left:{left:.2f}%;width:{width:.2f}%" title="{title}"></i>'


def _place(day: date, years: Sequence[int]) -> float:
    """Return where a day lies, in hundredths of a row of years of equal width."""
    share = (day.timetuple().tm_yday - 1) / 366
    return 100 * (years.index(day.year) + share) / len(years)


def _years(one: Coverage) -> list[str]:
    span = parse(one.span.edtf)
    if span.earliest_begin is None or span.latest_end is None:
        return []
    return [str(year) for year in range(span.earliest_begin.year, span.latest_end.year + 1)]


def _begin(one: Coverage) -> date:
    return parse(one.span.edtf).earliest_begin or date.min


def _heard(found: Sequence[Coverage]) -> str:
    return "; ".join(f"{one.span.words}: {one.depth.label.lower()}" for one in found)
