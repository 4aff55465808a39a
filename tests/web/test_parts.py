"""What is no record has data of its own, and the page of what it is a part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.ui import opened
from tests.small import write_small
from tests.web.asked import ask, data, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("small_server")
BASE = "https://w3id.org/parley/"
TURTLE, HTML = "text/turtle", "text/html"


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The small folder, with a statement on what was searched and an event that was withdrawn."""
    folder = write_small(tmp_path_factory.mktemp("parts"))
    with (folder / "sources.yaml").open("a") as file:
        file.write(
            "- {id: brief, title: Brief, publisher: Envoy, published: 2022-04-02, kind: official}\n"
        )
    (folder / "coverage.yaml").write_text(
        "- {id: searched, description: Looked., tracks: [other], span: 2022, depth: selective}\n"
    )
    with (folder / "events.yaml").open("a") as file:
        file.write(
            "- id: ghost\n  title: Ghost\n  kind: call\n  tracks: [other]\n  date: 2022-03-29\n"
            "  lifecycle: held\n  sources: [news]\n  summary: They did not speak.\n"
            "  participants: [{actor: envoy, role: caller}]\n"
            "  claims: [{id: ghostly, speaker: envoy, text: Boo., sources: news}]\n"
            "  withdrawn: {on: 2022-06-01, why: It was the round., instead: round}\n"
        )
    with serving(folder):
        yield


def names(kind: str) -> list[str]:
    """Return the names of all things of a kind, as the graph has them."""
    head = f"{BASE}id/{kind}/"
    subjects = {line.partition("> ")[0][1:] for line in opened.graph().lines}
    return sorted(one.removeprefix(head) for one in subjects if one.startswith(head))


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("role", "/event?id=call"),
        ("statement", "/event?id=call"),
        ("lifecycle", "/event?id=call"),
        ("claim", "/event?id=call#no-call"),
        ("membership", "/actor?id=envoy"),
        ("period", "/actor?id=envoy"),
        ("post", "/actor?id=ministry"),
        ("coverage", "/track?id=other"),
        ("publisher", "/id/publisher/agency.html"),
        ("shape", "/ns.html#shapes"),
        ("dataset", "/about"),
    ],
)
def test_a_browser_is_sent_to_the_page_of_the_whole(kind: str, page: str) -> None:
    first = names(kind)[0]
    found = ask(f"/id/{kind}/{'no-call' if kind == 'claim' else first}", accept=HTML)
    assert (found.status, found.headers["location"]) == (303, page)


@pytest.mark.parametrize(
    "kind", ["role", "statement", "lifecycle", "claim", "membership", "period", "post", "publisher"]
)
def test_a_program_gets_what_is_said_of_it(kind: str) -> None:
    for one in names(kind):
        if kind != "claim" or one != "ghostly":
            found = data(f"/id/{kind}/{one}", accept=TURTLE)
            assert found.status == 200
            subject = f"<{BASE}id/{kind}/{one}> "
            lines = opened.graph().lines
            assert sum(line.startswith(subject) for line in lines) == sum(
                triple.startswith(subject) for triple in found.triples
            )


def test_it_is_told_what_points_at_it_and_how_all_is_called() -> None:
    found = data("/id/post/ministry.minister", accept=TURTLE).triples
    assert any("id/membership/envoy.minister> <" in one.split("> ")[0] + "> <" for one in found)
    label = f'<{BASE}id/actor/ministry> <http://www.w3.org/2000/01/rdf-schema#label> "Ministry"@en'
    assert label in found


@pytest.mark.parametrize("name", ["role/call.other-envoy", "event/round", "claim/no-call"])
@pytest.mark.parametrize(
    ("suffix", "form"), [("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)]
)
def test_a_document_of_quads_has_the_named_graphs(
    name: str, suffix: str, form: ox.RdfFormat
) -> None:
    if name.startswith("role"):
        name = f"role/{next(one for one in names('role') if one.startswith('call.'))}"
    found = ask(f"/id/{name}.{suffix}")
    quads = set(ox.parse(found.body, format=form))
    whole = set(opened.graph().store.engine)
    assert quads
    assert quads <= whole
    plain = ask(f"/id/{name}.nt")
    assert {one.triple for one in quads} == {
        one.triple for one in ox.parse(plain.body, format=ox.RdfFormat.N_TRIPLES)
    }


def test_what_was_said_later_is_not_there_yet() -> None:
    found = ask("/id/claim/no-call.ttl?as-of=2022-04-30")
    assert found.status == 404
    assert "2022-05-01" in found.text
    assert ask("/id/claim/two-days.ttl?as-of=2022-03-29").text == (
        "nothing was known of claim 'two-days' on 2022-03-29 (the first was known by 2022-03-30)\n"
    )
    assert ask("/id/claim/two-days.ttl?as-of=2022-03-30").status == 200
    page = ask("/id/claim/two-days?as-of=2022-03-29", accept=HTML)
    assert page.headers["location"] == "/event?id=round&as-of=2022-03-29#two-days"


def test_a_moment_before_it_was_said_leads_to_when_it_was() -> None:
    found = ask("/id/claim/two-days", accept_datetime="Tue, 29 Mar 2022 10:00:00 GMT")
    assert (found.status, found.headers["location"]) == (
        302,
        "/id/claim/two-days.ttl?as-of=2022-03-30",
    )


@pytest.mark.parametrize("name", ["event/ghost", "claim/ghostly", "role/ghost.envoy.0123456789"])
def test_parts_of_what_was_withdrawn_are_gone_too(name: str) -> None:
    for target, accept in ((f"/id/{name}", HTML), (f"/id/{name}", TURTLE), (f"/id/{name}.nt", "")):
        found = ask(target, accept=accept)
        assert found.status == 410
        assert "It was the round." in found.text
        assert found.headers["link"] == '</id/event/round>; rel="successor-version"'
        page = accept == HTML
        assert found.headers["content-type"].startswith(HTML if page else "text/plain")
        assert ('<a href="/id/event/round">' in found.text) == page


def test_a_publisher_has_a_page_of_ours() -> None:
    found = ask("/id/publisher/agency.html")
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Agency</h1>" in found.text
    assert '<a href="/source?id=wire">Wire</a>' in found.text
    assert '<a href="/id/publisher/agency.ttl">' in found.text
    then = ask("/id/publisher/agency.html?as-of=2022-03-30", root="/base")
    assert '<a href="/base/source?id=wire&amp;as-of=2022-03-30">' in then.text
    assert ask("/id/publisher/site.html?as-of=2022-03-30").status == 404


def test_a_publisher_of_the_name_of_a_record_is_not_taken_for_it() -> None:
    for target in ("/id/publisher/envoy", "/id/publisher/envoy.html", "/id/publisher/envoy.ttl"):
        then = ask(f"{target}?as-of=2022-03-01", accept=HTML)
        assert (then.status, then.text) == (404, "no publisher 'envoy'\n")
    assert "<h1>Envoy</h1>" in ask("/id/publisher/envoy.html").text


def test_scripts_of_any_site_may_read_and_may_ask_for_a_day() -> None:
    for target in ("/id/event/round", "/id/event/round.ttl", "/id/event/nothing", "/id/x/y/z"):
        assert ask(target).headers["access-control-allow-origin"] == "*"
    first = ask("/id/event/round", method="OPTIONS")
    assert first.status == 204
    assert first.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "accept-datetime" in first.headers["access-control-allow-headers"]
    refused = ask("/id/event/round", method="PUT")
    assert refused.status == 405
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
