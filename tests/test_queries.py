"""Each named query: documented, portable, run by the engine, and right about something known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

from kg.errors import CallError, NotFoundError
from kg.graph import Graph
from kg.page import actor_page
from kg.queries import named, named_queries, page_query, read_query, recognized
from kg.rdf.names import Names
from kg.records import Citation
from kg.view import View

from .support import ROOT

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.store import Table

QUERIES = dict(named_queries())
PAGES = sorted(
    path.stem for path in (ROOT / "kg" / "sparql" / "page").iterdir() if path.suffix == ".rq"
)
BASE = "https://w3id.org/parley/"
# One row of each, read in data/; columns left out are free.
KNOWN: dict[str, dict[str, object]] = {
    "announced-never-confirmed": {
        "event": BASE + "id/event/2026-03-05-trilateral-4",
        "status": "Postponed",
        "announced": "Announced",
        "announcedOn": "2026-02-23",
        "by": "Kyrylo Budanov",
        "planned": "2026-02-26/2026-02-27",
        "knownFrom": "2026-02-23",
    },
    "claims-on-day": {
        "claim": BASE + "id/claim/seed-03",
        "who": "Dmitry Peskov",
        "modality": "Possible",
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
    },
    "denied-then-held": {
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
        "deniedOn": "2022-03-28",
        "by": "Dmitry Peskov",
        "outcome": "In contrast",
        "shownBy": BASE + "id/event/2022-04-01-pow-exchange",
        "date": "2022-04-01",
    },
    "foretold-and-held": {
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
        "foretoldOn": "2022-03-27",
        "by": "Vladimir Medinsky",
        "foretold": "2022-03-29/2022-03-30",
        "date": "2022-03-29",
        "status": "Held",
        "outcome": "In contrast",
        "least": 2,
        "most": 2,
    },
    "known-on": {
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
        "what": "claim",
        "who": "Dmitry Peskov",
        "part": BASE + "id/claim/seed-03",
    },
    "mediators": {"name": "Recep Tayyip Erdoğan", "role": "Mediator"},
    "offices": {
        "name": "Alexander Lukashenko",
        "office": "President of Belarus",
        "begin": "1994-07-20",
        "end": None,
        "verified": "Unverified (from memory)",
    },
    "one-origin": {
        "event": BASE + "id/event/2024-06-15-nyt-drafts",
        "origin": "The New York Times",
    },
    "participation": {
        "event": BASE + "id/event/2022-02-24-full-scale-invasion",
        "name": "Vladimir Putin",
        "role": "Speaker",
        "party": "Russia",
        "office": "President of Russia",
    },
    "perhaps-on-day": {
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
        "date": "2022-03-29",
        "certainty": "certain",
    },
    "publication-lag": {
        "event": BASE + "id/event/2022-05-30-erdogan-putin-call",
        "date": "2022-05-30",
        "public": "2022-05-31",
        "least": 1,
        "most": 1,
    },
    "rival-claims": {
        "event": BASE + "id/event/2022-02-24-full-scale-invasion",
        "question": "What is it to be called?",
        "answer": "a special military operation",
        "who": "Russia",
        "rivalAnswer": "an invasion, a war",
    },
    "quality": {
        "track": BASE + "id/track/budapest-assurances",
        "year": "1994",
        "events": 1,
        "corroborated": 1,
        "disputed": 1,
        "unplaced": 0,
    },
    "rival-values": {
        "event": BASE + "id/event/2022-02-28-gomel-round-1",
        "field": "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace",
        "value": BASE + "id/venue/gomel-region",
        "rank": "http://wikiba.se/ontology#PreferredRank",
    },
    "said-by": {"claim": BASE + "id/claim/seed-03", "modality": "Possible", "day": "2022-03-28"},
    "status-as-of": {
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
        "status": "Announced",
        "knownFrom": "2022-03-28",
    },
    "timeline": {
        "event": BASE + "id/event/2022-03-29-istanbul-talks",
        "date": "2022-03-29",
        "earliest": "2022-03-29",
        "latest": "2022-03-29",
        "status": "Held",
        "kind": "Round of talks",
        "track": "Belarus–Istanbul talks, 2022",
    },
    "topics-by-month": {"month": "2022-02", "label": "Ceasefire"},
    "who-met-whom": {"one": "Emmanuel Macron", "other": "Vladimir Putin"},
}
SAME_IN_BOTH = sorted(QUERIES)


def run(graph: Graph, name: str) -> Table:
    return graph.run(name)


# -- each as a document


def test_a_dozen_queries_are_known_here() -> None:
    assert set(QUERIES) == set(KNOWN)
    assert len(QUERIES) >= 12
    assert list(QUERIES) == sorted(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_it_is_documented(name: str) -> None:
    query = named(name)
    assert query.title
    assert query.title[0].isupper()
    assert query.about.endswith((".", "first."))
    assert all(query.columns.values())
    assert all(parameter.about for parameter in query.parameters)


@pytest.mark.parametrize("name", [*QUERIES, *(f"page/{one}" for one in PAGES)])
def test_prefixes_are_declared_and_used(name: str) -> None:
    text = (ROOT / "kg" / "sparql" / f"{name}.rq").read_text(encoding="utf-8")
    body = "\n".join(
        line.partition("#")[0] if line.startswith("#") else line for line in text.split("\n")
    )
    prologue, rest = body[: body.index("SELECT")], body[body.index("SELECT") :]
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]*)>$", prologue, re.MULTILINE))
    rest = re.sub(r"<[^>\s]*>|\"[^\"]*\"|#.*", " ", rest) + " ".join(
        re.findall(r"\^\^(\w+:)", rest)
    )
    used = set(re.findall(r"(?<![\w:?])(\w+):", rest))
    assert used == set(declared)
    names = Names().prefixes
    assert all(names[prefix] == iri for prefix, iri in declared.items())


@pytest.mark.parametrize("name", QUERIES)
def test_it_fits_a_page(name: str) -> None:
    assert [line for line in named(name).text.split("\n") if len(line) > 100] == []


# -- each as a query


@pytest.mark.parametrize("name", QUERIES)
def test_it_runs_and_has_the_columns_that_it_declares(name: str, real_graph: Graph) -> None:
    table = run(real_graph, name)
    assert table.variables == tuple(named(name).columns)
    assert len(table) > 0
    assert len(set(table.rows)) == len(table), "a row stands twice"


@pytest.mark.parametrize("name", QUERIES)
def test_it_has_a_known_row(name: str, real_graph: Graph) -> None:
    known = KNOWN[name]
    rows = [row for row in run(real_graph, name) if all(row[k] == v for k, v in known.items())]
    assert rows


@pytest.mark.parametrize("name", QUERIES)
def test_it_gives_the_same_rows_each_time(name: str, real_graph: Graph) -> None:
    from kg.graph import Graph as Made  # noqa: PLC0415 - a second graph of the same records

    assert run(real_graph, name).rows == run(Made(real_graph.dataset), name).rows


@pytest.mark.parametrize("name", QUERIES)
def test_the_view_of_everything_changes_nothing(name: str, real_graph: Graph) -> None:
    assert real_graph.run(name, View()).rows == run(real_graph, name).rows


@pytest.mark.parametrize("name", [one for one in QUERIES if QUERIES[one].takes_view])
def test_a_view_of_nothing_leaves_nothing(name: str, real_graph: Graph) -> None:
    assert len(real_graph.run(name, View(tracks=("no-such-track",)))) == 0


def test_only_the_offices_know_no_view() -> None:
    assert [one for one in QUERIES if not QUERIES[one].takes_view] == ["offices"]


@pytest.mark.parametrize("name", PAGES)
def test_page_queries_parse(name: str, real_graph: Graph) -> None:
    real_graph.store.select(page_query(name).sparql(View(disputed=True)))


@pytest.mark.parametrize("name", QUERIES)
def test_on_a_graph_of_another_base_it_gives_the_same(name: str, tiny_graph: Graph) -> None:
    from kg.graph import Graph as Made  # noqa: PLC0415

    other = "https://example.org/kg/"
    moved = run(Made(tiny_graph.dataset, Names(other)), name).rows
    back = [tuple(str(v).replace(other, BASE) if v else v for v in row) for row in moved]
    here = [tuple(str(v) if v else v for v in row) for row in run(tiny_graph, name).rows]
    assert sorted(map(str, back)) == sorted(map(str, here))


@pytest.mark.parametrize("name", SAME_IN_BOTH)
def test_another_engine_answers_the_same(name: str, tiny_graph: Graph) -> None:
    """rdflib's own evaluator, over its own memory: an independent reading of SPARQL."""
    triples = {line.rpartition(" <")[0] + " .\n" for line in tiny_graph.lines}
    plain = rdflib.Graph().parse(data="".join(sorted(triples)), format="nt")

    def value(term: Any) -> str | None:
        return None if term is None else str(term).removesuffix(".0")

    asked = named(name).sparql(View(), values(name))
    answer: Any = plain.query(asked)
    theirs = [tuple(value(term) for term in row) for row in answer]
    table = tiny_graph.run(name, View(), **values(name))
    ours = [tuple(None if one is None else str(one) for one in row) for row in table.rows]
    assert Counter(theirs) == Counter(ours)


