"""The index of a store's records, and how what it finds is ranked.

Every word that is asked for must stand somewhere in a record. A word counts by how well it matches
(:mod:`kg.search.words`) and by where it stands (``WEIGHTS``); a record by the mean of its words,
and by a quarter more where they are the whole of a name of it. Among equals stands first who has
more events, then what comes first: events by their date, all others in the alphabet.
"""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from kg.search.entries import KINDS, entries
from kg.search.folding import folded
from kg.search.found import Found, Hit
from kg.search.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.rdf.names import Names
    from kg.search.entries import Entry, Text
    from kg.store import Store

WEIGHTS = {
    "name": 1.0,
    "title": 0.6,  # of a source: it speaks of what others are called
    "other": 0.97,
    "date": 0.95,
    "kind": 0.9,
    "where": 0.7,
    "who": 0.6,
    "office": 0.6,
    "about": 0.45,
    "claim": 0.35,
}
_WHYS = {
    "other": "also known as {}",
    "where": "in {}",
    "who": "with {}",
    "office": "{}",
    "about": "{}",
    "claim": "said of it: {}",
}
_WHOLE = 0.25
_CODE = 1 + _WHOLE  # an id is as good as the whole of a name
_NEAR = 75  # of 100, as rapidfuzz counts
_FEW = 5
_FILLERS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with")
)
_MOST_WORDS = 12
_EXCERPT = 110
Best = dict[int, tuple[float, int]]


def index(store: Store, names: Names) -> Index:
    """Return the index of all that a store knows."""
    return Index(entries(store, names))


class Index:
    """Finds records. It is only read once it is made, so threads may share it."""

    def __init__(self, found: Iterable[Entry]) -> None:
        # Among equals the order is always the same: that of the entries.
        self._entries = sorted(found, key=lambda one: (-one.events, one.order, one.ref.id))
        self._owners: list[int] = []
        self._texts: list[Text] = []
        self._sizes: list[int] = []
        # Of each word: in which records it stands, and the text of each in which it weighs most.
        self._places: dict[str, dict[int, int]] = {}
        self._codes: dict[str, list[int]] = {}
        for owner, entry in enumerate(self._entries):
            for code in entry.codes:
                self._codes.setdefault(code.lower(), []).append(owner)
            for text in sorted(entry.texts, key=lambda one: -WEIGHTS[one.field]):
                self._add(owner, text)
        self._weights = [WEIGHTS[one.field] for one in self._texts]
        self._words = Words(self._places)

    def _add(self, owner: int, text: Text) -> None:
        words = {word for part in text.text.split() for word in folded(part)}
        place = len(self._texts)
        self._owners.append(owner)
        self._texts.append(text)
        self._sizes.append(len(words))
        for word in words:
            self._places.setdefault(word, {}).setdefault(owner, place)

    def __len__(self) -> int:
        return len(self._entries)

    def find(
        self, query: str, kind: str | None = None, limit: int = 50, each: int | None = None
    ) -> Found:
        """Return the records that a reader may mean; only those of one kind, if it is given.

        ``limit`` is how many at most, ``each`` how many of each kind.
        """
        words = _words(query)
        per_word = {one: self._of_word(one) for one in words}
        found = self._scored(list(per_word.values()))
        for owner in self._codes.get(query.strip().lower(), ()):
            found[owner] = (_CODE, -1)
        if not found:
            unknown = tuple(one for one in words if not per_word[one])
            return Found(words, unknown=unknown, closest=self._closest(words, per_word))
        counts = Counter(self._entries[owner].ref.kind for owner in found)
        if kind is not None:
            found = {one: how for one, how in found.items() if self._entries[one].ref.kind == kind}
        best = self._best(found, limit if each is None else len(found), each)
        hits = tuple(self._hit(owner, *found[owner]) for owner in best[:limit])
        return Found(words, hits, {one: counts[one] for one in KINDS if counts[one]})

    def _scored(self, per_word: Sequence[Best]) -> Best:
        """Return the records that have all words, with their score and the text that tells most."""
        if not per_word:
            return {}
        found: Best = {}
        for owner in set(per_word[0]).intersection(*per_word):
            same = [one[owner] for one in per_word]
            score = sum(how for how, _ in same) / len(same)
            places = {place for _, place in same}
            first = next(iter(places))
            whole = len(places) == 1 and self._sizes[first] == len(per_word)
            if whole and self._texts[first].field in ("name", "other"):
                score += _WHOLE
            # The weakest word is the one that a reader asks about: why is this here?
            found[owner] = (round(score, 3), min(same)[1])
        return found

    def _best(self, found: Best, limit: int, each: int | None = None) -> list[int]:
        """Return the best of what was found; of each kind only so many."""
        ranked = heapq.nsmallest(limit, found, key=lambda owner: (-found[owner][0], owner))
        if each is None:
            return ranked
        seen: Counter[str] = Counter()
        kept = []
        for owner in ranked:
            kind = self._entries[owner].ref.kind
            seen[kind] += 1
            if seen[kind] <= each:
                kept.append(owner)
        return kept

    def _of_word(self, word: str) -> Best:
        best: Best = {}
        weights = self._weights
        for other, how in self._words.like(word).items():
            for owner, place in self._places[other].items():
                score = how * weights[place]
                if owner not in best or score > best[owner][0]:
                    best[owner] = (score, place)
        return best

    def _hit(self, owner: int, score: float, place: int) -> Hit:
        entry = self._entries[owner]
        text = self._texts[place] if place >= 0 else None
        why = ""
        if text and text.field in _WHYS:
            why = _WHYS[text.field].format(_excerpt(text.text))
        return Hit(entry.ref, entry.told, why, entry.events, score)

    def _closest(self, words: Sequence[str], per_word: Mapping[str, Best]) -> tuple[Hit, ...]:
        """Return records that have some of the words; if none has any, those with a near name."""
        some: dict[int, float] = {}
        for best in per_word.values():
            for owner, (how, _) in best.items():
                some[owner] = some.get(owner, 0.0) + how
        if not some:
            some = self._near(" ".join(words))
        return tuple(
            self._hit(one, 0.0, -1)
            for one in self._best({one: (how, -1) for one, how in some.items()}, _FEW)
        )

    def _near(self, asked: str) -> dict[int, float]:
        names = {
            place: " ".join(folded(text.text))
            for place, text in enumerate(self._texts)
            if text.field in ("name", "other")
            and self._entries[self._owners[place]].ref.kind
            not in ("event", "source")  # they are called by sentences
        }
        near = process.extract(asked, names, scorer=fuzz.WRatio, limit=40, score_cutoff=_NEAR)
        return {self._owners[place]: score for _, score, place in reversed(near)}


def _words(query: str) -> tuple[str, ...]:
    """Return the words of a query; little words only where there are no others."""
    words = tuple(dict.fromkeys(folded(query[:200])))[:_MOST_WORDS]
    return tuple(one for one in words if one not in _FILLERS) or words


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"
