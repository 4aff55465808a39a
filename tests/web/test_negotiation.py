"""Which type a request prefers."""

from __future__ import annotations

import pytest

from kg.web.negotiation import preferred

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("text/html;q=0.5, application/ld+json", "application/ld+json"),
        ("application/ld+json, text/turtle", "application/ld+json"),
        ("text/*;q=0.1, text/html", "text/html"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ("TEXT/HTML ; Q=1.0", "text/html"),
        ("text/turtle;q=2, text/html;q=0.1", "text/html"),
        ("image/png", None),
        ("text/turtle;q=0", None),
    ],
)
def test_preferred(accept: str, wanted: str | None) -> None:
    assert preferred(accept, OFFERED) == wanted
