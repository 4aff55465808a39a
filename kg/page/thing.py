"""The page of any record: what the graph says of it, and its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.errors import NotFoundError
from kg.page.claim import Claim, claims_about, claims_resting_on
from kg.page.ref import Ref, distance, known_id, local
from kg.queries import page_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.rdf.names import Names
    from kg.store import Store, Value

KINDS = ("source", "venue", "topic", "track", "document", "actor")
_PAGES = ("event", *KINDS)

# What a reader is told of each property, in this order.
_HEADINGS = {
    ("out", "actorType"): "Type",
    ("out", "name"): "In other languages",
    ("out", "altLabel"): "Also written",
    ("out", "affiliation"): "Belongs to",
    ("out", "subOrganizationOf"): "Part of",
    ("out", "broader"): "Wider topic",
    ("in", "broader"): "Narrower topics",
    ("out", "subEventOf"): "Part of",
    ("in", "subEventOf"): "Has as parts",
    ("out", "party"): "Between",
    ("out", "documentKind"): "Kind of document",
    ("out", "identifier"): "Symbol or code",
    ("out", "signature"): "Signed or adopted by",
    ("out", "wasGeneratedBy"): "Came out of",
    ("out", "supplements"): "Adds to",
    ("in", "supplements"): "Added to by",
    ("out", "wasRevisionOf"): "Later version of",
    ("in", "wasRevisionOf"): "Revised by",
    ("out", "endorses"): "Takes up",
    ("in", "endorses"): "Taken up by",
    ("out", "text"): "Text in",
    ("out", "city"): "Town",
    ("out", "country"): "Country",
    ("out", "containedInPlace"): "In",
    ("in", "containedInPlace"): "Places in it",
    ("out", "precision"): "The point stands for",
    ("out", "asWKT"): "Point",
    ("out", "hasMetricSpatialAccuracy"): "Exact to",
    ("out", "coordinateSource"): "Point from",
    ("out", "publisher"): "Publisher",
    ("out", "wasAttributedTo"): "Origin of the text",
    ("out", "wasDerivedFrom"): "Copies or uses",
    ("in", "wasDerivedFrom"): "Copied or used by",
    ("out", "date"): "Published",
    ("out", "language"): "Language",
    ("out", "sourceKind"): "Kind",
    ("out", "perspective"): "Perspective",
    ("out", "titleFrom"): "Title taken from",
    ("out", "url"): "Address",
    ("out", "exactMatch"): "Same as",
    ("out", "paxId"): "Agreement in PA-X",
    ("out", "ucdpId"): "Agreement in UCDP",
    ("in", "subOrganizationOf"): "Bodies in it",
    ("in", "affiliation"): "Persons on record",
    ("out", "hadPrimarySource"): "Sources",
    ("in", "hadPrimarySource"): "Documents that rest on it",
    ("in", "text"): "Holds the text of",
    ("out", "explanation"): "Looked into",
}
_TEXTS = ("description", "definition")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a fact: a link to a page, an address elsewhere, or a text."""

    text: str
    ref: Ref | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list, with what a thing has to do with it (``part``).

    ``date`` (in words), ``year`` (the first that it may be) and ``status`` (an id) are None where
    none is known yet.
    """

    event: Ref
    date: str | None
    status: str | None
    kind: str
    part: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A record: its facts by heading, its events, and claims in it (a source), or about it."""

    kind: str
    id: str
    label: str
    language: str | None
    description: str | None
    note: str | None
    verified: str
    facts: tuple[tuple[str, tuple[Item, ...]], ...]
    events: tuple[EventRow, ...] = ()
    claims: tuple[Claim, ...] = ()


def thing_page(store: Store, kind: str, thing_id: str, names: Names) -> ThingPage:
    """Return what the page of a record tells; ``kind`` is one of KINDS. Raises NotFoundError."""
    iri = known_id(kind, thing_id, names)

    def asked(name: str) -> Iterable[Mapping[str, Value]]:
        text = page_query(name).sparql(names=names)
        return store.select(text.replace(_default(text), f"<{iri}>", 1))

    rows = list(asked("thing"))
    outward = [row for row in rows if row["direction"] == "out"]
    one = {local(row["relation"]): row for row in reversed(outward)}
    if "label" not in one:
        raise NotFoundError(kind, thing_id)
    text = next((one[name]["value"] for name in _TEXTS if name in one), None)
    note = one["comment"]["value"] if "comment" in one else None
    found = ThingPage(
        kind=kind,
        id=thing_id,
        label=str(one["label"]["value"]),
        language=str(one["label"]["language"] or "") or None,
        description=str(text) if text else None,
        note=str(note) if note else None,
        verified=local(one["verification"]["value"]) if "verification" in one else "read",
        facts=_facts(rows, kind),
    )
    if kind == "actor":
        return found
    events = tuple(event_row(row) for row in asked("thing-events"))
    claims: tuple[Claim, ...] = ()
    if kind == "source":
        claims = claims_resting_on(store, thing_id, names)
    elif kind == "document":
        claims = claims_about(store, thing_id, names, kind)
    return replace(found, events=events, claims=claims)


def event_row(row: Mapping[str, Value], part: str = "") -> EventRow:
    """Return an event in a list, from a row with its columns."""
    date = parse(str(row["date"])) if row["date"] else None
    first = date and (date.earliest_begin or date.latest_end)
    return EventRow(
        event=Ref.of(row["event"], row["title"]),
        date=date.describe() if date else None,
        status=local(row["status"]) if row["status"] else None,
        kind=str(row["kind"]),
        part=part,
        year=first.year if first else None,
    )


def _default(text: str) -> str:
    start = text.index("<", text.index("VALUES ?thing"))
    return text[start : text.index(">", start) + 1]


def _facts(rows: list[Mapping[str, Value]], kind: str) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    found: dict[str, dict[Item, None]] = {}
    headings = _HEADINGS | ({("out", "date"): "Date"} if kind == "document" else {})
    for key, heading in headings.items():
        for row in rows:
            if (row["direction"], local(row["relation"])) == key:
                found.setdefault(heading, {})[_item(row)] = None
    return tuple((heading, tuple(items)) for heading, items in found.items())


def _item(row: Mapping[str, Value]) -> Item:
    value, relation = str(row["value"]), local(row["relation"])
    if row["label"] is not None:
        ref = Ref.of(value, row["label"])
        party = f" (for {row['party']})" if row["party"] else ""
        return Item(ref.label + party, ref if ref.kind in _PAGES else None)
    if relation == "date":
        return Item(parse(value).describe())
    if relation == "hasMetricSpatialAccuracy":
        return Item(f"within {distance(value)}")
    if relation == "asWKT":
        lon, lat = value.removeprefix("POINT(").removesuffix(")").split()
        return Item(f"{lat}, {lon} (latitude, longitude)")
    url = value if value.startswith(("http://", "https://")) else None
    return Item(value, url=url, language=str(row["language"] or "") or None)
