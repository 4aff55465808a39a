"""``kg validate``: check the records."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from kg.cli.options import call_of, common
from kg.cli.output import put
from kg.examined import examined


@click.command("validate", short_help="Check all records and tell every problem.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as a JSON list.")
@click.option("--explained", is_flag=True, help="Tell the warnings that records explain, too.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@common(store=False)
@click.pass_context
def command(context: click.Context, as_json: bool, explained: bool, strict: bool) -> None:
    """Check all records and tell every problem at once, each with its file and line.

    A contradiction that is certain is an error, a possible one a warning; a record may explain a
    warning by the rule's name. Exit status 1 when there is an error.
    """
    call = call_of(context)
    records, found = examined(call.folder())
    problems = [one for one in found if explained or one.severity != "explained"]
    if as_json:
        text = json.dumps([asdict(one) for one in problems], ensure_ascii=False, indent=2)
        put(f"{text}\n".encode(), None)
    else:
        for problem in problems:
            click.echo(str(problem))
    errors = sum(one.severity == "error" for one in found)
    warnings = sum(one.severity == "warning" for one in found)
    excused = len(found) - errors - warnings
    held = "" if records is None else f"{records:,} records: "
    besides = f" ({excused} more explained)" if excused else ""
    call.say(f"{held}{_count(errors, 'error')}, {_count(warnings, 'warning')}{besides}")
    context.exit(1 if errors or (strict and warnings) else 0)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