def values(name: str) -> dict[str, str]:
    """Parameters for which the tiny folder has rows."""
    return {
        "claims-on-day": {"day": "2022-03-27"},
        "known-on": {"day": "2022-03-27"},
        "said-by": {"speaker": "arakhamia"},
        "status-as-of": {"day": "2022-03-27"},
    }.get(name, {})


# -- parameters


def test_an_unknown_query() -> None:
    with pytest.raises(NotFoundError) as caught:
        named("everything")
    assert str(caught.value).startswith(
        "no named query 'everything' (known: announced-never-confirmed, "
    )


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        (
            "timeline",
            {"day": "x"},
            "query 'timeline' has no parameter 'day' (parameters: it has none)",
        ),
        ("said-by", {"who": "x"}, "query 'said-by' has no parameter 'who' (parameters: speaker)"),
        ("claims-on-day", {"day": "2022-03"}, "parameter 'day': '2022-03' is no day (YYYY-MM-DD)"),
        ("claims-on-day", {"day": "2022-03-28?"}, "parameter 'day': '2022-03-28?' is no day"),
        ("claims-on-day", {"day": "2022-02-30"}, "parameter 'day': '2022-02-30' has the day 30"),
        ("claims-on-day", {"day": '28"'}, "parameter 'day': '28\"' is not a date"),
        ("said-by", {"speaker": "a> } #"}, "parameter 'speaker': 'a> } #' is no id"),
        ("said-by", {"speaker": "Peskov"}, "parameter 'speaker': 'Peskov' is no id"),
    ],
)
def test_values_that_can_not_be_are_refused(name: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(CallError) as caught:
        named(name).sparql(values=values)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("name", [one for one in QUERIES if QUERIES[one].parameters])
def test_parameters_have_a_default_that_may_be_given(name: str, real_graph: Graph) -> None:
    given: dict[str, Any] = {
        one.name: re.sub(r'^"|"\^\^.*$|^<.*/|>$', "", one.default) for one in named(name).parameters
    }
    assert real_graph.run(name, **given).rows == run(real_graph, name).rows


def test_a_parameter_chooses(real_graph: Graph) -> None:
    lavrov = real_graph.run("said-by", speaker="sergey-lavrov")
    assert len(lavrov) > 0
    assert not set(lavrov.rows) & set(run(real_graph, "said-by").rows)
    assert len(real_graph.run("claims-on-day", day="1999-01-01")) == 0


# -- counted again from the records


def local(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def test_who_met_whom_is_counted_right(real_graph: Graph) -> None:
    dataset = real_graph.dataset
    kinds = {"talks-round", "meeting", "summit", "call", "visit"}
    pairs: Counter[tuple[str, str]] = Counter()
    for event in dataset.events.values():
        if event.kind in kinds:
            there = {one.actor for one in event.participants if one.rank != "deprecated"}
            persons = sorted(one for one in there if dataset.actors[one].type == "person")
            pairs.update(
                (dataset.actors[a].name, dataset.actors[b].name)
                for a, b in combinations(persons, 2)
            )
    found = {(row["one"], row["other"]): row["events"] for row in run(real_graph, "who-met-whom")}
    assert found == dict(pairs)


def test_mediators_are_counted_right(real_graph: Graph) -> None:
    roles = {"mediator", "intermediary", "host"}
    events: dict[tuple[str, str], set[str]] = {}
    for event in real_graph.dataset.events.values():
        for part in event.participants:
            for role in roles & set(part.role) if part.rank != "deprecated" else ():
                events.setdefault((part.actor, role.capitalize()), set()).add(event.id)
    found = {
        (local(row["actor"]), row["role"]): row["events"] for row in run(real_graph, "mediators")
    }
    assert found == {key: len(one) for key, one in events.items()}


def test_topics_by_month_are_counted_right(real_graph: Graph) -> None:
    count: Counter[tuple[str, str]] = Counter()
    for event in real_graph.dataset.events.values():
        for topic in event.topics:
            count[str(event.when.earliest_begin)[:7], topic] += 1
    found = {
        (row["month"], local(row["topic"])): row["events"]
        for row in run(real_graph, "topics-by-month")
    }
    assert found == dict(count)


def test_events_of_one_origin_are_those_of_the_records(real_graph: Graph) -> None:
    dataset = real_graph.dataset
    expected = {
        event.id
        for event in dataset.events.values()
        if len(dataset.roots(one.source for one in event.sources)) == 1
    }
    assert {local(row["event"]) for row in run(real_graph, "one-origin")} == expected


def test_a_copy_is_of_the_origin_of_what_it_copies(tiny_dataset: Dataset) -> None:
    copy = tiny_dataset.sources["wire"].model_copy(
        update={"id": "copy", "publisher": "Another", "origin": None, "derived_from": ("wire",)}
    )
    event = tiny_dataset.events["announced"]
    event = event.model_copy(update={"sources": (Citation(source="copy"),)})
    graph = Graph(
        replace(
            tiny_dataset,
            sources={**tiny_dataset.sources, "copy": copy},
            events={**tiny_dataset.events, "announced": event},
        )
    )
    found = {local(row["event"]): row["origin"] for row in run(graph, "one-origin")}
    (origin,) = graph.dataset.roots(["copy"])
    assert found["announced"] == origin
    assert origin != "Another"


def test_what_the_editors_hold_to_be_wrong_is_no_participation(real_graph: Graph) -> None:
    """One report against all others made him the head of the delegation."""
    event, actor = "2022-03-29-istanbul-talks", "alexander-fomin"
    found = [
        row["role"]
        for row in run(real_graph, "participation")
        if (local(row["event"]), local(row["actor"])) == (event, actor)
    ]
    assert found == ["Delegate"]
    both = real_graph.network(projection="participation")
    assert both.edges[actor, event]["roles"] == ["Delegate"]
    page = actor_page(real_graph.store, actor, real_graph.names)
    assert "ead of" not in next(one.part for one in page.events if one.event.id == event)


def test_a_value_is_of_the_kind_of_the_default(tiny_graph: Graph) -> None:
    query = read_query(
        "own",
        "SELECT ?n ?w ?t {\n"
        "  VALUES ?n { 5 }  # param: a number\n"
        '  VALUES ?w { "day"@en }  # param: a word\n'
        '  VALUES ?t { "text" }  # param: a text\n'
        "  FILTER(?n > 6 && LANG(?w) = 'en')\n}",
    )
    text = query.sparql(values={"n": "7", "w": 'a "b"', "t": "half \udc80"})
    assert tiny_graph.select(text).rows == ((7, 'a "b"', "half ?"),)
    with pytest.raises(CallError, match="'seven' is no number"):
        query.sparql(values={"n": "seven"})


def test_a_pair_of_rivals_stands_once(real_graph: Graph) -> None:
    pairs = [
        (row["event"], row["question"], frozenset({row["answer"], row["rivalAnswer"]}),
         frozenset({(row["who"], row["answer"]), (row["rival"], row["rivalAnswer"])}))
        for row in run(real_graph, "rival-claims")
    ]  # fmt: skip
    assert len(set(pairs)) == len(pairs)
    assert all(len(answers) == 2 for _, _, answers, _ in pairs)


def test_a_parameter_in_several_branches_is_one(real_graph: Graph) -> None:
    query = named("known-on")
    assert [one.name for one in query.parameters] == ["day"]
    text = query.sparql(values={"day": "2022-03-29"})
    assert "2022-03-28" not in text
    assert recognized(text) == (query, {"day": "2022-03-29"})
    # A text with two days is another query.
    assert recognized(text.replace("2022-03-29", "2022-03-30", 1)) is None
    assert len(real_graph.run("known-on", day="2022-03-29"))
