"""``kg build``: write the graph as files and as a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.build import build_folder
from kg.cli.options import call_of, common, knowledge_options
from kg.cli.progress import progress

if TYPE_CHECKING:
    from kg.view import View


@click.command("build", short_help="Write the graph as files and as a store on disk.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder to make, or to replace."
)
@knowledge_options
@common(store=False)
@click.pass_context
def command(context: click.Context, out: Path, view: View) -> None:
    """Write the graph as files and as a store on disk, into one folder.

    graph.nq (N-Quads), graph.ttl (Turtle), store (for --store oxigraph:FOLDER/store) and
    catalogue.json, which lists them with their SHA-256. The folder appears whole: what was built
    before stays until then, and survives a failure. A folder that holds anything else is refused.

    Of millions of events, graph.nq.gz takes the place of both files; docs/importing.md tells more.
    """
    call = call_of(context)
    with progress(call, "events built") as told:
        lines = build_folder(call.folder(), out, view, told)
    for line in lines:
        click.echo(line)
    call.say(f"built '{out}'; ask it with: kg query --store oxigraph:{out / 'store'} timeline")
