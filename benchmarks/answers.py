"""Answers of different engines, made comparable: by value, in any order of rows."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Columns = Sequence[str]
Rows = Sequence[Sequence[object]]
_TRUTH = {"true": "1", "false": "0"}
# As maplib writes its terms.
_TERM = re.compile(r'<(?P<iri>[^<>]*)>|"(?P<text>.*)"@[A-Za-z-]+', re.DOTALL)


def cell(value: object) -> str:
    """Return a value as one text for all engines: 2, 2.0 and "2" are one, true and "1" are one."""
    if value is None:
        return ""
    text = str(value)
    if found := _TERM.fullmatch(text):
        return found["iri"] or found["text"] or ""
    text = _TRUTH.get(text.lower(), text)
    with contextlib.suppress(ValueError):
        return f"{float(text):.10g}"
    return text


def digest(columns: Columns, rows: Iterable[Sequence[object]]) -> str:
    """Return a hash of a table that is the same for other orders of its rows and columns."""
    order = sorted(range(len(columns)), key=lambda index: columns[index])
    texts = sorted("\x1f".join(cell(row[index]) for index in order) for row in rows)
    return hashlib.sha256("\x1e".join(texts).encode()).hexdigest()[:16]
