"""What importers make of rows: the records that they have in common, and how these are named."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.countries import countries_at
from kg.imports.country import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.edtf import Edtf
    from kg.imports.reading import Layout
    from kg.imports.row import Row

# Metres around a point within which the place is taken to lie. The data sets give classes of
# precision, no radius; only the 25 km of UCDP's second class is theirs, the others stand in.
RADIUS_M = {"town": 25_000, "city": 25_000, "region": 250_000, "country": 1_000_000}


@dataclass(frozen=True, slots=True)
class Made:
    """A record of a kind (a key of ``KINDS``).

    ``row``: it is the row itself, not what the row refers to. ``twin``: rows of one such name from
    opposite ``side`` are one record.
    """

    kind: str
    record: dict[str, Any]
    row: bool = False
    twin: str | None = None
    side: str = ""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set that can be imported; ``read`` makes the records of a row, or raises RowError."""

    id: str
    title: str
    publisher: str
    licence: str
    terms: str
    about: str
    layout: Layout
    read: Callable[[Row, Release], Iterable[Made]]
    verified: str = "coded"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a data set, as it is told on import."""

    data_set: DataSet
    version: str
    released: Edtf

    @property
    def id(self) -> str:
        """Id of its source record."""
        return f"{self.data_set.id}-release-{slug(self.version)}"

    def source(self) -> Made:
        """Return the release as a source."""
        record = {
            "id": self.id,
            "title": f"{self.data_set.title}, version {self.version}",
            "title_from": "description",
            "publisher": self.data_set.publisher,
            "published": str(self.released),
            "kind": "reference",
            "verified": "derived",
            "note": self.data_set.terms,
        }
        return Made("sources", record)

    def cite(self, *rows: object, source: str | None = None) -> dict[str, str]:
        """Return the citation of rows, the first of each record that is made of one."""
        which = ", ".join(str(one) for one in rows)
        word = "row" if len(rows) == 1 else "rows"
        return {"source": source or self.id, "note": f"{word} {which}"}


def slug(text: str) -> str:
    """Return a text as part of an id; of a long or foreign one a part, and a hash of the whole."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if plain and len(plain) <= 60 and text.isascii():
        return plain
    return f"{plain[:40].strip('-') or 'x'}-{hash_of(text)}"


def hash_of(text: str) -> str:
    """Return twelve hexadecimal digits that stand for a text."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def cut(text: str, length: int = 300) -> str:
    """Return a text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def state(data_set: str, code: str, verified: str) -> Made:
    """Return the state of two letters (ISO 3166-1)."""
    record: dict[str, Any] = {
        "id": f"{data_set}-state-{code.lower()}",
        "name": name_of(code),
        "type": "state",
        "country": code,
        "verified": verified,
    }
    return Made("actors", record)


def venue(
    data_set: str,
    name: str,
    country: str,
    point: tuple[float, float] | None,
    precision: str,
    verified: str,
    radius_m: int | None = None,
) -> Made:
    """Return a place; without its point where that lies in another country than the row says."""
    record: dict[str, Any] = {"name": cut(name), "country": country, "verified": verified}
    if point is None:
        record["precision"] = "none"
    elif (found := countries_at(*point)) and country not in found:
        record["precision"] = "none"
        where = " or ".join(sorted(found))
        record["note"] = f"The data set's point {point[0]}, {point[1]} lies in {where}."
    else:
        radius = radius_m or RADIUS_M[precision]
        record |= {"lat": point[0], "lon": point[1], "precision": precision, "accuracy_m": radius}
        record["coordinate_source"] = "The data set; the radius stands for its class of precision."
    key = "|".join(str(one) for one in (record["name"], country, point, precision, radius_m))
    plain = slug(record["name"])[:40].strip("-")
    return Made("venues", {"id": f"{data_set}-place-{plain}-{hash_of(key)}", **record})


def track(data_set: DataSet, **more: object) -> Made:
    """Return the track to which all events of a data set belong."""
    record = {
        "id": data_set.id,
        "title": data_set.title,
        "description": data_set.about,
        "verified": "derived",
    }
    return Made("tracks", record | more)


def without_nothing(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without the fields that are None or empty."""
    return {key: value for key, value in record.items() if value not in (None, [], "")}
