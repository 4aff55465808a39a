"""What a command imports: counted in modules, since times depend on the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg

HEAVY = {"networkx", "oxrdflib", "pandas", "pyoxigraph", "pydantic", "rdflib", "streamlit", "yaml"}
# What a query over YAML files can't do without.
QUERY = {"pydantic", "pyoxigraph"}

_CODE = """
import json, sys
from kg.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(*args: str, data: Path) -> set[str]:
    env = {**os.environ, "KG_DATA": str(data)}
    command = [sys.executable, "-c", _CODE, *args]
    result = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    return HEAVY & set(json.loads(result.stderr.splitlines()[-1]))


@pytest.mark.parametrize("args", [("--help",), ("--version",)])
def test_help_imports_nothing_heavy(args: tuple[str, ...], small: Path) -> None:
    assert imported(*args, data=small) == set()


def test_query_imports_what_reads_records_and_answers(small: Path) -> None:
    assert imported("query", "timeline", data=small) == QUERY


def test_query_of_a_store_on_disk_reads_no_records(small: Path, tmp_path: Path, kg: Kg) -> None:
    assert kg("build", "--out", str(tmp_path / "out")).exit_code == 0
    store = f"oxigraph:{tmp_path / 'out' / 'store'}"
    assert imported("query", "timeline", "--store", store, data=small) == {"pyoxigraph"}


def test_a_query_asked_again_reads_no_records(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    assert imported("query", "timeline", data=small) == QUERY
    assert imported("query", "timeline", data=small) == {"pyoxigraph"}


def test_package_imports_its_names_when_they_are_used() -> None:
    code = "import sys, kg; print('pydantic' in sys.modules); kg.Graph; print(kg.open.__name__)"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "open_graph"]
