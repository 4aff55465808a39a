"""What rests on a source: which facts of which records it is given for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.page.ref import Ref, local
from kg.queries import page_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.names import Names
    from kg.store import Store, Value

# In the order in which they are told.
_FIELDS = {
    "date": "Date",
    "hasPlace": "Place",
    "status": "Status",
    "hasActor": "Who",
    "subject": "Topic",
    "eventType": "Kind",
    "description": "Summary",
    "member": "Office",
}


@dataclass(frozen=True, slots=True)
class Rests:
    """A record, and its facts that rest on the source: heading and values in words.

    Values that are held to be wrong or overtaken stand in ``overtaken``.
    """

    record: Ref
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    overtaken: frozenset[str] = frozenset()


def rests_on(store: Store, source_id: str, names: Names) -> tuple[Rests, ...]:
    """Return what rests on a source, events in order of time; claims are told elsewhere."""
    found: dict[Ref, dict[str, dict[str, None]]] = {}
    overtaken: dict[Ref, set[str]] = {}
    query = page_query("source-rests").sparql(values={"source": source_id}, names=names)
    for row in store.select(query):
        record, heading, words = Ref.of(row["thing"], row["title"]), *_fact(row)
        found.setdefault(record, {}).setdefault(heading, {})[words] = None
        if row["rank"] and local(row["rank"]) == "DeprecatedRank":
            overtaken.setdefault(record, set()).add(words)
    return tuple(
        Rests(
            record,
            tuple((one, tuple(facts[one])) for one in _FIELDS.values() if one in facts),
            frozenset(overtaken.get(record, ())),
        )
        for record, facts in found.items()
    )


def _fact(row: Mapping[str, Value]) -> tuple[str, str]:
    field = local(row["field"])
    value = str(row["valueName"] or row["value"])
    if field == "date":
        value = parse(value).describe()
    if row["role"]:
        value = f"{value} ({str(row['role']).lower()})"
    return _FIELDS.get(field, field), value
