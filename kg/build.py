"""A build: the graph of a folder of records as files and as a store, in a folder of its own."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import settings
from kg.editions import Editions
from kg.errors import CallError
from kg.export import FORMATS, export
from kg.flow import flow
from kg.halfway import naming, part_beside, put_in_place, tidy
from kg.load import load
from kg.rdf.names import Names
from kg.store import Store
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.records import Catalogue

_CATALOGUE, _STORE, _PACKED = "catalogue.json", "store", "graph.nq.gz"
_FILES = {f"graph.{name}": name for name in ("nq", "ttl")}
_KNOWN = {_CATALOGUE, _STORE, _PACKED, *_FILES}
# Of zlib: a higher one takes several times as long, for a third less.
_LEVEL = 1


def build_folder(
    records: Path, out: Path, view: View | None = None, told: Callable[[int], None] = lambda _: None
) -> list[str]:
    """Build the records of a folder into another, and return a line for each thing written.

    Of a view it holds what is known on its day, by its policy; filters leave nothing out. ``told``
    is told from time to time how many events are done.

    The new build is made beside its place and then changes places with the old one. Raises
    DataError, CallError when ``out`` holds something else, and OSError; the old build then stays.
    """
    place = out.resolve()
    _refuse_others(place, records.resolve())
    tidy(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = part_beside(place)
    try:
        made = _Made(records, Names(settings.base()), (view or View()).knowledge)
        with naming(out):
            part.mkdir()
            made.write(part, told)
            put_in_place(part, place)
    except RuntimeError as error:  # the engine's: a file that it can't write
        msg = f"'{out}' can't be written: {error} (what was built before stays)"
        raise CallError(msg) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    files = [f"{one['sha256']}  {one['bytes']:>10,}  {one['path']}" for one in made.files]
    return [*files, f"{made.quads:,} quads in {_STORE}"]


@dataclass
class _Made:
    """What is made of a folder of records, as a view knows them."""

    records: Path
    names: Names
    known: View
    files: list[dict[str, str | int]] = field(default_factory=list)
    quads: int = 0
    catalogue: Catalogue | None = None

    def write(self, folder: Path, told: Callable[[int], None]) -> None:
        parts = self._parts(told)
        first, second = next(parts), next(parts, None)
        if second is None:
            self._write_small(first, folder)
        else:
            self._write_large((one for some in ([first, second], parts) for one in some), folder)
        text = json.dumps(self._told(), ensure_ascii=False, indent=2) + "\n"
        (folder / _CATALOGUE).write_text(text, encoding="utf-8")

    def _parts(self, told: Callable[[int], None]) -> Iterator[list[str]]:
        """Yield the quads; of another day all at once: what was known needs all records."""
        if self.known == View():
            yield from flow(self.records, self.names, told, self._about)
            return
        dataset = load(self.records)
        self._about(dataset.catalogue)
        yield Editions(dataset, self.names).lines(self.known)

    def _about(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def _write_small(self, lines: list[str], folder: Path) -> None:
        self.quads = len(lines)
        memory = Store.in_memory(lines, ours=True)
        for file, name in _FILES.items():
            content = export(memory, name, self.names)
            (folder / file).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            self._list(file, FORMATS[name].media_type, len(content), digest)
        Store.write(lines, folder / _STORE, ours=True)

    def _write_large(self, parts: Iterable[list[str]], folder: Path) -> None:
        """Write N-Quads, packed, and the store at once. Turtle would need all quads in order."""
        path = folder / _PACKED
        # Without name and time: the same records, the same bytes.
        with path.open("wb") as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
            Store.write(self._packed(parts, packed), folder / _STORE, ours=True)
        with path.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        self._list(_PACKED, "application/gzip", path.stat().st_size, digest)

    def _packed(self, parts: Iterable[list[str]], packed: gzip.GzipFile) -> Iterator[str]:
        for lines in parts:
            self.quads += len(lines)
            text = "".join(lines)
            packed.write(text.encode())
            yield text

    def _list(self, path: str, media_type: str, size: int, digest: str) -> None:
        self.files.append({"path": path, "mediaType": media_type, "bytes": size, "sha256": digest})

    def _told(self) -> dict[str, object]:
        catalogue = self.catalogue
        assert catalogue is not None  # noqa: S101 - it comes before the first quad
        return {
            "title": catalogue.title,
            "version": catalogue.version,
            "released": str(catalogue.released),
            "licence": catalogue.licence,
            "base": self.names.base,
            "view": self.known.params(),
            "quads": self.quads,
            "files": self.files,
            "store": _STORE,
        }


def _refuse_others(place: Path, records: Path) -> None:
    """Raise CallError when something stands there that a build must not replace."""
    if place == records or place in records.parents or records in place.parents:
        msg = f"'{place}' holds the records, or lies among them (choose another folder)"
        raise CallError(msg)
    if place.exists() and not place.is_dir():
        msg = f"'{place}' is a file (name a folder to make)"
        raise CallError(msg)
    if not place.is_dir():
        return
    others = sorted({one.name for one in place.iterdir()} - _KNOWN)
    if others:
        msg = f"'{place}' holds '{others[0]}', which no build made (choose another folder)"
        raise CallError(msg)
