"""``kg search``: find records by their names, in any spelling, and by what is said in them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.opening import open_store
from kg.cli.options import call_of, common, knowledge_options
from kg.search import index
from kg.search.entries import KINDS

if TYPE_CHECKING:
    from kg.search import Hit
    from kg.view import View


@click.command("search", short_help="Find records by name, date or word.")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), help="Only records of a kind.")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@knowledge_options
@common()
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    kind: str | None,
    limit: int,
    as_json: bool,
    view: View,
) -> None:
    """Find records by name, date or word.

    WORDS may stand in any order, in any script, in another spelling, or with a slip: zelenskiy,
    Зеленський, 'istambul talks 2022'. Each line gives kind, id and name, the best match first.
    """
    call = call_of(context)
    found = index(*open_store(call, view)).find(" ".join(words), kind, limit)
    if as_json:
        hits = [_told(one) for one in found.hits]
        told = {"total": found.total, "counts": dict(found.counts), "hits": hits}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for one in found.hits:
        why = f"  ({one.why})" if one.why else ""
        click.echo(f"{one.ref.kind:9} {one.ref.id:34} {one.ref.label}{why}")
    if found.total:
        call.say(f"{len(found.hits):,} of {found.total:,}")
        return
    near = "; ".join(f"{one.ref.kind} {one.ref.id}" for one in found.closest)
    call.say("no record has these words" + (f" (near to it: {near})" if near else ""))


def _told(hit: Hit) -> dict[str, object]:
    return {**asdict(hit.ref), "told": hit.told, "why": hit.why, "score": hit.score}
