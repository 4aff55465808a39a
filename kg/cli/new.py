"""``kg new``: a fresh record to fill in."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from kg.cli.options import common
from kg.template import template


@click.command("new", short_help="Print a fresh record to fill in.")
@click.argument("kind")
@click.option("--id", "record_id", metavar="ID", help="Id of the record.")
@common(data=False, store=False)
def command(kind: str, record_id: str | None) -> None:
    """Print a fresh record to fill in.

    KIND is event, actor, venue, topic, track, source, document, coverage or claim. Every field of
    the kind stands there with what it means and an example; those that may be left out are
    commented out. A day that the id begins with is the date of an event.
    """
    today = datetime.now(tz=UTC).date()
    click.echo(template(kind, record_id, today), nl=False)
