"""``kg verify``: whether what was cited is still so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import settings
from kg.citation import answer_of, read, verify
from kg.cli.options import call_of, common
from kg.cli.output import interruptible
from kg.errors import CallError, NotFoundError, QueryLimitError
from kg.graph import open_graph
from kg.view import View
from kg.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.citation import Verdict
    from kg.graph import Graph
    from kg.store import Answer

_SHOWN = 20


@click.command("verify", short_help="Tell whether what was cited is still so.")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every row and record.")
@common(store=False)
@click.pass_context
def command(context: click.Context, file: str, as_json: bool) -> None:
    """Tell whether what was cited is still so.

    FILE is what kg cite wrote as json, or - for standard input. The cited query is run again over
    the records as they are now: "same" (exit status 0), or the rows that are gone and new, and the
    records behind them (exit status 1). It is run in a process of its own, can only read, and is
    stopped at the limit of time for visitors' queries (KG_TIMEOUT).
    """
    cited = read(_content(file), "standard input" if file == "-" else file)
    call = call_of(context)
    graph = open_graph(call.folder())
    with interruptible():
        verdict = verify(graph, cited, _within_limits(graph, cited.count))
    if as_json:
        click.echo(json.dumps(verdict.as_dict(), ensure_ascii=False, indent=2))
    else:
        for line in told(verdict):
            click.echo(_plain(line))
    if not verdict.same:
        context.exit(1)


def _within_limits(graph: Graph, count: int) -> Callable[[View, str], Answer]:
    """Return what answers somebody else's query; raises CallError at a limit."""

    def answer(view: View, text: str) -> Answer:
        now = view.knowledge == View()
        worker = Worker(
            graph.lines if now else graph.editions.lines(view),
            settings.query_seconds(),
            max(settings.query_rows(), 2 * count),
            prefixes=graph.names.prefixes,
        )
        try:
            return answer_of(worker.run(text))
        except QueryLimitError as error:
            msg = f"the cited query was not answered: {error} (KG_TIMEOUT sets the limit)"
            raise CallError(msg) from error
        finally:
            worker.close()

    return answer


def told(verdict: Verdict) -> Iterator[str]:
    """Yield the lines that tell a verdict; of many rows the first, and how many there are more."""
    cited, result = verdict.cited, verdict.result
    if verdict.same:
        yield f"same: {_many(cited.count, _noun(cited.form))}, as cited on {cited.accessed}"
    elif result is None:
        yield f"changed: the query no longer runs: {verdict.query_error}"
    else:
        gone, new = len(verdict.gone), len(verdict.new)
        yield (
            f"changed: {gone:,} gone and {new:,} new "
            f"({_many(cited.count, _noun(cited.form))} cited, {len(result.rows):,} now)"
        )
        yield from _rows(verdict)
    if verdict.behind:
        yield "records behind the changes:"
        yield from _some("  ", [str(one) for one in verdict.behind])
    if verdict.query_changed:
        yield "the named query is another now; what was run is the cited text"
    yield _dataset(verdict)


def _dataset(verdict: Verdict) -> str:
    cited, now = verdict.cited.release, verdict.release
    if verdict.dataset_same:
        return f"dataset: the same (version {now.version})"
    versions = (
        f"version {now.version} as then"
        if cited.version == now.version
        else f"version {cited.version} then, {now.version} now"
    )
    outside = ", outside of what is cited" if verdict.same else ""
    hashes = f"SHA-256 {cited.sha256[:16]}… then, {now.sha256[:16]}… now"
    return f"dataset: changed{outside} ({versions}; {hashes})"


def _rows(verdict: Verdict) -> Iterator[str]:
    base, variables = verdict.release.base, verdict.cited.variables
    if verdict.result is not None and verdict.result.variables != variables:
        yield "the columns are others"
    if verdict.cited.form == "RECORDS":
        before = {tuple(one.split("\t")[:2]) for one in verdict.gone}
        now = {tuple(one.split("\t")[:2]) for one in verdict.new}
        yield from _some("~ ", [f"{kind} {name}" for name, kind in sorted(before & now)])
        yield from _some("- ", [f"{kind} {name}" for name, kind in sorted(before - now)])
        yield from _some("+ ", [f"{kind} {name}" for name, kind in sorted(now - before)])
        return
    if verdict.cited.hashed:
        yield f"- {len(verdict.gone):,} of which the citation has the hashes only"
    else:
        yield from _some("- ", [_row(one, variables, base) for one in verdict.gone])
    now_named = verdict.result.variables if verdict.result else variables
    yield from _some("+ ", [_row(one, now_named, base) for one in verdict.new])


def _some(mark: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (mark + one for one in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"{mark}… and {len(lines) - _SHOWN:,} more (--json tells all)"


def _row(line: str, variables: Sequence[str], base: str) -> str:
    cells = zip(variables, line.split("\t"), strict=False)
    return "  ".join(f"{name}={_term(term, base)}" for name, term in cells if term)


def _term(term: str, base: str) -> str:
    """Shorten a term for reading: names of this graph, and texts without their datatype."""
    if term.startswith('"'):
        return term[: term.rindex('"') + 1]
    iri = term.strip("<>")
    return iri.removeprefix(base + "id/").removeprefix(base) if iri.startswith(base) else term


def _plain(line: str) -> str:
    # The file may come from anywhere, and an escape sequence could command the terminal.
    return "".join(one if one.isprintable() else "\ufffd" for one in line)


def _noun(form: str) -> str:
    return {"RECORDS": "record", "CONSTRUCT": "triple", "ASK": "answer"}.get(form, "row")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise NotFoundError("citation file", file) from None
