"""``kg validate``: check the records."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from kg.cli.options import call_of, common
from kg.cli.output import put
from kg.load import examine


@click.command("validate", short_help="Check all records and tell every problem.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as a JSON list.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@common(store=False)
@click.pass_context
def command(context: click.Context, as_json: bool, strict: bool) -> None:
    """Check all records and tell every problem at once, each with its file and line.

    A contradiction that is certain is an error, a possible one a warning. Exit status 1 when there
    is an error.
    """
    call = call_of(context)
    dataset, problems = examine(call.folder())
    if as_json:
        text = json.dumps([asdict(one) for one in problems], ensure_ascii=False, indent=2)
        put(f"{text}\n".encode(), None)
    else:
        for problem in problems:
            click.echo(str(problem))
    errors = sum(one.severity == "error" for one in problems)
    records = sum(1 for _ in dataset.records()) if dataset is not None else None
    held = "" if records is None else f"{records:,} records: "
    call.say(f"{held}{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")
    context.exit(1 if errors or (strict and problems) else 0)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
