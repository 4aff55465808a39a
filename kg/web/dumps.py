"""The whole graph as files: ``/dumps/parley.<format>``, packed too, and ``/dumps/SHA256SUMS``.

Each is made at the first request for it and kept in a folder of the process until it ends. The
same records give the same bytes, and so the same sums.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response

from kg.errors import CallError, NotFoundError
from kg.export import FORMATS, serialized
from kg.ui import opened
from kg.view import View
from kg.web import answer, linked

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.graph import Graph

_SUMS = "SHA256SUMS"
_PACKED = ".gz"
FILES = {f"parley.{FORMATS[one].extension}": one for one in linked.RDF}
"""Names of the files that are not packed, with their formats."""
_NAMES = tuple(name + end for name in FILES for end in ("", _PACKED))


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the whole graph; ``size`` in bytes, ``sha256`` in hexadecimal digits."""

    name: str
    path: Path
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """The type of what is in the file, packed or not."""
        return FORMATS[FILES[self.name.removesuffix(_PACKED)]].media_type

    @property
    def packed(self) -> bool:
        """Whether it is packed by gzip."""
        return self.name.endswith(_PACKED)


class Dumps:
    """The dumps of one graph, each made once; safe to use from several threads."""

    def __init__(self, graph: Graph) -> None:
        # The graph keeps its dumps, so they may not keep the graph.
        self._store, self._names = graph.store, graph.names
        self._lock = threading.Lock()
        self._made: dict[str, Dump] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="parley-dumps-"))
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def dump(self, name: str) -> Dump:
        """Return a dump. Raises NotFoundError for a name that is none."""
        if name not in _NAMES:
            raise NotFoundError("dump", name, (*_NAMES, _SUMS))
        with self._lock:  # one at a time: several would only take each other's processor
            if name not in self._made:
                self._make(name.removesuffix(_PACKED))
            return self._made[name]

    def all(self) -> list[Dump]:
        """Return all dumps, in order of their names."""
        return [self.dump(name) for name in sorted(_NAMES)]

    def _make(self, name: str) -> None:
        engine = FORMATS[FILES[name]].engine
        assert engine is not None  # noqa: S101 - only RDF is offered
        content = serialized(list(self._store.find()), engine, self._names)
        self._keep(name, content)
        # Without the time of packing, which would make each file another.
        self._keep(name + _PACKED, gzip.compress(content, mtime=0))

    def _keep(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.write_bytes(content)
        self._made[name] = Dump(name, path, len(content), hashlib.sha256(content).hexdigest())


_dumps: weakref.WeakKeyDictionary[Graph, Dumps] = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def dumps(graph: Graph) -> Dumps:
    """Return the dumps of a graph."""
    with _lock:
        if graph not in _dumps:
            _dumps[graph] = Dumps(graph)
        return _dumps[graph]


def close() -> None:
    """Remove all dumps: a process that a signal ends would leave its folder behind."""
    with _lock:
        for one in _dumps.values():
            one.close()
        _dumps.clear()


def dump(request: Request) -> Response:
    """Answer with a dump, or a part of it (RFC 9110, section 14), or with the sums of all."""
    graph = opened.graph()
    asked = {one: request.query_params.getlist(one) for one in ("as-of", "policy", "recorded")}
    if View.of_params(asked) != View():
        msg = "dumps hold all that is known now (of a day: /download/view.ttl?as-of=2022-03-28)"
        raise CallError(msg)
    made, name = dumps(graph), request.path_params["name"]
    if name == _SUMS:
        text = "".join(f"{one.sha256}  {one.name}\n" for one in made.all())
        return answer.content(request, text.encode(), "text/plain", linked.KEPT)
    found = made.dump(name)
    tag = f'"{found.sha256[:32]}"'
    headers = {**linked.KEPT, "etag": tag}
    if answer.held(request, tag):
        return Response(status_code=304, headers=headers)
    media = "application/gzip" if found.packed else found.media_type
    return FileResponse(found.path, headers=headers, media_type=media)


ROUTES = [
    linked.route("/dumps/{name}", dump, vary=""),
    linked.route("/dumps/{rest:path}", linked.nothing("/dumps/<file>"), vary=""),
]
