"""Each rule across records, by the smallest change to the tiny folder that breaks it.

A case names the file, the text to replace, the new text, the text on whose line the problem is
told, and the whole problem after ``file:LINE: ``. The line is counted from that text, not taken
from the code under test.
"""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.checks import RULES, WARNING
from kg.checks.plausible import distance_km
from kg.errors import DataError
from kg.load import examine, load

from .support import TINY, change, found, line_of, problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = "events/2022.yaml"
# Another event of the same day, far away.
TWICE = "date: 2022-03-29\n  lifecycle: held\n  format: in-person\n  venue: antalya"


class Case(NamedTuple):
    file: str
    old: str
    new: str
    at: str
    said: str
    told_in: str = ""  # the file with the line, where that is not the one that was changed


CASES = {
    "dangling topic": Case(
        EVENTS,
        "topics: [guarantees]",
        "topics: [guarantees, secrecy]",
        "topics: [guarantees, secrecy]",
        "event 'round': topics[2]: 'secrecy' is the id of no record (the id of a topic belongs"
        " here)",
    ),
    "id of the wrong kind": Case(
        EVENTS,
        "  venue: dolmabahce",
        "  venue: medinsky",
        "venue: medinsky",
        "event 'round': venue: 'medinsky' is one of the actors (the id of a venue belongs here)",
    ),
    "dangling in a flow mapping": Case(
        EVENTS,
        "actor: medinsky, role",
        "actor: medinski, role",
        "{actor: medinski",
        "event 'round': participants[2].actor: 'medinski' is the id of no record "
        "(did you mean 'medinsky'? the id of an"
        " actor belongs here)",
    ),
    "dangling source of a statement": Case(
        EVENTS,
        "rank: deprecated, sources: [announcement]",
        "rank: deprecated, sources: [wire, nowhere]",
        "{value: 2022-03-28/2022-03-30, rank",
        "event 'round': date[2].sources[2]: 'nowhere' is the id of no record (the id of a source"
        " belongs here)",
    ),
    "dangling source of a lifecycle entry": Case(
        EVENTS,
        "sources: [wire, wire-copy]",
        "sources: [wire, nowhere]",
        "{status: held, sources: [wire, nowhere]",
        "event 'round': lifecycle[2].sources[2]: 'nowhere' is the id of no record (the id of a"
        " source belongs here)",
    ),
    "dangling shorthand source": Case(
        EVENTS,
        "    - wire-copy\n",
        "    - wire-coppy\n",
        "- wire-coppy",
        "event 'round': sources[3]: 'wire-coppy' is the id of no record "
        "(did you mean 'wire-copy'? the id of a source belongs"
        " here)",
    ),
    "dangling speaker": Case(
        EVENTS,
        "speaker: medinsky",
        "speaker: peskov",
        "speaker: peskov",
        "event 'round': claims[2].speaker: 'peskov' is the id of no record (the id of an actor"
        " belongs here)",
    ),
    "dangling corroboration": Case(
        EVENTS,
        "corroborated_by: undated",
        "corroborated_by: nowhere",
        "corroborated_by",
        "event 'round': claims[3].corroborated_by: 'nowhere' is the id of no record (the id of a"
        " source belongs here)",
    ),
    "dangling outcome": Case(
        EVENTS,
        "{verdict: refuted, event: round}",
        "{verdict: refuted, event: rounds}",
        "outcome:",
        "event 'round': claims[1].outcome.event: 'rounds' is the id of no record "
        "(did you mean 'round'? the id of an"
        " event belongs here)",
    ),
    "dangling office": Case(
        "actors.yaml",
        "of: foreign-ministry, begin",
        "of: ministry, begin",
        "{id: foreign-minister,",
        "actor 'cavusoglu': offices[1].of: 'ministry' is the id of no record (the id of an actor"
        " belongs here)",
    ),
    "dangling track, venue, perspective": Case(
        "sources.yaml",
        "perspective: turkiye",
        "perspective: ankara",
        "perspective: ankara",
        "source 'wire': perspective: 'ankara' is the id of no record (the id of an actor belongs"
        " here)",
    ),
    "claim disputes no claim": Case(
        EVENTS,
        "disputes: [arakhamia-28]",
        "disputes: [arakhamia-27]",
        "disputes: [arakhamia-27]",
        "event 'round': claims[2].disputes[1]: 'arakhamia-27' is not another claim's id (a claim"
        " belongs here)",
    ),
    "claim disputes itself": Case(
        EVENTS,
        "disputes: [arakhamia-28]",
        "disputes: [medinsky-29]",
        "disputes: [medinsky-29]",
        "event 'round': claims[2].disputes[1]: 'medinsky-29' is not another claim's id (a claim"
        " belongs here)",
    ),
    "claim id twice": Case(
        EVENTS,
        "id: daily-result",
        "id: arakhamia-28",
        "id: arakhamia-28\n      text",
        "event 'round': claims[3].id: claim id 'arakhamia-28' is taken by event 'round' (ids are"
        " unique)",
    ),
    "claim id of a record": Case(
        EVENTS,
        "id: daily-result",
        "id: guarantees",
        "id: guarantees",
        "event 'round': claims[3].id: claim id 'guarantees' is taken by a record of topics (ids are"
        " unique)",
    ),
    "party of a signatory is a person": Case(
        "documents.yaml",
        "party: ukraine",
        "party: medinsky",
        "{actor: arakhamia",
        "document 'proposals': signatories[1].party: 'medinsky' is a person (a state, body or group"
        " belongs here)",
    ),
    "searched in time to come": Case(
        "coverage.yaml",
        "span: 2022-03",
        "span: 2022-03/2023-01",
        "span: 2022-03/2023-01",
        "coverage 'march': span: 2022-03/2023-01 ends after the release 2022-12-31",
    ),
    "searched by nobody": Case(
        "coverage.yaml",
        "span: 2022-03",
        "span: 2022-03-28/2022-03-31",
        "date: 2022-03-27\n  lifecycle",
        "event 'announced': date: 2022-03-27 lies in no time that was searched for istanbul (a"
        " coverage statement of its own is due: kg new coverage) [events-are-covered] [warning]",
        EVENTS,
    ),
    "explained about nothing": Case(
        EVENTS,
        "{rule: events-are-placed, why",
        "{rule: events-are-placed, about: nowhere, why",
        "{rule: events-are-placed",
        "event 'next-round': explained[1].about: 'nowhere' is the id of no record (the id of an"
        " actor or a coverage or a document or an event or a source or a topic or a track or a"
        " venue belongs here)",
    ),
    "party is a person": Case(
        EVENTS,
        "role: head-of-delegation, party: russia",
        "role: head-of-delegation, party: cavusoglu",
        "{actor: medinsky",
        "event 'round': participants[2].party: 'cavusoglu' is a person (a state, body or group"
        " belongs here)",
    ),
    "office not on record": Case(
        EVENTS,
        "office: foreign-minister",
        "office: president",
        "{actor: cavusoglu",
        "event 'answer': participants[1].office: cavusoglu has no office 'president' (offices:"
        " foreign-minister)",
    ),
    "office not begun": Case(
        "actors.yaml",
        "begin: 2022-02-28",
        "begin: 2022-04",
        "",
        "event 'announced': participants[1].office: office 'delegation-head' was not held on"
        " 2022-03-27 (2022-04 to 2022-05-17)",
    ),
    "office at an end": Case(
        "actors.yaml",
        "end: 2022-05-17",
        "end: 2022-03-28",
        "",
        "event 'round': participants[1].office: office 'delegation-head' was not held on 2022-03-29"
        " (2022-02-28 to 2022-03-28)",
    ),
    "source older than what it reports": Case(
        EVENTS,
        "{source: announcement, preview: true}",
        "announcement",
        "    - announcement\n",
        "event 'round': sources[1]: source 'announcement' of 2022-03-27 is older than the event of"
        " 2022-03-29 that it reports as held (mark it preview: true, or cite it where the event is"
        " announced)",
    ),
    "source older than the entry it backs": Case(
        EVENTS,
        "sources: [wire, wire-copy]",
        "sources: [announcement]",
        "{status: held, sources: [announcement]}",
        "event 'round': lifecycle[2].sources[1]: source 'announcement' of 2022-03-27 is older than"
        " the event of 2022-03-29 that it reports as held (mark it preview: true, or cite it where"
        " the event is announced)",
    ),
    "utterance after its source": Case(
        EVENTS,
        "speaker: medinsky\n      on: 2022-03-27",
        "speaker: medinsky\n      on: 2022-03-28",
        "sources: [announcement]\n      disputes",
        "event 'round': claims[2].sources[1]: source 'announcement' of 2022-03-27 is older than the"
        " utterance of 2022-03-28 (another source, or another day)",
    ),
    "claimed date is none": Case(
        EVENTS,
        "value: 2022-03-29/2022-03-30",
        "value: 2022-03-32",
        "value: 2022-03-32",
        "event 'round': claims[2].value: '2022-03-32' has the day 32 (March 2022 has the days 01 to"
        " 31)",
    ),
    "claimed venue is none": Case(
        EVENTS,
        "field: date\n      value: 2022-03-29/2022-03-30",
        "field: venue\n      value: wire",
        "value: wire",
        "event 'round': claims[2].value: 'wire' is no id of venues (claim on 'venue')",
    ),
    "claimed status is none": Case(
        EVENTS,
        "field: date\n      value: 2022-03-29/2022-03-30",
        "field: lifecycle\n      value: dreamt",
        "value: dreamt",
        "event 'round': claims[2].value: 'dreamt' is not known (one of: proposed, announced,"
        " scheduled, postponed, moved, held, concluded, cancelled, suspended, denied, alleged)",
    ),
    "lifecycle backwards": Case(
        EVENTS,
        "    - status: announced\n      on: 2022-03-27",
        "    - status: announced\n      on: 2022-03-31",
        "{status: held, sources",
        "event 'round': lifecycle[2]: 'held' of 2022-03-29 stands after an entry of 2022-03-31"
        " (oldest first)",
    ),
    "held on another day": Case(
        EVENTS,
        "{status: held, sources",
        "{status: held, on: 2022-03-30, sources",
        "{status: held, on",
        "event 'round': lifecycle[2].on: held on 2022-03-30, but the event is of 2022-03-29 (one of"
        " them is wrong)",
    ),
    "held in the future": Case(
        EVENTS,
        "date: 2022-03-27\n  lifecycle: held",
        "date: 2023-01-01\n  lifecycle: held",
        "date: 2023-01-01",
        "event 'announced': date: is held on 2023-01-01, after the release of 2022-12-31",
    ),
    "follows a later one": Case(
        EVENTS,
        "follows: announced",
        "follows: next-round",
        "follows: next-round",
        "event 'round': follows: 'next-round' of 2022-04-01/.. can't be linked so from 2022-03-29"
        " (follows points back in time)",
    ),
    "leads to an earlier one": Case(
        EVENTS,
        "follows: announced",
        "led_to: announced",
        "led_to: announced",
        "event 'round': led_to: 'announced' of 2022-03-27 can't be linked so from 2022-03-29"
        " (led_to points forward in time)",
    ),
    "answers a later one": Case(
        EVENTS,
        "follows: announced",
        "responds_to: [next-round]",
        "responds_to: [next-round]",
        "event 'round': responds_to[1]: 'next-round' of 2022-04-01/.. can't be linked so from"
        " 2022-03-29 (responds_to points back in time)",
    ),
    "source after the release": Case(
        "sources.yaml",
        "published: 2022-03-30",
        "published: 2023-01",
        "published: 2023-01",
        "source 'wire-copy': published: 2023-01 lies after the release 2022-12-31",
    ),
    "copy older than its source": Case(
        "sources.yaml",
        "published: 2022-03-29",
        "published: 2022-03-31",
        "derived_from: [wire]",
        "source 'wire-copy': derived_from[1]: 'wire' of 2022-03-31 is newer than this source",
    ),
    "event a part of itself": Case(
        EVENTS,
        "  follows: [round]",
        "  part_of: [next-round]",
        "part_of: [next-round]",
        "event 'next-round': part_of: 'next-round' comes round to itself (no circles)",
    ),
    "topic under itself": Case(
        "topics.yaml",
        "{id: security, label: Security}",
        "{id: security, label: Security, broader: security}",
        "{id: security,",
        "topic 'security': broader: 'security' comes round to itself (no circles)",
    ),
    "swapped coordinates": Case(
        "venues.yaml",
        "lat: 41.01384\n  lon: 28.94966",
        "lat: 28.94966\n  lon: 41.01384",
        "lat: 28.94966",
        "venue 'istanbul-city': lat: 28.94966, 41.01384 lies in SA, not in TR"
        " (check sign and order: lat, then lon)",
    ),
    "wrong country": Case(
        "venues.yaml",
        "country: TR\n  within",
        "country: UA\n  within",
        "lat: 41.03944",
        "venue 'dolmabahce': lat: 41.03944, 29.00167 lies in TR, not in UA (check sign and order:"
        " lat, then lon)",
    ),
    "one address twice": Case(
        "sources.yaml",
        "https://example.org/wire",
        "https://example.org/announcement",
        "url: https://example.org/announcement\n  published: 2022-03-29",
        "source 'wire': url: source 'announcement' has the same address (one document, one source)",
    ),
    "office perhaps not begun": Case(
        "actors.yaml",
        "begin: 2022-02-28",
        "begin: 2022-03",
        "",
        "event 'announced': participants[1].office: office 'delegation-head' (2022-03 to"
        " 2022-05-17) may not have been held on 2022-03-27 (date it closer, or tell of it in a"
        " note) [offices-are-held] [warning]",
    ),
    "only foretold": Case(
        EVENTS,
        "  sources: announcement\n",
        "  sources: {source: announcement, preview: true}\n",
        "sources: {source: announcement",
        "event 'announced': sources: all foretell the event, none reports it as held (add one, or"
        " explain it) [held-events-are-reported] [warning]",
    ),
    "foretold, and no step of its life": Case(
        EVENTS,
        "sources: [wire-copy, undated]",
        "sources: [wire-copy, {source: undated, preview: true}]",
        "sources: [wire-copy, {source: undated",
        "event 'answer': sources[2]: 'undated' foretells the event, but its life has no such step"
        " (give an entry: announced, scheduled …, with the day if the source tells it)"
        " [previews-are-told] [warning]",
    ),
    "no source is dated": Case(
        EVENTS,
        "sources: [wire-copy, undated]",
        "sources: [undated]",
        "sources: [undated]\n\n- id: next",
        "event 'answer': sources: none is dated, so nothing tells when it was public (date one, or"
        " explain it) [held-events-are-reported] [warning]",
    ),
    "template left as it was": Case(
        "venues.yaml",
        "  name: Istanbul\n",
        "  name: Example name\n",
        "name: Example name",
        "venue 'istanbul-city': name: 'Example name' is the template's text (write the record's"
        " own)",
    ),
    "dangling document": Case(
        EVENTS,
        "produced: [proposals, protocol]",
        "produced: [proposals, protocol, wire]",
        "produced: [proposals, protocol, wire]",
        "event 'round': produced[3]: 'wire' is one of the sources (the id of a document belongs"
        " here)",
    ),
    "event about a topic": Case(
        EVENTS,
        "about: [round]",
        "about: [round, guarantees]",
        "about: [round, guarantees]",
        "event 'answer': about[2]: 'guarantees' is one of the topics (the id of an event or a"
        " document belongs here)",
    ),
    "dangling signatory": Case(
        "documents.yaml",
        "party: ukraine",
        "party: ukrain",
        "{actor: arakhamia",
        "document 'proposals': signatories[1].party: 'ukrain' is the id of no record (did you mean"
        " 'ukraine'? the id of an actor belongs here)",
    ),
    "dangling text": Case(
        "documents.yaml",
        "text: wire",
        "text: proposals",
        "text: proposals",
        "document 'proposals': text: 'proposals' is one of the documents (the id of a source"
        " belongs here)",
    ),
    "dangling coverage": Case(
        "coverage.yaml",
        "[istanbul]",
        "[ankara]",
        "tracks: [ankara]",
        "coverage 'march': tracks[1]: 'ankara' is the id of no record (the id of a track belongs"
        " here)",
    ),
    "signed in no office": Case(
        "documents.yaml",
        "party: ukraine}",
        "party: ukraine, office: president}",
        "{actor: arakhamia",
        "document 'proposals': signatories[1].office: arakhamia has no office 'president' (offices:"
        " delegation-head, member-of-parliament)",
    ),
    "document adds to itself": Case(
        "documents.yaml",
        "supplements: proposals",
        "supplements: protocol",
        "supplements: protocol",
        "document 'protocol': supplements: 'protocol' comes round to itself (no circles)",
    ),
    "document of no event": Case(
        EVENTS,
        "produced: [proposals, protocol]",
        "produced: [proposals]",
        "- id: protocol",
        "document 'protocol': came out of no event on record (some event's 'produced' belongs here)"
        " [documents-are-produced] [warning]",
        "documents.yaml",
    ),
    "document of two events": Case(
        EVENTS,
        "responds_to: [round]",
        "produced: [protocol]",
        "produced: [protocol]",
        "event 'answer': produced[1]: 'protocol' came out of 'round' already (one event)",
    ),
    "document of another day": Case(
        "documents.yaml",
        "  date: 2022-03-29\n  description",
        "  date: 2022-03-30\n  description",
        "date: 2022-03-30",
        "document 'protocol': date: is of 2022-03-30, but 'round', out of which it came, of"
        " 2022-03-29 (correct it, or explain it) [documents-are-produced] [warning]",
    ),
    "in two places on a day": Case(
        EVENTS,
        "date: 2022-03-27\n  lifecycle: held\n  format: written",
        "date: 2022-03-29\n  lifecycle: held\n  format: in-person\n  venue: antalya",
        "    - actor: arakhamia",
        "event 'round': participants[1]: arakhamia at 'dolmabahce', and on the same day at"
        " 'antalya' (announced), 482 km away (correct one of them, or explain it here with about:"
        " announced) [two-places] [warning]",
    ),
    "round missing": Case(
        EVENTS,
        "  follows: announced\n",
        "  follows: announced\n  round: 3\n",
        "round: 3",
        "event 'round': round: round 1 to 2 of 'istanbul' is missing before this one"
        " [rounds-are-complete] [warning]",
    ),
    "no place": Case(
        EVENTS,
        "  format: video\n",
        "",
        "- id: answer",
        "event 'answer': has no venue, and no format that needs none (video, phone, media,"
        " written): give one, or explain it [events-are-placed] [warning]",
    ),
    "two sides of one publisher": Case(
        "sources.yaml",
        "  kind: reference\n",
        "  kind: reference\n\n- id: other\n  title: Other\n  publisher: Agency\n"
        "  perspective: independent\n  kind: agency\n",
        "perspective: independent\n  kind: agency",
        "source 'other': perspective: 'independent', but 'wire' of the same publisher and origin"
        " speaks for 'turkiye' (make them agree, or explain it) [perspectives-agree] [warning]",
    ),
    "id of another day": Case(
        EVENTS,
        "- id: announced",
        "- id: 2022-05-01-announced",
        "- id: 2022-05-01-announced",
        "event '2022-05-01-announced': id: begins with 2022-05-01, but the date is 2022-03-27 (make"
        " them agree) [ids-fit-dates] [warning]",
    ),
    "speaker only in words": Case(
        EVENTS,
        "      text: The round ended after a day.\n",
        "      attribution: the Ukraine\n      text: The round ended after a day.\n",
        "attribution: the Ukraine",
        "event 'round': claims[3].attribution: 'the Ukraine' is on record (give it as speaker:"
        " ukraine) [speakers-are-named] [warning]",
    ),
    "no second witness": Case(
        EVENTS,
        "corroborated_by: undated",
        "corroborated_by: wire",
        "corroborated_by: wire",
        "event 'round': claims[3].corroborated_by: 'wire' is of the same origin (Agency) as the"
        " claim's own sources (it belongs among these) [corroboration-is-independent] [warning]",
    ),
    "claimed participant is none": Case(
        EVENTS,
        "field: date\n      value: 2022-03-29/2022-03-30",
        "field: participants\n      value: cavusoglu",
        "value: cavusoglu",
        "event 'round': claims[2].value: 'cavusoglu' is no participant of the event (give an entry,"
        " of rank deprecated where they were not there) [claimed-participants-stand] [warning]",
    ),
    "voice heard later": Case(
        EVENTS,
        "  sources: [wire-copy, undated]\n",
        "  claims:\n"
        "    - {id: later, speaker: cavusoglu, on: 2022-04-02, text: So., sources: undated}\n"
        "  sources: [wire-copy, undated]\n",
        "    - {actor: cavusoglu",
        "event 'answer': participants[1]: 'cavusoglu' counts as taking part from 2022-03-30, by the"
        " first source of the record, but no claim of theirs is older than 2022-04-02 (give the"
        " part its `sources`) [voices-were-heard] [warning]",
    ),
    "publisher reported later": Case(
        EVENTS,
        "announced the next round.\n  sources: announcement\n",
        "announced the next round (Agency).\n  sources: [announcement, wire]\n",
        "summary: Arakhamia announced",
        "event 'announced': summary: counts as known from 2022-03-27, by the first source of the"
        " record, but names Agency, of whom no source is older than 2022-03-29 (give the summary"
        " its `sources`) [publishers-had-reported] [warning]",
    ),
    "explained for nothing": Case(
        EVENTS,
        "rule: events-are-placed",
        "rule: two-places",
        "{rule: two-places",
        "event 'next-round': explained[1].rule: 'two-places' warns of nothing here (leave the"
        " explanation out) [warning]",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_breaks_a_rule_is_told_with_its_line(data: Path, case: Case) -> None:
    change(data, case.file, case.old, case.new)
    if case.at:
        file = case.told_in or case.file
        line = line_of(data, file, case.at)
    else:  # the other record is at fault: the event that cites the office
        file = EVENTS
        event = case.said.split("'")[1]
        mark = "{actor: arakhamia" if event == "announced" else "    - actor: arakhamia"
        line = line_of(data, EVENTS, mark) + (0 if event == "announced" else 3)
    assert f"data/{file}:{line}: {case.said}" in problems(data)


def test_the_tiny_folder_breaks_no_rule(data: Path) -> None:
    assert problems(data) == []


def test_an_explained_warning_is_kept_apart_and_names_its_rule(data: Path) -> None:
    (one,) = found(data)
    assert one.severity == "explained"
    assert str(one).endswith("[events-are-placed] [explained]")
    change(data, EVENTS, "rule: events-are-placed", "rule: events-are-plac")
    assert [one.severity for one in found(data)] == ["warning", "error"]
    assert "'events-are-plac' is no rule (one of: dangling, " in problems(data)[1]


def test_an_error_can_not_be_explained_away(data: Path) -> None:
    change(data, EVENTS, "office: foreign-minister", "office: president")
    why = "  explained: [{rule: offices-are-held, why: So.}]\n"
    change(data, EVENTS, "  about: [round]\n", "  about: [round]\n" + why)
    told = problems(data)
    assert len(told) == 2
    assert "no office 'president'" in told[0]
    assert "'offices-are-held' warns of nothing here" in told[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: in-person\n  venue: antalya", "format: video\n  venue: antalya"),
        ("{actor: arakhamia, role: speaker", "{actor: arakhamia, role: addressee"),
        ("date: 2022-03-29\n  lifecycle: held", "date: 2022-03\n  lifecycle: held"),
        ("date: 2022-03-29\n  lifecycle: held", "date: 2022-03-29?\n  lifecycle: held"),
        ("date: 2022-03-29\n  lifecycle: held", "date: 2022-03-29\n  lifecycle: proposed"),
        ("format: in-person\n  venue: antalya", "format: mixed\n  venue: antalya"),
        ("party: ukraine, office: delegation-head}", "party: ukraine, rank: deprecated}"),
    ],
)
def test_only_who_was_surely_somewhere_was_there(data: Path, old: str, new: str) -> None:
    change(data, EVENTS, "date: 2022-03-27\n  lifecycle: held\n  format: written", TWICE)
    assert any("two-places" in one for one in problems(data))
    change(data, EVENTS, old, new)
    assert not any("two-places" in one for one in problems(data))


def twice(data: Path) -> None:
    """Place the announcement on the day of the round, far away."""
    change(data, EVENTS, "date: 2022-03-27\n  lifecycle: held\n  format: written", TWICE)


@pytest.mark.parametrize(
    ("where", "other"),
    [("  participants:\n    - {actor: arak", "round"), ("  produced: [prop", "announced")],
)
def test_either_record_explains_what_is_about_both_by_naming_the_other(
    data: Path, where: str, other: str
) -> None:
    twice(data)
    assert sum("two-places" in one for one in problems(data)) == 1
    why = f"  explained: [{{rule: two-places, about: {other}, why: He flew.}}]\n"
    change(data, EVENTS, where, why + where)
    assert not any("two-places" in one for one in problems(data))
    # An explanation of something else leaves the warning standing, and is told itself.
    change(data, EVENTS, f"about: {other}, why", "about: answer, why")
    told = [one for one in problems(data) if "two-places" in one]
    assert len(told) == 2
    assert any(f"warns here about {other} (explain it with about: {other})" in one for one in told)


def test_nothing_is_called_needless_while_a_record_is_broken(data: Path) -> None:
    twice(data)
    why = "  explained: [{rule: two-places, about: announced, why: He flew.}]\n"
    change(data, EVENTS, "  produced: [prop", why + "  produced: [prop")
    change(data, "venues.yaml", "lat: 36.90812", "lat: north")
    assert not any("warns of nothing" in one for one in problems(data))
    change(data, "venues.yaml", "- id: madrid\n  name: Madrid", "- id: madrid\n  nam: Madrid")
    assert not any("warns of nothing" in one for one in problems(data))


def fly(data: Path, hour: str) -> None:
    """Begin in Madrid at an hour, and at 15:00 in Istanbul, 2,700 km and 3 hours away by air."""
    twice(data)
    change(data, EVENTS, "venue: antalya", "venue: madrid")
    change(data, EVENTS, "  date: 2022-03-29\n", f"  date: 2022-03-29T{hour}:00:00+02:00\n")
    change(data, EVENTS, "{value: 2022-03-29, rank", "{value: 2022-03-29T15:00:00+03:00, rank")


@pytest.mark.parametrize(("hour", "possible"), [("09", True), ("12", False), ("13", False)])
def test_nobody_flies_faster_than_a_jet(data: Path, hour: str, possible: bool) -> None:
    fly(data, hour)
    told = [one for one in problems(data) if "can't get here" in one]
    assert len(told) == (0 if possible else 1)
    assert all("[travel-is-possible] [warning]" in one for one in told)


def test_a_number_is_no_slip_of_the_pen(data: Path) -> None:
    change(data, EVENTS, "follows: announced", "follows: announced-1")
    change(data, EVENTS, "- id: announced", "- id: announced-2")
    (told,) = [one for one in problems(data) if "announced-1" in one]
    assert "did you mean" not in told


def test_a_chapel_within_the_town_is_no_second_place(data: Path) -> None:
    twice(data)
    change(data, EVENTS, "venue: antalya", "venue: istanbul-city")
    # However far the points lie apart: one stands for the whole.
    change(data, "venues.yaml", "lat: 41.01384\n  lon: 28.94966", "lat: 39.91987\n  lon: 32.85427")
    assert not any("two-places" in one for one in problems(data))


def test_distance_is_that_of_the_great_circle() -> None:
    """Istanbul to Madrid: 2,735 km by the geodesic of WGS 84 (the sphere errs by under 0.6 %)."""
    tiny = load(TINY)
    km = distance_km(tiny.venues["istanbul-city"], tiny.venues["madrid"])
    assert km == pytest.approx(2735, rel=0.006)
    assert distance_km(tiny.venues["unknown-place"], tiny.venues["madrid"]) == 0.0


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("kind: talks-round\n  round: 1", None),
        ("kind: talks-round", "event 'announced': kind: has no number, but the rounds of"),
        ("kind: talks-round\n  round: 2", "round: round 2 of 'istanbul' is 'announced' already"),
    ],
)
def test_rounds_are_counted_by_track(data: Path, first: str, said: str | None) -> None:
    change(data, EVENTS, "  follows: announced\n", "  follows: announced\n  round: 2\n")
    change(data, EVENTS, "kind: announcement", first)
    told = [one for one in problems(data) if "round" in one.partition(": ")[2] and "of '" in one]
    assert any(said in one for one in told) if said else told == []


