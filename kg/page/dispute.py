"""Claims side by side: which answers there are to one question, and who gives them when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.page.claim import Claim
    from kg.page.ref import Ref


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, in a word, with the claims that give it in order of their days.

    ``text`` is None where nothing is answered in a word.
    """

    text: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What claims about one event answer: a question or, without one, a field of its record.

    ``field`` is as for claims (``date``, ``hasPlace`` …). Claims that answer neither stand in one
    group, in which ``event``, ``question`` and ``field`` are None.
    """

    event: Ref | None
    question: str | None
    field: str | None
    answers: tuple[Answer, ...]

    @property
    def rivals(self) -> bool:
        """Whether a question is answered in several ways.

        Claims that give a field several values need not disagree: it may have them all, or one
        after the other.
        """
        return self.question is not None and len(self.answers) > 1


def disputes(claims: Iterable[Claim]) -> tuple[Dispute, ...]:
    """Return claims by what they answer: rival answers first, those that answer nothing last.

    Within that, what was spoken of first comes first.
    """
    asked: dict[tuple[str, str, str], list[Claim]] = {}
    others: list[Claim] = []
    for claim in sorted(claims, key=_day):
        if claim.question is not None:
            asked.setdefault((claim.event.id, "question", claim.question), []).append(claim)
        elif claim.field is not None:
            asked.setdefault((claim.event.id, "field", claim.field), []).append(claim)
        else:
            others.append(claim)
    found = [_dispute(same) for same in asked.values()]
    found.sort(key=lambda one: not one.rivals)
    rest = [Dispute(None, None, None, (Answer(None, tuple(others)),))] if others else []
    return tuple(found + rest)


def _dispute(same: list[Claim]) -> Dispute:
    answers: dict[str | None, list[Claim]] = {}
    for claim in same:
        answers.setdefault(claim.answer, []).append(claim)
    return Dispute(
        event=same[0].event,
        question=same[0].question,
        field=next((one.field for one in same if one.field is not None), None),
        answers=tuple(Answer(text, tuple(given)) for text, given in answers.items()),
    )


def _day(claim: Claim) -> tuple[str, str]:
    """Return by what claims are ordered: the day by which they were uttered, and the id."""
    return claim.issued or claim.known_from.isoformat(), claim.id
