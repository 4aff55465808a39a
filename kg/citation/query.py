"""The normal form of a SPARQL query: one text for all ways to lay it out.

Comments go, tokens stand one space apart (as far as they may), keywords are in capitals, and the
prefixes in use are declared at the top, in order of their names. So the text runs as it stands, on
any engine. Prefixed names stay as they were written: expanding them would make a citation that
nobody can read, for the sake of queries that differ in nothing but the names of their prefixes.
What variables are called and in which order patterns stand is kept too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# SPARQL 1.1, section 19.8: the terminals, and all other signs one by one. Strings and IRIs come
# before comments, since both may hold a '#'.
_TOKEN = re.compile(
    r"""
    (?P<blank> (?: \s | \#[^\n\r]* )+ )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3}
        | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3}
        | " (?: [^"\\\n\r] | \\. )* "
        | ' (?: [^'\\\n\r] | \\. )* ' )
    | (?P<variable> [?$]\w+ )
    | (?P<name> (?: [^\W\d_] (?: [\w.·-]*[\w·-] )? | _ )? :
        (?: (?: [\w:.·-] | %[0-9A-Fa-f]{2} | \\. )* (?: [\w:·-] | %[0-9A-Fa-f]{2} | \\. ) )? )
    | (?P<number> [+-]? (?: \d+\.?\d*[eE][+-]?\d+ | \.\d+[eE][+-]?\d+ | \d*\.\d+ | \d+ ) )
    | (?P<language> @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* (?:--[a-z]+)? )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<sign> \^\^ | && | \|\| | != | <= | >= | << | >> | . )
    """,
    re.VERBOSE | re.DOTALL,
)
# In lower case these mean something of their own.
_KEPT = frozenset({"a", "true", "false"})
# Each answers otherwise every time, so no result of theirs can be checked.
_VOLATILE = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})


class _Token(NamedTuple):
    kind: str
    text: str


def normal(text: str, prefixes: Mapping[str, str]) -> str:
    """Return the normal form of a query; ``prefixes`` are those that need not be declared."""
    declared, body = _prologue(list(_tokens(text)))
    known = dict(prefixes) | dict(declared)
    used = {one.text.partition(":")[0] for one in body if one.kind == "name"} - {"_"}
    head = []
    if len(dict(declared)) < len(declared) or "BASE" in dict(declared):
        # A base, or a prefix declared again, means something by its place alone.
        used -= {name for name, _ in declared}
        head = [_declaration(name, iri) for name, iri in declared]
    new = [_declaration(name, f"<{_bare(known[name])}>") for name in sorted(used) if name in known]
    return " ".join([*new, *head, _joined(body)])


def refuse_volatile(text: str) -> None:
    """Raise QueryError when a query calls what answers otherwise each time it is asked."""
    for one, after in pairwise(_tokens(text)):
        if one.kind == "word" and one.text in _VOLATILE and after.text == "(":
            msg = f"{one.text}() answers otherwise each time, so its result can't be cited"
            raise QueryError(msg)


def caveats(text: str) -> tuple[str, ...]:
    """Return what in a query leaves a part of the answer to the engine, as sentences."""
    words = {one.text for one in _tokens(text) if one.kind == "word"}
    found = []
    if words & {"LIMIT", "OFFSET"} and "ORDER" not in words:
        found.append("LIMIT or OFFSET without ORDER BY: another engine may take other rows")
    if chosen := sorted(words & {"GROUP_CONCAT", "SAMPLE"}):
        found.append(f"{' and '.join(chosen)}: another engine may take values in another order")
    return tuple(found)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "sign"
        token = found[0]
        if kind == "word" and token not in _KEPT:
            token = token.upper()
        if kind != "blank":
            yield _Token(kind, token)


def _prologue(tokens: Sequence[_Token]) -> tuple[list[tuple[str, str]], Sequence[_Token]]:
    """Return the declarations at the top (``BASE`` by that name), and what comes after them."""
    declared = []
    at = 0
    while at < len(tokens):
        words = tokens[at : at + 3]
        kinds = [one.kind for one in words]
        if words[0].text == "PREFIX" and kinds == ["word", "name", "iri"]:
            declared.append((words[1].text.removesuffix(":"), words[2].text))
            at += 3
        elif words[0].text == "BASE" and kinds[:2] == ["word", "iri"]:
            declared.append(("BASE", words[1].text))
            at += 2
        else:
            break
    return declared, tokens[at:]


def _declaration(name: str, iri: str) -> str:
    return f"BASE {iri}" if name == "BASE" else f"PREFIX {name}: {iri}"


def _bare(iri: str) -> str:
    return iri.removeprefix("<").removesuffix(">")


def _joined(tokens: Sequence[_Token]) -> str:
    parts: list[str] = []
    for before, one in zip([None, *tokens], tokens, strict=False):
        # A datatype or a language belongs to its text. Oxigraph wants the bracket of a function
        # right after its name.
        glued = before is None or before.text == "^^" or one.text == "^^" or one.kind == "language"
        called = before is not None and before.kind == "word" and one.text == "("
        parts.append(one.text if glued or called else f" {one.text}")
    return "".join(parts)
