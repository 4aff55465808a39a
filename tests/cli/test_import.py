"""``kg import``: what it tells, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.load import load

from ..test_imports import GED, ICEWS, MAPPING, TABLE

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg

_RELEASE = ("--version", "24.1", "--released", "2024-06-11")


def test_counts_terms_and_rejects_are_told(tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "icews.tab").write_text(ICEWS, encoding="utf-8")
    out = tmp_path / "out"
    result = kg("import", "icews", str(tmp_path / "icews.tab"), "--out", str(out), *_RELEASE)
    assert result.exit_code == 0
    assert result.stdout == (
        "4 rows read: 3 taken over (1 joined with their mirror image), 1 rejected\n"
        "2 events added, 0 changed, 0 gone, 0 as before\n"
    )
    assert "doi:10.7910/DVN/28075" in result.stderr
    assert "icews.tab:5: CAMEO code 173 (coerce) is of no kind" in result.stderr
    assert (tmp_path / "out.rejects.jsonl").is_file()
    assert kg("--data", str(out), "validate").exit_code == 0


def test_an_import_is_built_like_any_other_folder(tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "ged.csv").write_text(GED, encoding="utf-8")
    out = tmp_path / "ged"
    kg("import", "ucdp-ged", str(tmp_path / "ged.csv"), "--out", str(out), *_RELEASE)
    result = kg("query", "--data", str(out), "timeline")
    assert result.exit_code == 0
    assert "Kyiv" in result.stdout
    assert kg("build", "--data", str(out), "--out", str(tmp_path / "built")).exit_code == 0


def test_a_table_needs_its_mapping(tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    call = ("import", "table", str(tmp_path / "t.csv"), "--out", str(tmp_path / "out"), *_RELEASE)
    assert kg(*call).exit_code == 2
    assert kg(*call, "--mapping", str(tmp_path / "none.yaml")).exit_code == 2
    assert kg(*call, "--mapping", str(tmp_path / "map.yaml")).exit_code == 0
    assert len(load(tmp_path / "out").events) == 1


def test_nothing_is_written_where_no_row_holds(tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    out = ("--out", str(tmp_path / "out"))
    result = kg("import", "gdelt", str(tmp_path / "x.csv"), *out, *_RELEASE)
    assert result.exit_code == 1
    assert "has 1 cell (61 belong here)" in result.stderr
    assert not (tmp_path / "out").exists()
    assert kg("import", "pax", str(tmp_path / "no.csv"), *out, *_RELEASE).exit_code == 2
    assert kg("import", "pax", str(tmp_path / "x.csv"), *out, *_RELEASE).exit_code == 1
