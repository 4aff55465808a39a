"""The records of one import, kept on disk while rows come in, so that memory stays small."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from kg.dataset import KINDS
from kg.imports.row import RowError
from kg.wording import dotted, follows_from_another, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.imports.made import Made

_ADAPTERS = {kind: TypeAdapter(model) for kind, model in KINDS.items()}
_TABLES = """
CREATE TABLE record (kind TEXT, id TEXT, text TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE twin (name TEXT, side TEXT, id TEXT, PRIMARY KEY (name, side, id)) WITHOUT ROWID;
CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE old (kind TEXT, id TEXT, text TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""


class Kept:
    """A store of records in a file that the import removes again."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        self.merged = 0

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, made: Iterable[Made]) -> None:
        """Keep the records of a row, all or none.

        What several rows refer to is kept once, as the first has it. Raises RowError when one
        breaks its model, or the row's own record is there already.
        """
        fresh = []
        for one in made:
            known = self._text(one.kind, one.record["id"])
            if one.row and self._seen(one.record["id"]):
                msg = f"row '{one.record['id']}' stands twice (each once)"
                raise RowError(msg)
            if known is None:
                check(one.kind, one.record)
                fresh.append(one)
        for one in fresh:
            if one.row:
                self._db.execute("INSERT INTO seen VALUES (?)", (one.record["id"],))
            if one.twin is None or not self._joined(one):
                self._put(one.kind, one.record)

    def _seen(self, record_id: str) -> bool:
        query = "SELECT 1 FROM seen WHERE id = ?"
        return self._db.execute(query, (record_id,)).fetchone() is not None

    def _joined(self, one: Made) -> bool:
        """Join a row with its mirror image, if that came before; else remember it."""
        query = "SELECT side, id FROM twin WHERE name = ? AND side <> ? LIMIT 1"
        found = self._db.execute(query, (one.twin, one.side)).fetchone()
        if found is None:
            values = (one.twin, one.side, one.record["id"])
            self._db.execute("INSERT INTO twin VALUES (?, ?, ?)", values)
            return False
        delete = "DELETE FROM twin WHERE name = ? AND side = ? AND id = ?"
        self._db.execute(delete, (one.twin, *found))
        other = json.loads(self._text(one.kind, found[1]) or "{}")
        self._db.execute("DELETE FROM record WHERE kind = ? AND id = ?", (one.kind, other["id"]))
        self._put(one.kind, joined(other, one.record))
        self.merged += 1
        return True

    def _put(self, kind: str, record: dict[str, Any]) -> None:
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        self._db.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (kind, record["id"], text)
        )

    def _text(self, kind: str, record_id: str) -> str | None:
        query = "SELECT text FROM record WHERE kind = ? AND id = ?"
        found = self._db.execute(query, (kind, record_id)).fetchone()
        return None if found is None else str(found[0])

    def keep_old(self, kind: str, text: str) -> None:
        """Keep a record of an earlier import, to compare."""
        record = json.loads(text)
        self._db.execute("INSERT OR REPLACE INTO old VALUES (?, ?, ?)", (kind, record["id"], text))

    def pairs(self) -> Iterator[tuple[str, str, str | None, str | None]]:
        """Yield kind, id, the text now and the text before, in order of kind and id."""
        yield from self._db.execute(
            "SELECT kind, id, max(now), max(before) FROM ("
            " SELECT kind, id, text AS now, NULL AS before FROM record UNION ALL"
            " SELECT kind, id, NULL, text FROM old) GROUP BY kind, id ORDER BY kind, id"
        )


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return the record of two rows that are mirror images: that of the lower number, cites both.

    Which of them came first plays no part.
    """
    first, second = sorted((one, other), key=lambda record: (len(record["id"]), record["id"]))
    cited = [record["sources"][0] for record in (first, second)]
    rows = " and ".join(citation["note"].removeprefix("row ") for citation in cited)
    return {**first, "sources": [{**cited[0], "note": f"rows {rows}"}, *first["sources"][1:]]}


def check(kind: str, record: dict[str, Any]) -> None:
    """Raise RowError when a record breaks its model."""
    try:
        _ADAPTERS[kind].validate_python(record)
    except ValidationError as error:
        details = error.errors()
        told = [
            f"{dotted(one['loc'])}: {said(KINDS[kind], one)}"
            for one in details
            if not follows_from_another(one, details)
        ]
        raise RowError("; ".join(told[:3])) from error
