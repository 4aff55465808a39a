"""``kg import``: rows of other data sets become a folder of records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import call_of, common
from kg.errors import CallError
from kg.imports import DATA_SETS, import_files, mapped

if TYPE_CHECKING:
    from kg.imports.made import DataSet

_PATH = click.Path(path_type=Path)


@click.command("import", short_help="Turn rows of another data set into records.")
@click.argument("data_set", metavar="DATASET", type=click.Choice([*DATA_SETS, "table"]))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_PATH)
@click.option("--out", required=True, type=_PATH, help="Folder to make, or to update.")
@click.option("--version", required=True, metavar="TEXT", help="Version of the data set.")
@click.option("--released", required=True, metavar="DAY", help="Day on which it was released.")
@click.option("--mapping", type=_PATH, help="What the columns of a table are (YAML).")
@click.option("--part", is_flag=True, help="Files hold a part: rows that they lack stay.")
@click.option("--rejects", type=_PATH, help="File for rows refused. [default: OUT.rejects.jsonl]")
@click.option("--changes", type=_PATH, help="File for what was added, changed, or is gone.")
@common(data=False, store=False)
@click.pass_context
def command(
    context: click.Context,
    data_set: str,
    files: tuple[Path, ...],
    out: Path,
    version: str,
    released: str,
    mapping: Path | None,
    part: bool,
    rejects: Path | None,
    changes: Path | None,
) -> None:
    """Turn rows of another data set into records, each with its row as source, in a folder.

    DATASET is ucdp-ged, gdelt, icews, pax, or table (any CSV, TSV or JSON Lines, by --mapping).
    A file may be packed (.zip, .gz). Rows that can't be taken over go to a file, each with its
    reason. The folder is read like any other: kg validate --data OUT.

    Where the folder holds an earlier release, it is updated: rows that are gone are withdrawn, and
    what changed is told. docs/importing.md tells what becomes of each column.
    """
    chosen = chosen_set(data_set, mapping)
    refused = rejects or out.with_name(f"{out.name}.rejects.jsonl")
    call = call_of(context)
    call.say(f"{chosen.title}: {chosen.terms}")
    report = import_files(
        chosen, files, out, version, released,
        rejects=refused, changes=changes, part=part,
        progress=lambda count: call.say(f"{count:,} rows read"),
    )  # fmt: skip
    found = report.changes
    click.echo(
        f"{report.read:,} rows read: {report.taken:,} taken over "
        f"({report.joined:,} joined with their mirror image), {report.rejected:,} rejected"
    )
    if report.taken:
        click.echo(
            f"{found.added:,} events added, {found.changed:,} changed, {found.gone:,} gone, "
            f"{found.same:,} as before"
        )
    if report.rejected:
        call.say(f"'{refused}' has the rows that were rejected, such as")
        for one in report.first:
            call.say(f"  {one.file}:{one.line}: {one.reason}")
    if not report.taken:
        call.say("no row could be taken over, so nothing else was written")
        context.exit(1)


def chosen_set(name: str, mapping: Path | None) -> DataSet:
    """Return the data set of a call. Raises CallError when it and a mapping don't fit."""
    if (mapping is not None) != (name == "table"):
        msg = "--mapping FILE goes with 'table' (it says what the columns are)"
        raise CallError(msg)
    return mapped(mapping) if mapping is not None else DATA_SETS[name]
