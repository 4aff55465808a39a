"""Addresses of ours that are asked without a server: the answer as it goes over the wire."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
import streamlit as st
from starlette.applications import Starlette

from kg.ui import opened
from kg.web.server import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def triples(self) -> set[str]:
        """The triples of an answer in Turtle."""
        assert self.headers["content-type"].startswith("text/turtle")
        return {str(one.triple) for one in ox.parse(self.body, format=ox.RdfFormat.TURTLE)}


class Web(Protocol):
    """Asks for an address as it stands on the wire; ``_`` in names of headers is ``-``."""

    def __call__(
        self, target: str, method: str = "GET", root: str = "", **headers: str | list[str]
    ) -> Answer: ...


async def answered(scope: dict[str, Any]) -> Answer:
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await Starlette(routes=ROUTES)(scope, receive, send)
    pairs = [(name.decode(), value.decode("latin-1")) for name, value in sent[0]["headers"]]
    assert len(dict(pairs)) == len(pairs)
    body = b"".join(one.get("body", b"") for one in sent[1:])
    return Answer(sent[0]["status"], dict(pairs), body)


def ask(target: str, method: str = "GET", root: str = "", **headers: str | list[str]) -> Answer:
    path, _, query = target.partition("?")
    lines = [
        (name.replace("_", "-").encode(), one.encode("latin-1"))
        for name, values in headers.items()
        for one in ([values] if isinstance(values, str) else values)
    ]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": method,
        "path": root + unquote(path),  # as a server gives it
        "raw_path": path.encode("latin-1"),
        "root_path": root,
        "query_string": query.encode("latin-1"),
        "headers": lines,
        "scheme": "http",
        "http_version": "1.1",
    }
    return asyncio.run(answered(scope))


def data(target: str, method: str = "GET", root: str = "", **headers: str | list[str]) -> Answer:
    """Ask for a name, and follow it to its document of data, as clients do."""
    found = ask(target, method, root, **headers)
    if found.status in (302, 303) and "?id=" not in found.headers["location"]:
        address = found.headers["location"].removeprefix(root)
        return ask(address, method, root, **headers)
    return found


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[None]:
    """Let the routes answer from a folder of records."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"KG_DATA": str(folder), **settings}.items():
            patch.setenv(name, value)
        st.cache_resource.clear()
        yield
        opened.close()
    st.cache_resource.clear()
