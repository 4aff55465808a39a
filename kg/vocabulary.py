"""The closed vocabularies of the records, each a scheme of described concepts.

A record uses a concept by its id; the graph publishes every scheme as SKOS (ns ``voc/<scheme>/<id>``).
Notations of event kinds are PLOVER event modes (PLOVER manual, draft 0.8, 2021) where one fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Concept:
    """One term: ``broad_match`` is the full IRI of a wider concept in another vocabulary."""

    id: str
    label: str
    definition: str
    notation: str | None = None
    broad_match: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list of concepts under one title."""

    id: str
    title: str
    concepts: tuple[Concept, ...]

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __contains__(self, concept_id: object) -> bool:
        return any(concept.id == concept_id for concept in self.concepts)

    def __getitem__(self, concept_id: str) -> Concept:
        """Return the concept of that id; KeyError when the scheme has none."""
        for concept in self.concepts:
            if concept.id == concept_id:
                return concept
        raise KeyError(concept_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order of the scheme."""
        return tuple(concept.id for concept in self.concepts)


_SCHEMA = "https://schema.org/"
_C = Concept

EVENT_KINDS = Scheme(
    "event-kind",
    "Kinds of events",
    (
        _C(
            "talks-round",
            "Round of talks",
            "Delegations negotiate, in person or by video.",
            "CONSULT",
        ),
        _C("meeting", "Meeting", "Named people meet, two or more sides.", "CONSULT"),
        _C("summit", "Summit", "Heads of state or government of several sides meet.", "CONSULT"),
        _C("call", "Call", "A telephone or video call between named people.", "CONSULT"),
        _C("conference", "Conference", "A gathering of many parties with a programme.", "CONSULT"),
        _C(
            "visit",
            "Visit",
            "Somebody travels to a place to show support or see for themselves.",
            "SUPPORT",
        ),
        _C(
            "mission",
            "Mission",
            "An envoy or a delegation travels to hear the sides, to mediate or to inspect.",
            "CONSULT",
        ),
        _C(
            "statement",
            "Statement",
            "Somebody says something in public: briefing, interview, speech.",
        ),
        _C("announcement", "Announcement", "A coming event is made known."),
        _C("publication", "Publication", "A document, leak or investigation is published."),
        _C("proposal", "Proposal", "A plan, draft or offer is put to the other side.", "REQUEST"),
        _C("signing", "Signing", "Parties sign or initial a document.", "AGREE"),
        _C("vote", "Vote", "A body votes, or convenes to vote."),
        _C(
            "exchange",
            "Exchange of captives",
            "Prisoners, detainees or the dead are handed over.",
            "RETREAT",
        ),
        _C("humanitarian", "Humanitarian operation", "Evacuation, corridor or relief.", "AID"),
        _C(
            "suspension",
            "Suspension or end",
            "Talks or an agreement are paused, broken off or ended.",
            "REJECT",
        ),
        _C("extension", "Extension", "An agreement is prolonged, or resumed.", "AGREE"),
        _C("appointment", "Change of office", "Somebody takes or leaves an office."),
        _C("travel", "Journey", "A delegation travels to talks."),
        _C("incident", "Incident", "A death, attack, leak or accident that bears on the talks."),
        _C("military", "Military event", "A military act that the talks react to.", "ASSAULT"),
    ),
)

STATUSES = Scheme(
    "status",
    "Statuses in the life of an event",
    (
        _C("proposed", "Proposed", "Somebody suggested it; nobody has agreed yet."),
        _C(
            "announced",
            "Announced",
            "A side made it known as coming.",
            None,
            _SCHEMA + "EventScheduled",
        ),
        _C(
            "scheduled",
            "Scheduled",
            "The sides agreed on a date.",
            None,
            _SCHEMA + "EventScheduled",
        ),
        _C(
            "postponed",
            "Postponed",
            "Put off, with or without a new date.",
            None,
            _SCHEMA + "EventPostponed",
        ),
        _C(
            "moved", "Moved", "Same event, other date or place.", None, _SCHEMA + "EventRescheduled"
        ),
        _C("held", "Held", "It took place, or took effect."),
        _C("concluded", "Concluded", "Something that lasted came to its end."),
        _C("cancelled", "Cancelled", "It will not take place.", None, _SCHEMA + "EventCancelled"),
        _C("suspended", "Suspended", "Under way, then paused or broken off."),
        _C("denied", "Denied", "A side that should know says it did not or will not happen."),
        _C("alleged", "Alleged", "Reported, but not confirmed by those who should know."),
    ),
)

# Those that say that something took place.
HAPPENED = frozenset({"held", "concluded"})

FORMATS = Scheme(
    "format",
    "Formats of contact",
    (
        _C("in-person", "In person", "In one room.", None, _SCHEMA + "OfflineEventAttendanceMode"),
        _C("video", "By video", "By video link.", None, _SCHEMA + "OnlineEventAttendanceMode"),
        _C("phone", "By telephone", "By telephone.", None, _SCHEMA + "OnlineEventAttendanceMode"),
        _C(
            "mixed",
            "Mixed",
            "Some in the room, some remote.",
            None,
            _SCHEMA + "MixedEventAttendanceMode",
        ),
        _C("shuttle", "Shuttle", "A go-between travels from side to side."),
        _C("proximity", "Proximity", "In one place, but in separate rooms."),
        _C("media", "Through the media", "Said in an interview, on air or to the press alone."),
        _C("written", "In writing", "By letter, document, publication or post."),
    ),
)

# Those that need no place.
REMOTE = ("video", "phone", "media", "written")

ROLES = Scheme(
    "role",
    "Roles in an event",
    (
        _C("party", "Party", "A side of the talks or of an agreement, as a state or body."),
        _C("head-of-delegation", "Head of delegation", "Leads a delegation."),
        _C("delegate", "Delegate", "Sits in a delegation, without leading it."),
        _C("participant", "Participant", "Takes part as a principal."),
        _C("host", "Host", "Receives the others, or lends the place."),
        _C("visitor", "Visitor", "Is received."),
        _C("organizer", "Organizer", "Arranges or convenes the event."),
        _C("mediator", "Mediator", "Helps the sides to agree, openly."),
        _C(
            "intermediary",
            "Intermediary",
            "Carries messages between the sides, without a mandate from both.",
        ),
        _C("chair", "Chair", "Presides."),
        _C("caller", "Caller", "Places the call."),
        _C("callee", "Callee", "Is called."),
        _C("speaker", "Speaker", "Says it: gives the briefing, interview or speech."),
        _C("author", "Author", "Writes or publishes the document or report."),
        _C("addressee", "Addressee", "It is put to them."),
        _C("commentator", "Commentator", "Comments or answers it in public."),
        _C("signatory", "Signatory", "Signs or initials."),
        _C("guarantor", "Guarantor", "Vouches for it."),
        _C("observer", "Observer", "Is present without a part of their own."),
        _C("interpreter", "Interpreter", "Interprets."),
        _C("voter", "Voting body", "Votes."),
        _C(
            "subject",
            "Subject",
            "It happens to them: the exchanged, the dead, the attacked, the accused.",
        ),
        _C("agent", "Agent", "Does it: the attacker, the captor, the one who hands over."),
    ),
)

MODALITIES = Scheme(
    "modality",
    "Modalities of claims",
    (
        _C("asserted", "Asserted", "Said as a fact."),
        _C("expected", "Expected", "Said to be expected."),
        _C("possible", "Possible", "Said to be possible, with a hedge."),
        _C("denied", "Denied", "Said not to be so, or not to be foreseen."),
        _C("alleged", "Alleged", "Passed on as an accusation that the speaker does not vouch for."),
        _C("evaluated", "Evaluated", "An opinion or assessment."),
        _C("demanded", "Demanded", "Said to be what ought to happen."),
        _C("position", "Position held", "The line that the speaker says they keep to."),
        _C("no-comment", "Declined to comment", "The speaker declines to say."),
    ),
)

OUTCOMES = Scheme(
    "outcome",
    "What became of a claim",
    (
        _C("came-true", "Came true", "What was foretold happened."),
        _C("confirmed", "Confirmed", "Other sources or later events bear it out."),
        _C("contrast", "In contrast", "Later events stand in contrast to it, without refuting it."),
        _C("disputed", "Disputed", "Others deny it, and the matter is open."),
        _C("refuted", "Refuted", "It turned out not to be so."),
    ),
)

# Ten types after the manner of peace-agreement datasets, and one for what none can be told of. They
# are our own: a crosswalk to PA-X's list waits until that list has been read.
ACTOR_TYPES = Scheme(
    "actor-type",
    "Types of actors",
    (
        _C("person", "Individual", "A person acting under their own name."),
        _C("state", "State", "A state."),
        _C("entity", "Entity", "A polity whose statehood is disputed or which is part of a state."),
        _C("intergovernmental", "Intergovernmental organization", "States are its members."),
        _C(
            "government-body",
            "Government body",
            "A ministry, agency, office or parliament of a state.",
        ),
        _C("military", "Armed organization", "An army, unit or armed group."),
        _C("political", "Political organization", "A party or movement."),
        _C("religious", "Religious organization", "A church or other religious body."),
        _C(
            "civil-society", "Civil society or humanitarian organization", "Neither state nor firm."
        ),
        _C(
            "media",
            "Media or company",
            "A newspaper, agency, broadcaster, research outlet or firm.",
        ),
        _C(
            "unassessed",
            "Not assessed",
            "Named by a data set that does not say who or what it is.",
        ),
    ),
)

RANKS = Scheme(
    "rank",
    "Ranks of statements",
    (
        _C("preferred", "Preferred", "The editors hold this to be the best value."),
        _C("normal", "Normal", "Held, beside others."),
        _C("deprecated", "Deprecated", "On record, but held to be wrong or overtaken."),
    ),
)

SOURCE_KINDS = Scheme(
    "source-kind",
    "Kinds of sources",
    (
        _C("official", "Official document or readout", "From the body that acts."),
        _C("agency", "News agency", "Published by the agency itself."),
        _C("wire-copy", "Agency text, republished", "An outlet prints an agency's text."),
        _C("newspaper", "Newspaper or magazine", "An outlet's own report."),
        _C("broadcaster", "Broadcaster", "Radio, television or their sites."),
        _C("state-media", "State media", "Owned or run by a state; good for what that side said."),
        _C("republished", "Republished", "A copy of another outlet's report."),
        _C("aggregator", "Aggregator", "Collects what others report."),
        _C("reference", "Reference work", "Encyclopaedia, wiki, chronology or database."),
        _C("document-copy", "Copy of a document", "The text of a document, hosted by others."),
        _C("opinion", "Opinion or blog", "A column, blog or advocacy page."),
        _C("network", "Pro-Kremlin network page", "Carrier of statements at most."),
        _C("unassessed", "Not assessed", "Named by a data set; nobody here looked at it."),
    ),
)

PERSPECTIVES = Scheme(
    "perspective",
    "Perspectives that are no actor's",
    (_C("independent", "Independent", "Owned by no state, and no party to what it reports."),),
)

DOCUMENT_KINDS = Scheme(
    "document-kind",
    "Kinds of outcome documents",
    (
        _C("agreement", "Agreement", "Parties signed it: treaty, protocol, memorandum, package."),
        _C("communique", "Communiqué", "Parties issued it together, as the result of a meeting."),
        _C("resolution", "Resolution", "A body adopted it by a vote."),
        _C(
            "declaration",
            "Declaration",
            "One or more parties declare an intent, a position, or what was said.",
        ),
        _C("proposal", "Proposal", "A plan or terms that one side, or a third, put forward."),
        _C("draft", "Draft", "The text of an agreement that was negotiated, and not concluded."),
        _C("letter", "Letter", "A note or written reply to the other side."),
        _C("legal-act", "Legal act", "A decree or law of a state."),
    ),
)

COVERAGE_DEPTHS = Scheme(
    "coverage-depth",
    "How closely a time was searched",
    (
        _C("systematic", "Searched closely", "Every event that belongs here was looked for."),
        _C("selective", "Landmarks only", "Only events that stand out were looked for."),
    ),
)

VENUE_PRECISIONS = Scheme(
    "venue-precision",
    "What the coordinates of a venue point at",
    (
        _C("building", "Building", "The building itself."),
        _C("town", "Town", "The centre of a town or district."),
        _C("city", "City", "The centre of a city."),
        _C("region", "Region", "A point that stands for a region."),
        _C("country", "Country", "A point that stands for a country."),
        _C("none", "Unknown", "No point is given."),
    ),
)

VERIFICATIONS = Scheme(
    "verification",
    "How a fact was checked",
    (
        _C("read", "Read in a source", "The sources named were read and say so."),
        _C("derived", "Derived", "Follows from other records; the note tells how."),
        _C(
            "memory",
            "Unverified (from memory)",
            "Written from general knowledge; no source was read.",
        ),
        _C(
            "coded",
            "Coded by another project",
            "Taken over from a data set whose people read the sources; nobody here did.",
        ),
        _C(
            "machine",
            "Machine-coded",
            "Taken over from a data set made by a program; nobody checked it.",
        ),
    ),
)

SCHEMES: tuple[Scheme, ...] = (
    EVENT_KINDS,
    STATUSES,
    FORMATS,
    ROLES,
    MODALITIES,
    OUTCOMES,
    ACTOR_TYPES,
    RANKS,
    SOURCE_KINDS,
    PERSPECTIVES,
    DOCUMENT_KINDS,
    COVERAGE_DEPTHS,
    VENUE_PRECISIONS,
    VERIFICATIONS,
)
