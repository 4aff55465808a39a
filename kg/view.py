"""A view: what a reader looks at. Every panel, query and export is made from one.

It is plain data that fits into an address; a filter left empty takes everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from kg.errors import CallError
from kg.policy import EDITOR, Policy
from kg.rdf.names import PREFIXES, Names
from kg.rdf.period import periods_around
from kg.rdf.quads import day
from kg.rdf.quads import text as term
from kg.vocabulary import EVENT_KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_TEXT = 200
"""So many characters may be looked for: the text stands in every link of a page."""
# Days. A longer view has so many events that to compare the days of all is as quick.
_SHORT = 3 * 366
_LISTS = ("tracks", "kinds", "statuses", "actors", "topics")
# As of Semantic Versioning: numbers with dots, and what may follow.
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)+([-+.][0-9A-Za-z.+-]+)?")
_DAYS = ("start", "end", "as_of", "recorded")


@dataclass(frozen=True, slots=True)
class View:
    """What was known on a day, under a policy; and filters over the events in it.

    ``as_of`` is that day (None: all that is known now), ``policy`` decides among competing values
    (:mod:`kg.policy`), ``recorded`` is the day, or the version of the release, whose records count
    (None: today's).

    Ids within one filter are alternatives; filters add up. ``start`` and ``end`` are days; an event
    stays when it *may* have happened between them, so an uncertain date never drops out silently.
    ``text`` is looked for in titles and summaries.
    """

    as_of: date | None = None
    policy: Policy = EDITOR
    recorded: date | str | None = None

    tracks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    disputed: bool = False
    text: str = ""

    @classmethod
    def of_params(cls, params: Mapping[str, Sequence[str]]) -> Self:
        """Read a view from an address's parameters; others than ours are left alone.

        Raises CallError for values that can't be meant.
        """
        values: dict[str, object] = {}
        for name in _LISTS:
            texts = [part for one in params.get(name, ()) for part in one.split(",") if part]
            values[name] = tuple(dict.fromkeys(texts))
        for name, scheme in (("kinds", EVENT_KINDS), ("statuses", STATUSES)):
            for one in values[name]:  # type: ignore[attr-defined]
                if one not in scheme:
                    msg = f"{name}: '{one}' is not known (one of: {', '.join(scheme.ids)})"
                    raise CallError(msg)
        for name in _DAYS:
            text = next(iter(params.get(parameter(name), ())), "")
            if name == "recorded" and _VERSION.fullmatch(text):
                values[name] = text
                continue
            try:
                values[name] = date.fromisoformat(text) if text else None
            except ValueError as error:
                or_release = ", or the version of a release" * (name == "recorded")
                msg = f"{parameter(name)}: '{text}' is no day (YYYY-MM-DD{or_release})"
                raise CallError(msg) from error
        values["policy"] = Policy.of(next(iter(params.get("policy", ())), "") or "editor")
        values["disputed"] = next(iter(params.get("disputed", ())), "") in ("1", "true", "yes")
        text = next(iter(params.get("text", ())), "")
        if len(text) > LONGEST_TEXT:
            msg = f"text: {len(text):,} characters are too many (at most {LONGEST_TEXT})"
            raise CallError(msg)
        values["text"] = text
        return cls(**values)  # type: ignore[arg-type]

    def params(self) -> dict[str, str]:
        """Return the parameters of the address of this view; what is not filtered is left out."""
        found: dict[str, str] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, tuple):
                value = ",".join(value)
            elif isinstance(value, bool):
                value = "1" if value else ""
            elif value == EDITOR:
                value = ""
            if value:
                found[parameter(one.name)] = str(value)
        return found

    @property
    def filters(self) -> View:
        """The same filters over all that is known now."""
        return replace(self, as_of=None, policy=EDITOR, recorded=None)

    @property
    def knowledge(self) -> View:
        """The same day and policy without any filter."""
        return View(as_of=self.as_of, policy=self.policy, recorded=self.recorded)

    def pattern(
        self, event: str = "?event", names: Names | None = None, alone: bool = False
    ) -> str:
        """Return the SPARQL graph pattern that leaves only events of this view.

        ``event`` is the variable of the event. Values are written as terms, so nothing that a
        reader types can change the query. ``alone`` tells that the query asks for nothing else:
        then events of a short time are found by their periods, which would slow down a join.
        """
        names = names or Names()
        kg = names.base + "ns#"
        sem = "http://semanticweb.cs.vu.nl/2009/11/sem/"
        parts: list[str] = []

        def one_of(predicate: str, iris: Sequence[str], variable: str) -> None:
            if iris:
                values = " ".join(f"<{one}>" for one in iris)
                parts.append(f"VALUES {variable} {{ {values} }} {event} {predicate} {variable} .")

        one_of(
            f"<{sem}subEventOf>/<{sem}subEventOf>*",
            [names.thing("track", _id(one)) for one in self.tracks],
            "?viewTrack",
        )
        one_of(
            f"<{sem}eventType>",
            [names.concept("event-kind", _id(one)) for one in self.kinds],
            "?viewKind",
        )
        one_of(
            f"<{kg}status>",
            [names.concept("status", _id(one)) for one in self.statuses],
            "?viewStatus",
        )
        one_of(
            "<http://purl.org/dc/terms/subject>",
            [names.concept("topic", _id(one)) for one in self.topics],
            "?viewTopic",
        )
        if self.actors:
            actors = " ".join(f"<{names.thing('actor', _id(one))}>" for one in self.actors)
            # Who was held to be there by mistake was not there.
            parts.append(
                f"VALUES ?viewActor {{ {actors} }} {event} <{sem}hasActor> ?viewRole . "
                f"?viewRole <{PREFIXES['rdf']}value>|<{kg}party> ?viewActor ; "
                f"<{PREFIXES['wikibase']}rank> ?viewRank . "
                f"FILTER(?viewRank != <{names.rank('deprecated')}>)"
            )
        if self.end is not None or self.start is not None:
            # Statements, claims and sources have days too.
            parts.append(f"{event} a <{sem}Event> .")
        if alone and self.start and self.end and (self.end - self.start).days <= _SHORT:
            found = " ".join(map(string_term, periods_around(self.start, self.end)))
            parts.append(f"VALUES ?viewPeriod {{ {found} }} {event} <{kg}period> ?viewPeriod .")
        if self.end is not None:
            last = day(self.end)
            parts.append(f"{event} <{sem}hasEarliestBeginTimeStamp> ?viewBegin .")
            parts.append(f"FILTER(?viewBegin <= {last})")
        if self.start is not None:
            first = day(self.start)
            parts.append(f"{event} <{sem}hasLatestEndTimeStamp> ?viewEnd .")
            parts.append(f"FILTER(?viewEnd >= {first})")
        if self.start is not None and self.end is not None and self.end < self.start:
            parts.append("FILTER(false)")  # no day lies in such a period, so no event does
        if self.disputed:
            parts.append(f"{event} <{kg}disputed> true .")
        if self.text.strip():
            parts.append(
                f"{event} (<http://www.w3.org/2000/01/rdf-schema#label>|"
                "<https://schema.org/description>) ?viewText . "
                f"FILTER(CONTAINS(LCASE(STR(?viewText)), {string_term(self.text.strip().lower())}))"
            )
        if not parts:
            return ""
        # A filter may match an event several times over: a sub-select leaves each event once.
        return f"{{ SELECT DISTINCT {event} WHERE {{ {' '.join(parts)} }} }}"


def parameter(name: str) -> str:
    """Return the name that a field of a view has in an address."""
    return name.replace("_", "-")


def _id(value: str) -> str:
    # Of an id nothing is escaped; whatever else a reader types becomes the name of nothing.
    return quote(value, safe="", errors="replace")


def string_term(value: str) -> str:
    """Write a reader's text as a SPARQL term, from which nothing gets out."""
    # An address or a terminal may give half of a surrogate pair, which no query can hold.
    return term(value.encode("utf-8", "replace").decode("utf-8"))
