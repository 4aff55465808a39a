"""What a panel fetches by itself because it is large: JSON at ``/panel/<hash of it>.json``.

An address always holds the same, so a browser keeps it for good; sent through the page's own
channel, it would be sent again and again. The server keeps what was offered last. A browser that
asks for what is gone has the page run again, which offers it anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

# In bytes, compressed: a timeline of the curated records has some 50,000, one of 20,000 events
# a million and a half.
MOST = 64_000_000
HEADERS = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """JSON, compressed; ``sig`` is the hash of it, the same in every process."""

    sig: str
    body: bytes

    @property
    def value(self) -> dict[str, Any]:
        """What was packed."""
        found = json.loads(gzip.decompress(self.body))
        return {name: wide(one) if isinstance(one, dict) else one for name, one in found.items()}


class Shelf:
    """Keeps parcels up to a number of bytes; those that were offered or fetched last."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[str, Parcel] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, one: Parcel) -> None:
        """Keep a parcel; the oldest make room for it."""
        with self._lock:
            self._kept[one.sig] = one
            self._kept.move_to_end(one.sig)
            size = sum(len(kept.body) for kept in self._kept.values())
            while size > self.most and len(self._kept) > 1:
                size -= len(self._kept.popitem(last=False)[1].body)

    def get(self, sig: str) -> Parcel | None:
        """Return a parcel, None when it is gone or never was."""
        with self._lock:
            found = self._kept.get(sig)
            if found:
                self._kept.move_to_end(sig)
            return found


SHELF = Shelf(MOST)


def packed(value: Mapping[str, object]) -> Parcel:
    """Pack JSON-like content; tables in it (see ``narrow``) become small."""
    small = {name: narrow(one) if isinstance(one, dict) else one for name, one in value.items()}
    text = json.dumps(small, ensure_ascii=False, separators=(",", ":")).encode()
    sig = hashlib.sha256(text).hexdigest()[:16]
    return Parcel(sig, gzip.compress(text, compresslevel=6, mtime=0))


def offer(one: Parcel) -> str:
    """Let a parcel be fetched; return its address, relative to any page."""
    SHELF.put(one)
    return f"panel/{one.sig}.json"


def narrow(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a table; one of few values as these, and the place of each in them."""
    return {name: _column(one) if isinstance(one, list) else one for name, one in table.items()}


def wide(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table as it was before it was narrowed."""
    return {
        name: [one["values"][i] for i in one["at"]] if isinstance(one, dict) else one
        for name, one in table.items()
    }


def _column(values: Sequence[Any]) -> Any:
    try:
        place = {one: i for i, one in enumerate(dict.fromkeys(values))}
    except TypeError:  # lists and the like
        return values
    # Numbers are as short as their places.
    if 2 * len(place) > len(values) or all(type(one) is int for one in place):
        return values
    return {"values": list(place), "at": [place[one] for one in values]}


async def panel(request: Request) -> Response:
    """Answer with what a panel shows."""
    sig = request.path_params["sig"]
    found = SHELF.get(sig)
    if found is None:
        said = f"nothing is offered here as {sig}: the page that shows it offers it anew\n"
        return PlainTextResponse(said, 404, {"cache-control": "no-store"})
    asked = request.headers.get("accept-encoding", "")
    if "gzip" in asked:
        headers = {**HEADERS, "content-encoding": "gzip"}
        return Response(found.body, media_type="application/json", headers=headers)
    plain = gzip.decompress(found.body)
    return Response(plain, media_type="application/json", headers=HEADERS)


ROUTES = [Route("/panel/{sig}.json", panel, methods=["GET"])]
