"""How deep a query nests, told from its text before the engine reads it."""

from __future__ import annotations

import re

# The engine reads nested queries by calling itself: far deeper, it would take the process down.
MAX_NESTING = 200
# So does it with chains of operators and patterns; 5,000 OPTIONALs break it on a stack of 8 MiB.
MAX_CHAIN = 1000
# What may hold an operator's sign without being one: a comment, a text (up to where it breaks off
# if its quote is never closed, so that no text makes it try long), an IRI, and an escape in a name.
_OPAQUE = re.compile(
    r"""#[^\n\r]*+|\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:"{3})?|'{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?"""
    r"""|"(?:[^"\\\n\r]|\\.)*+"?|'(?:[^'\\\n\r]|\\.)*+'?|<[^<>"{}|^`\\\s]*+>|\\.""",
    re.DOTALL,
)
_LINKS = re.compile(
    r"\|\|?|&&|[+*/!^]|(?<=[\s)?$\w])-(?=[\s?$(])|\b(?:BIND|FILTER|GRAPH|MINUS|OPTIONAL|UNION)\b",
    re.IGNORECASE,
)


def too_deep(text: str) -> str | None:
    """Return in words what is too deep in a query, None when it may be read."""
    if _nesting(text) > MAX_NESTING:
        return f"nested too deeply (at most {MAX_NESTING} brackets within each other)"
    if _links(text) > MAX_CHAIN:
        return f"too many operators and patterns (at most {MAX_CHAIN} in a query)"
    return None


def _nesting(text: str) -> int:
    """Return an upper bound of how deep the brackets of a query nest."""
    deepest = depth = 0
    for mark in re.findall(r"[(\[{)\]}]", text):
        depth = depth + 1 if mark in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _links(text: str) -> int:
    """Return how many operators and patterns a query has, or more."""
    # Whatever is no address of the web may be a comparison: "?a<b:c+d:e>?f".
    bare = _OPAQUE.sub(lambda one: one[0] if re.match("<(?!https?://)", one[0]) else " ", text)
    return len(_LINKS.findall(bare))
