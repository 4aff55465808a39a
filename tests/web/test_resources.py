"""Records over HTTP: negotiation of formats and of days, and that no address breaks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as hs

from kg.ui import opened
from kg.view import View
from tests.past import day
from tests.small import write_small
from tests.web.asked import ask, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.asked import Answer, Web

pytestmark = pytest.mark.usefixtures("web")
TURTLE, HTML = "text/turtle", "text/html"
EVE = "Tue, 29 Mar 2022 10:00:00 GMT"
DAY_END = "Tue, 29 Mar 2022 23:59:59 GMT"
ROUND = "/id/event/round"
GHOST = """
- id: ghost
  title: Ghost
  kind: call
  tracks: [other]
  date: 2022-03-29
  lifecycle: held
  summary: They did not speak.
  sources: [news]
  withdrawn: {on: 2023-06-01, why: It was the round., instead: round}
"""


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The small folder, with an event that was withdrawn."""
    folder = write_small(tmp_path_factory.mktemp("resources"))
    with (folder / "events.yaml").open("a", encoding="utf-8") as file:
        file.write(GHOST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_DATA", str(folder))
        st.cache_resource.clear()
        yield ask
        opened.close()
    st.cache_resource.clear()


# -- formats


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (TURTLE, TURTLE),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("TEXT/Turtle ; charset=utf-8", TURTLE),
        ("*/*", TURTLE),
        ("", TURTLE),
        ("text/*", TURTLE),
        ("application/*", "application/ld+json"),
        ("text/html;q=0.5, text/turtle", TURTLE),
        ("application/rdf+xml;q=0.3, application/n-triples;q=0.7", "application/n-triples"),
        ("application/rdf+xml, text/turtle", "application/rdf+xml"),  # equally: the first
        ("image/png, text/turtle;q=0.001", TURTLE),
        ("text/turtle;q=0, */*", "application/ld+json"),  # what is named counts before a star
        ("text/turtle;q=0.1, application/*;q=0.2", "application/ld+json"),
        ("application/rdf+xml;q=nan, application/ld+json;q=inf, text/turtle;q=0.1", TURTLE),
        ("text/turtle;q=x, application/n-triples;q=0.2", "application/n-triples"),
    ],
)
def test_the_format_is_that_which_is_liked_most(accept: str, media: str) -> None:
    found = data(ROUND, accept=accept)
    assert (found.status, found.headers["content-type"].partition(";")[0]) == (200, media)
    assert found.body


def test_lines_of_one_header_are_one_list() -> None:
    found = data(ROUND, accept=["image/png", "application/n-triples"])
    assert found.headers["content-type"] == "application/n-triples"


def test_without_a_wish_it_is_turtle() -> None:
    assert data(ROUND).triples == data(ROUND, accept=TURTLE).triples


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/turtle;q=0", ",,", "nonsense"])
def test_what_is_not_offered_is_not_acceptable(web: Web, accept: str) -> None:
    found = web(ROUND, accept=accept)
    assert found.status == 406
    for media in (HTML, TURTLE, "application/ld+json", "application/n-triples"):
        assert media in found.text
    assert found.headers["vary"] == "accept, accept-datetime"


@pytest.mark.parametrize(
    ("suffix", "form", "media"),
    [
        ("ttl", ox.RdfFormat.TURTLE, TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES, "application/n-triples"),
        ("jsonld", ox.RdfFormat.JSON_LD, "application/ld+json"),
        ("rdf", ox.RdfFormat.RDF_XML, "application/rdf+xml"),
    ],
)
def test_a_suffix_names_the_format(suffix: str, form: ox.RdfFormat, media: str) -> None:
    found = data(f"{ROUND}.{suffix}", accept=HTML)
    assert found.headers["content-type"].partition(";")[0] == media
    triples = {str(one.triple) for one in ox.parse(found.body, format=form)}
    assert triples == data(ROUND).triples
    assert "content-location" not in found.headers  # it is there already


