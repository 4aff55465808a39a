"""Who met whom: sides, or people, and the events at which they came into contact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from kg.channel import ALL, channel, taking_part
from kg.narrow import narrowed
from kg.page.ref import Ref, local, optional
from kg.page.when import When
from kg.queries import page_query
from kg.seriation import seriated
from kg.vocabulary import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.channel import Channel
    from kg.rdf.names import Names
    from kg.store import Store, Value
    from kg.view import View

Level = Literal["sides", "people"]
# What is wanted or agreed, and has neither come about nor come to nothing.
PLANNED = frozenset({"proposed", "announced", "scheduled", "moved", "postponed"})


@dataclass(frozen=True, slots=True)
class Contact:
    """How two came into contact at one event; ``kind`` and ``status`` are ids.

    ``channel`` is None where the two took part for one and the same side. ``index`` is the place of
    the event in time among those of the view.
    """

    index: int
    event: Ref
    when: When | None
    place: Ref | None
    kind: str
    status: str | None
    one: Ref
    other: Ref
    channel: Channel | None

    @property
    def held(self) -> bool:
        """Whether it took place, as far as is known; a proposal did once it was made."""
        made = self.kind == "proposal" and self.status == "proposed"
        return made or self.status in HAPPENED

    @property
    def planned(self) -> bool:
        """Whether it is still to come, as far as is known."""
        return self.status in PLANNED and not self.held


@dataclass(frozen=True, slots=True)
class Cell:
    """Numbers of events: held, by channel; held, both of one side; and planned."""

    channels: Mapping[Channel, int]
    together: int
    planned: int

    @property
    def events(self) -> int:
        """The number of events that were held at which the two came into contact."""
        return sum(self.channels.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """A part of the contacts as a matrix.

    ``order`` is that of rows and columns, so that blocks show. ``cells`` are by pairs of ids, both
    ways; that of an id with itself counts all its events. ``left_out`` have contacts, and no row.
    ``held`` is the number of events that were held at which anybody came into such a contact.
    """

    order: tuple[Ref, ...]
    cells: Mapping[tuple[str, str], Cell]
    left_out: int
    held: int


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """All contacts of a view, in order of time, by pairs of ids: the smaller id first."""

    names: Mapping[str, Ref]
    pairs: Mapping[tuple[str, str], tuple[Contact, ...]]

    def between(self, one: str, other: str) -> tuple[Contact, ...]:
        """Return the contacts of two; of one with itself, those with everybody else."""
        if one != other:
            return self.pairs.get((min(one, other), max(one, other)), ())
        return tuple(each for pair, found in self.pairs.items() if one in pair for each in found)

    def matrix(self, channels: Collection[Channel], most: int) -> Matrix:
        """Return the contacts by some channels, of those with most events."""
        wanted = set(channels)
        found = [one for same in self.pairs.values() for one in same]
        cells = {pair: _cell(same, wanted) for pair, same in self.pairs.items()}
        own: dict[str, list[Contact]] = {one: [] for one in self.names}
        for pair, same in self.pairs.items():
            for each in pair:
                own[each].extend(same)
        cells |= {(one, one): _cell(all_of, wanted) for one, all_of in own.items()}
        tied = [one for one in self.names if cells[one, one].events or cells[one, one].planned]
        tied.sort(key=lambda one: (-cells[one, one].events, -cells[one, one].planned, one))
        kept = tied[:most]
        shown = set(kept)
        ties = {pair: cell.events for pair, cell in cells.items() if shown.issuperset(pair)}
        cells |= {(other, one): cell for (one, other), cell in cells.items()}
        return Matrix(
            tuple(self.names[one] for one in seriated(kept, ties)),
            {(a, b): cells[a, b] for a in kept for b in kept if (a, b) in cells},
            len(tied) - len(kept),
            len({one.event.id for one in found if one.held and one.channel in wanted}),
        )


@dataclass(slots=True)
class _Part:
    """In which roles somebody took part in an event, and for which sides."""

    ref: Ref
    roles: set[str]
    sides: set[str]


def meetings_page(store: Store, view: View, level: Level, names: Names) -> MeetingsPage:
    """Return who came into contact with whom at the events of a view.

    ``sides`` are states and bodies, with the roles of all who act for them; ``people`` are
    persons. The store is that of the view.
    """
    events: dict[Value, list[dict[str, Value]]] = {}
    narrow = narrowed(store, view, names)
    for row in store.select(page_query("contacts").sparql(narrow, names=names)):
        events.setdefault(row["event"], []).append(row)
    pairs: dict[tuple[str, str], list[Contact]] = {}
    refs: dict[str, Ref] = {}
    for index, rows in enumerate(events.values()):
        parts = _parts(rows, level)
        for one, other in combinations(sorted(parts), 2):
            contact = _contact(index, rows[0], parts[one], parts[other])
            if contact is not None:
                pairs.setdefault((one, other), []).append(contact)
                refs |= {one: parts[one].ref, other: parts[other].ref}
    return MeetingsPage(refs, {pair: tuple(found) for pair, found in pairs.items()})


def _parts(rows: Iterable[dict[str, Value]], level: Level) -> Mapping[str, _Part]:
    found: dict[str, _Part] = {}
    for row in rows:
        person = local(row["type"]) == "person"
        if level == "people" and not person:
            continue
        side = local(row["side"])
        if level == "sides" and person and side == local(row["actor"]):
            continue  # acts for nobody but themselves
        iri, label = ("actor", "name") if level == "people" else ("side", "sideName")
        ref = Ref.of(row[iri], row[label])
        part = found.setdefault(ref.id, _Part(ref, set(), set()))
        part.roles.add(local(row["role"]))
        part.sides.add(side)
    return found


def _contact(index: int, row: dict[str, Value], one: _Part, other: _Part) -> Contact | None:
    kind = local(row["kind"])
    form = local(row["format"]) if row["format"] else None
    how = channel(kind, form, one.roles, other.roles)
    if one.sides & other.sides:
        # Of one delegation: they were there together, and that is no contact between sides.
        if not (taking_part(kind, form, one.roles) and taking_part(kind, form, other.roles)):
            return None
        how = None
    elif how is None:
        return None
    return Contact(
        index=index,
        event=Ref.of(row["event"], row["title"]),
        when=When.known(row["date"]),
        place=Ref.of(row["place"], row["placeName"]) if row["place"] else None,
        kind=kind,
        status=optional(row["status"] and local(row["status"])),
        one=one.ref,
        other=other.ref,
        channel=how,
    )


def _cell(contacts: Iterable[Contact], channels: Collection[Channel]) -> Cell:
    """Count events: of several contacts at one event, the closest channel counts."""
    by_event: dict[str, list[Contact]] = {}
    for each in contacts:
        by_event.setdefault(each.event.id, []).append(each)
    count: Counter[Channel] = Counter()
    together = planned = 0
    for same in by_event.values():
        ways = {each.channel for each in same} & {None, *channels}
        between = [one for one in ALL if one in ways]
        if same[0].held and between:
            count[between[0]] += 1
        elif same[0].held and None in ways:
            together += 1
        elif same[0].planned and between:
            planned += 1
    return Cell(dict(count), together, planned)
