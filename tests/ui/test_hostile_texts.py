"""Texts of records that would act as HTML or Markdown: every page shows them as they are."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from .chromium import served, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from streamlit.testing.v1 import AppTest

    from .conftest import Open

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "[x](javascript:alert(3))",
    "![y](https://evil.example/pixel)",
    "$\\frac{a}{b}$",
    ":material/delete:",
    ":red[danger]",
    "**loud**",
    "`code`",
    "\"'><b>quoted</b>",
)
ALL = f"{' '.join(HOSTILE)} \u202eturned"
# Fields of records that hold a text, wherever they stand.
TEXTS = {
    "title", "name", "names", "aliases", "description", "note", "text", "question", "answer",
    "attribution", "publisher", "origin", "summary", "why", "where", "coverage", "label",
    "definition",
}  # fmt: skip
# What Streamlit reads as Markdown: these fields of its elements.
MARKDOWN = {"body", "label", "help", "caption", "content", "text"}
PAGES = [
    ("", {}),
    ("explore", {}),
    ("explore", {"chosen": "round"}),
    ("explore", {"chosen": "arakhamia"}),
    ("explore", {"as-of": "2022-03-28"}),
    ("claims", {}),
    ("claims", {"show": "rivals"}),
    ("compare", {"with-as-of": "2022-03-28"}),
    ("compare", {"with-as-of": "2022-03-28", "event": "round"}),
    ("agenda", {}),
    ("meetings", {}),
    ("meetings", {"level": "people"}),
    ("foretold", {}),
    ("quality", {}),
    ("about", {}),
    ("export", {}),
    ("sparql", {}),
    ("search", {"q": "loud"}),
    ("event", {"id": "round"}),
    ("event", {"id": "round", "as-of": "2022-03-28"}),
    ("event", {"id": "next-round"}),
    ("actor", {"id": "arakhamia"}),
    ("actor", {"id": "turkiye"}),
    ("source", {"id": "wire-copy"}),
    ("venue", {"id": "dolmabahce"}),
    ("topic", {"id": "guarantees"}),
    ("track", {"id": "istanbul"}),
    ("document", {"id": "protocol"}),
]
# A view that holds a text from the address.
PAGES += [(one, {"text": ALL}) for one in ("explore", "claims", "export")]
PAGES += [("search", {"q": ALL}), ("event", {"id": ALL}), ("explore", {"chosen": ALL})]


def poisoned(value: Any, inside: bool = False) -> Any:
    """Return a record with the hostile texts at the end of each of its own."""
    if isinstance(value, dict):
        # YAML 1.1 takes the key "on" for a truth.
        named = {"on" if key is True else key: one for key, one in value.items()}
        return {key: poisoned(one, inside or key in TEXTS) for key, one in named.items()}
    if isinstance(value, list):
        return [poisoned(one, inside) for one in value]
    return f"{value} {ALL}" if inside and isinstance(value, str) else value


def poison(data: Path) -> None:
    for path in data.rglob("*.yaml"):
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name == "documents.yaml":  # here it is the id of a source
            texts = [record.pop("text", None) for record in records]
            records = [
                poisoned(one) | ({"text": text} if text else {})
                for one, text in zip(records, texts, strict=True)
            ]
        else:
            records = poisoned(records)
        path.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")


class Acts(HTMLParser):
    """Finds what acts in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "b", "iframe"):
            self.found.append(tag)
        for name, value in attrs:
            told = (value or "").strip().lower()
            if name.startswith("on") or told.startswith(("javascript:", "data:")):
                self.found.append(f"{tag} {name}")


def protos(node: Any) -> Iterator[Any]:
    """Return the messages of all elements and blocks of a page."""
    if getattr(node, "proto", None) is not None:
        yield node.proto
    for one in getattr(node, "children", {}).values():
        yield from protos(one)


def strings(message: Any, inside: str = "") -> Iterator[tuple[str, str]]:
    """Return all texts in a message, each with the names that lead to it."""
    for field, value in message.ListFields():
        name = f"{inside}.{field.name}"
        values = value if field.is_repeated else [value]
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            continue
        for one in values:
            if isinstance(one, str):
                yield name, one
            elif hasattr(one, "ListFields"):
                yield from strings(one, name)


def wrong(app: AppTest) -> list[str]:
    """Return what of the hostile texts would act on a page."""
    found = []
    for proto in protos(app._tree):
        kind = proto.DESCRIPTOR.name
        for name, text in strings(proto, kind):
            if kind == "Html":
                reader = Acts()
                reader.feed(text)
                found += [f"{name}: {one}" for one in reader.found]
            elif name.rpartition(".")[2] in MARKDOWN and not name.startswith("BidiComponent"):
                found += [f"{name}: {one} in {text[:300]!r}" for one in HOSTILE if one in text]
    return found


@pytest.mark.parametrize(("page", "params"), PAGES, ids=str)
def test_no_text_of_a_record_acts(
    data: Path, visit: Open, page: str, params: dict[str, str]
) -> None:
    poison(data)
    app = visit(page, **params)
    assert [one.message for one in app.exception] == []
    assert wrong(app) == []
    if page in ("event", "claims", "agenda", "foretold") and "text" not in params:
        assert "turned" in "".join(text for one in protos(app._tree) for _, text in strings(one))


def test_the_check_finds_what_acts(visit: Open) -> None:
    app = visit("about")
    for one in protos(app._tree):
        if one.DESCRIPTOR.name == "Html":
            one.body += HOSTILE[1]
            break
    assert wrong(app) == ["Html.body: img", "Html.body: img onerror"]


@pytest.fixture(scope="module")
def hostile_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    from tests.support import write_tiny  # noqa: PLC0415 - a fixture of the whole module

    data = write_tiny(tmp_path_factory.mktemp("hostile"))
    poison(data)
    with served(KG_DATA=str(data)) as address:
        yield from watched(browser, address, 1280, "light")


@pytest.mark.parametrize(
    "address", ["/explore", "/event?id=round", "/agenda", "/meetings", "/search?q=loud"]
)
def test_no_text_of_a_record_acts_in_a_browser(hostile_page: Page, address: str) -> None:
    """The panels draw by themselves what they are given."""
    hostile_page.goto(address)
    hostile_page.get_by_text("turned").first.wait_for(state="attached")
    hostile_page.wait_for_timeout(1000)
    made = 'document.querySelectorAll(\'img[src="x"], a[href^="javascript"]\').length'
    assert hostile_page.evaluate(made) == 0
