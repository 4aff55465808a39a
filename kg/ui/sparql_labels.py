"""How the things of a result are called: as the row says, else as the graph of the view does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.shape import record
from kg.ui import knowledge, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.shape import Column, Shape
    from kg.values import Result

_ASKED = """
SELECT ?thing (MIN(?text) AS ?label) {{
  VALUES ?thing {{ {iris} }} ?thing rdfs:label|skos:prefLabel ?text
}} GROUP BY ?thing"""
_USUAL = ("title", "name", "label", "text")


def label_column(shaped: Shape, thing: Column) -> Column | None:
    """Return the column that names a thing: ``?xLabel``, or the text that stands right after it."""
    if found := shaped.named(f"{thing.name}label".lower(), f"{thing.name}name".lower()):
        return found
    after = [one for one in shaped.columns if one.place > thing.place]
    follows = after[0] if after else None
    return follows if follows and follows.name.lower() in _USUAL else None


def labels(iris: Iterable[str]) -> dict[str, str]:
    """Return the labels of things in the graph of the present view; the id where it has none."""
    graph = opened.graph()
    asked = sorted(set(iris))
    found = {iri: (record(iri, graph.names) or ("", iri))[1] for iri in asked}
    if asked:
        query = _ASKED.format(iris=" ".join(f"<{iri}>" for iri in asked))
        for row in graph.select(query, knowledge.current()):
            found[str(row["thing"])] = str(row["label"])
    return found


def named(found: Result, shaped: Shape, *things: Column) -> dict[str, str]:
    """Return the labels of all things of some columns, by IRI."""
    known: dict[str, str] = {}
    bare: set[str] = set()
    for thing in things:
        column = label_column(shaped, thing)
        for row in found.rows:
            term = row[thing.place]
            said = row[column.place] if column else None
            if term is not None and said is not None:
                known.setdefault(term.value, said.value)
            elif term is not None:
                bare.add(term.value)
    return labels(bare - known.keys()) | known
