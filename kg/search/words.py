"""The words of an index, and which of them a reader may have meant by another."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from kg.search.folding import rough, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAME, BEGINS, SOUNDS, SOUNDS_BEGIN, NEAR, FARTHER, INSIDE = 1.0, 0.95, 0.92, 0.8, 0.6, 0.5, 0.4
"""How well a word of a record matches: it is the same, begins so, sounds so, begins to sound so, is
one slip away (wrong, missing, doubled or swapped letter), two slips away, or holds it inside."""


class Words:
    """All words of an index, folded."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(set(words))
        self._words = frozenset(self._sorted)
        self._rough: dict[str, list[str]] = {}
        self._sounds: dict[str, list[str]] = {}
        for word in self._sorted:
            self._rough.setdefault(rough(word), []).append(word)
            self._sounds.setdefault(sound(word), []).append(word)
        self._rough_sorted = sorted(self._rough)

    def like(self, word: str) -> dict[str, float]:
        """Return the words that a reader may have meant by one, with how well each matches.

        What is spelled or sounds so is taken at its word; else a slip is guessed. Numbers are
        never guessed: 2022 is no slip for 2023, nor the 2nd the beginning of the 29th.
        """
        if word.isdigit() and len(word) < 3:
            return {word: SAME} if word in self._words else {}
        return _best(self._meant(word)) or _best(self._guessed(word))

    def _meant(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self._words:
            yield word, SAME
        yield from ((one, BEGINS) for one in _beginning(self._sorted, word))
        if not _has_digit(word):
            near = rough(word)
            if len(near) >= 2:  # a letter alone is like no other
                yield from ((one, SOUNDS) for one in self._sounds.get(sound(word), ()))
            if len(near) >= 3:
                for other in _beginning(self._rough_sorted, near):
                    yield from ((one, SOUNDS_BEGIN) for one in self._rough[other])

    def _guessed(self, word: str) -> Iterator[tuple[str, float]]:
        near = rough(word)
        if len(near) < 4 or _has_digit(word):
            return
        yield from ((one, INSIDE) for one in self._sorted if word in one)
        most = 2 if len(near) >= 8 else 1
        for other, distance, _ in extract_iter(
            near, self._rough_sorted, scorer=OSA.distance, score_cutoff=most
        ):
            how = NEAR if distance <= 1 else FARTHER
            yield from ((one, how) for one in self._rough[other] if not _has_digit(one))
        if len(near) >= 5:  # a word that is still being typed
            begun = [one[: len(near)] for one in self._rough_sorted]
            for _, _, place in extract_iter(near, begun, scorer=OSA.distance, score_cutoff=1):
                yield from ((one, FARTHER) for one in self._rough[self._rough_sorted[place]])


def _best(matches: Iterator[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, how in matches:
        found[word] = max(how, found.get(word, 0.0))
    return found


def _has_digit(word: str) -> bool:
    return any(one.isdigit() for one in word)


def _beginning(words: list[str], start: str) -> Iterator[str]:
    for place in range(bisect_left(words, start), len(words)):
        if not words[place].startswith(start):
            return
        yield words[place]
