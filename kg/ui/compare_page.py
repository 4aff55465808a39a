"""The page to compare: two days, or two accounts, with what differs between them marked."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from kg.policy import Policy
from kg.ui import account, change_parts, components, knowledge, networks, opened, proof, state
from kg.ui.links import address, link
from kg.ui.progress import progress
from kg.ui.text import esc, many
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.compare import Difference

OTHER = {"as-of": "with-as-of", "policy": "with-policy"}
"""The names that day and policy of the other side have in the address."""
_KEY = "compare."
# Fields whose change alone is news of the source rather than of the event.
_MINOR = {"Sources", "Topics"}


def compare() -> None:
    """Show two states of knowledge, and how they differ."""
    left, right = sides()
    st.html(
        '<div class="p-page"><h1>What differs</h1><p class="p-lead">What was known by two days, or '
        "what two accounts tell: which events only one of them has, and what they tell "
        "differently.</p></div>"
    )
    _presets((left, right))
    names = _phrases(left, right)
    one, other = st.columns(2, gap="large")
    with one:
        _choose("left", left, names[0])
    with other:
        _choose("right", right, names[1])
    with progress("Comparing …", key="compare"):
        found = opened.differences_of(left, right)
        pairs = {"left": (left, right), "right": (right, left)} if found else {}
        drawn = {side: opened.timeline_drawing(*pair) for side, pair in pairs.items()}
    _told(found, names, same=left == right)
    if not found:
        return
    only = state.get("event", dict.fromkeys(one.event for one in found))
    shown = [one for one in found if only in (None, one.event)]
    for side, name in zip(drawn, names, strict=True):
        st.html(f'<div class="p-page"><h2>{esc(_headed(name))}</h2></div>')
        components.timeline(
            drawn[side],
            key=f"timeline.{side}",
            height=330,
            on_selected=_chooser(f"timeline.{side}"),
            legend=side == "right",
        )
    components.focus(only)
    _list(shown, only, len(found), names)
    _networks(left, right, names)


def sides() -> tuple[View, View]:
    """Return the views that the address compares; without any, those of the proof case."""
    left = knowledge.current()
    right, complaints = knowledge.given(OTHER)
    knowledge.complain(complaints)
    if left == View() and not any(name in st.query_params for name in OTHER.values()):
        eve, day = _turn()
        return View(as_of=eve), View(as_of=day)
    return left, replace(right, recorded=left.recorded)


def _turn() -> tuple[datetime.date, datetime.date]:
    """Return the eve and the day that are compared where nothing else is asked."""
    if case := proof.proof():
        return case.eve, case.held[0]
    last = max(opened.news(), default=knowledge.LAST)
    return last - datetime.timedelta(1), last


def _beginnings() -> dict[str, tuple[View, View]]:
    """Return comparisons to begin with: of the proof case, and of the two busiest sides."""
    found: dict[str, tuple[View, View]] = {}
    if case := proof.proof():
        eve, title = View(as_of=case.eve), case.event.label
        found[f"Eve and day: {title}"] = eve, View(as_of=case.held[0])
        found["Eve and day after"] = eve, View(as_of=case.held[1] + datetime.timedelta(1))
    told = {name: View(policy=Policy.of(f"party:{key}")) for key, name in opened.sides().items()}
    busiest = list(told)[:2]
    found |= {f"Editors and {name}": (View(), told[name]) for name in busiest}
    if len(busiest) == 2:
        found[" and ".join(busiest)] = told[busiest[0]], told[busiest[1]]
    return found


def _chooser(key: str) -> Callable[[], None]:
    def chosen() -> None:
        state.put("event", components.chosen(key))

    return chosen


def _phrases(left: View, right: View) -> tuple[str, str]:
    """Name the two sides by what sets them apart, so that “only …” can stand before each."""
    same_day, same_policy = left.as_of == right.as_of, left.policy == right.policy
    return tuple(  # type: ignore[return-value]
        " ".join(
            ([] if same_day and not same_policy else [_by_day(view)])
            + ([] if same_policy else [_by_policy(view)])
        )
        for view in (left, right)
    )


def _by_day(view: View) -> str:
    return f"by {knowledge.spelled(view.as_of)}" if view.as_of else "by now"


def _by_policy(view: View) -> str:
    if view.policy.actor is not None:
        return knowledge.policy_words(view.policy)
    return {
        "editor": "by the editors’ choice",
        "earliest": "by the first reports",
        "corroborated": "by most independent origins",
    }[view.policy.name]


def _headed(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


def _presets(now: tuple[View, View]) -> None:
    """Offer comparisons to begin with: each is one click, and an address."""
    chips = ""
    for title, (left, right) in _beginnings().items():
        # An empty one says "now", where none at all would say "nothing was asked".
        given = {name: right.params().get(own, "") for own, name in OTHER.items()}
        current = ' aria-current="page"' if (left, right) == now else ""
        there = esc(address("compare", given, left))
        chips += f'<a href="{there}"{current}>{esc(title)}</a>'
    st.html(
        '<div class="p-page"><nav class="p-chips" aria-label="Comparisons to begin with">'
        f"{chips}</nav></div>"
    )


def _choose(side: str, view: View, name: str) -> None:
    st.html(f'<div class="p-page"><p class="p-side">{esc(_headed(name))}</p></div>')
    shown = (("day", knowledge.within(view.as_of)), ("policy", str(view.policy)))
    for field, value in shown:
        if st.session_state.get(_KEY + side + field) != value:
            st.session_state[_KEY + side + field] = value
    options = account.options(view.policy)
    with st.container(horizontal=True):
        st.date_input(
            "Known by (empty: now)",
            value=None,
            key=f"{_KEY}{side}day",
            min_value=knowledge.FIRST,
            max_value=knowledge.LAST,
            format="YYYY-MM-DD",
            on_change=_changed,
            width=190,
        )
        st.selectbox(
            "Where accounts differ, show",
            options,
            key=f"{_KEY}{side}policy",
            format_func=account.label,
            on_change=_changed,
        )


def _changed() -> None:
    chosen = st.session_state
    views = [
        View(
            as_of=chosen[f"{_KEY}{side}day"],
            policy=Policy.of(chosen[f"{_KEY}{side}policy"]),
        )
        for side in ("left", "right")
    ]
    knowledge.write(replace(views[0], recorded=knowledge.current().recorded))
    for name, other in OTHER.items():
        # An empty one says "now", where none at all would say "nothing was asked".
        st.query_params[other] = views[1].params().get(name, "")


def _told(found: Sequence[Difference], names: tuple[str, str], *, same: bool) -> None:
    counts = {kind: sum(one.kind == kind for one in found) for kind in ("new", "gone", "changed")}
    said = [
        f"{many(counts['gone'], 'event')} only {names[0]}" if counts["gone"] else "",
        f"{many(counts['new'], 'event')} only {names[1]}" if counts["new"] else "",
        f"{many(counts['changed'], 'event')} told differently" if counts["changed"] else "",
    ]
    told = ", ".join(one for one in said if one) or "No event differs"
    also = " Both sides are the same view." if same else ""
    st.html(f'<div class="p-page"><p role="status"><strong>{esc(told)}.</strong>{also}</p></div>')


def _list(
    shown: Sequence[Difference], only: str | None, total: int, names: tuple[str, str]
) -> None:
    major = [one for one in shown if only or any(x.field not in _MINOR for x in one.changes)]
    # What one side alone has comes first: it differs most.
    major.sort(key=lambda one: one.kind == "changed")
    minor = [one for one in shown if one not in major]
    rest = ", ".join(link(change_parts.ref(one)) for one in minor)
    st.html(
        '<div class="p-page p-section"><h2>Event by event</h2><p class="p-quiet">'
        f"{'One of ' if only else ''}{many(total, 'event')}.</p>"
        f"{''.join(change_parts.difference(one, names) for one in major)}"
        + (f'<p class="p-quiet">With other sources only: {rest}.</p>' if minor else "")
        + "</div>"
    )
    if only:
        st.button("Show all events", on_click=lambda: state.put("event", None))


def _networks(left: View, right: View, names: tuple[str, str]) -> None:
    st.html('<div class="p-page p-section"><h2>Who took part in what differs</h2></div>')
    columns = st.columns(2, gap="medium")
    for column, side, view, against, name in (
        (columns[0], "left", left, right, names[0]),
        (columns[1], "right", right, left, names[1]),
    ):
        with column:
            st.html(f'<div class="p-page"><h3>{esc(_headed(name))}</h3></div>')
            with progress("Laying out who took part …", key=f"network-{side}"):
                drawing = networks.drawing_against(view, against)
            if not drawing.drawn:
                st.html('<div class="p-page"><p class="p-empty">Nobody took part here.</p></div>')
                continue
            components.network(
                drawing.payload,
                key=f"network.{side}",
                height=420,
                on_selected=_chooser(f"network.{side}"),
            )
