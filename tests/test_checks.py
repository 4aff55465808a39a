"""Each rule across records, by the smallest change to the tiny folder that breaks it.

A case names the file, the text to replace, the new text, the text on whose line the problem is
told, and the whole problem after ``file:LINE: ``. The line is counted from that text, not taken
from the code under test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.checks import RULES

from .support import change, line_of, problems

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = "events/2022.yaml"


class Case(NamedTuple):
    file: str
    old: str
    new: str
    at: str
    said: str


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
        "corroborated_by: wire",
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
        " 2022-05-17) may not have been held on 2022-03-27 (date it closer, or explain it in a"
        " note) [warning]",
    ),
    "only foretold": Case(
        EVENTS,
        "  sources: announcement\n",
        "  sources: {source: announcement, preview: true}\n",
        "sources: {source: announcement",
        "event 'announced': sources: all foretell the event, none reports it as held (add one, or a"
        " note) [warning]",
    ),
    "no source is dated": Case(
        EVENTS,
        "sources: [wire-copy, undated]",
        "sources: [undated]",
        "sources: [undated]\n\n- id: next",
        "event 'answer': sources: none is dated, so nothing tells when it was public (date one, or"
        " add a note) [warning]",
    ),
    "template left as it was": Case(
        "venues.yaml",
        "  name: Istanbul\n",
        "  name: Example name\n",
        "name: Example name",
        "venue 'istanbul-city': name: 'Example name' is the template's text (write the record's"
        " own) [warning]",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_breaks_a_rule_is_told_with_its_line(data: Path, case: Case) -> None:
    change(data, case.file, case.old, case.new)
    if case.at:
        line = line_of(data, case.file, case.at)
        file = case.file
    else:  # the other record is at fault: the event that cites the office
        file = EVENTS
        event = case.said.split("'")[1]
        mark = "{actor: arakhamia" if event == "announced" else "    - actor: arakhamia"
        line = line_of(data, EVENTS, mark) + (0 if event == "announced" else 3)
    assert f"data/{file}:{line}: {case.said}" in problems(data)


def test_the_tiny_folder_breaks_no_rule(data: Path) -> None:
    assert problems(data) == []


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
    from kg.load import examine  # noqa: PLC0415 - beside its use, as the only one

    alive: set[str] = set()
    for case in CASES.values():
        before = (data / case.file).read_text(encoding="utf-8")
        change(data, case.file, case.old, case.new)
        dataset, _ = examine(data)
        assert dataset is not None, case
        alive |= {rule.__name__ for rule in RULES if list(rule(dataset))}
        (data / case.file).write_text(before, encoding="utf-8")
    assert alive == {rule.__name__ for rule in RULES}