def test_a_name_leads_to_where_its_data_stands(web: Web) -> None:
    found = web(ROUND, accept="application/n-triples")
    assert (found.status, found.headers["location"]) == (303, "/id/event/round.nt")
    assert web(f"{ROUND}.nt").status == 200


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("event", "call"),
        ("actor", "envoy"),
        ("source", "wire"),
        ("venue", "hall"),
        ("track", "east-talks"),
    ],
)
def test_every_kind_of_record_has_data_and_a_page(web: Web, kind: str, name: str) -> None:
    address = f"/id/{kind}/{name}"
    subject = f"<https://w3id.org/parley{address}> "
    assert any(one.startswith(subject) for one in data(address, accept=TURTLE).triples)
    page = web(address, accept=HTML)
    assert (page.status, page.headers["location"]) == (303, f"/{kind}?id={name}")


@pytest.mark.parametrize("accept", [HTML, "application/xhtml+xml, text/turtle;q=0.9"])
def test_a_browser_is_sent_to_the_page_of_that_day_and_policy(web: Web, accept: str) -> None:
    found = web(f"{ROUND}?as-of=2022-03-29&policy=party:land&recorded=2023-01-01", accept=accept)
    assert found.status == 303
    assert found.headers["location"] == (
        "/event?id=round&as-of=2022-03-29&policy=party%3Aland&recorded=2023-01-01"
    )
    negotiated = web(ROUND, accept=accept, accept_datetime=EVE)
    assert negotiated.headers["location"] == "/event?id=round&as-of=2022-03-29"
    for one in (found, negotiated):
        assert one.headers["vary"] == "accept, accept-datetime"


def test_addresses_stand_under_the_root_of_the_server(web: Web) -> None:
    found = web(ROUND, root="/base", accept=TURTLE)
    assert found.headers["location"] == "/base/id/event/round.ttl"
    assert "</base/timemap/event/round>" in found.headers["link"]
    assert web(ROUND, root="/base", accept=HTML).headers["location"] == "/base/event?id=round"
    assert (
        "<http://localhost/base/id/event/round>"
        in web("/timemap/event/round", root="/base", host="localhost").text
    )


# -- days


def test_a_day_may_be_asked_for_by_address_or_by_header(web: Web) -> None:
    by_address = web(f"{ROUND}?as-of=2022-03-29", accept=TURTLE)
    by_header = web(ROUND, accept=TURTLE, accept_datetime=EVE)
    assert (by_address.status, by_header.status) == (303, 302)  # RFC 7089, section 4.1.1
    for one in (by_address, by_header):
        assert one.headers["location"] == "/id/event/round.ttl?as-of=2022-03-29"
        assert "memento-datetime" not in one.headers  # it leads to a memento, and is none
    memento = web(by_header.headers["location"], accept_datetime=EVE)
    assert memento.headers["memento-datetime"] == DAY_END
    assert memento.body != data(ROUND).body
    assert "memento-datetime" not in data(ROUND).headers


def test_the_day_of_an_address_goes_before_that_of_a_header(web: Web) -> None:
    for header in ("Fri, 01 Apr 2022 00:00:00 GMT", "nonsense"):
        found = web(f"{ROUND}.ttl?as-of=2022-03-29", accept_datetime=header)
        assert found.headers["memento-datetime"] == DAY_END
        assert "content-location" not in found.headers


def test_a_suffix_and_a_header_lead_to_the_address_of_both(web: Web) -> None:
    found = web(f"{ROUND}.nt?policy=earliest", accept_datetime=EVE)
    own = "/id/event/round.nt?as-of=2022-03-29&policy=earliest"
    assert found.headers["content-location"] == own
    assert web(own).body == found.body


