"""The dashboard with a clock in it: ``/measured`` tells how long the runs of our pages took."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route

from kg.web.server import MAIN, MIDDLEWARE, ROUTES, warmed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

taken: list[tuple[float, float]] = []


async def measured(_: object) -> JSONResponse:
    """Answer with the runs since the last time: seconds of wall time, and of the processor."""
    found = list(taken)
    taken.clear()
    return JSONResponse(found)


@asynccontextmanager
async def clocked(app: object) -> AsyncIterator[None]:
    """Put a clock around our part of each run: the rest is Streamlit's own."""
    async with warmed(app):
        from kg.ui import shell  # noqa: PLC0415 - its parts need the running server

        run = shell.run

        def timed() -> None:
            start, worked = time.perf_counter(), time.thread_time()
            try:
                run()
            finally:
                taken.append((time.perf_counter() - start, time.thread_time() - worked))

        shell.run = timed
        yield


ALL = [*ROUTES, Route("/measured", measured)]
# Streamlit looks for this very call in the text of the file.
app = st.App(MAIN, lifespan=clocked, middleware=MIDDLEWARE, routes=ALL)
