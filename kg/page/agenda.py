"""The agenda of a track: which topic was on the table at which event, and how."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from kg.narrow import narrowed, within
from kg.page.ref import Ref, day_of, local, optional
from kg.page.when import When
from kg.queries import named, page_query
from kg.vocabulary import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kg.rdf.names import Names
    from kg.store import Store, Value
    from kg.view import View

How = Literal["decided", "proposed", "discussed", "said", "ahead", "claimed", "denied"]
"""In which way a topic belongs to an event; of several, the first here counts."""

# By the kind of the event, and by that of a document that came out of it.
_DECIDES = frozenset({"signing", "vote", "extension"})
_DISCUSSES = frozenset(
    {"talks-round", "meeting", "summit", "call", "conference", "visit", "mission", "exchange"}
) | {"humanitarian"}
_DECISIONS = frozenset({"agreement", "communique", "resolution", "legal-act"})
_PROPOSALS = frozenset({"proposal", "draft", "letter", "declaration"})
# In a longer silence something else may have become of a topic.
LONG_GAP = 60


@dataclass(frozen=True, slots=True)
class Column:
    """An event. ``begin`` is the first day on which it may have begun, None: no date is known."""

    event: Ref
    when: When | None
    begin: date | None
    kind: str
    status: str | None
    round: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """That a topic belongs to an event: how, and how many claims there touch it."""

    how: How
    claims: int


@dataclass(frozen=True, slots=True)
class _Touch:
    """A way in which a topic came up at an event: a key of what queries tell, and who says so."""

    how: str
    claim: str | None
    modality: str | None


_TOUCHING = {"agenda-topics": "about", "agenda-claims": "agenda", "agenda-touched": "claim"}


@dataclass(frozen=True, slots=True)
class Row:
    """A topic with its marks by the ids of events; ``wider`` is the wider topic that has a row."""

    topic: Ref
    wider: Ref | None
    marks: Mapping[str, Mark]
    gap: tuple[Column, Column] | None
    """The longest silence of more than :data:`LONG_GAP` days: the events before and after it."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """Rows in order of their first mark, narrower topics after their wider one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Months:
    """How many events touched a topic in each month (``YYYY-MM``; ``unknown``: without a date)."""

    topic: Ref
    events: Mapping[str, int]


def agenda_page(store: Store, view: View, track: str, names: Names) -> AgendaPage:
    """Return the agenda of the events of a view that belong to a track.

    The store is that of the view. Raises CallError for what can't be an id.
    """
    text = page_query("track-events").sparql(None, {"track": track}, names)
    inside = {str(event) for (event,) in store.select(text).rows}
    part = within(store, view, names, inside)

    def asked(name: str) -> Iterator[Mapping[str, Value]]:
        rows = store.select(page_query(name).sparql(part, names=names))
        return (row for row in rows if row["event"] in inside)

    events = {row["event"]: _column(row) for row in asked("agenda")}
    kinds: dict[Value, set[str]] = {}
    for row in asked("agenda-documents"):
        kinds.setdefault(row["event"], set()).add(local(row["document"]))
    touched: dict[Value, dict[Ref, list[_Touch]]] = {}
    wider: dict[Ref, Ref] = {}
    for name, how in _TOUCHING.items():
        for row in asked(name):
            topic = Ref.of(row["topic"], row["label"])
            if row["wider"]:
                wider[topic] = Ref.of(row["wider"], row["widerLabel"])
            one = _Touch(how, optional(row.get("claim")), optional(row.get("modality")))
            touched.setdefault(row["event"], {}).setdefault(topic, []).append(one)
    columns = [column for event, column in events.items() if event in touched]
    marks: dict[Ref, dict[str, Mark]] = {}
    for event, column in events.items():
        for topic, ways in touched.get(event, {}).items():
            mark = _mark(column, kinds.get(event, set()), ways)
            marks.setdefault(topic, {})[column.event.id] = mark
    return AgendaPage(tuple(columns), _rows(columns, marks, wider))


def topics_by_month(store: Store, view: View, names: Names) -> tuple[Months, ...]:
    """Return for each topic of the events of a view in which months it came up, most first."""
    found: dict[Ref, dict[str, int]] = {}
    query = named("topics-by-month").sparql(narrowed(store, view, names), names=names)
    for row in store.select(query):
        topic = Ref.of(row["topic"], row["label"])
        found.setdefault(topic, {})[str(row["month"])] = int(str(row["events"]))
    ordered = sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0].label))
    return tuple(Months(topic, events) for topic, events in ordered)


def _column(row: Mapping[str, Value]) -> Column:
    when = When.known(row["date"])
    return Column(
        event=Ref.of(row["event"], row["title"]),
        when=when,
        begin=day_of(row["begin"]) if when else None,
        kind=local(row["kind"]),
        status=optional(row["status"] and local(row["status"])),
        round=int(str(row["round"])) if row["round"] is not None else None,
    )


def _mark(column: Column, documents: set[str], touches: Sequence[_Touch]) -> Mark:
    claims = {one.claim for one in touches if one.claim}
    return Mark(_how(column, documents, touches), len(claims))


def _how(column: Column, documents: set[str], touches: Sequence[_Touch]) -> How:
    if not any(one.how == "about" for one in touches):
        said = {local(one.modality) for one in touches if one.how == "agenda"}
        return "denied" if said == {"denied"} else "claimed"
    if column.kind == "proposal":
        return "proposed"
    if column.status not in HAPPENED:
        return "ahead"
    if column.kind in _DECIDES or documents & _DECISIONS:
        return "decided"
    if documents & _PROPOSALS:
        return "proposed"
    return "discussed" if column.kind in _DISCUSSES else "said"


def _rows(
    columns: list[Column], marks: Mapping[Ref, dict[str, Mark]], wider: Mapping[Ref, Ref]
) -> tuple[Row, ...]:
    place = {column.event.id: index for index, column in enumerate(columns)}

    def first(topic: Ref) -> int:
        return min((place[event] for event in marks.get(topic, ())), default=len(columns))

    def head(topic: Ref) -> Ref:
        return wider.get(topic, topic)

    groups: dict[Ref, list[Ref]] = {}
    for topic in sorted(marks, key=lambda one: (first(one), one.label)):
        groups.setdefault(head(topic), []).append(topic)
    found: list[Row] = []
    for group, topics in groups.items():
        # A wider topic without an event of its own has a row only to gather several.
        gathers = group in topics or len(topics) > 1
        ordered = [group, *(one for one in topics if one != group)] if gathers else topics
        for topic in ordered:
            here = marks.get(topic, {})
            over = group if gathers and topic != group else None
            found.append(Row(topic, over, here, _gap(columns, here)))
    return tuple(found)


def _gap(columns: list[Column], marks: Mapping[str, Mark]) -> tuple[Column, Column] | None:
    dated = [one for one in columns if one.event.id in marks and one.begin is not None]
    gaps = [
        ((later.begin - earlier.begin).days, earlier, later)
        for earlier, later in pairwise(dated)
        if earlier.begin and later.begin
    ]
    days, earlier, later = max(gaps, key=lambda one: one[0], default=(0, None, None))
    return (earlier, later) if days > LONG_GAP and earlier and later else None