@pytest.mark.parametrize(
    ("header", "then"),
    [
        ("Tue, 29 Mar 2022 23:59:59 GMT", "2022-03-29"),
        ("Wed, 30 Mar 2022 00:00:00 GMT", "2022-03-30"),
        ("Tue, 29 Mar 2022 23:30:00 -0200", "2022-03-30"),  # days are those of UTC
    ],
)
def test_a_moment_belongs_to_its_day(web: Web, header: str, then: str) -> None:
    found = web(ROUND, accept=TURTLE, accept_datetime=header)
    assert found.headers["location"].endswith(f"?as-of={then}")


def test_a_day_to_come_is_the_last_that_the_records_tell_of(web: Web) -> None:
    later = "Sat, 01 Jan 2099 00:00:00 GMT"
    last = "2023-06-01"  # the withdrawal, later than the release
    to = web(ROUND, accept=TURTLE, accept_datetime=later).headers["location"]
    assert to == f"/id/event/round.ttl?as-of={last}"
    found = data(ROUND, accept=TURTLE, accept_datetime=later)
    assert found.headers["memento-datetime"] == "Thu, 01 Jun 2023 23:59:59 GMT"
    named = data(f"{ROUND}?as-of=2099-01-01", accept=TURTLE)
    assert named.headers["memento-datetime"] == "Thu, 01 Jun 2023 23:59:59 GMT"
    for one in (found, named):  # all that is known now, and of which view it is
        more = one.triples - data(ROUND).triples
        assert data(ROUND).triples < one.triples
        assert {
            x for x in more if "/dataset/parley>" not in x and "/publisher/test>" not in x
        } == set()


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        "2022-03-29",
        "Tue, 29 Mar 2022 25:00:00 GMT",
        "Tue, 29 Foo 2022 00:00:00 GMT",
        "Tue, 29 Mar 2022 00:00:00 +9999999999999",
        "Fri, 31 Dec 9999 23:59:59 -0100",
        "Tue, 29 Mar 99999999999999999999 00:00:00 GMT",
        "caf\xe9",
    ],
)
def test_what_is_no_moment_is_refused_in_words(web: Web, header: str) -> None:
    found = web(ROUND, accept=TURTLE, accept_datetime=header)
    assert found.status == 400
    assert found.text == (
        f"Accept-Datetime: '{header}' is no date (Mon, 28 Mar 2022 00:00:00 GMT)\n"
    )


def test_before_anything_was_known_it_is_told_since_when_it_is(web: Web) -> None:
    page = web(f"{ROUND}?as-of=2022-03-28", accept=HTML)  # which tells it to a reader
    assert (page.status, page.headers["location"]) == (303, "/event?id=round&as-of=2022-03-28")
    found = web(f"{ROUND}?as-of=2022-03-28", accept=TURTLE)
    assert found.status == 404
    assert "2022-03-28" in found.text
    assert "2022-03-29" in found.text
    assert found.headers["vary"] == "accept, accept-datetime"  # a cache may keep it


def test_a_moment_before_the_first_memento_leads_to_it(web: Web) -> None:
    """As a TimeGate does, and says so; who asks for a day by ``as-of`` gets that day or nothing."""
    before = "Mon, 28 Mar 2022 23:59:59 GMT"
    found = web(ROUND, accept=TURTLE, accept_datetime=before)
    assert (found.status, found.headers["location"]) == (302, f"{ROUND}.ttl?as-of=2022-03-29")
    at_once = web(f"{ROUND}.ttl", accept_datetime=before)
    assert at_once.headers["content-location"].endswith("as-of=2022-03-29")
    assert at_once.headers["memento-datetime"] == DAY_END


def test_what_had_not_entered_is_not_found(web: Web) -> None:
    found = web(f"{ROUND}?recorded=2022-12-30", accept=TURTLE)
    assert (found.status, found.text) == (404, "no event 'round'\n")
    both = web(f"{ROUND}?as-of=2022-03-29&recorded=2022-12-30", accept=TURTLE)
    assert (both.status, both.text) == (404, "no event 'round'\n")


def sources(found: Answer) -> set[str]:
    """Return the ids of all sources that some Turtle names."""
    return set(re.findall(r"/id/source/([^>]+)>", " ".join(found.triples)))


