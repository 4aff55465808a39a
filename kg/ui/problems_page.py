"""What a reader sees when there is no graph, or no such record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from kg import settings
from kg.ui import knowledge
from kg.ui.links import address
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from kg.errors import (
        DataError,
        EngineError,
        NotFoundError,
        ParleyError,
        UnknownYetError,
        WithdrawnError,
    )

_MOST = 200


def problems(error: DataError) -> None:
    """Tell every problem of the records, with file and line."""
    found = error.problems
    rows = "".join(
        f"<tr><td><code>{esc(one.file)}{f':{one.line}' if one.line else ''}</code></td>"
        f"<td>{esc(' · '.join(part for part in (one.record, one.field) if part))}</td>"
        f"<td>{esc(one.message)}</td></tr>"
        for one in found[:_MOST]
    )
    rest = len(found) - _MOST
    more = (
        f"<p>… and {rest:,} more: <code>kg validate</code> tells them all.</p>" if rest > 0 else ""
    )
    st.html(
        '<div class="p-page"><h1>The records can’t be shown yet</h1>'
        f'<p class="p-lead">The folder <code>{esc(settings.data_folder())}</code> has '
        f"{many(len(found), 'problem')}. Mend them and reload this page; "
        "<code>kg validate</code> tells the same in a terminal.</p>"
        '<table class="p-table"><thead><tr><th scope="col">File and line</th>'
        '<th scope="col">Record and field</th><th scope="col">What is wrong (what is allowed)</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>{more}</div>"
    )


def not_found(error: NotFoundError) -> None:
    """Say that there is no such record, and where to go on."""
    what = (
        f"There is no {esc(error.kind)} ‘{esc(error.name)}’"
        if error.name
        else (f"The address names no {esc(error.kind)}")
    )
    st.html(
        f'<div class="p-page"><h1>Not on record</h1><p class="p-lead">{what}. '
        "Records may be renamed between releases; the "
        '<a href="explore">list of all events</a> shows what there is.</p></div>'
    )


def not_yet(error: UnknownYetError) -> None:
    """Say since when a record is known of which nothing was on the day of the view."""
    view = replace(knowledge.current(), as_of=error.since)
    there = address(error.kind, {"id": error.record}, view)
    st.html(
        f'<div class="p-page"><h1>Not known yet</h1><p class="p-lead">By '
        f"{esc(knowledge.spelled(error.day))} nothing was known of this {esc(error.kind)}. "
        f'<a href="{esc(there)}">The first was known by {esc(knowledge.spelled(error.since))}</a>.'
        "</p></div>"
    )


def withdrawn(error: WithdrawnError) -> None:
    """Say that a record no longer counts, and why."""
    instead = f" In its place stands <code>{esc(error.instead)}</code>." if error.instead else ""
    st.html(
        f'<div class="p-page"><h1>Withdrawn</h1><p class="p-lead">The record '
        f"<code>{esc(error.record)}</code> no longer counts since {esc(error.on)}: "
        f"{esc(error.why)}{instead}</p></div>"
    )


def trouble(error: ParleyError) -> None:
    """Say what keeps the page from being shown: a setting that can't be, a limit reached."""
    st.html(
        '<div class="p-page"><h1>This page can’t be shown</h1>'
        f'<p class="p-lead">{esc(str(error))}</p></div>'
    )


def unreachable(error: EngineError) -> None:
    """Say why the engine that holds the graph has not answered, and let the reader ask again."""
    told = str(error)
    st.html(
        '<div class="p-page"><h1>The graph can’t be asked just now</h1>'
        f'<p class="p-lead">{esc(told[0].upper() + told[1:])}.</p></div>'
    )
    st.button("Try again", key="engine-again")  # any click runs the page anew
