"""Imports go downwards, and each foreign library has its homes.

Every import in ``kg`` is read from the source, those inside functions and those for types too.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

from .support import ROOT

# From the ground up. A module may import from lower floors; of one floor, only modules of one
# package may see each other. A package stands for all that is in it.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "halfway", "garbage"),
    (
        "settings",
        "address",
        "content",
        "edtf",
        "vocabulary",
        "countries",
        "policy",
        "column",
        "line",
    ),
    ("records", "span", "channel", "seriation"),
    ("dataset", "lanes"),
    ("known",),
    ("glimpse",),
    ("asof",),
    ("choice",),
    ("checks", "wording", "yamlfile", "schema", "template"),
    ("jsonlfile",),
    ("reader",),
    ("load",),
    ("examined",),
    ("rdf",),
    ("flow",),
    ("functions", "mistake", "nesting", "bulk", "wire"),
    ("guard",),
    ("store",),
    ("remote",),
    ("view", "results", "worker_child"),
    ("queries", "narrow", "excerpt", "child", "reply", "editions"),
    ("values",),
    ("worker",),
    ("remote_worker",),
    ("compare",),
    ("stats", "shape", "completion", "snippets"),
    ("sheet", "jsonld"),
    ("export",),
    ("nanopub",),
    ("network", "page", "build", "codebook", "imports", "kept", "publish"),
    ("spark", "timeline", "places", "search", "gexf", "graphml", "csvw", "parquet"),
    ("gazetteer", "entry"),
    ("ical", "story"),
    ("formats",),
    ("states", "around"),
    ("graph",),
    ("engine",),
    ("citation",),
    ("ui",),
    ("web",),
    ("cli",),
)
# Who may import what is slow to import, or whose objects should not spread.
HOMES: dict[str, tuple[str, ...]] = {
    "anyascii": ("search",),
    "click": ("cli",),
    "h11": ("web",),
    "icalendar": ("ical",),
    "iso3166": ("imports",),
    "networkx": ("network", "graph", "gexf", "graphml", "formats", "ui"),
    "oxrdflib": ("graph",),
    "pandas": ("graph", "ui"),
    "prometheus_client": ("web",),
    "pyarrow": ("parquet",),
    "pydantic": (
        "records",
        "reader",
        "wording",
        "schema",
        "template",
        "rdf",
        "codebook",
        "imports",
        "spark",
    ),
    "pydantic_core": ("reader", "wording"),
    "pyoxigraph": (
        "functions",
        "bulk",
        "guard",
        "store",
        "remote",
        "results",
        "worker_child",
        "excerpt",
        "export",
        "jsonld",
        "nanopub",
        "page",
        "editions",
        "citation",
        "web",
        "kept",
    ),
    "platformdirs": ("settings",),
    "pyspark": ("spark",),
    "rapidfuzz": ("search",),
    "rdflib": ("graph",),
    "streamlit": ("ui", "web", "cli"),
    "starlette": ("ui", "web"),
    "tzfpy": ("countries",),
    "uvicorn": ("web", "cli"),
    "yaml": ("yamlfile",),
    "yaml_rs": ("yamlfile",),
}
PACKAGE = ROOT / "kg"
FILES = sorted(PACKAGE.rglob("*.py"))


class Import(NamedTuple):
    file: str
    line: int
    name: str
    nested: bool


def imports(path: Path) -> list[Import]:
    """Return every import of a file; ``nested`` are those inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    place = path.relative_to(ROOT).as_posix()
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        else:
            assert node.level == 0, f"{place}:{node.lineno}: relative import (write kg.…)"
            # `from kg import settings` names a module, `from kg.view import View` does not.
            names = (
                [f"kg.{one.name}" for one in node.names]
                if node.module == "kg"
                else [str(node.module)]
            )
        found += [Import(place, node.lineno, name, id(node) in inside) for name in names]
    return found


def part(name: str) -> str:
    """Return the first name below ``kg``: that of the floor's list."""
    return name.split(".")[1] if "." in name else ""


def home(file: str) -> str:
    return Path(file).relative_to("kg").parts[0].removesuffix(".py")


ALL = [one for path in FILES for one in imports(path)]
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}


def test_every_module_has_its_floor() -> None:
    here = {home(path.relative_to(ROOT).as_posix()) for path in FILES} - {"__init__", "__main__"}
    assert here - set(FLOOR) == set(), "give each new module a floor in tests/test_floors.py"
    assert set(FLOOR) - here == set(), "a floor for a module that is gone"


def test_imports_go_downwards() -> None:
    wrong = []
    for one in ALL:
        source, target = home(one.file), part(one.name)
        if not one.name.startswith("kg.") or source in ("__init__", "__main__", target):
            continue
        if target not in FLOOR:
            continue
        if FLOOR[target] >= FLOOR[source]:
            wrong.append(
                f"{one.file}:{one.line}: imports kg.{target} (floor {FLOOR[target]}) from floor"
                f" {FLOOR[source]}; imports go downwards only"
            )
    assert wrong == []


def test_only_the_top_imports_the_package_itself() -> None:
    wrong = [
        f"{one.file}:{one.line}"
        for one in ALL
        if one.name == "kg" and home(one.file) not in ("cli", "ui", "web", "__main__")
    ]
    assert wrong == []


def test_foreign_libraries_stay_at_home() -> None:
    wrong = [
        f"{one.file}:{one.line}: imports {library}, whose homes are: {', '.join(HOMES[library])}"
        for one in ALL
        if (library := one.name.partition(".")[0]) in HOMES and home(one.file) not in HOMES[library]
    ]
    assert wrong == []


def test_no_home_is_empty() -> None:
    used = {(one.name.partition(".")[0], home(one.file)) for one in ALL}
    for library in ("click", "networkx", "oxrdflib", "pandas", "pyoxigraph", "rdflib", "streamlit"):
        assert any(name == library for name, _ in used), library


def test_records_know_neither_yaml_nor_rdf_nor_streamlit() -> None:
    low = {"records", "dataset", "checks", "edtf", "vocabulary"}
    foreign = {one.name.partition(".")[0] for one in ALL if home(one.file) in low}
    assert foreign.isdisjoint({"yaml", "yaml_rs", "rdflib", "pyoxigraph", "streamlit", "click"})


def test_an_import_inside_a_function_has_a_written_reason() -> None:
    wrong = []
    for one in ALL:
        if one.nested:
            text = (ROOT / one.file).read_text(encoding="utf-8").split("\n")
            # A reason stands in the line, in a comment above, or with the import right above.
            near = text[max(one.line - 5, 0) : one.line]
            told = any("# noqa: PLC0415 - " in row or row.strip().startswith("# ") for row in near)
            if "# noqa: PLC0415" not in near[-1] or not told:
                wrong.append(f"{one.file}:{one.line}: {one.name} (# noqa: PLC0415 - why)")
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_files_are_short() -> None:
    """About 100 lines; beyond 300 they are split by noun."""
    # The first two are tables; the rules of EDTF are one matter with one set of names.
    known = {"vocabulary.py", "edtf.py"}
    long = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        if path.read_text(encoding="utf-8").count("\n") > 320
    }
    assert long - known == set()
