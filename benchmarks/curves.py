"""How the cost of each named query grows, drawn as ``docs/performance-growth.svg``."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.page import parts
from benchmarks.part import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWING = ROOT / "docs" / "performance-growth.svg"
# Of each road its name in the drawing and its colour; ours is drawn last and boldest.
_ROADS = {
    "rdflib": ("rdflib", "#b45309"), "oxrdflib": ("oxrdflib", "#a16207"),
    "virtuoso": ("Virtuoso", "#7c3aed"), "oxigraph server": ("Oxigraph server", "#64748b"),
    "maplib": ("maplib", "#0f766e"), "disk": ("on disk", "#60a5fa"), "ours": ("ours", "#1d4ed8"),
}  # fmt: skip
_ACROSS = 4
_GAP = 0.06  # of the height of a plot, between labels

Points = list[tuple[int, float]]


def draw() -> bool:
    """Draw; return False where matplotlib is not there, or less than two sizes were measured."""
    try:
        import matplotlib as mpl  # noqa: PLC0415 - the page can be written without
    except ImportError:
        return False
    found = curves([one for one in parts() if one.get("kind") == "queries"])
    if not found:
        return False
    mpl.use("svg")
    # The same figures give the same bytes.
    mpl.rcParams.update({"svg.hashsalt": "parley", "svg.fonttype": "none", "font.size": 8})
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice of what draws

    down = -(-len(found) // _ACROSS)
    figure, axes = plt.subplots(
        down, _ACROSS, figsize=(13, 2.5 * down), sharex=True, squeeze=False, layout="constrained"
    )
    for plot, (name, roads) in zip(axes.flat, found.items(), strict=False):
        _plot(plot, name, roads)
    for plot in list(axes.flat)[len(found) :]:
        plot.set_axis_off()
    figure.supxlabel("events (dashed: coded events, which have half as many quads)")
    figure.supylabel("milliseconds")
    figure.savefig(DRAWING, metadata={"Date": None}, facecolor="white")
    plt.close(figure)
    return True


def curves(found: Sequence[dict[str, Any]]) -> dict[str, dict[tuple[str, str], Points]]:
    """Return the points of each named query, by road and profile; those with one are left out."""
    drawn: dict[str, dict[tuple[str, str], Points]] = {}
    for part in sorted(found, key=lambda one: int(one["events"])):
        for name, one in part["questions"].items():
            if one["group"] not in ("named", "view"):
                continue
            for road in _ROADS:
                answer = one["answers"].get(road, {})
                if answer.get("ms") and answer.get("same") is not False:
                    points = drawn.setdefault(name, {}).setdefault((road, part["profile"]), [])
                    points.append((part["events"], statistics.median(answer["ms"])))
    kept = {
        name: {key: points for key, points in roads.items() if len(points) > 1}
        for name, roads in drawn.items()
    }
    return {name: roads for name, roads in kept.items() if roads}


def _plot(plot: Any, name: str, roads: dict[tuple[str, str], Points]) -> None:
    last: dict[str, tuple[int, float]] = {}
    for road, (_, colour) in _ROADS.items():
        for profile, style in (("curated", "-"), ("coded", "--")):
            if points := roads.get((road, profile)):
                events, times = zip(*points, strict=True)
                width = 2.2 if road == "ours" else 1.1
                plot.plot(events, times, style, color=colour, linewidth=width, marker="o", ms=2.5)
                last[road] = max(last.get(road, (0, 0.0)), points[-1])
    plot.set(xscale="log", yscale="log")
    plot.set_title(name, loc="left", fontsize=9)
    plot.spines[["top", "right"]].set_visible(False)
    plot.grid(visible=True, color="#e5e7eb", linewidth=0.5)
    plot.minorticks_off()
    plot.margins(x=0.05)
    # Each line is named at its end, as near as the others leave room.
    place = 0.0
    data, own = plot.transData.transform, plot.transAxes.inverted().transform
    ends = sorted((float(own(data(end))[1]), road) for road, end in last.items())
    for height, road in ends:
        place = max(height, place + _GAP) if place else height
        title, colour = _ROADS[road]
        plot.annotate(
            title, (1.02, place), xycoords="axes fraction", color=colour, va="center", fontsize=7,
            fontweight="bold" if road == "ours" else "normal", annotation_clip=False,
        )  # fmt: skip
