"""Sources as a page cites them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.page.ref import local, optional

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store import Value


@dataclass(frozen=True, slots=True)
class Source:
    """One document. ``origin`` is whose text it is, where that is not the publisher."""

    id: str
    title: str
    publisher: str
    kind: str
    origin: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    perspective: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Value]) -> Source:
        """Read a row that has the columns of a source."""
        origin = optional(row["origin"])
        date = optional(row["date"])
        return cls(
            id=local(row["source"]),
            title=str(row["title"]),
            publisher=str(row["publisher"]),
            kind=str(row["kind"]),
            origin=origin if origin != row["publisher"] else None,
            date=parse(date).describe() if date else None,
            language=optional(row["language"]),
            url=optional(row["url"]),
            perspective=optional(row["perspective"]),
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """A source with what it is cited for; ``how`` is ``cited`` or how it stands to a claim."""

    source: Source
    how: str = "cited"
    remark: str | None = None
    preview: bool = False


def citations(rows: Iterable[Mapping[str, Value]]) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of each part (by its IRI) that some rows tell of."""
    sources: dict[str, Source] = {}
    found: dict[str, list[Citation]] = {}
    for row in rows:
        iri = str(row["source"])
        source = sources.get(iri) or sources.setdefault(iri, Source.of(row))
        how, remark = str(row["how"]), optional(row.get("remark"))
        one = Citation(source, how, remark, bool(row.get("preview")))
        found.setdefault(str(row["part"]), []).append(one)
    return {part: tuple(cited) for part, cited in found.items()}
