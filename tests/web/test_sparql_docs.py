"""The page on the endpoint tells what there is."""

from __future__ import annotations

import re

from kg import settings
from kg.nesting import MAX_CHAIN, MAX_NESTING
from kg.web.formats import NAMED, OFFERED
from kg.web.protocol import FORMATS, QUERY_BYTES, VIEW
from kg.web.turns import RUNNING, WAITING
from tests.support import ROOT

PAGE = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")


def test_every_type_and_parameter_is_told() -> None:
    types = {media for one in OFFERED.values() for media in one}
    names = {name for one in OFFERED.values() for name in one.values()}
    for one in (*types, *names, *FORMATS, *VIEW):
        assert f"`{one}`" in PAGE
    assert names <= set(NAMED)


def test_every_limit_is_told() -> None:
    assert f"{settings.query_rows():,}; what is cut" in PAGE
    assert f"{settings.query_seconds():g} s; it is stopped" in PAGE
    assert f"{QUERY_BYTES // 1000} kB" in PAGE
    assert f"{MAX_NESTING} brackets within each other, {MAX_CHAIN:,} operators" in PAGE
    assert f"{RUNNING} queries run and {WAITING} wait" in PAGE


def test_every_status_is_told() -> None:
    raised = set()
    for file in ("protocol", "sparql", "graphs", "turns"):
        text = (ROOT / "kg" / "web" / f"{file}.py").read_text(encoding="utf-8")
        raised |= set(re.findall(r"RefusedError\((\d+)", text))
    told = set(re.findall(r"^\| (\d{3}) \|", PAGE, re.MULTILINE))
    assert told == raised | {"404", "503"}
