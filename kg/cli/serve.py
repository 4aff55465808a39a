"""``kg serve``: run the dashboard."""

from __future__ import annotations

import logging
import os
import tomllib
import webbrowser
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import settings
from kg.cli.options import call_of, common
from kg.engine import engine
from kg.errors import CallError
from kg.rdf.names import Names

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping


@click.command("serve", short_help="Run the dashboard.")
@click.option("--host", default="localhost", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@common(store=False)
@click.pass_context
def command(context: click.Context, host: str, port: int, opens: bool) -> None:
    """Run the dashboard, and all else that is served, until Ctrl-C or SIGTERM.

    It serves this machine alone unless --host says otherwise (0.0.0.0: everybody who can reach it).
    Each request is a line on standard error (none with --quiet).
    """
    call = call_of(context)
    os.environ["KG_DATA"] = str(call.folder().resolve())
    for setting in (
        settings.base,
        settings.query_seconds,
        settings.query_rows,
        settings.store_seconds,
    ):
        setting()  # refused here, and not in the middle of the server's start
    engine(Names(settings.base()))
    _refuse_taken(host, port)
    try:
        # Streamlit takes half a second.
        from streamlit import App  # noqa: PLC0415
        from streamlit.web.bootstrap import load_config_options  # noqa: PLC0415

        from kg.web import log  # noqa: PLC0415
        from kg.web.listening import listen  # noqa: PLC0415 - as above
        from kg.web.server import MAIN, MIDDLEWARE, ROUTES, warmed  # noqa: PLC0415
    except ModuleNotFoundError as error:
        msg = f"the dashboard can't run without '{error.name}' (install the project as README says)"
        raise CallError(msg) from error
    call.say(f"http://{host}:{port}")
    if call.verbosity < 0:
        log.LOGGER.setLevel(logging.ERROR)
    load_config_options(server_settings(host, port))

    @asynccontextmanager
    async def opened(app: object) -> AsyncIterator[None]:
        async with warmed(app):
            if opens:
                webbrowser.open(f"http://{host}:{port}")
            yield

    listen(App(MAIN, lifespan=opened, middleware=MIDDLEWARE, routes=ROUTES), host, port)


def server_settings(host: str, port: int) -> dict[str, Any]:
    """Return Streamlit's settings: those of the project's own file, whatever folder we are in."""
    here = Path(__file__).resolve()
    # The build puts a copy into the wheel; a checkout has the file itself.
    packed = here.with_name("streamlit.toml")
    file = packed if packed.is_file() else here.parents[2] / ".streamlit" / "config.toml"
    found = dict(_flat(tomllib.loads(file.read_text("utf-8"))))
    return found | {
        "server.address": host,
        "server.port": port,
        "server.headless": True,  # we open the browser ourselves
        "browser.gatherUsageStats": False,
    }


def _flat(table: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{head}{key}.")
        else:
            yield head + key, value


def _refuse_taken(host: str, port: int) -> None:
    """Raise CallError where no server can listen, before anything is loaded."""
    import socket  # noqa: PLC0415 - next to its only use

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family[0], socket.SOCK_STREAM) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(family[4])
    except OSError as error:
        msg = f"can't listen at {host}:{port}: {error.strerror} (choose another --port or --host)"
        raise CallError(msg) from error