def test_a_memento_names_no_later_source() -> None:
    editions = opened.graph().editions
    assert sources(data(ROUND)) == {"news", "wire"}
    assert sources(data("/id/event/call")) == {"copy", "wire"}
    for on in ("29", "30", "2022-04-30", "2022-05-01"):
        records = editions.records(View(as_of=day(on)))
        for kind in ("event", "actor", "source", "venue", "track"):
            for name in records.of_kind(f"{kind}s"):
                found = data(f"/id/{kind}/{name}?as-of={day(on)}", accept=TURTLE)
                assert sources(found) <= set(records.sources), (on, kind, name)
    first = data(f"{ROUND}?as-of=2022-03-29")
    assert sources(first) == {"news"}
    assert "One day." in first.text
    assert "Two days." not in first.text


# -- the list of days


def mementos(text: str) -> list[tuple[str, str]]:
    return re.findall(r'<http://test([^>]+)>; rel="[a-z ]*memento"; datetime="([^"]+)"', text)


def test_a_timemap_lists_the_days_on_which_more_became_known(web: Web) -> None:
    found = web("/timemap/event/round", host="test")
    assert found.status == 200
    assert found.headers["content-type"].partition(";")[0] == "application/link-format"
    assert (
        mementos(found.text)
        == [
            (f"{ROUND}?as-of=2022-03-29", DAY_END),
            (f"{ROUND}?as-of=2022-03-30", "Wed, 30 Mar 2022 23:59:59 GMT"),
            (f"{ROUND}?as-of=2022-05-01", "Sun, 01 May 2022 23:59:59 GMT"),
        ][:2]
    )
    assert '<http://test/id/event/round>; rel="original timegate"' in found.text
    own = '<http://test/timemap/event/round>; rel="self"; type="application/link-format"'
    assert f'{own}; from="{DAY_END}"; until="Wed, 30 Mar 2022 23:59:59 GMT"' in found.text
    assert re.findall(r'rel="([a-z ]*)memento"', found.text) == ["first ", "last "]
    links = re.findall(r'<[^>]*>(?:; [a-z]+="[^"]*")+', found.text)
    assert ",\n".join(links) + "\n" == found.text  # RFC 6690, section 2


def test_the_mementos_of_a_timemap_are_there() -> None:
    bodies = set()
    for address, moment in mementos(data("/timemap/event/round", host="test").text):
        found = data(address, accept=TURTLE)
        assert (found.status, found.headers["memento-datetime"]) == (200, moment)
        bodies.add(found.body)
    assert len(bodies) == 2


def test_data_leads_to_its_timegate_its_timemap_and_its_ends(web: Web) -> None:
    for found in (web(ROUND), web(f"{ROUND}.ttl?as-of=2022-03-29"), web(ROUND, accept=HTML)):
        assert found.headers["link"].split(", <") == [
            '</id/event/round>; rel="original timegate"',
            '/timemap/event/round>; rel="timemap"; type="application/link-format"',
            f'/id/event/round?as-of=2022-03-29>; rel="first memento"; datetime="{DAY_END}"',
            '/id/event/round?as-of=2022-03-30>; rel="last memento"; '
            'datetime="Wed, 30 Mar 2022 23:59:59 GMT"',
        ]
    assert (
        web("/id/claim/no-call").headers["link"] == '</id/claim/no-call>; rel="original timegate"'
    )


@pytest.mark.parametrize(
    "name", ["actor/envoy", "source/copy", "venue/hall", "topic/peace", "track/talks"]
)
def test_every_record_has_a_timemap(web: Web, name: str) -> None:
    found = web(f"/timemap/{name}", host="test")
    address = f"http://test/{'voc' if name.startswith('topic') else 'id'}/{name}"
    assert found.text.startswith(f'<{address}>; rel="original timegate"')
    assert f"<{address}?as-of=2022-" in found.text


