"""The page of an actor: names, offices, events, claims, and whom they met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.edtf import parse
from kg.page.claim import Claim, claims_by
from kg.page.ref import Ref, known_id, local, optional
from kg.page.source import Citation, citations
from kg.page.thing import EventRow, ThingPage, event_row, thing_page
from kg.queries import page_query
from kg.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.rdf.names import Names
    from kg.store import Store, Value


@dataclass(frozen=True, slots=True)
class Office:
    """An office held; ``begin`` and ``end`` in words, None when not known."""

    title: str
    body: Ref | None
    begin: str | None
    end: str | None
    verified: str
    citations: tuple[Citation, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Met:
    """Another person, and in how many events the two took part."""

    person: Ref
    events: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Claims of which the same became, in order of time; ``verdict`` None: nothing is known."""

    verdict: str | None
    label: str
    claims: tuple[Claim, ...]

    @property
    def count(self) -> int:
        """How many claims they are."""
        return len(self.claims)


@dataclass(frozen=True, slots=True)
class ActorPage:
    """All that the page of an actor tells, beyond the facts of any record.

    ``outcomes`` has the claims again, by what became of them; groups without a claim are left out.
    """

    about: ThingPage
    offices: tuple[Office, ...]
    events: tuple[EventRow, ...]
    claims: tuple[Claim, ...]
    outcomes: tuple[Outcome, ...]
    met: tuple[Met, ...]
    citations: tuple[Citation, ...]


def actor_page(store: Store, actor_id: str, names: Names) -> ActorPage:
    """Return what the page of an actor tells. Raises NotFoundError."""
    iri = known_id("actor", actor_id, names)

    def asked(name: str) -> Iterable[Mapping[str, Value]]:
        return store.select(page_query(name).sparql(values={"actor": actor_id}, names=names))

    cited = citations(asked("actor-sources"))
    claims = claims_by(store, actor_id, names)
    offices = tuple(_office(row, cited) for row in asked("actor-offices"))
    return ActorPage(
        about=thing_page(store, "actor", actor_id, names),
        offices=offices,
        events=_events(asked("actor-events"), with_office=len(offices) > 1),
        claims=claims,
        outcomes=outcomes(claims),
        met=tuple(
            Met(Ref.of(row["other"], row["name"]), int(str(row["events"])))
            for row in asked("actor-met")
        ),
        citations=cited.get(iri, ()),
    )


def outcomes(claims: tuple[Claim, ...]) -> tuple[Outcome, ...]:
    """Return claims by what became of them, those that are open last."""
    order = ("came-true", "confirmed", "refuted", "contrast", "disputed")
    labels: list[tuple[str | None, str]] = [(one, OUTCOMES[one].label) for one in order]
    found = (
        Outcome(verdict, label, tuple(one for one in claims if one.verdict == verdict))
        for verdict, label in [*labels, (None, "Open")]
    )
    return tuple(one for one in found if one.claims)


def _office(row: Mapping[str, Value], cited: Mapping[str, tuple[Citation, ...]]) -> Office:
    return Office(
        title=str(row["office"]),
        body=Ref.of(row["body"], row["bodyName"]) if row["body"] else None,
        begin=parse(str(row["begin"])).describe() if row["begin"] else None,
        end=parse(str(row["end"])).describe() if row["end"] else None,
        verified=local(row["verified"]),
        citations=cited.get(str(row["part"]), ()),
        note=optional(row["note"]),
    )


def _events(rows: Iterable[Mapping[str, Value]], *, with_office: bool) -> tuple[EventRow, ...]:
    gathered: dict[object, list[Mapping[str, Value]]] = {}
    for row in rows:
        gathered.setdefault(row["event"], []).append(row)
    return tuple(event_row(same[0], _part(same, with_office)) for same in gathered.values())


def _part(rows: list[Mapping[str, Value]], with_office: bool) -> str:
    """Say in which roles, for whom and, of several offices, in which; a party: through whom."""
    own = [row for row in rows if row["deputyName"] is None]
    roles = ", ".join(dict.fromkeys(str(row["role"]) for row in own))
    offices = dict.fromkeys(str(row["office"]) for row in own if row["office"])
    parties = dict.fromkeys(str(row["partyName"]) for row in own if row["partyName"])
    deputies = dict.fromkeys(str(row["deputyName"]) for row in rows if row["deputyName"])
    said = [roles] if roles else []
    if offices and with_office:
        said.append("as " + ", ".join(offices))
    if parties and not offices:
        said.append("for " + ", ".join(parties))
    if deputies:
        said.append("through " + ", ".join(deputies))
    return " · ".join(said)
