"""Files that are ready, for who asks next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from kg.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """A file, the view that it is of, and its own parameters (``name``, ``value``)."""

    name: str
    view: View
    others: tuple[tuple[str, str], ...] = ()


class Shelf:
    """Keeps contents, up to so many bytes and so many of them; the oldest asked for make room."""

    def __init__(self, most: int = 64 * 2**20, count: int = 200) -> None:
        self._most, self._count, self._size = most, count, 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Asked, bytes] = OrderedDict()

    def get(self, asked: Asked) -> bytes | None:
        """Return a content that is kept."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def put(self, asked: Asked, content: bytes) -> None:
        """Keep a content, unless it would leave room for few others."""
        with self._lock:
            self._size -= len(self._kept.pop(asked, b""))
            if len(content) > self._most // 4:
                return
            self._kept[asked] = content
            self._size += len(content)
            while self._size > self._most or len(self._kept) > self._count:
                self._size -= len(self._kept.popitem(last=False)[1])

    def __len__(self) -> int:
        """Return the number of bytes that are kept."""
        return self._size


# As the graph of which they are: emptied together with it.
@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """Return the contents that are ready."""
    return Shelf()
