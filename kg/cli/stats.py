"""``kg stats``: the figures of the graph."""

from __future__ import annotations

import json

import click

from kg.cli.opening import open_store
from kg.cli.options import call_of, common
from kg.stats import stats


@click.command("stats", short_help="Tell how much the graph holds.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common()
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Tell how much the graph holds, and how well it is founded.

    Corroborated events have two or more independent origins. Unverified parts are records, claims,
    statements, roles and offices that were written from memory, without a source.
    """
    found = stats(*open_store(call_of(context))).as_dict()
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        title = name.replace("_", " ")
        if isinstance(value, int):
            click.echo(f"{title:22}{value:>9,}")
        else:
            click.echo(f"\n{title}")
            for key, number in value.items():
                click.echo(f"  {key:26}{number:>3,}")
