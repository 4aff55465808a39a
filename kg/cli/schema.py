"""``kg schema``: JSON Schema for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import call_of, common
from kg.cli.output import put, write_whole
from kg.schema import FILES, schema


@click.command("schema", short_help="Print the JSON Schema of the records, for editors.")
@click.argument("kind", required=False)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder to write a file for each kind into."
)
@common(data=False, store=False)
@click.pass_context
def command(context: click.Context, kind: str | None, out: Path | None) -> None:
    """Print the JSON Schema of the records, for editors.

    KIND is events, actors, venues, topics, tracks, sources, documents, coverage or dataset; without
    one, an object with the schema of each kind. With --out, a file KIND.schema.json for each.

    docs/editors.md tells how an editor then completes and checks records while one types.
    """
    kinds = FILES if kind is None else (kind,)
    found = {one: schema(one) for one in kinds}
    if out is None:
        put(_text(found if kind is None else found[kind]), None)
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, one in found.items():
        target = out / f"{name}.schema.json"
        write_whole(target, _text(one))
        call_of(context).say(str(target))


def _text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
