"""Every format of a citation can be read, whatever stands in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.citation import FORMATS, citation_for, render
from kg.citation.formats import licence_name
from kg.graph import Graph
from kg.load import load
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.citation import Citation


@pytest.fixture
def odd(small: Path) -> Citation:
    """A citation of a dataset whose title has what each format would take for its own."""
    graph, view = Graph(load(small)), View(as_of=date(2022, 3, 28))
    cited = citation_for(graph, view, "claims-on-day", accessed=date(2026, 7, 3))
    title = 'A {B} \\c % & #_$ ~^ "q": <x>\r\nTY  - é\n- z'
    return replace(cited, release=replace(cited.release, title=title))


PLAIN = 'A {B} \\c % & #_$ ~^ "q": <x> TY - é - z'


def test_text_is_one_line(odd: Citation) -> None:
    line = render(odd, "text")
    assert line.count("\n") == 1
    assert line.startswith(f"Test, {PLAIN} [dataset], version 1.0.0 (31 December 2022), query ")
    assert "as known on 28 March 2022" in line
    assert odd.result.sha256[:16] in line
    assert "(accessed 3 July 2026), CC BY 4.0." in line


def test_bibtex_can_be_read(odd: Citation) -> None:
    text = render(odd, "bibtex")
    assert (kind := re.match(r"@misc\{([a-z0-9-]+),\n", text))
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", text, re.MULTILINE))
    assert len(fields) == text.count("\n") - 2
    for value in fields.values():
        depth = 0
        for one in value:
            depth += {"{": 1, "}": -1}.get(one, 0)
            assert depth >= 0
        assert depth == 0
    assert re.search(r"(?<!\\)[%&#_$~^]", fields["title"]) is None
    assert fields["author"] == "{Test}"
    assert (fields["year"], fields["month"], fields["urldate"]) == ("2022", "12", "2026-07-03")
    assert fields["url"] == odd.permalink
    assert kind[1].startswith("parley-2022-")


def test_ris_can_be_read(odd: Citation) -> None:
    text = render(odd, "ris")
    assert text.endswith("ER  - \r\n")
    rows = [one.partition("  - ") for one in text.split("\r\n")[:-1]]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]", tag) and mark for tag, mark, _ in rows)
    assert rows[0] == ("TY", "  - ", "DATA")
    assert [tag for tag, _, _ in rows].count("TY") == 1
    fields: Mapping[str, str] = {tag: value for tag, _, value in rows}
    assert fields["DA"] == "2022/12/31"
    assert fields["TI"].startswith(PLAIN)
    assert odd.result.sha256 in fields["N1"]


def test_csl_has_known_keys(odd: Citation) -> None:
    (item,) = json.loads(render(odd, "csl"))
    assert set(item) <= {
        "id", "type", "title", "author", "publisher", "version", "URL", "accessed", "issued", "note"
    }  # fmt: skip
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": "Test"}]
    assert item["issued"] == {"date-parts": [[2022, 12, 31]]}
    assert item["accessed"] == {"date-parts": [[2026, 7, 3]]}


def test_cff_is_yaml_with_what_the_format_wants(odd: Citation) -> None:
    found = yaml.safe_load(render(odd, "cff"))
    assert {"cff-version", "message", "title", "authors"} <= set(found)
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["title"].startswith(PLAIN)
    assert found["date-released"] == "2022-12-31"
    assert found["license"] == "CC-BY-4.0"
    assert found["url"] == odd.permalink
    assert [one["type"] for one in found["identifiers"]] == ["other", "other"]
    other = replace(odd, release=replace(odd.release, licence="https://example.org/l"))
    found = yaml.safe_load(render(other, "cff"))
    assert "license" not in found
    assert found["license-url"] == "https://example.org/l"


@pytest.mark.parametrize("released", ["2022", "2022-12", "2022~", "2022-12-01/2022-12-31"])
@pytest.mark.parametrize("name", FORMATS)
def test_release_without_a_full_day(name: str, released: str, odd: Citation) -> None:
    text = render(replace(odd, release=replace(odd.release, released=released)), name)
    assert "2022" in text
    if name == "cff" and len(released) < 10:
        assert "date-released" not in text


def test_licence_names() -> None:
    base = "https://creativecommons.org/"
    assert licence_name(base + "licenses/by-nc-sa/4.0/") == "CC BY-NC-SA 4.0"
    assert licence_name(base + "publicdomain/zero/1.0/") == "CC0 1.0"
    assert licence_name("https://example.org/") is None
