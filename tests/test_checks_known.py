"""What a record lets be known too early, and what it does not: the rules of kg/checks/known.py.

In the tiny folder the answer has a source of 30 March, and the announcement one of 27 March; the
agency's own source is of 29 March.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .support import change, problems

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = "events/2022.yaml"
PART = "    - {actor: cavusoglu, role: speaker, party: turkiye, office: foreign-minister}\n"
SUMMARY = "  summary: Arakhamia announced the next round.\n  sources: announcement\n"


def later(data: Path, part: str, *claims: str) -> list[str]:
    """Return what is told of a voice with such a part and such claims under the answer."""
    change(data, EVENTS, PART, part)
    said = "".join(
        f"    - {{id: later-{number}, speaker: cavusoglu, text: So., {claim}}}\n"
        for number, claim in enumerate(claims)
    )
    sources = "  sources: [wire-copy, undated]\n"
    change(data, EVENTS, sources, f"  claims:\n{said}{sources}")
    return [one for one in problems(data) if "voices-were-heard" in one]


@pytest.mark.parametrize("role", ["speaker", "commentator", "observer", "[observer, speaker]"])
def test_who_only_speaks_is_not_there_before_the_first_words(data: Path, role: str) -> None:
    part = PART.replace("speaker", role)
    assert len(later(data, part, "on: 2022-04-02, sources: undated")) == 1


@pytest.mark.parametrize(
    "part",
    [
        PART.replace("speaker", "[speaker, mediator]"),  # did more than speak
        PART.replace("speaker", "host"),
        PART.replace("}", ", sources: [undated]}"),
    ],
)
def test_a_part_that_rests_on_more_than_words_is_taken(data: Path, part: str) -> None:
    assert later(data, part, "on: 2022-04-02, sources: undated") == []


@pytest.mark.parametrize(
    "claims",
    [
        ("on: 2022-03-30, sources: undated",),
        ("on: 2022-04-02, sources: undated", "on: 2022-03-29, sources: undated"),
        ("on: 2022-04-02, sources: wire-copy",),  # public before it is said to be uttered
        ("on: 2022-04-02, sources: undated", "sources: undated"),  # a day that is not known
    ],
)
def test_a_voice_heard_in_time_is_taken(data: Path, claims: tuple[str, ...]) -> None:
    assert later(data, PART, *claims) == []


def named(data: Path, summary: str, sources: str = "[announcement, wire]") -> list[str]:
    """Return what is told of publishers in a summary of the announcement."""
    change(data, EVENTS, SUMMARY, f"  summary: {summary}\n  sources: {sources}\n")
    return [one for one in problems(data) if "publishers-had-reported" in one]


def test_a_publisher_may_be_the_origin_or_have_an_article(data: Path) -> None:
    change(data, "sources.yaml", "origin: Agency", "origin: The Agency")
    (told,) = named(data, "As the Agency says.", "[announcement, wire-copy]")
    assert "names Agency, of whom no source is older than 2022-03-30" in told


@pytest.mark.parametrize(
    ("summary", "sources"),
    [
        ("As the Daily says.", "[announcement, wire-copy]"),  # had reported on the first day
        ("As the Agency says.", "announcement"),  # not cited
        ("As Agencyish outlets say.", "[announcement, wire]"),  # part of a word
        ("As the Archive says.", "[announcement, undated]"),  # bears no day
        ("[{value: As the Agency says., sources: [wire]}]", "[announcement, wire]"),
    ],
)
def test_a_summary_that_tells_no_more_than_was_known_is_taken(
    data: Path, summary: str, sources: str
) -> None:
    assert named(data, summary, sources) == []


@pytest.mark.parametrize(("name", "told"), [("RIA", 0), ("TASS", 1)])
def test_short_names_are_too_easily_words(data: Path, name: str, told: int) -> None:
    change(data, "sources.yaml", "publisher: Agency", f"publisher: {name}")
    assert len(named(data, f"As {name} says.")) == told


def test_a_publisher_with_a_text_of_unknown_day_may_have_been_first(data: Path) -> None:
    change(data, "sources.yaml", "publisher: Archive", "publisher: Agency")
    assert named(data, "As the Agency says.", "[announcement, wire, undated]") == []
