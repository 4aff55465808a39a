"""Graphs of views: what a fresh build of the projected records gives, whatever was asked before."""

from __future__ import annotations

import random
import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

import kg.editions
from kg.editions import Editions
from kg.policy import Policy
from kg.rdf.build import build, shape_lines
from kg.rdf.names import Names, digest
from kg.view import View

from .past import claim, dataset, day, event
from .support import change, problems

if TYPE_CHECKING:
    from pathlib import Path

    from kg.dataset import Dataset

NAMES = Names()
KG = NAMES.expand("kg:")
POLICIES = [
    Policy.of(one)
    for one in (
        "editor",
        "earliest",
        "corroborated",
        "party:russia",
        "party:ukraine",
        "party:turkiye",
    )
]


def thing(kind: str, record_id: str) -> str:
    return f"<{NAMES.thing(kind, record_id)}>"


def has(lines: list[str], subject: str, name: str) -> list[str]:
    """Return the objects of a property of a subject, as N-Quads has them."""
    head = f"{subject} <{NAMES.expand(name)}> "
    return [one.removeprefix(head).rpartition(" <")[0] for one in lines if one.startswith(head)]


def made(*events: Any, **more: list[dict[str, Any]]) -> Editions:
    return Editions(dataset(*events, **more), NAMES)


def fresh(editions: Editions, view: View) -> set[str]:
    """Return the quads that a build of the projected records gives: an independent oracle.

    The shapes ask what only a whole graph has, so no view holds them.
    """
    return set(build(editions.records(view), NAMES)) - set(shape_lines(NAMES))


def own(view: View) -> set[str]:
    """Return what the graph of a view says of being one."""
    head = f"{thing('dataset', 'parley')} <{KG}"
    tail = f" <{NAMES.graph('dataset')}> .\n"
    found = set()
    if view.as_of:
        found.add(f'{head}asOf> "{view.as_of}"^^<{NAMES.expand("xsd:date")}>{tail}')
    if str(view.policy) != "editor":
        found.add(f'{head}policy> "{view.policy}"{tail}')
    if view.recorded:
        found.add(f'{head}recordedBy> "{view.recorded}"^^<{NAMES.expand("xsd:date")}>{tail}')
    return found


@pytest.fixture(scope="module")
def real(real_dataset: Dataset) -> Editions:
    return Editions(real_dataset, NAMES)


