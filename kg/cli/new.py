"""``kg new``: a fresh record to fill in."""

from __future__ import annotations

import click

from kg.cli.options import common
from kg.template import template


@click.command("new", short_help="Print a fresh record to fill in.")
@click.argument("kind")
@click.option("--id", "record_id", metavar="ID", help="Id of the record.")
@common(data=False, store=False)
def command(kind: str, record_id: str | None) -> None:
    """Print a fresh record to fill in.

    KIND is event, actor, venue, topic, track, source or claim. Every field of the kind stands there
    with what it means and an example; those that may be left out are commented out.
    """
    click.echo(template(kind, record_id), nl=False)
