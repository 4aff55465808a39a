"""``kg stats``: the figures of the graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.opening import open_store
from kg.cli.options import call_of, common, knowledge_options
from kg.stats import stats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.view import View


@click.command("stats", short_help="Tell how much the graph holds.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@knowledge_options
@common()
@click.pass_context
def command(context: click.Context, as_json: bool, view: View) -> None:
    """Tell how much the graph holds, and how well it is founded.

    Corroborated events have two or more independent origins. Unverified parts are records, claims,
    statements, roles and offices that were written from memory, without a source. Quality tells
    for each track and year of how many events this and more holds; its columns are those of the
    query of that name.
    """
    found = stats(*open_store(call_of(context), view)).as_dict()
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        title = name.replace("_", " ")
        if isinstance(value, int):
            click.echo(f"{title:22}{value:>9,}")
        elif isinstance(value, dict):
            click.echo(f"\n{title}")
            for key, number in value.items():
                click.echo(f"  {key:26}{number:>3,}")
        else:
            _table(title, value)


def _table(title: str, rows: Sequence[Mapping[str, str | int]]) -> None:
    """Print rows under their columns; the first two columns name the row."""
    if not rows:
        return
    first, second, *counts = rows[0]
    names = [name.replace("_", "-") for name in counts]
    click.echo(f"\n{title}\n  {first:26}{second:6}" + "".join(f"{one:>14}" for one in names))
    for row in rows:
        told = "".join(f"{row[one]:>14,}" for one in counts)
        click.echo(f"  {row[first]:26}{row[second]:6}{told}")
