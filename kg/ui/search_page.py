"""The page of a search: all that was found, by kind, each with the reason why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.search.entries import KINDS
from kg.ui import knowledge, searching, state
from kg.ui.links import address, link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.search import Found, Hit

_MOST = 200
_FEW = 8
_EXAMPLES = (
    ("Zelenskiy", "a name in any spelling"),
    ("Мединский", "a name in any script"),
    ("istambul talks 2022", "words in any order, with a year; a slip is forgiven"),
    ("29 March 2022", "a day, a month or a year"),
    ("neutrality", "a word of what was written or said"),
)


def search() -> None:
    """Show what the words of the address find, all kinds together or one of them."""
    words = (st.query_params.get("q") or "").strip()
    kind = state.get("kind", dict.fromkeys(KINDS))
    st.html('<div class="p-page"><h1>Search</h1></div>')
    _field(words)
    if not words:
        _examples()
        return
    st.set_page_config(page_title=f"{words} · Search · Parley")
    found = searching.index_of(knowledge.current().knowledge).find(words, kind, _MOST)
    if found.total and kind and kind not in found.counts:
        kind = None
        found = searching.index_of(knowledge.current().knowledge).find(words, None, _MOST)
    body = _found(found, words, kind) if found.total else _none(found, words)
    st.html(f'<div class="p-page">{body}</div>')


def _field(words: str) -> None:
    if st.session_state.get("search.words") != words:
        st.session_state["search.words"] = words
    st.text_input(
        "Names, places, dates or words, in any language",
        key="search.words",
        max_chars=200,
        width=640,
        on_change=_asked,
    )


def _asked() -> None:
    state.put("kind", None)
    state.put("q", st.session_state["search.words"].strip())


def _examples() -> None:
    items = "".join(
        f'<li><a href="{esc(address("search", {"q": words}))}">{esc(words)}</a> '
        f'<span class="p-quiet">{esc(why)}</span></li>'
        for words, why in _EXAMPLES
    )
    st.html(
        '<div class="p-page"><p>Looks through events, actors, venues, topics, tracks, documents '
        "and sources: their names in all languages, dates, places and people, descriptions, and "
        "what was said about them. Spelling and transliteration are forgiven.</p>"
        f'<p class="p-quiet">Try:</p><ul class="p-plain">{items}</ul></div>'
    )


def _found(found: Found, words: str, kind: str | None) -> str:
    chips = [_chip("All", found.total, words, None, chosen=kind is None)]
    chips += [
        _chip(searching.LABELS[one], count, words, one, chosen=one == kind)
        for one, count in found.counts.items()
    ]
    parts = [f'<nav class="p-chips" aria-label="Kinds of records">{"".join(chips)}</nav>']
    if kind:
        shown = "".join(_hit(one) for one in found.hits)
        parts.append(f'<ol class="p-hits">{shown}</ol>')
        if found.counts[kind] > len(found.hits):
            parts.append(
                f'<p class="p-quiet">These are the best {len(found.hits)} of '
                f"{found.counts[kind]:,}; more words narrow it down.</p>"
            )
        return "".join(parts)
    groups: dict[str, list[Hit]] = {}
    for hit in found.hits:
        groups.setdefault(hit.ref.kind, []).append(hit)
    return "".join([*parts, *(_group(one, same, found, words) for one, same in groups.items())])


def _group(kind: str, hits: Sequence[Hit], found: Found, words: str) -> str:
    shown = "".join(_hit(one) for one in hits[:_FEW])
    count = found.counts[kind]
    more = ""
    if count > _FEW:
        target = esc(address("search", {"q": words, "kind": kind}))
        noun = searching.LABELS[kind].lower()
        more = f'<p><a href="{target}">All {count:,} {noun}</a></p>'
    return (
        f'<section class="p-section"><h2>{searching.LABELS[kind]} '
        f'<span class="p-quiet">{count:,}</span></h2>'
        f'<ol class="p-hits">{shown}</ol>{more}</section>'
    )


def _chip(label: str, count: int, words: str, kind: str | None, *, chosen: bool) -> str:
    params = {"q": words} | ({"kind": kind} if kind else {})
    told = f'{esc(label)} <span class="p-quiet">{count:,}</span>'
    current = ' aria-current="page"' if chosen else ""
    return f'<a href="{esc(address("search", params))}"{current}>{told}</a>'


def _hit(hit: Hit) -> str:
    told = [esc(hit.told)] if hit.told else []
    if hit.events and hit.ref.kind != "event":
        told.append(many(hit.events, "event"))
    why = f'<span class="p-imprint p-why">{esc(hit.why)}</span>' if hit.why else ""
    imprint = f'<span class="p-imprint">{" · ".join(told)}</span>' if told else ""
    return f"<li>{link(hit.ref)}{imprint}{why}</li>"


def _none(found: Found, words: str) -> str:
    if found.unknown:
        missing = ", ".join(f"‘{one}’" for one in found.unknown)
        tried = (
            f"Nothing on record has {esc(missing)}: not so spelled, not in another script, not "
            "with a slip of one or two letters."
        )
    else:
        tried = "Each word is on record, but no record has all of them."
    day = knowledge.current().as_of
    if day is not None:
        tried += f" Only what was known by {knowledge.spelled(day)} is looked through."
    near = "".join(
        f'<li>{link(one.ref)} <span class="p-quiet">{esc(one.ref.kind)}'
        f"{' · ' + esc(one.told) if one.told else ''}</span></li>"
        for one in found.closest
    )
    closest = f'<p class="p-quiet">Near to it:</p><ul class="p-plain">{near}</ul>' if near else ""
    return f'<p class="p-empty" role="status">No result for ‘{esc(words)}’. {tried}</p>{closest}'
