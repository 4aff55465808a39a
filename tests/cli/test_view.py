"""Commands as of a day, by an account, and by records entered until a day."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from kg.formats import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kg

STATUS = "SELECT ?status { ?event rdfs:label 'A call'@en ; kg:status/rdfs:label ?status }"


def events(kg: Kg, *args: str) -> list[str]:
    told = kg("query", "timeline", "--format", "csv", *args)
    assert told.exit_code == 0, told.output
    return [line.partition(",")[0].rpartition("/")[2] for line in told.output.splitlines()[1:]]


def test_an_event_is_there_from_its_first_source_on(kg: Kg) -> None:
    assert events(kg, "--as-of", "2022-03-28") == []
    assert events(kg, "--as-of", "2022-03-29") == ["round"]


def test_a_query_of_ones_own_is_asked_of_the_day(kg: Kg) -> None:
    count = "SELECT (COUNT(?claim) AS ?n) { ?claim a kg:Claim }"
    told = [kg("query", count, "--format", "csv", "--as-of", day).output.split()[1] for day in DAYS]
    assert told == ["0", "1", "2"]


DAYS = ("2022-03-28", "2022-03-29", "2022-03-30")


def test_an_account_decides_which_date_stands(kg: Kg) -> None:
    query = "SELECT ?date { ?event dcterms:identifier 'round' ; kg:date ?date }"
    told = kg("query", query, "--format", "csv", "--policy", "party:land").output.split()
    assert told[1] == "2022-03-28/2022-03-30"  # the agency speaks from its side
    assert kg("query", query, "--format", "csv").output.split()[1] == "2022-03-29"


def test_stats_and_export_are_of_the_day(kg: Kg) -> None:
    found = json.loads(kg("stats", "--json", "--as-of", "2022-03-29").output)
    assert (found["events"], found["claims"]) == (1, 1)
    turtle = kg("export", "ttl", "--as-of", "2022-03-29").output
    assert 'kg:asOf "2022-03-29"^^xsd:date' in turtle
    assert "source:wire" not in turtle


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_written_of_a_day(kg: Kg, name: str, tmp_path: Path) -> None:
    target = tmp_path / FILES[name].name
    result = kg("export", FILES[name].name, "--as-of", "2022-03-29", "-o", str(target))
    assert result.exit_code == 0
    assert FILES[name].title in result.stderr
    content = target.read_bytes()
    assert content
    assert b"source/wire" not in content


def test_a_store_of_a_day(kg: Kg, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg("build", "--out", str(out), "--as-of", "2022-03-29").exit_code == 0
    assert json.loads((out / "catalogue.json").read_text())["view"] == {"as-of": "2022-03-29"}
    store = f"oxigraph:{out / 'store'}"
    assert events(kg, "--store", store) == ["round"]
    refused = kg("query", "timeline", "--store", store, "--as-of", "2022-03-29")
    assert refused.exit_code == 2
    assert "kg build --as-of" in refused.output


def test_what_can_not_be_meant_is_refused(kg: Kg) -> None:
    for args, told in (
        (("--as-of", "eve"), "as-of: 'eve' is no day"),
        (("--policy", "mine"), "policy 'mine' is not known"),
        (("--policy", "party:nobody"), "no actor 'nobody'"),
    ):
        refused = kg("query", "timeline", *args)
        assert refused.exit_code == 2
        assert told in refused.output


def test_records_entered_until_a_day(kg: Kg) -> None:
    assert events(kg, "--recorded", "2022-12-30") == []
    assert events(kg, "--recorded", "2022-12-31") == ["round", "call"]
    assert events(kg, "--recorded", "1.0.0") == ["round", "call"]
    refused = kg("query", "timeline", "--recorded", "0.9")
    assert (refused.exit_code, "releases: 1.0.0" in refused.output) == (2, True)


@pytest.mark.parametrize(
    "command",
    [("query", "timeline"), ("export", "nq"), ("stats",), ("cite",), ("build", "--out", "OUT")],
    ids=lambda command: command[0],
)
def test_an_account_of_nobody_is_refused_by_every_command(
    kg: Kg, tmp_path: Path, command: tuple[str, ...]
) -> None:
    args = [str(tmp_path / "out") if one == "OUT" else one for one in command]
    refused = kg(*args, "--policy", "party:nobody")
    assert (refused.exit_code, "there is no actor 'nobody'" in refused.output) == (2, True)


def test_what_is_not_known_yet_can_not_be_cited(kg: Kg) -> None:
    refused = kg("cite", "--record", "round", "--as-of", "2022-03-28")
    assert refused.exit_code == 2
    assert "nothing was known of event 'round' on 2022-03-28" in refused.output


def test_somebody_else_s_query_is_stopped_when_it_is_verified(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER(?c = 1) ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    cheap = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER(?c = 1) }"
    file = tmp_path / "c.json"
    file.write_text(kg("cite", cheap).output)
    cited = json.loads(file.read_text())
    text = cited["query"]["sparql"]
    text = text[: text.index("{")] + endless[endless.index("{") :]
    cited["query"] |= {"sparql": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    file.write_text(json.dumps(cited))
    monkeypatch.setenv("KG_TIMEOUT", "0.5")
    told = kg("verify", str(file))
    assert told.exit_code == 2
    assert "not answered" in told.output


def test_an_account_of_somebody_not_yet_known_is_no_mistake(kg: Kg) -> None:
    assert events(kg, "--as-of", "1991-01-01", "--policy", "party:land") == []
