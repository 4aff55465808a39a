"""Claims as pages show them: who said what, when, how surely, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.edtf import EdtfError, parse
from kg.narrow import narrowed
from kg.page.ref import Ref, day_of, known_id, local, optional
from kg.page.source import Citation, citations
from kg.queries import named, page_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.rdf.names import Names
    from kg.store import Store, Value
    from kg.view import View

_QUOTED = {"direct": "quoted directly", "paraphrase": "paraphrased", "none": None}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``speakers`` are actors or, where no actor speaks, publishers.

    ``on`` is when it was said, in words, and ``said`` the same as recorded (EDTF);
    ``known_from`` is the first day on which it was certainly public. ``field`` is the local name of
    the property that it gives a value to (``date``, ``hasPlace``, ``status``, ``participant``,
    ``subject``, ``format``), ``verdict`` the id of what became of it, and ``outcome`` its words.
    """

    id: str
    event: Ref
    speakers: tuple[Ref, ...]
    text: str
    modality: Ref
    known_from: date
    attribution: str | None = None
    on: str | None = None
    said: str | None = None
    issued: str | None = None
    question: str | None = None
    field: str | None = None
    answer: str | None = None
    quoted: str | None = None
    locator: str | None = None
    verdict: str | None = None
    outcome: str | None = None
    outcome_note: str | None = None
    shown_by: Ref | None = None
    verified: str = "read"
    note: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def who(self) -> str:
        """Who says it, in words: the attribution where the speakers alone are too narrow."""
        return self.attribution or ", ".join(one.label for one in self.speakers)

    @property
    def when(self) -> str | None:
        """When it was said, in words; else when it was public, which the words then tell."""
        if self.on is not None:
            return self.on
        return f"published by {parse(self.issued).describe()}" if self.issued else None


def claims_about(
    store: Store, thing_id: str, names: Names, kind: str = "event"
) -> tuple[Claim, ...]:
    """Return the claims about a thing: those of an event are its own, and others that touch it."""
    iri = known_id(kind, thing_id, names)
    return _claims(store, names, None, f"?claim schema:about <{iri}> .")


def claims_by(store: Store, actor_id: str, names: Names) -> tuple[Claim, ...]:
    """Return what an actor said, in order of time."""
    iri = known_id("actor", actor_id, names)
    found = _claims(store, names, None, f"?claim sem:accordingTo <{iri}> .")
    return tuple(sorted(found, key=lambda one: one.issued or ""))


def claims_resting_on(store: Store, source_id: str, names: Names) -> tuple[Claim, ...]:
    """Return the claims that a source carries."""
    iri = known_id("source", source_id, names)
    return _claims(store, names, None, f"?claim prov:hadPrimarySource <{iri}> .")


def claims_of_day(store: Store, day: date, view: View, names: Names) -> tuple[Claim, ...]:
    """Return the claims of a day: said on it or, where that is not known, published on it."""
    narrow = narrowed(store, view, names)
    rows = store.select(named("claims-on-day").sparql(narrow, {"day": day.isoformat()}, names))
    found = dict.fromkeys(str(row["claim"]) for row in rows)
    if not found:
        return ()
    return _claims(
        store, names, view, f"VALUES ?claim {{ {' '.join(f'<{one}>' for one in found)} }}"
    )


def claim_days(store: Store, view: View, names: Names) -> dict[date, int]:
    """Return the days on which claims were made, in order, each with how many they were."""
    rows = store.select(page_query("claim-days").sparql(narrowed(store, view, names), names=names))
    return {day_of(row["day"]): int(str(row["claims"])) for row in rows}


def claims_of_view(store: Store, view: View, names: Names) -> tuple[Claim, ...]:
    """Return all claims about the events of a view."""
    return _claims(store, names, view, "")


def rival_claims(store: Store, view: View, names: Names) -> tuple[Claim, ...]:
    """Return the claims that answer a question on which claims of one event disagree."""
    # As a FILTER EXISTS it would be answered for each claim anew, from all others.
    only = (
        "{ SELECT DISTINCT ?claim { ?claim kg:question ?asked ; cito:disputes ?other . "
        "?other kg:question ?asked } }"
    )
    return _claims(store, names, view, only)


def _claims(store: Store, names: Names, view: View | None, only: str) -> tuple[Claim, ...]:
    view = narrowed(store, view, names)

    def asked(name: str) -> Iterable[Mapping[str, Value]]:
        text = page_query(name).sparql(view, names=names)
        return store.select(text.replace("# only: ?claim", only), names.prefixes)

    cited = citations(asked("claim-sources"))
    rows: dict[str, list[Mapping[str, Value]]] = {}
    for row in asked("claims"):
        rows.setdefault(str(row["claim"]), []).append(row)
    return tuple(_claim(iri, found, cited.get(iri, ())) for iri, found in rows.items())


def _claim(iri: str, rows: list[Mapping[str, Value]], cited: tuple[Citation, ...]) -> Claim:
    row = rows[0]
    speakers = {Ref.of(one["who"], one["name"]): None for one in rows if one["who"]}
    shown_by = row["shownBy"]
    return Claim(
        id=local(iri),
        event=Ref.of(row["event"], row["title"]),
        speakers=tuple(speakers),
        text=str(row["text"]),
        modality=Ref.of(row["modality"], row["modalityLabel"]),
        known_from=day_of(row["knownFrom"]),
        attribution=optional(row["attribution"]),
        on=_words(row["on"]),
        said=optional(row["on"]),
        issued=optional(row["issued"]),
        question=optional(row["question"]),
        field=local(row["field"]) if row["field"] else None,
        answer=optional(row["answer"]) or optional(row["valueName"]) or _words(row["value"]),
        quoted=_QUOTED.get(str(row["quotation"])),
        locator=optional(row["locator"]),
        verdict=local(row["verdict"]) if row["verdict"] else None,
        outcome=optional(row["outcome"]),
        outcome_note=optional(row["outcomeNote"]),
        shown_by=Ref.of(shown_by, row["shownByTitle"]) if shown_by else None,
        verified=local(row["verified"]),
        note=optional(row["note"]),
        citations=cited,
    )


def _words(value: Value) -> str | None:
    """Say a date in words; anything else as it is."""
    if value is None:
        return None
    try:
        return parse(str(value)).describe()
    except EdtfError:
        return str(value)
