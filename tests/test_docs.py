"""The documentation is true: generated pages are in step, tours run, names are told."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from kg.queries import named_queries
from kg.ui.downloads import FILES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def _generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(_generator().PAGES))
def test_generated_page_is_in_step(name: str) -> None:
    made = _generator().PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == made, (
        "run: .uv/bin/uv run python docs/generate.py"
    )


def test_tour_of_the_python_interface_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(DOCS / "python.md"), module_relative=False)
    assert result.attempted > 15
    assert result.failed == 0


def test_every_named_query_is_told() -> None:
    page = (DOCS / "queries.md").read_text(encoding="utf-8")
    missing = [name for name in named_queries() if f"kg query {name}" not in page]
    assert missing == []


def test_every_page_and_file_of_the_dashboard_is_told() -> None:
    text = (ROOT / "docs" / "dashboard.md").read_text(encoding="utf-8")
    shell = (ROOT / "kg" / "ui" / "shell.py").read_text(encoding="utf-8")
    pages = {f"`/{one}`" for one in re.findall(r'url_path="([a-z]+)"', shell)}
    files = {f"`{one}`" for one in FILES}
    assert len(pages) > 15
    assert len(files) > 8
    assert {one for one in pages | files if one not in text} == {"`/about`"}


def test_links_between_pages_lead_somewhere() -> None:
    pages = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md"))
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
