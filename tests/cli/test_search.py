"""``kg search``: hits on standard output, the count and what is near on standard error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import TINY

if TYPE_CHECKING:
    from .conftest import Kg


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch, kg: Kg) -> None:  # noqa: ARG001 - it sets another
    monkeypatch.setenv("KG_DATA", str(TINY))


def test_hits_are_lines_best_first(kg: Kg) -> None:
    result = kg("search", "arachamia")
    assert result.exit_code == 0
    assert result.stdout.split()[:2] == ["actor", "arakhamia"]
    assert kg("search", "Istanbul", "--kind", "venue").stdout.split()[1] == "istanbul-city"
    assert len(kg("search", "Istanbul", "--limit", "2").stdout.splitlines()) == 2


def test_json_has_the_counts(kg: Kg) -> None:
    found = json.loads(kg("search", "Арахамія", "--json").stdout)
    assert found["hits"][0]["id"] == "arakhamia"
    assert found["hits"][0]["why"] == "also known as Давид Арахамія"
    assert found["total"] == sum(found["counts"].values())


def test_no_hit_is_no_error(kg: Kg) -> None:
    result = kg("search", "qwrtz", "arakhamia")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "near to it: actor arakhamia" in result.stderr


def test_a_day_is_honoured(kg: Kg) -> None:
    assert kg("search", "Dolmabahçe", "--kind", "event").stdout
    assert not kg("search", "Dolmabahçe", "--kind", "event", "--as-of", "2022-03-27").stdout
