"""Every name of ours in the graph that we publish leads to something that tells of it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import streamlit as st

from kg.ui import opened
from tests.support import DATA
from tests.web.asked import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://w3id.org/parley/"
MOST = 3
"""Names of each kind that are followed, evenly over all of them; each answer takes some 20 ms."""


@pytest.fixture(scope="module")
def found() -> Iterator[dict[str, list[str]]]:
    """All names of ours in the graph by kind, relative to the base."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_DATA", str(DATA))
        st.cache_resource.clear()
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        for line in opened.graph().lines:
            for name in re.findall(rf"<{re.escape(BASE)}([^>#]*)(?:#[^>]*)?>", line):
                parts = name.split("/")
                kinds["/".join(parts[: 2 if len(parts) > 1 else 1])].add(name)
        yield {kind: sorted(names) for kind, names in sorted(kinds.items())}
        opened.close()
    st.cache_resource.clear()


def test_all_kinds_are_here(found: dict[str, list[str]]) -> None:
    kinds = {one.partition("/")[2] for one in found if one.startswith("id/")}
    assert len(kinds) == 20
    assert {one.partition("/")[0] for one in found} == {"graph", "id", "ns", "voc"}


@pytest.mark.parametrize("accept", ["text/html, */*;q=0.1", "application/n-triples"])
def test_every_name_leads_to_what_tells_of_it(found: dict[str, list[str]], accept: str) -> None:
    lost = []
    for kind, names in found.items():
        for name in names[:: max(len(names) // MOST, 1)]:
            answer = ask(f"/{quote(name)}", accept=accept, host="test")
            to = answer.headers.get("location", "")
            if answer.status == 303 and re.match(r"/[a-z]+\?id=|/about", to):
                continue  # a page of the dashboard
            if answer.status == 303:
                answer = ask(to.partition("#")[0], host="test")
            says = kind.startswith("graph") or "html" in accept or f"<{BASE}{name}" in answer.text
            if answer.status != 200 or not says:
                lost.append((name, answer.status))
    assert lost == []
