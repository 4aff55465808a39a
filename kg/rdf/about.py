"""The IRI of a record, whatever kind it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.rdf.names import Names


def about_iri(dataset: Dataset, names: Names, record_id: str) -> str:
    """Return the IRI of a record of any kind, by its id. KeyError when there is none."""
    kind = dataset.kind_of(record_id)
    if kind is None:
        raise KeyError(record_id)
    if kind == "topics":
        return names.concept("topic", record_id)
    return names.thing(kind.removesuffix("s"), record_id)
