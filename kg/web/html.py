"""Pages of ours that need no dashboard: plain HTML that reads without scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.web import answer, linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

# The policy lets a page have a style of its own (style-src), and no script.
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 48rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .4em; }
h3 { font-size: 1.05rem; }
p, dl { margin: .3em 0; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .1em 1em; }
dt { opacity: .75; }
dd { margin: 0; overflow-wrap: anywhere; }
nav a { margin-right: .8em; }
:target { outline: 2px solid; outline-offset: .4em; }
@media (max-width: 32rem) { dl { display: block; } dd { margin-bottom: .4em; } }
"""


def esc(text: object) -> str:
    """Return a text as it may stand in HTML and in its attributes."""
    return escape(str(text))


def link(address: str, text: str) -> str:
    """Return a link."""
    return f'<a href="{esc(address)}">{esc(text)}</a>'


def pairs(rows: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return a list of names with their values, which are HTML; those without any are left out."""
    body = "".join(
        f"<dt>{esc(name)}</dt><dd>{'<br>'.join(found)}</dd>"
        for name, values in rows
        if (found := list(values))
    )
    return f"<dl>{body}</dl>" if body else ""


def forms(stem: str, names: Iterable[str]) -> str:
    """Return links to the documents of data of a page, from the address without suffix."""
    shown = "".join(link(f"{stem}{linked.extension(one)}", linked.TITLES[one]) for one in names)
    return f'<nav aria-label="As data">{shown}</nav>'


def document(title: str, body: str, home: str) -> bytes:
    """Return a page; ``home`` is the address of the dashboard."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{esc(title)} · Parley</title><style>{_STYLE}</style></head><body>"
        f"<header>{link(home, 'Parley')}</header><main><h1>{esc(title)}</h1>{body}</main>"
        "</body></html>\n"
    ).encode()


def page(
    request: Request, title: str, body: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a page."""
    made = document(title, body, linked.root(request))
    return answer.content(request, made, "text/html", {**linked.KEPT, **(headers or {})})