@pytest.fixture(scope="module")
def days(real: Editions) -> list[date]:
    """A dozen days of the published data: those of the proof case, and others from all of it."""
    news = sorted({one for x in real.dataset.events.values() for one in real.as_of().days(x)})
    spread = news[:: len(news) // 9]
    return sorted({*spread, *(date(2022, 3, one) for one in (27, 28, 29)), news[-1]})


# -- the graph of a view is that of its records


def test_all_that_is_known_now_is_the_whole_graph(real: Editions) -> None:
    whole = set(build(real.dataset, NAMES)) - set(shape_lines(NAMES))
    released = real.dataset.catalogue.released.latest_end
    assert set(real.lines(View())) == whole
    for view in (View(as_of=released), View(recorded=released), View(as_of=date.max)):
        assert set(real.lines(view)) == whole | own(view)


def test_the_graph_of_a_view_is_that_of_its_records(real: Editions, days: list[date]) -> None:
    """But for the day from which something is known, which the whole dataset tells.

    That is so of an utterance of which no source is out yet, and of an event of which a side's
    account leaves out the status by which it was first known (and with it, of what kind it is).
    """
    for place, on in enumerate(days[1::2]):
        view = View(as_of=on, policy=POLICIES[place % len(POLICIES)])
        lines, expected = set(real.lines(view)), fresh(real, view)
        records = real.records(view)
        heads = {
            f"{thing('claim', said.id)} <{KG}knownFrom>"
            for _, said in records.claims()
            if not said.sources
        }
        plain = real.records(View(as_of=on)).events
        for one in records.events.values():
            if len(one.lifecycle) < len(plain[one.id].lifecycle):
                kind = digest(f"<{NAMES.concept('event-kind', one.kind)}>")
                heads.add(f"{thing('event', one.id)} <{KG}knownFrom>")
                heads.add(f"{thing('statement', f'{one.id}.eventType.{kind}')} <{KG}knownFrom>")
        differing = lines ^ (expected | own(view))
        assert {" ".join(one.split(" ", 2)[:2]) for one in differing} <= heads, view
        assert len(lines) == len(expected | own(view)), view  # each has one day, the right one


def test_a_store_holds_the_lines_of_its_view(real: Editions) -> None:
    view = View(as_of=date(2022, 3, 28), policy=Policy("earliest"))
    lines = real.lines(view)
    assert lines == sorted(set(lines))
    assert sorted(f"{one} .\n" for one in real.store(view).engine) == lines


def test_copies_are_one_origin_even_before_the_original_is_out() -> None:
    """Whose text it is, is a fact of the whole dataset: a fresh build of the records can't tell."""
    copies = [
        {"id": name, "published": "2022-03-27", "publisher": name, "derived_from": "undated"}
        for name in ("one", "other")
    ]
    sources = [{"id": "undated", "publisher": "Original"}, *copies]
    editions = made(event(sources=["one", "other"]), sources=sources)
    view = View(as_of=day("27"))
    assert "undated" not in editions.records(view).sources
    count = has(editions.lines(view), thing("event", "talks"), "kg:independentOrigins")
    assert [one[:3] for one in count] == ['"1"']


def test_every_part_says_since_when_it_is_known() -> None:
    plan = {"status": "announced", "sources": ["early"]}
    part = {"actor": "guest", "role": "host", "sources": ["early"]}
    said = claim(on="2022-03-25", sources=["early"])
    one = event(lifecycle=[plan, "held"], participants=[part], claims=[said], topics=["peace"])
    lines = made(one).lines(View())
    found: dict[str, set[str]] = {}
    for line in lines:
        subject, predicate, term, *_ = line.split(" ")
        if predicate == f"<{KG}knownFrom>":
            kind = subject.removeprefix(f"<{NAMES.base}id/").partition("/")[0]
            found.setdefault(kind, set()).add(term[1:11])
    assert found == {
        "event": {"2022-03-25"},
        "claim": {"2022-03-25"},
        "lifecycle": {"2022-03-27", "2022-03-29"},
        "role": {"2022-03-27"},
        "statement": {"2022-03-25", "2022-03-29"},  # that it was a meeting, and all else
    }


def test_no_view_says_that_something_is_known_later_or_never(
    real: Editions, days: list[date]
) -> None:
    for policy in POLICIES:
        view = View(as_of=days[len(days) // 2], policy=policy)
        since = [one.split('"')[1] for one in real.lines(view) if f" <{KG}knownFrom> " in one]
        assert len(since) > 100
        assert max(since) <= str(view.as_of)


def test_a_plan_without_sources_of_its_own_gives_the_date() -> None:
    plan = {"status": "announced", "date": "2022-03-30"}
    dates = [{"value": "2022-03-29", "sources": ["late"]}]
    editions = made(event(date=dates, lifecycle=[plan], sources=["early"]))
    found = editions.records(View(as_of=day("27"))).events["talks"]
    assert [(str(one.value), one.sources) for one in found.date] == [("2022-03-30", ())]


# -- what a reader needs is there


def dangling(editions: Editions, view: View) -> set[str]:
    """Return the IRIs of ours that a view names and says nothing of: things, concepts and terms."""
    subjects, objects = set(), set()
    for quad in editions.store(view).engine:
        subjects.add(quad.subject.value)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(NAMES.base):
            objects.add(quad.object.value)
    assert len(objects) > 50
    return objects - subjects


def test_no_view_names_what_it_says_nothing_of(real: Editions, days: list[date]) -> None:
    for place, on in enumerate(days):
        for policy in POLICIES[place % 3 :: 3]:
            assert dangling(real, View(as_of=on, policy=policy)) == set(), (on, policy)


def test_what_showed_an_outcome_is_not_named_before_it_is_known() -> None:
    outcome = {"verdict": "came-true", "event": "other", "sources": ["late"]}
    said = event(claims=[claim(outcome=outcome)])
    editions = made(said, event("other", sources=["later"]))
    for on in ("29", "2022-04-30"):
        assert dangling(editions, View(as_of=day(on))) == set()
    shown = [
        has(editions.lines(View(as_of=day(on))), thing("claim", "says"), name)
        for on in ("29", "2022-04-30")
        for name in ("kg:outcome", "kg:shownBy")
    ]
    came_true = f"<{NAMES.concept('outcome', 'came-true')}>"
    assert shown == [[came_true], [], [came_true], [thing("event", "other")]]


def test_who_signed_a_document_is_not_known_before_it() -> None:
    document = {
        "id": "paper",
        "title": "Paper",
        "kind": "agreement",
        "date": "2022-03-26",
        "description": "D",
        "signatories": [{"actor": "guest", "party": "land", "sources": ["early"]}],
        "sources": ["late"],
    }
    editions = made(event(), documents=[document])
    assert "guest" not in editions.records(View(as_of=day("28"))).actors
    assert "guest" in editions.records(View(as_of=day("29"))).actors


# -- each is made once, and is the same whatever was asked before


@pytest.fixture(scope="module")
def asked(tiny_dataset: Dataset) -> dict[View, list[str]]:
    """Views of the tiny folder, each as editions tell it that were asked for nothing else."""
    days = [None, *(day("27") + timedelta(one) for one in range(-1, 5))]
    views = [
        View(as_of=on, policy=policy)
        for on in days
        for policy in (Policy(), Policy("corroborated"), Policy("party", "ukraine"))
    ]
    views += [View(recorded=date(2022, 12, 30)), View(as_of=day("28"), recorded=date(2023, 1, 1))]
    return {view: Editions(tiny_dataset, NAMES).lines(view) for view in views}


def test_of_very_many_records_no_state_is_kept(
    asked: dict[View, list[str]], tiny_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.editions, "MOST_KEPT", 0)
    editions = Editions(tiny_dataset, NAMES)
    editions.warm()
    for view, lines in asked.items():
        assert editions.lines(view) == lines
        assert len(editions.store(view)) == len(lines)
    assert not editions._made
    assert not editions._terms


def test_views_differ(asked: dict[View, list[str]]) -> None:
    """Without that the next tests would show nothing."""
    assert len({tuple(one) for one in asked.values()}) == len(asked)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_questions_does_not_matter(
    asked: dict[View, list[str]], tiny_dataset: Dataset, seed: int
) -> None:
    editions = Editions(tiny_dataset, NAMES)
    order = [*asked, *asked]
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    for view in order:
        assert editions.lines(view) == asked[view], view


def test_threads_do_not_mix_views(asked: dict[View, list[str]], tiny_dataset: Dataset) -> None:
    editions = Editions(tiny_dataset, NAMES)
    wrong: list[object] = []
    start = threading.Barrier(4)

    def reader(seed: int) -> None:
        order = list(asked)
        random.Random(seed).shuffle(order)  # noqa: S311 - no secret
        start.wait()
        try:
            for view in order:
                found = sorted(f"{one} .\n" for one in editions.store(view).engine)
                if found != asked[view]:
                    wrong.append(view)
                for one in editions.dataset.events.values():  # as the dashboard does, unguarded
                    editions.as_of(view.recorded).history(one)
        except Exception as error:  # noqa: BLE001 - told by the test
            wrong.append(error)

    threads = [threading.Thread(target=reader, args=(seed,)) for seed in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []


def test_what_was_made_of_one_object_is_not_taken_for_another() -> None:
    """Quads are kept by the identity of a record, and Python gives a free one to the next."""
    editions = made(event())
    for title in map(str, range(50)):
        one = editions.dataset.events["talks"].model_copy(update={"title": title})
        quads = editions._of_record(editions.as_of(), "events", one, Policy())
        assert f'"{title}"@en' in {str(quad.object) for quad in quads}


def test_the_last_stores_are_kept_and_no_more(tiny_dataset: Dataset) -> None:
    editions = Editions(tiny_dataset, NAMES)
    views = [View(as_of=day("27") + timedelta(one)) for one in range(kg.editions._STORES + 1)]
    first, second, *_, last = [editions.store(view) for view in views]
    assert editions.store(views[-1]) is last
    assert editions.store(View(as_of=views[-1].as_of, kinds=("call",))) is last  # a filter
    assert editions.store(views[1]) is second
    assert editions.store(views[0]) is not first  # the longest unasked went, and now another
    assert editions.store(views[1]) is second
    assert editions.store(views[2]) is not None
    assert len(editions._stores) == kg.editions._STORES


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the making of a record fail from now on."""

    def fail(*_: object) -> None:
        msg = "a record was made anew"
        raise AssertionError(msg)

    monkeypatch.setattr(kg.editions, "add_record", fail)


def test_what_is_warm_is_ready_on_every_day(
    tiny_dataset: Dataset, asked: dict[View, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = Editions(tiny_dataset, NAMES)
    editions.warm()
    forbid(monkeypatch)
    for view, lines in asked.items():
        if view == View(as_of=view.as_of):
            assert editions.lines(view) == lines


def test_a_policy_that_changes_nothing_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    editions = made(event(), event("other", sources=["early"]))
    lines = editions.lines(View())
    forbid(monkeypatch)
    for policy in (Policy("earliest"), Policy("corroborated"), Policy("party", "rival")):
        view = View(policy=policy)
        assert set(editions.lines(view)) == set(lines) | own(view)


def test_days_of_recording_between_which_nothing_entered_are_one() -> None:
    editions = made(event(), event("other", recorded="2023-05-01"))
    assert editions.as_of(date(2022, 12, 31)) is editions.as_of(date(2023, 4, 30))
    assert editions.as_of(date(2023, 5, 1)) is editions.as_of(date(2030, 1, 1))
    assert editions.as_of(date(2023, 4, 30)) is not editions.as_of(date(2023, 5, 1))
    assert editions.as_of(date(1900, 1, 1)) is editions.as_of(date(2022, 12, 30))
    assert not editions.records(View(recorded=date(1900, 1, 1))).events


# -- the second axis: recorded, and withdrawn

WITHDRAWN = {"on": "2023-06-01", "why": "It was another.", "instead": "other"}


def withdrawn() -> Editions:
    return made(event(withdrawn=WITHDRAWN), event("other"))


@pytest.mark.parametrize("recorded", [None, date(2023, 6, 1), date(2024, 1, 1)])
def test_a_withdrawn_record_leaves_a_tombstone(recorded: date | None) -> None:
    editions = withdrawn()
    lines = editions.lines(View(recorded=recorded))
    gone = thing("event", "talks")
    assert has(lines, gone, "rdf:type") == [f"<{KG}Withdrawn>"]
    assert has(lines, gone, "kg:withdrawal") == ['"It was another."@en']
    assert has(lines, gone, "prov:invalidatedAtTime")[0].startswith('"2023-06-01T00:00:00Z"')
    assert has(lines, gone, "dcterms:isReplacedBy") == [thing("event", "other")]
    assert has(lines, gone, "sem:eventType") == []
    assert [one for one in lines if gone in one.split(" ", 1)[1]] == []  # nobody speaks of it
    if recorded is None:
        assert set(lines) == set(build(editions.dataset, NAMES)) - set(shape_lines(NAMES))


def test_before_its_withdrawal_a_record_stands() -> None:
    lines = withdrawn().lines(View(recorded=date(2023, 5, 31)))
    gone = thing("event", "talks")
    assert has(lines, gone, "kg:withdrawal") == []
    assert f"<{KG}Withdrawn>" not in has(lines, gone, "rdf:type")
    assert len(has(lines, gone, "sem:eventType")) == 1


@pytest.mark.parametrize("view", [View(as_of=day("29")), View(recorded=date(2022, 12, 30))])
def test_what_was_not_known_or_recorded_yet_leaves_nothing(view: View) -> None:
    lines = withdrawn().lines(view)
    assert [one for one in lines if thing("event", "talks") in one] == []


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("actors", {"id": "double", "name": "Double", "type": "person"}),
        ("venues", {"id": "double", "name": "Double", "country": "TR", "precision": "none"}),
    ],
)
def test_a_withdrawn_record_with_sources_is_gone_all_the_same(
    kind: str, record: dict[str, Any]
) -> None:
    gone = record | {"sources": ["early"], "withdrawn": {"on": "2023-06-01", "why": "Twice."}}
    editions = made(event(), **{kind: [gone]})
    assert "double" not in editions.records(View()).of_kind(kind)
    lines = editions.lines(View())
    assert has(lines, thing(kind[:-1], "double"), "rdf:type") == [f"<{KG}Withdrawn>"]
    assert set(lines) == set(build(editions.dataset, NAMES)) - set(shape_lines(NAMES))


def test_a_withdrawal_of_unknown_day_is_one() -> None:
    editions = made(event(withdrawn={"on": "../2023-06-01", "why": "Wrong."}))
    assert not editions.records(View()).events
    assert not editions.records(View(recorded=date(2023, 1, 1))).events


def test_a_record_that_speaks_of_a_withdrawn_one_is_wrong(data: Path) -> None:
    """The problem names both: where the reference stands, and what it refers to."""
    assert problems(data) == []
    change(
        data, "venues.yaml", "  name: Dolmabahçe Palace\n",
        "  name: Dolmabahçe Palace\n  withdrawn: {on: 2023-01-01, why: Wrong., instead: antalya}\n",
    )  # fmt: skip
    (problem,) = problems(data)
    assert "events/2022.yaml" in problem
    assert "event 'round'" in problem
    assert "'dolmabahce' is withdrawn (take it out, or name what took its place)" in problem


def test_a_withdrawn_record_may_speak_of_others(data: Path) -> None:
    for file, record in (("venues.yaml", "dolmabahce"), ("events/2022.yaml", "next-round")):
        change(
            data, file, f"- id: {record}\n",
            f"- id: {record}\n  withdrawn: {{on: 2023-01-01, why: Wrong.}}\n",
        )  # fmt: skip
    found = problems(data)
    assert [one for one in found if "next-round" in one] == []
    assert [one for one in found if "'dolmabahce' is withdrawn" in one] == found != []


def test_what_counts_brings_along_what_it_speaks_of() -> None:
    """An actor may have entered after the event that names them; a source or an event may not."""
    late = {"recorded": "2024-01-01"}
    guest = {"id": "guest", "name": "Guest", "type": "person"} | late
    later = {"id": "addition", "published": "2022-03-01", "publisher": "P"} | late
    one = event(
        participants=[{"actor": "guest", "role": "host"}],
        follows=["other"],
        sources=["late", "addition"],
        claims=[claim(confirms=["older"])],
    )
    other = event("other", claims=[claim("older")], **late)
    editions = made(one, other, actors=[guest], sources=[later])
    view = View(recorded=date(2023, 1, 1))
    assert dangling(editions, view) == set()
    records = editions.records(view)
    assert set(records.events) == {"talks"}
    assert "guest" in records.actors
    assert "addition" not in records.sources
    assert records.events["talks"].follows == records.events["talks"].claims[0].confirms == ()


def test_a_record_that_went_first_is_a_tombstone_to_those_that_went_after() -> None:
    gone = {"on": "2023-01-01", "why": "Twice."}
    guest = {"id": "guest", "name": "Guest", "type": "person", "withdrawn": gone}
    one = event(
        participants=[{"actor": "guest", "role": "host"}],
        withdrawn={"on": "2024-01-01", "why": "Wrong."},
    )
    editions = made(one, actors=[guest])
    between = View(recorded=date(2023, 6, 1))
    assert set(editions.records(between).events) == {"talks"}
    assert dangling(editions, between) == set()
    assert has(editions.lines(between), thing("actor", "guest"), "rdf:type") == [f"<{KG}Withdrawn>"]
