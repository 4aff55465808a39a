"""The tables about queries, from what was measured of each number of events."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from benchmarks.spread import Spread, exponent, figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Part = dict[str, Any]

ROADS = {
    "oxrdflib": "oxrdflib", "disk": "on disk", "oxigraph server": "Oxigraph server",
    "virtuoso": "Virtuoso", "maplib": "maplib", "rdflib": "rdflib",
}  # fmt: skip
# Below this a query takes what its preparation takes, and no table tells more of it.
_TINY_MS = 2.0
_AHEAD = 3.0
_GROUPS = {"named": "Named queries", "view": "Views", "page": "Queries of pages"}


def sizes(part: Part) -> Iterator[str]:
    """Yield the tables of one number of events."""
    own, bar = _own(part), _bar(part)
    roads = {road: title for road, title in ROADS.items() if road != own and _ran(part, road)}
    for group, title in _GROUPS.items():
        asked = {name: one for name, one in part["questions"].items() if one["group"] == group}
        if not asked:
            continue
        columns = ["query", "rows", "ours", "raw", "ours / raw", *roads.values()]
        yield f"\n{title}, ms:\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
        for name, one in asked.items():
            answers = one["answers"]
            ours = answers.get(own, {})
            cells = [
                f"`{name}`", f"{ours.get('rows', 0):,}", _spread(ours), _spread(answers.get(bar)),
                _over(answers, own, bar), *(_median(answers.get(road)) for road in roads),
            ]  # fmt: skip
            yield f"| {' | '.join(cells)} |\n"
    yield "".join(_wrong(part))


def summary(parts: Sequence[Part]) -> Iterator[str]:
    """Yield what the tables come to: medians over all questions of the ratio to ours."""
    columns = ["events", *("raw", "raw, longer ones"), *ROADS.values()]
    yield "\nHow many times what ours takes, median over all queries (least–most):\n\n"
    yield f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    for part in parts:
        own, bar = _own(part), _bar(part)
        asked = [one["answers"] for one in part["questions"].values() if one["group"] != "panel"]
        timed = [one for one in asked if _timed(one, own)]
        long = [one for one in timed if statistics.median(one[own]["ms"]) > _TINY_MS]
        cells = [
            f"{part['events']:,} {part['profile']}",
            _all(timed, bar, own, "cpu"), _all(long, bar, own, "cpu"),
            *(_all(timed, road, own, "ms") if road != own else "ours" for road in ROADS),
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |\n"
    yield (
        f"\n*Longer ones* take ours more than {_TINY_MS:g} ms. Only right answers that came in "
        "time count here, which flatters whoever failed; *≥* is the median if late answers had "
        "come just after the limit, so a bound that is too low.\n"
    )
    yield (
        f"\nTimes by which maplib is ahead of ours, where it is more than {_AHEAD:g}:\n"
        f"{''.join(ahead(parts, 'maplib')) or ' nowhere.'}\n"
    )


def growth(parts: Sequence[Part]) -> Iterator[str]:
    """Yield how cost grew with the answer, between neighbouring sizes of one profile."""
    for smaller, larger in pairwise(parts):
        if smaller["profile"] != larger["profile"]:
            continue
        factor = larger["events"] / smaller["events"]
        # In memory and on disk are two things.
        own = "ours" if _own(smaller) == _own(larger) == "ours" else "disk"
        rows, total = [], 0
        for name, one in larger["questions"].items():
            before = smaller["questions"].get(name, {}).get("answers", {}).get(own, {})
            after = one["answers"].get(own, {})
            if not before.get("ms") or not after.get("ms"):
                continue
            total += 1
            times = [statistics.median(each["ms"]) for each in (before, after)]
            counts = [max(each["rows"], 1) for each in (before, after)]
            cost, answer = times[1] / times[0], counts[1] / counts[0]
            if cost > 1.5 * max(answer, 1) and times[1] > _TINY_MS:
                power = exponent(*times, factor)
                rows.append((cost / answer, name, times, counts, cost, answer, power))
        about = f"{smaller['events']:,} to {larger['events']:,} {larger['profile']} events"
        about += ", on disk" * (own == "disk")
        if not total:
            continue
        yield (
            f"\nFrom {about}, {len(rows)} of {total} grew more than half again as fast as their "
            f"answer (and took more than {_TINY_MS:g} ms):\n"
        )
        if rows:
            yield (
                "\n| query | ms | rows | cost grew | answer grew | power of the size |\n"
                "|---|---|---|---|---|---|\n"
            )
        for _, name, times, counts, cost, answer, power in sorted(rows, reverse=True):
            yield (
                f"| `{name}` | {figure(times[0])} → {figure(times[1])} | {counts[0]:,} → "
                f"{counts[1]:,} | {figure(cost)} | {figure(answer)} | {power:.2f} |\n"
            )


def panels(parts: Sequence[Part]) -> Iterator[str]:
    """Yield what panels take at each size."""
    columns = ["panel", *(f"{one['events']:,} {one['profile']}" for one in parts)]
    yield f"\nOurs, ms:\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    names = dict.fromkeys(
        name for one in parts for name, each in one["questions"].items() if each["group"] == "panel"
    )
    for name in names:
        found = [one["questions"].get(name, {}).get("answers", {}).get(_own(one)) for one in parts]
        yield f"| {name.removeprefix('panel/')} | {' | '.join(map(_spread, found))} |\n"


def _own(part: Part) -> str:
    return "ours" if _ran(part, "ours") else "disk"


def _bar(part: Part) -> str:
    return "raw" if _ran(part, "raw") else "raw disk"


def _ran(part: Part, road: str) -> bool:
    return any(road in one["answers"] for one in part["questions"].values())


def _timed(answers: dict[str, Any], road: str) -> bool:
    one = answers.get(road)
    return bool(one and one.get("ms") and one.get("same") is not False)


def _spread(answer: dict[str, Any] | None) -> str:
    found = _told(answer)
    return found if answer is None or found else str(Spread.of(answer["ms"]))


def _median(answer: dict[str, Any] | None) -> str:
    found = _told(answer)
    return found if answer is None or found else figure(statistics.median(answer["ms"]))


def _told(answer: dict[str, Any] | None) -> str:
    """Return what stands in place of a time; empty for a time."""
    if answer is None:
        return "–"
    if error := answer.get("error", ""):
        late = error.startswith("no answer in ")
        return f"> {error.split(' in ')[1]}" if late else "fails"
    if answer.get("same") is False:
        return f"**differs** ({answer['rows']:,})"
    return "" if answer.get("ms") else "–"


def _over(answers: dict[str, Any], own: str, bar: str) -> str:
    if not (_timed(answers, own) and _timed(answers, bar)):
        return "–"
    return str(Spread.of_ratios(answers[own]["cpu"], answers[bar]["cpu"]))


def _all(asked: Sequence[dict[str, Any]], road: str, own: str, clock: str) -> str:
    """Return the spread of the ratios to ours; and the median, were each late answer in just now.

    The latter is a bound: late answers would have taken longer.
    """
    ratios = [
        statistics.median(one[road][clock]) / statistics.median(one[own][clock])
        for one in asked
        if _timed(one, road) and all(one[own][clock])
    ]
    late = [
        limit / statistics.median(one[own]["ms"])
        for one in asked
        if (limit := _late_ms(one.get(road)))
    ]
    all_of = [*ratios, *late]
    if not ratios:
        return f"≥ {figure(statistics.median(late))} of {len(late)}" if late else "–"
    bound = f"; ≥ {figure(statistics.median(all_of))} of {len(all_of)}" if late else ""
    return f"{Spread.of(ratios)} of {len(ratios)}{bound}"


def _late_ms(answer: dict[str, Any] | None) -> float | None:
    """Return the limit within which there was no answer, None when there was one or an error."""
    error = (answer or {}).get("error", "")
    return float(error.split()[3]) * 1000 if error.startswith("no answer in ") else None


def ahead(parts: Sequence[Part], road: str) -> Iterator[str]:
    """Yield where a road is ahead of ours by more than three times, by the number of events."""
    for part in parts:
        own = _own(part)
        found = [
            (statistics.median(answers[own]["ms"]) / statistics.median(answers[road]["ms"]), name)
            for name, one in part["questions"].items()
            if _timed(answers := one["answers"], road) and _timed(answers, own)
        ]
        if far := [one for one in sorted(found, reverse=True) if one[0] > _AHEAD]:
            told = ", ".join(f"`{name}` {figure(ratio)}" for ratio, name in far)
            yield f"\n- {part['events']:,} {part['profile']}: {told}"


def _wrong(part: Part) -> Iterator[str]:
    """Yield why engines failed, once for each reason."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for name, one in part["questions"].items():
        for road, answer in one["answers"].items():
            error = answer.get("error", "")
            if error and not error.startswith("no answer"):
                reasons.setdefault((road, error.split("\n")[0][:120]), []).append(name)
    for kind, found in part["roads"].items():
        if "missing" in found:
            yield f"\n- {kind}: {found['missing']}"
    for (road, error), names in reasons.items():
        which = ", ".join(f"`{one}`" for one in names)
        yield f"\n- {ROADS.get(road, road)} fails at {which}: {error}"
    yield "\n" if reasons else ""
