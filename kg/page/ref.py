"""References: what a page links to, read from the IRIs of the graph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.rdf.names import Names

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing of the graph: ``kind`` is that of its IRI (``event``, ``actor``, ``topic`` …)."""

    kind: str
    id: str
    label: str

    @classmethod
    def of(cls, iri: object, label: object) -> Ref:
        """Return the reference to an IRI of ours, ``…/<kind>/<id>``."""
        head, _, last = str(iri).rpartition("/")
        return cls(head.rpartition("/")[2], last, str(label))


def local(iri: object) -> str:
    """Return the last part of an IRI: an id, or the name of a term."""
    return re.split(r"[/#]", str(iri))[-1]


def known_id(kind: str, record_id: str, names: Names) -> str:
    """Return the IRI of a record by an id from outside. Raises NotFoundError: it can't be one."""
    if not _ID.fullmatch(record_id):
        raise NotFoundError(kind, record_id)
    if kind == "topic":
        return names.concept("topic", record_id)
    return names.thing(kind, record_id)


def distance(metres: object) -> str:
    """Return a distance in words."""
    count = float(str(metres))
    return f"{count / 1000:g} km" if count >= 1000 else f"{count:g} m"


def day_of(value: object) -> date:
    """Return the day that an xsd:date of the graph names."""
    return date.fromisoformat(str(value))


def optional(value: object) -> str | None:
    """Return a text, or None for an unbound variable."""
    return None if value is None else str(value)
