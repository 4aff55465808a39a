"""The thirty claims of the article that the dataset began with: who, when, how surely, about what.

Each is looked for in the graph by a query that knows all four; the test names the one that is
missing. The list is held to the fact sheet that the data was curated from, where that is at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from .support import FACTS

if TYPE_CHECKING:
    from kg.graph import Graph

PESKOV, RUSSIA, PAPER = "actor/dmitry-peskov", "actor/russia", "publisher/unnamed-turkish-outlet"


class Seed(NamedTuple):
    id: str
    speaker: str
    day: str
    modality: str
    events: tuple[str, ...]


ROUNDS = (
    "2022-02-28-gomel-round-1",
    "2022-03-03-belovezhskaya-round-2",
    "2022-03-07-brest-round-3",
    "2022-03-14-round-4-online",
    "2022-03-21-online-round",
)
CLAIMS = (
    Seed("01", PESKOV, "2022-03-28", "possible", ("2022-03-29-istanbul-talks",)),
    Seed("02", PESKOV, "2022-03-28", "asserted", ("2022-03-28-delegations-arrive",)),
    Seed("03", PESKOV, "2022-03-28", "possible", ("2022-03-29-istanbul-talks",)),
    Seed("04", PAPER, "2022-03-28", "asserted", ("2022-03-28-peskov-briefing",)),
    Seed("05", PESKOV, "2022-03-28", "asserted", ("2022-03-29-istanbul-talks",)),
    Seed(
        "06", PESKOV, "2022-03-28", "no-comment", (*ROUNDS, "2022-03-27-online-round-announcement")
    ),
    Seed("07", PESKOV, "2022-03-28", "position", ("2022-03-29-istanbul-talks",)),
    Seed("08", PESKOV, "2022-03-28", "evaluated", ("2022-03-29-istanbul-talks",)),
    Seed("09", PESKOV, "2022-03-28", "evaluated", ("2022-03-29-istanbul-talks",)),
    Seed("10", PESKOV, "2022-03-28", "asserted", (*ROUNDS, "2022-03-27-online-round-announcement")),
    Seed("11", PESKOV, "2022-03-28", "denied", ("2022-03-29-istanbul-talks",)),
    Seed("12", PESKOV, "2022-03-28", "denied", ("2022-03-29-istanbul-talks",)),
    Seed("13", PAPER, "2022-03-28", "asserted", ("2022-02-24-full-scale-invasion",)),
    Seed("14", RUSSIA, "2022-02-24", "asserted", ("2022-02-24-full-scale-invasion",)),
    Seed("15", PAPER, "2022-03-28", "asserted", ("2022-02-24-full-scale-invasion",)),
    Seed("16", PAPER, "2022-03-28", "asserted", ("2022-02-24-full-scale-invasion",)),
    Seed("17", PAPER, "2022-03-28", "asserted", ROUNDS),
    Seed("18", PAPER, "2022-03-28", "asserted", ("2022-03-29-istanbul-talks",)),
    Seed("19", PAPER, "2022-03-28", "asserted", ("2022-03-29-istanbul-talks",)),
    Seed("20", PAPER, "2022-03-28", "asserted", ("2022-03-29-istanbul-talks",)),
    Seed("21", PAPER, "2022-03-28", "asserted", ("2022-03-10-antalya-trilateral",)),
    Seed("22", PAPER, "2022-03-28", "evaluated", ("2022-03-10-antalya-trilateral",)),
    Seed("23", PAPER, "2022-03-28", "asserted", ("2022-03-10-antalya-trilateral",)),
    Seed("24", PAPER, "2022-03-28", "asserted", ()),
    Seed(
        "25",
        PAPER,
        "2022-03-28",
        "evaluated",
        (
            "2022-03-10-antalya-trilateral",
            "2022-03-16-cavusoglu-lavrov-moscow",
            "2022-03-17-cavusoglu-kuleba-lviv",
        ),
    ),
    Seed("26", PAPER, "2022-03-28", "evaluated", ()),
    Seed("27", PESKOV, "2022-03-28", "asserted", ("2022-03-27-pow-shooting-video",)),
    Seed("28", PAPER, "2022-03-28", "alleged", ("2022-03-27-pow-shooting-video",)),
    Seed("29", PESKOV, "2022-03-28", "demanded", ("2022-03-27-pow-shooting-video",)),
    Seed("30", PAPER, "2022-03-28", "asserted", ()),
)
_QUERY = """
SELECT ?claim {{
  ?claim a kg:Claim ;
    sem:accordingTo id:{speaker} ;
    kg:on ?on ;
    kg:modality <{modality}> ;
    prov:hadPrimarySource <{source}> .
  {events}
  FILTER(STR(?on) = "{day}")
}}
"""


@pytest.mark.parametrize("seed", CLAIMS, ids=lambda one: f"seed-{one.id}")
def test_a_query_finds_the_claim_by_speaker_day_modality_and_event(
    real_graph: Graph, seed: Seed
) -> None:
    names = real_graph.names
    # A claim stands under one event and may be about more; one of the thirty is about none named.
    events = " ".join(
        f"?claim schema:about <{names.thing('event', event)}> ." for event in seed.events
    )
    text = _QUERY.format(
        speaker=seed.speaker.replace("/", r"\/"),
        modality=names.concept("modality", seed.modality),
        source=names.thing("source", "seed-aa-20220328"),
        events=events,
        day=seed.day,
    )
    found = {row["claim"] for row in real_graph.select(text)}
    assert names.thing("claim", f"seed-{seed.id}") in found, f"seed-{seed.id} is missing"


def test_the_seed_is_whole(real_graph: Graph) -> None:
    ids = {claim.id for _, claim in real_graph.dataset.claims() if claim.id.startswith("seed-")}
    assert ids == {f"seed-{one.id}" for one in CLAIMS}
    assert len(ids) == 30


def test_the_list_is_that_of_the_fact_sheet() -> None:
    path = FACTS / "seed_claims.yaml"
    if not path.is_file():
        pytest.skip("the fact sheet is not a part of the project, and is not here")
    speakers = {"per-peskov": PESKOV, "sta-russia": RUSSIA, "seed newspaper": PAPER}
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))["claims"]
    listed = []
    for fact in facts:
        target = fact["target_event"] or []
        targets = target if isinstance(target, list) else [target]
        listed.append(
            Seed(
                fact["id"].removeprefix("sc-"),
                speakers[fact["speaker"]],
                fact["utterance_date"]["date"],
                fact["modality"],
                tuple(one.removeprefix("evt-") for one in targets),
            )
        )
    assert tuple(listed) == CLAIMS
