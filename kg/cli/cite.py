"""``kg cite``: cite a view, the result of a query, or a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.citation import FORMATS, citation_for, render
from kg.cli.opening import check_ids
from kg.cli.options import call_of, common, view_options
from kg.cli.output import interruptible, put
from kg.cli.query import _find, _pair  # what is asked is written as kg query takes it
from kg.errors import CallError
from kg.graph import open_graph

if TYPE_CHECKING:
    from kg.view import View


@click.command("cite", short_help="Cite a view, a query's result or a record.")
@click.argument("query", required=False)
@click.option("--record", metavar="ID", help="Cite one record.")
@click.option(
    "--format", "wanted", type=click.Choice(list(FORMATS)), default="json", show_default=True,
    help="Format of the citation.",
)  # fmt: skip
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Set a parameter."
)
@click.option("--accessed", metavar="DAY", help="Day of access (default: today).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or - (the default).")
@view_options
@common(store=False)
@click.pass_context
def command(
    context: click.Context,
    query: str | None,
    record: str | None,
    wanted: str,
    params: tuple[str, ...],
    accessed: str | None,
    output: Path | None,
    view: View,
) -> None:
    """Cite a view, a query's result or a record.

    QUERY is what kg query takes: a name, a path of a .rq file, SPARQL text, or - for standard
    input. Without one the view itself is cited: the records that it holds.

    json (the default) can be verified later: kg verify tells whether the result is still the same,
    or which rows changed. text is a footnote; bibtex, ris, csl and cff are for reference managers.
    A json of more than 10,000 rows holds the hash of each row instead of the rows.
    """
    day = _day(accessed)
    if query is not None and record is not None:
        msg = "a query and --record are both to be cited (give one of them)"
        raise CallError(msg)
    if params and query is None:
        msg = "-p sets a parameter of a query (which query?)"
        raise CallError(msg)
    asked = None if query is None else _find(query)
    values = dict(_pair(one) for one in params)
    call = call_of(context)
    graph = open_graph(call.folder())
    check_ids(graph.of(view), graph.names, view)
    with interruptible():
        cited = citation_for(graph, view, asked, values, accessed=day, record=record)
    put(render(cited, wanted).encode(), output)
    for one in cited.caveats:
        call.say(f"mind: {one}")


def _day(text: str | None) -> date:
    if text is None:
        return date.today()  # that of whoever looks
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"--accessed '{text}' is no day (YYYY-MM-DD)"
        raise CallError(msg) from error
