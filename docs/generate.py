"""Write the pages of docs/ that are made from the package: ``python docs/generate.py``."""

from __future__ import annotations

from pathlib import Path

from kg.queries import named_queries

_HERE = Path(__file__).resolve().parent


def queries_page() -> str:
    """Return the page of the named queries."""
    parts = [
        "# Named queries",
        "Each is a file in `kg/sparql/` that runs as it stands on any SPARQL 1.1 engine whose "
        "default graph is the union of the named graphs. `kg query NAME` answers it, "
        "`-p name=value` sets a parameter, and filters such as `--track` narrow the events. "
        "This page is made from the files.",
    ]
    for query in named_queries().values():
        parts.append(f"## {query.title}")
        parts.append(query.about)
        line = f"kg query {query.name}"
        for one in query.parameters:
            line += f" -p {one.name}={_plain(one.default)}"
        parts.append(f"```sh\n{line}\n```")
        rows = [f"| `{name}` | {about} |" for name, about in query.columns.items()]
        parts.append("\n".join(["| column | holds |", "|---|---|", *rows]))
        body = query.text[query.text.index("PREFIX") :].rstrip()
        parts.append(f"<details><summary>SPARQL</summary>\n\n```sparql\n{body}\n```\n\n</details>")
    return "\n\n".join(parts) + "\n"


def _plain(term: str) -> str:
    """Return a parameter's default as one types it."""
    if term.startswith("<"):
        return term.rstrip(">").rpartition("/")[2]
    return term.split('"')[1]


PAGES = {"queries.md": queries_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (_HERE / name).write_text(page(), encoding="utf-8")
