"""``kg publish``: load the graph into another engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import settings
from kg.cli.options import call_of, common, knowledge_options
from kg.editions import Editions
from kg.load import load
from kg.publish import publish
from kg.rdf.build import build
from kg.rdf.names import Names
from kg.remote import wire_of
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command("publish", short_help="Load the graph into another engine.")
@click.option(
    "--to", required=True, metavar="ADDRESS",
    help="Address of the engine's Graph Store service, such as http://localhost:7878/store.",
)  # fmt: skip
@knowledge_options
@common(store=False)
@click.pass_context
def command(context: click.Context, to: str, view: View) -> None:
    """Load the graph into another engine, in the place of what it holds of it.

    Each named graph is put by the SPARQL 1.1 Graph Store HTTP Protocol; other graphs stay as they
    are. What an engine knows us by is read from KG_STORE_USER with KG_STORE_PASSWORD, or from
    KG_STORE_TOKEN.
    """
    call = call_of(context)
    names = Names(settings.base())
    wire = wire_of(to)
    dataset = load(call.folder())
    known = view.knowledge
    lines: Iterable[str] = (
        build(dataset, names) if known == View() else Editions(dataset, names).lines(known)
    )
    count = 0
    for graph, size in publish(lines, names, wire):
        call.say(f"{size:>10,} quads in {graph}", 1)
        count += size
    click.echo(f"{count:,} quads published to {wire.url}")
