"""Claims as HTML: rival answers to one question side by side, and single claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.page import disputes
from kg.ui import parts
from kg.ui.links import link
from kg.ui.text import esc, many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.page import Claim, Dispute


def voice(claim: Claim, *, event: bool = False, speaker: str | None = None) -> str:
    """Return one claim: who, when, how; the text; sources; what became of it.

    With *event*, the event it is about is named too. *speaker* is the id of the actor on whose
    page it stands: their name need not be said again.
    """
    who = _who(claim, speaker)
    told = [esc(claim.when)] if claim.when else []
    told.append(f'<span class="p-modality">{esc(claim.modality.label.lower())}</span>')
    told += [esc(one) for one in (claim.quoted, claim.locator) if one]
    head = f'<p class="p-who">{who}<span class="p-imprint">{" · ".join(told)}</span></p>'
    about = f'<p class="p-about">On {link(claim.event)}</p>' if event else ""
    return (
        f'<article class="p-claim" id="{esc(claim.id)}">{head}<div>{about}'
        f'<p class="p-text">{esc(claim.text)}{parts.checked(claim.verified)}</p>'
        f"{_outcome(claim)}{parts.note(claim.note)}{_sources(claim)}</div></article>"
    )


def _who(claim: Claim, speaker: str | None) -> str:
    if claim.attribution is None and [one.id for one in claim.speakers] == [speaker]:
        return ""
    names = ", ".join(link(one) for one in claim.speakers if one.id != speaker)
    if claim.attribution is None:
        return names
    said = esc(claim.attribution)
    return f'{said} <span class="p-quiet">({names})</span>' if names else said


def _sources(claim: Claim) -> str:
    """Return the sources; on a past day a claim may be known before them."""
    if claim.citations:
        return parts.sources(claim.citations)
    return parts.flag(
        "sources came out later", "It is shown because it was said by the day of the view."
    )


def _outcome(claim: Claim) -> str:
    if claim.outcome is None:
        return ""
    shown = f": {link(claim.shown_by)}" if claim.shown_by else ""
    remark = f" — {esc(claim.outcome_note)}" if claim.outcome_note else ""
    return f'<p class="p-outcome"><strong>{esc(claim.outcome)}</strong>{shown}{remark}</p>'


def question(asked: str, claims: Sequence[Claim]) -> str:
    """Return the answers to one question side by side, each with those who give it."""
    answers: dict[str, list[Claim]] = {}
    for claim in claims:
        answers.setdefault(claim.answer or "(no answer in a word)", []).append(claim)
    columns = "".join(
        f'<div class="p-answer"><h4>{esc(answer)}</h4>{"".join(voice(one) for one in same)}</div>'
        for answer, same in answers.items()
    )
    told = many(len(answers), "rival answer") if len(answers) > 1 else "no rival answer on record"
    return (
        f'<section class="p-question"><h3>{esc(asked)}</h3><p class="p-quiet">{told}</p>'
        f'<div class="p-answers">{columns}</div></section>'
    )


def by_question(claims: Iterable[Claim]) -> tuple[list[tuple[str, list[Claim]]], list[Claim]]:
    """Return claims by the question of their event, those in dispute first; and all others."""
    claims = list(claims)
    found = [
        (one.question, [claim for answer in one.answers for claim in answer.claims])
        for one in disputes(claims)
        if one.question is not None
    ]
    others = [one for one in claims if one.question is None]
    return found, others


def brief(claims: Iterable[Claim], *, speaker: str | None = None) -> str:
    """Return claims for a narrow place: each question folded, the first one open.

    *speaker* is the id of the actor of whom they are told; then they are not sorted by question.
    """
    if speaker is not None:
        found = listed(claims, event=True, speaker=speaker)
        return f"<h3>What they said</h3>{found}" if found else ""
    asked, others = by_question(claims)
    folded = [(text, _answers(same)) for text, same in asked]
    if others:
        folded.append(("Further claims", "".join(voice(one) for one in others)))
    items = "".join(
        f'<details class="p-folded"{" open" if index == 0 else ""}><summary>{esc(text)}</summary>'
        f"{body}</details>"
        for index, (text, body) in enumerate(folded)
    )
    return f"<h3>Who said what</h3>{items}" if items else ""


def _answers(claims: Sequence[Claim]) -> str:
    """Return the answers to one question one below the other."""
    answers: dict[str, list[Claim]] = {}
    for claim in claims:
        answers.setdefault(claim.answer or "(no answer in a word)", []).append(claim)
    return "".join(
        f'<div class="p-given"><h4>{esc(answer)}</h4>{"".join(voice(one) for one in same)}</div>'
        for answer, same in answers.items()
    )


_FIELDS = {
    "date": "Date",
    "hasPlace": "Place",
    "status": "Status",
    "participant": "Who takes part",
    "subject": "Topics",
    "format": "Format",
}
_HEADS = ("Who", "When", "How", "What", "Answer", "Sources", "What became of it")


def table(matters: Iterable[Dispute]) -> str:
    """Return claims as a table: who said what, when, how surely, by the matter in dispute."""
    body = ""
    for one in matters:
        matter = one.question or _FIELDS.get(one.field or "", "") or "Other matters"
        rivals = ' <span class="p-mark">in dispute</span>' if one.rivals else ""
        body += (
            f'<tbody><tr class="p-party"><th scope="rowgroup" colspan="{len(_HEADS)}">'
            f"{esc(matter)}{rivals}</th></tr>"
            + "".join(_row(claim) for answer in one.answers for claim in answer.claims)
            + "</tbody>"
        )
    if not body:
        return ""
    head = "".join(f'<th scope="col">{one}</th>' for one in _HEADS)
    rows = f"<thead><tr>{head}</tr></thead>{body}"
    return parts.wide("Claims", f'<table class="p-table p-said">{rows}</table>')


def _row(claim: Claim) -> str:
    cells = (
        _who(claim, None),
        esc(claim.when or "not known"),
        esc(claim.modality.label.lower()),
        esc(claim.text),
        esc(claim.answer or ""),
        _sources(claim),
        esc(claim.outcome or ""),
    )
    return f"<tr>{''.join(f'<td>{one}</td>' for one in cells)}</tr>"


def listed(claims: Iterable[Claim], *, event: bool = False, speaker: str | None = None) -> str:
    """Return claims one below the other; of many the first, and the rest on demand."""
    shown = [voice(one, event=event, speaker=speaker) for one in claims]
    most = parts.FEW if len(shown) > parts.FEW + 2 else len(shown)
    body, rest = "".join(shown[:most]), "".join(shown[most:])
    if rest:
        rest = parts.more(len(shown), "claims", f'<div class="p-claims">{rest}</div>')
    return f'<div class="p-claims">{body}</div>{rest}' if body else ""
