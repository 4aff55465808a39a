"""The Georeferenced Event Dataset of the Uppsala Conflict Data Program (UCDP GED).

Codes after the UCDP GED codebook: ``type_of_violence``, ``date_prec``, ``where_prec``,
``event_clarity``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.imports.country import of_name
from kg.imports.made import DataSet, Made, cut, hash_of, slug, state, venue, without_nothing
from kg.imports.reading import Layout
from kg.imports.row import Row, RowError, day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.imports.made import Release

_ID, _HOW = "ucdp-ged", "coded"
_GOVERNMENT = "Government of "
# type_of_violence: 1 state-based, 2 non-state, 3 one-sided.
_KINDS = {1: "military", 2: "military", 3: "incident"}
# where_prec: class of venue, radius in metres; 7 is at sea or in the air.
_PLACES: dict[int, tuple[str, int]] = {
    1: ("town", 5_000),
    2: ("town", 25_000),
    3: ("region", 50_000),
    4: ("region", 250_000),
    5: ("region", 250_000),
    6: ("country", 1_000_000),
}
_ARTICLE = re.compile(r"^(.*?),(\d{4}-\d\d-\d\d),(.*)$", re.DOTALL)


def when(start: date, end: date, precision: int) -> str:
    """Return the EDTF date of ``date_start``, ``date_end`` and ``date_prec``.

    1 the day is known; 2 within two to six days, 3 within a week: both ends about; 4 within a
    month; 5 within a year. Raises RowError.
    """
    if end < start:
        msg = f"date_end: {end} lies before date_start {start}"
        raise RowError(msg)
    if precision == 1:
        return f"{start}" if start == end else f"{start}/{end}"
    if precision in (2, 3):
        return f"{start}~" if start == end else f"{start}~/{end}~"
    if precision == 4 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if precision == 5 and start.year == end.year:
        return f"{start:%Y}"
    if precision in (4, 5):
        return f"{start}~/{end}~"
    msg = f"date_prec: '{precision}' is not known (one of: 1, 2, 3, 4, 5)"
    raise RowError(msg)


def articles(row: Row) -> Iterator[tuple[str, date | None, str]]:
    """Yield publisher, day and title of each article in the cell ``source_article``.

    The cell holds ``"publisher,day,title";"publisher,day,title"``, and the texts have commas and
    semicolons of their own. Older releases have one plain text, which is then a title. Raises
    RowError for a list that ends within a source.
    """
    cell = row.get("source_article")
    if cell is None:
        return
    if not cell.startswith('"'):
        parts = [cell]
    elif len(cell) > 1 and cell.endswith('"'):
        parts = cell[1:-1].split('";"')  # a title may have quotation marks of its own
    else:
        msg = f"source_article: its last source is cut off: {cut(cell[-60:])}"
        raise RowError(msg)
    for part in parts:
        if found := _ARTICLE.match(part):
            told = day(found[2], "source_article")
            yield found[1].strip() or "unknown", told, found[3].strip() or found[1].strip()
        elif part.strip():
            yield "unknown", None, part.strip()


def _side(row: Row, letter: str) -> list[Made]:
    """Return the actor of a side, and before it the state of which it is the government."""
    name = row.need(f"side_{letter}")
    number = row.number(f"side_{letter}_new_id")
    actor: dict[str, Any] = {
        "id": f"{_ID}-actor-{number if number is not None else slug(name)}",
        "name": cut(name),
        "type": "military",
        "verified": _HOW,
    }
    code = None
    if name == "Civilians":
        # No group of its own, whatever number stands beside it.
        actor |= {"id": f"{_ID}-civilians", "type": "unassessed"}
        actor["description"] = "Who was attacked, where UCDP codes violence against civilians."
    elif name.startswith(_GOVERNMENT):
        actor["type"] = "government-body"
        code = of_name(name.removeprefix(_GOVERNMENT))
    if code is None:
        return [Made("actors", actor)]
    owner = state(_ID, code, _HOW)
    return [owner, Made("actors", actor | {"part_of": owner.record["id"]})]


def _place(row: Row) -> Made | None:
    country = of_name(row.get("country") or "")
    precision = _PLACES.get(row.number("where_prec") or 0)
    if country is None or precision is None:
        return None
    names = (row.get("where_coordinates"), row.get("adm_2"), row.get("adm_1"), row.get("country"))
    name = next(one for one in names if one)
    point = row.point("latitude", "longitude")
    return venue(_ID, name, country, point, precision[0], _HOW, precision[1])


def read(row: Row, release: Release) -> Iterator[Made]:
    """Yield the records of a row. Raises RowError."""
    number = row.key("id")
    violence = row.number("type_of_violence") or 0
    if violence not in _KINDS:
        msg = f"type_of_violence: '{violence}' is not known (one of: 1, 2, 3)"
        raise RowError(msg)
    start = day(row.need("date_start"), "date_start")
    end = day(row.need("date_end"), "date_end")
    precision = row.key("date_prec")
    sides = [_side(row, "a"), _side(row, "b")]
    place = _place(row)
    conflict = f"{_ID}-conflict-{row.key('conflict_new_id')}"
    notes = [f"date_start {start}, date_end {end}, date_prec {precision}."]
    if place is None:
        where = row.get("where_coordinates") or row.get("where_description") or "not told"
        notes.append(f"Place: {cut(where)}, {row.get('country') or 'no country'}.")
    cited: list[dict[str, str]] = [release.cite(number)]
    sources = []
    for publisher, published, title in dict.fromkeys(articles(row)):
        if published is not None and published < start:
            notes.append(f"Named, but older than the event: {publisher}, {published}: {title}.")
            continue
        key = hash_of(f"{publisher}|{published}|{title}")
        source = {
            "id": f"{_ID}-article-{key}", "title": cut(title), "publisher": cut(publisher),
            "published": str(published) if published else None, "kind": "unassessed",
            "verified": _HOW,
        }  # fmt: skip
        sources.append(Made("sources", without_nothing(source)))
        cited.append({"source": f"{_ID}-article-{key}"})
    title = row.need("conflict_name")
    yield Made("tracks", {
        "id": conflict, "title": cut(title), "part_of": _ID, "verified": _HOW,
        "description": f"The conflict of this name in UCDP, number {row.key('conflict_new_id')}.",
    })  # fmt: skip
    yield from (*sides[0], *sides[1], *sources)
    if place is not None:
        yield place
    ends = ("agent", "agent" if violence != 3 else "subject")
    parts = [
        {"actor": made[-1].record["id"], "role": role}
        for made, role in zip(sides, ends, strict=True)
    ]
    event = {
        "id": f"{_ID}-{number}",
        "title": cut(f"{row.need('dyad_name')}: {row.get('where_coordinates') or 'place unknown'}"),
        "kind": _KINDS[violence],
        "tracks": [conflict],
        "date": {"value": when(start, end, precision), "note": notes[0]},
        "lifecycle": "held",
        "venue": place.record["id"] if place else None,
        "participants": parts if parts[0]["actor"] != parts[1]["actor"] else parts[:1],
        "summary": _deaths(row),
        "note": cut(" ".join(notes[1:]), 4000) if notes[1:] else None,
        "verified": _HOW,
        "sources": cited,
    }
    yield Made("events", without_nothing(event), row=True)


def _deaths(row: Row) -> str:
    """Return the figures of a row in words."""
    best, low, high = (row.number(name) for name in ("best", "low", "high"))
    text = f"Deaths, best estimate: {'not told' if best is None else best}"
    text += f" (low {'?' if low is None else low}, high {'?' if high is None else high})."
    parts = [
        f"{word} {value}"
        for name, word in (
            ("deaths_a", "side A"),
            ("deaths_b", "side B"),
            ("deaths_civilians", "civilians"),
            ("deaths_unknown", "unknown"),
        )
        if (value := row.number(name)) is not None
    ]
    text += f" Of the best estimate: {', '.join(parts)}." if parts else ""
    unclear = row.number("event_clarity") == 2
    return text + (" UCDP sums up several events in this row." if unclear else "")


UCDP_GED = DataSet(
    id=_ID,
    title="UCDP Georeferenced Event Dataset",
    publisher="Uppsala Conflict Data Program, Uppsala University",
    licence="https://creativecommons.org/licenses/by/4.0/",
    terms="Licence CC BY 4.0: name UCDP and the version.",
    about="Events of organized violence with at least one death, coded by people from reports.",
    layout=Layout(needed=(
        "id", "type_of_violence", "conflict_new_id", "conflict_name", "dyad_name", "side_a",
        "side_b", "date_start", "date_end", "date_prec", "source_article",
    )),
    read=read,
    verified=_HOW,
)  # fmt: skip
