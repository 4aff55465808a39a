"""The page of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.page.claim import Claim, claims_about
from kg.page.dispute import Dispute, disputes
from kg.page.ref import Ref, day_of, distance, known_id, local, optional
from kg.page.source import Citation, citations
from kg.page.when import When
from kg.queries import page_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.rdf.names import Names
    from kg.store import Store, Value

# How an event is tied to another thing: from it to that (out), or from that to it (in).
RELATIONS = {
    ("out", "subEventOf"): "Part of",
    ("in", "subEventOf"): "Has as parts",
    ("out", "follows"): "Follows",
    ("in", "follows"): "Followed by",
    ("out", "ledTo"): "Led to",
    ("in", "ledTo"): "Brought about by",
    ("out", "about"): "Speaks of",
    ("in", "about"): "Spoken of in",
    ("out", "respondsTo"): "Responds to",
    ("in", "respondsTo"): "Answered by",
    ("out", "produced"): "Produced",
}
_RANKS = {"PreferredRank": "preferred", "NormalRank": "normal", "DeprecatedRank": "deprecated"}
_RANK_ORDER = ("preferred", "normal", "deprecated")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that the record has for a field, with its rank among rivals.

    ``text`` is a date in words, a place or a summary; ``when`` is set for a date, ``ref`` and
    ``exactness`` (what its point stands for) for a place. ``known_from`` is the first day on which
    it was certainly public; so it is for all that follows. ``stands``: it stands for the event.
    """

    text: str
    rank: str
    verified: str
    known_from: date
    citations: tuple[Citation, ...]
    note: str | None = None
    when: When | None = None
    ref: Ref | None = None
    exactness: str | None = None
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """An actor's part in the event. ``roles`` are labels; ``rank`` as for statements."""

    actor: Ref
    roles: tuple[str, ...]
    party: Ref | None
    office: str | None
    rank: str
    verified: str
    known_from: date
    citations: tuple[Citation, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One status in the event's life, with the date and the place that were then planned.

    ``on`` is None where it neither has a day nor could take that of the event.
    """

    status: Ref
    on: When | None
    known_from: date
    citations: tuple[Citation, ...]
    by: Ref | None = None
    planned: When | None = None
    place: Ref | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """Another event, or a document, by its relation in words; a document has no status."""

    relation: str
    other: Ref
    date: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the page of an event tells. Statements stand in order of rank.

    ``when`` and ``status`` are None where a view of a past day knows none yet.
    """

    id: str
    title: str
    when: When | None
    kind: str
    status: Ref | None
    known_from: date
    format: str | None
    round: int | None
    public_since: str | None
    origins: int
    disputed: bool
    verified: str
    note: str | None
    explained: tuple[str, ...]
    dates: tuple[Statement, ...]
    venues: tuple[Statement, ...]
    summaries: tuple[Statement, ...]
    lifecycle: tuple[Entry, ...]
    parts: tuple[Part, ...]
    main_track: Ref
    tracks: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    links: tuple[Linked, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """The claims on this event itself, by what they answer."""
        return disputes(one for one in self.claims if one.event.id == self.id)


def event_page(store: Store, event_id: str, names: Names) -> EventPage:
    """Return what the page of an event tells. Raises NotFoundError."""
    iri = known_id("event", event_id, names)

    def asked(name: str) -> Iterable[Mapping[str, Value]]:
        return store.select(page_query(name).sparql(values={"event": event_id}, names=names))

    head = next(iter(asked("event")), None)
    if head is None:
        raise NotFoundError("event", event_id)
    cited = citations(asked("event-sources"))
    statements = _statements(asked("event-statements"), cited)
    tracks, topics, links = _links(asked("event-links"))
    return EventPage(
        id=event_id,
        title=str(head["title"]),
        when=When.known(head["date"]),
        kind=str(head["kind"]),
        status=Ref.of(head["status"], head["statusLabel"]) if head["status"] else None,
        known_from=day_of(head["knownFrom"]),
        format=optional(head["format"]),
        round=int(str(head["round"])) if head["round"] else None,
        public_since=When.of(head["issued"]).words if head["issued"] else None,
        origins=int(str(head["origins"])),
        disputed=bool(head["disputed"]),
        verified=local(head["verified"]),
        note=optional(head["note"]),
        explained=tuple(str(row["explanation"]) for row in asked("event-explained")),
        dates=statements["date"],
        venues=statements["hasPlace"],
        summaries=statements["description"],
        lifecycle=_lifecycle(asked("event-lifecycle"), cited),
        parts=_parts(asked("event-roles"), cited),
        main_track=tracks[0],
        tracks=tuple(tracks),
        topics=tuple(topics),
        links=tuple(links),
        claims=claims_about(store, event_id, names),
        citations=cited.get(iri, ()),
    )


def _statements(
    rows: Iterable[Mapping[str, Value]], cited: Mapping[str, tuple[Citation, ...]]
) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = {"date": [], "hasPlace": [], "description": []}
    for row in rows:
        field = local(row["field"])
        when = When.of(row["value"]) if field == "date" else None
        ref = Ref.of(row["value"], row["name"]) if field == "hasPlace" else None
        one = Statement(
            text=when.words if when else ref.label if ref else str(row["value"]),
            rank=_RANKS[local(row["rank"])],
            verified=local(row["verified"]),
            known_from=day_of(row["knownFrom"]),
            citations=cited.get(str(row["part"]), ()),
            note=optional(row["note"]),
            when=when,
            ref=ref,
            exactness=_exactness(row) if ref else None,
            stands=bool(row["stands"]),
        )
        found[field].append(one)
    return {
        field: tuple(sorted(values, key=lambda one: (not one.stands, _RANK_ORDER.index(one.rank))))
        for field, values in found.items()
    }


def _exactness(row: Mapping[str, Value]) -> str:
    """Say where a venue is and how exact its point, in words."""
    name, city = str(row["name"]), optional(row["city"])
    where = ", ".join(one for one in (city, str(row["country"])) if one and one != name)
    precision = str(row["precision"]).lower()
    if row["accuracy"] is None:
        return f"{where} · no point known" if precision == "unknown" else f"{where} · {precision}"
    return f"{where} · point: {precision}, within {distance(row['accuracy'])}"


def _lifecycle(
    rows: Iterable[Mapping[str, Value]], cited: Mapping[str, tuple[Citation, ...]]
) -> tuple[Entry, ...]:
    # What a side told twice, by a status and by a claim, has two places: the last one counts, as it
    # does for the status of the event.
    once = {str(row["part"]): row for row in reversed(list(rows))}
    return tuple(_entry(row, cited) for row in reversed(once.values()))


def _entry(row: Mapping[str, Value], cited: Mapping[str, tuple[Citation, ...]]) -> Entry:
    return Entry(
        status=Ref.of(row["status"], row["statusLabel"]),
        on=When.known(row["on"]),
        known_from=day_of(row["knownFrom"]),
        citations=cited.get(str(row["part"]), ()),
        by=Ref.of(row["by"], row["byName"]) if row["by"] else None,
        planned=When.known(row["planned"]),
        place=Ref.of(row["place"], row["placeName"]) if row["place"] else None,
        note=optional(row["note"]),
    )


def _parts(
    rows: Iterable[Mapping[str, Value]], cited: Mapping[str, tuple[Citation, ...]]
) -> tuple[Part, ...]:
    gathered: dict[str, list[Mapping[str, Value]]] = {}
    for row in rows:
        gathered.setdefault(str(row["part"]), []).append(row)
    found = []
    for iri, same in gathered.items():
        row = same[0]
        found.append(
            Part(
                actor=Ref.of(row["actor"], row["name"]),
                roles=tuple(dict.fromkeys(str(one["role"]) for one in same)),
                party=Ref.of(row["party"], row["partyName"]) if row["party"] else None,
                office=optional(row["office"]),
                rank=_RANKS[local(row["rank"])],
                verified=local(row["verified"]),
                known_from=day_of(row["knownFrom"]),
                citations=cited.get(iri, ()),
                note=optional(row["note"]),
            )
        )
    return tuple(found)


def _links(
    rows: Iterable[Mapping[str, Value]],
) -> tuple[list[Ref], list[Ref], list[Linked]]:
    tracks: list[Ref] = []
    topics: list[Ref] = []
    links: list[Linked] = []
    for row in rows:
        ref, relation = Ref.of(row["other"], row["title"]), local(row["relation"])
        if relation == "mainTrack":
            tracks.insert(0, ref)
        elif relation == "subject":
            topics.append(ref)
        elif ref.kind == "track":
            tracks.append(ref)
        else:
            words = RELATIONS[str(row["direction"]), relation]
            links.append(_linked(row, ref, words))
    return list(dict.fromkeys(tracks)), topics, links


def _linked(row: Mapping[str, Value], ref: Ref, relation: str) -> Linked:
    when, status = When.known(row["date"]), row.get("status")
    return Linked(relation, ref, when.words if when else None, local(status) if status else None)
