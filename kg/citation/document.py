"""A citation as a JSON document that can be verified; and reading one back, trusting nothing.

``format`` counts the versions of this document. A result of more than ``KEPT_ROWS`` rows stands in
it by the hash of each row (``row_sha256``): such a document tells that rows changed and which are
new, but can't show those that are gone.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from kg.citation.model import Asked, Release
from kg.citation.result import KEPT_ROWS, digest, line, sha256
from kg.errors import CallError
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.citation.model import Citation

T = TypeVar("T")

TYPE, FORMAT = "ParleyCitation", 1
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "RECORDS")
BY_VIEW = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says. ``lines`` are the rows; when ``hashed``, the SHA-256 of each."""

    release: Release
    view: View
    asked: Asked | None
    record: str | None
    accessed: str
    form: str
    variables: tuple[str, ...]
    count: int
    sha256: str
    lines: tuple[str, ...]
    hashed: bool


def written(citation: Citation, text: str) -> dict[str, Any]:
    """Return a citation as plain values for JSON, in a fixed order; ``text`` is that of people."""
    result, asked = citation.result, citation.asked
    found: dict[str, Any] = {
        "type": TYPE,
        "format": FORMAT,
        "text": text,
        "permalink": citation.permalink,
        "accessed": citation.accessed.isoformat(),
        "dataset": asdict(citation.release),
        "view": citation.view.params(),
        "record": citation.record,
        "query": None,
        "result": {
            "form": result.form,
            "variables": list(result.variables),
            "count": len(result.rows),
            "sha256": result.sha256,
        },
    }
    if asked is not None:
        found["query"] = {
            "name": asked.name,
            "title": asked.title,
            "parameters": dict(sorted(asked.values.items())),
            "sparql": asked.text,
            "sha256": asked.sha256,
            "caveats": list(citation.caveats),
        }
    if len(result.rows) > KEPT_ROWS:
        found["result"]["row_sha256"] = sorted(sha256(one) for one in result.lines)
    else:
        found["result"]["rows"] = [list(row) for row in result.rows]
    return found


def read(content: bytes, name: str = "the file") -> Document:
    """Read a document. Raises CallError: foreign, malformed, altered, or of a newer format."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
        json.dumps(found, ensure_ascii=False).encode()  # an escape may be half of a surrogate pair
    except (ValueError, RecursionError) as error:
        msg = f"{name}: not JSON, so no citation (one is made with: kg cite)"
        raise CallError(msg) from error
    if not isinstance(found, dict) or found.get("type") != TYPE:
        msg = f"{name}: no citation of this kind of dataset (one is made with: kg cite)"
        raise CallError(msg)
    number = _take(found, "format", int, name)
    if number > FORMAT:
        msg = f"{name}: format {number} is newer than this program (it knows up to {FORMAT})"
        raise CallError(msg)
    if number < 1:
        raise _wrong(name, "format")
    document = _document(found, name)
    _check(document, name)
    return document


def _document(found: Mapping[str, Any], name: str) -> Document:
    dataset = _take(found, "dataset", dict, name)
    names = [one.name for one in fields(Release) if one.name != "quads"]
    texts = {one: _take(dataset, one, str, name) for one in names}
    release = Release(**texts, quads=_take(dataset, "quads", int, name))
    query = found.get("query")
    asked = None
    if query is not None:
        if not isinstance(query, dict):
            raise _wrong(name, "query")
        asked = Asked(
            text=_take(query, "sparql", str, name),
            name=_optional(query, "name", name),
            title=_optional(query, "title", name),
            values=_texts(query, "parameters", name),
        )
        if asked.sha256 != query.get("sha256"):
            raise _altered(name, "query")
    result = _take(found, "result", dict, name)
    hashed = "row_sha256" in result
    return Document(
        release=release,
        view=_view(_texts(found, "view", name), name),
        asked=asked,
        record=_optional(found, "record", name),
        accessed=_day(_take(found, "accessed", str, name), name),
        form=_take(result, "form", str, name),
        variables=tuple(_list(result, "variables", str, name)),
        count=_take(result, "count", int, name),
        sha256=_take(result, "sha256", str, name),
        lines=tuple(_list(result, "row_sha256", str, name) if hashed else _rows(result, name)),
        hashed=hashed,
    )


def _rows(result: Mapping[str, Any], name: str) -> list[str]:
    width = len(_list(result, "variables", str, name))
    lines = []
    for row in _list(result, "rows", list, name):
        if len(row) != width or not all(one is None or isinstance(one, str) for one in row):
            raise _wrong(name, "rows")
        lines.append(line(tuple(row)))
    return lines


def _view(params: Mapping[str, str], name: str) -> View:
    try:
        view = View.of_params({key: [value] for key, value in params.items()})
    except CallError as error:
        msg = f"{name}: view: {error}"
        raise CallError(msg) from error
    if view.params() != dict(params):  # a filter that is not known must not be left out
        raise _wrong(name, "view")
    return view


def _check(document: Document, name: str) -> None:
    """Hold what the document says of its result against itself."""
    shaped = document.form in _FORMS and document.count == len(document.lines)
    if not shaped or (document.form == "RECORDS") != (document.asked is None):
        raise _wrong(name, "result")
    if document.record is not None and document.asked is not None:
        raise _wrong(name, "record")
    hashes = [document.sha256, document.release.sha256]
    hashes += document.lines if document.hashed else ()
    if not all(BY_VIEW.fullmatch(one) for one in hashes):
        raise _wrong(name, "sha256")
    whole = digest(document.form, document.variables, document.lines)
    if not document.hashed and whole != document.sha256:
        raise _altered(name, "result")


def _take(mapping: Mapping[str, Any], key: str, kind: type[T], name: str) -> T:
    value = mapping.get(key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _wrong(name, key)
    return value


def _optional(mapping: Mapping[str, Any], key: str, name: str) -> str | None:
    return None if mapping.get(key) is None else _take(mapping, key, str, name)


def _list(mapping: Mapping[str, Any], key: str, kind: type[T], name: str) -> list[T]:
    found: list[Any] = _take(mapping, key, list, name)
    if not all(isinstance(one, kind) for one in found):
        raise _wrong(name, key)
    return found


def _texts(mapping: Mapping[str, Any], key: str, name: str) -> dict[str, str]:
    found: dict[Any, Any] = _take(mapping, key, dict, name)
    if not all(isinstance(one, str) for one in found.values()):
        raise _wrong(name, key)
    return found


def _day(value: str, name: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise _wrong(name, "accessed") from error


def _wrong(name: str, key: str) -> CallError:
    return CallError(f"{name}: '{key}' is not as a citation has it (make one with: kg cite)")


def _altered(name: str, what: str) -> CallError:
    return CallError(f"{name}: the {what} does not have its SHA-256, so the file was altered")
