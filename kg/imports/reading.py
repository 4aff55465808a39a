"""Reading a table a row at a time: CSV, TSV or JSON Lines, of any length, in bounded memory."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import zipfile
import zlib
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from kg.errors import DataError, NotFoundError, Problem
from kg.imports.row import Reject, Row
from kg.yamlfile import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The longest row: those of the data sets have some kilobytes.
MAX_ROW = 1024 * 1024
_SHOWN = 1000
# What the modules of archives raise; the last two for a password and for an unknown method.
_NOT_UNPACKED = (
    EOFError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written.

    ``delimiter`` None is JSON Lines. ``quoted``: cells may stand in double quotes and hold line
    breaks. ``columns``: their names where the file has no header. ``needed`` must be among them.
    """

    delimiter: str | None = ","
    quoted: bool = True
    columns: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    encoding: str = "utf-8"


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, or the only file in a .zip or .gz.

    Raises NotFoundError, and DataError for a file that is no archive, or a broken one.
    """
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as file:
                yield file  # type: ignore[misc]
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [one for one in archive.namelist() if not one.endswith("/")]
                if len(names) != 1:
                    message = f"holds {len(names)} files (an archive of one file belongs here)"
                    raise DataError([Problem(path.name, message)])
                with archive.open(names[0]) as file:
                    yield file
        else:
            with path.open("rb") as file:
                yield file
    except FileNotFoundError:
        raise NotFoundError("file", str(path)) from None
    except _NOT_UNPACKED as error:
        message = f"can't be unpacked: {str(error) or type(error).__name__} (is it whole?)"
        raise DataError([Problem(path.name, message)]) from error


def rows(path: Path, layout: Layout) -> Iterator[Row | Reject]:
    """Yield the rows of a file, and a reject for each that can't be read.

    Raises DataError where the file as a whole is not of that layout, and NotFoundError.
    """
    with opened(path) as file:
        name = path.name
        columns = layout.columns
        for one in _texts(file, name, layout):
            if isinstance(one, Reject):
                if not columns and layout.delimiter is not None:
                    raise DataError([Problem(name, f"the header {one.reason}", one.line)])
                yield one
                continue
            line, text = one
            if layout.delimiter is None:
                yield _object(name, line, text)
                continue
            try:
                cells = _cells(text, layout)
            except csv.Error as error:
                yield Reject(name, line, f"not a row: {error}", text[:_SHOWN])
                continue
            if not columns:
                columns = _header(cells, name, layout)
            elif len(cells) != len(columns):
                reason = f"has {_cell(len(cells))} ({len(columns)} belong here)"
                yield Reject(name, line, reason, text[:_SHOWN])
            else:
                yield Row(name, line, dict(zip(columns, cells, strict=True)), text)
        if not columns and layout.delimiter is not None:
            raise DataError([Problem(name, "is empty (a header and rows belong here)")])


def _cell(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


def _cells(text: str, layout: Layout) -> list[str]:
    delimiter = layout.delimiter or ","
    if not layout.quoted:
        return text.rstrip("\r\n").split(delimiter)
    csv.field_size_limit(MAX_ROW)
    found = (
        list(csv.reader([text], delimiter=delimiter, strict=True))
        if "\n" not in text.rstrip("\r\n")
        else list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    )
    return found[0] if found else []


def _header(cells: list[str], name: str, layout: Layout) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in cells)
    missing = [one for one in layout.needed if one not in columns]
    twice = next((one for one in columns if one and columns.count(one) > 1), None)
    if missing:
        sign = {"\t": "a tab"}.get(str(layout.delimiter), f"'{layout.delimiter}'")
        has = ", ".join(columns)
        message = (
            f"has no column '{missing[0]}' ({_cell(len(columns))}: {has:.200}; columns are "
            f"divided by {sign})"
        )
        raise DataError([Problem(name, message, 1)])
    if twice is not None:
        raise DataError([Problem(name, f"column '{twice}' stands twice (each once)", 1)])
    return columns


def _object(name: str, line: int, text: str) -> Row | Reject:
    """Return the row of a JSON object; cells are its texts and numbers as written."""
    try:
        value: Any = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or type(error).__name__
        return Reject(name, line, f"not JSON: {reason}", text[:_SHOWN])
    if not isinstance(value, dict):
        return Reject(name, line, "is no object (keys and values belong here)", text[:_SHOWN])
    cells: dict[str, str] = {}
    for key, cell in value.items():
        if isinstance(cell, dict | list):
            reason = f"{key:.40}: holds more than one value (a text or number belongs here)"
            return Reject(name, line, reason, text[:_SHOWN])
        cells[key] = "" if cell is None else str(cell)
    if found := next((one for one in cells.values() if UNPRINTABLE.search(one)), None):
        reason = f"holds {found[:20]!r}, with a character that does not print"
        return Reject(name, line, reason, text[:_SHOWN])
    return Row(name, line, cells, text)


def _texts(file: IO[bytes], name: str, layout: Layout) -> Iterator[tuple[int, str] | Reject]:
    """Yield each row as text, with the line on which it begins.

    Within quotes a row goes on over line breaks. Where quotes do not close, only the line in which
    they open is rejected, and reading goes on with the next.
    """
    waiting: deque[tuple[int, bytes | None]] = deque()
    lines = _lines(file)
    joins = layout.delimiter is not None and layout.quoted
    while True:
        one = waiting.popleft() if waiting else next(lines, None)
        if one is None:
            return
        number, raw = one
        if raw is None:
            yield Reject(name, number, f"is longer than {MAX_ROW:,} bytes", "")
            continue
        taken = [raw]
        size, quotes = len(raw), raw.count(b'"')
        followed: list[tuple[int, bytes | None]] = []
        while joins and quotes % 2 and size <= MAX_ROW:
            more = waiting.popleft() if waiting else next(lines, None)
            if more is None or more[1] is None:
                if more is not None:
                    followed.append(more)
                break
            followed.append(more)
            taken.append(more[1])
            size, quotes = size + len(more[1]), quotes + more[1].count(b'"')
        if joins and quotes % 2:
            reason = "a cell opens with a quotation mark that nothing closes"
            yield Reject(name, number, reason, raw[:_SHOWN].decode(layout.encoding, "replace"))
            waiting.extendleft(reversed(followed))
            continue
        if found := _decoded(name, number, b"".join(taken), layout.encoding):
            yield found


def _decoded(name: str, number: int, raw: bytes, encoding: str) -> tuple[int, str] | Reject | None:
    shown = raw[:_SHOWN].decode(encoding, "replace")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte 0x{raw[error.start]:02x} is not {encoding.upper()}"
        return Reject(name, number, reason, shown)
    if found := UNPRINTABLE.search(text):
        reason = f"character U+{ord(found[0]):04X} is not allowed in a text"
        return Reject(name, number, reason, shown)
    return (number, text) if text.strip() else None


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number; None for one that is too long, which is passed over."""
    number = 0
    while raw := file.readline(MAX_ROW + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if len(raw) <= MAX_ROW:
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(MAX_ROW)
        yield number, None