def test_there_is_a_timemap_of_records_on_record_only(web: Web) -> None:
    assert web("/timemap/event/nothing").status == 404
    assert web("/timemap/role/envoy").status == 404
    gone = web("/timemap/event/ghost")
    assert gone.status == 410
    assert "It was the round." in gone.text


def test_a_timemap_needs_a_server_with_a_name(web: Web) -> None:
    found = web("/timemap/event/round", host='x"><script>')
    assert (found.status, found.text) == (
        400,
        "Host: is no name of a server (such as example.org or localhost:8501)\n",
    )


# -- caches, methods


def test_what_is_held_already_is_not_sent_again() -> None:
    first = data(ROUND, accept=TURTLE, accept_datetime=EVE)
    etag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
    held: str | list[str]
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*", ['"other"', etag]):
        again = data(ROUND, accept=TURTLE, accept_datetime=EVE, if_none_match=held)
        assert (again.status, again.body) == (304, b"")
        for name in ("etag", "vary", "memento-datetime", "link"):
            assert again.headers[name] == first.headers[name]
    for held in ('"other"', etag.strip('"'), "", f'"x{etag[1:]}'):
        assert data(ROUND, accept=TURTLE, accept_datetime=EVE, if_none_match=held).status == 200


def test_each_state_and_format_has_its_tag() -> None:
    views = ("", "?as-of=2022-03-29", "?as-of=2022-03-30", "?policy=earliest")
    tags = {data(f"{ROUND}.{one}{view}").headers["etag"] for one in ("ttl", "nt") for view in views}
    assert len(tags) == 8
    assert data(ROUND).headers["etag"] == data(ROUND).headers["etag"]


@pytest.mark.parametrize("target", [ROUND, f"{ROUND}?as-of=2022-03-28", "/timemap/event/round"])
def test_head_tells_what_get_would(web: Web, target: str) -> None:
    get, head = web(target, accept=TURTLE), web(target, method="HEAD", accept=TURTLE)
    assert (head.status, head.headers) == (get.status, get.headers)


def test_nothing_can_be_written(web: Web) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert web(ROUND, method=method).status == 405


# -- what is not there, and what can't be meant


@pytest.mark.parametrize(
    "target",
    [
        "/id/event/nothing",
        "/id/actor/round",
        "/id/nothing/round",
        "/id/topic/peace",
        "/id/claim/nothing",
        "/id/publisher/nothing.html",
        "/id/role/round",
        "/id/role/round.envoy.0000000000",
        "/id/event/round/more",
        "/id/event",
        "/id/dataset/other",
        "/id/coverage/round",
        "/id/events/round",
        "/id/event/",
        "/id/event/.ttl",
        "/id/event/round.ttl.ttl",
        "/id/event/round.",
        "/id/event/round.html",
        "/id/event/ROUND",
        "/id/event/round%20",
        "/id/event/round%0A",
        "/id/event/%2F",
        "/id/event/..",
        "/id/event/%2e%2e%2fround",
        "/id/event/..%5Cround",
        "/id/%2E%2E/round",
        "/id/event/" + "a" * 100_000,
        "/id/" + "a" * 100_000 + "/round",
        "/id/event/%00",
        "/id/event/round%00.ttl",
        "/id/event/%C3%A9",
        "/id/event/%FF%FE",
        "/id/event/%ED%A0%80",
        "/id/event/%F0%9F%95%8A",
        "/id/event/round%0D%0ASet-Cookie:%20a=b",
        "/id/event/%3Cscript%3E",
        "/id/event/round%3E%20%3Fp%20%3Fo%20%7D%20%23",
        "/id/event/%22%27%7B%7D",
        "/timemap/event/%2F",
        "/timemap/event/" + "a" * 100_000,
        "/timemap/event/%00%ED%A0%80",
    ],
    ids=lambda one: one[:40],
)
@pytest.mark.parametrize("accept", [TURTLE, HTML])
def test_what_is_not_there_is_not_found(web: Web, target: str, accept: str) -> None:
    found = web(target, accept=accept)
    assert found.status == 404
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert "set-cookie" not in found.headers
    assert "location" not in found.headers


