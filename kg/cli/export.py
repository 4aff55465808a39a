"""``kg export``: write the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.opening import check_ids, open_store
from kg.cli.options import call_of, common, view_options
from kg.cli.output import put
from kg.formats import file_named

if TYPE_CHECKING:
    from kg.view import View


@click.command("export", short_help="Write the graph, or the part that filters leave.")
@click.argument("format_name", metavar="FORMAT")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or - (the default).")
@view_options
@common()
@click.pass_context
def command(context: click.Context, format_name: str, output: Path | None, view: View) -> None:
    """Write the graph, or the part that filters leave.

    FORMAT is ttl, trig, nt, nq, jsonld or rdfxml (the graph); csv, claims, parquet or
    claims-parquet (tables of events and claims), csvw or claims-csvw (what their columns hold);
    geojson, places or places-csvw (the map); gexf, graphml, edges or edges-csvw (the network of
    states and bodies); ics or timelinejs (calendar, story); nanopub (each claim a
    nanopublication). Longer names such as turtle and names of files such as events.csv will do.
    The same records give the same bytes.

    Turtle, N-Triples and RDF/XML hold the union of the named graphs; TriG, N-Quads and JSON-LD keep
    the graphs. In a table, a cell that a spreadsheet would take for a formula has an apostrophe put
    before it. docs/export.md tells what each format keeps and what it loses.

    With filters, the export holds the events that they leave, with their claims, statements, roles
    and lifecycle, and everything that these refer to. Other events are only named.
    """
    chosen = file_named(format_name)
    call = call_of(context)
    store, names = open_store(call, view)
    check_ids(store, names, view)
    content = chosen.written(store, view, names)
    put(content, output)
    if output is not None and str(output) != "-":
        call.say(f"{output}: {chosen.title}, {len(content):,} bytes")
