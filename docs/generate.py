"""Write the pages of docs/ that are made from the package: ``python docs/generate.py``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import COMMANDS, main
from kg.codebook import codebook
from kg.load import load
from kg.queries import named_queries

_HERE = Path(__file__).resolve().parent


def queries_page() -> str:
    """Return the page of the named queries."""
    parts = [
        "# Named queries",
        "Each is a file in `kg/sparql/` that runs as it stands on any SPARQL 1.1 engine whose "
        "default graph is the union of the named graphs. `kg query NAME` answers it, "
        "`-p name=value` sets a parameter, and filters such as `--track` narrow the events. "
        "`kg` stands for `.uv/bin/uv run kg` here. The comment `#defaultView:` says as what the "
        "SPARQL page shows the rows, as in Wikidata's query service: Timeline, Graph, Map, "
        "BarChart or Table; queries of your own may have it too. This page is made from the files.",
    ]
    for query in named_queries().values():
        parts.append(f"## {query.title}")
        parts.append(query.about)
        line = f"kg query {query.name}"
        for one in query.parameters:
            line += f" -p {one.name}={one.plain}"
        parts.append(f"```sh\n{line}\n```")
        rows = [f"| `{name}` | {about} |" for name, about in query.columns.items()]
        parts.append("\n".join(["| column | holds |", "|---|---|", *rows]))
        body = query.body.rstrip()
        parts.append(f"<details><summary>SPARQL</summary>\n\n```sparql\n{body}\n```\n\n</details>")
    return "\n\n".join(parts) + "\n"


def cli_page() -> str:
    """Return the page of the command line: the help of each command."""
    parts = [
        "# The command line",
        "`kg COMMAND` reads the records, makes one call and prints: results to standard output, "
        "messages to standard error, and `-` is standard input or output. It exits with 0 when "
        "all is fine, 1 when the data is wrong, 2 when the call is wrong (also when its output "
        "can't be written), and 130 after Ctrl-C (only `kg serve`, which is ended so, with 0). "
        "Where it is not installed as a command, `kg` stands for `.uv/bin/uv run kg` here. This "
        "page is made from the commands.",
        _help([]),
    ]
    for name in COMMANDS:
        parts += [f"## kg {name}", _help([name])]
        command = main.get_command(click.Context(main), name)
        if isinstance(command, click.Group):
            parts += [_help([name, one]) for one in command.commands]
        if name in _EXAMPLES:
            parts.append(f"```sh\n{_EXAMPLES[name]}\n```")
    return "\n\n".join(parts) + "\n"


def _help(path: list[str]) -> str:
    command: click.Command = main
    context = click.Context(
        main, info_name="kg", terminal_width=80, max_content_width=80, **main.context_settings
    )
    for name in path:
        group = command if isinstance(command, click.Group) else main
        command = group.get_command(context, name) or main
        context = click.Context(command, info_name=name, parent=context)
    return f"```text\n{command.get_help(context)}\n```"


_EXAMPLES = {
    "validate": "kg validate --strict\nkg validate --json | jq '.[].message'",
    "stats": "kg stats --json | jq .events\nkg stats --as-of 2022-03-28",
    "search": "kg search zelenskiy\nkg search istambul talks 2022 --kind event\n"
    "kg search medinsky --as-of 2022-03-28 --json | jq '.hits[].id'",
    "query": """\
kg query --list
kg query claims-on-day -p day=2022-03-28
kg query timeline --track belarus-istanbul-talks --from 2022-03-01 --to 2022-03-31
kg query timeline --as-of 2022-03-28 --policy party:russia
kg query 'SELECT ?kind (COUNT(?e) AS ?n) { ?e sem:eventType ?kind } GROUP BY ?kind'
kg query my.rq --format csv -o my.csv
echo 'DESCRIBE <https://w3id.org/parley/id/actor/dmitry-peskov>' | kg query - --format ttl""",
    "export": """\
kg export ttl -o parley.ttl
kg export trig --actor vladimir-medinsky | head
kg export csv --kind call -o calls.csv
kg export ics --track belarus-istanbul-talks --as-of 2022-03-28 -o talks.ics
kg export parquet -o events.parquet""",
    "build": "kg build --out build\nkg query --store oxigraph:build/store timeline\n"
    "kg build --as-of 2022-03-28 --out eve",
    "cite": "kg cite timeline --as-of 2022-03-28 -o c.json\nkg cite --format bibtex",
    "verify": "kg verify c.json",
    "import": """\
kg import ucdp-ged ged241.csv.zip --version 24.1 --released 2024-06-11 --out ged
kg import gdelt 20191024143000.export.CSV --version 2.0 --released 2019-10-25 --part --out gdelt
kg import table talks.csv --mapping talks.yaml --version 1 --released 2026-01-31 --out talks
kg validate --data ged""",
    "serve": "kg serve --port 8600",
    "new": "kg new event --id 2022-04-30-pow-exchange   # fill it in where its date belongs",
    "schema": "kg schema event > event.schema.json",
}


def codebook_page() -> str:
    """Return the page of every field and word of the records."""
    return codebook(load(_HERE.parent / "data"))


PAGES = {"cli.md": cli_page, "codebook.md": codebook_page, "queries.md": queries_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (_HERE / name).write_text(page(), encoding="utf-8")
