"""``kg spark``: import and build as jobs on a Spark cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg import settings
from kg.cli.imports import chosen_set
from kg.cli.options import call_of, common
from kg.errors import CallError
from kg.imports import DATA_SETS
from kg.rdf.names import Names
from kg.spark.context import running
from kg.spark.graph import write_graph
from kg.spark.records import import_rows

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")
_PATH = click.Path(path_type=Path)


@click.group("spark", short_help="Import and build on a Spark cluster.")
def command() -> None:
    """Import and build on a Spark cluster (needs the extra 'spark', and Java 17 or later).

    Each task reads and writes files by their paths: these must lead to the same place on every
    machine, and so must the Python that has kg. docs/spark.md tells what was tried.
    """


def _cluster(function: F) -> F:
    """Add the options that lead to a cluster."""
    function = click.option(
        "--conf", multiple=True, metavar="KEY=VALUE", help="Setting of Spark. May be given again."
    )(function)
    return click.option(
        "--master",
        metavar="ADDRESS",
        help="Such as spark://HOST:7077. [default: Spark's settings, else this machine]",
    )(function)


@command.command("import", short_help="Turn rows of another data set into records.")
@click.argument("data_set", metavar="DATASET", type=click.Choice([*DATA_SETS, "table"]))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_PATH)
@click.option("--out", required=True, type=_PATH, help="Folder to make.")
@click.option("--version", required=True, metavar="TEXT", help="Version of the data set.")
@click.option("--released", required=True, metavar="DAY", help="Day on which it was released.")
@click.option("--mapping", type=_PATH, help="What the columns of a table are (YAML).")
@click.option("--rejects", type=_PATH, help="File for rows refused. [default: OUT.rejects.jsonl]")
@_cluster
@common(data=False, store=False)
@click.pass_context
def import_command(
    context: click.Context,
    data_set: str,
    files: tuple[Path, ...],
    out: Path,
    version: str,
    released: str,
    mapping: Path | None,
    rejects: Path | None,
    master: str | None,
    conf: tuple[str, ...],
) -> None:
    """Turn rows of another data set into records, as 'kg import' does into a new folder."""
    chosen = chosen_set(data_set, mapping)
    refused = rejects or out.with_name(f"{out.name}.rejects.jsonl")
    call_of(context).say(f"{chosen.title}: {chosen.terms}")
    with running(master, _settings(conf)) as spark:
        report = import_rows(spark, chosen, files, out, version, released, rejects=refused)
    click.echo(
        f"{report.read:,} rows read: {report.taken:,} taken over "
        f"({report.joined:,} joined with their mirror image), {report.rejected:,} rejected"
    )
    if not report.taken:
        call_of(context).say("no row could be taken over, so nothing else was written")
        context.exit(1)


@command.command("build", short_help="Write the graph as N-Quads parts, and pairs as CSV.")
@click.option("--out", required=True, type=_PATH, help="Folder to make.")
@_cluster
@common(store=False)
@click.pass_context
def build_command(
    context: click.Context, out: Path, master: str | None, conf: tuple[str, ...]
) -> None:
    """Write the graph as N-Quads parts, and who took part with whom as CSV.

    OUT/quads/part-* are the quads of 'kg build', OUT/edges/part-00000 pairs of actors with the
    number of their common events. OUT appears whole, with a file _SUCCESS. Records must hold by
    themselves, and the ids that they name exist; 'kg validate' has the other rules.
    """
    folder = call_of(context).folder()
    with running(master, _settings(conf)) as spark:
        found = write_graph(spark, folder, out, Names(settings.base()))
    click.echo(f"{found['lines']:,} lines of quads, {found['edges']:,} pairs of actors in '{out}'")


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key.startswith("spark."):
            msg = f"--conf '{one}' sets nothing (spark.NAME=VALUE)"
            raise CallError(msg)
        found[key] = value
    return found
