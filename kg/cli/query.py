"""``kg query``: answer a SPARQL query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.opening import check_ids, open_store
from kg.cli.options import call_of, common, filtered, view_options
from kg.cli.output import interruptible, put, terminal_width
from kg.errors import CallError, NotFoundError, QueryError
from kg.narrow import narrowed
from kg.queries import NamedQuery, named, named_queries, read_query
from kg.results import FORMATS, render

if TYPE_CHECKING:
    from kg.view import View

_ALL = list(dict.fromkeys(name for names in FORMATS.values() for name in names))


@click.command("query", short_help="Answer a SPARQL query.")
@click.argument("query", required=False)
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
@click.option("--format", "wanted", type=click.Choice(_ALL), help="Format of the answer.")
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Set a parameter."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or - (the default).")
@view_options
@common()
@click.pass_context
def command(
    context: click.Context,
    query: str | None,
    listing: bool,
    wanted: str | None,
    params: tuple[str, ...],
    output: Path | None,
    view: View,
) -> None:
    """Answer a SPARQL query.

    QUERY is the name of a query (see --list), a path of a .rq file, SPARQL text, or - for standard
    input. Prefixes of the graph need not be declared.

    SELECT gives table (the default), csv, tsv, json or xml; ASK table, json or xml; CONSTRUCT and
    DESCRIBE ttl (the default) or nt. CSV and TSV are as SPARQL 1.1 has them: nothing is changed for
    spreadsheets (kg export csv does that).

    Filters need a query with a line '# view: ?event', where they go in; parameters need a line
    'VALUES ?name { value }  # param: what it means'. All named queries are written so.
    """
    if listing:
        _list()
        return
    if query is None:
        msg = "which query? (a name, a .rq file, or -; kg query --list lists the names)"
        raise CallError(msg)
    asked = _find(query)
    if filtered(view) and not asked.takes_view:
        msg = f"query '{asked.name}' takes no filters (it has no line '# view: ?event')"
        raise CallError(msg)
    values = dict(_pair(one) for one in params)
    call = call_of(context)
    store, names = open_store(call, view)
    check_ids(store, names, view)
    text = asked.sparql(narrowed(store, view, names), values, names)
    width = terminal_width() if output is None else None
    try:
        with interruptible():
            answer = store.query(text, names.prefixes)
            chosen, content, count = render(answer, wanted, names, width)
    except RuntimeError as error:  # the engine's, while it works on an answer
        msg = f"can't be answered: {error}"
        raise QueryError(msg) from error
    put(content, output)
    if chosen == "table" or output is not None:
        noun = "triple" if chosen in ("ttl", "nt") else "row"
        call.say(f"{count:,} {noun}{'' if count == 1 else 's'}")


def _find(query: str) -> NamedQuery:
    if query == "-":
        return read_query("-", _decoded("standard input", sys.stdin.buffer.read()))
    if any(mark in query for mark in "{ \n"):
        return read_query("text", query)
    if not query.endswith(".rq") and "/" not in query:
        return named(query)
    try:
        return read_query(query, _decoded(query, Path(query).read_bytes()))
    except FileNotFoundError:
        raise NotFoundError("query file", query) from None


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        msg = f"{name}:{line}: byte 0x{content[error.start]:02x} is not UTF-8"
        raise CallError(msg) from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        msg = f"-p '{text}' sets nothing (NAME=VALUE)"
        raise CallError(msg)
    return name, value


def _list() -> None:
    for one in named_queries().values():
        click.echo(f"{one.name:27}{one.title}")
        for parameter in one.parameters:
            click.echo(f"{'':27}  -p {parameter.name}={parameter.plain}   {parameter.about}")
