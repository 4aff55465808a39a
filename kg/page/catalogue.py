"""What the dataset says of itself: title, version, licence, coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.page.when import When
from kg.queries import page_query

if TYPE_CHECKING:
    from kg.rdf.names import Names
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class About:
    """The dataset as a whole. ``released`` is None when no day is on record."""

    title: str
    description: str
    version: str
    released: When | None
    licence: str
    publisher: str
    coverage: str

    def citation(self) -> str:
        """Return a line to cite the dataset by."""
        year = self.released.edtf[:4] if self.released else "n. d."
        return f"{self.publisher} ({year}): {self.title}. Version {self.version}. CC BY 4.0."


def about(store: Store, names: Names) -> About:
    """Return what the dataset says of itself. Raises NotFoundError when it says nothing."""
    row = next(iter(store.select(page_query("catalogue").sparql(names=names))), None)
    if row is None:
        raise NotFoundError("dataset", "parley")
    texts = {name: str(row[name]) for name in About.__dataclass_fields__ if name != "released"}
    return About(**texts, released=When.of(row["released"]) if row["released"] else None)