def test_an_unknown_kind_is_told_with_those_there_are(web: Web) -> None:
    found = web("/id/thing/round")
    assert found.text == (
        "no kind of thing 'thing' (known: event, actor, source, venue, track, document, citation, "
        "claim, coverage, geometry, lifecycle, membership, period, post, publisher, role, "
        "signature, statement, dataset, shape)\n"
    )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("as-of=yesterday", "as-of: 'yesterday' is no day (YYYY-MM-DD)"),
        ("as-of=2022-02-30", "as-of: '2022-02-30' is no day (YYYY-MM-DD)"),
        ("as-of=99999-01-01", "as-of: '99999-01-01' is no day (YYYY-MM-DD)"),
        ("as-of=%00", "as-of: '\0' is no day (YYYY-MM-DD)"),
        ("recorded=x", "recorded: 'x' is no day (YYYY-MM-DD, or the version of a release)"),
        ("recorded=9.9", "recorded: there is no release '9.9' (releases: 1.0.0)"),
        ("policy=x", "policy 'x' is not known (editor, earliest, corroborated, or party:ID of an"),
        ("policy=party:", "policy 'party:' is not known"),
        ("policy=party:nobody", "policy: there is no actor 'nobody'"),
        ("policy=party:round", "policy: there is no actor 'round'"),
        ("policy=%ED%A0%80", "policy '"),
    ],
)
@pytest.mark.parametrize("accept", [TURTLE, HTML])
def test_what_can_not_be_meant_is_refused_in_words(
    web: Web, query: str, told: str, accept: str
) -> None:
    found = web(f"{ROUND}?{query}", accept=accept)
    assert found.status == 400
    assert found.text.startswith(told)


def test_other_parameters_are_left_alone() -> None:
    assert data(f"{ROUND}?utm=1&kinds=nonsense&as-of=&policy=").body == data(ROUND).body


@pytest.mark.parametrize("target", ["/id/event/ghost", "/id/event/ghost.nt?as-of=2022-03-29"])
@pytest.mark.parametrize("accept", [TURTLE, HTML])
def test_what_was_withdrawn_is_gone_and_it_is_told_why(web: Web, target: str, accept: str) -> None:
    found = web(target, accept=accept)
    assert found.status == 410
    for part in ("ghost", "2023-06-01", "It was the round.", "instead: round"):
        assert part in found.text


def test_before_it_was_withdrawn_it_was_there() -> None:
    assert data("/id/event/ghost?recorded=2023-05-31", accept=TURTLE).status == 200
    assert data("/id/event/ghost?recorded=2023-06-01", accept=TURTLE).status == 410
    assert data("/id/actor/ghost").status == 404  # as an actor it never was


@settings(max_examples=60)
@given(
    name=hs.sampled_from(["round", "round.ttl", "call", "ghost"]) | hs.text(max_size=20),
    accept=hs.lists(
        hs.sampled_from([TURTLE, HTML, "*/*", "q=0", ";q=0.5", "text/*;q="]) | hs.text(max_size=8)
    ).map(",".join),
    moment=hs.none() | hs.just(EVE) | hs.text(max_size=30),
    query=hs.sampled_from(["", "as-of=2022-03-29", "policy=earliest"]) | hs.text(max_size=20),
)
def test_nothing_breaks_it(
    web: Web, name: str, accept: str, moment: str | None, query: str
) -> None:
    headers = {"accept": accept} | ({"accept_datetime": moment} if moment is not None else {})
    written = {k: v.encode("utf-8", "replace").decode("latin-1") for k, v in headers.items()}
    target = f"/id/event/{quote(name, safe='', errors='replace')}"
    found = web(f"{target}?{quote(query, safe='=&', errors='replace')}", **written)
    assert found.status in {200, 302, 303, 400, 404, 406, 410}
    assert (
        found.headers["content-type"]
        if found.status not in (302, 303)
        else found.headers["location"]
    )
