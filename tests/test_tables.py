"""Tables in other formats: the description tells what the CSV holds, Parquet has the same rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import csvw as theirs
import pandas as pd
import pyarrow.parquet as pq
import pytest

from kg import gazetteer
from kg.column import Column, Table
from kg.csvw import csvw
from kg.network.table import edges
from kg.page import about, claim_table, claims_of_view
from kg.page.catalogue import About
from kg.parquet import parquet
from kg.places import places
from kg.sheet import events, written
from kg.view import View

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import Graph

VIEWS = (View(), View.of_params({"as-of": ["2022-03-05"]}), View(text="no such words"))
NAMES = ("events", "claims", "places", "edges")


def made(graph: Graph, name: str, view: View) -> Table:
    store = graph.of(view)
    if name == "events":
        return events(store, view, graph.names)
    if name == "claims":
        return claim_table(claims_of_view(store, view, graph.names))
    if name == "edges":
        return edges(graph.network(view))
    return gazetteer.listed(places(store, view, graph.names))


def described(graph: Graph, table: Table, folder: Path) -> theirs.CSVW:
    (folder / "x.csv").write_bytes(written(table))
    text = csvw(table, "x.csv", about(graph.store, graph.names))
    (folder / "x.csv-metadata.json").write_bytes(text)
    return theirs.CSVW(str(folder / "x.csv-metadata.json"), validate=True)


@pytest.mark.parametrize("view", VIEWS, ids=["now", "then", "nothing"])
@pytest.mark.parametrize("name", NAMES)
def test_the_description_is_valid_and_agrees_with_the_table(
    real_graph: Graph, name: str, view: View, tmp_path: Path
) -> None:
    table = made(real_graph, name, view)
    found = described(real_graph, table, tmp_path)
    assert found.is_valid
    (read,) = found.tables
    rows = list(read.iterdicts())
    assert len(rows) == len(table.rows)
    assert list(table.columns) == [one.name for one in read.tableSchema.columns]
    heads = next(csv.reader(io.StringIO(written(table).decode())))
    assert heads == list(table.columns)
    for mine, row in zip(table.rows, rows, strict=True):
        for column, about_it in table.columns.items():
            _agrees(mine[column], row[column], about_it)


def _agrees(mine: Any, read: Any, column: Column) -> None:
    if column.many:
        assert read == list(mine)
    elif isinstance(mine, date):
        assert str(read)[:10] == mine.isoformat()
    elif column.kind == "iri":
        assert read.unsplit() == mine
    elif isinstance(mine, str):
        assert str(read) in (mine, f"'{mine}")
    elif isinstance(mine, float):
        assert float(read) == mine
    else:
        assert read == mine
    assert not (column.required and mine is None)


# The library gathers warnings of its own to tell that a table is not valid.
@pytest.mark.filterwarnings("always:Invalid column value")
def test_a_wrong_description_is_found(tiny_graph: Graph, tmp_path: Path) -> None:
    table = made(tiny_graph, "events", View())
    assert described(tiny_graph, table, tmp_path).is_valid
    text = (tmp_path / "x.csv").read_text(encoding="utf-8")
    (tmp_path / "x.csv").write_text(text.replace("2022-03-29", "some day"), encoding="utf-8")
    assert not theirs.CSVW(str(tmp_path / "x.csv-metadata.json"), validate=True).is_valid


def test_the_description_tells_kinds_lists_and_licence(tiny_graph: Graph) -> None:
    table = made(tiny_graph, "events", View())
    found = json.loads(csvw(table, "events.csv?as-of=x", about(tiny_graph.store, tiny_graph.names)))
    assert found["url"] == "events.csv?as-of=x"
    assert found["dc:license"]["@id"].startswith("https://creativecommons.org/")
    assert found["tableSchema"]["primaryKey"] == "id"
    columns = {one["name"]: one for one in found["tableSchema"]["columns"]}
    assert columns["earliest"]["datatype"] == "date"
    assert columns["date"]["datatype"]["base"] == "string"
    assert columns["sources"]["separator"] == " | "
    assert columns["id"]["required"] is True


@pytest.mark.parametrize("view", VIEWS, ids=["now", "then", "nothing"])
@pytest.mark.parametrize("name", NAMES)
def test_parquet_has_the_same_rows_with_their_types(
    real_graph: Graph, name: str, view: View
) -> None:
    table = made(real_graph, name, view)
    content = parquet(table, about(real_graph.store, real_graph.names))
    read = pq.read_table(io.BytesIO(content))
    assert read.to_pylist() == [
        {name: list(one) if isinstance(one, tuple) else one for name, one in row.items()}
        for row in table.rows
    ]
    assert (
        b"CC" in read.schema.metadata[b"license"] or b"licenses" in read.schema.metadata[b"license"]
    )
    assert content == parquet(table, about(real_graph.store, real_graph.names))


def test_pandas_reads_parquet(tiny_graph: Graph) -> None:
    table = made(tiny_graph, "events", View())
    content = parquet(table, about(tiny_graph.store, tiny_graph.names))
    frame = pd.read_parquet(io.BytesIO(content)).set_index("id")
    assert frame.loc["round", "earliest"] == date(2022, 3, 29)
    assert frame.loc["round", "date"] == "2022-03-29"
    assert "wire" in list(frame["sources"]["round"])
    assert frame["disputed"].dtype == bool


def test_a_formula_stays_a_text_in_parquet() -> None:
    table = Table("x", "Of x.", {"a": Column("a")}, [{"a": "=1+1"}, {"a": None}])
    told = About("T", "d", "1", None, "l", "p", "c")
    assert pq.read_table(io.BytesIO(parquet(table, told)))["a"].to_pylist() == ["=1+1", None]
    assert written(table) == b'a\r\n\'=1+1\r\n""\r\n'
