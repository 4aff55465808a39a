"""A result as a chart: a number by day, by category, or against another number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.shape import record
from kg.ui import opened
from kg.ui.sparql_labels import label_column, named

if TYPE_CHECKING:
    import altair as alt

    from kg.shape import Column, Shape
    from kg.worker import Result

MOST_BARS, MOST_SERIES = 40, 7
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
    weight: dict[str, float] = {}
    for (_, name), number in sums.items():
        weight[name] = weight.get(name, 0) + number
    kept = sorted(weight, key=lambda one: (-weight[one], one))[:MOST_SERIES]
    rows = [{"x": x, "y": y, "of": name} for (x, name), y in sums.items() if name in kept]
    told = f"?{value.name} by ?{when.name}"
    if category is not None:
        told += f", for each ?{category.name}"
        if len(weight) > len(kept):
            told += f" (the {len(kept)} largest of {len(weight)})"
    base = alt.Chart(pd.DataFrame(rows)).mark_bar()
    encoded: dict[str, Any] = {
        "x": _axis([str(row["x"]) for row in rows], when.name),
        "y": alt.Y("y:Q", title=value.name, stack=True),
        "tooltip": [alt.Tooltip("x:N", title=when.name), alt.Tooltip("y:Q", title=value.name)],
    }
    if category is not None:
        scale = alt.Scale(domain=kept, range=_COLOURS)
        encoded["color"] = alt.Color(
            "of:N",
            title=None,
            scale=scale,
            legend=alt.Legend(orient="bottom", columns=2, labelLimit=320),
        )
        encoded["tooltip"].append(alt.Tooltip("of:N", title=category.name))
    else:
        base = base.mark_bar(color=_COLOURS[0])
    return base.encode(**encoded).properties(height=380), told + "."


def _axis(days: list[str], title: str) -> alt.X:
    """Return the axis of days or months, on which those without a row leave a gap."""
    import altair as alt  # noqa: PLC0415 - as above

    units = {4: "year", 7: "yearmonth", 10: "yearmonthdate"}
    lengths = {len(one) for one in days}
    if len(lengths) == 1 and (unit := units.get(lengths.pop())):
        return alt.X(f"utc{unit}(x):T", title=title)
    return alt.X("x:O", title=title, axis=alt.Axis(labelOverlap=True))


def _bars(
    found: Result, shaped: Shape, category: Column | None, value: Column
) -> tuple[alt.Chart, str]:
    import altair as alt  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415

    sums: dict[str, float] = {}
    names = _names(found, shaped, category)
    for i, row in enumerate(found.rows):
        number = _number(row, value)
        if number is not None:
            name = names(row) if category else f"row {i + 1}"
            sums[name] = sums.get(name, 0) + number
    kept = list(sums)[:MOST_BARS]
    told = f"?{value.name}" + (f" by ?{category.name}" if category else " of each row")
    if len(sums) < len([row for row in found.rows if row[value.place]]):
        told += ", added up"
    if len(kept) < len(sums):
        told += f"; the first {len(kept)} of {len(sums)}"
    rows = [{"x": one, "y": sums[one]} for one in kept]
    drawn = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(color=_COLOURS[0])
        .encode(
            # In the order of the query.
            y=alt.Y("x:N", title=None, sort=kept, axis=alt.Axis(labelLimit=280)),
            x=alt.X("y:Q", title=value.name),
            tooltip=[alt.Tooltip("x:N", title=" "), alt.Tooltip("y:Q", title=value.name)],
        )
    )
    return drawn.properties(height=alt.Step(22)), told + "."


def _category(shaped: Shape) -> Column | None:
    """Return the column by which numbers are told apart: a name rather than an id."""
    things = [one for one in shaped.columns if one.kind in ("thing", "name")]
    for one in things:
        if found := label_column(shaped, one):
            return found
    texts = [one for one in shaped.columns if one.kind == "text" and one.filled]
    return next(iter([*texts, *things]), None)


def _names(found: Result, shaped: Shape, category: Column | None) -> Any:
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
