"""Words as they are compared: in Latin letters without accents, and by how they sound.

Nothing here is about languages as such: each rule makes two spellings of one name equal that the
records, or their readers, really use. Both sides are folded, so a rule may join too much, never
too little; what is equal only by its sound ranks below what is spelled alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"'s(?![a-z])")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼʹ´`", "'"))

# Each in turn, with an example of what it makes equal.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("shch|sch", "sh"),  # Shcherbak, Scherbak
        ("tsch|tch|cz", "ch"),  # Tchaikovsky, Chaikovsky
        ("kh", "h"),  # Kharkiv, Harkiv
        ("ph", "f"),
        ("(?<=[gt])h", ""),  # Afghanistan, Afganistan
        ("ck|q", "k"),
        ("w", "v"),  # Wolodymyr, Volodymyr
        ("x", "ks"),  # Alexei, Aleksei
        ("[jy]", "i"),  # Zelensky, Zelenskyy, Zelenskij
        ("i+", "i"),
        ("i(?=[aeou])", ""),  # Yermak, Ermak; Mariia, Maria
        ("(?<![cs])h", "g"),  # Luhansk, Lugansk
        (r"([a-z])\1+", r"\1"),  # Odessa, Odesa
    )
)
_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("(?<=[a-z])[eio]v$"), "iv"),  # Kyiv, Kiev; Kharkiv, Kharkov
    (re.compile("(?<=[a-z]{3})o$"), "a"),  # Lukashenko, Lukashenka
)


@lru_cache(maxsize=200_000)
def folded(word: str) -> tuple[str, ...]:
    """Return the words of a text in small Latin letters without accents, and digits."""
    if word.isascii() and word.isalnum():
        return (word.lower(),)
    text = word
    if not text.isascii():
        # Composed letters stay one, as anyascii knows them; marks of stress and vowels go.
        text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
        text = anyascii("".join(one for one in text if unicodedata.category(one) != "Mn"))
    text = _POSSESSIVE.sub("", text.lower()).replace("'", "")
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=100_000)
def rough(word: str) -> str:
    """Return how a folded word sounds, roughly; its ending is left as it is."""
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return word


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return how a folded word sounds, roughly, endings included."""
    word = rough(word)
    for pattern, instead in _ENDINGS:
        word = pattern.sub(instead, word)
    return word
