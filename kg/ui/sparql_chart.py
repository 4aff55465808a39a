"""A result as a chart: a number by day, by category, or against another number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.shape import record
from kg.ui import opened
from kg.ui.sparql_labels import label_column, named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import altair as alt

    from kg.shape import Column, Shape
    from kg.values import Result

MOST_BARS, MOST_SERIES = 40, 7
_LINE = 18
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_UNITS = {4: "year", 7: "yearmonth", 10: "yearmonthdate"}
# With more days between them than this, for each that has a row, bars are too thin to be seen.
_MOST_GAPS = 4
# Okabe and Ito, 2008, without black and yellow: apart for readers who see fewer colours.
_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7a7a7a"]


def chart(found: Result, shaped: Shape) -> None:
    """Draw the numbers."""
    drawn, told = made(found, shaped)
    st.altair_chart(drawn, width="stretch", alt=told)
    st.caption(told)


def made(found: Result, shaped: Shape) -> tuple[alt.Chart, str]:
    """Return the chart, and what it shows in words; bars by category unless there are days."""
    import altair as alt  # noqa: PLC0415 - half a second that the other pages need not wait
    import pandas as pd  # noqa: PLC0415

    numbers = shaped.of_kind("number")
    value = numbers[0]
    dates = shaped.of_kind("date")
    category = _category(shaped)
    if not dates and category is None and len(numbers) > 1:
        rows = [{"x": _number(row, value), "y": _number(row, numbers[1])} for row in found.rows]
        drawn = alt.Chart(pd.DataFrame(rows)).mark_circle(size=70, color=_COLOURS[0])
        return drawn.encode(
            x=alt.X("x:Q", title=value.name), y=alt.Y("y:Q", title=numbers[1].name)
        ), f"?{numbers[1].name} against ?{value.name}."
    if dates:
        return _over_time(found, shaped, dates[0], category, value)
    return _bars(found, shaped, category, value)


def _over_time(
    found: Result, shaped: Shape, when: Column, category: Column | None, value: Column
) -> tuple[alt.Chart, str]:
    import altair as alt  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415

    sums: dict[tuple[str, str], float] = {}
    names = _names(found, shaped, category)
    for row in found.rows:
        term, number = row[when.place], _number(row, value)
        if term is None or number is None or not term.value[:1].isdigit():
            continue  # such as "unknown": it has no place on the axis
        key = (term.value.partition("/")[0][:10], names(row))
        sums[key] = sums.get(key, 0) + number
    kept, all_series = _largest(sums)
    rows = [{"x": x, "y": y, "of": name} for (x, name), y in sums.items() if name in kept]
    told = f"?{value.name} by ?{when.name}"
    if category is not None:
        told += f", for each ?{category.name}"
        if all_series > len(kept):
            told += f" (the {len(kept)} largest of {all_series})"
    unit = _unit([str(row["x"]) for row in rows])
    if unit is None:
        axis = alt.X("x:O", title=when.name, axis=alt.Axis(labelOverlap=True))
        told += "; what has no row takes no room on the axis"
    else:
        axis = alt.X(f"utc{unit}(x):T", title=when.name)
    tips = [alt.Tooltip("x:N", title=when.name), alt.Tooltip("y:Q", title=value.name)]
    drawn = alt.Chart(pd.DataFrame(rows)).mark_bar(color=_COLOURS[0])
    drawn = drawn.encode(x=axis, y=alt.Y("y:Q", title=value.name, stack=True), tooltip=tips)
    legend = _LINE * len(kept) if category else 0  # which would take its room from the bars
    return _coloured(drawn, category, kept, tips).properties(height=340 + legend), told + "."


def _bars(
    found: Result, shaped: Shape, category: Column | None, value: Column
) -> tuple[alt.Chart, str]:
    import altair as alt  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415

    series = next(
        (
            one
            for one in shaped.of_kind("text")
            if one is not category and 1 < one.distinct <= MOST_SERIES and one.filled > one.distinct
        ),
        None,
    )
    sums: dict[tuple[str, str], float] = {}
    names, parts = _names(found, shaped, category), _names(found, shaped, series)
    for i, row in enumerate(found.rows):
        number = _number(row, value)
        if number is not None:
            key = (names(row) if category else f"row {i + 1}", parts(row))
            sums[key] = sums.get(key, 0) + number
    totals: dict[str, float] = {}
    for (name, _), number in sums.items():
        totals[name] = totals.get(name, 0) + number
    # In the order of the query, unless that is another than that of the bars.
    order = sorted(totals, key=lambda one: -totals[one]) if series else list(totals)
    kept = order[:MOST_BARS]
    told = f"?{value.name}" + (f" by ?{category.name}" if category else " of each row")
    told += f" and ?{series.name}" if series else ""
    if len(sums) < len([row for row in found.rows if row[value.place]]):
        told += ", added up"
    if len(kept) < len(totals):
        told += f"; the first {len(kept)} of {len(totals)}"
    rows = [{"x": x, "y": y, "of": part} for (x, part), y in sums.items() if x in kept]
    tips = [alt.Tooltip("x:N", title=" "), alt.Tooltip("y:Q", title=value.name)]
    drawn = alt.Chart(pd.DataFrame(rows)).mark_bar(color=_COLOURS[0])
    drawn = drawn.encode(
        y=alt.Y("x:N", title=None, sort=kept, axis=alt.Axis(labelLimit=280)),
        x=alt.X("y:Q", title=value.name),
        tooltip=tips,
    )
    shown, _ = _largest(sums)
    return _coloured(drawn, series, shown, tips).properties(height=alt.Step(22)), told + "."


def _coloured(drawn: alt.Chart, by: Column | None, kept: list[str], tips: list[Any]) -> alt.Chart:
    """Return a chart with a colour for each of a few names, which stay what they are."""
    import altair as alt  # noqa: PLC0415 - as above

    if by is None:
        return drawn
    # In one column, for on a narrow screen a second one would be cut off.
    legend = alt.Legend(orient="bottom", columns=1, labelLimit=320)
    scale = alt.Scale(domain=kept, range=_COLOURS)
    colour = alt.Color("of:N", title=None, scale=scale, legend=legend)
    return drawn.encode(color=colour, tooltip=[*tips, alt.Tooltip("of:N", title=by.name)])


def _largest(sums: Mapping[tuple[str, str], float]) -> tuple[list[str], int]:
    """Return the series with the largest sums, and how many there are."""
    weight: dict[str, float] = {}
    for (_name, series), number in sums.items():
        weight[series] = weight.get(series, 0) + number
    return sorted(weight, key=lambda one: (-weight[one], one))[:MOST_SERIES], len(weight)


def _unit(days: list[str]) -> str | None:
    """Return the unit of an axis of time; None: mixed or none, or far more gaps than days."""
    lengths = {len(one) for one in days}
    unit = _UNITS.get(lengths.pop()) if len(lengths) == 1 else None
    # A literal may call itself a date without being one.
    if unit is None or not all(map(_DAY.fullmatch, days)):
        return None
    numbers = [[int(part) for part in f"{one}-01-01".split("-")[:3]] for one in days]
    months = [year * 12 + month for year, month, _ in numbers]
    span = {"year": 1 / 12, "yearmonth": 1, "yearmonthdate": 30}[unit] * (max(months) - min(months))
    return unit if span <= _MOST_GAPS * len(set(days)) else None


def _category(shaped: Shape) -> Column | None:
    """Return the column by which numbers are told apart: a name rather than an id."""
    things = [one for one in shaped.columns if one.kind in ("thing", "name")]
    for one in things:
        if found := label_column(shaped, one):
            return found
    texts = [one for one in shaped.columns if one.kind == "text" and one.filled]
    return next(iter([*texts, *things]), None)


def _names(found: Result, shaped: Shape, category: Column | None) -> Callable[[Any], str]:
    """Return a function that names a row by its category."""
    called = named(found, shaped, category) if category and category.kind == "thing" else {}
    base = opened.graph().names

    def name(row: Any) -> str:
        term = row[category.place] if category else None
        if term is None:
            return "" if category is None else "none"
        ours = record(term.value, base)
        return str(called.get(term.value) or (ours[1] if ours else term.value))

    return name


def _number(row: Any, column: Column) -> float | None:
    term = row[column.place]
    try:
        return float(term.value) if term else None
    except ValueError:
        return None
