"""A result as a network: each row ties the first two things in it."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import streamlit as st

from kg.shape import record
from kg.timeline import signature
from kg.ui import components, opened
from kg.ui.network_drawing import placed
from kg.ui.sparql_labels import named
from kg.ui.sparql_open import opener
from kg.ui.text import many

if TYPE_CHECKING:
    from kg.shape import Column, Shape
    from kg.values import Result

_KEY = "sparql-network"
# Rows are not chosen for being drawn: more nodes of them than this make a hairball.
MOST_NODES = 120
# What is said on a tie, and how much it weighs.
_TIES = ("role", "relation", "tie", "label", "modality")
_WEIGHTS = ("weight", "count", "events", "n")


def network(found: Result, shaped: Shape) -> None:
    """Draw the ties."""
    ends = shaped.ends
    if ends is None:
        return
    drawn, nodes = payload(found, shaped, ends)
    components.network(drawn, key=_KEY, height=520)
    count = len(drawn["nodes"]["id"])
    said = f"Each row ties ?{ends[0].name} to ?{ends[1].name}."
    if count < nodes:
        said += f" Shown are the {count:,} of {nodes:,} nodes with most ties."
    st.caption(said)
    chosen = components.chosen(_KEY)
    if chosen is not None:
        at = drawn["nodes"]["id"].index(chosen) if chosen in drawn["nodes"]["id"] else None
        kind = drawn["of"][at] if at is not None else None
        opener(kind, chosen, opened.graph().names)


def payload(
    found: Result, shaped: Shape, ends: tuple[Column, Column]
) -> tuple[dict[str, Any], int]:
    """Return what the panel draws, and how many nodes there would be without its limit."""
    names = opened.graph().names
    one, other = ends
    weigh = shaped.named(*_WEIGHTS)
    weigh = weigh if weigh and weigh.kind == "number" else None
    say = shaped.named(*_TIES)
    ties: dict[tuple[str, str], float] = {}
    told: dict[tuple[str, str], list[str]] = {}
    for row in found.rows:
        left, right = row[one.place], row[other.place]
        if left is None or right is None or left.value == right.value:
            continue
        pair = (left.value, right.value)
        weight = row[weigh.place] if weigh else None
        ties[pair] = ties.get(pair, 0) + (_number(weight.value) if weight else 1)
        word = row[say.place] if say else None
        if word and word.value not in told.setdefault(pair, []):
            told[pair].append(word.value)
    degree = Counter(end for pair in ties for end in pair)
    kept = [iri for iri, _ in degree.most_common(MOST_NODES)]
    place = {iri: i for i, iri in enumerate(kept)}
    drawn = {pair: weight for pair, weight in ties.items() if pair[0] in place and pair[1] in place}
    labels = named(found, shaped, one, other)
    refs = [record(iri, names) or ("", iri) for iri in kept]
    x, y = placed(len(kept), {(place[a], place[b]): n for (a, b), n in drawn.items()})
    made: dict[str, Any] = {
        "nodes": {
            "id": [ident for _, ident in refs],
            "label": [labels.get(iri, ident) for iri, (_, ident) in zip(kept, refs, strict=True)],
            "kind": [_kind(kind, ident) for kind, ident in refs],
            "size": [degree[iri] for iri in kept],
            "x": x,
            "y": y,
            "note": [f"Tied to {many(degree[iri], 'other')} in this result." for iri in kept],
        },
        "edges": {
            "source": [place[left] for left, _ in drawn],
            "target": [place[right] for _, right in drawn],
            "label": [
                ", ".join(told.get(pair, [])) or _weight(ties[pair], weigh) for pair in drawn
            ],
            "weight": [max(weight, 0.1) for weight in drawn.values()],
        },
    }
    return made | {"sig": signature(made), "of": [kind for kind, _ in refs]}, len(degree)


def _kind(kind: str, ident: str) -> str:
    """Return the kind of a node as the panel knows it."""
    if kind != "actor":
        return {"publisher": "body", "post": "body", "track": "topic"}.get(kind, kind)
    known = opened.graph().dataset.actors.get(ident)
    return known.type if known and known.type in ("person", "state") else "body"


def _weight(weight: float, column: Column | None) -> str:
    return f"{weight:g} {column.name}" if column else ""


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return 1.0
    # SPARQL counts NaN and INF among its numbers; no panel could read them.
    return found if math.isfinite(found) else 1.0