def test_circles_over_several_steps_name_each_record_in_them(data: Path) -> None:
    change(data, "topics.yaml", "label: Security}", "label: Security, broader: guarantees}")
    told = [one for one in problems(data) if "no circles" in one]
    assert len(told) == 2
    assert "topic 'security': broader" in told[0]
    assert "topic 'guarantees': broader" in told[1]


def test_a_source_may_foretell_an_event_where_it_says_so(data: Path) -> None:
    change(data, EVENTS, "    - wire-copy\n", "    - {source: undated, preview: true}\n")
    assert problems(data) == []


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        ("2022-03-27", []),  # the very day
        (
            "2022-03",
            ["may not have been held on 2022-03-27", "may not have been held on 2022-03-29"],
        ),
        ("2022-03-28", ["was not held on 2022-03-27"]),
        ("2022-04", ["was not held on 2022-03-27", "was not held on 2022-03-29"]),
        ("2022", ["may not have been held on 2022-03-27", "may not have been held on 2022-03-29"]),
        ("2021", []),
    ],
)
def test_a_coarse_begin_that_may_cover_the_day_is_no_error(
    data: Path, begin: str, said: list[str]
) -> None:
    change(data, "actors.yaml", "begin: 2022-02-28", f"begin: {begin}")
    told = problems(data)
    assert len(told) == len(said)
    for one, part in zip(told, said, strict=True):
        assert part in one
        assert one.endswith("[warning]") == ("may not" in part)


