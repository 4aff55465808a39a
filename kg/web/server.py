"""The web application around the dashboard: its routes, what stands before them, what starts it."""

from __future__ import annotations

import contextlib
import gc
import threading
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
from starlette.middleware import Middleware

import kg.ui
from kg.errors import ParleyError
from kg.ui import parcels, searching
from kg.web import (
    catalogue,
    dumps,
    files,
    graphs,
    health,
    log,
    memento,
    metrics,
    ontology,
    openapi,
    resources,
    sparql,
    vocabularies,
)
from kg.web.base_path import BasePath
from kg.web.headers import SafeHeaders
from kg.web.health import WARMTH
from kg.web.limits import Limits
from kg.web.observed import Observed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.routing import BaseRoute

MAIN = Path(kg.ui.__file__).with_name("main.py")
ROUTES: list[BaseRoute] = [
    *sparql.ROUTES,
    *graphs.ROUTES,
    *resources.ROUTES,
    *memento.ROUTES,
    *ontology.ROUTES,
    *vocabularies.ROUTES,
    *catalogue.ROUTES,
    *dumps.ROUTES,
    *files.ROUTES,
    *parcels.ROUTES,
    *searching.ROUTES,
    *health.ROUTES,
    *metrics.ROUTES,
    openapi.route(lambda: ROUTES),
]
# From the outside in: a refusal is logged, and has the headers of every answer.
MIDDLEWARE = [
    Middleware(SafeHeaders),
    Middleware(BasePath, routes=ROUTES),
    Middleware(Observed, routes=ROUTES),
    Middleware(Limits),
]


def _keep() -> None:
    """Spare the collector what stays as long as the server: the records, and all made of them.

    Streamlit collects all garbage after every run of a page, in ScriptRunner, which stops all
    threads: with our records a fifth of a second, many times what the page itself needs.
    """
    gc.collect()
    gc.freeze()


def _warm(ending: threading.Event) -> None:
    """Make ahead what the first readers need, unless the server ends meanwhile."""
    from kg.ui import networks, opened, proof  # noqa: PLC0415 - caches need the running server

    for _ in opened.warm():
        if ending.is_set():
            return
    with contextlib.suppress(ParleyError):
        networks.warm()
        proof.proof()
    _keep()


async def _warmed(ending: threading.Event) -> None:
    try:
        await anyio.to_thread.run_sync(_warm, ending, abandon_on_cancel=True)
    except Exception as error:  # noqa: BLE001 - pages tell what is wrong; the server goes on
        log.failed(error, {"during": "warming"})
    WARMTH.warming = False


@asynccontextmanager
async def warmed(_app: object) -> AsyncIterator[None]:
    """Open the graph as soon as the server listens, and clear up at the end.

    Who comes before it is open waits for it; ``/healthz`` tells others to come later.
    """
    from kg.ui import opened  # noqa: PLC0415 - caches need the running server

    log.begin()
    WARMTH.warming = True
    ending = threading.Event()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_warmed, ending)
        try:
            yield
        finally:
            ending.set()
            tasks.cancel_scope.cancel()
            opened.close()
            dumps.close()
