"""The words of a graph, for those who write queries: prefixes, classes, properties, ids."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.functions import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.rdf.names import Names
    from kg.store import Store

# Beyond these, those that least else speaks of are left out: the list goes to every browser.
MOST_THINGS = 1_000
_LABEL = 80
_CLASSES = "SELECT ?name (COUNT(?one) AS ?n) { ?one a ?name } GROUP BY ?name"
_PROPERTIES = "SELECT ?name (COUNT(*) AS ?n) { ?one ?name ?other } GROUP BY ?name"
_LABELS = """
SELECT ?name (MIN(?text) AS ?label) {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty }
  ?name a ?kind ; rdfs:label ?text
} GROUP BY ?name"""
# Sources and claims are too many, and nobody knows their ids by heart.
_THINGS = """
SELECT ?thing (MIN(?text) AS ?label) (COUNT(?other) AS ?n) {
  {
    VALUES ?kind { sem:Event sem:Actor sem:Place kg:Track kg:Document }
    ?thing a ?kind ; rdfs:label ?text
  } UNION { ?thing a skos:Concept ; skos:prefLabel ?text }
  OPTIONAL { ?other ?tie ?thing }
} GROUP BY ?thing ORDER BY DESC(?n) ?thing"""
_WORDS = {
    "certainly": "true of every reading of both dates",
    "possibly": "true of some reading of both dates",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What can be completed. Names are prefixed ones, such as ``sem:Event``.

    ``classes`` and ``properties`` come with a label (or an empty text) and how often they are used,
    ``things`` are the rest of an IRI after ``base`` and a label, the best connected first.
    """

    base: str
    prefixes: Mapping[str, str]
    classes: Sequence[tuple[str, str, int]]
    properties: Sequence[tuple[str, str, int]]
    functions: Sequence[tuple[str, str]]
    things: Sequence[tuple[str, str]]

    def payload(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def words(store: Store, names: Names) -> Words:
    """Return the words of a graph; of a past day, those that were known."""
    labels = {str(row["name"]): str(row["label"]) for row in store.select(_LABELS, names.prefixes)}

    def counted(query: str) -> list[tuple[str, str, int]]:
        found = [
            (_short(str(row["name"]), names), labels.get(str(row["name"]), ""), int(str(row["n"])))
            for row in store.select(query, names.prefixes)
        ]
        return sorted(found, key=lambda one: (-one[2], one[0]))

    things = [
        (str(row["thing"]).removeprefix(names.base), _cut(str(row["label"])))
        for row in store.select(_THINGS, names.prefixes)
        if str(row["thing"]).startswith(names.base)
    ]
    return Words(
        base=names.base,
        prefixes=names.prefixes,
        classes=counted(_CLASSES),
        properties=counted(_PROPERTIES),
        functions=[(f"kg:{name}", _WORDS[mode]) for name, (mode, _) in NAMES.items()],
        things=things[:MOST_THINGS],
    )


def _short(iri: str, names: Names) -> str:
    """Return a name with its prefix, the whole IRI where there is none."""
    for prefix, space in names.prefixes.items():
        rest = iri.removeprefix(space)
        if rest != iri and "/" not in rest and "#" not in rest:
            return f"{prefix}:{rest}"
    return f"<{iri}>"


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
