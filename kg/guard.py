"""What a query has to pass before it is run: it only reads this graph, and its grammar is right.

The engine's own parser is asked, over a store that holds nothing.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.functions import NAMES, functions
from kg.mistake import explained
from kg.nesting import too_deep
from kg.rdf.names import Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.functions import Function

_UNKNOWN = re.compile(r"The custom function <([^>]*)> is not supported")
# The first word after the prologue; possessive, so that no text makes it try long.
_FIRST_WORD = re.compile(r"(?:\s|#[^\n\r]*+|(?:PREFIX|BASE)\b[^>]*+>)*+([A-Z]+)", re.IGNORECASE)
_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"})


def refuse_unsafe(
    text: str, prefixes: Mapping[str, str] | None = None, base: str | None = None
) -> None:
    """Raise QueryError when a query would reach out (SERVICE), write, or nest beyond reason."""
    if deep := too_deep(text):
        raise QueryError(deep)
    if error := without("SERVICE", text, prefixes or {}, base):
        msg = "SERVICE is not allowed (a query reads this graph alone)"
        plainly = re.search(r"\bSERVICE\s*(?:SILENT\s*)?[<?$:\w]", text, re.IGNORECASE)
        told = msg if plainly else explain(error, text, prefixes or {}, base)
        raise QueryError(told) from error
    if (word := form(text)) in _UPDATES:
        msg = f"{word} is not allowed (the graph is read-only: SELECT, ASK, CONSTRUCT, DESCRIBE)"
        raise QueryError(msg)


def form(text: str) -> str:
    """Return the first word of a query in capitals, such as SELECT; nothing when it has none."""
    first = _FIRST_WORD.match(text)
    return first[1].upper() if first else ""


def without(
    word: str, text: str, prefixes: Mapping[str, str], base: str | None
) -> SyntaxError | None:
    """Return the error of a query in which a word is no longer one of the grammar, None if none.

    Only the engine's own grammar tells for sure whether a word is a keyword, or a part of a text,
    name, address or comment: a query that does not need it as one is still a query without it.
    """
    found = re.compile(word, re.IGNORECASE)
    # Our own most frequent name has a FROM in it: no keyword ends in "known", so that it can't be
    # taken for two words. All others are left to the parser, which takes a third of a millisecond.
    if not found.search(text.replace("knownFrom", " ")):
        return None
    mask = "x" * len(word)
    masked = {found.sub(mask, name): iri for name, iri in prefixes.items()}
    try:
        return refused(found.sub(mask, text), masked, base, prefixes)
    except RuntimeError as error:
        raise unanswered(error) from error


def refused(
    text: str,
    prefixes: Mapping[str, str],
    base: str | None,
    ours: Mapping[str, str] | None = None,
) -> SyntaxError | None:
    """Return what the engine's parser says against a query, None for nothing."""
    known = functions_known(prefixes if ours is None else ours)
    try:
        ox.Store().query(text, base_iri=base, prefixes=dict(prefixes), custom_functions=known)
    except SyntaxError as error:
        return error
    return None


def explain(error: SyntaxError, text: str, prefixes: Mapping[str, str], base: str | None) -> str:
    """Return what is wrong with a query that the parser has refused, in our words."""
    return explained(error, text, prefixes, lambda part: refused(part, prefixes, base))


def functions_known(prefixes: Mapping[str, str]) -> dict[ox.NamedNode, Function]:
    """Return the functions on dates, in our own namespace and in that of the prefix ``kg``."""
    ours = Names().expand("kg:")
    return functions(*dict.fromkeys((ours, prefixes.get("kg", ours))))


def unanswered(error: RuntimeError) -> QueryError:
    """Return the error of a query that can be parsed, but not be answered."""
    if found := _UNKNOWN.match(str(error)):
        # A plain kg:before is missing on purpose: whoever asks has to choose.
        last = re.split(r"[/#]", found[1])[-1]
        near = [name for name in NAMES if last and name.lower().endswith(f"ly{last.lower()}")]
        near = near or difflib.get_close_matches(last, NAMES, cutoff=0.8)
        hint = f" (there is {', '.join(f'kg:{name}' for name in near)})" if near else ""
        return QueryError(f"unknown function <{found[1]}>{hint}")
    return QueryError(f"can't be answered: {error}")
