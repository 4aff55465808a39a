"""The proof case: what was known of the Istanbul round on five days, by every face there is.

What should be known is read here from the YAML, by the dates of the sources, and from nothing else
of ours: an independent reading of the same records.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
import rdflib
import yaml

from tests.support import DATA, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

ROUND = "2022-03-29-istanbul-talks"
IRI = f"https://w3id.org/parley/id/event/{ROUND}"


@dataclass(frozen=True)
class Then:
    """What a historian would say was known by the evening of a day."""

    status: str
    words: str
    edtf: str
    rivals: frozenset[str]
    """All dates that somebody on record gave by then, as EDTF."""


DATES_OF_THE_EVE = frozenset(
    {"2022-03-28/2022-03-30", "2022-03-29/2022-03-30", "2022-03-28?", "2022-03-29", "2022-03-29?"}
)
HELD = Then("Held", "29 March 2022", "2022-03-29", DATES_OF_THE_EVE)
THEN = {
    "2022-03-27": Then(
        "Announced",
        "28–30 March 2022",
        "2022-03-28/2022-03-30",
        frozenset({"2022-03-28/2022-03-30", "2022-03-29/2022-03-30"}),
    ),
    "2022-03-28": Then("Announced", "29 March 2022 (uncertain)", "2022-03-29?", DATES_OF_THE_EVE),
    "2022-03-29": HELD,
    "2022-03-30": HELD,
    None: HELD,
}
DAYS = pytest.mark.parametrize("day", list(THEN), ids=lambda day: day or "now")


def _read(file: Path) -> list[dict[str, Any]]:
    # The loader that makes nothing of anything: to others, a key "on" is a truth value.
    found: list[dict[str, Any]] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return found


@cache
def record() -> dict[str, Any]:
    """Return the record of the round as the curator wrote it."""
    for file in sorted((DATA / "events").glob("*.yaml")):
        for one in _read(file):
            if one["id"] == ROUND:
                found: dict[str, Any] = one
                return found
    raise AssertionError(ROUND)


@cache
def published() -> dict[str, str]:
    """Return the day of publication of each source, as written; only whole days are."""
    found = {}
    for file in sorted((DATA / "sources").glob("*.yaml")):
        for one in _read(file):
            day = one.get("published", "unknown").rstrip("?~")
            found[one["id"]] = f"{day}-31" if len(day) == len("2022-03") else day
    return found


def sources_by(day: str | None) -> set[str]:
    """Return the sources that the record cites and that were out by a day."""
    cited = {one if isinstance(one, str) else one["source"] for one in record()["sources"]}
    return {one for one in cited if day is None or published()[one] <= day}


def claims_by(day: str | None) -> set[str]:
    """Return the claims that were uttered, or published, by a day."""

    def public(claim: dict[str, Any]) -> bool:
        out = {published()[one] for one in claim["sources"]}
        spoken = claim.get("on", "9999").rstrip("?~") if "speaker" in claim else "9999"
        return day is None or min(out | {spoken}) <= day

    return {one["id"] for one in record()["claims"] if public(one)}


# -- the command line


def kg(*args: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    run = subprocess.run(
        [sys.executable, "-m", "kg", *args],
        cwd=ROOT,
        env=env | {"KG_DATA": str(DATA)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def rows(query: str, day: str | None) -> list[dict[str, str]]:
    as_of = ["--as-of", day] if day else []
    return list(csv.DictReader(io.StringIO(kg("query", query, "--format", "csv", *as_of))))


@DAYS
def test_on_the_command_line(day: str | None) -> None:
    then = THEN[day]
    event = next(one for one in rows("timeline", day) if one["event"] == IRI)
    assert (event["status"], event["date"]) == (then.status, then.edtf)
    found = rows(
        f"""SELECT ?claim ?date ?source {{
          {{ ?claim kg:event <{IRI}> }}
          UNION {{ ?claim kg:event <{IRI}> ; rdf:predicate kg:date ; rdf:object ?date }}
          UNION {{ ?statement rdf:subject <{IRI}> ; rdf:predicate kg:date ; rdf:object ?date }}
          UNION {{ <{IRI}> prov:hadPrimarySource ?source }}
        }}""",
        day,
    )
    assert {one["claim"].rpartition("/")[2] for one in found if one["claim"]} == claims_by(day)
    assert {one["date"] for one in found if one["date"]} == then.rivals
    assert {one["source"].rpartition("/")[2] for one in found if one["source"]} == sources_by(day)


# -- HTTP


def fetched(address: str, day: str | None, *, by_header: bool = False) -> rdflib.Graph:
    url = f"{address}/id/event/{ROUND}"
    headers = {"accept": "text/turtle"}
    if day and by_header:
        moment = rdflib.Literal(day, datatype=rdflib.XSD.date).toPython()
        headers["accept-datetime"] = f"{moment:%a, %d %b %Y} 12:00:00 GMT"
    elif day:
        url += f"?as-of={day}"
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:  # noqa: S310 - ours
        assert "accept-datetime" in answer.headers["vary"]
        assert (answer.headers["memento-datetime"] is not None) == (day is not None)
        return rdflib.Graph().parse(data=answer.read(), format="turtle")


@DAYS
@pytest.mark.parametrize("by_header", [False, True], ids=["address", "header"])
def test_over_http(address: str, day: str | None, by_header: bool) -> None:
    then = THEN[day]
    graph = fetched(address, day, by_header=by_header)
    asked = graph.query(
        f"""SELECT ?label ?date {{ <{IRI}> kg:status/rdfs:label ?label ; kg:date ?date }}""",
        initNs={"kg": rdflib.Namespace("https://w3id.org/parley/ns#"), "rdfs": rdflib.RDFS},
    )
    assert [(str(one[0]), str(one[1])) for one in asked] == [(then.status, then.edtf)]  # type: ignore[index]
    event, prov = rdflib.URIRef(IRI), rdflib.PROV.hadPrimarySource
    assert {str(one).rpartition("/")[2] for one in graph.objects(event, prov)} == sources_by(day)
    # Whatever is named as a source, for whatever part, was out by then.
    named = {str(one).rpartition("/")[2] for one in graph.objects(None, prov)}
    assert all(day is None or published()[one] <= day for one in named)
    about = rdflib.URIRef("https://w3id.org/parley/ns#event")
    assert {str(one).rpartition("/")[2] for one in graph.subjects(about, event)} == claims_by(day)


def test_before_it_was_announced_there_was_nothing(address: str) -> None:
    with pytest.raises(HTTPError) as error:
        fetched(address, "2022-03-26")
    assert error.value.code == 404
    assert "2022-03-27" in error.value.read().decode()


# -- the browser


@DAYS
def test_in_the_browser(page: Page, day: str | None) -> None:
    then = THEN[day]
    as_of = f"&as-of={day}" if day else ""
    page.goto(f"/event?id={ROUND}{as_of}")
    page.get_by_role("heading", level=1, name="Russian–Ukrainian talks in Istanbul").wait_for()
    page.locator("#sources").wait_for()
    head = page.locator(".p-glance").first
    assert then.words in head.inner_text()
    assert then.status in head.inner_text()
    assert ("disputed" in head.inner_text()) == (len(then.rivals) > 1)
    claims = page.locator("article.p-claim")
    own = {one for one in claims.evaluate_all("all => all.map(one => one.id)") if one}
    assert claims_by(day) <= own
    assert not (own & {one["id"] for one in record()["claims"]}) - claims_by(day)
    cited = page.locator("#sources .p-cites > li a[href*='source?id=']")
    links = cited.evaluate_all("all => all.map(one => new URL(one.href).searchParams.get('id'))")
    assert set(links) == sources_by(day)


def test_the_slider_moves_the_day(page: Page) -> None:
    """From the eve to the day itself by one key: the round is held, and the address says so."""
    page.goto(f"/explore?as-of=2022-03-28&chosen={ROUND}")
    slider = page.get_by_role("slider")
    slider.wait_for()
    assert (slider.get_attribute("aria-valuetext") or "").startswith("28 March 2022")
    status = page.locator(".p-chosen .p-meta .p-status")
    status.filter(has_text="Announced").wait_for()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**as-of=2022-03-29**")
    status.filter(has_text="Held").wait_for()
    assert (
        "76 events" in page.get_by_role("status").first.inner_text()
        or page.get_by_text("As known on 29 March 2022").first.is_visible()
    )
