"""Pages of ours that need no dashboard: plain HTML that reads without scripts."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.web import answer, linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

# Letters that Streamlit serves for its own pages.
_LETTERS = {
    "Source Sans": "SourceSansVF-Upright",
    "Source Serif": "SourceSerifVariable-Roman",
    "Source Code": "SourceCodeVF-Upright",
}
_PAGES = {"explore": "Explore", "claims": "Claims", "sparql": "SPARQL", "export": "Export",
          "about": "About", "ns.html": "Terms"}  # fmt: skip


@cache
def _style(home: str) -> str:
    """Return what the policy lets a page have of its own: a style, and no script."""
    folder = files("streamlit") / "static" / "static" / "media"
    names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: 200 900; font-display: swap; '
        f'src: url("{home}static/media/{name}") format("woff2"); }}\n'
        for family, stem in _LETTERS.items()
        for name in names
        if name.startswith(f"{stem}.")
    ]
    own = (files("kg.web") / "plain.css").read_text(encoding="utf-8")
    return f"{''.join(faces)}{own}"


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
    ways = "".join(link(f"{home}{path}", label) for path, label in _PAGES.items())
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{esc(title)} · Parley</title><style>{_style(home)}</style></head>"
        f'<body><header>{link(home, "Parley")}<nav aria-label="Pages">{ways}</nav></header>'
        f"<main><h1>{esc(title)}</h1>{body}</main>"
        "</body></html>\n"
    ).encode()


def page(
    request: Request, title: str, body: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a page."""
    made = document(title, body, linked.root(request))
    return answer.content(request, made, "text/html", {**linked.KEPT, **(headers or {})})