def test_a_note_explains_a_possible_contradiction(data: Path) -> None:
    change(data, "actors.yaml", "begin: 2022-02-28", "begin: 2022-03\n      note: As reported.")
    assert problems(data) == []


def test_an_office_of_unknown_begin_contradicts_nothing(data: Path) -> None:
    change(data, "actors.yaml", "      begin: 2022-02-28\n", "")
    assert problems(data) == []


@pytest.mark.parametrize(
    "published",
    ["2022-03-29", "2022-03", "2022-03?", "2022", "../2022-03-30"],
)
def test_a_source_that_may_be_younger_than_its_event_is_taken(data: Path, published: str) -> None:
    change(data, "sources.yaml", "published: 2022-03-29", f"published: {published}")
    assert problems(data) == []


@pytest.mark.parametrize("country", ["UA", "RU"])
def test_crimea_is_taken_for_either_state(data: Path, country: str) -> None:
    """The IANA's zone1970.tab names both for Europe/Simferopol, and so do we: no verdict."""
    change(data, "venues.yaml", "country: TR\n  lat: 41.01384", f"country: {country}\n  lat: 44.5")
    change(data, "venues.yaml", "lon: 28.94966", "lon: 34.1")
    assert problems(data) == []


def test_every_rule_is_broken_by_some_case(data: Path) -> None:
    """No rule is dead: each finds something in a folder in which everything is wrong."""
    alive: set[str] = set()
    for case in CASES.values():
        before = (data / case.file).read_text(encoding="utf-8")
        change(data, case.file, case.old, case.new)
        dataset, _ = examine(data)
        assert dataset is not None, case
        alive |= {rule.__name__ for rule in RULES if list(rule(dataset))}
        (data / case.file).write_text(before, encoding="utf-8")
    fly(data, "13")  # takes a change in two places
    dataset, _ = examine(data)
    assert dataset is not None
    alive |= {rule.__name__ for rule in RULES if list(rule(dataset))}
    assert alive == {rule.__name__ for rule in RULES}


def _severities(rule: Callable[..., object]) -> set[str]:
    """Return how severe the findings are that stand in the text of a rule."""
    tree = ast.parse(inspect.getsource(rule))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
    made = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "Finding"]
    warned = [any(ast.unparse(arg) == "'warning'" for arg in one.args) for one in made]
    return {"warning" if one else "error" for one in warned} or {"error"}


def test_rules_that_only_warn_are_known() -> None:
    """``errors`` leaves them out, so one that finds an error would not be heard."""
    assert {rule for rule in RULES if _severities(rule) == {"warning"}} == WARNING


def test_errors_are_those_of_the_whole_check(data: Path) -> None:
    change(data, EVENTS, "title: Round of talks", "title: A\n  explained: [{rule: none, why: W.}]")
    change(data, EVENTS, "topics: [guarantees]", "topics: [guarantee]")
    with pytest.raises(DataError) as error:
        load(data)
    assert list(error.value.problems) == [one for one in found(data) if one.severity == "error"]
    assert len(error.value.problems) == 2
